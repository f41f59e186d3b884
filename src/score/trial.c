#include "score/trial.h"

#include <string.h>

#include "score/readers.h"
#include "score/scoring.h"

/* The first unit of the class. Fails: NOT_FOUND. */
static bool first_of(const ScoreResult *r, const char *in, size_t *unit, Err *e)
{
    const Scheme *x = r->spec.scheme;

    for (*unit = 0; *unit < r->n; ++*unit)
        if (strcmp(x->classes[r->units[*unit].unit->in].code, in) == 0)
            return true;
    return ERR(e, ERR_NOT_FOUND, "考核办法“%s”这一期没有类别“%.64s”的单位",
               "the scheme \"%s\" has no units of the class \"%.64s\" in this period", x->name.code, in);
}

static const Formula *parse(const RunContext *x, const ScoreFeed *feed, const SchemeFormula *f,
                            FormulaFaults *faults)
{
    const SchemeWorld world = {&x->catalogue, feed};
    ReaderCheck check = {&world, &x->scheme, f->table};
    const FormulaHost host = {
        .who = &check, .readers = score_readers, .n_readers = READERS, .check = reader_check};

    return formula_parse(str_of(f->text), &host, faults->arena, faults);
}

bool score_try(Store *s, const RunSpec *spec, const ScoreTrial *t, Arena *a, ScoreTried *out, Err *e)
{
    AUTO(arena_free) Arena *scratch = arena_new();
    RunContext *x = NEW(a, RunContext);
    SchemeFormula *f = NEW(a, SchemeFormula);
    size_t unit;

    *out = (ScoreTried){.faults = {.arena = a, .lang = e->lang}};
    TRY(score_draft(s, spec, a, x, e) && first_of(&x->result, t->in, &unit, e));
    *f = (SchemeFormula){.table = t->table, .code = t->code, .text = t->formula};
    f->parsed = parse(x, spec->feed, f, &out->faults);
    if (!f->parsed)
        return true;
    Scoring *scoring = x->result.scoring;
    scoring->scratch = scratch;
    scoring_aim_class(scoring, unit);
    bool item = strcmp(t->table, "items") == 0;
    scoring_aim(scoring, f, item ? scheme_item(&x->scheme, t->code) : SCHEME_NONE);
    const FormulaHost host = scoring_host(scoring);
    out->unit = formula_unit(f->parsed);
    out->units = &x->result.units[scoring->first];
    out->n = scoring->n;
    out->values = NEW_N(a, double, out->n);
    bool ok = formula_eval(f->parsed, &host, scratch, out->values, e);
    scoring->scratch = NULL;
    return ok;
}
