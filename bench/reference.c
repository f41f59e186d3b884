/* Ends of projects for bench/reference. Reads lines of words, times in days, "nan" where not known:
 *   spec LEFT COST OTHER_KIND SHRINK PRIOR RESTATED
 *   case PROJECT KIND AT STATED_END STATED_COST OPEN END RESTATED_END COST
 *   new ID KIND AT NOW STATED_END STATED_COST BY
 * and writes for each new one: its id, the quantiles of 10, 50 and 90 % and the mean of its end, the
 * probability of at most BY, the quantiles of its cost. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/reference_class.h"

enum { LINE_BYTES = 1024, NUMBERS = 12 };

typedef struct Bench {
    ReferenceSpec spec;
    ReferenceCase *cases;
    size_t n, cap;
    ReferenceClass *rc;
    Arena *a;
} Bench;

static void numbers(char *at, double *out)
{
    for (int i = 0; i < NUMBERS; i++)
        out[i] = strtod(at, &at);
}

static bool add_spec(Bench *b, const double *x, Err *e)
{
    (void)e;
    b->spec = (ReferenceSpec){
        .left = x[0], .cost = x[1], .other_kind = x[2], .shrink = x[3], .prior = x[4], .restated = x[5] > 0};
    return true;
}

static bool add_case(Bench *b, const double *x, Err *e)
{
    (void)e;
    ARENA_PUSH(b->a, b->cases, b->n, b->cap);
    b->cases[b->n++] = (ReferenceCase){.project = (int)x[0],
                                       .kind = (int)x[1],
                                       .at = x[2],
                                       .stated_end = x[3],
                                       .stated_cost = x[4],
                                       .open = x[5] > 0,
                                       .end = x[6],
                                       .restated_end = x[7],
                                       .cost = x[8],
                                       .elapsed = NAN,
                                       .progress = NAN};
    return true;
}

static bool foresee(Bench *b, const double *x, Err *e)
{
    static const double levels[] = {0.1, 0.5, 0.9};
    ReferenceProject p = {.kind = (int)x[1],
                          .at = x[2],
                          .now = x[3],
                          .stated_end = x[4],
                          .stated_cost = x[5],
                          .elapsed = NAN,
                          .progress = NAN};
    ReferenceResult r;

    if (!b->rc)
        TRY(reference_class_make(&b->spec, b->cases, b->n, &b->rc, b->a, e));
    TRY(reference_run(b->rc, &p, &r, b->a, e));
    printf("%.0f", x[0]);
    for (size_t i = 0; i < COUNT(levels); i++)
        printf(" %.17g", prospect_quantile(&r.end, levels[i]));
    printf(" %.17g %.17g", prospect_mean(&r.end), prospect_by(&r.end, x[6]));
    for (size_t i = 0; i < COUNT(levels); i++)
        printf(" %.17g", prospect_quantile(&r.cost, levels[i]));
    printf("\n");
    return true;
}

int main(void)
{
    static const struct {
        const char *word;
        bool (*run)(Bench *, const double *, Err *);
    } words[] = {{"spec", add_spec}, {"case", add_case}, {"new", foresee}};
    char line[LINE_BYTES];
    AUTO(arena_free) Arena *a = arena_new();
    Bench b = {.a = a};

    while (fgets(line, sizeof line, stdin)) {
        double x[NUMBERS];
        char *space = strchr(line, ' ');
        Err e = {.lang = LANG_EN};
        if (!space)
            continue;
        *space = 0;
        numbers(space + 1, x);
        for (size_t i = 0; i < COUNT(words); i++)
            if (strcmp(words[i].word, line) == 0 && !words[i].run(&b, x, &e)) {
                fprintf(stderr, "%s\n", e.msg);
                return 1;
            }
    }
    return 0;
}
