#include "stats/model.h"

#include <math.h>

double model_half_life(int m)
{
    return m > 4 ? m : 4;
}

size_t model_work(size_t n, int m)
{
    return 4 * n + 4 * (size_t)m + 16;
}

double concentrate_one(const NormalSums *s, int k, double given, double theta[2])
{
    double x1r = s->x1r[k] - given * s->x12[k];
    double rr = s->rr[k] - given * (2 * s->x2r[k] - given * s->x22[k]);
    theta[1] = given;
    theta[0] = s->x11[k] > 0 ? x1r / s->x11[k] : 0;
    return fmax(rr - theta[0] * x1r, 0);
}

double concentrate_two(const NormalSums *s, int k, double theta[2])
{
    double det = s->x11[k] * s->x22[k] - s->x12[k] * s->x12[k];
    if (!(det > 1e-12 * s->x11[k] * s->x22[k]))
        return concentrate_one(s, k, 0, theta);
    theta[0] = (s->x22[k] * s->x1r[k] - s->x12[k] * s->x2r[k]) / det;
    theta[1] = (s->x11[k] * s->x2r[k] - s->x12[k] * s->x1r[k]) / det;
    return fmax(s->rr[k] - theta[0] * s->x1r[k] - theta[1] * s->x2r[k], 0);
}

void model_accumulate(double *multiplier, size_t h)
{
    double sum = 1;
    for (size_t j = 0; j < h; j++) {
        if (j > 0)
            sum += multiplier[j] * multiplier[j];
        multiplier[j] = sum;
    }
}
