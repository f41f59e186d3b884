#include "outlook/portfolio.h"

#include <string.h>

#include "outlook/towns.h"

/* Is the code one of a list separated by ';'? */
static bool lists(const char *list, const char *code)
{
    size_t n = strlen(code);

    while (*list) {
        size_t k = strcspn(list, ";");
        if ((k == n && memcmp(list, code, n) == 0) || (k == 1 && *list == '*'))
            return true;
        list += k + (list[k] == ';');
    }
    return false;
}

bool portfolio_has(const Leader *l, const Indicator *i)
{
    bool ground_alone = *l->areas && !*l->groups && !*l->departments;

    return ground_alone || lists(l->groups, i->group) || lists(l->departments, i->department);
}

bool portfolio_leader(const City *c, const char *code, const Leader **out, Err *e)
{
    char codes[256] = "";
    size_t n = 0;

    for (size_t i = 0; i < c->n_leaders; i++) {
        *out = &c->leaders[i];
        if (strcmp(c->leaders[i].code, code) == 0)
            return true;
        if (n < sizeof codes)
            n += (size_t)snprintf(codes + n, sizeof codes - n, "%s%s", i ? ", " : "", c->leaders[i].code);
    }
    return ERR(e, ERR_NOT_FOUND, "leaders.csv 里没有“%.64s”；有 %s",
               "leaders.csv does not hold \"%.64s\"; there are %s", code, codes);
}

static bool add_area(Outlook *o, const Area *area, Portfolio *x, Err *e)
{
    const Catalogue *k = o->catalogue;

    for (size_t i = 0; i < k->n; i++) {
        if (!portfolio_has(x->leader, &k->indicators[i]))
            continue;
        Situation *s = &x->rows[x->n];
        TRY(situation_of(o, &k->indicators[i], area, x->period, s, e) && towns_adjust(o, s, e));
        x->n += situation_is_known(s) || s->progress.target;
    }
    return true;
}

bool portfolio_of(Outlook *o, const Leader *l, Period p, Portfolio *out, Err *e)
{
    const char **codes;
    size_t n = text_split(o->arena, l->areas, &codes);

    *out = (Portfolio){.leader = l, .period = p};
    out->rows = NEW_N(o->arena, Situation, (n + 1) * o->catalogue->n + 1);
    for (size_t i = 0; i < n; i++) {
        const Area *area = city_area(o->city, codes[i]);
        TRY(!area || add_area(o, area, out, e));
    }
    return n || add_area(o, o->city->self, out, e);
}
