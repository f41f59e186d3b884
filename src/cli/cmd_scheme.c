/* scheme: importing, checking, listing and publishing schemes of assessment. */
#include "cli/acting.h"
#include "cli/json_out.h"
#include "cli/list_out.h"
#include "cli/reading.h"
#include "cli/scheme_text.h"
#include "view/score.h"
#include "view/score_feed.h"

/* ---- import ---- */

bool cli_scheme_import(const Cli *c, Acting *a, const char *folder, SchemeImport *out, Err *e)
{
    Catalogue catalogue;
    const SchemeWorld world = {&catalogue, score_feed_new(a->s, a->city.id, c->arena)};
    const SchemeIntake in = {.intake = a->intake, .folder = folder, .dry_run = cli_has(c, "dry-run")};

    *out = (SchemeImport){.code = ""};
    TRY(catalogue_load(a->s, &a->city, c->arena, &catalogue, e) &&
        scheme_import(a->s, &world, &in, c->arena, out, e));
    if (in.dry_run || !out->is_new || !out->published_from)
        return true;
    SchemePublication p = {.code = out->code, .version = out->version, .from = out->published_from};
    return scheme_publish(a->s, &a->intake, &p, e);
}

const char *cli_scheme_sentence(const Cli *c, const SchemeImport *x)
{
    if (!x->version)
        return arena_printf(c->arena,
                            TEXT(c->lang, "考核办法 %s：检查无误（试运行，没有存入）\n",
                                 "scheme %s: no fault found (dry run, nothing stored)\n"),
                            x->code);
    if (!x->is_new)
        return arena_printf(
            c->arena,
            TEXT(c->lang, "考核办法 %s：与第 %lld 版相同\n", "scheme %s: the same as version %lld\n"),
            x->code, (long long)x->version);
    return arena_printf(c->arena,
                        TEXT(c->lang, "考核办法 %s：存为第 %lld 版，审计第 %lld 条\n",
                             "scheme %s: kept as version %lld, audit entry %lld\n"),
                        x->code, (long long)x->version, (long long)x->audit_seq);
}

void cli_scheme_faults(const Cli *c, const SchemeImport *x)
{
    for (size_t i = 0; i < x->findings.n; i++) {
        AUTO(buf_free) Buf line = cli_buf();
        finding_line(&x->findings.items[i], c->lang, &line);
        fprintf(stderr, "%s\n", buf_cstr(&line));
    }
}

void cli_scheme_json(const Cli *c, const SchemeImport *x, Json *j)
{
    Rows faults = {.arena = c->arena};

    scheme_finding_rows(&x->findings, &faults);
    json_begin_object(j);
    json_put_text(j, "scheme", x->code);
    json_put_int(j, "version", x->version);
    json_put_bool(j, "new", x->is_new);
    json_put_text(j, "sha256", x->sha256);
    json_put_int(j, "audit", x->audit_seq);
    json_key(j, "findings");
    rows_json(&faults, j);
    json_end_object(j);
}

bool run_scheme_import(Cli *c, Err *e)
{
    AUTO(acting_close) Acting a = {0};
    AUTO(buf_free) Buf out = cli_buf();
    SchemeImport x;

    TRY(acting_open(c, &a, e));
    bool ok = cli_scheme_import(c, &a, c->operands[0], &x, e);
    if (cli_has(c, "json") && (ok || x.findings.n)) {
        Json j = cli_json_to(&out);
        cli_scheme_json(c, &x, &j);
        return cli_json_write(&j, e) && ok;
    }
    cli_scheme_faults(c, &x);
    TRY(ok);
    buf_str(&out, cli_scheme_sentence(c, &x));
    return cli_write(&out, e);
}

bool run_scheme_check(Cli *c, Err *e)
{
    static const ListColumn columns[] = {{"file", "文件", "file", ALIGN_LEFT, false},
                                         {"row", "行", "row", ALIGN_RIGHT, false},
                                         {"column", "列", "column", ALIGN_RIGHT, false},
                                         {"found", "内容", "found", ALIGN_LEFT, true},
                                         {"expected", "应为", "expected", ALIGN_LEFT, true}};
    AUTO(reading_close) Reading r = {0};
    Findings fs = {.arena = c->arena, .lang = c->lang, .file = "", .sheet = ""};
    Rows rows = {.arena = c->arena};
    Scheme x;

    TRY(reading_open(c, &r, e));
    const SchemeWorld world = {&r.catalogue, score_feed_new(r.s, r.city.id, c->arena)};
    TRY(scheme_read(&world, c->operands[0], &fs, &x, e));
    c->exit_code = fs.n_faults ? err_exit_code(ERR_REFUSED) : 0;
    scheme_finding_rows(&fs, &rows);
    const ListTable table = {columns, COUNT(columns), TEXT(c->lang, "没有发现错误", "no fault found")};
    return list_show(c, &rows, &table, e);
}

/* ---- list, show ---- */

bool run_scheme_list(Cli *c, Err *e)
{
    static const ListColumn columns[] = {{"scheme", "办法", "scheme", ALIGN_LEFT, false},
                                         {"version", "版", "version", ALIGN_RIGHT, false},
                                         {"name_zh", "名称", "name", ALIGN_LEFT, true},
                                         {"from", "施行", "in force from", ALIGN_LEFT, false},
                                         {"imported_at", "导入", "imported", ALIGN_LEFT, true},
                                         {"imported_by", "谁", "by", ALIGN_LEFT, true},
                                         {"sample", "样本", "sample", ALIGN_LEFT, false}};
    AUTO(reading_close) Reading r = {0};
    Rows rows = {.arena = c->arena};
    SchemeVersion *items;
    size_t n;

    TRY(reading_open(c, &r, e) && scheme_list(r.s, r.city.id, c->arena, &items, &n, e));
    scheme_rows(items, n, &rows);
    const ListTable table = {columns, COUNT(columns),
                             TEXT(c->lang, "还没有考核办法；qingyu scheme import 目录",
                                  "there is no scheme yet; qingyu scheme "
                                  "import FOLDER")};
    return list_show(c, &rows, &table, e);
}

bool run_scheme_show(Cli *c, Err *e)
{
    static const ListColumn columns[] = {
        {"item", "项", "item", ALIGN_LEFT, false},        {"name", "名称", "name", ALIGN_LEFT, true},
        {"kind", "种类", "kind", ALIGN_LEFT, false},      {"weight", "权重", "weight", ALIGN_RIGHT, false},
        {"formula", "公式", "formula", ALIGN_LEFT, true}, {"missing", "缺数", "missing", ALIGN_LEFT, true}};
    AUTO(reading_close) Reading r = {0};
    Rows rows = {.arena = c->arena};
    Scheme x;

    TRY(reading_open(c, &r, e));
    const SchemeWorld world = {&r.catalogue, score_feed_new(r.s, r.city.id, c->arena)};
    TRY(scheme_load(r.s, &world, &(SchemeKey){.code = c->operands[0]}, c->arena, &x, e));
    scheme_item_rows(VIEWER(c), &x, &rows);
    const ListTable table = {columns, COUNT(columns), ""};
    return list_show(c, &rows, &table, e);
}

/* ---- publish ---- */

bool run_scheme_publish(Cli *c, Err *e)
{
    AUTO(acting_close) Acting a = {0};
    SchemePublication p = {.code = c->operands[0]};
    Rows rows = {.arena = c->arena};

    TRY(cli_date(c, "from", &p.from, e) && acting_open(c, &a, e) && scheme_publish(a.s, &a.intake, &p, e));
    rows_begin(&rows);
    rows_text(&rows, "scheme", p.code);
    rows_int(&rows, "version", p.version);
    rows_text(&rows, "from", show_date(c->arena, p.from));
    rows_int(&rows, "audit", p.audit_seq);
    return cli_tell(c, &rows,
                    arena_printf(c->arena,
                                 TEXT(c->lang, "考核办法 %s 第 %lld 版自 %s 起施行，审计第 %lld 条\n",
                                      "scheme %s: version %lld is in force from %s, audit entry %lld\n"),
                                 p.code, (long long)p.version, show_date(c->arena, p.from),
                                 (long long)p.audit_seq),
                    e);
}
