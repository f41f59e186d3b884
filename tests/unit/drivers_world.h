/* Trees and states by hand and by chance, without a store: what the tests and the benchmark of the driver
 * tree begin with. */
#pragma once
#include <math.h>
#include <string.h>

#include "outlook/what_if.h"
#include "stats/random.h"

/* Numbers of one seed, in order. */
typedef struct Chance {
    uint64_t seed, i;
} Chance;

static inline double uniform(Chance *c, double low, double high)
{
    return low + (high - low) * random_uniform(c->seed, c->i++);
}

static inline size_t pick(Chance *c, size_t n)
{
    return (size_t)(random_bits(c->seed, c->i++) % n);
}

static inline void tree_links(Arena *a, Chance *c, DriverTree *t, DriverNode *n)
{
    n->n_links = t->n_drivers ? pick(c, 3) : 0;
    n->links = NEW_N(a, DriverLink, n->n_links + 1);
    for (size_t k = 0; k < n->n_links; k++)
        n->links[k] = (DriverLink){pick(c, t->n_drivers), uniform(c, 0.1, 1.5), "chance"};
}

/* n nodes, the root first and every whole before its parts; a third as many drivers. */
static inline DriverTree *random_tree(Arena *a, Chance *c, size_t n)
{
    DriverTree *t = NEW(a, DriverTree);

    *t = (DriverTree){.code = "T", .nodes = NEW_N(a, DriverNode, n), .n = n, .n_drivers = n / 3 + 1};
    t->drivers = NEW_N(a, DriverOf, t->n_drivers);
    for (size_t i = 0; i < t->n_drivers; i++) {
        const char *code = arena_printf(a, "D%zu", i);
        t->drivers[i] = (DriverOf){code, code, code, NULL};
    }
    for (size_t i = 0; i < n; i++) {
        const char *code = arena_printf(a, "N%zu", i);
        size_t parent = i ? pick(c, i) : DRIVER_NONE;
        t->nodes[i] = (DriverNode){.code = code, .name_zh = code, .name_en = code, .parent = parent};
        if (i) {
            t->nodes[i].depth = t->nodes[parent].depth + 1;
            t->nodes[parent].n_parts++;
        }
    }
    for (size_t i = 0; i < n; i++)
        if (!t->nodes[i].n_parts)
            tree_links(a, c, t, &t->nodes[i]);
    return t;
}

/* Shares by chance that come near the whole, growth to one decimal as it is published. */
static inline DriverState *random_state(Arena *a, Chance *c, const DriverTree *t)
{
    DriverState *s = NEW(a, DriverState);

    *s = (DriverState){.tree = t,
                       .growth = NEW_N(a, DriverFigure, t->n),
                       .share = NEW_N(a, DriverFigure, t->n),
                       .driver = NEW_N(a, DriverFigure, t->n_drivers),
                       .moves = NEW_N(a, double, t->n_drivers)};
    for (size_t i = 0; i < t->n; i++) {
        const DriverNode *n = &t->nodes[i];
        double part = i ? s->share[n->parent].value / (double)t->nodes[n->parent].n_parts : 1;
        s->share[i] = (DriverFigure){i ? part * uniform(c, 0.7, 1.3) : 1, DRIVER_DERIVED, false};
        s->growth[i] = (DriverFigure){nearbyint(uniform(c, -150, 300)) / 10, DRIVER_PUBLISHED, false};
    }
    for (size_t i = 0; i < t->n_drivers; i++) {
        s->driver[i] = (DriverFigure){nearbyint(uniform(c, -200, 300)) / 10, DRIVER_PUBLISHED, false};
        s->moves[i] = uniform(c, 0.2, 3);
    }
    return s;
}
