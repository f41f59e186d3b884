/* Inside ets: greatest likelihood of one form. */
#pragma once
#include "stats/ets_model.h"

/* A fitted form: parameters as in ets_model.h. */
typedef struct EtsFit {
    EtsForm form;
    double x[ETS_MAX_PARAMS];
    double value; /* -2 log L as of ets_minus_two; INFINITY: not fitted */
} EtsFit;

/**
 * Moves fit->x to the greatest likelihood nearby: Levenberg-Marquardt on weights and initial states at once,
 * with exact derivatives. A relative error's -2 log L, n log(sum of e^2) + 2 sum of log mu, is n times the
 * logarithm of a sum of squares, those of e times the geometric mean of mu.
 *
 * fit         in: form and a start, moved into the bounds; value is not read
 * tolerance   stop when the next step promises to lower -2 log L by less; that step is taken unseen when
 *             it promises less than 1e-6, else its promise is believed
 * give_up     stop as well when -2 log L cannot be expected to come below this; INFINITY: never
 *
 * Returns fit->value. Cost: each step n k^2 / 2 additions and k^3 / 6.
 * Source: Marquardt (1963), SIAM Journal 11, 431-441; Nocedal & Wright (2006), 10.3.
 */
typedef struct EtsFitSpec {
    double tolerance, give_up;
    int steps;
} EtsFitSpec;

double ets_fit(const EtsModel *model, const EtsFitSpec *spec, EtsFit *fit);
