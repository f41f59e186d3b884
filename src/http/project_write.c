/* What owners hand in: a project's month as an object, the register and reports as files. */
#include <math.h>
#include <string.h>

#include "http/problem.h"
#include "http/project_api.h"
#include "http/write.h"
#include "view/import_report.h"

static bool may_submit(const void *who, const ProjectPlace *at)
{
    const Scope asked = {.unit = true, .area = at->area, .department = at->department, .leader = at->leader};

    return access_allows(who, SUBMIT, NULL) || access_allows(who, SUBMIT, &asked);
}

static ProjectImport import_of(const Call *c)
{
    return (ProjectImport){.intake = call_intake(c), .allowed = {may_submit, &c->passage->who.principal}};
}

/* Faults go with the refusal, cell by cell. */
static bool refused(Call *c, const ProjectImported *x, Err *e)
{
    if (e->kind != ERR_REFUSED)
        return false;
    problem_findings(c->passage, e, &x->findings);
    return c->replied = true;
}

static bool tell_receipt(Call *c, const ProjectImported *x, Err *e)
{
    const ProjectFile *f = &x->files[0];
    Receipt r = f->receipt;
    SubmissionRow before;

    if (f->same_as) {
        TRY(submission_find(c->s, c->by.city, f->same_as, c->viewer.arena, &before, e));
        r = (Receipt){.submission = before.id, .n_rows = before.n_rows, .audit_seq = before.audit_seq};
        snprintf(r.file_sha256, SHA256_HEX, "%s", before.file_sha256);
        c->status = 200;
    }
    receipt_json(&r, f->same_as, &x->findings, &c->json);
    return true;
}

bool post_projects(Call *c, Err *e)
{
    const Str *body = &c->passage->request->body;
    const ProjectBytes file = {call_value(c, "file"), body->s, body->n};
    const char *check = call_value(c, "check");
    ProjectImport spec = import_of(c);
    ProjectImported done;

    spec.dry_run = check && *check == 'y';
    if (spec.dry_run)
        c->status = 200;
    if (!project_import_bytes(c->s, &file, &spec, c->viewer.arena, &done, e))
        return refused(c, &done, e);
    return tell_receipt(c, &done, e);
}

/* ---- a project's month ---- */

enum { CELLS_MAX = 16 + 2 * STAGES_MAX };

typedef struct Wish {
    Call *c;
    ProjectCell cells[CELLS_MAX];
    size_t n;
} Wish;

static void put(Wish *w, const char *column, const char *text)
{
    if (*text && w->n < CELLS_MAX)
        w->cells[w->n++] = (ProjectCell){column, text};
}

/* Rows {stage, actual, forecast}. */
static bool put_stages(Wish *w, Err *e)
{
    static const char *const kinds[] = {"actual", "forecast"};
    const Body *b = w->c->body;
    Arena *a = w->c->viewer.arena;
    size_t n = body_rows(b, "stages");

    if (n > STAGES_MAX)
        return ERR(e, ERR_INVALID, "stages 最多 %d 行", "stages may have %d rows", STAGES_MAX);
    for (size_t i = 0; i < n; i++) {
        const char *stage = body_cell(b, "stages", i, "stage", a);
        for (size_t k = 0; stage && k < COUNT(kinds); k++) {
            const char *date = body_cell(b, "stages", i, kinds[k], a);
            if (date)
                put(w, arena_printf(a, "%s_%s", kinds[k], stage), date);
        }
    }
    return true;
}

/* Rows {difficulty, unit, clear_by}, each column joined as a file has it. */
static void put_difficulties(Wish *w)
{
    static const char *const from[] = {"difficulty", "unit", "clear_by"}, *const to[] = {"difficulty",
                                                                                         "difficulty_unit",
                                                                                         "clear_by"};
    const Body *b = w->c->body;
    Arena *a = w->c->viewer.arena;

    for (size_t k = 0; k < COUNT(from); k++) {
        const char *text = "";
        for (size_t i = 0; i < body_rows(b, "difficulties"); i++) {
            const char *cell = body_cell(b, "difficulties", i, from[k], a);
            text = arena_printf(a, "%s%s%s", text, i ? ";" : "", cell ? cell : "");
        }
        put(w, to[k], text);
    }
}

static double amount(const char *text)
{
    Decimal d;
    bool lossy;

    return decimal_parse(str_of(text), &d, &lossy) ? d.value : (double)NAN;
}

static const char *sum_text(Call *c, double before, const char *month)
{
    double sum = (isnan(before) ? 0 : before) + amount(month);

    return isnan(sum) ? "" : show(c->viewer.arena, sum, 2);
}

/* The project at the end of a month, from the store that writes. */
static bool find_project(Call *c, Period month, Board *b, size_t *project, Err *e)
{
    const View v = {.s = c->s, .city = &c->city};

    TRY(board_open(&(BoardSpec){v, &c->catalogue, month}, c->viewer.arena, b, e) &&
        board_find(b, str_of(call_value(c, "code")), project, e));
    const BoardProject *x = &b->projects[*project];
    return call_allows_project(c, SUBMIT, x) ||
           ERR(e, ERR_FORBIDDEN, "本账户不能报“%s”的进度", "this account may not report of \"%s\"", x->code);
}

static bool read_month(const Call *c, Period *out, Err *e)
{
    const char *text = body_text(c->body, "month");
    Basis basis = BASES;

    TRY(period_parse(str_of(text), out, &basis, e));
    return out->freq == FREQ_MONTH || ERR(e, ERR_INVALID, "month 应为月份，如 2021-11，而不是“%.40s”",
                                          "month must be a month such as 2021-11, not \"%.40s\"", text);
}

/* before: the board of the month before. */
static bool read_wish(Wish *w, const Board *board, const BoardProject *before, Err *e)
{
    const Body *b = w->c->body;
    const ProjectAsk ask = {.s = w->c->s, .city = &w->c->city, .code = before->code};
    double sum;
    const char *done = body_text(b, "done"), *to_date = body_text(b, "to_date"),
               *entered = body_text(b, "entered");

    TRY(project_to_date(&ask, board->spec.month, &sum, e));
    put(w, "code", before->code);
    put(w, "month", body_text(b, "month"));
    put(w, "invested", done);
    put(w, "to_date", *to_date ? to_date : sum_text(w->c, sum, done));
    put(w, "entered", *entered ? entered : before->entry ? done : "0");
    put(w, "progress", body_text(b, "progress"));
    put(w, "picture", body_text(b, "picture"));
    put(w, "reason", body_text(b, "reason"));
    put_difficulties(w);
    return put_stages(w, e);
}

static bool tell_project(Call *c, Period month, Err *e)
{
    Forecasts f;
    ProjectShown x;
    size_t project;
    Board b;

    return find_project(c, month, &b, &project, e) && forecasts_open(&b, &f, e) &&
           project_shown(&f, project, &x, e) && project_json(&c->viewer, &x, &c->json, e);
}

bool post_project_report(Call *c, Err *e)
{
    ProjectImport spec = import_of(c);
    ProjectImported done;
    size_t project;
    Board before;
    Period month;
    Wish *w = NEW(c->viewer.arena, Wish);

    w->c = c;
    TRY(write_state(c, e) && read_month(c, &month, e) &&
        find_project(c, period_shift(month, -1), &before, &project, e));
    TRY(read_wish(w, &before, &before.projects[project], e));
    const ProjectRow row = {KIND_REPORTS, w->cells, w->n};
    if (!project_enter(c->s, &row, &spec, c->viewer.arena, &done, e))
        return refused(c, &done, e);
    return tell_project(c, month, e);
}
