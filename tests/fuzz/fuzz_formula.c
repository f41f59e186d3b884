/* Any text as a formula: refused with places, or evaluated and explained, which agree. */
#include <stdlib.h>

#include "../unit/formula_world.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void must(bool ok)
{
    if (!ok)
        abort();
}

static void must_be_places(const FormulaFaults *faults, size_t n)
{
    for (size_t i = 0; i < faults->n; i++) {
        FormulaSpan s = faults->items[i].where;
        must(s.column >= 1 && s.at <= n && s.n <= n - s.at && *faults->items[i].text);
        must(utf8_valid(faults->items[i].text, strlen(faults->items[i].text)));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    AUTO(arena_free) Arena *a = arena_new();
    FormulaFaults faults = {.arena = a, .lang = n % 2 ? LANG_EN : LANG_ZH};
    World w = {0};
    FormulaHost host = world_host(&w);
    double out[WORLD_UNITS];
    Err e = {.lang = faults.lang};
    const Formula *f = formula_parse((Str){(const char *)data, n}, &host, a, &faults);

    must((f == NULL) == (faults.n > 0));
    must_be_places(&faults, n);
    if (!f)
        return 0;
    must(formula_eval(f, &host, a, out, &e));
    must(w.most_back <= FORMULA_MONTHS_MAX);
    for (size_t i = 0; i < WORLD_UNITS; i++) {
        FormulaSteps steps;
        must(!isinf(out[i]));
        must(formula_explain(f, &host, i, a, &steps, &e) && steps.n > 0);
        must(steps.items[0].value == out[i] || (isnan(steps.items[0].value) && isnan(out[i])));
    }
    return 0;
}
