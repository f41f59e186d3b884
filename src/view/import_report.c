#include "view/import_report.h"

#include "base/limits.h"

void finding_json_fields(const Finding *f, Lang lang, Json *j)
{
    AUTO(buf_free) Buf line = buf_new(FIELD_MAX);
    char letters[16];

    finding_line(f, lang, &line);
    json_put_text(j, "detail", buf_cstr(&line));
    json_put_text(j, "severity", severity_code(f->severity));
    json_put_text(j, "code", f->code);
    json_put_text(j, "file", f->file);
    json_put_text(j, "sheet", f->sheet ? f->sheet : "");
    json_put_int(j, "row", (int64_t)f->at.row);
    json_put_int(j, "column", (int64_t)f->at.col);
    json_put_text(j, "cell", f->at.col ? column_letters(f->at.col, letters) : "");
    json_put_text(j, "found", f->found);
    json_put_text(j, "expected", f->expected);
}

void finding_json(const Finding *f, Lang lang, Json *j)
{
    json_begin_object(j);
    finding_json_fields(f, lang, j);
    json_end_object(j);
}

void receipt_json(const Receipt *r, int64_t same_as, const Findings *f, Json *j)
{
    json_begin_object(j);
    json_put_int(j, "submission", r->submission);
    json_put_int(j, "rows", r->n_rows);
    json_put_int(j, "audit_seq", r->audit_seq);
    json_put_text(j, "file_sha256", r->file_sha256);
    json_put_int(j, "same_as", same_as);
    json_key(j, "findings");
    json_begin_array(j);
    for (size_t i = 0; i < f->n; i++)
        finding_json(&f->items[i], f->lang, j);
    json_end_array(j);
    json_end_object(j);
}

static void file_json(const ImportedFile *f, Json *j)
{
    json_begin_object(j);
    json_put_text(j, "path", f->path);
    json_put_text(j, "kind", f->kind);
    json_put_text(j, "encoding", f->encoding);
    json_put_int(j, "submission", f->receipt.submission);
    json_put_int(j, "rows", f->receipt.n_rows);
    json_put_text(j, "sha256", f->receipt.file_sha256);
    json_put_int(j, "audit", f->receipt.audit_seq);
    json_put_int(j, "same_as", f->same_as);
    json_put_text(j, "mapping", f->mapping);
    json_end_object(j);
}

void import_report_json(const char *path, const ImportReport *r, const Err *failed, Json *j)
{
    json_begin_object(j);
    json_put_text(j, "path", path);
    json_put_bool(j, "accepted", r->accepted);
    json_put_text(j, "error", err_kind_name(failed->kind));
    json_put_text(j, "message", failed->msg);
    json_put_int(j, "faults", (int64_t)r->findings.n_faults);
    json_put_int(j, "warnings", (int64_t)r->findings.n_warnings);
    json_put_int(j, "flags", (int64_t)r->findings.n_flags);
    json_key(j, "findings");
    json_begin_array(j);
    for (size_t i = 0; i < r->findings.n; i++)
        finding_json(&r->findings.items[i], r->findings.lang, j);
    json_end_array(j);
    json_key(j, "files");
    json_begin_array(j);
    for (size_t i = 0; i < r->n; i++)
        file_json(&r->files[i], j);
    json_end_array(j);
    json_end_object(j);
}
