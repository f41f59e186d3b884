#include "cli/project_door.h"

#include <stdio.h>

#include "cli/import_text.h"
#include "cli/json_out.h"
#include "view/import_report.h"

bool project_board(Cli *c, Reading *r, Board *out, Err *e)
{
    Period p;
    bool given;

    TRY(reading_period(c, &p, &given, e) && reading_open(c, r, e) &&
        (given || board_latest_month(&r->known, &p, e)));
    return board_open(&(BoardSpec){r->known, &r->catalogue, period_month(p.year, period_end_month(p))},
                      c->arena, out, e);
}

bool project_forecasts(Cli *c, Reading *r, Forecasts *out, Err *e)
{
    Board *b = NEW(c->arena, Board);

    return project_board(c, r, b, e) && forecasts_open(b, out, e);
}

static void write_findings(const Findings *fs, Buf *out)
{
    for (size_t i = 0; i < fs->n; i++) {
        finding_line(&fs->items[i], fs->lang, out);
        buf_char(out, '\n');
    }
}

static void write_file(const Cli *c, const ProjectFile *f, bool dry_run, Buf *out)
{
    const char *kind = project_kind_code(f->kind);

    if (f->same_as)
        buf_printf(out,
                   TEXT(c->lang, "%s：与第 %lld 号提交完全相同，不再存入\n",
                        "%s: the same as submission %lld, not stored again\n"),
                   f->path, (long long)f->same_as);
    else if (dry_run)
        buf_printf(out, TEXT(c->lang, "%s：检查通过（%s）\n", "%s: passed (%s)\n"), f->path, kind);
    else
        buf_printf(out,
                   TEXT(c->lang, "%s：第 %lld 号提交（%s），%lld 行，SHA-256 %.12s…，审计第 %lld 条\n",
                        "%s: submission %lld (%s), %lld rows, SHA-256 %.12s..., audit entry %lld\n"),
                   f->path, (long long)f->receipt.submission, kind, (long long)f->receipt.n_rows,
                   f->receipt.file_sha256, (long long)f->receipt.audit_seq);
}

static bool tell_json(const Cli *c, const ProjectImported *x, bool ok, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    Json j = cli_json_to(&out);

    json_begin_object(&j);
    json_put_bool(&j, "accepted", ok);
    json_key(&j, "findings");
    json_begin_array(&j);
    for (size_t i = 0; i < x->findings.n; i++)
        finding_json(&x->findings.items[i], c->lang, &j);
    json_end_array(&j);
    json_key(&j, "files");
    json_begin_array(&j);
    for (size_t i = 0; ok && i < x->n; i++) {
        json_begin_object(&j);
        json_put_text(&j, "file", x->files[i].path);
        json_put_text(&j, "kind", project_kind_code(x->files[i].kind));
        json_put_int(&j, "submission",
                     x->files[i].same_as ? x->files[i].same_as : x->files[i].receipt.submission);
        json_put_bool(&j, "same", x->files[i].same_as != 0);
        json_end_object(&j);
    }
    json_end_array(&j);
    json_end_object(&j);
    return cli_json_write(&j, e);
}

void project_files_text(const Cli *c, const ProjectImported *x, bool dry_run, Buf *out)
{
    for (size_t i = 0; i < x->n; i++)
        write_file(c, &x->files[i], dry_run, out);
}

bool project_tell(const Cli *c, const ProjectImported *x, bool ok, bool dry_run, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(buf_free) Buf bad = cli_buf();

    if (cli_has(c, "json"))
        return tell_json(c, x, ok, e);
    write_findings(&x->findings, &bad);
    fputs(buf_cstr(&bad), stderr);
    if (ok)
        project_files_text(c, x, dry_run, &out);
    return cli_write(&out, e);
}
