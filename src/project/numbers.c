#include "project/numbers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "project/dates.h"

double cell_number(const char *text)
{
    Decimal d;
    bool lossy;

    return *text && decimal_parse(str_of(text), &d, &lossy) ? d.value : (double)NAN;
}

Period cell_month(const char *text)
{
    Err e = {.lang = LANG_ZH};
    Basis basis = BASES;
    Period p;

    if (!period_parse(str_of(text), &p, &basis, &e) || (p.freq != FREQ_MONTH && p.freq != FREQ_DAY))
        return (Period){0};
    return period_month(p.year, p.index);
}

const char *text_of(const CityTable *t, const char *const *cells, const char *column)
{
    return cells[records_column(t, column)];
}

double cell_of(const CityTable *t, const char *const *cells, const char *column)
{
    return cell_number(text_of(t, cells, column));
}

bool register_has_plan(const CityTable *t, const char *const *cells)
{
    return *text_of(t, cells, "year") != '\0';
}

void row_plan(const CityTable *t, const char *const *cells, double plan[12])
{
    size_t first = records_column(t, "plan_01");

    for (size_t m = 0; m < 12; m++) {
        double v = cell_number(cells[first + m]);
        plan[m] = isnan(v) ? 0 : v;
    }
}

static void add_dates(const CityTable *t, const char *const *cells, const char *prefix, Buf *out)
{
    size_t n = strlen(prefix);
    char kind = *prefix == 'p' ? '\0' : *prefix;

    for (size_t j = 0; j < t->n; j++) {
        if (strncmp(t->columns[j].name, prefix, n) != 0 || !*cells[j])
            continue;
        dates_add(out, t->columns[j].name + n, kind, date_or_none(cells[j]));
    }
}

const char *row_dates(ProjectKind k, const CityTable *t, const char *const *cells, Arena *a)
{
    AUTO(buf_free) Buf b = buf_new(FIELD_MAX);

    if (k == KIND_REGISTER) {
        add_dates(t, cells, "planned_", &b);
    } else {
        add_dates(t, cells, "actual_", &b);
        add_dates(t, cells, "forecast_", &b);
    }
    return arena_strdup(a, buf_cstr(&b));
}

static Arg number(double v)
{
    return isnan(v) ? NULLARG : REAL(v);
}

static Arg yes(const char *text, const char *word)
{
    return INT(strcmp(text, word) == 0);
}

static bool store_plan(Store *s, const RowKey *k, const CityTable *t, const char *const *cells, Err *e)
{
    double m[12];

    row_plan(t, cells, m);
    return RUN(s, SQL_PROJECT_PLAN_INSERT, e, INT(k->city), INT(strtol(text_of(t, cells, "year"), NULL, 10)),
               INT(k->project), INT(k->known_on), INT(k->submission), INT(k->line), REAL(m[0]), REAL(m[1]),
               REAL(m[2]), REAL(m[3]), REAL(m[4]), REAL(m[5]), REAL(m[6]), REAL(m[7]), REAL(m[8]), REAL(m[9]),
               REAL(m[10]), REAL(m[11]));
}

#define CELL_TEXT_(column)   text_of(t, cells, column)
#define CELL_NUMBER_(column) number(cell_of(t, cells, column))

static bool store_register(Store *s, const RowKey *k, const CityTable *t, const char *const *cells, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    ProjectClass of = CLASS_INDUSTRY;

    (void)project_class_parse(str_of(CELL_TEXT_("class")), &of);
    TRY(RUN(s, SQL_PROJECT_INSERT, e, INT(k->city), INT(k->project), INT(k->known_on), INT(k->submission),
            INT(k->line), TEXTARG(cells[0]), TEXTARG(CELL_TEXT_("name")), INT(of),
            yes(CELL_TEXT_("owner_kind"), "government"), TEXTARG(CELL_TEXT_("area")),
            TEXTARG(CELL_TEXT_("department")), TEXTARG(CELL_TEXT_("leader")), TEXTARG(CELL_TEXT_("owner")),
            TEXTARG(CELL_TEXT_("indicator")), yes(CELL_TEXT_("sample"), "yes"), CELL_NUMBER_("total"),
            CELL_NUMBER_("bonds"), INT(date_or_none(CELL_TEXT_("bonds_issued"))),
            TEXTARG(row_dates(KIND_REGISTER, t, cells, a))));
    return !register_has_plan(t, cells) || store_plan(s, k, t, cells, e);
}

static bool store_report(Store *s, const RowKey *k, const CityTable *t, const char *const *cells, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();

    return RUN(s, SQL_PROJECT_REPORT_INSERT, e, INT(k->city),
               INT(period_code(cell_month(CELL_TEXT_("month")))), INT(k->project), INT(k->known_on),
               INT(k->submission), INT(k->line), CELL_NUMBER_("invested"), CELL_NUMBER_("to_date"),
               CELL_NUMBER_("entered"), CELL_NUMBER_("funds_due"), CELL_NUMBER_("funds_in"),
               CELL_NUMBER_("bonds_used"), TEXTARG(row_dates(KIND_REPORTS, t, cells, a)));
}

bool numbers_store(Store *s, ProjectKind k, const RowKey *key, const CityTable *t, const char *const *cells,
                   Err *e)
{
    return k == KIND_REGISTER ? store_register(s, key, t, cells, e) : store_report(s, key, t, cells, e);
}
