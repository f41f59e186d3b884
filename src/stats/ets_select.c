#include "stats/ets_select.h"

#include <math.h>
#include <string.h>

#include "stats/elementary.h"
#include "stats/ets_start.h"

enum { TRENDS = 3, SEASONS = 3, ERRORS = 2, POLISHED = 3, STEPS_COARSE = 10, STEPS_FINE = 60 };

static const double TOLERANCE_COARSE = 0.1, TOLERANCE_FINE = 1e-7;
static const double HOPELESS = 12, POLISH_WITHIN = 3;

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

/* alpha, u, v, phi of eight first guesses */
static const double GUESSES[KERNEL_LANES][ETS_WEIGHTS] = {
    {0.05, 0.1, 0.05, 0.95}, {0.2, 0.05, 0.02, 0.97}, {0.4, 0.03, 0.1, 0.95}, {0.6, 0.05, 0.05, 0.92},
    {0.85, 0.02, 0.1, 0.95}, {0.95, 0.5, 0.02, 0.88}, {0.1, 0.3, 0.4, 0.97},  {0.35, 0.2, 0.6, 0.9}};

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

/* A form's parameters for a form with one more trend or another error; the rest of its states are as they are.
 */
static void inherit(const EtsModel *to, const EtsStart *start, const EtsFit *from, const double added[2],
                    double *x)
{
    const EtsForm *a = &from->form, *b = &to->form;
    const double *old = from->x;
    bool season = b->season != ETS_SEASON_NONE;
    double alpha = *old++, u = added[0], v = 0, phi = added[1];
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

static void start_form(const EtsModel *model, const EtsStart *start, EtsFit *const from[], int n_from,
                       EtsFit *fit)
{
    static const double added[][2] = {{0.02, 0.95}};
    double x[KERNEL_LANES][ETS_MAX_PARAMS], value[KERNEL_LANES];
    int best = 0;
    for (int l = 0; l < KERNEL_LANES; l++)
        guess(model, start, GUESSES[l], x[l]);
    for (int i = 0; i < n_from; i++)
        inherit(model, start, from[i], added[0], x[KERNEL_LANES - 1 - i]);
    ets_values(model, (const double(*)[ETS_MAX_PARAMS])x, value);
    for (int l = 1; l < KERNEL_LANES; l++)
        if (value[l] < value[best])
            best = l;
    memcpy(fit->x, x[best], sizeof fit->x);
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
    EtsFit *fit = &s->fits[form.season][form.error][form.trend], *from[3];
    double *criterion = &s->criteria[form.season][form.error][form.trend];
    EtsModel model = ets_model_of(&form, c->kernels, c->y, c->n, c->m);
    int n_from = 0;
    *fit = (EtsFit){.form = form, .value = INFINITY};
    *criterion = INFINITY;
    if (!is_allowed(c, &form, model.k))
        return;
    if (form.trend != ETS_TREND_NONE)
        from[n_from++] = &s->fits[form.season][form.error][form.trend - 1];
    if (form.error == ETS_ERROR_MULTIPLICATIVE && form.season != ETS_SEASON_MULTIPLICATIVE)
        from[n_from++] = &s->fits[form.season][ETS_ERROR_ADDITIVE][form.trend];
    int known = 0;
    for (int i = 0; i < n_from; i++)
        if (from[i]->value < INFINITY)
            from[known++] = from[i];
    start_form(&model, &s->starts[form.season], from, known, fit);
    double penalty = ets_criterion(c->criterion, 0, c->n, model.k);
    EtsFitSpec spec = {TOLERANCE_COARSE, s->best + HOPELESS - penalty, STEPS_COARSE};
    ets_fit(&model, &spec, fit);
    *criterion = fit->value + penalty;
    s->models++;
    s->best = fmin(s->best, *criterion);
}

static double polish(const EtsChoice *c, EtsFit *fit)
{
    EtsModel model = ets_model_of(&fit->form, c->kernels, c->y, c->n, c->m);
    EtsFitSpec spec = {TOLERANCE_FINE, INFINITY, STEPS_FINE};
    return ets_criterion(c->criterion, ets_fit(&model, &spec, fit), c->n, model.k);
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
        double value = polish(s->c, &fits[next]);
        if (value < found) {
            found = value;
            *best = fits[next];
        }
    }
}

int ets_select(const EtsChoice *c, EtsFit *best, double *scratch)
{
    Search s = {.c = c, .best = INFINITY};
    int seasons = c->m > 1 ? SEASONS : 1;
    for (int i = 0; i < SEASONS * ERRORS * TRENDS; i++)
        (&s.criteria[0][0][0])[i] = INFINITY;
    for (int season = seasons - 1; season >= 0; season--) {
        ets_start(c->y, c->n, c->m, (EtsSeason)season, scratch, &s.starts[season]);
        for (int error = 0; error < ERRORS; error++)
            for (int trend = 0; trend < TRENDS; trend++)
                try_form(&s, (EtsForm){(EtsError)error, (EtsTrend)trend, (EtsSeason)season});
    }
    choose(&s, best);
    return s.models;
}

double ets_fit_form(const EtsChoice *c, EtsFit *fit, double *scratch)
{
    EtsModel model = ets_model_of(&fit->form, c->kernels, c->y, c->n, c->m);
    EtsStart start;
    ets_start(c->y, c->n, c->m, fit->form.season, scratch, &start);
    start_form(&model, &start, NULL, 0, fit);
    polish(c, fit);
    return fit->value;
}
