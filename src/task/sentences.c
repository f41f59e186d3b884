/* Sentences of the minutes that look like decisions. A proposal: the editor decides. */
#include <string.h>

#include "task/meeting.h"
#include "task/phrase.h"

/* Words that ask, and words that only look like one of them. */
static const char *const asking[] = {"要", "负责", "牵头", "确保", "力争", "务必", "抓紧"};
static const char *const not_asking[] = {"主要", "重要", "必要", "首要", "紧要", "纪要", "概要", "摘要",
                                         "要素", "要点", "要害", "要件", "要闻", "要么", "只要"};
static const char *const ends[] = {"。", "；", "！", "？", ";", "!", "?", "\n", "\r"};

static bool begins(const char *at, const char *end, const char *word)
{
    size_t n = strlen(word);

    return (size_t)(end - at) >= n && memcmp(at, word, n) == 0;
}

static size_t any_of(const char *at, const char *end, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (begins(at, end, words[i]))
            return strlen(words[i]);
    return 0;
}

static bool asks(Str s)
{
    const char *p = s.s, *end = s.s + s.n;

    while (p < end) {
        size_t skip = any_of(p, end, not_asking, COUNT(not_asking));
        if (!skip && any_of(p, end, asking, COUNT(asking)))
            return true;
        if (skip)
            p += skip;
        else
            (void)utf8_next(&p, end);
    }
    return false;
}

/* ---- units ---- */

/* The unit that is named first; of two at one place the one with the longer name. */
typedef struct Named {
    Str in;
    const char *at, *code;
    size_t n;
} Named;

enum { NAME_BYTES_MIN = 4 }; /* a shorter one is found in other words */

static void look_for(Named *x, const char *name, const char *code)
{
    size_t n = strlen(name);
    const char *at = n >= NAME_BYTES_MIN ? memmem(x->in.s, x->in.n, name, n) : NULL;

    if (!at || (x->at && (at > x->at || (at == x->at && n <= x->n))))
        return;
    x->at = at;
    x->code = code;
    x->n = n;
}

static const char *first_unit(const City *c, Str s, int day)
{
    Named x = {.in = s, .code = ""};

    for (size_t i = 0; i < c->n_departments; i++) {
        const Department *d = &c->departments[i];
        look_for(&x, d->name_zh, d->code);
        look_for(&x, d->name_en, d->code);
        for (size_t k = 0; k < d->n_aliases; k++)
            look_for(&x, d->aliases[k], d->code);
    }
    for (size_t i = 0; i < c->n_areas; i++) {
        const Area *area = &c->areas[i];
        if (strcmp(area->parent, c->code) != 0 || !area_is_valid_on(area, day))
            continue;
        look_for(&x, area->name_zh, area->code);
        look_for(&x, area->name_en, area->code);
        for (size_t k = 0; k < area->n_aliases; k++)
            look_for(&x, area->aliases[k], area->code);
    }
    return x.code;
}

/* ---- sentences ---- */

static SentenceSpan span_of(const Meeting *m, const City *c, Str s)
{
    SentenceSpan x = {.at = (size_t)(s.s - m->minutes),
                      .n = s.n,
                      .lead = first_unit(c, s, m->held_on),
                      .due_on = phrase_due(s, m->held_on)};

    x.likely = *x.lead && (x.due_on || asks(s));
    return x;
}

size_t meeting_sentences(const Meeting *m, const City *c, Arena *a, SentenceSpan **out)
{
    const char *p = m->minutes, *end = p + strlen(p), *from = p;
    size_t n = 0, cap = 0;

    *out = NULL;
    for (;;) {
        size_t sign = p < end ? any_of(p, end, ends, COUNT(ends)) : 0;
        if (p < end && !sign) {
            (void)utf8_next(&p, end);
            continue;
        }
        Str s = str_trim((Str){from, (size_t)(p - from)});
        if (s.n) {
            ARENA_PUSH(a, *out, n, cap);
            (*out)[n++] = span_of(m, c, s);
        }
        if (p >= end)
            return n;
        p += sign;
        from = p;
    }
}
