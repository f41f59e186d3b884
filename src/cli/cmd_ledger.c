/* submissions and verify: what was received, and whether it is still what was received. */

#include "account/account.h"
#include "cli/command.h"
#include "cli/json_out.h"
#include "indicator/observation.h"
#include "outlook/scenario.h"
#include "render/text_table.h"
#include "view/lists.h"

static bool open_city(Cli *c, Store **s, int64_t *city, Err *e)
{
    City loaded;

    TRY(store_open(c->store, STORE_READ, s, e) && city_load(*s, 0, c->arena, &loaded, e));
    *city = loaded.id;
    return true;
}

static bool submissions_json(Cli *c, const SubmissionRow *items, size_t n, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    Json j = cli_json_to(&out);
    Rows rows = {.arena = c->arena};

    submission_rows(items, n, &rows);
    rows_json(&rows, &j);
    return cli_json_write(&j, e);
}

bool run_submissions(Cli *c, Err *e)
{
    const TableColumn columns[] = {{TEXT(c->lang, "编号", "no."), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "内容", "kind"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "文件", "file"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "行数", "rows"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "收到", "received"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "报送", "by"), ALIGN_LEFT, true},
                                   {"SHA-256", ALIGN_LEFT, false}};
    AUTO(store_close) Store *s = NULL;
    AUTO(buf_free) Buf out = cli_buf();
    SubmissionRow *rows;
    int64_t city;
    size_t n;

    TRY(open_city(c, &s, &city, e) && submission_list(s, city, c->arena, &rows, &n, e));
    if (cli_has(c, "json"))
        return submissions_json(c, rows, n, e);
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));
    for (size_t i = 0; i < n; i++) {
        text_table_row(t);
        text_table_cellf(t, TONE_PLAIN, "%lld", (long long)rows[i].id);
        text_table_cell(t, TONE_PLAIN, rows[i].kind);
        text_table_cell(t, TONE_PLAIN, rows[i].file);
        text_table_cellf(t, TONE_PLAIN, "%lld", (long long)rows[i].n_rows);
        text_table_cell(t, TONE_PLAIN, rows[i].received_at);
        text_table_cell(t, TONE_PLAIN, rows[i].received_by);
        text_table_cellf(t, TONE_DIM, "%.12s", rows[i].file_sha256);
    }
    text_table_write(t, 100, c->colour, &out);
    return cli_write(&out, e);
}

static bool verify_json(const Verification *v, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    Json j = cli_json_to(&out);

    json_begin_object(&j);
    json_put_bool(&j, "sound", v->n == 0);
    json_put_int(&j, "entries", v->n_entries);
    json_put_int(&j, "submissions", v->n_submissions);
    json_put_int(&j, "rows", v->n_rows);
    json_key(&j, "wrong");
    json_begin_array(&j);
    for (size_t i = 0; i < v->n; i++)
        json_text(&j, v->wrong[i]);
    json_end_array(&j);
    json_end_object(&j);
    return cli_json_write(&j, e);
}

bool run_verify(Cli *c, Err *e)
{
    AUTO(store_close) Store *s = NULL;
    AUTO(buf_free) Buf out = cli_buf();
    Verification v = {.arena = c->arena, .lang = c->lang};
    int64_t city;

    TRY(open_city(c, &s, &city, e) && ledger_verify(s, city, &v, e) && account_verify(s, city, &v, e) &&
        scenario_verify(s, city, &v, e));
    c->exit_code = v.n ? err_exit_code(ERR_DB) : 0;
    if (cli_has(c, "json"))
        return verify_json(&v, e);
    for (size_t i = 0; i < v.n; i++)
        buf_printf(&out, "%s\n", v.wrong[i]);
    buf_printf(&out,
               TEXT(c->lang, "核对了 %lld 条审计记录、%lld 次提交、%lld 行数据：%s\n",
                    "checked %lld audit entries, %lld submissions, %lld rows: %s\n"),
               (long long)v.n_entries, (long long)v.n_submissions, (long long)v.n_rows,
               v.n ? TEXT(c->lang, "有问题，见上", "something is wrong, see above")
                   : TEXT(c->lang, "完好", "sound"));
    return cli_write(&out, e);
}
