/* Checks of owners' monthly reports against the report before, the register and the stages. All faults are
 * told. */
#include <math.h>
#include <string.h>

#include "city/references.h"
#include "project/check.h"
#include "project/dates.h"

enum { SHA256_DIGITS = SHA256_HEX - 1 };

/* What is known of the project that is being checked: from the store, then from earlier rows of the file. */
typedef struct Known {
    const char *code;
    int64_t id;  /* 0: not in the register */
    Period last; /* last month reported before the row's; year 0 never */
    double to_date;
    bool again;     /* the month was reported before */
    bool explained; /* the row before, of the same file, gave a reason: it may have been a correction */
    bool loaded;    /* the store's reports, which are only needed when one comes again */
    ProjectRecords reports;
    StageDates dates;
    int dates_until; /* code of the month up to which the store's dates were taken */
    const Course *course;
    double total;
} Known;

static bool load_register(const Checking *c, Known *k, Err *e)
{
    ProjectAsk ask = {.s = c->w->s, .city = &c->w->city, .stages = &c->w->stages, .code = k->code};
    ProjectRecords old;

    TRY(project_records(&ask, KIND_REGISTER, c->w->arena, &old, e));
    k->total = (double)NAN;
    if (!old.n)
        return true;
    k->total = cell_number(PROJECT_CELL(&old, old.n - 1, "total"));
    k->course = check_course(c, PROJECT_CELL(&old, old.n - 1, "class"));
    return true;
}

/* The store's last report up to a month. */
static bool load_before(const Checking *c, Known *k, Period month, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(c->w->s, SQL_PROJECT_REPORT_BEFORE, &q, e, INT(c->w->in.city), INT(k->id),
              INT(period_code(month)), INT(99991231)) &&
        query_next(q, &row, e));
    Period p = {0};
    if (row)
        (void)period_from_code((int)query_int(q, 0), &p);
    if (!row || (k->last.year && period_cmp(k->last, p) >= 0))
        return true;
    k->last = p;
    k->to_date = query_real(q, 1);
    return true;
}

static bool load_dates(const Checking *c, Known *k, Period month, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(c->w->s, SQL_PROJECT_DATES_OF, &q, e, INT(c->w->in.city), INT(k->id), INT(period_code(month)),
              INT(99991231)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            break;
        if (query_int(q, 1) > k->dates_until)
            dates_take(&c->w->stages, query_text(q, 2), &k->dates);
    }
    k->dates_until = period_code(month);
    return true;
}

/* Brings what is known up to the row's month. */
static bool know(const Checking *c, Known *k, Period month, Err *e)
{
    const char *code = check_text(c, "code");

    if (!k->code || strcmp(k->code, code) != 0) {
        *k = (Known){.code = code};
        TRY(project_number(c->w->s, c->w->in.city, code, &k->id, e));
        TRY(!k->id || load_register(c, k, e));
    }
    if (!k->id || !month.year)
        return true;
    Period before = k->last;
    double to_date = k->to_date;
    TRY(load_before(c, k, month, e));
    k->again = k->last.year && period_eq(k->last, month);
    if (k->again && !period_eq(before, month)) {
        k->last = before; /* the one to go on from is an earlier one */
        k->to_date = to_date;
        TRY(load_before(c, k, period_shift(month, -1), e));
    }
    return load_dates(c, k, month, e);
}

/* Columns that may differ in a report that says the same again. */
static bool is_about_row(const char *column)
{
    static const char *const names[] = {"month", "known_on", "no", "name", "source", "reason"};

    for (size_t i = 0; i < COUNT(names); i++)
        if (strcmp(column, names[i]) == 0)
            return true;
    return false;
}

static bool says_the_same(const Checking *c, const ProjectRecord *x)
{
    const CityTable *t = c->r->table;

    for (size_t j = 0; j < t->n; j++)
        if (!is_about_row(t->columns[j].name) && strcmp(x->cells[j], c->r->cells[c->row][j]) != 0)
            return false;
    return true;
}

/* A month that was reported comes again: the same once more is fine, another needs a reason. */
static bool check_again(const Checking *c, Known *k, Period month, Err *e)
{
    ProjectAsk ask = {.s = c->w->s, .city = &c->w->city, .stages = &c->w->stages, .code = k->code};

    if (!k->again || check_explained(c))
        return true;
    TRY(k->loaded || project_records(&ask, KIND_REPORTS, c->w->arena, &k->reports, e));
    k->loaded = true;
    for (size_t i = 0; i < k->reports.n; i++)
        if (period_eq(cell_month(PROJECT_CELL(&k->reports, i, "month")), month) &&
            says_the_same(c, &k->reports.items[i]))
            return true;
    FINDING(c->fs, FAULT, check_place(c, "month"), "reported-again", check_text(c, "month"),
            "这个月已经报过；更正请写明理由", "the month was reported already; a correction needs a reason");
    return true;
}

static void check_month(const Checking *c, const Known *k, Period month)
{
    const char *text = check_text(c, "month");
    int known_on = row_known_on(c->w, c->r->table, c->r->cells[c->row]);

    if (!month.year) {
        FINDING(c->fs, FAULT, check_place(c, "month"), "bad-month", text, "应为月份，如 2021-06",
                "expected a month such as 2021-06");
        return;
    }
    if (period_first_day(month) > known_on)
        FINDING(c->fs, FAULT, check_place(c, "month"), "future-month", text, "这个月还没有到",
                "the month has not begun yet");
    bool gap = k->last.year && !k->again && !period_eq(period_shift(k->last, 1), month);
    if (gap && !check_explained(c))
        FINDING(c->fs, FAULT, check_place(c, "month"), "month-gap", text,
                "上次报的是 %d-%02d，中间漏了月份；请补报或写明理由",
                "the last report was of %d-%02d; report the months between or give a reason", k->last.year,
                k->last.index);
}

static void check_sums(const Checking *c, const Known *k)
{
    double invested = check_number(c, "invested"), to_date = check_number(c, "to_date"),
           before = k->last.year ? k->to_date : (double)NAN;

    if (check_explained(c))
        return;
    if (!k->explained && fabs(before + invested - to_date) > MONEY_TOLERANCE)
        FINDING(c->fs, FAULT, check_place(c, "to_date"), "sum-differs", check_text(c, "to_date"),
                "应为上期累计 %.15g + 本月 %.15g = %.15g，否则写明理由",
                "expected %.15g before + %.15g of the month = %.15g, or a reason", before, invested,
                before + invested);
    if (to_date > k->total + MONEY_TOLERANCE)
        FINDING(c->fs, FAULT, check_place(c, "to_date"), "above-total", check_text(c, "to_date"),
                "超过总投资 %.15g，请改正或写明理由",
                "is above the total of %.15g; correct it or give a reason", k->total);
    if (invested > to_date + MONEY_TOLERANCE)
        FINDING(c->fs, FAULT, check_place(c, "invested"), "month-above-sum", check_text(c, "invested"),
                "本月数大于累计数", "the month's is above the sum to date");
}

/* ---- stages ---- */

static const StageStep *step_of(const Course *c, size_t stage)
{
    for (size_t i = 0; c && i < c->n; i++)
        if (c->steps[i].stage == stage)
            return &c->steps[i];
    return NULL;
}

typedef struct StageCell {
    size_t stage, column;
    const char *text;
    int latest; /* an actual date may not be behind this day */
} StageCell;

/* A date itself: a day, not in the future. */
static bool check_date(const Checking *c, const StageCell *x)
{
    int day = date_or_none(x->text);

    if (strcmp(x->text, "-") == 0)
        return true;
    if (!day)
        FINDING(c->fs, FAULT, records_place(c->r, c->row, x->column), "bad-date", x->text,
                "应为日期，如 2021-03-15；撤回写 -",
                "expected a date such as 2021-03-15, or - to withdraw it");
    else if (day > x->latest)
        FINDING(c->fs, FAULT, records_place(c->r, c->row, x->column), "future-date", x->text,
                "实际日期不能晚于本月月底和报送日",
                "an actual date is behind the month's end or the day of handing in");
    return day && day <= x->latest;
}

static void check_predecessors(const Checking *c, const Known *k, const StageCell *x)
{
    const StageStep *step = step_of(k->course, x->stage);
    const Stages *s = &c->w->stages;
    Place at = records_place(c->r, c->row, x->column);
    int day = date_or_none(x->text);

    if (!step) {
        FINDING(c->fs, FAULT, at, "stage-of-other-class", x->text, "这一类项目没有阶段“%s”",
                "projects of this class have no \"%s\"", stage_name(&s->items[x->stage], c->fs->lang));
        return;
    }
    for (size_t p = 0; day && p < s->n; p++) {
        const char *name = stage_name(&s->items[p], c->fs->lang);
        if (!(step->before & 1u << p))
            continue;
        if (k->dates.actual[p] > day)
            FINDING(c->fs, FAULT, at, "stage-order", x->text, "早于前置阶段“%s”的实际日期",
                    "is before its predecessor \"%s\" was reached", name);
        else if (!k->dates.actual[p] && !check_explained(c))
            FINDING(c->fs, FAULT, at, "stage-open", x->text, "前置阶段“%s”还没有完成；请补报或写明理由",
                    "its predecessor \"%s\" has not been reached; report it or give a reason", name);
    }
}

static void check_stages(const Checking *c, Known *k, Period month)
{
    const Stages *s = &c->w->stages;
    size_t to[STAGES_MAX];
    int latest = period_last_day(month), known_on = row_known_on(c->w, c->r->table, c->r->cells[c->row]);
    StageCell cells[STAGES_MAX];
    size_t n = 0;

    stage_columns(c->r->table, "actual_", s, to);
    for (size_t i = 0; i < s->n; i++) {
        StageCell x = {i, to[i], c->r->cells[c->row][to[i]], latest < known_on ? latest : known_on};
        if (!*x.text || !check_date(c, &x))
            continue;
        k->dates.actual[i] = date_or_none(x.text);
        cells[n++] = x;
    }
    /* All dates of the row are laid down first: predecessors may stand in the same row. */
    for (size_t i = 0; i < n; i++)
        check_predecessors(c, k, &cells[i]);
    const Course *course = k->course;
    size_t entry = course ? course->of_kind[STAGE_ENTRY] : STAGE_NONE;
    if (check_number(c, "entered") > 0 && entry != STAGE_NONE && !k->dates.actual[entry] &&
        !check_explained(c))
        FINDING(c->fs, FAULT, check_place(c, "entered"), "entered-without-entry", check_text(c, "entered"),
                "项目还没有“%s”，不应有入统投资；请补报日期或写明理由",
                "the project has not reached \"%s\"; report its date or give a reason",
                stage_name(&s->items[entry], c->fs->lang));
}

/* ---- difficulties, pictures ---- */

static void check_difficulties(const Checking *c)
{
    Arena *a = c->w->arena;
    const char **what, **units, **dates;
    size_t n = text_split(a, check_text(c, "difficulty"), &what);
    size_t n_units = text_split(a, check_text(c, "difficulty_unit"), &units);
    size_t n_dates = text_split(a, check_text(c, "clear_by"), &dates);
    Err unknown = {.lang = c->fs->lang};
    Unit u;

    if (n_units != n || n_dates != n)
        FINDING(c->fs, FAULT, check_place(c, "difficulty"), "difficulties-differ",
                check_text(c, "difficulty"), "%zu 项困难要有同样多的责任单位(%zu)和时限(%zu)，都以 ; 隔开",
                "%zu difficulties need as many units (%zu) and dates (%zu), each separated by ;", n, n_units,
                n_dates);
    for (size_t i = 0; i < n_units; i++)
        if (!unit_find(&c->w->city, str_of(units[i]), &u, &unknown))
            FINDING(c->fs, FAULT, check_place(c, "difficulty_unit"), "unknown-unit", units[i], "%s", "%s",
                    unknown.msg);
    for (size_t i = 0; i < n_dates; i++)
        if (!date_or_none(dates[i]))
            FINDING(c->fs, FAULT, check_place(c, "clear_by"), "bad-date", dates[i], "应为日期，如 2021-11-30",
                    "expected a date such as 2021-11-30");
}

static void check_picture(const Checking *c)
{
    const char *sha = check_text(c, "picture");

    if (*sha && (strlen(sha) != SHA256_DIGITS || strspn(sha, "0123456789abcdef") != SHA256_DIGITS))
        FINDING(c->fs, FAULT, check_place(c, "picture"), "bad-picture", sha,
                "应为照片文件的 SHA-256，64 位小写十六进制",
                "expected the SHA-256 of the picture, 64 hex digits");
}

static bool check_report(const Checking *c, Known *k, Err *e)
{
    Period month = cell_month(check_text(c, "month"));

    TRY(know(c, k, month, e));
    check_row(c);
    check_difficulties(c);
    check_picture(c);
    if (!k->course) {
        FINDING(c->fs, FAULT, check_place(c, "code"), "unknown-project", k->code, "登记表里没有这个项目",
                "the register has no such project");
        return true;
    }
    check_month(c, k, month);
    TRY(check_again(c, k, month, e));
    check_sums(c, k);
    if (month.year)
        check_stages(c, k, month);
    k->last = month;
    k->explained = check_explained(c);
    k->to_date = check_number(c, "to_date");
    return true;
}

bool reports_check(ProjectIntake *w, const Records *r, Err *e)
{
    size_t *order = check_order(r, "month", w->arena);
    Known known = {0};

    for (size_t i = 0; i < r->n; i++)
        TRY(check_report(&(Checking){w, r, order[i], &w->out->findings}, &known, e));
    return true;
}
