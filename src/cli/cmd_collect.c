/* completeness, submission, period: what is in and what is not, reviews, locks. */
#include "cli/acting.h"
#include "cli/json_out.h"
#include "cli/list_out.h"
#include "cli/reading.h"
#include "render/text_table.h"
#include "view/collect.h"

enum { WIDTH = 110 };

/* ---- completeness ---- */

/* "工业用电量 同比、…": the figures of one state, each indicator once. */
static const char *names_of(const Cli *c, const OwedUnit *u, OwedState state)
{
    const char *text = "";
    const Indicator *last = NULL;

    for (size_t i = 0; i < u->n; i++) {
        const OwedCell *o = &u->cells[i];
        if (o->state != state || !o->due || o->indicator == last)
            continue;
        last = o->indicator;
        text = arena_printf(c->arena, "%s%s%s", text, *text ? TEXT(c->lang, "、", ", ") : "",
                            indicator_name(o->indicator, c->lang));
    }
    return text;
}

static void unit_line(const Cli *c, const OwedUnit *u, TextTable *t)
{
    const OwedCounts *k = &u->counts;
    OwedState worst = k->n_returned ? OWED_RETURNED : k->n_late ? OWED_LATE : OWED_MISSING;

    text_table_row(t);
    text_table_cell(t, TONE_PLAIN, unit_name(&u->unit, c->lang));
    text_table_cellf(t, TONE_PLAIN, "%zu/%zu", k->n_in, k->n_due);
    text_table_cellf(t, TONE_PLAIN, "%zu", k->n_approved);
    text_table_cellf(t, k->n_returned ? TONE_BAD : TONE_DIM, "%zu", k->n_returned);
    text_table_cellf(t, k->n_late ? TONE_BAD : TONE_DIM, "%zu", k->n_late);
    text_table_cellf(t, TONE_DIM, "%zu", k->n_missing);
    text_table_cell(t, TONE_PLAIN, show_date(c->arena, u->due_on));
    text_table_cell(t, TONE_BAD, u->late_days ? arena_printf(c->arena, "%d", u->late_days) : "");
    text_table_cell(t, TONE_PLAIN, u->locked ? TEXT(c->lang, "已锁定", "locked") : names_of(c, u, worst));
}

static void board(const Cli *c, const Completeness *all, Buf *out)
{
    const TableColumn columns[] = {{TEXT(c->lang, "单位", "unit"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "已报/应报", "in/owed"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "已审", "approved"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "退回", "returned"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "逾期", "late"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "未报", "missing"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "截止", "due"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "逾期天数", "days late"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "还欠", "still owed"), ALIGN_LEFT, true}};
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));
    char month[PERIOD_TEXT_MAX];
    const OwedCounts *k = &all->counts;

    for (size_t i = 0; i < all->n; i++)
        if (all->units[i].counts.n_due)
            unit_line(c, &all->units[i], t);
    text_table_write(t, WIDTH, c->colour, out);
    period_title(all->period, BASIS_MONTH, c->lang, month);
    buf_printf(out,
               TEXT(c->lang, "%s应报 %zu 个数：已报 %zu（已审 %zu），退回 %zu，逾期 %zu，未报 %zu\n",
                    "%s: %zu figures owed, %zu in (%zu approved), %zu returned, %zu late, %zu missing\n"),
               month, k->n_due, k->n_in, k->n_approved, k->n_returned, k->n_late, k->n_missing);
}

static bool completeness_as_json(const Cli *c, const Completeness *all, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    Json j = cli_json_to(&out);

    completeness_json(VIEWER(c), all, &j);
    buf_char(&out, '\n');
    return cli_write_to(c, &out, e);
}

bool run_completeness(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    Rows rows = {.arena = c->arena};
    ListFormat format;
    Completeness all;
    bool given;
    Period p;

    TRY(list_format(c, &format, e) && reading_period(c, &p, &given, e));
    if (!given)
        return ERR(e, ERR_INVALID, "请用 --period 指明时期；如：%s",
                   "name a period with --period; for example: %s", c->command->example);
    TRY(reading_open(c, &r, e));
    int today = r.known.as_of ? r.known.as_of : cli_today();
    TRY(completeness_of(&(Collecting){r.known, &r.catalogue, p, today}, c->arena, &all, e));
    if (format == LIST_JSON)
        return completeness_as_json(c, &all, e);
    completeness_cell_rows(VIEWER(c), &all, &rows);
    if (format != LIST_TABLE)
        return list_write(c, format, &rows, e);
    board(c, &all, &out);
    return cli_write_to(c, &out, e);
}

/* ---- submission approve, submission return ---- */

static bool review(Cli *c, Decision decision, Err *e)
{
    AUTO(acting_close) Acting a = {0};
    Review r = {.decision = decision, .reason = cli_value(c, "reason")};
    Rows rows = {.arena = c->arena};

    TRY(cli_number(c->operands[0], &r.submission, e) && acting_open(c, &a, e) &&
        review_add(a.s, &a.intake, &r, c->arena, e));
    review_rows(&r, 1, &rows);
    return cli_tell(c, &rows,
                    arena_printf(c->arena,
                                 TEXT(c->lang, "第 %lld 号提交：%s，审计第 %lld 条\n",
                                      "submission %lld: %s, audit entry %lld\n"),
                                 (long long)r.submission, decision_name(decision, c->lang),
                                 (long long)r.audit_seq),
                    e);
}

bool run_submission_approve(Cli *c, Err *e)
{
    return review(c, DECISION_APPROVE, e);
}

bool run_submission_return(Cli *c, Err *e)
{
    return review(c, DECISION_RETURN, e);
}

/* ---- submission reviews ---- */

static void review_table(const Cli *c, const Review *items, size_t n, Buf *out)
{
    const TableColumn columns[] = {{TEXT(c->lang, "提交", "submission"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "审核", "review"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "理由", "reason"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "谁", "by"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "何时", "at"), ALIGN_LEFT, false}};
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));

    for (size_t i = 0; i < n; i++) {
        text_table_row(t);
        text_table_cellf(t, TONE_PLAIN, "%lld", (long long)items[i].submission);
        text_table_cell(t, items[i].decision == DECISION_RETURN ? TONE_BAD : TONE_GOOD,
                        decision_name(items[i].decision, c->lang));
        text_table_cell(t, TONE_PLAIN, items[i].reason);
        text_table_cell(t, TONE_PLAIN, items[i].by);
        text_table_cell(t, TONE_DIM, items[i].at);
    }
    text_table_write(t, WIDTH, c->colour, out);
}

bool run_submission_reviews(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    Rows rows = {.arena = c->arena};
    ListFormat format;
    Completeness all;
    Review *items;
    bool given;
    Period p;
    size_t n;

    TRY(list_format(c, &format, e) && reading_period(c, &p, &given, e) && reading_open(c, &r, e) &&
        review_list(r.s, r.city.id, c->arena, &items, &n, e));
    if (given) {
        TRY(completeness_of(&(Collecting){r.known, &r.catalogue, p, 0}, c->arena, &all, e));
        n = reviews_of(&all, items, n);
    }
    review_rows(items, n, &rows);
    if (format != LIST_TABLE)
        return list_write(c, format, &rows, e);
    if (n)
        review_table(c, items, n, &out);
    else
        buf_str(&out, TEXT(c->lang, "还没有审核过提交\n", "no submission was reviewed yet\n"));
    return cli_write_to(c, &out, e);
}

/* ---- period lock, unlock, list ---- */

static bool find_department(const Cli *c, const City *city, const char **code, Err *e)
{
    const char *text = cli_value(c, "department");
    Unit u;

    *code = "";
    if (!text)
        return true;
    TRY(unit_find(city, str_of(text), &u, e));
    if (!u.department)
        return ERR(e, ERR_INVALID, "“%s”不是部门；锁定按部门",
                   "\"%s\" is no department; a lock is by department", text);
    *code = u.department->code;
    return true;
}

static bool set_lock(Cli *c, bool locked, Err *e)
{
    AUTO(acting_close) Acting a = {0};
    PeriodLock set = {.locked = locked, .reason = cli_value(c, "reason")};
    Rows rows = {.arena = c->arena};
    Basis basis = BASES;

    TRY(period_parse(str_of(c->operands[0]), &set.period, &basis, e) && acting_open(c, &a, e) &&
        find_department(c, &a.city, &set.department, e) && lock_set(a.s, &a.city, &a.intake, &set, e));
    lock_rows(VIEWER(c), &(PeriodLocks){&set, 1, 1}, &rows);
    const char *who = *set.department ? set.department : TEXT(c->lang, "全部部门", "all departments");
    return cli_tell(
        c, &rows,
        arena_printf(c->arena,
                     TEXT(c->lang, "%s（%s）%s，审计第 %lld 条\n", "%s (%s): %s, audit entry %lld\n"),
                     show_period(c->arena, set.period), who,
                     locked ? TEXT(c->lang, "已锁定", "locked") : TEXT(c->lang, "已解锁", "unlocked"),
                     (long long)set.audit_seq),
        e);
}

bool run_period_lock(Cli *c, Err *e)
{
    return set_lock(c, true, e);
}

bool run_period_unlock(Cli *c, Err *e)
{
    return set_lock(c, false, e);
}

static void lock_table(const Cli *c, const PeriodLocks *locks, Buf *out)
{
    const TableColumn columns[] = {{TEXT(c->lang, "时期", "period"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "部门", "department"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "状态", "state"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "理由", "reason"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "谁", "by"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "何时", "at"), ALIGN_LEFT, false}};
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));

    for (size_t i = 0; i < locks->n; i++) {
        const PeriodLock *l = &locks->items[i];
        text_table_row(t);
        text_table_cell(t, TONE_PLAIN, show_period(c->arena, l->period));
        text_table_cell(t, TONE_PLAIN, *l->department ? l->department : TEXT(c->lang, "全部", "all"));
        text_table_cell(t, l->locked ? TONE_BAD : TONE_PLAIN,
                        l->locked ? TEXT(c->lang, "锁定", "locked") : TEXT(c->lang, "解锁", "unlocked"));
        text_table_cell(t, TONE_PLAIN, l->reason);
        text_table_cell(t, TONE_PLAIN, l->by);
        text_table_cell(t, TONE_DIM, l->at);
    }
    text_table_write(t, WIDTH, c->colour, out);
}

bool run_period_list(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    Rows rows = {.arena = c->arena};
    PeriodLocks locks;
    ListFormat format;

    TRY(list_format(c, &format, e) && reading_open(c, &r, e) &&
        locks_load(r.s, r.city.id, r.known.as_of, c->arena, &locks, e));
    lock_rows(VIEWER(c), &locks, &rows);
    if (format != LIST_TABLE)
        return list_write(c, format, &rows, e);
    if (locks.n)
        lock_table(c, &locks, &out);
    else
        buf_str(&out, TEXT(c->lang, "还没有锁定过时期\n", "no period was ever locked\n"));
    return cli_write_to(c, &out, e);
}
