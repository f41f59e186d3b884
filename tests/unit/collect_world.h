/* The small city with due days, and what the tests of collecting do to it. */
#pragma once
#include "city_folder.h"
#include "indicator/form.h"
#include "indicator/missing.h"
#include "indicator/observation.h"
#include "ledger/review.h"

typedef struct Collected {
    City city;
    Catalogue catalogue;
    Collecting of;
} Collected;

static inline CityFixture *collect_new(void)
{
    CityFixture *f = fixture_new();

    assert_true(
        fixture_import(f, "due.csv",
                       "rule,valid_from,valid_to,frequency,department,indicator,months_after,day,source\n"
                       "L,2000-01-01,,month,*,LOAN,1,31,\n"
                       "CZ,2000-01-01,,month,czj,*,1,10,\nM,2000-01-01,,month,*,*,1,18,\n"
                       "Q,2000-01-01,,quarter,*,*,1,25,\n"
                       "OLD,2000-01-01,2019-12-31,month,*,IVA,1,1,\n"));
    return f;
}

static inline Collected *look(CityFixture *f, Period p, int as_of, int today)
{
    Collected *c = NEW(f->arena, Collected);

    f->e = (Err){.lang = LANG_EN};
    assert_true(city_load(f->s, as_of, f->arena, &c->city, &f->e));
    assert_true(catalogue_load(f->s, &c->city, f->arena, &c->catalogue, &f->e));
    c->of = (Collecting){{.s = f->s, .city = &c->city, .as_of = as_of}, &c->catalogue, p, today};
    return c;
}

static inline Intake who(const char *by)
{
    return (Intake){.city = 330182, .by = by, .received_at = "2021-07-20T08:00:00Z", .known_on = 20210720};
}

static inline Form form(CityFixture *f, const char *unit, Period p, int today)
{
    Collected *c = look(f, p, 0, today);
    Unit u;
    Form out;

    assert_true(unit_find(&c->city, str_of(unit), &u, &f->e));
    if (!form_of(&c->of, &u, f->arena, &out, &f->e))
        fail_msg("%s", f->e.msg);
    return out;
}

static inline const FormCell *cell(const Form *f, const char *indicator, Measure m)
{
    for (size_t i = 0; i < f->n; i++)
        if (strcmp(f->cells[i].owed.indicator->code, indicator) == 0 && f->cells[i].owed.measure == m)
            return &f->cells[i];
    return NULL;
}

static inline OwedState state_of(CityFixture *f, const char *unit, const char *indicator, int today)
{
    Form x = form(f, unit, period_month(2021, 6), today);

    return owed_shown(&cell(&x, indicator, MEASURE_VALUE)->owed);
}

/* Hands in cells of June 2021; gives the submission, 0 when refused. */
static inline int64_t hand_in(CityFixture *f, FormHandIn in)
{
    f->e = (Err){.lang = LANG_EN};
    in.period = in.period.year ? in.period : period_month(2021, 6);
    if (!in.import.intake.by)
        in.import.intake = who("clerk");
    return form_submit(f->s, &in, f->arena, &f->report, &f->e) ? f->report.files[0].receipt.submission : 0;
}

#define HAND_IN(f, unit_kind, unit_code, ...)                                                                \
    hand_in((f), (FormHandIn){.kind = (unit_kind),                                                           \
                              .unit = (unit_code),                                                           \
                              .entries = (const FormEntry[]){__VA_ARGS__},                                   \
                              .n = COUNT(((const FormEntry[]){__VA_ARGS__}))})

static inline bool review(CityFixture *f, int64_t submission, Decision d, const char *reason, const char *by)
{
    Review r = {.submission = submission, .decision = d, .reason = reason};
    Intake in = who(by);

    f->e = (Err){.lang = LANG_EN};
    return review_add(f->s, &in, &r, f->arena, &f->e);
}

static inline bool lock(CityFixture *f, bool locked, const char *department, const char *reason)
{
    PeriodLock l = {
        .period = period_month(2021, 6), .department = department, .locked = locked, .reason = reason};
    Intake in = who("analyst");
    City city;

    f->e = (Err){.lang = LANG_EN};
    assert_true(city_load(f->s, 0, f->arena, &city, &f->e));
    return lock_set(f->s, &city, &in, &l, &f->e);
}
