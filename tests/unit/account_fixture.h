/* A small city with a leader, and hands to make accounts in it at a moment of the test's choosing. */
#pragma once
#include <sqlite3.h>

#include "account/login.h"
#include "account/session.h"
#include "account/token.h"
#include "city_folder.h"

enum { T0 = 1626768000 }; /* 2021-07-20T08:00:00Z */
#define GOOD_PASSWORD "trees and rivers 7"

typedef struct AccountFixture {
    CityFixture *f;
    Actor by;
    Chance chance;
    City city;
    LoginResult login; /* of the last login */
} AccountFixture;

static inline AccountFixture *accounts_new(void)
{
    AccountFixture *x = calloc(1, sizeof *x);

    x->f = fixture_new();
    assert_true(
        fixture_import(x->f, "leaders.csv",
                       "code,title_zh,title_en,departments,areas,groups\nL1,副市长,Vice mayor,czj,,工业\n"));
    assert_true(city_load(x->f->s, 0, x->f->arena, &x->city, &x->f->e));
    x->chance.seed = 7;
    x->by = (Actor){.city = 330182, .now = T0, .by = "tester", .chance = &x->chance};
    return x;
}

static inline void accounts_free(AccountFixture **x)
{
    if (!*x)
        return;
    fixture_free(&(*x)->f);
    free(*x);
    *x = NULL;
}

static inline bool try_add(AccountFixture *x, AccountSpec spec, const char *password)
{
    int64_t id;

    x->f->e = (Err){.lang = LANG_EN};
    return account_add(x->f->s, &x->by, &spec, (PasswordWish){.typed = password}, &id, &x->f->e);
}

static inline void add(AccountFixture *x, AccountSpec spec)
{
    if (!try_add(x, spec, GOOD_PASSWORD))
        fail_msg("%s: %s", spec.name, x->f->e.msg);
}

static inline LoginOutcome login(AccountFixture *x, const char *name, const char *password, const char *code)
{
    x->f->e = (Err){.lang = LANG_EN};
    bool ok =
        account_login(x->f->s, &x->by, &(Login){name, password, code}, x->f->arena, &x->login, &x->f->e);
    assert_int_equal(ok, x->login.outcome == LOGIN_GOOD);
    assert_int_equal(ok ? ERR_NONE : ERR_FORBIDDEN, x->f->e.kind);
    return x->login.outcome;
}

static inline Account account_of(AccountFixture *x, const char *name)
{
    Account a;

    assert_true(account_find(x->f->s, x->by.city, name, x->f->arena, &a, &x->f->e));
    return a;
}

/* Findings of verification: accounts and chain. The first one is in e.msg. */
static inline size_t wrong_now(AccountFixture *x)
{
    Verification v = {.arena = x->f->arena, .lang = LANG_EN};

    assert_true(audit_verify(x->f->s, x->by.city, &v, &x->f->e));
    assert_true(account_verify(x->f->s, x->by.city, &v, &x->f->e));
    snprintf(x->f->e.msg, sizeof x->f->e.msg, "%s", v.n ? v.wrong[0] : "");
    return v.n;
}

/* What somebody does who has the file and no program of ours. */
static inline void by_hand(AccountFixture *x, const char *sql)
{
    sqlite3 *db;
    char *why = NULL;

    assert_int_equal(sqlite3_open(store_path(x->f->s), &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", sql, why);
    sqlite3_close(db);
}

static inline void store_reopen(AccountFixture *x)
{
    char path[600];

    snprintf(path, sizeof path, "%s", store_path(x->f->s));
    store_close(&x->f->s);
    assert_true(store_open(path, STORE_WRITE, &x->f->s, &x->f->e));
}

/* All bytes of the store's files hold the text? */
static inline bool store_holds(AccountFixture *x, const char *text)
{
    char path[600];
    bool found = false;

    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s%s", store_path(x->f->s), i ? "-wal" : "");
        FILE *f = fopen(path, "rb");
        if (!f)
            continue;
        static char bytes[1 << 24];
        size_t n = fread(bytes, 1, sizeof bytes, f);
        found = found || memmem(bytes, n, text, strlen(text)) != NULL;
        fclose(f);
    }
    return found;
}
