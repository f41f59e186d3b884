/* Accounts of every role behind a running server, and requests as one of them. */
#pragma once
#include "account/access.h"
#include "http_world.h"

#define PASSWORD "三个 long words here"

typedef struct Login {
    const char *cookie, *csrf; /* "" for nobody */
} Login;

/* One request; json: the body, NULL none. */
static inline Answer ask_as(const Login *who, const char *method, const char *target, const char *json)
{
    const char *head =
        *who->cookie ? arena_printf(w.arena, "Cookie: %s\r\nX-CSRF-Token: %s\r\nAccept-Language: en\r\n",
                                    who->cookie, who->csrf)
                     : "Accept-Language: en\r\n";

    if (!json)
        return ask(w.arena, w.server.port, method, target, head);
    return send_body(w.arena, w.server.port, arena_printf(w.arena, "%s %s", method, target), head, json,
                     strlen(json));
}

/* What a login that was answered with 200 gives. */
static inline Login login_of(const Answer *x)
{
    const char *cookie = header(w.arena, x, "Set-Cookie");

    if (x->status != 200 || !cookie)
        fail_msg("no login: %d %s", x->status, x->body);
    json_t *j = parsed(x);
    Login l = {arena_strndup(w.arena, cookie, strcspn(cookie, ";")), text_at(j, "csrf")};
    json_decref(j);
    return l;
}

static inline Answer try_login(const char *name, const char *password)
{
    static const Login nobody = {"", ""};

    return ask_as(&nobody, "POST", "/api/v1/session",
                  arena_printf(w.arena, "{\"name\":\"%s\",\"password\":\"%s\"}", name, password));
}

static inline Login login(const char *name)
{
    Answer x = try_login(name, PASSWORD);

    return login_of(&x);
}

/* With the password above. words: "--role department --departments jxj". */
static inline void add_account(const char *name, const char *words)
{
    const char *line =
        arena_printf(w.arena, "printf '%%s\\n' '%s' | QINGYU_STORE=%s %s user add %s %s --password-stdin",
                     PASSWORD, store(), getenv("QINGYU"), name, words);
    FILE *p = popen(line, "r");
    char text[256];

    assert_non_null(p);
    while (fgets(text, sizeof text, p))
        ;
    if (pclose(p) != 0)
        fail_msg("%s", line);
}

/* The demo city behind a server that knows who asks; accounts are added by the caller. */
static inline int set_up_closed(void **state)
{
    (void)state;
    w.tmp = tmp_new();
    w.arena = arena_new();
    must("init");
    must(arena_printf(w.arena, "import %s/cities/jiande", getenv("ROOT")));
    deploy_and_assess();
    w.server =
        server_run(store(), arena_printf(w.arena, "%s/log", w.tmp.path), &(ServerSpec){.closed = true});
    return w.server.port ? 0 : -1;
}
