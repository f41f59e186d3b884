/* Four units and ten years of figures for formulas, for the tests and the fuzzer. Each test says by hand what
 * follows from them.
 *
 * growth("GDP"), in %: 8.1, 7.9, 8.1, unknown; of the whole 8.0; 0.1 less for each month back; unknown in
 * January. value("GDP"), in 亿元: 100, 200, 300, 400; of the whole 1000; 10 less for each month back.
 * value("NEW"), in 家: the number of the month, 1 to 12. param("lo") 6%, param("hi") 12%, param("five") 5,
 * param("none") unknown. */
#pragma once
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "formula/formula.h"

enum { WORLD_UNITS = 4 };

typedef struct World {
    int reads, most_back;
    size_t fails_at; /* the reading that fails; 0: none */
    const double *frozen;
    size_t shift; /* the unit that is the host's first, to evaluate units alone */
    FormulaGroup group;
    int groups;
} World;

typedef struct WorldFigure {
    const char *reader, *name, *unit;
} WorldFigure;
static const WorldFigure world_figures[] = {
    {"growth", "GDP", "%"}, {"value", "GDP", "亿元"}, {"value", "NEW", "家"}, {"param", "lo", "%"},
    {"param", "hi", "%"},   {"param", "five", ""},    {"param", "none", "%"}};

static const WorldFigure *world_find(const FormulaRef *ref)
{
    for (size_t i = 0; i < COUNT(world_figures); i++)
        if (strcmp(world_figures[i].reader, ref->reader->name) == 0 &&
            strcmp(world_figures[i].name, ref->args[0]) == 0)
            return &world_figures[i];
    return NULL;
}

static bool world_check(void *who, const FormulaRef *ref, FormulaUnit *unit, Err *e)
{
    const WorldFigure *f = world_find(ref);

    (void)who;
    if (!f)
        return ERR(e, ERR_NOT_FOUND, "没有指标“%s”", "there is no indicator %s", ref->args[0]);
    snprintf(unit->text, sizeof unit->text, "%s", f->unit);
    return true;
}

enum { WORLD_MONTH = 6 }; /* the assessed month: June */

static double world_value(const FormulaRef *ref, size_t unit)
{
    static const double growth[] = {8.1, 7.9, 8.1, NAN, 8.0}, value[] = {100, 200, 300, 400, 1000};
    static const struct {
        const char *name;
        double value;
    } params[] = {{"lo", 6}, {"hi", 12}, {"five", 5}};
    int month = (WORLD_MONTH - 1 - ref->months_back % 12 + 12) % 12 + 1;

    if (strcmp(ref->reader->name, "growth") == 0)
        return month == 1 ? NAN : growth[unit] - 0.1 * ref->months_back;
    if (strcmp(ref->reader->name, "value") == 0)
        return strcmp(ref->args[0], "NEW") == 0 ? month : value[unit] - 10 * ref->months_back;
    for (size_t i = 0; i < COUNT(params); i++)
        if (strcmp(params[i].name, ref->args[0]) == 0)
            return params[i].value;
    return NAN;
}

static const FormulaReader world_readers[] = {
    {"growth", 1, 1, "增速", "growth", "growth(\"GDP\")"},
    {"value", 1, 1, "数值", "value", "value(\"GDP\")"},
    {"param", 1, 1, "参数", "parameter", "param(\"lo\")"},
};

static bool world_read(void *who, const FormulaRef *ref, double *out, Err *e)
{
    World *w = who;
    size_t n = ref->scope == FORMULA_OF_WHOLE ? 1 : w->shift ? 1 : WORLD_UNITS;

    if (ref->months_back > w->most_back)
        w->most_back = ref->months_back;
    if ((size_t)++w->reads == w->fails_at)
        return ERR(e, ERR_IO, "读不到", "cannot read");
    for (size_t i = 0; i < n; i++)
        out[i] = world_value(ref, ref->scope == FORMULA_OF_WHOLE ? WORLD_UNITS : w->shift ? w->shift - 1 : i);
    return true;
}

static void world_group(void *who, const FormulaGroup *g, double *value)
{
    World *w = who;

    w->group = *g;
    w->groups++;
    if (w->frozen)
        *value = *w->frozen;
}

static FormulaHost world_host(World *w)
{
    return (FormulaHost){.who = w,
                         .n = w->shift ? 1 : WORLD_UNITS,
                         .months = WORLD_MONTH,
                         .readers = world_readers,
                         .n_readers = COUNT(world_readers),
                         .check = world_check,
                         .read = world_read,
                         .group = world_group};
}
