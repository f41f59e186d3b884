/* The numbers of lists and lights, compared with the rows that they were read from: both are written as one
 * text, and the texts must be the same. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "project/numbers.h"

static void add_number(Buf *b, double v)
{
    char text[NUM_TEXT_MAX];

    num_to_text(v, text);
    buf_printf(b, "|%s", text);
}

static void add_text(Buf *b, const char *s)
{
    buf_printf(b, "|%s", s);
}

/* ---- as the row says ---- */

static void register_says(const CityTable *t, const char *const *c, Arena *a, Buf *out)
{
    static const char *const texts[] = {"area", "department", "leader", "owner", "indicator"};
    ProjectClass of = CLASS_INDUSTRY;
    double plan[12];

    (void)project_class_parse(str_of(text_of(t, c, "class")), &of);
    add_text(out, c[0]);
    add_text(out, text_of(t, c, "name"));
    add_number(out, of);
    add_number(out, strcmp(text_of(t, c, "owner_kind"), "government") == 0);
    for (size_t i = 0; i < COUNT(texts); i++)
        add_text(out, text_of(t, c, texts[i]));
    add_number(out, strcmp(text_of(t, c, "sample"), "yes") == 0);
    add_number(out, cell_of(t, c, "total"));
    add_number(out, cell_of(t, c, "bonds"));
    add_number(out, date_or_none(text_of(t, c, "bonds_issued")));
    add_text(out, row_dates(KIND_REGISTER, t, c, a));
    if (!register_has_plan(t, c))
        return;
    add_number(out, cell_of(t, c, "year"));
    row_plan(t, c, plan);
    for (size_t i = 0; i < 12; i++)
        add_number(out, plan[i]);
}

static void report_says(const CityTable *t, const char *const *c, Arena *a, Buf *out)
{
    static const char *const numbers[] = {"invested",  "to_date",  "entered",
                                          "funds_due", "funds_in", "bonds_used"};

    add_text(out, c[0]);
    add_number(out, period_code(cell_month(text_of(t, c, "month"))));
    for (size_t i = 0; i < COUNT(numbers); i++)
        add_number(out, cell_of(t, c, numbers[i]));
    add_text(out, row_dates(KIND_REPORTS, t, c, a));
}

/* ---- as the numbers say ---- */

typedef struct Shape {
    ProjectKind kind;
    SqlId query;
    const char *columns; /* from column 3 on: t text, n number; the plan's behind ':' */
} Shape;

static const Shape shapes[] = {
    {KIND_REGISTER, SQL_PROJECT_VERIFY, "ttnntttttnnnnt:nnnnnnnnnnnnn"},
    {KIND_REPORTS, SQL_PROJECT_REPORT_VERIFY, "tnnnnnnnt"},
};

static void numbers_say(const Query *q, const char *columns, Arena *a, Buf *out)
{
    int column = 3;

    for (const char *c = columns; *c; c++) {
        if (*c == ':' && query_is_null(q, column))
            return; /* no plan of a year */
        if (*c == ':')
            continue;
        if (*c == 't')
            add_text(out, str_dup(a, query_text(q, column)));
        else
            add_number(out, query_is_null(q, column) ? (double)NAN : query_real(q, column));
        column++;
    }
}

/* ---- comparing ---- */

typedef struct Comparing {
    Store *s;
    int64_t city;
    const Shape *shape;
    Verification *v;
    int64_t submission;
    const CityTable *table;
    RecordsRows rows;
    Records taken;
} Comparing;

/* The stages that a submission's header names: what its rows say is read with them, whatever stages the city
 * has now. */
static void stages_of(Str header, const char *prefix, Arena *a, Stages *out)
{
    const char *p = header.s, *end = header.s + header.n;
    size_t n = strlen(prefix);

    while (p < end) {
        const char *stop = memchr(p, 0x1F, (size_t)(end - p));
        stop = stop ? stop : end;
        if ((size_t)(stop - p) > n && strncmp(p, prefix, n) == 0 && out->n < STAGES_MAX)
            out->items[out->n++] = (Stage){arena_strndup(a, p + n, (size_t)(stop - p) - n), "", ""};
        p = stop + 1;
    }
}

static bool take_header(Comparing *c, int64_t submission, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    Stages stages = {0};
    bool row;

    if (c->submission == submission)
        return true;
    TRY(QUERY(c->s, SQL_PROJECT_HEADER, &q, e, INT(c->city), TEXTARG(project_kind_code(c->shape->kind)),
              INT(submission)) &&
        query_next(q, &row, e));
    Str header = row ? query_text(q, 0) : (Str){"", 0};
    stages_of(header, c->shape->kind == KIND_REGISTER ? "planned_" : "actual_", c->v->arena, &stages);
    c->submission = submission;
    c->table = project_columns(c->shape->kind, &stages, c->v->arena);
    c->rows = (RecordsRows){.table = c->table, .arena = c->v->arena};
    records_take(&c->rows, 1, header, &c->taken);
    return true;
}

static bool compare_row(Comparing *c, const Query *q, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(buf_free) Buf said = buf_new(FIELD_MAX), kept = buf_new(FIELD_MAX);
    int64_t submission = query_int(q, 0), line = query_int(q, 1);

    TRY(take_header(c, submission, e));
    c->rows.arena = a;
    c->rows.cells = NULL;
    c->rows.lines = NULL;
    c->rows.cap_cells = c->rows.cap_lines = 0;
    c->taken.n = 0;
    records_take(&c->rows, (int)line, query_text(q, 2), &c->taken);
    if (c->shape->kind == KIND_REGISTER)
        register_says(c->table, c->taken.cells[0], a, &said);
    else
        report_says(c->table, c->taken.cells[0], a, &said);
    numbers_say(q, c->shape->columns, a, &kept);
    if (strcmp(buf_cstr(&said), buf_cstr(&kept)) != 0)
        WRONG(c->v, "提交 %lld 第 %lld 行的项目数字与原文不符",
              "the project's numbers of row %2$lld of submission %1$lld differ from the row",
              (long long)submission, (long long)line);
    return true;
}

static bool compare_count(Comparing *c, int64_t n, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    const char *kind = project_kind_code(c->shape->kind);
    bool row;

    TRY(QUERY(c->s, SQL_PROJECT_ROW_COUNT, &q, e, INT(c->city), TEXTARG(kind)) && query_next(q, &row, e));
    if (query_int(q, 0) != n)
        WRONG(c->v, "%s 有 %lld 行原文，却有 %lld 行数字", "%s has %lld rows, and %lld rows of numbers", kind,
              (long long)query_int(q, 0), (long long)n);
    return true;
}

static bool compare(Comparing *c, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    int64_t n = 0;
    bool row;

    TRY(QUERY(c->s, c->shape->query, &q, e, INT(c->city)));
    for (;; n++) {
        TRY(query_next(q, &row, e));
        if (!row)
            return compare_count(c, n, e);
        TRY(compare_row(c, q, e));
    }
}

bool project_verify(Store *s, int64_t city, Verification *v, Err *e)
{
    for (size_t i = 0; i < COUNT(shapes); i++)
        TRY(compare(&(Comparing){.s = s, .city = city, .shape = &shapes[i], .v = v}, e));
    return true;
}
