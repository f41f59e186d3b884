#include "view/lists.h"

void area_rows(const Viewer *v, const City *c, Rows *out)
{
    for (size_t i = 0; i < c->n_areas; i++) {
        const Area *x = &c->areas[i];
        rows_begin(out);
        rows_text(out, "code", x->code);
        rows_text(out, "name", area_name(x, v->lang));
        rows_text(out, "name_zh", x->name_zh);
        rows_text(out, "name_en", x->name_en);
        rows_text(out, "kind", x->kind);
        rows_text(out, "parent", x->parent);
        rows_text(out, "valid_from", show_date(v->arena, x->valid_from));
        rows_text(out, "valid_to", show_date(v->arena, x->valid_to));
    }
}

static const char *bases_text(const Viewer *v, unsigned bases)
{
    const char *text = "";

    for (int b = 0; b < BASES; b++)
        if (bases & 1u << b)
            text = arena_printf(v->arena, "%s%s%s", text, *text ? ";" : "", basis_code((Basis)b));
    return text;
}

void indicator_rows(const Viewer *v, const Catalogue *c, Rows *out)
{
    static const char *const frequencies[] = {"day", "month", "quarter", "year"};
    static const char *const directions[] = {"up", "down", "none"};
    static const char *const growths[] = {"comparable", "current", "points"};

    for (size_t i = 0; i < c->n; i++) {
        const Indicator *x = &c->indicators[i];
        const Department *d = city_department(c->city, x->department);
        rows_begin(out);
        rows_text(out, "code", x->code);
        rows_text(out, "name", indicator_name(x, v->lang));
        rows_text(out, "name_zh", x->name_zh);
        rows_text(out, "name_en", x->name_en);
        rows_text(out, "group", TEXT(v->lang, x->group, x->group_en));
        rows_text(out, "unit", x->unit);
        rows_text(out, "kind", kind_code(x->kind));
        rows_text(out, "frequency", frequencies[x->frequency]);
        rows_text(out, "bases", bases_text(v, x->bases));
        rows_text(out, "direction", directions[x->direction]);
        rows_int(out, "decimals", x->decimals);
        rows_text(out, "department", x->department);
        rows_text(out, "department_name", d ? department_name(d, v->lang) : "");
        rows_text(out, "part_of", x->part_of);
        rows_text(out, "growth_at", growths[x->growth_at]);
        rows_flag(out, "towns", x->towns);
    }
}

static bool fact_row(const FactRows *w, const Fact *f, bool counts, Err *e)
{
    const Viewer *v = w->viewer;
    Rows *out = w->out;
    char title[PERIOD_TEXT_MAX];
    const char *source;

    if ((w->basis != BASES && f->basis != w->basis) || (w->known->no_sample && f->status == STATUS_SAMPLE))
        return true;
    TRY(history_text(w->known->s, w->known->city, f->source, v->arena, &source, e));
    period_title(f->period, f->basis, v->lang, title);
    rows_begin(out);
    rows_text(out, "period", show_period(v->arena, f->period));
    rows_text(out, "period_title", arena_strdup(v->arena, title));
    rows_text(out, "basis", basis_code(f->basis));
    rows_text(out, "measure", measure_code(f->measure));
    rows_number(out, "value", f->value, f->decimals);
    rows_int(out, "decimals", f->decimals);
    rows_text(out, "status", status_code(f->status));
    rows_flag(out, "counts", counts);
    rows_text(out, "known_on", show_date(v->arena, f->known_on));
    rows_int(out, "submission", f->submission);
    rows_text(out, "source", source);
    return true;
}

bool fact_rows(const FactRows *w, const History *h, Err *e)
{
    for (size_t i = 0; i < h->n; i++)
        TRY(fact_row(w, &h->facts[i], true, e));
    for (size_t i = 0; i < h->n_forecasts; i++)
        TRY(fact_row(w, &h->forecasts[i], false, e));
    return true;
}

void missing_rows(const Viewer *v, const City *c, const MissingList *m, Rows *out)
{
    for (size_t i = 0; i < m->n; i++) {
        const MissingFigure *x = &m->items[i];
        const Department *d = city_department(c, x->indicator->department);
        rows_begin(out);
        rows_text(out, "department", x->indicator->department);
        rows_text(out, "department_name", d ? department_name(d, v->lang) : "");
        rows_text(out, "indicator", x->indicator->code);
        rows_text(out, "name", indicator_name(x->indicator, v->lang));
        rows_text(out, "area", x->area->code);
        rows_text(out, "area_name", area_name(x->area, v->lang));
        rows_flag(out, "forecast_only", x->forecast_only);
    }
}

void revision_rows(const Viewer *v, const RevisionList *r, Rows *out)
{
    for (size_t i = 0; i < r->n; i++) {
        const Revision *x = &r->items[i];
        rows_begin(out);
        rows_text(out, "known_on", show_date(v->arena, x->now.known_on));
        rows_text(out, "indicator", x->indicator ? x->indicator->code : "");
        rows_text(out, "name", x->indicator ? indicator_name(x->indicator, v->lang) : "");
        rows_text(out, "area", x->area ? x->area->code : "");
        rows_text(out, "area_name", x->area ? area_name(x->area, v->lang) : "");
        rows_text(out, "period", show_period(v->arena, x->now.period));
        rows_text(out, "basis", basis_code(x->now.basis));
        rows_text(out, "measure", measure_code(x->now.measure));
        rows_number(out, "from", x->before.value, x->before.decimals);
        rows_text(out, "from_status", status_code(x->before.status));
        rows_number(out, "to", x->now.value, x->now.decimals);
        rows_text(out, "to_status", status_code(x->now.status));
        rows_int(out, "submission_before", x->before.submission);
        rows_int(out, "submission", x->now.submission);
        rows_text(out, "by", x->by);
        rows_text(out, "file", x->file);
    }
}

void submission_rows(const SubmissionRow *items, size_t n, Rows *out)
{
    for (size_t i = 0; i < n; i++) {
        const SubmissionRow *x = &items[i];
        rows_begin(out);
        rows_int(out, "id", x->id);
        rows_text(out, "kind", x->kind);
        rows_text(out, "file", x->file);
        rows_text(out, "known_on", show_date(out->arena, x->known_on));
        rows_text(out, "received_at", x->received_at);
        rows_text(out, "by", x->received_by);
        rows_int(out, "rows", x->n_rows);
        rows_text(out, "sha256", x->file_sha256);
        rows_text(out, "findings", x->findings);
        rows_int(out, "audit", x->audit_seq);
    }
}

void audit_rows(const AuditRow *items, size_t n, Rows *out)
{
    for (size_t i = 0; i < n; i++) {
        const AuditRow *x = &items[i];
        rows_begin(out);
        rows_int(out, "seq", x->seq);
        rows_text(out, "at", x->entry.at);
        rows_text(out, "by", x->entry.by_whom);
        rows_text(out, "action", x->entry.action);
        rows_text(out, "subject", x->entry.subject);
        rows_text(out, "content", x->entry.content);
        rows_text(out, "previous", x->previous);
        rows_text(out, "sha256", x->sha256);
    }
}
