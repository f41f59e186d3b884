/* What is asked of a scheme that was read. */
#include "score/scheme.h"

#include <string.h>

static const struct {
    const char *code, *zh, *en;
} kinds[] = {
    [ITEM_SCORE] = {"score", "计分", "score"},
    [ITEM_BONUS] = {"bonus", "加分", "bonus"},
    [ITEM_DEDUCTION] = {"deduction", "扣分", "deduction"},
};

static const struct {
    const char *zh, *en;
} missing[] = {
    [UNKNOWN_NONE] = {"不计，总分注明", "left out, and the total is marked"},
    [UNKNOWN_ZERO] = {"计零分", "no points"},
    [UNKNOWN_LAST] = {"按同类最低分", "the fewest points of the class"},
    [UNKNOWN_SPREAD] = {"权重分摊给其他项", "its weight is spread over the other items"},
};

const char *scheme_kind_code(SchemeKind k)
{
    return kinds[k].code;
}

const char *scheme_kind_name(SchemeKind k, Lang lang)
{
    return TEXT(lang, kinds[k].zh, kinds[k].en);
}

const char *scheme_missing_name(SchemeMissing m, Lang lang)
{
    return TEXT(lang, missing[m].zh, missing[m].en);
}

const char *scheme_name(const SchemeName *n, Lang lang)
{
    return TEXT(lang, n->zh, n->en);
}

size_t scheme_item(const Scheme *s, const char *code)
{
    for (size_t i = 0; i < s->n_items; i++)
        if (strcmp(s->items[i].name.code, code) == 0)
            return i;
    return SCHEME_NONE;
}

bool scheme_find_item(const Scheme *s, Str text, size_t *item, Err *e)
{
    for (*item = 0; *item < s->n_items; ++*item) {
        const SchemeName *n = &s->items[*item].name;
        if (str_eq(text, n->code) || str_eq(text, n->zh) || str_eq(text, n->en))
            return true;
    }
    return ERR(e, ERR_NOT_FOUND, "考核办法“%s”没有考核项“%.*s”；items.csv 列出了所有项",
               "the scheme \"%s\" has no item \"%.*s\"; its items.csv lists all of them", s->name.code,
               (int)text.n, text.s);
}

double scheme_weight(const Scheme *s, size_t item, size_t in, const char *unit, const char **from)
{
    const SchemeWeight *of_class = NULL;

    for (size_t i = 0; i < s->n_weights; i++) {
        const SchemeWeight *w = &s->weights[i];
        if (w->item != item)
            continue;
        if (*w->unit && strcmp(w->unit, unit) == 0) {
            *from = "unit";
            return w->weight;
        }
        if (!*w->unit && w->in == in)
            of_class = w;
    }
    *from = of_class ? "class" : "items";
    return of_class ? of_class->weight : s->items[item].weight;
}

const SchemeExemption *scheme_exempt(const Scheme *s, const char *unit, size_t item, int date)
{
    for (size_t i = 0; i < s->n_exemptions; i++) {
        const SchemeExemption *x = &s->exemptions[i];
        if (x->item == item && strcmp(x->unit, unit) == 0 && x->valid_from <= date &&
            (!x->valid_to || date <= x->valid_to))
            return x;
    }
    return NULL;
}

const SchemeParam *scheme_param(const Scheme *s, const char *name, size_t in)
{
    const SchemeParam *others = NULL;

    for (size_t i = 0; i < s->n_params; i++) {
        const SchemeParam *p = &s->params[i];
        if (strcmp(p->name.code, name) != 0)
            continue;
        if (p->in == in)
            return p;
        if (p->in == SCHEME_NONE)
            others = p;
    }
    return others;
}

const ScoreWord *score_word(const ScoreFeed *f, const char *source, const char *code)
{
    for (size_t i = 0; f && i < f->n; i++)
        if (strcmp(f->words[i].source, source) == 0 && strcmp(f->words[i].code, code) == 0)
            return &f->words[i];
    return NULL;
}
