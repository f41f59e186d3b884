/* How likely the year's target is to be met, and the word for it. */
#include <math.h>
#include <string.h>

#include "outlook/situation.h"

static const double LEAST_DOUBT = 0.001;

/* At most a goal: it must not be passed; published growth counts as it is rounded. */
static double limit_chance(const Target *t, const Outcome *o)
{
    double unit = t->measure == MEASURE_YOY ? 0.1 : 0;

    if (o->kind == OUTCOME_SETTLED)
        return o->mid <= t->value + 1e-9;
    return 1 - outcome_reaches(o, t->value + unit / 2 + fabs(t->value) * 1e-12);
}

/* What is foreseen is never certain; only what has been passed already is. */
static double level_chance(const Situation *s, const Target *t, const Outcome *o)
{
    bool runs = s->indicator->kind == KIND_FLOW && t->measure == MEASURE_VALUE && !s->indicator->may_fall;
    double p = t->relation == AT_MOST ? limit_chance(t, o) : outcome_reaches(o, t->value);

    if (o->kind == OUTCOME_SETTLED || isnan(p))
        return p;
    if (runs && s->level.known &&
        (t->relation == AT_LEAST ? s->level.value >= t->value : s->level.value > t->value))
        return t->relation == AT_LEAST;
    return fmin(fmax(p, LEAST_DOUBT), 1 - LEAST_DOUBT);
}

static const JudgementWord *word_for(const Outlook *o, double probability, int date)
{
    const JudgementWord *best = NULL;

    for (size_t i = 0; i < o->n_words; i++) {
        const JudgementWord *w = &o->words[i];
        if (date < w->valid_from || (w->valid_to && date > w->valid_to) || probability < w->least)
            continue;
        if (!best || w->least > best->least)
            best = w;
    }
    return best;
}

bool chance_of(Outlook *o, Situation *s, Err *e)
{
    YearEnd *y = &s->year_end;
    const Target *t = s->progress.target;

    if (!t)
        return true;
    const Outcome *of = t->measure == MEASURE_YOY ? &y->growth : &y->level;
    if (t->measure == MEASURE_RANK)
        TRY(rank_chance_of(o, s, t->value, &y->probability, e));
    else if (of->kind != OUTCOME_NONE)
        y->probability = level_chance(s, t, of);
    if (!isnan(y->probability))
        y->word = word_for(o, y->probability, period_last_day(s->period));
    return true;
}
