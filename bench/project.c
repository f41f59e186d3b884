/* The list of projects with their lights, again and again in one process, as a server does: 10,000 projects
 * with 60 monthly reports each, added to a store that holds the demo city. Usage: project STORE TIMES. Prints
 * the best and the median in milliseconds, of the board and of a bare pass over the same rows (each column
 * read, nothing made of it), and their ratio; then what forecasts of all of them and of their total cost. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "project/forecast.h"
#include "project/intake.h"

enum { PROJECTS = 10000, MONTHS = 60, FIRST_YEAR = 2017, TIMES_MAX = 1000 };
static const Period october = {.year = 2021, .freq = FREQ_MONTH, .index = 10};

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* ---- rows ---- */

typedef struct Adding {
    Store *s;
    int64_t city, submission, project;
    int n; /* of the project */
} Adding;

static bool add_plan(const Adding *a, int year, Err *e)
{
    double m = 80 + a->n % 41;

    return RUN(a->s, SQL_PROJECT_PLAN_INSERT, e, INT(a->city), INT(year), INT(a->project), INT(20170110),
               INT(a->submission), INT(a->n + 2), REAL(m), REAL(m), REAL(m), REAL(m), REAL(m), REAL(m),
               REAL(m), REAL(m), REAL(m), REAL(m), REAL(m), REAL(m));
}

/* Every sixth report states dates: ten of sixty, as a project of thirteen stages does. */
static bool add_report(const Adding *a, int i, double *to_date, Err *e)
{
    static const char *const dates[] = {"sign:a20170110",       "land:a20170705 filing:a20170712",
                                        "eia:a20180110",        "planning:a20180705",
                                        "permit:a20190110",     "start:a20190705",
                                        "entry:a20200110",      "completion:f20221110",
                                        "completion:f20230110", "completion:f20230310"};
    Period month = period_month(FIRST_YEAR + i / 12, i % 12 + 1);
    double invested = 60 + (a->n * 7 + i * 13) % 60;

    *to_date += invested;
    return RUN(a->s, SQL_PROJECT_REPORT_INSERT, e, INT(a->city), INT(period_code(month)), INT(a->project),
               INT(period_last_day(month)), INT(a->submission), INT(a->n * MONTHS + i + 2), REAL(invested),
               REAL(*to_date), REAL(i < 36 ? 0 : invested), REAL(*to_date), REAL(*to_date * 1.1), NULLARG,
               TEXTARG(i % 6 ? "" : dates[i / 6]));
}

static bool add_project(Adding *a, Err *e)
{
    char code[CODE_MAX], name[CODE_MAX];
    double to_date = 0;

    snprintf(code, sizeof code, "B%05d", a->n);
    snprintf(name, sizeof name, "样本项目 %05d", a->n);
    TRY(dimension_id(a->s, a->city, "project", code, &a->project, e));
    TRY(RUN(
        a->s, SQL_PROJECT_INSERT, e, INT(a->city), INT(a->project), INT(20170110), INT(a->submission),
        INT(a->n + 2), TEXTARG(code), TEXTARG(name), INT(a->n % 5), INT(a->n % 2), TEXTARG("330182001"),
        TEXTARG("fgj"), TEXTARG("L03"), TEXTARG("样本企业"), TEXTARG("FAI;IINV"), INT(1), REAL(9000), NULLARG,
        INT(0),
        TEXTARG("sign:20170110 land:20170701 filing:20170701 eia:20180101 planning:20180701 permit:20190101 "
                "start:20190701 entry:20190801 completion:20221001")));
    for (int year = FIRST_YEAR; year < FIRST_YEAR + MONTHS / 12; year++)
        TRY(add_plan(a, year, e));
    for (int i = 0; i < MONTHS; i++)
        TRY(add_report(a, i, &to_date, e));
    return true;
}

static bool add_all(Store *s, int64_t city, Err *e)
{
    Intake in = {.city = city, .by = "bench", .received_at = "2022-01-01T00:00:00Z", .known_on = 20220101};
    AUTO(submission_close) Submission sub = {0};
    Adding a = {.s = s, .city = city};

    TRY(store_begin(s, e));
    AUTO(transaction_end) Transaction t = s;
    TRY(submission_open(s, &in, "projects", "bench.csv", &sub, e));
    a.submission = sub.id;
    for (a.n = 0; a.n < PROJECTS; a.n++)
        TRY(add_project(&a, e));
    return store_commit(s, e);
}

/* ---- passes ---- */

static bool step_all(Query *q, int columns, double *sum, Err *e)
{
    bool row;

    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        for (int k = 0; k < columns; k++)
            *sum += query_real(q, k);
    }
}

static bool bare(Store *s, int64_t city, double *sum, Err *e)
{
    AUTO(query_end) Query *a = NULL, *b = NULL, *c = NULL, *d = NULL;

    TRY(QUERY(s, SQL_PROJECT_ALL, &a, e, INT(city), INT(99991231)) && step_all(a, 16, sum, e));
    TRY(QUERY(s, SQL_PROJECT_PLAN_ALL, &b, e, INT(city), INT(2021), INT(2021), INT(99991231)) &&
        step_all(b, 13, sum, e));
    TRY(QUERY(s, SQL_PROJECT_REPORT_WINDOW, &c, e, INT(city), INT(20210100), INT(20211000), INT(99991231)) &&
        step_all(c, 8, sum, e));
    return QUERY(s, SQL_PROJECT_DATES, &d, e, INT(city), INT(20211000), INT(99991231)) &&
           step_all(d, 2, sum, e);
}

typedef struct World {
    Store *s;
    City city;
    Catalogue catalogue;
} World;

static bool board(const World *w, size_t *red, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    Board b;

    TRY(board_open(&(BoardSpec){{.s = w->s, .city = &w->city}, &w->catalogue, october}, a, &b, e));
    *red = 0;
    for (size_t i = 0; i < b.n; i++)
        *red += b.projects[i].lamp == PROJECT_RED;
    return true;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static bool run(const World *w, int times, Err *e)
{
    static double boards[TIMES_MAX], bares[TIMES_MAX];
    size_t red = 0;
    double sum = 0;

    for (int i = 0; i < times; i++) {
        double start = now_ms();
        TRY(board(w, &red, e));
        boards[i] = now_ms() - start;
        start = now_ms();
        TRY(bare(w->s, w->city.id, &sum, e));
        bares[i] = now_ms() - start;
    }
    qsort(boards, (size_t)times, sizeof *boards, by_value);
    qsort(bares, (size_t)times, sizeof *bares, by_value);
    printf("board best %.1f ms median %.1f ms; bare pass best %.1f ms median %.1f ms; ratio %.2f; %zu red\n",
           boards[0], boards[times / 2], bares[0], bares[times / 2], boards[0] / bares[0], red);
    return true;
}

/* Once: learning from four closed years of each, every project, the total. */
static bool forecasts(const World *w, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    ProjectForecast one;
    ForecastTotal total;
    Forecasts f;
    size_t *which;
    Board b;
    double at[4];

    TRY(board_open(&(BoardSpec){{.s = w->s, .city = &w->city}, &w->catalogue, october}, a, &b, e));
    at[0] = now_ms();
    TRY(forecasts_open(&b, &f, e));
    at[1] = now_ms();
    for (size_t i = 0; i < b.n; i++)
        TRY(forecast_project(&f, i, &one, e));
    at[2] = now_ms();
    size_t n = board_filter(&b, &(BoardFilter){0}, &which);
    TRY(forecast_total(&f, which, n, &total, e));
    at[3] = now_ms();
    printf("forecasts: learning %.0f ms (%zu years, %zu stated dates), %zu projects %.0f ms, their total "
           "%.0f ms\n",
           at[1] - at[0], f.n_past, f.n_cases, b.n, at[2] - at[1], at[3] - at[2]);
    return true;
}

static bool prepare(const char *path, Err *e)
{
    AUTO(store_close) Store *s = NULL;
    AUTO(arena_free) Arena *a = arena_new();
    int64_t there;
    City city;

    TRY(store_open(path, STORE_WRITE, &s, e) && city_load(s, 0, a, &city, e) &&
        project_number(s, city.id, "B00000", &there, e));
    return there || add_all(s, city.id, e);
}

static bool bench(const char *path, int times, Err *e)
{
    AUTO(store_close) Store *s = NULL;
    AUTO(arena_free) Arena *a = arena_new();
    World w = {0};

    TRY(prepare(path, e) && store_open(path, STORE_READ, &s, e) && city_load(s, 0, a, &w.city, e) &&
        catalogue_load(s, &w.city, a, &w.catalogue, e));
    w.s = s;
    return run(&w, times, e) && forecasts(&w, e);
}

int main(int argc, char **argv)
{
    Err e = {.lang = LANG_EN};
    int times = argc == 3 ? (int)strtol(argv[2], NULL, 10) : 0;

    if (times < 1 || times > TIMES_MAX) {
        fprintf(stderr, "usage: project STORE TIMES\n");
        return 2;
    }
    arena_keep_pages(); /* as serve does */
    if (bench(argv[1], times, &e))
        return 0;
    fprintf(stderr, "%s\n", e.msg);
    return 1;
}
