/* How likely a place among the peers is to be kept or won by the year's end. */
#include <math.h>
#include <stdlib.h>

#include "outlook/situation.h"
#include "stats/random.h"

enum { DRAWS = 2000, YEARS_BACK = 3, PRIOR_MOVES = 1 };

/* Everybody's growth is carried forward with the same error: of the peers only the growth now is known, and
 * what moves all of them alike, as a low base does, must not move us alone. */
typedef struct Race {
    bool down;     /* less is better */
    double own;    /* growth now */
    double *peers; /* [n] */
    size_t n;
    double scale; /* of the error, points */
} Race;

static double race_end(const Race *r, double growth, double u)
{
    return growth + r->scale * student4_quantile(u);
}

/* Share of draws in which no more than goal - 1 peers end before us. Peers err independently of each other.
 */
static double race_run(const Race *r, uint64_t seed, double goal)
{
    int met = 0;

    for (uint64_t d = 0; d < DRAWS; d++) {
        uint64_t at = d * (r->n + 1);
        double own = race_end(r, r->own, random_uniform(seed, at));
        int before = 0;
        for (size_t i = 0; i < r->n; i++) {
            double peer = race_end(r, r->peers[i], random_uniform(seed, at + 1 + i));
            before += r->down ? peer < own : peer > own;
        }
        met += before + 1 <= goal;
    }
    return (double)met / DRAWS;
}

/* ---- how far peers move against each other ---- */

/* Squares of moves against the others, each in units of what carrying forward makes us expect. */
typedef struct Moves {
    double squares;
    size_t n;
} Moves;

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double left_after(Period p)
{
    return (12 - period_end_month(p)) / 12.0;
}

/* Moves of the peers between two periods of one year, around the middle one. */
static void moves_add(const Peers *from, const Peers *to, double expected, Arena *a, Moves *out)
{
    double *move = NEW_N(a, double, to->n + 1);
    size_t n = 0;

    for (size_t i = 0; i < to->n; i++)
        if (from->facts[i] && to->facts[i])
            move[n++] = to->facts[i]->value - from->facts[i]->value;
    if (n < 3 || !(expected > 0))
        return;
    qsort(move, n, sizeof *move, ascending);
    double middle = n % 2 ? move[n / 2] : (move[n / 2 - 1] + move[n / 2]) / 2;
    for (size_t i = 0; i < n; i++)
        out->squares += (move[i] - middle) * (move[i] - middle) / (expected * expected);
    out->n += n;
}

static bool moves_between(Outlook *o, const Situation *s, Period from, Period to, Moves *out, Err *e)
{
    Peers a, b;
    double before = carry_scale(left_after(from)),
           after = left_after(to) > 0 ? carry_scale(left_after(to)) : 0;

    TRY(standing_peers(o, s, BASIS_YTD, from, &a, e) && standing_peers(o, s, BASIS_YTD, to, &b, e));
    if (a.n == b.n)
        moves_add(&a, &b, 100 * sqrt(before * before - after * after), o->arena, out);
    return true;
}

/* The scale of the peers' error against each other: carry_scale where they were never seen to move, and as
 * they moved where they were: since the period before, and in past years from here to the year's end. The
 * variance of a t with 4 degrees of freedom is 2. */
static bool race_scale(Outlook *o, const Situation *s, double *out, Err *e)
{
    Moves moves = {0};
    Basis basis;
    Period now = s->period, before = situation_before(s->indicator, BASIS_YTD, now, &basis);

    if (basis == BASIS_YTD)
        TRY(moves_between(o, s, before, now, &moves, e));
    for (int back = 1; back <= YEARS_BACK; back++) {
        Period then = period_month(now.year - back, period_end_month(now));
        TRY(moves_between(o, s, then, period_month(now.year - back, 12), &moves, e));
    }
    *out = 100 * carry_scale(left_after(now)) *
           sqrt((PRIOR_MOVES + moves.squares / 2) / (PRIOR_MOVES + (double)moves.n));
    return true;
}

bool rank_chance_of(Outlook *o, const Situation *s, double goal, double *out, Err *e)
{
    Peers peers;

    *out = NAN;
    if (s->year_end.growth.kind == OUTCOME_SETTLED) {
        *out = s->standing.place ? (double)(s->standing.place <= goal) : NAN;
        return true;
    }
    TRY(standing_peers(o, s, s->basis, s->period, &peers, e));
    Race r = {.down = s->indicator->direction == DIRECTION_DOWN,
              .own = s->growth.value,
              .peers = NEW_N(o->arena, double, peers.n + 1)};
    for (size_t i = 0; i < peers.n; i++)
        if (peers.facts[i] && peers.areas[i] != s->area)
            r.peers[r.n++] = peers.facts[i]->value;
    if (r.n * 2 < peers.n || r.n < 2 || !s->growth.known || s->basis != BASIS_YTD)
        return true;
    TRY(race_scale(o, s, &r.scale, e));
    *out = race_run(&r, o->seed, goal);
    return true;
}
