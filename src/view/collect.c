#include "view/collect.h"

#include <math.h>
#include <string.h>

#include "view/import_report.h"

/* ---- forms ---- */

/* kind: the name of the field that says department or area. */
static void unit_fields(const Viewer *v, const Unit *u, const char *kind, Rows *out)
{
    rows_text(out, kind, unit_kind_code(u->kind));
    rows_text(out, "unit", unit_code(u));
    rows_text(out, "name", unit_name(u, v->lang));
}

static void count_fields(const OwedCounts *k, Rows *out)
{
    rows_int(out, "n_due", (int64_t)k->n_due);
    rows_int(out, "n_in", (int64_t)k->n_in);
    rows_int(out, "n_approved", (int64_t)k->n_approved);
    rows_int(out, "n_missing", (int64_t)k->n_missing);
    rows_int(out, "n_late", (int64_t)k->n_late);
    rows_int(out, "n_returned", (int64_t)k->n_returned);
}

static void form_row(const Viewer *v, const Form *f, Rows *out)
{
    rows_begin(out);
    unit_fields(v, &f->unit, "unit_kind", out);
    rows_text(out, "period", show_period(v->arena, f->period));
    rows_text(out, "due_on", show_date(v->arena, f->due_on));
    rows_int(out, "late_days", f->late_days);
    count_fields(&f->counts, out);
    rows_text(out, "state", form_state_code(f->state));
}

void form_rows(const Viewer *v, const Form *forms, size_t n, Rows *out)
{
    for (size_t i = 0; i < n; i++)
        form_row(v, &forms[i], out);
}

static void what_fields(const Viewer *v, const OwedCell *o, Rows *out)
{
    rows_text(out, "indicator", o->indicator->code);
    rows_text(out, "name", indicator_name(o->indicator, v->lang));
    rows_text(out, "unit", form_unit_of(o->indicator, o->measure, v->lang));
    rows_text(out, "area", o->area->code);
    rows_text(out, "area_name", area_name(o->area, v->lang));
    rows_text(out, "measure", measure_code(o->measure));
    rows_text(out, "basis", basis_code(o->basis));
    rows_text(out, "period", show_period(v->arena, o->period));
}

static void became_fields(const Viewer *v, const OwedCell *o, OwedState state, Rows *out)
{
    bool in = o->submission != 0;

    rows_text(out, "state", owed_code(state));
    rows_text(out, "reason", *o->reason ? o->reason : state == OWED_LOCKED ? o->lock->reason : "");
    rows_int_if(out, "submission", o->submission, in);
    rows_text(out, "by", o->by);
    rows_text(out, "at", o->at);
    rows_text(out, "due_on", show_date(v->arena, o->due_on));
    rows_int(out, "late_days", o->late_days);
    rows_flag(out, "locked", o->lock != NULL);
    rows_flag(out, "forecast_only", o->forecast_only);
}

static const char *earlier_status(const Earlier *x)
{
    return isnan(x->value) ? "" : status_code(x->status);
}

static void form_cell_row(const Viewer *v, const FormCell *c, Rows *out)
{
    const OwedCell *o = &c->owed;
    int decimals = form_decimals(o);

    rows_begin(out);
    what_fields(v, o, out);
    rows_int(out, "decimals", decimals);
    rows_number(out, "value", o->value, o->decimals);
    rows_text(out, "status", o->submission ? status_code(o->status) : "");
    rows_number(out, "before", c->before.value, c->before.decimals);
    rows_text(out, "before_period", show_period(v->arena, c->before.period));
    rows_text(out, "before_status", earlier_status(&c->before));
    rows_number(out, "last_year", c->last_year.value, c->last_year.decimals);
    rows_text(out, "last_year_status", earlier_status(&c->last_year));
    rows_number(out, "expected_low", c->has_expected ? c->expected.low : (double)NAN, decimals);
    rows_number(out, "expected_high", c->has_expected ? c->expected.high : (double)NAN, decimals);
    became_fields(v, o, owed_shown(o), out);
}

void form_cell_rows(const Viewer *v, const Form *f, Rows *out)
{
    for (size_t i = 0; i < f->n; i++)
        form_cell_row(v, &f->cells[i], out);
}

void form_json(const Viewer *v, const Form *f, Json *j)
{
    Rows head = {.arena = v->arena}, cells = {.arena = v->arena};

    form_row(v, f, &head);
    form_cell_rows(v, f, &cells);
    json_begin_object(j);
    row_json_fields(&head.items[0], j);
    json_key(j, "cells");
    rows_json(&cells, j);
    json_end_object(j);
}

/* ---- handing in ---- */

void form_finding_json(const FormHandIn *in, const Finding *f, Lang lang, Json *j)
{
    const FormEntry *x = form_finding_entry(in, f);

    json_begin_object(j);
    finding_json_fields(f, lang, j);
    json_put_text(j, "indicator", x && x->indicator ? x->indicator : "");
    json_put_text(j, "area", x && x->area ? x->area : "");
    json_put_text(j, "measure", x && x->measure ? x->measure : "");
    json_end_object(j);
}

void form_receipt_json(const FormHandIn *in, const ImportReport *r, const Err *failed, Json *j)
{
    const ImportedFile *file = r->n ? &r->files[0] : NULL;
    const Receipt none = {0}, *receipt = file ? &file->receipt : &none;

    json_begin_object(j);
    json_put_bool(j, "accepted", r->accepted);
    json_put_bool(j, "stored", r->accepted && !in->import.dry_run && !(file && file->same_as));
    json_put_text(j, "error", err_kind_name(failed->kind));
    json_put_text(j, "detail", failed->kind == ERR_NONE ? "" : failed->msg);
    json_put_int(j, "submission", file && file->same_as ? file->same_as : receipt->submission);
    json_put_int(j, "rows", receipt->n_rows);
    json_put_int(j, "audit_seq", receipt->audit_seq);
    json_put_text(j, "file_sha256", receipt->file_sha256);
    json_key(j, "findings");
    json_begin_array(j);
    for (size_t i = 0; i < r->findings.n; i++)
        form_finding_json(in, &r->findings.items[i], r->findings.lang, j);
    json_end_array(j);
    json_end_object(j);
}

/* ---- completeness ---- */

static void unit_row(const Viewer *v, const OwedUnit *u, Rows *out)
{
    rows_begin(out);
    unit_fields(v, &u->unit, "kind", out);
    rows_text(out, "due_on", show_date(v->arena, u->due_on));
    rows_int(out, "late_days", u->late_days);
    count_fields(&u->counts, out);
    rows_flag(out, "locked", u->locked);
}

void completeness_unit_rows(const Viewer *v, const Completeness *c, Rows *out)
{
    for (size_t i = 0; i < c->n; i++)
        unit_row(v, &c->units[i], out);
}

void completeness_cell_rows(const Viewer *v, const Completeness *c, Rows *out)
{
    for (size_t i = 0; i < c->n; i++)
        for (size_t k = 0; k < c->units[i].n; k++) {
            const OwedUnit *u = &c->units[i];
            rows_begin(out);
            rows_text(out, "unit_kind", unit_kind_code(u->unit.kind));
            rows_text(out, "unit_code", unit_code(&u->unit));
            rows_text(out, "unit_name", unit_name(&u->unit, v->lang));
            what_fields(v, &u->cells[k], out);
            became_fields(v, &u->cells[k], u->cells[k].state, out);
        }
}

static void unit_json(const Viewer *v, const OwedUnit *u, Json *j)
{
    Rows head = {.arena = v->arena}, cells = {.arena = v->arena};

    unit_row(v, u, &head);
    for (size_t k = 0; k < u->n; k++) {
        rows_begin(&cells);
        what_fields(v, &u->cells[k], &cells);
        became_fields(v, &u->cells[k], u->cells[k].state, &cells);
    }
    json_begin_object(j);
    row_json_fields(&head.items[0], j);
    json_key(j, "cells");
    rows_json(&cells, j);
    json_end_object(j);
}

void completeness_json(const Viewer *v, const Completeness *c, Json *j)
{
    Rows counts = {.arena = v->arena};

    rows_begin(&counts);
    count_fields(&c->counts, &counts);
    json_begin_object(j);
    json_put_text(j, "period", show_period(v->arena, c->period));
    json_key(j, "units");
    json_begin_array(j);
    for (size_t i = 0; i < c->n; i++)
        unit_json(v, &c->units[i], j);
    json_end_array(j);
    json_key(j, "counts");
    row_json(&counts.items[0], j);
    json_end_object(j);
}

/* ---- reviews and locks ---- */

void review_rows(const Review *items, size_t n, Rows *out)
{
    for (size_t i = 0; i < n; i++) {
        rows_begin(out);
        rows_int(out, "id", items[i].id);
        rows_int(out, "submission", items[i].submission);
        rows_text(out, "decision", decision_code(items[i].decision));
        rows_text(out, "reason", items[i].reason);
        rows_text(out, "by", items[i].by);
        rows_text(out, "at", items[i].at);
        rows_int(out, "audit", items[i].audit_seq);
    }
}

size_t reviews_of(const Completeness *c, Review *items, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++)
        if (completeness_has(c, items[i].submission))
            items[kept++] = items[i];
    return kept;
}

/* Does no later row speak of the same month and of this department or of all? */
static bool counts(const PeriodLocks *locks, size_t i)
{
    const PeriodLock *l = &locks->items[i];

    for (size_t k = i + 1; k < locks->n; k++) {
        const PeriodLock *later = &locks->items[k];
        if (period_eq(later->period, l->period) &&
            (!*later->department || strcmp(later->department, l->department) == 0))
            return false;
    }
    return true;
}

void lock_rows(const Viewer *v, const PeriodLocks *locks, Rows *out)
{
    for (size_t i = 0; i < locks->n; i++) {
        const PeriodLock *l = &locks->items[i];
        rows_begin(out);
        rows_int(out, "id", l->id);
        rows_text(out, "period", show_period(v->arena, l->period));
        rows_text(out, "department", l->department);
        rows_flag(out, "locked", l->locked);
        rows_text(out, "reason", l->reason);
        rows_text(out, "by", l->by);
        rows_text(out, "at", l->at);
        rows_flag(out, "counts", counts(locks, i));
        rows_int(out, "audit", l->audit_seq);
    }
}
