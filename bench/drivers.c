/* What-if on a tree of 200 nodes and 67 drivers: its time, and how many times a bare pass over the same
 * numbers it takes. Usage: drivers [TIMES]. Prints microseconds of a what-if, of the bare pass, their ratio,
 * and of a backward solution and a tornado. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../tests/unit/drivers_world.h"

enum { NODES = 200 };

static double now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* The least that must be done: one multiplication and one addition a node, from the last to the first. */
static double bare(const DriverState *s, double *push)
{
    for (size_t i = 0; i < NODES; i++)
        push[i] = 0;
    for (size_t i = NODES; i-- > 1;)
        push[s->tree->nodes[i].parent] += s->share[i].value * (s->growth[i].value + push[i]);
    return push[0];
}

typedef enum Work { WHAT_IF, BARE, SOLVE, TORNADO } Work;

static bool one(Work work, const DriverState *s, Arena *a, double *sink, Err *e)
{
    static double push[NODES];
    DriverChange c[] = {{true, 3, false, 1}, {false, NODES - 1, false, -2}};
    SolveAsk ask = {s->growth[0].value + 0.01, {true, 3, false, 0}, &c[1], 1};
    TornadoRow *rows;
    WhatIf w;
    Solved x;
    size_t n;

    if (work == BARE) {
        *sink += bare(s, push);
        return true;
    }
    if (work == TORNADO)
        return what_if_tornado(s, false, a, &rows, &n, e);
    if (work == SOLVE)
        return what_if_solve(s, &ask, a, &x, e);
    TRY(what_if(s, c, COUNT(c), a, &w, e));
    *sink += w.growth[0];
    return true;
}

static bool measure(Work work, const DriverState *s, int times, double *us, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    double sink = 0, start = now_us();

    for (int i = 0; i < times; i++) {
        TRY(one(work, s, a, &sink, e));
        if (i % 64 == 0)
            arena_reset(a);
    }
    *us = (now_us() - start) / times;
    return sink == sink;
}

int main(int argc, char **argv)
{
    AUTO(arena_free) Arena *a = arena_new();
    Err e = {.lang = LANG_EN};
    Chance c = {1, 0};
    int times = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 2000;
    DriverState *s = random_state(a, &c, random_tree(a, &c, NODES));
    double us[4];

    if (times < 1)
        return 2;
    for (Work w = WHAT_IF; w <= TORNADO; w++)
        if (!measure(w, s, times, &us[w], &e)) {
            fprintf(stderr, "%s\n", e.msg);
            return 1;
        }
    printf("what-if %.2f us, bare pass %.2f us, ratio %.1f; solve %.1f us, tornado %.1f us\n", us[WHAT_IF],
           us[BARE], us[WHAT_IF] / us[BARE], us[SOLVE], us[TORNADO]);
    return 0;
}
