#include "cli/import_text.h"

#include "base/limits.h"

enum { FINDINGS_SHOWN = 20 };

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

bool import_text(const Cli *c, const ImportReport *r, bool ok, bool dry_run, Err *e)
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

bool cli_intake(const Cli *c, Intake *out, Err *e)
{
    const char *by = cli_value(c, "by"), *user = getenv("USER");
    int known_on;

    TRY(cli_date(c, "as-of", &known_on, e));
    *out = (Intake){.by = by              ? by
                          : user && *user ? user
                                          : "local",
                    .received_at = cli_now(c->arena),
                    .known_on = known_on ? known_on : cli_today()};
    return true;
}
