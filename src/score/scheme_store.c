/* Schemes on disk and in the store: reading a folder, versions, publications. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "ledger/deed.h"
#include "score/build.h"

/* ---- a folder ---- */

static bool is_file(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* A table that nobody reads is most likely a slip of the pen: item.csv for items.csv. */
static bool check_names(const char *folder, Findings *fs, Err *e)
{
    DIR *d = opendir(folder);
    const struct dirent *x;

    if (!d)
        return ERR(e, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "不能读考核办法的目录“%s”：%s",
                   "cannot read the scheme's folder \"%s\": %s", folder, strerror(errno));
    while ((x = readdir(d))) {
        size_t n = strlen(x->d_name);
        if (n < 4 || strcmp(x->d_name + n - 4, ".csv") != 0 ||
            scheme_table_named((Str){x->d_name, n - 4}) != SCHEME_TABLES)
            continue;
        fs->file = arena_strdup(fs->arena, x->d_name);
        FINDING(fs, FAULT, ((Place){0, 0}), "unknown-table", x->d_name, "考核办法没有这张表",
                "a scheme has no such table");
    }
    closedir(d);
    return true;
}

/* Where a scheme's tables come from: a folder, or texts. */
typedef struct Source {
    const char *folder; /* NULL: sheets */
    const SchemeSheets *sheets;
} Source;

/* *r stays NULL where the table is absent. */
static bool open_table(const Source *from, const CityTable *table, const char *file, TableReader **r, Err *e)
{
    for (size_t i = 0; !from->folder && i < from->sheets->n; i++) {
        const SchemeSheet *x = &from->sheets->items[i];
        if (strcmp(x->table, table->kind) == 0)
            return table_open_memory(file, x->csv.s, x->csv.n, r, e);
    }
    return !from->folder || !is_file(file) || table_open(file, r, e);
}

static bool read_table(const Source *from, const CityTable *table, Findings *fs, Records *out, Err *e)
{
    AUTO(table_close) TableReader *r = NULL;

    *out = (Records){.table = table};
    fs->file = arena_printf(fs->arena, "%s.csv", table->kind);
    fs->sheet = "";
    const char *path = from->folder ? arena_printf(fs->arena, "%s/%s", from->folder, fs->file) : fs->file;
    TRY(open_table(from, table, path, &r, e));
    if (!r) {
        if (scheme_table_is_needed((SchemeTable)(table - scheme_tables)))
            FINDING(fs, FAULT, ((Place){0, 0}), "missing-table", "", "缺少这张表", "the table is missing");
        return true;
    }
    TRY(table_select(r, 0, e) && records_read(r, table, fs, fs->arena, out, e));
    if (out->n > SCHEME_ROWS_MAX)
        return ERR(e, ERR_INVALID, "“%s”超过 %d 行", "\"%s\" has more than %d rows", path, SCHEME_ROWS_MAX);
    return true;
}

static bool read_source(const SchemeWorld *w, const Source *from, Findings *fs, Records *tables, Scheme *out,
                        Err *e)
{
    SchemeBuilding b = {w, tables, fs, fs->arena, out};

    *out = (Scheme){.source = ""};
    TRY(!from->folder || check_names(from->folder, fs, e));
    for (size_t t = 0; t < SCHEME_TABLES; t++)
        TRY(read_table(from, &scheme_tables[t], fs, &tables[t], e));
    scheme_build(&b);
    return true;
}

bool scheme_read(const SchemeWorld *w, const char *folder, Findings *fs, Scheme *out, Err *e)
{
    Records tables[SCHEME_TABLES];

    return read_source(w, &(Source){folder, NULL}, fs, tables, out, e);
}

bool scheme_read_sheets(const SchemeWorld *w, const SchemeSheets *sheets, Findings *fs, Scheme *out, Err *e)
{
    Records *tables = NEW_N(fs->arena, Records, SCHEME_TABLES);

    return read_source(w, &(Source){NULL, sheets}, fs, tables, out, e);
}

/* ---- versions ---- */

static void read_version(const Query *q, Arena *a, SchemeVersion *v)
{
    *v = (SchemeVersion){.code = str_dup(a, query_text(q, 0)),
                         .version = query_int(q, 1),
                         .sha256 = str_dup(a, query_text(q, 2)),
                         .by = str_dup(a, query_text(q, 3)),
                         .at = str_dup(a, query_text(q, 4)),
                         .audit_seq = query_int(q, 5),
                         .from = (int)query_int(q, 6),
                         .published_by = str_dup(a, query_text(q, 7)),
                         .published_at = str_dup(a, query_text(q, 8))};
}

static bool load_versions(Store *s, int64_t city, Arena *a, SchemeVersion **out, size_t *n, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    size_t cap = 0;
    bool row;

    *out = NULL;
    *n = 0;
    TRY(QUERY(s, SQL_SCHEME_VERSION_ALL, &q, e, INT(city)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        ARENA_PUSH(a, *out, *n, cap);
        read_version(q, a, &(*out)[(*n)++]);
    }
}

static bool load_tables(Store *s, int64_t city, const SchemeVersion *v, Arena *a, Records *tables, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    RecordsRows rows[SCHEME_TABLES];
    bool row;

    for (size_t t = 0; t < SCHEME_TABLES; t++) {
        rows[t] = (RecordsRows){.table = &scheme_tables[t], .arena = a};
        tables[t] = (Records){.table = &scheme_tables[t]};
    }
    TRY(QUERY(s, SQL_SCHEME_ROW_OF_VERSION, &q, e, INT(city), TEXTARG(v->code), INT(v->version)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        SchemeTable t = scheme_table_named(query_text(q, 0));
        if (t != SCHEME_TABLES)
            records_take(&rows[t], (int)query_int(q, 1), query_text(q, 2), &tables[t]);
    }
}

bool scheme_list(Store *s, int64_t city, Arena *a, SchemeVersion **out, size_t *n, Err *e)
{
    TRY(load_versions(s, city, a, out, n, e));
    for (size_t i = 0; i < *n; i++) {
        SchemeVersion *v = &(*out)[i];
        Records tables[SCHEME_TABLES];
        TRY(load_tables(s, city, v, a, tables, e));
        const Records *r = &tables[TABLE_SCHEME];
        v->name_zh = r->n ? RECORD(r, 0, "name_zh") : "";
        v->name_en = r->n ? RECORD(r, 0, "name_en") : "";
        v->sample = r->n && strcmp(RECORD(r, 0, "status"), "sample") == 0;
    }
    return true;
}

bool scheme_entries(Store *s, int64_t city, const SchemeVersion *v, Arena *a, EntryKinds *out, Err *e)
{
    Records tables[SCHEME_TABLES];

    TRY(load_tables(s, city, v, a, tables, e));
    const Records *r = &tables[TABLE_ENTRIES];
    *out = (EntryKinds){NEW_N(a, EntryKind, r->n), r->n, r->n};
    for (size_t i = 0; i < r->n; i++)
        out->items[i] = (EntryKind){{RECORD(r, i, "kind"), RECORD(r, i, "name_zh"), RECORD(r, i, "name_en")},
                                    RECORD(r, i, "unit")};
    return true;
}

/* ---- importing ---- */

static void canonical(const SchemeVersion *v, Buf *out)
{
    buf_printf(out, "scheme %s\nversion %lld\nsha256 %s\nby %s\nat %s\n", v->code, (long long)v->version,
               v->sha256, v->by, v->at);
}

typedef struct Storing {
    Store *s;
    const Intake *in;
    const SchemeVersion *version;
} Storing;

static bool store_line(const Storing *x, const CityTable *t, int line, const char *const *cells, Err *e)
{
    AUTO(buf_free) Buf b = buf_new(REPORT_BYTES_MAX);

    records_line(t, cells, &b);
    return RUN(x->s, SQL_SCHEME_ROW_INSERT, e, INT(x->in->city), TEXTARG(x->version->code),
               INT(x->version->version), TEXTARG(t->kind), INT(line), STRARG(((Str){buf_cstr(&b), b.n})));
}

static bool store_table(const Storing *x, const Records *r, Err *e)
{
    const char *names[SCHEME_COLUMNS_MAX];

    for (size_t j = 0; j < r->table->n; j++)
        names[j] = r->table->columns[j].name;
    TRY(!r->n || store_line(x, r->table, r->header, names, e));
    for (size_t i = 0; i < r->n; i++)
        TRY(store_line(x, r->table, r->lines[i], r->cells[i], e));
    return true;
}

static bool store_version(Store *s, const Intake *in, SchemeVersion *v, const Records *tables, Err *e)
{
    AUTO(buf_free) Buf text = buf_new(FIELD_MAX);
    char subject[CODE_MAX + 32];

    v->by = in->by;
    v->at = in->received_at;
    canonical(v, &text);
    snprintf(subject, sizeof subject, "scheme %s %lld", v->code, (long long)v->version);
    TRY(audit_add(s, in->city, &(AuditEntry){v->at, v->by, "scheme_import", subject, buf_cstr(&text)},
                  &v->audit_seq, e));
    TRY(RUN(s, SQL_SCHEME_VERSION_INSERT, e, INT(in->city), TEXTARG(v->code), INT(v->version),
            TEXTARG(v->sha256), TEXTARG(v->by), TEXTARG(v->at), INT(v->audit_seq)));
    for (size_t t = 0; t < SCHEME_TABLES; t++)
        TRY(store_table(&(Storing){s, in, v}, &tables[t], e));
    return true;
}

/* The last version of the scheme, or NULL. */
static const SchemeVersion *last_of(const SchemeVersion *v, size_t n, const char *code)
{
    const SchemeVersion *last = NULL;

    for (size_t i = 0; i < n; i++)
        if (strcmp(v[i].code, code) == 0)
            last = &v[i];
    return last;
}

static bool take(Store *s, const Intake *in, const Scheme *x, const Records *tables, SchemeImport *out,
                 Err *e)
{
    Arena *a = out->findings.arena;
    SchemeVersion *all, v = {.code = x->name.code, .version = 1, .sha256 = out->sha256};
    size_t n;

    TRY(store_begin(s, e));
    AUTO(transaction_end) Transaction t = s;
    TRY(load_versions(s, in->city, a, &all, &n, e));
    const SchemeVersion *last = last_of(all, n, x->name.code);
    if (last)
        v.version = last->version + 1;
    out->is_new = !last || strcmp(last->sha256, out->sha256) != 0;
    out->version = out->is_new ? v.version : last->version;
    out->audit_seq = out->is_new ? 0 : last->audit_seq;
    if (!out->is_new)
        return true;
    TRY(store_version(s, in, &v, tables, e));
    out->audit_seq = v.audit_seq;
    return store_commit(s, e);
}

bool scheme_import(Store *s, const SchemeWorld *w, const SchemeIntake *in, Arena *a, SchemeImport *out,
                   Err *e)
{
    const char *folder = in->folder ? in->folder : "";
    Records tables[SCHEME_TABLES];
    Scheme x;

    *out = (SchemeImport){.findings = {.arena = a, .lang = e->lang, .file = folder, .sheet = ""}, .code = ""};
    TRY(read_source(w, &(Source){in->folder, in->sheets}, &out->findings, tables, &x, e));
    if (out->findings.n_faults)
        return ERR(e, ERR_REFUSED, "考核办法“%s”有 %zu 处错误，什么都没有存入；改正后重新导入",
                   "the scheme \"%s\" has %zu fault(s); nothing was stored; correct them and import again",
                   folder, out->findings.n_faults);
    out->code = x.name.code;
    out->published_from = date_or_none(RECORD(&tables[TABLE_SCHEME], 0, "published_from"));
    memcpy(out->sha256, x.sha256, sizeof out->sha256);
    return in->dry_run || take(s, &in->intake, &x, tables, out, e);
}

/* ---- loading ---- */

static bool choose(Store *s, int64_t city, const SchemeKey *key, Arena *a, SchemeVersion *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    SchemeVersion *all;
    size_t n;
    int64_t wanted = key->version;
    bool row;

    TRY(load_versions(s, city, a, &all, &n, e));
    const SchemeVersion *last = last_of(all, n, key->code);
    if (!last)
        return ERR(e, ERR_NOT_FOUND, "没有考核办法“%s”；qingyu scheme list 列出了所有办法",
                   "there is no scheme \"%s\"; qingyu scheme list lists all of them", key->code);
    TRY(QUERY(s, SQL_SCHEME_PUBLICATION_ALL, &q, e, INT(city)));
    while (!key->version && key->day) {
        TRY(query_next(q, &row, e));
        if (!row)
            break;
        if (str_eq(query_text(q, 1), key->code) && query_int(q, 3) <= key->day)
            wanted = query_int(q, 2);
    }
    if (!wanted && key->day && !key->draft_too)
        return ERR(e, ERR_NOT_FOUND,
                   "考核办法“%s”那时还没有公布；先公布：qingyu scheme publish %s --from %04d-%02d-%02d",
                   "no version of the scheme \"%s\" is in force then; publish one: qingyu scheme publish %s "
                   "--from %04d-%02d-%02d",
                   key->code, key->code, key->day / 10000, key->day / 100 % 100, key->day % 100);
    *out = *last;
    for (size_t i = 0; i < n && wanted; i++)
        if (strcmp(all[i].code, key->code) == 0 && all[i].version == wanted) {
            *out = all[i];
            return true;
        }
    return !wanted || ERR(e, ERR_NOT_FOUND, "考核办法“%s”没有第 %lld 版",
                          "the scheme \"%s\" has no version %lld", key->code, (long long)wanted);
}

const CityTable *scheme_table_all(size_t *n)
{
    *n = SCHEME_TABLES;
    return scheme_tables;
}

bool scheme_text_load(Store *s, int64_t city, const SchemeKey *key, Arena *a, SchemeText *out, Err *e)
{
    SchemeVersion *v = &out->version;

    out->tables = NEW_N(a, Records, SCHEME_TABLES);
    TRY(choose(s, city, key, a, v, e) && load_tables(s, city, v, a, out->tables, e));
    const Records *r = &out->tables[TABLE_SCHEME];
    v->name_zh = r->n ? RECORD(r, 0, "name_zh") : "";
    v->name_en = r->n ? RECORD(r, 0, "name_en") : "";
    v->sample = r->n && strcmp(RECORD(r, 0, "status"), "sample") == 0;
    return true;
}

bool scheme_load(Store *s, const SchemeWorld *w, const SchemeKey *key, Arena *a, Scheme *out, Err *e)
{
    Findings fs = {.arena = a, .lang = e->lang, .file = "", .sheet = ""};
    Records tables[SCHEME_TABLES];
    SchemeVersion v;
    int64_t city = w->catalogue->city->id;
    AUTO(buf_free) Buf line = buf_new(FIELD_MAX);

    TRY(choose(s, city, key, a, &v, e) && load_tables(s, city, &v, a, tables, e));
    scheme_build(&(SchemeBuilding){w, tables, &fs, a, out});
    out->version = v.version;
    if (!fs.n_faults)
        return true;
    finding_line(&fs.items[0], e->lang, &line);
    return ERR(e, ERR_DATA, "考核办法“%s”第 %lld 版和现在的目录对不上：%s",
               "version %2$lld of the scheme \"%1$s\" does not go with the catalogue as it is: %3$s", v.code,
               (long long)v.version, buf_cstr(&line));
}

/* ---- publishing ---- */

static void canonical_publication(const SchemePublication *p, Buf *out)
{
    buf_printf(out, "scheme_publication %lld\nscheme %s\nversion %lld\nfrom %d\nby %s\nat %s\n",
               (long long)p->id, p->code, (long long)p->version, p->from, p->by, p->at);
}

static SchemePublication read_publication(const Query *q, Arena *a)
{
    return (SchemePublication){.id = query_int(q, 0),
                               .code = str_dup(a, query_text(q, 1)),
                               .version = query_int(q, 2),
                               .from = (int)query_int(q, 3),
                               .by = str_dup(a, query_text(q, 4)),
                               .at = str_dup(a, query_text(q, 5)),
                               .audit_seq = query_int(q, 6)};
}

static bool check_publication(Store *s, const Intake *in, SchemePublication *set, Arena *a, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    SchemeVersion v = {0};
    bool row;

    TRY(choose(s, in->city, &(SchemeKey){.code = set->code, .version = set->version}, a, &v, e));
    set->version = v.version;
    set->id = 1;
    if (!date_valid(set->from))
        return ERR(e, ERR_INVALID, "请写明从哪一天起施行", "name the day from which it is in force");
    TRY(QUERY(s, SQL_SCHEME_PUBLICATION_ALL, &q, e, INT(in->city)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        SchemePublication p = read_publication(q, a);
        set->id = p.id + 1;
        if (strcmp(p.code, set->code) != 0 || p.from < set->from)
            continue;
        return ERR(
            e, ERR_CONFLICT, "考核办法“%s”第 %lld 版自 %d 起施行，新的应在其后",
            "version %2$lld of the scheme \"%1$s\" is in force from %3$d; a new one must begin after it",
            p.code, (long long)p.version, p.from);
    }
}

bool scheme_publish(Store *s, const Intake *in, SchemePublication *set, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(buf_free) Buf text = buf_new(FIELD_MAX);

    TRY(store_begin(s, e));
    AUTO(transaction_end) Transaction t = s;
    TRY(check_publication(s, in, set, a, e));
    set->by = in->by;
    set->at = in->received_at;
    canonical_publication(set, &text);
    TRY(audit_add(s, in->city, &(AuditEntry){set->at, set->by, "scheme_publish", set->code, buf_cstr(&text)},
                  &set->audit_seq, e));
    TRY(RUN(s, SQL_SCHEME_PUBLICATION_INSERT, e, INT(in->city), INT(set->id), TEXTARG(set->code),
            INT(set->version), INT(set->from), TEXTARG(set->by), TEXTARG(set->at), INT(set->audit_seq)));
    return store_commit(s, e);
}

/* ---- verifying ---- */

static bool verify_version(Store *s, int64_t city, const SchemeVersion *x, Verification *v, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(buf_free) Buf text = buf_new(FIELD_MAX);
    Records tables[SCHEME_TABLES];
    char sha256[SHA256_HEX];
    bool same;

    canonical(x, &text);
    TRY(deed_in_audit(s, city, x->audit_seq, buf_cstr(&text), &same, e));
    if (!same)
        WRONG(v, "考核办法 %s 第 %lld 版与审计链第 %lld 条不符",
              "version %2$lld of the scheme %1$s does not match entry %3$lld of the audit chain", x->code,
              (long long)x->version, (long long)x->audit_seq);
    TRY(load_tables(s, city, x, a, tables, e));
    scheme_digest(tables, sha256);
    if (strcmp(sha256, x->sha256) != 0)
        WRONG(v, "考核办法 %s 第 %lld 版的内容被改动",
              "the content of version %2$lld of the scheme %1$s was changed", x->code, (long long)x->version);
    return true;
}

static bool verify_publications(Store *s, int64_t city, Verification *v, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(buf_free) Buf text = buf_new(FIELD_MAX);
    AUTO(query_end) Query *q = NULL;
    int64_t n = 0;
    bool row, same;

    TRY(QUERY(s, SQL_SCHEME_PUBLICATION_ALL, &q, e, INT(city)));
    for (;; n++) {
        TRY(query_next(q, &row, e));
        if (!row)
            break;
        SchemePublication p = read_publication(q, a);
        buf_clear(&text);
        canonical_publication(&p, &text);
        TRY(deed_in_audit(s, city, p.audit_seq, buf_cstr(&text), &same, e));
        if (!same)
            WRONG(v, "考核办法的公布 %lld 与审计链第 %lld 条不符",
                  "publication %lld of a scheme does not match entry %lld of the audit chain",
                  (long long)p.id, (long long)p.audit_seq);
    }
    return deed_count(s, city, "scheme_publish", n, v, e);
}

bool scheme_verify(Store *s, int64_t city, Verification *v, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    SchemeVersion *all;
    size_t n;

    TRY(load_versions(s, city, a, &all, &n, e));
    for (size_t i = 0; i < n; i++)
        TRY(verify_version(s, city, &all[i], v, e));
    return deed_count(s, city, "scheme_import", (int64_t)n, v, e) && verify_publications(s, city, v, e);
}
