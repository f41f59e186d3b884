/* Forms: what the caller's units owe for a month, and handing it in. */
#include <string.h>

#include "http/handlers.h"
#include "http/problem.h"
#include "http/reply.h"
#include "http/write.h"
#include "view/collect.h"
#include "view/form_template.h"

/* ---- whose ---- */

bool call_allows_unit(const Call *c, Permission permission, const Unit *u)
{
    for (size_t i = 0; i < c->catalogue.n; i++) {
        const Indicator *x = &c->catalogue.indicators[i];
        bool its = u->kind == UNIT_AREA ? x->towns : strcmp(x->department, u->department->code) == 0;
        if (its && call_allows_pair(c, permission, x, u->kind == UNIT_AREA ? u->area : c->city.self))
            return true;
    }
    return false;
}

bool call_collecting(Call *c, Collecting *out, Err *e)
{
    int as_of = call_date(c, "as_of");

    *out = (Collecting){.known = c->outlook.known,
                        .catalogue = &c->catalogue,
                        .today = as_of ? as_of : c->http->spec.today()};
    return call_period(c, c->city.self, &out->period, e);
}

static bool asked_unit(Call *c, Permission permission, Unit *u, Err *e)
{
    const char *kind = call_value(c, "kind"), *unit = call_value(c, "unit");
    UnitKind k;

    if (!unit_kind_parse(str_of(kind), &k))
        return ERR(e, ERR_NOT_FOUND, "没有单位类别“%.40s”；有 department、area",
                   "there is no kind of unit \"%.40s\"; there are department and area", kind);
    TRY(unit_find(&c->city, str_of(unit), u, e));
    if (u->kind != k)
        return ERR(e, ERR_NOT_FOUND, "“%.64s”不是这一类单位", "\"%.64s\" is not of that kind", unit);
    return call_allows_unit(c, permission, u) ||
           ERR(e, ERR_FORBIDDEN, "%s的报表不在本账户的范围内",
               "the form of %s is not in the reach of this account", unit_name(u, e->lang));
}

/* ---- reading ---- */

/* A department's list is not filled with the towns whose figures of its indicators it may see, nor a town's
 * with departments. */
static bool is_mine(const Call *c, const Unit *u)
{
    Role role = c->passage->who.principal.role;
    bool other = (role == ROLE_DEPARTMENT && u->kind != UNIT_DEPARTMENT) ||
                 (role == ROLE_AREA && u->kind != UNIT_AREA);

    return !other && call_allows_unit(c, READ_FORMS, u);
}

bool get_forms(Call *c, Err *e)
{
    Collecting k;
    Form *forms;
    size_t n, kept = 0;

    TRY(call_collecting(c, &k, e) && form_list(&k, c->viewer.arena, &forms, &n, e));
    for (size_t i = 0; i < n; i++)
        if (is_mine(c, &forms[i].unit))
            forms[kept++] = forms[i];
    form_rows(&c->viewer, forms, kept, &c->rows);
    return true;
}

/* The form with the cells that the account may see. */
static bool asked_form(Call *c, Form *out, Err *e)
{
    Collecting k;
    size_t kept = 0;
    Unit u;

    TRY(asked_unit(c, READ_FORMS, &u, e) && call_collecting(c, &k, e));
    TRY(form_of(&k, &u, c->viewer.arena, out, e));
    for (size_t i = 0; i < out->n; i++)
        if (call_allows_pair(c, READ_FORMS, out->cells[i].owed.indicator, out->cells[i].owed.area))
            out->cells[kept++] = out->cells[i];
    out->n = kept;
    return true;
}

bool get_form(Call *c, Err *e)
{
    Form f;

    TRY(asked_form(c, &f, e));
    if (c->format == FORMAT_JSON)
        form_json(&c->viewer, &f, &c->json);
    else
        form_cell_rows(&c->viewer, &f, &c->rows);
    return true;
}

bool get_template(Call *c, Err *e)
{
    Form f;

    TRY(asked_form(c, &f, e) && form_template(&c->viewer, &f, c->file, e));
    c->file_name = form_template_name(&c->viewer, &f);
    return true;
}

/* ---- handing in ---- */

static void read_entries(const Call *c, FormHandIn *in)
{
    Arena *a = c->viewer.arena;

    in->n = body_rows(c->body, "cells");
    FormEntry *entries = NEW_N(a, FormEntry, in->n + 1);
    for (size_t i = 0; i < in->n; i++) {
        const Body *b = body_item(c->body, "cells", i, a);
        entries[i] = (FormEntry){.indicator = body_text(b, "indicator"),
                                 .area = body_text(b, "area"),
                                 .measure = body_text(b, "measure"),
                                 .value = body_text(b, "value"),
                                 .note = body_text(b, "note"),
                                 .status = body_text(b, "status")};
    }
    in->entries = entries;
}

/* Cells of what the account does not answer for, one by one. What nobody knows is told by the intake. */
static void check_rights(const Call *c, const Unit *u, const FormHandIn *in, Faults *f)
{
    for (size_t i = 0; i < in->n; i++) {
        const Area *area = u->kind == UNIT_AREA ? u->area : c->city.self;
        const Indicator *x;
        Err ignored = {.lang = f->lang};
        if (!catalogue_find(&c->catalogue, str_of(in->entries[i].indicator), &x, &ignored) ||
            call_allows_pair(c, SUBMIT, x, area))
            continue;
        fault_add(f, arena_printf(f->arena, "cells[%zu].indicator", i),
                  arena_printf(f->arena,
                               TEXT(f->lang, "%s 不由本账户报送", "%s is not this account's to hand in"),
                               indicator_name(x, f->lang)));
    }
}

static bool hand_in(Call *c, bool check, Err *e)
{
    Faults faults = {.arena = c->viewer.arena, .lang = c->viewer.lang};
    FormHandIn in = {.import = {.intake = call_intake(c),
                                .accept_warnings = body_flag(c->body, "accept_warnings"),
                                .dry_run = check}};
    Basis basis = BASES;
    ImportReport report;
    Unit u = {0};

    TRY(write_state(c, e) && asked_unit(c, SUBMIT, &u, e));
    TRY(period_parse(str_of(body_text(c->body, "period")), &in.period, &basis, e));
    in.kind = u.kind;
    in.unit = unit_code(&u);
    read_entries(c, &in);
    check_rights(c, &u, &in, &faults);
    if (faults.n) {
        problem_faults(c->passage, &faults);
        return c->replied = true;
    }
    if (form_submit(c->s, &in, c->viewer.arena, &report, e)) {
        form_receipt_json(&in, &report, &(Err){0}, &c->json);
        return true;
    }
    if (e->kind != ERR_REFUSED)
        return false;
    problem_form(c->passage, e, &in, &report.findings);
    return c->replied = true;
}

bool post_form_check(Call *c, Err *e)
{
    return hand_in(c, true, e);
}

bool post_form(Call *c, Err *e)
{
    return hand_in(c, false, e);
}
