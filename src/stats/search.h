/* Bounded minimisation of a function of one to four variables without derivatives, that is evaluated at eight
 * points at once. For objectives whose linear parameters are already solved for. Pure, allocates nothing. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

enum { SEARCH_LANES = 8, SEARCH_DIMS = 4 };

/* f[8] at the eight columns of x; a value that is not finite counts as infinitely bad. */
typedef void SearchFn(void *ctx, const double (*x)[SEARCH_LANES], double f[SEARCH_LANES]);

typedef struct SearchSpec {
    int dims;
    double lo[SEARCH_DIMS], hi[SEARCH_DIMS];
    const double (*start)[SEARCH_DIMS]; /* [n_start] points to try first; NULL: a spread over the box */
    size_t n_start;                     /* at most SEARCH_LANES */
    int max_rounds;                     /* 0: 12 */
    double tol;                         /* stop when the step is below this share of the box; 0: 1e-3 */
} SearchSpec;

typedef struct SearchResult {
    double x[SEARCH_DIMS];
    double f; /* INFINITY when no point was finite; x is then the middle of the box */
    int evaluations;
} SearchResult;

/**
 * One variable: eight points over the bracket, then over the neighbourhood of the best, again and again.
 * More: probes on both sides along each axis give gradient and curvature; eight steps of different length
 * along the Newton direction are tried at once; the probes come closer when nothing was won. Never leaves the
 * box.
 *
 * Cost: at most 2 max_rounds + 1 calls of fn.
 * Source: compass search with a diagonal model, Kolda, Lewis & Torczon (2003), sections 3 and 4.
 */
void search_run(const SearchSpec *spec, SearchFn *fn, void *ctx, SearchResult *out);
