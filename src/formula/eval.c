#include "formula/eval.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* A unit and its value, to be ranked. */
typedef struct Placed {
    double value;
    size_t unit;
} Placed;

typedef struct Run {
    const Formula *formula;
    const FormulaHost *host;
    Err *e;
    const Trace *trace;
    double *slots; /* rows of `pitch` values; node->slots says how many are needed below a node */
    size_t used, pitch;
    double *known;  /* [pitch], scratch of one node */
    Placed *placed; /* [pitch], likewise */
    size_t n;       /* values wanted: of the units, or 1 of the whole */
    int back, month;
} Run;

static bool run(Run *r, const Node *x, double *out);

static double *row(const Run *r, size_t i)
{
    return r->slots + (r->used + i) * r->pitch;
}

int months_until(const FormulaHost *host, int back)
{
    int m = (host->months - 1 - back) % FORMULA_YEAR;

    return (m < 0 ? m + FORMULA_YEAR : m) + 1;
}

static bool read_reference(Run *r, const Node *x, double *out)
{
    FormulaRef ref = r->formula->refs[x->ref];

    ref.months_back = r->back;
    return r->host->read(r->host->who, &ref, out, r->e);
}

/* ---- of one unit's arguments ---- */

static void each(const Run *r, const Node *x, double *out)
{
    const FormulaWork *w = x->function->work;
    double v[FORMULA_ARGS_MAX];

    for (size_t i = 0; i < r->n; i++) {
        bool unknown = isnan(v[0] = out[i]);
        for (size_t k = 1; k < x->n; k++)
            unknown |= isnan(v[k] = row(r, k - 1)[i]);
        out[i] = unknown && !w->lenient ? NAN : w->each(v, x->n) * x->scale;
    }
}

/* The first argument is worked out where the result goes, the others in rows of their own. */
static bool run_each(Run *r, const Node *x, double *out)
{
    size_t base = r->used;
    bool ok = run(r, x->args[0], out);

    for (size_t i = 1; ok && i < x->n; i++) {
        r->used = base + i;
        ok = run(r, x->args[i], r->slots + (base + i - 1) * r->pitch);
    }
    r->used = base;
    if (ok)
        each(r, x, out);
    return ok;
}

/* ---- over the units ---- */

static bool run_units(Run *r, const Node *x, double *out)
{
    size_t n = 0;

    TRY(run(r, x->args[0], out));
    for (size_t i = 0; i < r->n; i++)
        if (!isnan(out[i]))
            r->known[n++] = out[i];
    double value = x->function->work->many(r->known, n);
    if (r->host->group)
        r->host->group(r->host->who, &(FormulaGroup){x->name, x->where, r->back}, &value);
    for (size_t i = 0; i < r->n; i++)
        out[i] = value;
    return true;
}

static int greatest_first(const void *a, const void *b)
{
    const Placed *x = a, *y = b;

    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

/* Ties share the first of their places: 1, 2, 2, 4. */
static bool run_place(Run *r, const Node *x, double *out)
{
    size_t n = 0, first = 0;

    TRY(run(r, x->args[0], out));
    for (size_t i = 0; i < r->n; i++)
        if (!isnan(out[i]))
            r->placed[n++] = (Placed){out[i] * x->function->work->sign, i};
    if (n)
        qsort(r->placed, n, sizeof *r->placed, greatest_first);
    for (size_t i = 0; i < n; i++) {
        if (!figures_equal(r->placed[i].value, r->placed[first].value))
            first = i;
        out[r->placed[i].unit] = (double)first + 1;
    }
    return true;
}

/* ---- over the months, and elsewhere ---- */

static bool each_month(Run *r, const Node *x, int months)
{
    size_t base = r->used;
    int back = r->back;
    bool ok = true;

    r->used += FORMULA_YEAR;
    for (int m = 0; ok && m < months; m++) {
        r->back = back + m;
        r->month = m;
        ok = run(r, x->args[0], r->slots + (base + (size_t)m) * r->pitch);
    }
    r->used = base;
    r->back = back;
    r->month = 0;
    return ok;
}

static bool run_months(Run *r, const Node *x, double *out)
{
    int months = months_until(r->host, r->back);
    double known[FORMULA_YEAR];

    TRY(each_month(r, x, months));
    for (size_t i = 0; i < r->n; i++) {
        size_t n = 0;
        /* January first, so that sums are added in the order of the year. */
        for (int m = months; m-- > 0;)
            if (!isnan(row(r, (size_t)m)[i]))
                known[n++] = row(r, (size_t)m)[i];
        out[i] = x->function->work->many(known, n);
    }
    return true;
}

static bool run_whole(Run *r, const Node *x, double *out)
{
    size_t n = r->n;
    double *whole = row(r, 0);

    r->n = 1;
    r->used++;
    bool ok = run(r, x->args[0], whole);
    r->used--;
    r->n = n;
    for (size_t i = 0; ok && i < n; i++)
        out[i] = *whole;
    return ok;
}

static bool run_before(Run *r, const Node *x, double *out)
{
    r->back += x->before;
    bool ok = run(r, x->args[0], out);
    r->back -= x->before;
    return ok;
}

/* ---- the walk ---- */

static bool run_call(Run *r, const Node *x, double *out)
{
    switch (x->function->work->family) {
    case FAMILY_UNITS:
        return run_units(r, x, out);
    case FAMILY_PLACE:
        return run_place(r, x, out);
    case FAMILY_MONTHS:
        return run_months(r, x, out);
    case FAMILY_WHOLE:
        return run_whole(r, x, out);
    case FAMILY_BEFORE:
        return run_before(r, x, out);
    case FAMILY_EACH:
    default:
        return run_each(r, x, out);
    }
}

static bool run(Run *r, const Node *x, double *out)
{
    if (x->kind == NODE_CALL)
        TRY(run_call(r, x, out));
    else if (x->kind == NODE_READ)
        TRY(read_reference(r, x, out));
    else
        for (size_t i = 0; i < r->n; i++)
            out[i] = x->value;
    /* What overflows is unknown. */
    for (size_t i = 0; i < r->n; i++)
        out[i] = isfinite(out[i]) ? out[i] : NAN;
    if (r->trace)
        r->trace->values[x->id * FORMULA_YEAR + (size_t)r->month] = out[r->n == 1 ? 0 : r->trace->unit];
    return true;
}

bool formula_run(const Formula *f, const FormulaHost *host, Arena *a, double *out, const Trace *trace, Err *e)
{
    size_t pitch = host->n ? host->n : 1;
    Run r = {.formula = f, .host = host, .e = e, .trace = trace, .n = host->n, .pitch = pitch};

    assert(host->months >= 1 && host->months <= FORMULA_YEAR);
    r.slots = NEW_N(a, double, (f->root->slots + 1) * pitch);
    r.known = NEW_N(a, double, pitch);
    r.placed = NEW_N(a, Placed, pitch);
    return run(&r, f->root, out);
}

bool formula_eval(const Formula *f, const FormulaHost *host, Arena *a, double *out, Err *e)
{
    return formula_run(f, host, a, out, NULL, e);
}
