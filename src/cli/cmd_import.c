/* import: findings, mapping and receipt, or the refusal. */
#include <string.h>
#include <unistd.h>

#include "cli/import_folders.h"
#include "cli/import_text.h"
#include "cli/json_out.h"
#include "view/import_report.h"

enum { BAR = 30 };

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

/* ---- the command ---- */

static bool spec_of(const Cli *c, ImportSpec *spec, Err *e)
{
    const char **maps;
    size_t n_maps = cli_values(c, "map", &maps);
    Intake intake;

    TRY(cli_intake(c, &intake, e));
    *spec = (ImportSpec){.intake = intake,
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
            TRY(import_text(c, &report, one, spec.dry_run, e));
        if (one)
            one = import_folders(c, s, c->operands[i], &spec, &failed);
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
