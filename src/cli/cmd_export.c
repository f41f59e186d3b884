/* export: city tables and facts in the formats that import reads; SDMX-CSV 2.0 for others. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/number.h"
#include "city/records.h"
#include "cli/reading.h"
#include "exchange/xlsx_out.h"
#include "indicator/carry.h"
#include "ledger/submission.h"
#include "render/csv_text.h"
#include "view/facts_csv.h"

typedef struct Export {
    Cli *c;
    Reading *r;
    const char *folder, *format;
    const char *only_indicator, *only_area; /* codes; NULL: all */
    SubmissionRow *submissions;
    size_t n_submissions, n_files;
    int64_t n_facts;
    int64_t current; /* submission whose file is open; 0 none */
    FILE *csv;
    XlsxOut *book;
    Buf row;
} Export;

static bool cannot_write(const char *path, Err *e)
{
    return ERR(e, ERR_IO, "不能写“%s”：%s", "cannot write \"%s\": %s", path, strerror(errno));
}

/* ---- files, one a submission ---- */

static const char *path_for(const Export *x, int64_t submission)
{
    const char *name = "observations";

    for (size_t i = 0; i < x->n_submissions; i++)
        if (x->submissions[i].id == submission)
            name = x->submissions[i].file;
    size_t n = strlen(name);
    const char *dot = strrchr(name, '.');
    if (dot)
        n = (size_t)(dot - name);
    return arena_printf(x->c->arena, "%s/observations/%06lld-%.*s.%s", x->folder, (long long)submission,
                        (int)n, name, x->format);
}

static bool close_file(Export *x, Err *e)
{
    bool ok = true;

    if (x->csv)
        ok = fflush(x->csv) == 0 && fsync(fileno(x->csv)) == 0;
    if (x->csv)
        ok = fclose(x->csv) == 0 && ok;
    x->csv = NULL;
    x->current = 0;
    return xlsx_out_close(&x->book, e) && (ok || cannot_write(x->folder, e));
}

static bool write_csv_row(Export *x, const char *const *cells, Err *e)
{
    buf_clear(&x->row);
    for (size_t i = 0; i < FACT_COLUMNS; i++)
        csv_field(&x->row, cells[i]);
    csv_end(&x->row);
    return fwrite(buf_cstr(&x->row), 1, x->row.n, x->csv) == x->row.n || cannot_write(x->folder, e);
}

static bool open_file(Export *x, int64_t submission, Err *e)
{
    const char *path = path_for(x, submission);

    TRY(close_file(x, e));
    x->current = submission;
    x->n_files++;
    if (strcmp(x->format, "csv") == 0) {
        x->csv = fopen(path, "wbx");
        return x->csv ? write_csv_row(x, fact_columns, e) : cannot_write(path, e);
    }
    return xlsx_out_open(path, "observations", x->folder, &x->book, e) &&
           xlsx_out_row(x->book, fact_columns, FACT_COLUMNS, e);
}

static bool write_fact(void *arg, const Canonical *k, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    Export *x = arg;
    FactCells f;

    if ((x->only_indicator && !str_eq(k->indicator, x->only_indicator)) ||
        (x->only_area && !str_eq(k->area, x->only_area)))
        return true;
    fact_cells(&x->r->catalogue, a, k, &f);
    x->n_facts++;
    TRY(k->submission == x->current || open_file(x, k->submission, e));
    return x->csv ? write_csv_row(x, f.cells, e) : xlsx_out_row(x->book, f.cells, FACT_COLUMNS, e);
}

static bool write_table(Export *x, const CityTable *t, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    Records r;

    TRY(records_load(x->r->s, &(RecordsKey){x->r->city.id, t->kind, x->r->known.as_of, 0}, x->c->arena, &r,
                     e));
    if (!r.submission)
        return true;
    for (size_t j = 0; j < t->n; j++)
        csv_field(&out, t->columns[j].name);
    csv_end(&out);
    for (size_t i = 0; i < r.n; i++) {
        for (size_t j = 0; j < t->n; j++)
            csv_field(&out, r.cells[i][j]);
        csv_end(&out);
    }
    const char *path = arena_printf(x->c->arena, "%s/%s.csv", x->folder, t->kind);
    FILE *f = fopen(path, "wbx");
    bool ok = f && fwrite(buf_cstr(&out), 1, out.n, f) == out.n && fflush(f) == 0 && fsync(fileno(f)) == 0;
    if (f)
        ok = fclose(f) == 0 && ok;
    x->n_files += ok;
    return ok || cannot_write(path, e);
}

static bool write_folder(Export *x, Err *e)
{
    size_t n;
    const CityTable *tables = city_tables(&n);
    const char *observations = arena_printf(x->c->arena, "%s/observations", x->folder);

    if (mkdir(x->folder, 0777) != 0 && errno == EEXIST)
        return ERR(e, ERR_CONFLICT, "“%s”已经存在；请另给一个目录名",
                   "\"%s\" is there already; name another folder", x->folder);
    if (access(x->folder, W_OK) != 0 || mkdir(observations, 0777) != 0)
        return cannot_write(x->folder, e);
    TRY(submission_list(x->r->s, x->r->city.id, x->c->arena, &x->submissions, &x->n_submissions, e));
    for (size_t i = 0; i < n; i++)
        TRY(write_table(x, &tables[i], e));
    bool ok = carry_facts(&x->r->known, write_fact, x, e);
    Err closing = {.lang = e->lang};
    bool closed = close_file(x, &closing);
    return ok && (closed || err_set(e, closing.kind, "%s", closing.msg));
}

/* ---- SDMX-CSV 2.0: the facts that count as known on the date ---- */

static const char *sdmx_status(Status s)
{
    static const char *const codes[STATUSES] = {
        [STATUS_PUBLISHED] = "A", [STATUS_PRELIMINARY] = "P", [STATUS_VERIFIED] = "A",
        [STATUS_FINAL] = "A",     [STATUS_FORECAST] = "F",    [STATUS_SAMPLE] = "G"};

    return codes[s];
}

static const char *sdmx_freq(const Fact *f)
{
    static const char *const codes[] = {
        [FREQ_DAY] = "D", [FREQ_MONTH] = "M", [FREQ_QUARTER] = "Q", [FREQ_YEAR] = "A"};

    return codes[f->period.freq];
}

static void sdmx_row(const Export *x, const History *h, const Fact *f, const char *against, Buf *out)
{
    char value[NUM_TEXT_MAX], period[PERIOD_TEXT_MAX], known[DATE_TEXT_MAX], decimals[16];
    bool growth = f->measure == MEASURE_YOY || f->measure == MEASURE_AVG2;
    bool rank = f->measure == MEASURE_RANK || f->measure == MEASURE_RANK_VALUE;

    num_to_fixed(f->value, f->decimals, value);
    date_text(f->known_on, known);
    snprintf(decimals, sizeof decimals, "%d", f->decimals);
    if (f->period.freq == FREQ_QUARTER)
        snprintf(period, sizeof period, "%d-Q%d", f->period.year, f->period.index);
    else
        period_text(f->period, period);
    const char *cells[] = {"dataflow",
                           "QINGYU:CITY_OBSERVATIONS(1.0)",
                           "I",
                           sdmx_freq(f),
                           h->area->code,
                           h->indicator->code,
                           basis_code(f->basis),
                           measure_code(f->measure),
                           *against ? against : "_Z",
                           period,
                           value,
                           sdmx_status(f->status),
                           rank     ? "_Z"
                           : growth ? "%"
                                    : h->indicator->unit,
                           decimals,
                           known};
    (void)x;
    for (size_t i = 0; i < COUNT(cells); i++)
        csv_field(out, cells[i]);
    csv_end(out);
}

static const char *set_code(const StoreTexts *t, Arena *a, int id)
{
    Str s = texts_get(&t->sets, id);

    return str_dup(a, s);
}

static bool write_sdmx(Export *x, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    const Catalogue *k = &x->r->catalogue;
    StoreTexts texts;

    TRY(store_texts(x->r->s, x->r->city.id, x->c->arena, &texts, e));
    buf_str(&out, "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,INDICATOR,BASIS,MEASURE,COUNTERPART_SET,"
                  "TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,DECIMALS,KNOWN_ON\r\n");
    for (size_t i = 0; i < k->n; i++)
        for (size_t j = 0; j < x->r->city.n_areas; j++) {
            AUTO(arena_free) Arena *a = arena_new();
            const Area *area = &x->r->city.areas[j];
            bool wanted = area == city_area(&x->r->city, area->code) &&
                          (!x->only_indicator || strcmp(x->only_indicator, k->indicators[i].code) == 0) &&
                          (!x->only_area || strcmp(x->only_area, area->code) == 0);
            History h = {0};
            TRY(!wanted || history_load(&x->r->known, &k->indicators[i], area, a, &h, e));
            for (size_t f = 0; f < h.n; f++)
                sdmx_row(x, &h, &h.facts[f], set_code(&texts, a, h.facts[f].against), &out);
        }
    return cli_write_to(x->c, &out, e);
}

/* ---- the command ---- */

static bool restrict_to(Export *x, Err *e)
{
    const char *indicator = cli_value(x->c, "indicator");
    const Indicator *i;
    const Area *area;

    if (indicator) {
        TRY(catalogue_find(&x->r->catalogue, str_of(indicator), &i, e));
        x->only_indicator = i->code;
    }
    if (cli_has(x->c, "area")) {
        TRY(reading_area(x->c, x->r, &area, e));
        x->only_area = area->code;
    }
    return true;
}

bool run_export(Cli *c, Err *e)
{
    AUTO(reading_close) Reading r = {0};
    AUTO(buf_free) Buf out = cli_buf();
    const char *format = cli_value(c, "format");
    Export x = {.c = c, .r = &r, .format = format ? format : "csv", .folder = c->n ? c->operands[0] : NULL};
    bool sdmx = strcmp(x.format, "sdmx") == 0;

    if (!sdmx && strcmp(x.format, "csv") != 0 && strcmp(x.format, "xlsx") != 0)
        return ERR(e, ERR_INVALID, "--format 应为 csv、xlsx 或 sdmx，而不是“%s”",
                   "--format must be csv, xlsx or sdmx, not \"%s\"", x.format);
    if (!sdmx && !x.folder)
        return ERR(e, ERR_INVALID, "请给出要写入的新目录，如 qingyu export carry-away",
                   "name a new folder to write to, e.g. qingyu export carry-away");
    TRY(reading_open(c, &r, e) && restrict_to(&x, e));
    if (sdmx)
        return write_sdmx(&x, e);
    x.row = buf_new(REPORT_BYTES_MAX);
    bool ok = write_folder(&x, e);
    buf_free(&x.row);
    TRY(ok);
    buf_printf(&out,
               TEXT(c->lang, "已写出 %zu 个文件、%lld 个数到 %s;qingyu import %s 可原样读回\n",
                    "wrote %zu files with %lld figures to %s; qingyu import %s reads them back\n"),
               x.n_files, (long long)x.n_facts, x.folder, x.folder);
    return cli_write(&out, e);
}
