/* Grants: the lists of an account, checked when they are set and widened when they are used. */
#include <string.h>

#include "account/record.h"

/* What each role takes. */
enum { NO_LISTS, PORTFOLIO, BY_DEPARTMENT, BY_AREA, BY_FIRM };

static int lists_of(Role r)
{
    switch (r) {
    case ROLE_LEADER:
        return PORTFOLIO;
    case ROLE_DEPARTMENT:
        return BY_DEPARTMENT;
    case ROLE_AREA:
        return BY_AREA;
    case ROLE_FIRM:
        return BY_FIRM;
    case ROLE_ADMINISTRATOR:
    case ROLE_ANALYST:
    case ROLE_SUPERVISION:
    case ROLE_AUDITOR:
    case ROLE_PUBLIC:
    case ROLES:
        break;
    }
    return NO_LISTS;
}

/* ---- checking ---- */

typedef struct Checked {
    Store *s;
    const Actor *by;
    City city;
    Arena *a;
} Checked;

static bool know_area(Checked *c, const char *code, Err *e)
{
    const Area *found;

    if (city_area(&c->city, code))
        return true;
    /* The nearest name, where there is one. */
    TRY(city_find_area(&c->city, str_of(code), &found, e));
    return ERR(e, ERR_INVALID, "地区请写代码：“%s”是 %s", "name areas by code: \"%s\" is %s", code,
               found->code);
}

static bool know_department(Checked *c, const char *code, Err *e)
{
    return city_department(&c->city, code) ||
           ERR(e, ERR_NOT_FOUND, "没有部门“%s”；departments.csv 列出了所有部门的代码",
               "there is no department \"%s\"; departments.csv lists all codes", code);
}

static bool know_indicator(Checked *c, const char *code, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(c->s, SQL_DIMENSION_BY_CODE, &q, e, INT(c->by->city), TEXTARG("indicator"), TEXTARG(code)));
    TRY(query_next(q, &row, e));
    return row || ERR(e, ERR_NOT_FOUND, "没有指标“%s”；indicators.csv 列出了所有指标的代码",
                      "there is no indicator \"%s\"; indicators.csv lists all codes", code);
}

/* Firms have no table of their own yet: the code is taken as it is written. */
static bool know_firm(Checked *c, const char *code, Err *e)
{
    (void)c;
    return strlen(code) <= CODE_MAX ||
           ERR(e, ERR_INVALID, "企业代码“%.80s”超过 %d 个字节",
               "the firm's code \"%.80s\" has more than %d bytes", code, CODE_MAX);
}

/* A list made regular: "*" alone, or known codes joined by ';'. */
static bool regular(Checked *c, const char **list, bool (*know)(Checked *, const char *, Err *), Err *e)
{
    AUTO(buf_free) Buf out = buf_new(ACCOUNT_LIST_MAX);
    const char **codes;
    size_t n = text_split(c->a, *list ? *list : "", &codes);

    for (size_t i = 0; i < n; i++) {
        if (strcmp(codes[i], "*") == 0 && n == 1) {
            *list = "*";
            return true;
        }
        TRY(know(c, codes[i], e));
        buf_str(&out, i ? ";" : "");
        buf_str(&out, codes[i]);
    }
    if (!buf_ok(&out))
        return ERR(e, ERR_INVALID, "代码太多：一个清单最多 %d 个字节",
                   "too many codes: a list has at most %d bytes", ACCOUNT_LIST_MAX);
    *list = arena_strdup(c->a, buf_cstr(&out));
    return true;
}

static bool leader_is_known(const City *c, const char *code, Err *e)
{
    for (size_t i = 0; i < c->n_leaders; i++)
        if (strcmp(c->leaders[i].code, code) == 0)
            return true;
    return ERR(e, ERR_NOT_FOUND, "leaders.csv 里没有“%s”", "leaders.csv does not hold \"%s\"", code);
}

static bool need(bool given, const AccountSpec *spec, const char *what, Err *e)
{
    return given ||
           ERR(e, ERR_INVALID, "角色 %s 要给出 %s", "the role %s needs %s", role_code(spec->role), what);
}

static bool refuse(bool given, const AccountSpec *spec, const char *what, Err *e)
{
    return !given ||
           ERR(e, ERR_INVALID, "角色 %s 不带 %s", "the role %s takes no %s", role_code(spec->role), what);
}

static void fill(const char **list)
{
    if (!**list)
        *list = "*";
}

static bool fits_role(AccountSpec *spec, Err *e)
{
    bool lists = *spec->areas || *spec->departments || *spec->indicators;

    if (spec->role == ROLE_PUBLIC)
        return ERR(e, ERR_INVALID, "公众不用账户：公布的数据不登录就能看",
                   "the public needs no account: what is published is read without one");
    TRY(refuse(lists_of(spec->role) != PORTFOLIO && *spec->leader, spec, "--leader", e));
    TRY(refuse(lists_of(spec->role) != BY_FIRM && *spec->firms, spec, "--firms", e));
    switch (lists_of(spec->role)) {
    case PORTFOLIO:
        return need(*spec->leader || lists, spec, "--leader", e);
    case BY_FIRM:
        return need(*spec->firms && strcmp(spec->firms, "*") != 0, spec, "--firms", e) &&
               refuse(lists, spec, "--areas, --departments, --indicators", e);
    case BY_DEPARTMENT:
        TRY(need(*spec->departments, spec, "--departments", e));
        break;
    case BY_AREA:
        TRY(need(*spec->areas, spec, "--areas", e));
        break;
    default:
        return refuse(lists, spec, "--areas, --departments, --indicators", e);
    }
    fill(&spec->areas);
    fill(&spec->departments);
    fill(&spec->indicators);
    return true;
}

bool grants_check(Store *s, const Actor *by, AccountSpec *spec, Arena *a, Err *e)
{
    Checked c = {.s = s, .by = by, .a = a};

    TRY(city_load(s, 0, a, &c.city, e));
    if (c.city.id != by->city)
        return ERR(e, ERR_CONFLICT, "库里是城市 %lld，不是 %lld", "the store holds the city %lld, not %lld",
                   (long long)c.city.id, (long long)by->city);
    spec->leader = spec->leader ? spec->leader : "";
    TRY(!*spec->leader || leader_is_known(&c.city, spec->leader, e));
    TRY(regular(&c, &spec->areas, know_area, e) && regular(&c, &spec->departments, know_department, e));
    TRY(regular(&c, &spec->indicators, know_indicator, e) && regular(&c, &spec->firms, know_firm, e));
    return fits_role(spec, e);
}

/* ---- using ---- */

static void grant_add(Grant *g, Arena *a, const char *list)
{
    const char **codes;
    size_t n = text_split(a, list, &codes);

    g->all = g->all || (n == 1 && strcmp(codes[0], "*") == 0);
    if (g->all || n == 0)
        return;
    const char **both = NEW_N(a, const char *, g->n + n);
    for (size_t i = 0; i < g->n + n; i++)
        both[i] = i < g->n ? g->codes[i] : codes[i - g->n];
    g->codes = both;
    g->n += n;
}

/* Adds what lies in the areas, and in those again, until nothing new is found. Cost: O(depth × areas ×
 * codes). */
static void widen(Grant *g, const City *c, Arena *a)
{
    const char **codes = NEW_N(a, const char *, g->n + c->n_areas);
    bool more = !g->all && g->n > 0;

    for (size_t i = 0; i < g->n; i++)
        codes[i] = g->codes[i];
    g->codes = codes;
    while (more) {
        more = false;
        for (size_t i = 0; i < c->n_areas; i++) {
            const Area *x = &c->areas[i];
            if (!*x->parent || !grant_has(g, x->parent) || grant_has(g, x->code))
                continue;
            codes[g->n++] = x->code;
            more = true;
        }
    }
}

void account_principal(const City *c, const Account *account, uint32_t carries, Arena *a, Principal *out)
{
    *out = (Principal){.city = c->id,
                       .account = account->id,
                       .name = account->name,
                       .role = account->role,
                       .leader = account->leader,
                       .carries = carries,
                       .must_change = account->must_change};
    grant_add(&out->areas, a, account->areas);
    grant_add(&out->departments, a, account->departments);
    grant_add(&out->indicators, a, account->indicators);
    grant_add(&out->firms, a, account->firms);
    for (size_t i = 0; i < c->n_leaders && *account->leader; i++) {
        const Leader *l = &c->leaders[i];
        if (strcmp(l->code, account->leader) != 0)
            continue;
        grant_add(&out->areas, a, l->areas);
        grant_add(&out->departments, a, l->departments);
        grant_add(&out->groups, a, l->groups);
    }
    widen(&out->areas, c, a);
}
