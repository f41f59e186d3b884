/* Import: a file or a folder of the projects' tables, in one transaction. */
#include "project/intake.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "city/references.h"
#include "project/light.h"

/* Where a file's content comes from. */
typedef struct Source {
    const char *name, *path;
    const ProjectBytes *bytes;
    const TableRow *rows; /* [n] */
    size_t n;
} Source;

static bool source_open(const Source *x, TableReader **r, Err *e)
{
    if (x->rows)
        return table_open_rows(x->name, x->rows, x->n, r, e);
    if (x->bytes)
        return table_open_memory(x->name, x->bytes->bytes, x->bytes->n, r, e);
    return table_open(x->path, r, e);
}

static bool read_source(ProjectIntake *w, const Source *x, ProjectRead *out, Err *e)
{
    AUTO(table_close) TableReader *t = NULL;

    *out = (ProjectRead){.name = x->name};
    w->out->findings.file = x->name;
    w->out->findings.sheet = "";
    return source_open(x, &t, e) && project_read(w, t, out, e);
}

/* ---- storing ---- */

static bool store_row(ProjectIntake *w, const ProjectRead *f, Submission *sub, size_t i, Err *e)
{
    const CityTable *t = f->rows.table;
    const char *const *cells = f->rows.cells[i];
    RowKey key = {
        .city = w->in.city, .submission = sub->id, .line = f->rows.lines[i], .known_on = w->in.known_on};

    TRY(records_store(w->s, t, sub, f->rows.lines[i], cells, e));
    if (f->kind != KIND_REGISTER && f->kind != KIND_REPORTS)
        return true;
    key.known_on = row_known_on(w, t, cells);
    TRY(project_number(w->s, w->in.city, cells[0], &key.project, e));
    return numbers_store(w->s, f->kind, &key, t, cells, e);
}

static bool store_rows(ProjectIntake *w, const ProjectRead *f, Submission *sub, Err *e)
{
    const CityTable *t = f->rows.table;
    const char **names = NEW_N(w->arena, const char *, t->n);

    for (size_t j = 0; j < t->n; j++)
        names[j] = t->columns[j].name;
    /* The header's row is 1 whatever it was: rows of the file are below it. */
    TRY(records_store(w->s, t, sub, f->rows.header, names, e));
    for (size_t i = 0; i < f->rows.n; i++)
        TRY(store_row(w, f, sub, i, e));
    return true;
}

static bool store_file(ProjectIntake *w, const ProjectRead *f, ProjectFile *out, Err *e)
{
    AUTO(submission_close) Submission sub = {0};

    TRY(submission_open(w->s, &w->in, project_kind_code(f->kind), f->name, &sub, e) &&
        store_rows(w, f, &sub, e));
    return submission_finish(w->s, &sub, f->sha256, &w->out->findings, &out->receipt, e);
}

/* ---- checking ---- */

static bool check_file(ProjectIntake *w, const ProjectRead *f, Err *e)
{
    Findings *fs = &w->out->findings;
    Stages stages;
    ProjectRules rules;

    switch (f->kind) {
    case KIND_STAGES:
        stages_build(&f->rows, fs, w->arena, &stages);
        return true;
    case KIND_LIGHTS:
        light_rules_build(&f->rows, fs, w->arena, &rules);
        return true;
    case KIND_REGISTER:
        return register_check(w, &f->rows, e);
    case KIND_REPORTS:
        return reports_check(w, &f->rows, e);
    case KIND_BATCHES:
    case PROJECT_KINDS:
        break;
    }
    return true;
}

/* The stages that the next file is read with. */
static bool take_stages(ProjectIntake *w, Err *e)
{
    Records r;
    Findings passed = {.arena = w->arena, .lang = e->lang, .file = "", .sheet = ""};

    TRY(project_table(w->s, &(RecordsKey){w->in.city, project_kind_code(KIND_STAGES), 0, 0}, w->arena, &r,
                      e));
    stages_build(&r, &passed, w->arena, &w->stages);
    for (size_t k = 0; k < PROJECT_KINDS; k++)
        w->tables[k] = project_columns((ProjectKind)k, &w->stages, w->arena);
    return true;
}

static bool needs_stages(const ProjectIntake *w, const ProjectRead *f, Err *e)
{
    bool needs = f->kind == KIND_REGISTER || f->kind == KIND_REPORTS;

    return !needs || w->stages.submission ||
           ERR(e, ERR_NOT_FOUND,
               "还没有项目阶段；先导入 stages.csv，如 qingyu project import cities/jiande/projects",
               "there are no stages of projects yet; import stages.csv first, e.g. qingyu project import "
               "cities/jiande/projects");
}

static bool take_file(ProjectIntake *w, const Source *x, Err *e)
{
    size_t faults = w->out->findings.n_faults;
    ProjectRead f;

    TRY(read_source(w, x, &f, e));
    if (w->out->findings.n_faults > faults)
        return true;
    TRY(needs_stages(w, &f, e) && allowed_check(w, f.kind, &f.rows, e));
    if (w->out->findings.n_faults > faults)
        return true;
    ARENA_PUSH(w->arena, w->out->files, w->out->n, w->out->cap);
    ProjectFile *out = &w->out->files[w->out->n++];
    *out = (ProjectFile){.path = x->path ? x->path : x->name, .kind = f.kind};
    if (!x->rows)
        TRY(submission_find_same(w->s, &w->in, project_kind_code(f.kind), f.sha256, &out->same_as, e));
    if (out->same_as)
        return true;
    TRY(check_file(w, &f, e));
    if (w->out->findings.n_faults > faults)
        return true;
    TRY(store_file(w, &f, out, e));
    return f.kind != KIND_STAGES || take_stages(w, e);
}

/* ---- the import ---- */

static bool refuse(const Findings *fs, Err *e)
{
    return !fs->n_faults ||
           ERR(e, ERR_REFUSED, "有 %zu 处错误，没有存入", "%zu faults; nothing was stored", fs->n_faults);
}

static bool take_all(ProjectIntake *w, const Source *sources, size_t n, Err *e)
{
    TRY(store_begin(w->s, e));
    AUTO(transaction_end) Transaction t = w->s;
    TRY(city_load(w->s, 0, w->arena, &w->city, e));
    w->in.city = w->city.id;
    TRY(records_load(w->s, &(RecordsKey){w->city.id, "departments", 0, 0}, w->arena, &w->departments, e) &&
        take_stages(w, e));
    for (size_t i = 0; i < n; i++)
        TRY(take_file(w, &sources[i], e));
    TRY(refuse(&w->out->findings, e));
    return w->spec->dry_run || store_commit(w->s, e);
}

typedef struct Importing {
    Store *s;
    const ProjectImport *spec;
    Arena *arena;
    ProjectImported *out;
} Importing;

static bool import_all(const Importing *x, const Source *sources, size_t n, Err *e)
{
    ProjectIntake *w = NEW(x->arena, ProjectIntake);

    *w = (ProjectIntake){.s = x->s, .spec = x->spec, .in = x->spec->intake, .arena = x->arena, .out = x->out};
    *x->out = (ProjectImported){.findings = {.arena = x->arena, .lang = e->lang, .file = "", .sheet = ""}};
    return take_all(w, sources, n, e);
}

bool project_import_bytes(Store *s, const ProjectBytes *file, const ProjectImport *spec, Arena *a,
                          ProjectImported *out, Err *e)
{
    return import_all(&(Importing){s, spec, a, out}, &(Source){.name = file->name, .bytes = file}, 1, e);
}

/* ---- a folder ---- */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* Tables that others stand on come first; reports come last. */
static int rank_of(const char *name)
{
    static const char *const first[] = {"stages", "project_lights", "batches", "projects"};

    for (size_t i = 0; i < COUNT(first); i++)
        if (strncmp(name, first[i], strlen(first[i])) == 0 && strchr("._-0123456789", name[strlen(first[i])]))
            return (int)i;
    return COUNT(first);
}

static int by_rank(const void *a, const void *b)
{
    const Source *x = a, *y = b;
    int order = rank_of(x->name) - rank_of(y->name);

    return order ? order : strcmp(x->name, y->name);
}

static bool is_table(const char *name)
{
    const char *dot = strrchr(name, '.');

    return *name != '.' && dot && (strcasecmp(dot, ".csv") == 0 || strcasecmp(dot, ".xlsx") == 0);
}

static bool list_folder(const char *path, Arena *a, Source **out, size_t *n, Err *e)
{
    DIR *d = opendir(path);
    size_t cap = 0;

    if (!d)
        return ERR(e, ERR_IO, "不能读目录“%s”：%s", "cannot read the folder \"%s\": %s", path,
                   strerror(errno));
    for (struct dirent *f; (f = readdir(d));) {
        if (!is_table(f->d_name))
            continue;
        ARENA_PUSH(a, *out, *n, cap);
        const char *file = arena_printf(a, "%s/%s", path, f->d_name);
        (*out)[(*n)++] = (Source){.name = base_name(file), .path = file};
    }
    closedir(d);
    if (*n)
        qsort(*out, *n, sizeof **out, by_rank);
    return *n || ERR(e, ERR_NOT_FOUND, "目录“%s”里没有 CSV 或 XLSX 文件",
                     "the folder \"%s\" holds no CSV or XLSX file", path);
}

bool project_import(Store *s, const char *path, const ProjectImport *spec, Arena *a, ProjectImported *out,
                    Err *e)
{
    Source *sources = NULL, one = {.name = base_name(path), .path = path};
    struct stat st;
    size_t n = 0;

    *out = (ProjectImported){.findings = {.arena = a, .lang = e->lang, .file = "", .sheet = ""}};
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        TRY(list_folder(path, a, &sources, &n, e));
    return import_all(&(Importing){s, spec, a, out}, sources ? sources : &one, sources ? n : 1, e);
}

/* ---- one row ---- */

static Cell text_cell(const char *text)
{
    return (Cell){.kind = *text ? CELL_TEXT : CELL_EMPTY, .text = str_trim(str_of(text))};
}

/* The row of the register as it stands, for what is not given. */
static bool old_row(Store *s, const ProjectRow *row, Arena *a, ProjectRecords *out, Err *e)
{
    City *city = NEW(a, City);
    Stages *stages = NEW(a, Stages);
    ProjectAsk ask = {.s = s, .city = city, .stages = stages};

    *out = (ProjectRecords){0};
    for (size_t i = 0; i < row->n; i++)
        if (strcmp(row->cells[i].column, "code") == 0)
            ask.code = row->cells[i].text;
    if (row->kind != KIND_REGISTER || !ask.code)
        return true;
    return city_load(s, 0, a, city, e) && stages_load(s, city->id, 0, a, stages, e) &&
           project_records(&ask, KIND_REGISTER, a, out, e);
}

static bool is_given(const ProjectRow *row, const char *column)
{
    for (size_t i = 0; i < row->n; i++)
        if (strcmp(row->cells[i].column, column) == 0)
            return true;
    return false;
}

/* What a new version says anew, if it says it at all. */
static bool is_new_each_time(const char *column)
{
    return strcmp(column, "reason") == 0 || strcmp(column, "known_on") == 0;
}

static const ProjectRecord *same_year(const ProjectRecords *old, const ProjectRow *row)
{
    for (size_t k = 0; k < row->n; k++)
        for (size_t i = 0; strcmp(row->cells[k].column, "year") == 0 && i < old->n; i++)
            if (strcmp(PROJECT_CELL(old, i, "year"), row->cells[k].text) == 0)
                return &old->items[i];
    return old->n ? &old->items[old->n - 1] : NULL;
}

bool project_enter(Store *s, const ProjectRow *row, const ProjectImport *spec, Arena *a, ProjectImported *out,
                   Err *e)
{
    ProjectRecords old;
    size_t n = 0;

    *out = (ProjectImported){.findings = {.arena = a, .lang = e->lang, .file = "", .sheet = ""}};
    TRY(old_row(s, row, a, &old, e));
    size_t most = row->n + (old.table ? old.table->n : 0);
    Cell *names = NEW_N(a, Cell, most + 1), *texts = NEW_N(a, Cell, most + 1);
    for (; n < row->n; n++) {
        names[n] = text_cell(row->cells[n].column);
        texts[n] = text_cell(row->cells[n].text);
    }
    const ProjectRecord *was = same_year(&old, row);
    for (size_t j = 0; was && old.table && j < old.table->n; j++) {
        const char *name = old.table->columns[j].name;
        if (is_given(row, name) || is_new_each_time(name))
            continue;
        names[n] = text_cell(name);
        texts[n++] = text_cell(was->cells[j]);
    }
    const TableRow rows[] = {{1, names, n}, {2, texts, n}};
    return import_all(
        &(Importing){s, spec, a, out},
        &(Source){.name = row->kind == KIND_REGISTER ? "project" : "report", .rows = rows, .n = 2}, 1, e);
}
