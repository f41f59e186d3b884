/* How likely the year's target is to be met, and the word for it. */
#include <math.h>
#include <string.h>

#include "outlook/situation.h"
#include "stats/elementary.h"
#include "stats/random.h"

enum { DRAWS = 2000 };
static const double LEAST_DOUBT = 0.001;

/* Growth of the peers is carried forward: what is known of them is one figure. */
typedef struct Race {
    const Situation *s;
    const double *peers; /* [n] growth now */
    size_t n;
    double scale; /* of their error, points */
} Race;

/* Share of draws in which no more than goal - 1 peers end before us. Peers err independently of each other.
 */
static double race_run(const Race *r, uint64_t seed, double goal)
{
    bool down = r->s->indicator->direction == DIRECTION_DOWN;
    int met = 0;

    for (uint64_t d = 0; d < DRAWS; d++) {
        uint64_t at = d * (r->n + 1);
        double own = outcome_quantile(&r->s->year_end.growth, random_uniform(seed, at));
        int before = 0;
        for (size_t i = 0; i < r->n; i++) {
            double peer = r->peers[i] + r->scale * student4_quantile(random_uniform(seed, at + 1 + i));
            before += down ? peer < own : peer > own;
        }
        met += before + 1 <= goal;
    }
    return (double)met / DRAWS;
}

static bool rank_chance(Outlook *o, Situation *s, double goal, double *out, Err *e)
{
    const Area **areas;
    const Fact **facts;
    size_t n, known = 0;

    *out = NAN;
    if (s->year_end.growth.kind == OUTCOME_SETTLED) {
        *out = s->standing.place ? (double)(s->standing.place <= goal) : NAN;
        return true;
    }
    TRY(standing_peers(o, s, &areas, &facts, &n, e));
    double *peers = NEW_N(o->arena, double, n + 1);
    for (size_t i = 0; i < n; i++)
        if (facts[i] && areas[i] != s->area)
            peers[known++] = facts[i]->value;
    if (known * 2 < n || known < 2 || isnan(outcome_quantile(&s->year_end.growth, 0.5)))
        return true;
    double left = (12 - period_end_month(s->period)) / 12.0;
    Race r = {s, peers, known, 100 * carry_scale(left)};
    *out = race_run(&r, o->seed, goal);
    return true;
}

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
        TRY(rank_chance(o, s, t->value, &y->probability, e));
    else if (of->kind != OUTCOME_NONE)
        y->probability = level_chance(s, t, of);
    if (!isnan(y->probability))
        y->word = word_for(o, y->probability, period_last_day(s->period));
    return true;
}
