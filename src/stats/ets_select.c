#include "stats/ets_select.h"

#include <math.h>
#include <string.h>

#include "stats/elementary.h"
#include "stats/ets_start.h"

enum { TRENDS = 3, SEASONS = 3, ERRORS = 2, POLISHED = 3, STEPS_COARSE = 10, STEPS_FINE = 60 };
enum { GUESS_COUNT = 2 * KERNEL_LANES, STARTS_MORE = 2 };

static const double TOLERANCE_COARSE = 0.1, TOLERANCE_FINE = 1e-7;
static const double HOPELESS = 12, POLISH_WITHIN = 3;
static const double BASIN = 0.3; /* weights closer than that lead to the same maximum */
static const double ADDED_U = 0.02, ADDED_PHI = 0.95;

/* Places to start from, with their -2 log L. */
typedef struct Starts {
    double x[GUESS_COUNT][ETS_MAX_PARAMS], value[GUESS_COUNT];
} Starts;

typedef struct Search {
    const EtsChoice *c;
    EtsStart starts[SEASONS];
    EtsFit fits[SEASONS][ERRORS][TRENDS];
    double criteria[SEASONS][ERRORS][TRENDS], best;
    int models;
} Search;

double ets_criterion(EtsCriterion c, double minus_two, size_t n, int k)
{
    double p = k + 1, rest = (double)n - p - 1; /* the variance counts */
    if (rest <= 0)
        return INFINITY;
    if (c == ETS_BIC)
        return minus_two + p * stats_log((double)n);
    return minus_two + 2 * p + (c == ETS_AICC ? 2 * p * (p + 1) / rest : 0);
}

/* first guesses */

/* alpha, u, v, phi of the first guesses */
static const double GUESSES[GUESS_COUNT][ETS_WEIGHTS] = {
    {0.05, 0.1, 0.05, 0.95}, {0.2, 0.05, 0.02, 0.97}, {0.4, 0.03, 0.1, 0.95},  {0.6, 0.05, 0.05, 0.92},
    {0.85, 0.02, 0.1, 0.95}, {0.95, 0.5, 0.02, 0.88}, {0.1, 0.3, 0.4, 0.97},   {0.35, 0.2, 0.6, 0.9},
    {0.5, 0.6, 0.02, 0.9},   {0.2, 0.9, 0.1, 0.92},   {0.75, 0.25, 0.3, 0.97}, {0.95, 0.15, 0.3, 0.95},
    {0.02, 0.5, 0.2, 0.85},  {0.6, 0.02, 0.6, 0.82},  {0.9, 0.9, 0.05, 0.85},  {0.3, 0.01, 0.02, 0.97}};

/* With a flat line from the first observation: fitted values are positive as the series is. */
static const double FLAT_GUESS[ETS_WEIGHTS] = {0.95, 0, 0, 0.9};

static void guess(const EtsModel *model, const EtsStart *start, const double *weights, double *x)
{
    const EtsForm *f = &model->form;
    *x++ = weights[0];
    if (f->trend != ETS_TREND_NONE)
        *x++ = weights[1];
    if (f->season != ETS_SEASON_NONE)
        *x++ = weights[2];
    if (f->trend == ETS_TREND_DAMPED)
        *x++ = weights[3];
    *x++ = f->trend == ETS_TREND_NONE ? start->mean : start->level;
    if (f->trend != ETS_TREND_NONE)
        *x++ = start->trend;
    for (int j = 0; j < model->series.m - 1; j++)
        *x++ = start->season[j];
}

/* A form's parameters for a form with one more trend or another error; the rest of its states are as they
 * are.
 */
static void inherit(const EtsModel *to, const EtsStart *start, const EtsFit *from, double *x)
{
    const EtsForm *a = &from->form, *b = &to->form;
    const double *old = from->x;
    bool season = b->season != ETS_SEASON_NONE;
    double alpha = *old++, u = ADDED_U, v = 0, phi = ADDED_PHI;
    u = a->trend != ETS_TREND_NONE ? *old++ : u;
    v = season ? *old++ : 0;
    phi = a->trend == ETS_TREND_DAMPED ? *old++ : phi;
    double level = *old++, trend = a->trend != ETS_TREND_NONE ? *old++ : start->trend;
    *x++ = alpha;
    if (b->trend != ETS_TREND_NONE)
        *x++ = u;
    if (season)
        *x++ = v;
    if (b->trend == ETS_TREND_DAMPED)
        *x++ = phi;
    *x++ = level;
    if (b->trend != ETS_TREND_NONE)
        *x++ = trend;
    for (int j = 0; j < to->series.m - 1; j++)
        *x++ = *old++;
}

/* The guesses, and in place of the last ones what other forms have come to. */
static void starts_make(const EtsModel *model, const EtsStart *start, EtsFit *const from[], int n_from,
                        Starts *out)
{
    for (int l = 0; l < GUESS_COUNT; l++)
        guess(model, start, GUESSES[l], out->x[l]);
    EtsStart flat = {.mean = model->series.y[0], .level = model->series.y[0]};
    for (int j = 0; j < model->series.m; j++)
        flat.season[j] = model->form.season == ETS_SEASON_MULTIPLICATIVE;
    if (model->series.kind != ETS_PLAIN)
        guess(model, &flat, FLAT_GUESS, out->x[GUESS_COUNT - 3]);
    for (int i = 0; i < n_from; i++)
        inherit(model, start, from[i], out->x[GUESS_COUNT - 1 - i]);
    for (int l = 0; l < GUESS_COUNT; l += KERNEL_LANES)
        ets_values(model, (const double(*)[ETS_MAX_PARAMS])out->x + l, out->value + l);
}

/* Strikes out the starts whose weights are near x. */
static void starts_drop(const EtsModel *model, const double *x, Starts *s)
{
    for (int l = 0; l < GUESS_COUNT; l++) {
        double far = 0;
        for (int i = 0; i < model->weights; i++)
            far += fabs(s->x[l][i] - x[i]);
        if (far < BASIN)
            s->value[l] = INFINITY;
    }
}

/* Climbs from the best starts that are apart from each other, and keeps the best in fit, which may hold one
 * that is known already. */
static void climb(const EtsModel *model, const EtsFitSpec *spec, Starts *starts, int count, EtsFit *fit)
{
    for (int i = 0; i < count; i++) {
        EtsFit next = {.form = model->form};
        int best = 0;
        for (int l = 1; l < GUESS_COUNT; l++)
            if (starts->value[l] < starts->value[best])
                best = l;
        if (!(starts->value[best] < INFINITY) || (i > 0 && fit->value > spec->give_up))
            return;
        memcpy(next.x, starts->x[best], sizeof next.x);
        ets_fit(model, spec, &next);
        starts_drop(model, starts->x[best], starts);
        starts_drop(model, next.x, starts);
        if (next.value < fit->value)
            *fit = next;
    }
}

/* the forms */

static bool is_allowed(const EtsChoice *c, const EtsForm *f, int k)
{
    bool relative = f->error == ETS_ERROR_MULTIPLICATIVE, ratio = f->season == ETS_SEASON_MULTIPLICATIVE;
    return (c->is_positive || (!relative && !ratio)) && (relative || !ratio) && c->n > (size_t)k + 2;
}

static void try_form(Search *s, EtsForm form)
{
    const EtsChoice *c = s->c;
    EtsFit *fit = &s->fits[form.season][form.error][form.trend], *from[2];
    double *criterion = &s->criteria[form.season][form.error][form.trend];
    EtsModel model = ets_model_of(&form, c->kernels, c->y, c->n, c->m);
    Starts starts = {0};
    int n_from = 0;
    *fit = (EtsFit){.form = form, .value = INFINITY};
    *criterion = INFINITY;
    if (!is_allowed(c, &form, model.k))
        return;
    if (form.trend != ETS_TREND_NONE && fit[-1].value < INFINITY)
        from[n_from++] = fit - 1;
    if (form.error == ETS_ERROR_MULTIPLICATIVE && fit[-TRENDS].value < INFINITY)
        from[n_from++] = fit - TRENDS;
    starts_make(&model, &s->starts[form.season], from, n_from, &starts);
    double penalty = ets_criterion(c->criterion, 0, c->n, model.k);
    EtsFitSpec spec = {TOLERANCE_COARSE, s->best + HOPELESS - penalty, STEPS_COARSE};
    climb(&model, &spec, &starts, form.season == ETS_SEASON_NONE ? 2 : 1, fit);
    *criterion = fit->value + penalty;
    s->models++;
    s->best = fmin(s->best, *criterion);
}

/* Greatest likelihood from other starts as well as the one in fit. */
static double polish(const EtsChoice *c, const EtsStart *start, EtsFit *fit)
{
    EtsModel model = ets_model_of(&fit->form, c->kernels, c->y, c->n, c->m);
    EtsFitSpec coarse = {TOLERANCE_COARSE, fit->value, STEPS_COARSE},
               fine = {TOLERANCE_FINE, INFINITY, STEPS_FINE};
    Starts starts = {0};
    starts_make(&model, start, NULL, 0, &starts);
    if (fit->value < INFINITY)
        starts_drop(&model, fit->x, &starts);
    climb(&model, &coarse, &starts, STARTS_MORE, fit);
    return ets_criterion(c->criterion, ets_fit(&model, &fine, fit), c->n, model.k);
}

/* Takes the best few to their maximum, best first; the last word is theirs. */
static void choose(Search *s, EtsFit *best)
{
    double *criteria = &s->criteria[0][0][0], found = INFINITY;
    EtsFit *fits = &s->fits[0][0][0];
    best->value = INFINITY;
    for (int round = 0; round < POLISHED; round++) {
        int next = 0;
        for (int i = 1; i < SEASONS * ERRORS * TRENDS; i++)
            if (criteria[i] < criteria[next])
                next = i;
        if (!(criteria[next] < found + POLISH_WITHIN))
            return;
        criteria[next] = INFINITY;
        double value = polish(s->c, &s->starts[fits[next].form.season], &fits[next]);
        if (value < found) {
            found = value;
            *best = fits[next];
        }
    }
}

/* A series that is reproduced gets the simplest form that does so; additive, as the likelihood of a relative
 * error says nothing there. False when there is none. */
static bool choose_exact(const Search *s, EtsFit *best)
{
    double floor_value = ets_minus_two(s->c->n, 0, 1, 0);
    for (int season = 0; season < ETS_SEASON_MULTIPLICATIVE; season++)
        for (int trend = 0; trend < TRENDS; trend++) {
            if (!(s->fits[season][ETS_ERROR_ADDITIVE][trend].value <= floor_value))
                continue;
            *best = s->fits[season][ETS_ERROR_ADDITIVE][trend];
            return true;
        }
    return false;
}

int ets_select(const EtsChoice *c, EtsFit *best, double *scratch)
{
    Search s = {.c = c, .best = INFINITY};
    int seasons = c->m > 1 ? SEASONS : 1;
    for (int i = 0; i < SEASONS * ERRORS * TRENDS; i++)
        (&s.criteria[0][0][0])[i] = (&s.fits[0][0][0])[i].value = INFINITY;
    for (int season = seasons - 1; season >= 0; season--) {
        ets_start(c->y, c->n, c->m, (EtsSeason)season, scratch, &s.starts[season]);
        for (int error = 0; error < ERRORS; error++)
            for (int trend = 0; trend < TRENDS; trend++)
                try_form(&s, (EtsForm){(EtsError)error, (EtsTrend)trend, (EtsSeason)season});
    }
    if (!choose_exact(&s, best))
        choose(&s, best);
    return s.models;
}

double ets_fit_form(const EtsChoice *c, EtsFit *fit, double *scratch)
{
    EtsStart start;
    ets_start(c->y, c->n, c->m, fit->form.season, scratch, &start);
    fit->value = INFINITY;
    polish(c, &start, fit);
    return fit->value;
}
