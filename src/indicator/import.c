#include "indicator/import.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "city/records.h"
#include "exchange/file.h"
#include "indicator/consistency.h"

typedef struct Run {
    Store *s;
    const ImportSpec *spec;
    Intake intake;
    Arena *arena;
    ImportReport *out;
    City city;
    Catalogue catalogue;
    PeriodLocks locks;
    bool loaded; /* city, catalogue and locks are as the store has them now */
} Run;

/* Where one submission's content comes from: a path, bytes or rows in memory. */
typedef struct Source {
    const char *name, *path;
    const CityTable *table; /* NULL: it holds observations */
    const ImportBytes *bytes;
    const ImportRows *rows;
} Source;

/* ---- paths ---- */

static bool is_folder(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool is_file(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static bool ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), k = strlen(end);

    return n > k && strcasecmp(s + n - k, end) == 0;
}

/* The city table that a file name stands for, or NULL: it holds observations. */
static const CityTable *table_of(Arena *a, const char *path)
{
    const char *name = base_name(path);

    if (!ends_with(name, ".csv"))
        return NULL;
    return city_table(arena_strndup(a, name, strlen(name) - 4));
}

static int name_order(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Adds the tables and workbooks of a folder in the order of their names. */
static bool list_folder(Arena *a, const char *folder, const char ***paths, size_t *n, size_t *cap, Err *e)
{
    DIR *d = opendir(folder);
    size_t first = *n;
    const struct dirent *x;

    if (!d)
        return ERR(e, ERR_IO, "不能读目录“%s”：%s", "cannot read the folder \"%s\": %s", folder,
                   strerror(errno));
    while ((x = readdir(d))) {
        bool wanted = x->d_name[0] != '.' && x->d_name[0] != '~' &&
                      (ends_with(x->d_name, ".csv") || ends_with(x->d_name, ".xlsx"));
        if (!wanted)
            continue;
        ARENA_PUSH(a, *paths, *n, *cap);
        (*paths)[(*n)++] = arena_printf(a, "%s/%s", folder, x->d_name);
    }
    closedir(d);
    if (*n > first)
        qsort(*paths + first, *n - first, sizeof **paths, name_order);
    return true;
}

/* A city's folder: its tables in their order, then observations/. Another folder: its files. */
static bool list_files(Arena *a, const char *path, const char ***paths, size_t *n, Err *e)
{
    size_t cap = 0, n_tables;
    const CityTable *tables = city_tables(&n_tables);
    char *folder = arena_strdup(a, path);

    *paths = NULL;
    *n = 0;
    for (size_t k = strlen(folder); k > 1 && folder[k - 1] == '/'; k--)
        folder[k - 1] = '\0';
    if (!is_folder(folder)) {
        ARENA_PUSH(a, *paths, *n, cap);
        (*paths)[(*n)++] = path;
        return true;
    }
    if (!is_file(arena_printf(a, "%s/city.csv", folder)))
        TRY(list_folder(a, folder, paths, n, &cap, e));
    else
        for (size_t i = 0; i < n_tables; i++) {
            const char *file = arena_printf(a, "%s/%s.csv", folder, tables[i].kind);
            if (!is_file(file))
                continue;
            ARENA_PUSH(a, *paths, *n, cap);
            (*paths)[(*n)++] = file;
        }
    const char *observations = arena_printf(a, "%s/observations", folder);
    if (is_folder(observations))
        TRY(list_folder(a, observations, paths, n, &cap, e));
    return *n > 0 || ERR(e, ERR_NOT_FOUND, "目录“%s”里没有 CSV 或 XLSX 文件",
                         "the folder \"%s\" holds no CSV or XLSX file", path);
}

static bool source_open(const Source *x, TableReader **r, Err *e)
{
    if (x->rows)
        return table_open_rows(x->name, x->rows->rows, x->rows->n, r, e);
    if (x->bytes)
        return table_open_memory(x->name, x->bytes->bytes, x->bytes->n, r, e);
    return table_open(x->path, r, e);
}

/* ---- the city ---- */

/* The city's number from its own table, for a store that has none yet. */
static bool city_of_source(const Source *x, int64_t *id, Err *e)
{
    AUTO(table_close) TableReader *r = NULL;
    TableRow row;
    bool more;
    size_t col = 0;

    TRY(source_open(x, &r, e) && table_select(r, 0, e) && table_next(r, &row, &more, e));
    for (size_t i = 0; more && i < row.n; i++)
        if (str_eq(row.cells[i].text, "code"))
            col = i;
    TRY(!more || table_next(r, &row, &more, e));
    Str code = more && col < row.n ? row.cells[col].text : (Str){"", 0};
    char *end;
    *id = code.n ? strtoll(code.s, &end, 10) : 0;
    if (code.n && code.n <= 12 && *id > 0 && end == code.s + code.n)
        return true;
    return ERR(e, ERR_INVALID, "%s 第一行数据的 code 应是数字区划代码，如 330182",
               "code in the first row of %s must be a numeric division code such as 330182", x->name);
}

static bool store_city(Store *s, int64_t *id, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(query_start(s, SQL_CITY_FIRST, NULL, 0, &q, e) && query_next(q, &row, e));
    *id = row ? query_int(q, 0) : 0;
    return true;
}

static bool set_city(Run *run, const Source *sources, size_t n, Err *e)
{
    int64_t stored, given = 0;

    TRY(store_city(run->s, &stored, e));
    for (size_t i = 0; i < n; i++)
        if (sources[i].table && strcmp(sources[i].table->kind, "city") == 0)
            TRY(city_of_source(&sources[i], &given, e));
    if (stored && given && stored != given)
        return ERR(
            e, ERR_CONFLICT, "“%s”是城市 %lld 的数据，不能导入城市 %lld；请用 --store 另选一个数据文件",
            "\"%s\" holds the city %lld and cannot take the city %lld; choose another file with --store",
            store_path(run->s), (long long)stored, (long long)given);
    run->intake.city = stored ? stored : given;
    return run->intake.city ||
           ERR(e, ERR_NOT_FOUND, "“%s”里还没有城市；先导入城市目录，如 qingyu import cities/jiande",
               "\"%s\" holds no city yet; import a city folder first, e.g. qingyu import "
               "cities/jiande",
               store_path(run->s));
}

static bool load_catalogue(Run *run, Err *e)
{
    if (run->loaded)
        return true;
    run->loaded = true;
    return city_load(run->s, 0, run->arena, &run->city, e) &&
           catalogue_load(run->s, &run->city, run->arena, &run->catalogue, e) &&
           locks_load(run->s, run->city.id, 0, run->arena, &run->locks, e);
}

/* ---- one file ---- */

/* Reads to the end, so that the hash is of the whole file. */
static bool read_out(TableReader *r, Err *e)
{
    TableRow row;
    bool more = true;

    while (more)
        TRY(table_next(r, &row, &more, e));
    return true;
}

static bool given_attrs(Labels *l, const ImportGiven *g, Attrs *out, Err *e)
{
    const struct {
        Attr attr;
        const char *text;
    } all[] = {{ATTR_INDICATOR, g->indicator}, {ATTR_AREA, g->area},       {ATTR_PERIOD, g->period},
               {ATTR_BASIS, g->basis},         {ATTR_MEASURE, g->measure}, {ATTR_UNIT, g->unit},
               {ATTR_STATUS, g->status},       {ATTR_AGAINST, g->against}, {ATTR_SOURCE, g->source}};

    for (size_t i = 0; i < COUNT(all); i++)
        if (all[i].text)
            TRY(label_read_as(l, all[i].attr, str_of(all[i].text), out, e));
    return true;
}

static void show_progress(void *arg, const TableReader *r)
{
    const Run *run = arg;

    run->spec->progress(run->spec->progress_arg, run->out->findings.file, r);
}

static bool take_sheet(Run *run, IntakeSheet *in, TableReader *r, size_t sheet, Buf *mapping, Err *e)
{
    Labels l = {&run->catalogue, run->arena, 0};
    MappingSpec spec = {.maps = run->spec->maps, .n_maps = run->spec->n_maps};
    Mapping m;

    run->out->findings.sheet = table_sheet_name(r, sheet);
    in->sheet = table_sheets(r) > 1 || *run->out->findings.sheet ? (int)sheet + 1 : 0;
    TRY(given_attrs(&l, &run->spec->given, &spec.given, e) && table_select(r, sheet, e));
    size_t faults = run->out->findings.n_faults;
    TRY(mapping_guess(r, &l, &spec, &run->out->findings, &m, e));
    if (!m.n_held || run->out->findings.n_faults > faults)
        return read_out(r, e);
    mapping_text(&m, run->out->findings.lang, mapping);
    if (in->sheet)
        TRY(submission_add_sheet(run->s, in->sub, in->sheet, run->out->findings.sheet, e));
    return intake_sheet(in, r, &m, &l, e);
}

static bool take_observations(Run *run, TableReader *r, Submission *sub, ImportedFile *file, Err *e)
{
    AUTO(buf_free) Buf mapping = buf_new(FIELD_MAX);
    AUTO(observation_writer_free) ObservationWriter *w = observation_writer(run->s, sub);
    IntakeSheet in = {.s = run->s,
                      .catalogue = &run->catalogue,
                      .sub = sub,
                      .fs = &run->out->findings,
                      .writer = w,
                      .arena = run->arena,
                      .progress = run->spec->progress ? show_progress : NULL,
                      .progress_arg = run,
                      .locks = &run->locks,
                      .allowed = run->spec->allowed};
    size_t faults = run->out->findings.n_faults;
    bool ok = true;

    for (size_t i = 0; ok && i < table_sheets(r); i++)
        ok = take_sheet(run, &in, r, i, &mapping, e);
    run->out->findings.sheet = "";
    file->mapping = arena_strdup(run->arena, buf_cstr(&mapping));
    if (ok && run->out->findings.n_faults == faults && sub->n_rows == 0)
        FINDING(&run->out->findings, FAULT, ((Place){0}), "no-figures", "", "文件里没有数",
                "the file holds no figures");
    if (ok && run->out->findings.n_faults == faults)
        ok = consistency_check(&in, e);
    intake_free(&in);
    return ok;
}

static bool take_content(Run *run, TableReader *r, const CityTable *t, Submission *sub, ImportedFile *file,
                         Err *e)
{
    if (!t) {
        TRY(load_catalogue(run, e));
        return take_observations(run, r, sub, file, e);
    }
    run->loaded = false;
    TRY(table_select(r, 0, e) && records_import(run->s, r, t, sub, &run->out->findings, e));
    return read_out(r, e);
}

/* ---- one source ---- */

static bool source_hash(const Source *x, char hash[SHA256_HEX], Err *e)
{
    if (!x->bytes)
        return file_sha256(x->path, hash, e);
    Sha256 *h = sha256_new();
    sha256_add(h, x->bytes->bytes, x->bytes->n);
    sha256_hex(h, hash);
    sha256_free(&h);
    return true;
}

/* Were these very bytes handed in before, as known on the same day? A form's never count as that: it may say
 * again what was said before another figure came between. */
static bool find_same(Run *run, const Source *x, ImportedFile *file, Err *e)
{
    char hash[SHA256_HEX];

    if (x->rows)
        return true;
    TRY(source_hash(x, hash, e));
    TRY(submission_find_same(run->s, &run->intake, file->kind, hash, &file->same_as, e));
    /* A table that was replaced since counts as new: it is to be put back. */
    if (file->same_as && x->table) {
        Records r;
        TRY(records_load(run->s, &(RecordsKey){run->intake.city, x->table->kind, run->intake.known_on, 0},
                         run->arena, &r, e));
        file->same_as = r.submission == file->same_as ? file->same_as : 0;
    }
    if (file->same_as)
        snprintf(file->receipt.file_sha256, SHA256_HEX, "%s", hash);
    return true;
}

static bool take_source(Run *run, const Source *x, Err *e)
{
    AUTO(table_close) TableReader *r = NULL;
    AUTO(submission_close) Submission sub = {0};
    ImportReport *out = run->out;
    size_t faults = out->findings.n_faults;

    out->findings.file = arena_strdup(run->arena, x->name);
    out->findings.sheet = "";
    ARENA_PUSH(run->arena, out->files, out->n, out->cap);
    ImportedFile *file = &out->files[out->n++];
    *file = (ImportedFile){
        .path = x->path, .kind = x->table ? x->table->kind : "observations", .mapping = "", .encoding = ""};
    TRY(find_same(run, x, file, e));
    if (file->same_as)
        return true;
    TRY(source_open(x, &r, e));
    file->encoding = table_encoding(r);
    TRY(submission_open(run->s, &run->intake, file->kind, out->findings.file, &sub, e));
    TRY(take_content(run, r, x->table, &sub, file, e));
    if (out->findings.n_faults > faults)
        return true;
    return submission_finish(run->s, &sub, table_sha256(r), &out->findings, &file->receipt, e);
}

/* ---- all files ---- */

static bool judge(const ImportReport *out, const ImportSpec *spec, Err *e)
{
    const Findings *fs = &out->findings;

    if (fs->n_faults)
        return ERR(e, ERR_REFUSED, "有 %zu 处错误，什么都没有存入；改正后重新导入",
                   "%zu fault(s); nothing was stored; correct them and import again", fs->n_faults);
    if (fs->n_warnings && !spec->accept_warnings)
        return ERR(e, ERR_REFUSED, "有 %zu 处警告，什么都没有存入；确认无误后加 --accept-warnings 重新导入",
                   "%zu warning(s); nothing was stored; if all is right, import again with --accept-warnings",
                   fs->n_warnings);
    return true;
}

static bool take_all(Run *run, const Source *sources, size_t n, Err *e)
{
    TRY(set_city(run, sources, n, e));
    for (size_t i = 0; i < n; i++)
        TRY(take_source(run, &sources[i], e));
    return judge(run->out, run->spec, e);
}

/* All of them, in one transaction. */
static bool import_all(Run *run, const Source *sources, size_t n, Err *e)
{
    run->intake = run->spec->intake;
    *run->out = (ImportReport){
        .findings = {.arena = run->arena, .lang = e->lang, .file = sources[0].name, .sheet = ""}};
    TRY(store_begin(run->s, e));
    AUTO(transaction_end) Transaction t = run->s;
    TRY(take_all(run, sources, n, e));
    run->out->accepted = true;
    return run->spec->dry_run || store_commit(run->s, e);
}

bool import_path(Store *s, const char *path, const ImportSpec *spec, Arena *a, ImportReport *out, Err *e)
{
    Run run = {.s = s, .spec = spec, .arena = a, .out = out};
    const char **paths;
    size_t n;

    *out = (ImportReport){.findings = {.arena = a, .lang = e->lang, .file = path, .sheet = ""}};
    TRY(list_files(a, path, &paths, &n, e));
    Source *sources = NEW_N(a, Source, n);
    /* Who may hand in some figures may not replace a table of the city by the name of the file. */
    for (size_t i = 0; i < n; i++)
        sources[i] = (Source){.name = base_name(paths[i]),
                              .path = paths[i],
                              .table = spec->allowed.may ? NULL : table_of(a, paths[i])};
    return import_all(&run, sources, n, e);
}

bool import_bytes(Store *s, const ImportBytes *file, const ImportSpec *spec, Arena *a, ImportReport *out,
                  Err *e)
{
    Run run = {.s = s, .spec = spec, .arena = a, .out = out};
    Source x = {.name = base_name(file->name), .path = file->name, .table = file->table, .bytes = file};

    return import_all(&run, &x, 1, e);
}

bool import_rows(Store *s, const ImportRows *rows, const ImportSpec *spec, Arena *a, ImportReport *out,
                 Err *e)
{
    Run run = {.s = s, .spec = spec, .arena = a, .out = out};
    Source x = {.name = rows->name, .path = rows->name, .rows = rows};

    return import_all(&run, &x, 1, e);
}
