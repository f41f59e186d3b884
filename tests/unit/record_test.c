#include "cm.h"

#include <math.h>

#include "city_folder.h"
#include "indicator/observation.h"
#include "outlook/record.h"

static const char head[] = "indicator,area,period,basis,measure,value,unit,status,known_on\n";

typedef struct Desk {
    City city;
    Catalogue catalogue;
    View view;
    Outlook o;
} Desk;

static void open_desk(CityFixture *f, Desk *d)
{
    assert_true(city_load(f->s, 0, f->arena, &d->city, &f->e));
    assert_true(catalogue_load(f->s, &d->city, f->arena, &d->catalogue, &f->e));
    d->view = (View){.s = f->s, .city = &d->city};
    assert_true(outlook_open(&d->view, &d->catalogue, f->arena, &d->o, &f->e));
}

/* Three years and half a year, growing by 6 %, and a department that foresees 20 %. */
static void half_a_year(CityFixture *f)
{
    AUTO(buf_free) Buf b = buf_new(1 << 20);

    buf_str(&b, head);
    for (int year = 2018; year <= 2021; year++) {
        double sum = 0;
        for (int month = 2; month <= (year < 2021 ? 12 : 6); month++) {
            sum += pow(1.06, year - 2018) * (month == 2 ? 1.8 : 1);
            buf_printf(&b, "IVA,330182,%d-%02d,ytd,value,%.4f,,,2021-07-15\n", year, month, sum);
            if (year > 2018)
                buf_printf(&b, "IVA,330182,%d-%02d,ytd,yoy,6.0,,,2021-07-15\n", year, month);
        }
    }
    buf_str(&b, "IVA,330182,2021,year,yoy,20,,forecast,2021-07-16\n");
    if (!fixture_import(f, "half.csv", buf_cstr(&b)))
        fail_msg("%s", f->e.msg);
}

static const Intake desk = {330182, "tester", "2021-07-20T08:00:00Z", 20210720};

static size_t judge(CityFixture *f, Desk *d, int on, Judged **rows)
{
    Card card;
    size_t n;

    open_desk(f, d);
    assert_true(card_of(&d->o, d->city.self, period_month(2021, 6), &card, &f->e));
    record_of_card(&d->o, &card, on, 7, rows, &n);
    return n;
}

static bool keep(CityFixture *f, Desk *d, const Judged *rows, size_t n)
{
    Receipt receipt;

    return record_add(&d->o, &(RecordAdd){&desk, rows, n}, &receipt, &f->e);
}

static void judgements_are_kept_once_and_read_back(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    Desk d;
    Judged *rows, *back;
    size_t n;

    half_a_year(f);
    assert_int_equal(judge(f, &d, 20210720, &rows), 1);
    assert_string_equal(rows[0].indicator->code, "IVA");
    assert_true(rows[0].probability < 0.2 && rows[0].low < rows[0].mid && rows[0].mid < rows[0].high);
    assert_near(rows[0].department, 20, 0);
    assert_near(rows[0].carried, 6, 0);
    assert_true(keep(f, &d, rows, 1));
    assert_false(keep(f, &d, rows, 1));
    assert_int_equal(f->e.kind, ERR_CONFLICT);
    rows[0].judged_on = 20210820;
    assert_true(keep(f, &d, rows, 1));
    assert_true(record_load(&d.o, &back, &n, &f->e));
    assert_int_equal(n, 2);
    assert_int_equal(back[0].judged_on, 20210720);
    assert_int_equal(back[1].judged_on, 20210820);
    assert_near(back[0].probability, rows[0].probability, 1e-11);
    assert_near(back[0].mid, rows[0].mid, 1e-9);
    assert_int_equal(back[0].data, 7);
    assert_string_equal(back[0].method, "implied-growth");
    Verification v = {.arena = f->arena, .lang = LANG_EN};
    assert_true(ledger_verify(f->s, d.city.id, &v, &f->e));
    assert_int_equal(v.n, 0);
}

static void a_judgement_is_scored_when_the_result_is_published(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    Desk d;
    Judged *rows;
    RecordResult results[2];
    RecordScore score;
    size_t n;

    half_a_year(f);
    assert_int_equal(judge(f, &d, 20210720, &rows), 1);
    double p = rows[0].probability, mid = rows[0].mid;
    assert_true(keep(f, &d, rows, 1));
    assert_true(record_load(&d.o, &rows, &n, &f->e) && record_score(&d.o, rows, n, results, &score, &f->e));
    assert_int_equal(score.n_settled, 0); /* the department's forecast is no result */
    assert_int_equal(results[0].met, -1);
    assert_true(isnan(score.brier));
    assert_true(fixture_import(f, "year.csv",
                               "indicator,area,period,basis,measure,value,unit,status,known_on\n"
                               "IVA,330182,2021,year,yoy,6.4,,,2022-02-20\n"));
    open_desk(f, &d);
    assert_true(record_load(&d.o, &rows, &n, &f->e) && record_score(&d.o, rows, n, results, &score, &f->e));
    assert_int_equal(score.n_settled, 1);
    assert_int_equal(results[0].met, 0);
    assert_near(results[0].value, 6.4, 0);
    assert_near(score.brier, p * p, 1e-9);
    assert_near(score.brier_carried, 0, 0); /* 6 % carried forward said it would be missed */
    assert_near(score.error, fabs(mid - 6.4), 1e-9);
    assert_near(score.error_carried, 0.4, 1e-9);
    assert_near(score.error_department, 13.6, 1e-9);
    assert_int_equal(score.n_inside, 1);
    assert_int_equal(score.bins[0].n, 1);
    assert_near(score.bins[0].said, p, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(judgements_are_kept_once_and_read_back),
        cmocka_unit_test(a_judgement_is_scored_when_the_result_is_published),
    };
    return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
