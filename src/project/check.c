#include "project/check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *check_text(const Checking *c, const char *column)
{
    return RECORD(c->r, c->row, column);
}

double check_number(const Checking *c, const char *column)
{
    return cell_number(check_text(c, column));
}

Place check_place(const Checking *c, const char *column)
{
    return records_place(c->r, c->row, records_column(c->r->table, column));
}

bool check_explained(const Checking *c)
{
    return *check_text(c, "reason") != '\0';
}

const Course *check_course(const Checking *c, const char *class_code)
{
    ProjectClass of = CLASS_INDUSTRY;

    (void)project_class_parse(str_of(class_code), &of);
    return &c->w->stages.courses[of];
}

int row_known_on(const ProjectIntake *w, const CityTable *t, const char *const *cells)
{
    int day = date_or_none(text_of(t, cells, "known_on"));

    return day ? day : w->in.known_on;
}

bool project_number(Store *s, int64_t city, const char *code, int64_t *id, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_DIMENSION_BY_CODE, &q, e, INT(city), TEXTARG("project"), TEXTARG(code)) &&
        query_next(q, &row, e));
    *id = row ? query_int(q, 0) : 0;
    return true;
}

void check_row(const Checking *c)
{
    const CityTable *t = c->r->table;

    for (size_t j = 0; j < t->n; j++) {
        const char *cell = c->r->cells[c->row][j], *name = t->columns[j].name;
        bool may = strcmp(name, "invested") == 0 || strcmp(name, "entered") == 0;
        if (t->columns[j].rule != RULE_NUMBER || !(cell_number(cell) < 0) || (may && check_explained(c)))
            continue;
        FINDING(c->fs, FAULT, records_place(c->r, c->row, j), "negative", cell,
                "不能为负；核减当月投资或入统数时写明理由",
                "must not be negative; a cut of the month's investment needs a reason");
    }
}

/* ---- order ---- */

typedef struct Ordered {
    const char *code, *second;
    size_t row;
} Ordered;

static int by_code(const void *a, const void *b)
{
    const Ordered *x = a, *y = b;
    int order = strcmp(x->code, y->code);

    order = order ? order : strcmp(x->second, y->second);
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

size_t *check_order(const Records *r, const char *second, Arena *a)
{
    Ordered *rows = NEW_N(a, Ordered, r->n + 1);
    size_t *out = NEW_N(a, size_t, r->n + 1), column = records_column(r->table, second);

    for (size_t i = 0; i < r->n; i++)
        rows[i] = (Ordered){RECORD(r, i, "code"), r->cells[i][column], i};
    qsort(rows, r->n, sizeof *rows, by_code);
    for (size_t i = 0; i < r->n; i++)
        out[i] = rows[i].row;
    return out;
}
