#include "http/call.h"

#include <stdlib.h>
#include <string.h>

#include "http/reply.h"

static const char *value_of(const Passage *p, const char *name)
{
    const char *segment = url_segment(&p->url, p->route->path, name);

    for (size_t i = 0; !segment && i < p->url.n_arguments; i++)
        if (strcmp(p->url.arguments[i].name, name) == 0)
            return p->url.arguments[i].value;
    return segment;
}

const char *call_value(const Call *c, const char *name)
{
    return value_of(c->passage, name);
}

bool call_allows(const Call *c, Permission permission, const Scope *asked)
{
    return access_allows(&c->passage->who.principal, permission, asked);
}

bool call_allows_pair(const Call *c, Permission permission, const Indicator *i, const Area *a)
{
    Scope asked = scope_of_pair(i, a);

    return call_allows(c, permission, &asked);
}

bool call_area(Call *c, const Area **area, Err *e)
{
    const char *text = call_value(c, "area");

    *area = c->city.self;
    return !text || city_find_area(&c->city, str_of(text), area, e);
}

bool call_period(Call *c, const Area *area, Period *p, Err *e)
{
    const char *text = call_value(c, "period");
    Basis basis = BASES;

    return text ? period_parse(str_of(text), p, &basis, e) : card_latest_period(&c->outlook, area, p, e);
}

bool call_indicator(Call *c, const Indicator **i, Err *e)
{
    return catalogue_find(&c->catalogue, str_of(call_value(c, "code")), i, e);
}

int call_date(const Call *c, const char *name)
{
    const char *text = call_value(c, name);
    int date = 0;

    if (text)
        (void)date_parse(str_of(text), &date);
    return date;
}

size_t call_count(const Call *c, const char *name, size_t otherwise)
{
    const char *text = call_value(c, name);

    return text ? strtoull(text, NULL, 10) : otherwise;
}

void call_head(Call *c, const char *type)
{
    c->reply->status = 200;
    reply_common(c->passage, type, true);
}

void call_text(Call *c, const char *type, const Buf *text)
{
    c->reply->body = arena_strndup(c->viewer.arena, buf_cstr(text), text->n);
    c->reply->n = text->n;
    call_head(c, type);
}

/* ---- checking the parameters ---- */

typedef struct Check {
    const Passage *p;
    RouteParam params[ROUTE_PARAMS_MAX];
    size_t n;
    Faults *out;
} Check;

static void fault(const Check *k, const char *parameter, const char *detail)
{
    fault_add(k->out, parameter, detail);
}

static const RouteParam *known_param(const Check *k, const char *name)
{
    for (size_t i = 0; i < k->n; i++)
        if (!k->params[i].in_path && strcmp(k->params[i].param->name, name) == 0)
            return &k->params[i];
    return NULL;
}

static void unknown(const Check *k, const char *name)
{
    Arena *a = k->p->request->arena;
    const char *names = "";

    for (size_t i = 0; i < k->n; i++)
        if (!k->params[i].in_path)
            names = arena_printf(a, "%s%s%s", names, *names ? " " : "", k->params[i].param->name);
    const char *near = nearest_name(a, name, names);
    fault(k, name,
          near ? arena_printf(a,
                              TEXT(k->p->lang, "没有参数“%s”；是不是 %s？",
                                   "there is no parameter \"%s\"; did you mean %s?"),
                              name, near)
               : arena_printf(a,
                              TEXT(k->p->lang, "没有参数“%s”；/api/ 列出所有参数",
                                   "there is no parameter \"%s\"; /api/ lists them"),
                              name));
}

static bool is_count(const char *v)
{
    return *v && strlen(v) <= 10 && !v[strspn(v, "0123456789")] && strtoull(v, NULL, 10) <= PARAM_COUNT_MAX;
}

static bool is_choice(const char *choices, const char *v)
{
    size_t n = strlen(v);

    while (*choices) {
        size_t k = strcspn(choices, " ");
        if (k == n && memcmp(choices, v, n) == 0)
            return true;
        choices += k + (choices[k] == ' ');
    }
    return false;
}

static void check_value(Check *k, const Param *x, const char *v)
{
    Arena *a = k->p->request->arena;
    Lang lang = k->p->lang;
    Err e = {.lang = lang};
    Basis basis;
    Period period;
    int date;

    if (strlen(v) > PARAM_TEXT_MAX)
        fault(k, x->name,
              arena_printf(a, TEXT(lang, "%s 超过 %d 字节", "%s has more than %d bytes"), x->name,
                           PARAM_TEXT_MAX));
    else if (x->kind == PARAM_COUNT && !is_count(v))
        fault(k, x->name,
              arena_printf(a,
                           TEXT(lang, "%s 应为 0 到 %d 的整数，而不是“%s”",
                                "%s must be a whole number from 0 to %d, not \"%s\""),
                           x->name, PARAM_COUNT_MAX, v));
    else if (x->kind == PARAM_DATE && !date_parse(str_of(v), &date))
        fault(k, x->name,
              arena_printf(
                  a,
                  TEXT(lang, "%s “%s”不是日期；应如 2021-07-20", "%s \"%s\" is no date; expected 2021-07-20"),
                  x->name, v));
    else if (x->kind == PARAM_PERIOD && !period_parse(str_of(v), &period, &basis, &e))
        fault(k, x->name, arena_strdup(a, e.msg));
    else if (x->kind == PARAM_CHOICE && !is_choice(x->choices, v))
        fault(k, x->name,
              arena_printf(a, TEXT(lang, "%s 应为 %s 之一，而不是“%s”", "%s must be one of %s, not \"%s\""),
                           x->name, x->choices, v));
    else if (x->kind == PARAM_TEXT && !*v)
        fault(k, x->name, arena_printf(a, TEXT(lang, "%s 是空的", "%s is empty"), x->name));
}

static bool given_before(const Url *u, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (strcmp(u->arguments[i].name, u->arguments[at].name) == 0)
            return true;
    return false;
}

void call_check(const Passage *p, Faults *out)
{
    Check k = {.p = p, .out = out};
    Arena *a = p->request->arena;

    k.n = route_params(p->route, k.params);
    for (size_t i = 0; i < p->url.n_arguments; i++) {
        const UrlArgument *x = &p->url.arguments[i];
        const RouteParam *known = known_param(&k, x->name);
        if (!known)
            unknown(&k, x->name);
        else if (given_before(&p->url, i))
            fault(&k, x->name, arena_printf(a, TEXT(p->lang, "%s 给了两次", "%s is given twice"), x->name));
        else
            check_value(&k, known->param, x->value);
    }
    for (size_t i = 0; i < k.n; i++) {
        const Param *x = k.params[i].param;
        if (k.params[i].in_path)
            check_value(&k, x, value_of(p, x->name));
        else if (k.params[i].required && !value_of(p, x->name))
            fault(&k, x->name,
                  arena_printf(a, TEXT(p->lang, "还要给出 %s，如 %s=%s", "%s is required, such as %s=%s"),
                               x->name, x->name, x->example));
    }
}
