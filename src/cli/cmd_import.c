/* import: findings, mapping and receipt, or the refusal. */
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "cli/command.h"
#include "cli/json_out.h"
#include "view/import_report.h"

enum { FINDINGS_SHOWN = 20, BAR = 30 };

/* ---- progress ---- */

typedef struct Bar {
    Lang lang;
    time_t started;
    bool drawn;
} Bar;

static void draw(void *arg, const char *file, const TableReader *r)
{
    Bar *bar = arg;
    long long done, total;
    char line[BAR + 1];

    if (time(NULL) - bar->started < 1)
        return;
    table_progress(r, &done, &total);
    int share = total > 0 ? (int)(done * 100 / total) : 100;
    for (int i = 0; i < BAR; i++)
        line[i] = i * 100 < share * BAR ? '#' : '.';
    line[BAR] = '\0';
    fprintf(stderr, "\r%s [%s] %3d%%", file, line, share);
    bar->drawn = true;
}

/* ---- as text ---- */

static void write_findings(const Findings *fs, Severity severity, Buf *out)
{
    size_t shown = 0;

    for (size_t i = 0; i < fs->n; i++) {
        const Finding *f = &fs->items[i];
        if (f->severity != severity)
            continue;
        if (severity == FLAG && ++shown > FINDINGS_SHOWN)
            continue;
        finding_line(f, fs->lang, out);
        buf_char(out, '\n');
    }
    if (shown > FINDINGS_SHOWN)
        buf_printf(out,
                   TEXT(fs->lang, "……另有 %zu 条提示，见 --json 或 qingyu submissions\n",
                        "... and %zu more flags; see --json or qingyu submissions\n"),
                   fs->n_flags - FINDINGS_SHOWN);
    size_t all = severity == FAULT ? fs->n_faults : fs->n_warnings;
    if (severity != FLAG && fs->n >= FINDINGS_MAX && all > 0)
        buf_printf(out, TEXT(fs->lang, "（只列出前 %d 条）\n", "(the first %d are listed)\n"), FINDINGS_MAX);
}

static void write_file(const Cli *c, const ImportedFile *f, bool dry_run, Buf *out)
{
    if (f->same_as) {
        buf_printf(out,
                   TEXT(c->lang, "%s：与第 %lld 号提交完全相同，不再存入\n",
                        "%s: the same as submission %lld, not stored again\n"),
                   f->path, (long long)f->same_as);
        return;
    }
    if (dry_run)
        buf_printf(out, TEXT(c->lang, "%s：检查通过，%lld 行（%s）\n", "%s: passed, %lld rows (%s)\n"),
                   f->path, (long long)f->receipt.n_rows, f->encoding);
    else
        buf_printf(out,
                   TEXT(c->lang, "%s：第 %lld 号提交，%lld 行（%s），SHA-256 %.12s…，审计第 %lld 条\n",
                        "%s: submission %lld, %lld rows (%s), SHA-256 %.12s..., audit entry %lld\n"),
                   f->path, (long long)f->receipt.submission, (long long)f->receipt.n_rows, f->encoding,
                   f->receipt.file_sha256, (long long)f->receipt.audit_seq);
}

static void write_mapping(const Cli *c, const ImportReport *r, Buf *out)
{
    if (r->n != 1 || !*r->files[0].mapping)
        return;
    buf_str(out, TEXT(c->lang, "各列含义：\n", "what the columns are:\n"));
    buf_str(out, r->files[0].mapping);
}

static bool write_text(const Cli *c, const ImportReport *r, bool ok, bool dry_run, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(buf_free) Buf bad = cli_buf();

    write_mapping(c, r, &out);
    if (ok)
        write_findings(&r->findings, FLAG, &out);
    write_findings(&r->findings, FAULT, &bad);
    write_findings(&r->findings, WARNING, &bad);
    fputs(buf_cstr(&bad), stderr);
    for (size_t i = 0; ok && i < r->n; i++)
        write_file(c, &r->files[i], dry_run, &out);
    return cli_write(&out, e);
}

/* ---- the command ---- */

static bool spec_of(const Cli *c, ImportSpec *spec, Err *e)
{
    const char *by = cli_value(c, "by"), *user = getenv("USER");
    const char **maps;
    int known_on;

    TRY(cli_date(c, "as-of", &known_on, e));
    size_t n_maps = cli_values(c, "map", &maps);
    *spec = (ImportSpec){.intake = {.by = by              ? by
                                          : user && *user ? user
                                                          : "local",
                                    .received_at = cli_now(c->arena),
                                    .known_on = known_on ? known_on : cli_today()},
                         .given = {.indicator = cli_value(c, "indicator"),
                                   .area = cli_value(c, "area"),
                                   .period = cli_value(c, "period"),
                                   .basis = cli_value(c, "basis"),
                                   .measure = cli_value(c, "measure"),
                                   .unit = cli_value(c, "unit"),
                                   .status = cli_value(c, "status"),
                                   .against = cli_value(c, "against"),
                                   .source = cli_value(c, "source")},
                         .maps = maps,
                         .n_maps = n_maps,
                         .accept_warnings = cli_has(c, "accept-warnings"),
                         .dry_run = cli_has(c, "dry-run")};
    return true;
}

/* Files are independent: one that is refused does not hinder the next. The first failure is the exit code. */
bool run_import(Cli *c, Err *e)
{
    AUTO(store_close) Store *s = NULL;
    Bar bar = {c->lang, time(NULL), false};
    ImportSpec spec;
    bool ok = true;
    AUTO(buf_free) Buf out = cli_buf();
    Json j = cli_json_to(&out);

    json_begin_array(&j);
    TRY(spec_of(c, &spec, e) && store_open(c->store, STORE_WRITE, &s, e));
    spec.progress = isatty(STDERR_FILENO) ? draw : NULL;
    spec.progress_arg = &bar;
    for (size_t i = 0; i < c->n; i++) {
        AUTO(arena_free) Arena *a = arena_new();
        Err failed = {.lang = c->lang};
        ImportReport report;
        bool one = import_path(s, c->operands[i], &spec, a, &report, &failed);
        if (bar.drawn)
            fputs("\r\x1b[K", stderr);
        bar.drawn = false;
        if (cli_has(c, "json"))
            import_report_json(c->operands[i], &report, &failed, &j);
        else
            TRY(write_text(c, &report, one, spec.dry_run, e));
        if (!one && ok)
            err_set(e, failed.kind, TEXT(c->lang, "%s：%s", "%s: %s"), c->operands[i], failed.msg);
        else if (!one)
            fprintf(stderr, TEXT(c->lang, "qingyu: %s：%s\n", "qingyu: %s: %s\n"), c->operands[i],
                    failed.msg);
        ok = ok && one;
    }
    json_end_array(&j);
    return (!cli_has(c, "json") || cli_json_write(&j, e)) && ok;
}
