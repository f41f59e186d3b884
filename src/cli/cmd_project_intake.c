/* project report, import, export, template: what goes in and out. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/import_text.h"
#include "cli/list_out.h"
#include "cli/project_door.h"
#include "view/project.h"

/* ---- in ---- */

static bool
import_with(Cli *c, bool (*run)(Cli *c, Store *s, const ProjectImport *spec, ProjectImported *out, Err *e),
            Err *e)
{
    AUTO(store_close) Store *s = NULL;
    ProjectImport spec = {.dry_run = cli_has(c, "dry-run")};
    ProjectImported done = {0};
    Err told = {.lang = c->lang};

    TRY(cli_intake(c, &spec.intake, e) && store_open(c->store, STORE_WRITE, &s, e));
    bool ok = run(c, s, &spec, &done, e);
    bool said = project_tell(c, &done, ok, spec.dry_run, ok ? e : &told);
    return ok && said;
}

static bool take_path(Cli *c, Store *s, const ProjectImport *spec, ProjectImported *out, Err *e)
{
    return project_import(s, c->operands[0], spec, c->arena, out, e);
}

bool run_project_import(Cli *c, Err *e)
{
    return import_with(c, take_path, e);
}

/* Options that are columns of a report. */
static const struct {
    const char *option, *column;
} report_options[] = {
    {"period", "month"},          {"month", "invested"},       {"total", "to_date"},
    {"entered", "entered"},       {"progress", "progress"},    {"picture", "picture"},
    {"funds-due", "funds_due"},   {"funds-in", "funds_in"},    {"bonds-used", "bonds_used"},
    {"scheduled", "scheduled"},   {"earned", "earned"},        {"spent", "spent"},
    {"difficulty", "difficulty"}, {"unit", "difficulty_unit"}, {"clear-by", "clear_by"},
    {"reason", "reason"},         {"source", "source"},
};

/* --stage start=2021-03-15, entry~2021-12-01: an actual date, a forecast. */
static bool stage_cell(const Cli *c, const char *text, ProjectCell *out, Err *e)
{
    size_t n = strcspn(text, "=~");

    if (!n || !text[n])
        return ERR(
            e, ERR_INVALID, "--stage 应如 start=2021-03-15(实际)或 start~2021-12-01(预计)，而不是“%s”",
            "--stage must be like start=2021-03-15 (actual) or start~2021-12-01 (forecast), not \"%s\"",
            text);
    const char *kind = text[n] == '=' ? "actual" : "forecast";
    *out = (ProjectCell){arena_printf(c->arena, "%s_%.*s", kind, (int)n, text), text + n + 1};
    return true;
}

static bool take_report(Cli *c, Store *s, const ProjectImport *spec, ProjectImported *out, Err *e)
{
    const char **stages;
    size_t n_stages = cli_values(c, "stage", &stages), n = 0;
    ProjectCell *cells = NEW_N(c->arena, ProjectCell, COUNT(report_options) + n_stages + 1);

    cells[n++] = (ProjectCell){"code", c->operands[0]};
    for (size_t i = 0; i < COUNT(report_options); i++)
        if (cli_value(c, report_options[i].option))
            cells[n++] = (ProjectCell){report_options[i].column, cli_value(c, report_options[i].option)};
    for (size_t i = 0; i < n_stages; i++)
        TRY(stage_cell(c, stages[i], &cells[n++], e));
    return project_enter(s, &(ProjectRow){KIND_REPORTS, cells, n}, spec, c->arena, out, e);
}

bool run_project_report(Cli *c, Err *e)
{
    return import_with(c, take_report, e);
}

/* ---- out ---- */

static bool write_file(const Cli *c, const char *name, const Rows *rows, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    const char *path = arena_printf(c->arena, "%s/%s.csv", c->operands[0], name);
    FILE *f = fopen(path, "wbx");

    rows_csv(rows, &out);
    bool ok = f && buf_ok(&out) && fwrite(buf_cstr(&out), 1, out.n, f) == out.n;
    ok = f && fclose(f) == 0 && ok;
    return ok || ERR(e, errno == EEXIST ? ERR_CONFLICT : ERR_IO, "不能写“%s”：%s", "cannot write \"%s\": %s",
                     path, strerror(errno));
}

static bool export_table(const Cli *c, const Reading *r, ProjectKind k, Err *e)
{
    Rows rows = {.arena = c->arena};
    Records t;

    TRY(project_table(r->s, &(RecordsKey){r->city.id, project_kind_code(k), r->known.as_of, 0}, c->arena, &t,
                      e));
    project_table_rows(&t, &rows);
    return !rows.n || write_file(c, project_kind_code(k), &rows, e);
}

static bool load_rows(const Cli *c, const Reading *r, ProjectKind k, Rows *rows, Err *e)
{
    Stages *stages = NEW(c->arena, Stages);
    ProjectAsk ask = {.s = r->s, .city = &r->city, .stages = stages, .as_of = r->known.as_of};
    ProjectRecords all;

    TRY(stages_load(r->s, r->city.id, r->known.as_of, c->arena, stages, e) &&
        project_records(&ask, k, c->arena, &all, e));
    project_record_rows(&all, rows);
    return true;
}

static bool export_records(const Cli *c, const Reading *r, ProjectKind k, Err *e)
{
    Rows rows = {.arena = c->arena};

    TRY(load_rows(c, r, k, &rows, e));
    return !rows.n ||
           write_file(c, project_kind_code(k) + (k == KIND_REPORTS ? strlen("project_") : 0), &rows, e);
}

/* One table as CSV, JSON or XLSX, to --output or standard output. */
static bool export_one(const Cli *c, const Reading *r, ListFormat format, Err *e)
{
    Rows rows = {.arena = c->arena};
    bool reports = cli_has(c, "reports");

    TRY(load_rows(c, r, reports ? KIND_REPORTS : KIND_REGISTER, &rows, e));
    return list_write(c, format == LIST_TABLE ? LIST_CSV : format, &rows, e);
}

bool run_project_export(Cli *c, Err *e)
{
    AUTO(reading_close) Reading r = {0};
    ListFormat format;

    TRY(list_format(c, &format, e) && reading_open(c, &r, e));
    if (!c->n)
        return export_one(c, &r, format, e);
    if (mkdir(c->operands[0], 0777) != 0 && errno != EEXIST)
        return ERR(e, ERR_IO, "不能建目录“%s”：%s", "cannot make the folder \"%s\": %s", c->operands[0],
                   strerror(errno));
    return export_table(c, &r, KIND_STAGES, e) && export_table(c, &r, KIND_LIGHTS, e) &&
           export_table(c, &r, KIND_BATCHES, e) && export_records(c, &r, KIND_REGISTER, e) &&
           export_records(c, &r, KIND_REPORTS, e);
}

bool run_project_template(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    Stages *stages = NEW(c->arena, Stages);
    ProjectForm f = {.stages = stages};
    bool given;
    Board b;

    if (!project_class_parse(str_of(c->operands[0]), &f.of))
        return ERR(
            e, ERR_INVALID, "没有项目类别“%s”；有 industry、infrastructure、livelihood、ecology、platform",
            "there is no class \"%s\"; there are industry, infrastructure, livelihood, ecology, platform",
            c->operands[0]);
    if (!cli_value(c, "output"))
        return ERR(e, ERR_INVALID, "请用 --output 指明写入哪个文件；如：%s",
                   "name the file to write with --output; for example: %s", c->command->example);
    TRY(reading_period(c, &f.month, &given, e));
    if (given) {
        TRY(project_board(c, &r, &b, e));
        f.month = b.spec.month;
        f.board = &b;
        f.stages = &b.stages;
    } else {
        f.month = (Period){0};
        TRY(reading_open(c, &r, e) && stages_load(r.s, r.city.id, r.known.as_of, c->arena, stages, e));
    }
    return project_template(VIEWER(c), &f, &out, e) && cli_write_to(c, &out, e);
}
