/* form: what a unit owes for a month, as a list, a table, a workbook; and handing it in. */
#include "cli/import_text.h"
#include "cli/json_out.h"
#include "cli/list_out.h"
#include "cli/reading.h"
#include "render/text_table.h"
#include "view/collect.h"
#include "view/form_template.h"

enum { WIDTH = 110 };

/* The round of collecting that is asked about: --period, and lateness as of --as-of or today. */
static bool collecting_of(Cli *c, Reading *r, Collecting *out, Err *e)
{
    bool given;

    *out = (Collecting){.catalogue = &r->catalogue};
    TRY(reading_period(c, &out->period, &given, e));
    if (!given)
        return ERR(e, ERR_INVALID, "请用 --period 指明时期；如：%s",
                   "name a period with --period; for example: %s", c->command->example);
    TRY(reading_open(c, r, e));
    out->known = r->known;
    out->today = r->known.as_of ? r->known.as_of : cli_today();
    return true;
}

static Tone tone_of(FormState s)
{
    static const Tone tones[FORM_STATES] = {[FORM_LATE] = TONE_BAD,
                                            [FORM_RETURNED] = TONE_BAD,
                                            [FORM_APPROVED] = TONE_GOOD,
                                            [FORM_LOCKED] = TONE_DIM};

    return tones[s];
}

/* ---- form list ---- */

/* Leaves the form of the unit that --department or --area names. */
static bool choose(const Cli *c, const Reading *r, Form *forms, size_t *n, Err *e)
{
    const char *department = cli_value(c, "department"), *area = cli_value(c, "area");
    size_t kept = 0;
    Unit u;

    if (department && area)
        return ERR(e, ERR_INVALID, "--department 和 --area 只能用一个",
                   "--department and --area exclude each other");
    if (!department && !area)
        return true;
    TRY(unit_find(&r->city, str_of(department ? department : area), &u, e));
    for (size_t i = 0; i < *n; i++)
        if (forms[i].unit.department == u.department && forms[i].unit.area == u.area)
            forms[kept++] = forms[i];
    *n = kept;
    return true;
}

static void list_table(const Cli *c, const Form *forms, size_t n, Buf *out)
{
    const TableColumn columns[] = {{TEXT(c->lang, "单位", "unit"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "代码", "code"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "截止", "due"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "应报", "owed"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "已报", "in"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "退回", "returned"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "逾期天数", "days late"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "状态", "state"), ALIGN_LEFT, false}};
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));

    for (size_t i = 0; i < n; i++) {
        const Form *f = &forms[i];
        text_table_row(t);
        text_table_cell(t, TONE_PLAIN, unit_name(&f->unit, c->lang));
        text_table_cell(t, TONE_DIM, unit_code(&f->unit));
        text_table_cell(t, TONE_PLAIN, show_date(c->arena, f->due_on));
        text_table_cellf(t, TONE_PLAIN, "%zu", f->counts.n_due);
        text_table_cellf(t, TONE_PLAIN, "%zu", f->counts.n_in);
        text_table_cell(t, TONE_PLAIN,
                        f->counts.n_returned ? arena_printf(c->arena, "%zu", f->counts.n_returned) : "");
        text_table_cell(t, TONE_BAD, f->late_days ? arena_printf(c->arena, "%d", f->late_days) : "");
        text_table_cell(t, tone_of(f->state), form_state_name(f->state, c->lang));
    }
    text_table_write(t, WIDTH, c->colour, out);
}

bool run_form_list(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    Rows rows = {.arena = c->arena};
    ListFormat format;
    Collecting k;
    Form *forms;
    size_t n;

    TRY(list_format(c, &format, e) && collecting_of(c, &r, &k, e) && form_list(&k, c->arena, &forms, &n, e) &&
        choose(c, &r, forms, &n, e));
    form_rows(VIEWER(c), forms, n, &rows);
    if (format != LIST_TABLE)
        return list_write(c, format, &rows, e);
    if (n)
        list_table(c, forms, n, &out);
    else
        buf_str(&out, TEXT(c->lang, "这一期没有应报的数\n", "nothing is owed for this period\n"));
    return cli_write_to(c, &out, e);
}

/* ---- form show, form template ---- */

static bool form_named(Cli *c, Reading *r, Form *out, Err *e)
{
    Collecting k;
    Unit u;

    return collecting_of(c, r, &k, e) && unit_find(&r->city, str_of(c->operands[0]), &u, e) &&
           form_of(&k, &u, c->arena, out, e);
}

static const char *range_text(const Cli *c, const FormCell *x)
{
    int d = form_decimals(&x->owed);

    return !x->has_expected
               ? ""
               : arena_printf(c->arena, TEXT(c->lang, "%s～%s", "%s to %s"),
                              show(c->arena, x->expected.low, d), show(c->arena, x->expected.high, d));
}

static void show_cell(const Cli *c, const FormCell *x, TextTable *t)
{
    const OwedCell *o = &x->owed;
    OwedState state = owed_shown(o);

    text_table_row(t);
    text_table_cell(t, TONE_PLAIN, indicator_name(o->indicator, c->lang));
    text_table_cell(t, TONE_PLAIN, measure_name(o->measure, c->lang));
    text_table_cell(t, TONE_DIM, form_unit_of(o->indicator, o->measure, c->lang));
    text_table_cell(t, TONE_DIM, show(c->arena, x->last_year.value, x->last_year.decimals));
    text_table_cell(t, TONE_DIM, show(c->arena, x->before.value, x->before.decimals));
    text_table_cell(t, TONE_DIM, range_text(c, x));
    text_table_cell(t, TONE_STRONG, show(c->arena, o->value, o->decimals));
    text_table_cell(t, owed_is_open(o) ? TONE_BAD : TONE_PLAIN, owed_name(state, c->lang));
}

/* Why a period is closed and why something was returned, each once, in full. */
static void show_reasons(const Cli *c, const Form *f, Buf *out)
{
    const PeriodLock *lock = NULL;
    int64_t last = 0;

    for (size_t i = 0; i < f->n; i++) {
        const OwedCell *o = &f->cells[i].owed;
        if (o->lock && o->lock != lock)
            buf_printf(out, TEXT(c->lang, "已由 %s 于 %s 锁定：%s\n", "locked by %s at %s: %s\n"),
                       o->lock->by, o->lock->at, o->lock->reason);
        lock = o->lock;
        if (*o->reason && o->submission != last)
            buf_printf(out, TEXT(c->lang, "第 %lld 号提交被退回：%s\n", "submission %lld was returned: %s\n"),
                       (long long)o->submission, o->reason);
        last = o->submission;
    }
}

static void show_table(const Cli *c, const Form *f, Buf *out)
{
    const TableColumn columns[] = {{TEXT(c->lang, "指标", "indicator"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "度量", "measure"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "计量单位", "in"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "上年同期", "last year"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "上期", "before"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "预计区间", "expected"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "已报", "handed in"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "状态", "state"), ALIGN_LEFT, true}};
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));
    char month[PERIOD_TEXT_MAX];

    period_title(f->period, BASIS_MONTH, c->lang, month);
    buf_printf(out, TEXT(c->lang, "%s %s：%s", "%s, %s: %s"), unit_name(&f->unit, c->lang), month,
               form_state_name(f->state, c->lang));
    if (f->due_on)
        buf_printf(out, TEXT(c->lang, "，截止 %s", ", due on %s"), show_date(c->arena, f->due_on));
    buf_char(out, '\n');
    for (size_t i = 0; i < f->n; i++)
        show_cell(c, &f->cells[i], t);
    text_table_write(t, WIDTH, c->colour, out);
    show_reasons(c, f, out);
}

bool run_form_show(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    Rows rows = {.arena = c->arena};
    ListFormat format;
    Form f;

    TRY(list_format(c, &format, e) && form_named(c, &r, &f, e));
    if (format == LIST_JSON) {
        Json j = cli_json_to(&out);
        form_json(VIEWER(c), &f, &j);
        buf_char(&out, '\n');
        return cli_write_to(c, &out, e);
    }
    form_cell_rows(VIEWER(c), &f, &rows);
    if (format != LIST_TABLE)
        return list_write(c, format, &rows, e);
    show_table(c, &f, &out);
    return cli_write_to(c, &out, e);
}

bool run_form_template(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    Form f;

    if (!cli_value(c, "output"))
        return ERR(e, ERR_INVALID, "请用 --output 指明写入哪个文件；如：%s",
                   "name the file to write with --output; for example: %s", c->command->example);
    return form_named(c, &r, &f, e) && form_template(VIEWER(c), &f, &out, e) && cli_write_to(c, &out, e);
}

/* ---- form submit ---- */

/* Which unit the operand names, in a store that is closed again: handing in reads it anew. */
static bool name_unit(Cli *c, FormHandIn *in, Err *e)
{
    AUTO(reading_close) Reading r = {0};
    Collecting k;
    Unit u;

    TRY(collecting_of(c, &r, &k, e) && unit_find(&r.city, str_of(c->operands[0]), &u, e));
    in->kind = u.kind;
    in->unit = arena_strdup(c->arena, unit_code(&u));
    in->period = k.period;
    return true;
}

bool run_form_submit(Cli *c, Err *e)
{
    AUTO(store_close) Store *s = NULL;
    AUTO(buf_free) Buf out = cli_buf();
    FormHandIn in = {.path = cli_value(c, "input")};
    Err failed = {.lang = c->lang};
    ImportReport report;

    if (!in.path)
        return ERR(e, ERR_INVALID, "请用 --input 指明填好的表；如：%s",
                   "name the filled form with --input; for example: %s", c->command->example);
    in.import =
        (ImportSpec){.accept_warnings = cli_has(c, "accept-warnings"), .dry_run = cli_has(c, "dry-run")};
    in.import.given.period = cli_value(c, "period");
    TRY(cli_intake(c, &in.import.intake, e) && name_unit(c, &in, e) &&
        store_open(c->store, STORE_WRITE, &s, e));
    bool ok = form_submit(s, &in, c->arena, &report, &failed);
    if (cli_has(c, "json")) {
        Json j = cli_json_to(&out);
        form_receipt_json(&in, &report, &failed, &j);
        TRY(cli_json_write(&j, e));
    } else {
        TRY(import_text(c, &report, ok, in.import.dry_run, e));
    }
    return ok || err_set(e, failed.kind, "%s", failed.msg);
}
