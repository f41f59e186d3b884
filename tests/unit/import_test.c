#include "cm.h"

#include <math.h>

#include "city_folder.h"
#include "indicator/missing.h"
#include "indicator/observation.h"
#include "indicator/revisions.h"

static const char head[] =
    "indicator,area,period,basis,measure,value,unit,status,known_on,against,source,note\n";

/* Imports rows of the long form. */
static bool rows(CityFixture *f, const char *name, const char *text)
{
    AUTO(buf_free) Buf b = buf_new(1 << 20);

    buf_str(&b, head);
    buf_str(&b, text);
    return fixture_import(f, name, buf_cstr(&b));
}

typedef struct Loaded {
    City city;
    Catalogue catalogue;
    View view;
} Loaded;

static void load(CityFixture *f, int as_of, Loaded *l)
{
    f->e = (Err){.lang = LANG_EN};
    assert_true(city_load(f->s, as_of, f->arena, &l->city, &f->e));
    assert_true(catalogue_load(f->s, &l->city, f->arena, &l->catalogue, &f->e));
    l->view = (View){.s = f->s, .city = &l->city, .as_of = as_of};
}

static double value_at(CityFixture *f, const char *indicator, Basis b, Measure m, Period p, int as_of)
{
    Loaded l;
    History h;

    load(f, as_of, &l);
    assert_true(
        history_load(&l.view, catalogue_by_code(&l.catalogue, indicator), l.city.self, f->arena, &h, &f->e));
    const Fact *x = history_find(&h, b, m, p);
    return x ? x->value : (double)NAN;
}

static void a_long_sheet_is_stored_with_a_receipt(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();

    assert_true(rows(f, "a.csv",
                     "IVA,330182,2021-06,ytd,value,73.47,亿元,,2021-07-19,,bureau,first\n"
                     "规上工业增加值,建德,2021年1-6月,,yoy,17.7,%,,,,,\n"));
    assert_int_equal(f->report.n, 1);
    assert_int_equal(f->report.files[0].receipt.n_rows, 2);
    assert_int_equal(strlen(f->report.files[0].receipt.file_sha256), 64);
    assert_near(value_at(f, "IVA", BASIS_YTD, MEASURE_VALUE, period_month(2021, 6), 0), 73.47, 0);
    assert_near(value_at(f, "IVA", BASIS_YTD, MEASURE_YOY, period_month(2021, 6), 0), 17.7, 0);
    assert_true(isnan(value_at(f, "IVA", BASIS_YTD, MEASURE_VALUE, period_month(2021, 6), 20210718)));
}

static void every_fault_is_told_with_its_cell_and_nothing_is_stored(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();

    assert_false(rows(f, "bad.csv",
                      "IVX,330182,2021-06,ytd,value,1,,,,,,\n"                  /* 2: unknown indicator */
                      "IVA,330199,2021-06,ytd,value,1,,,,,,\n"                  /* 3: unknown area */
                      "IVA,330182,2021-06,ytd,value,1,万元,,,,,\n"              /* 4: unit */
                      "IVA,330182,2021-01,ytd,value,1,,,,,,\n"                  /* 5: January alone */
                      "IVA,330182,2021-08,ytd,value,1,,,,,,\n"                  /* 6: future */
                      "IVA,330104,2021-06,ytd,value,1,,,,,,\n"                  /* 7: area no longer valid */
                      "IVA,330182,2021-05,ytd,value,1,,,,,,\n"                  /* 8 */
                      "IVA,330182,2021-05,ytd,value,2,,,,,,\n"                  /* 9: duplicate of 8 */
                      "IVA,330182,2021-04,ytd,value,nan,,,,,,\n"                /* 10: not a number */
                      "IVA,330182,2021-04,ytd,value,1.2345678901234567,,,,,,\n" /* 11: digits */
                      "IVA,330182,2021-04,ytd,rank,2,,,,,,\n"                   /* 12: rank of what */
                      "IVA,330182,2021-13,ytd,value,1,,,,,,\n"                  /* 13: period */
                      "IVA,330182,2021-04,point,value,1,,,,,,\n"                /* 14: basis not published */
                      "IVA,330182,2021-04,ytd,value,12%,,,,,,\n"));             /* 15: percent */
    assert_int_equal(f->e.kind, ERR_REFUSED);
    assert_true(fixture_found(f, "unknown-indicator", 2, 1));
    assert_true(fixture_found(f, "unknown-area", 3, 2));
    assert_true(fixture_found(f, "unit-mismatch", 4, 6));
    assert_true(fixture_found(f, "january-alone", 5, 6));
    assert_true(fixture_found(f, "future-period", 6, 6));
    assert_true(fixture_found(f, "area-not-valid", 7, 6));
    assert_true(fixture_found(f, "duplicate-key", 9, 6));
    assert_true(fixture_found(f, "not-a-number", 10, 6));
    assert_true(fixture_found(f, "digits-lost", 11, 6));
    assert_true(fixture_found(f, "rank-without-peers", 12, 6));
    assert_true(fixture_found(f, "bad-period", 13, 3));
    assert_true(fixture_found(f, "basis-not-published", 14, 6));
    assert_true(fixture_found(f, "unit-mismatch", 15, 6));
    assert_int_equal(f->report.findings.n_faults, 13);
    assert_true(isnan(value_at(f, "IVA", BASIS_YTD, MEASURE_VALUE, period_month(2021, 5), 0)));
}

static void the_nearest_name_is_offered(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();

    assert_false(rows(f, "bad.csv", "规模以上工业增加直,330182,2021-06,ytd,value,1,,,,,,\n"));
    assert_non_null(strstr(f->report.findings.items[0].expected, "规模以上工业增加值"));
}

static void a_forecast_may_be_of_the_future_and_does_not_count_before_facts(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();

    assert_true(rows(f, "a.csv",
                     "IVA,330182,2021-08,ytd,value,99,,forecast,,,,\n"
                     "TREV,330182,2021-06,ytd,value,50,,forecast,2021-07-10,,,\n"
                     "TREV,330182,2021-06,ytd,value,49.97,,published,2021-07-09,,,\n"));
    assert_near(value_at(f, "IVA", BASIS_YTD, MEASURE_VALUE, period_month(2021, 8), 0), 99, 0);
    assert_near(value_at(f, "TREV", BASIS_YTD, MEASURE_VALUE, period_month(2021, 6), 0), 49.97, 0);
}

static void a_wide_sheet_with_two_header_rows_is_understood(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();

    assert_true(
        fixture_import(f, "wide.csv",
                       "2021年1-5月主要经济指标,,,,\n,,,单位:亿元,\n地区,规上工业增加值,,财政总收入,\n"
                       ",累计,同比增长(%),累计,同比增长(%)\n建德市,\"1,060.1\",18.2,40.2,50.1\n"
                       "新安江街道,１１,—,3,…\n合计说明,,,,\n"));
    assert_int_equal(f->report.files[0].receipt.n_rows, 6);
    assert_near(value_at(f, "IVA", BASIS_YTD, MEASURE_VALUE, period_month(2021, 5), 0), 1060.1, 0);
    assert_near(value_at(f, "TREV", BASIS_YTD, MEASURE_YOY, period_month(2021, 5), 0), 50.1, 0);
}

static void one_column_a_period_is_understood(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();

    assert_true(fixture_import(f, "p.csv",
                               "指标,2021年1-2月,2021年1-3月,2020年\n规上工业增加值(亿元),20,33,135.1\n"
                               "同比增长(%),30.1,25,8.5\n"));
    assert_near(value_at(f, "IVA", BASIS_YTD, MEASURE_VALUE, period_month(2021, 2), 0), 20, 0);
    assert_near(value_at(f, "IVA", BASIS_YEAR, MEASURE_YOY, period_year(2020), 0), 8.5, 0);
}

static void a_mapping_can_be_given(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    static const char *const maps[] = {"B=IVA:yoy:ytd", "C=ignore"};
    const char *text = "地区,x1,x2\n建德市,9.9,7\n";

    assert_false(fixture_import(f, "m.csv", text));
    assert_true(fixture_found(f, "unknown-column", 1, 2) && fixture_found(f, "unknown-column", 1, 3));
    assert_true(fixture_import_spec(f, "m.csv", text,
                                    (ImportSpec){.maps = maps, .n_maps = 2, .given = {.period = "2021-04"}}));
    assert_near(value_at(f, "IVA", BASIS_YTD, MEASURE_YOY, period_month(2021, 4), 0), 9.9, 0);
}

static void a_falling_total_must_be_accepted_and_stays_on_record(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    const char *text = "指标,2021年1-2月,2021年1-3月\n规上工业增加值,20.55,19.05\n";
    const char *profit = "指标,2021年1-2月,2021年1-3月\n利润总额,20.55,19.05\n";
    SubmissionRow *list;
    size_t n;

    assert_false(fixture_import(f, "fall.csv", text));
    assert_true(fixture_found(f, "ytd-falls", 2, 3));
    assert_true(fixture_import_spec(f, "fall.csv", text, (ImportSpec){.accept_warnings = true}));
    assert_true(submission_list(f->s, 330182, f->arena, &list, &n, &f->e));
    assert_non_null(strstr(list[n - 1].findings, "19.05"));
    assert_true(fixture_import(f, "profit.csv", profit));
    assert_int_equal(f->report.findings.n_warnings, 0);
}

static void growth_against_levels_and_parts_against_totals_are_flagged_only(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();

    assert_true(rows(f, "a.csv",
                     "TREV,330182,2020-06,ytd,value,31.8,,,,,,\nTREV,330182,2021-06,ytd,value,49.97,,,,,,\n"
                     "TREV,330182,2021-06,ytd,yoy,50.0,,,,,,\nTREV,330182001,2021-06,ytd,value,30,,,,,,\n"
                     "TREV,330182002,2021-06,ytd,value,10,,,,,,\n"));
    assert_true(fixture_found(f, "growth-against-levels", 4, 6));
    assert_true(fixture_found(f, "parts-against-total", 3, 6));
    assert_near(value_at(f, "TREV", BASIS_YTD, MEASURE_YOY, period_month(2021, 6), 0), 50.0, 0);
}

static void the_same_file_is_not_stored_twice(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();

    assert_true(rows(f, "a.csv", "IVA,330182,2021-06,ytd,value,73.47,,,,,,\n"));
    int64_t first = f->report.files[0].receipt.submission;
    assert_true(rows(f, "b.csv", "IVA,330182,2021-06,ytd,value,73.47,,,,,,\n"));
    assert_int_equal(f->report.files[0].same_as, first);
}

static void an_earlier_state_is_reproduced_and_the_revision_listed(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    RevisionList list;
    Loaded l;

    assert_true(rows(f, "a.csv", "IVA,330182,2021-06,ytd,value,73.4,,preliminary,2021-07-18,,,\n"));
    assert_true(rows(f, "b.csv", "IVA,330182,2021-06,ytd,value,73.47,,verified,2021-07-20,,,\n"));
    assert_near(value_at(f, "IVA", BASIS_YTD, MEASURE_VALUE, period_month(2021, 6), 20210719), 73.4, 0);
    assert_near(value_at(f, "IVA", BASIS_YTD, MEASURE_VALUE, period_month(2021, 6), 0), 73.47, 0);
    load(f, 0, &l);
    assert_true(revisions_since(&l.view, &l.catalogue, 20210719, f->arena, &list, &f->e));
    assert_int_equal(list.n, 1);
    assert_near(list.items[0].before.value, 73.4, 0);
    assert_near(list.items[0].now.value, 73.47, 0);
    assert_string_equal(list.items[0].by, "tester");
    assert_true(revisions_since(&l.view, &l.catalogue, 20210721, f->arena, &list, &f->e));
    assert_int_equal(list.n, 0);
}

static void a_rounded_retelling_does_not_replace_the_precise_figure(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();

    assert_true(rows(f, "a.csv",
                     "IVA,330182,2012,year,value,250.4,,,2013-02-01,,,\n"
                     "IVA,330182,2013,year,value,250.4,,,2014-02-01,,,\n"));
    assert_true(rows(f, "b.csv",
                     "IVA,330182,2012,year,value,250,,,2017-02-01,,,\n"
                     "IVA,330182,2013,year,value,251,,,2017-02-01,,,\n"));
    assert_near(value_at(f, "IVA", BASIS_YEAR, MEASURE_VALUE, period_year(2012), 0), 250.4, 0);
    assert_near(value_at(f, "IVA", BASIS_YEAR, MEASURE_VALUE, period_year(2013), 0), 251, 0);
}

static void what_is_due_and_not_there_is_missing(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    MissingList list;
    Loaded l;

    assert_true(rows(f, "a.csv",
                     "IVA,330182,2021-05,ytd,value,60,,,,,,\nIVA,330182001,2021-05,ytd,value,1,,,,,,\n"
                     "LOAN,330182,2021-05,point,value,1,,,,,,\nPROFIT,330182,2021-05,ytd,value,1,,,,,,\n"
                     "TREV,330182,2021-05,ytd,value,1,,forecast,,,,\n"));
    load(f, 0, &l);
    assert_true(missing_figures(&l.view, &l.catalogue, period_month(2021, 5), f->arena, &list, &f->e));
    /* IVA of one town; TREV of the city, which has a forecast only, and of two towns. GDP is due by quarter.
     */
    assert_int_equal(list.n, 4);
    assert_string_equal(list.items[0].area->code, "330182002");
    assert_true(list.items[1].forecast_only && !list.items[2].forecast_only);
}

static void a_dry_run_stores_nothing(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();

    assert_true(fixture_import_spec(f, "d.csv", "indicator,period,value\nIVA,2021-01~06,73.47\n",
                                    (ImportSpec){.dry_run = true}));
    assert_true(isnan(value_at(f, "IVA", BASIS_YTD, MEASURE_VALUE, period_month(2021, 6), 0)));
}

static void verify_names_a_changed_fact(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    Verification v = {.arena = f->arena, .lang = LANG_EN};

    assert_true(rows(f, "a.csv",
                     "IVA,330182,2021-06,ytd,value,73.47,,,,,,\nIVA,330182,2021-05,ytd,value,60,,,,,,\n"));
    assert_true(ledger_verify(f->s, 330182, &v, &f->e));
    assert_int_equal(v.n, 0);
    assert_true(v.n_rows > 20);
    /* One bit of the value, behind the store's back: 73.47 is 0x40525E147AE147AE as IEEE 754. */
    store_close(&f->s);
    FILE *file = fopen(tmp_file(&f->tmp, "q.db"), "r+b");
    static const unsigned char bits[] = {0x40, 0x52, 0x5E, 0x14, 0x7A, 0xE1, 0x47, 0xAE};
    char *bytes = calloc(1, 1 << 22);
    size_t n = fread(bytes, 1, 1 << 22, file), changed = 0;
    for (size_t i = 0; i + 8 <= n; i++)
        if (memcmp(bytes + i, bits, 8) == 0) {
            fseek(file, (long)i + 7, SEEK_SET);
            fputc(0xAF, file);
            changed++;
        }
    free(bytes);
    fclose(file);
    assert_true(changed >= 1);
    assert_true(store_open(tmp_file(&f->tmp, "q.db"), STORE_READ, &f->s, &f->e));
    v = (Verification){.arena = f->arena, .lang = LANG_EN};
    assert_true(ledger_verify(f->s, 330182, &v, &f->e));
    assert_true(v.n >= 2);
    assert_non_null(strstr(v.wrong[0], "row 2 column 6"));
    assert_non_null(strstr(v.wrong[0], "IVA"));
}

static void a_city_table_is_refused_with_all_its_faults(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();

    assert_false(fixture_import(
        f, "areas.csv",
        "code,name_zh,name_en,kind,parent,colour\n330182,,Jiande,village,,\n330182,a,b,city,,\n"));
    assert_true(fixture_found(f, "unknown-column", 1, 6));
    assert_true(fixture_found(f, "empty-cell", 2, 2));
    assert_true(fixture_found(f, "bad-choice", 2, 4));
    assert_true(fixture_found(f, "duplicate-key", 3, 1));
}

static void a_code_that_no_table_has_is_refused(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();

    assert_false(fixture_import(f, "targets.csv",
                                "year,area,indicator,measure,relation,value,binding,status,known_on\n"
                                "2021,330182,IVA,yoy,at_least,8,binding,sample,2021-03-01\n"
                                "2021,330199,IVB,yoy,at_least,8,binding,sample,2021-03-01\n"));
    assert_int_equal(f->report.findings.n_faults, 2);
    assert_true(fixture_found(f, "unknown-code", 3, 2) && fixture_found(f, "unknown-code", 3, 3));
    assert_false(
        fixture_import(f, "areas.csv", "code,name_zh,name_en,kind,parent\n330182,a,b,city,330100\n"));
    assert_true(fixture_found(f, "unknown-code", 2, 5));
}

/* Three years of even months; then June comes in: as expected, and ten times as much (元 for 万元). */
static void a_figure_far_from_what_was_to_be_expected_is_asked_about_and_stored(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    AUTO(buf_free) Buf b = buf_new(1 << 16);

    buf_str(&b, "indicator,area,period,basis,measure,value\n");
    for (int year = 2018; year <= 2021; year++)
        for (int month = 2; month <= (year < 2021 ? 12 : 5); month++)
            buf_printf(&b, "IVA,330182,%d-%02d,ytd,value,%.2f\n", year, month,
                       10.0 * month * (1 + 0.06 * (year - 2018)) + month % 3);
    assert_true(fixture_import(f, "past.csv", buf_cstr(&b)));
    assert_int_equal(f->report.findings.n_flags, 0); /* a whole history is not asked about */
    assert_true(fixture_import(
        f, "june.csv", "indicator,area,period,basis,measure,value\nIVA,330182,2021-06,ytd,value,70.90\n"));
    assert_int_equal(f->report.findings.n_flags, 0);
    assert_true(fixture_import(
        f, "again.csv", "indicator,area,period,basis,measure,value\nIVA,330182,2021-06,ytd,value,709.0\n"));
    assert_int_equal(f->report.findings.n_flags, 1);
    assert_true(fixture_found(f, "unexpected", 2, 6));
    assert_non_null(strstr(f->report.findings.items[0].expected, "98 %"));
}

static void count_calls(void *who, int64_t rows)
{
    int64_t *last = who;

    assert_true(rows > *last);
    *last = rows;
}

static void a_verification_tells_how_far_it_is(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    AUTO(buf_free) Buf b = buf_new(1 << 20);
    int64_t last = 0;

    buf_str(&b, "indicator,area,period,basis,measure,value,unit,status,known_on\n");
    for (int year = 1960; year < 2020; year++)
        for (int month = 2; month <= 12; month++)
            for (int area = 101; area <= 103; area++)
                buf_printf(&b, "IVA,330%d,%d-%02d,ytd,yoy,5.%d,,,2021-01-01\n", area, year, month,
                           month % 10);
    if (!fixture_import(f, "long.csv", buf_cstr(&b)))
        fail_msg("%s", f->e.msg);
    Verification v = {.arena = f->arena, .lang = LANG_EN, .tell = count_calls, .who = &last};
    assert_true(ledger_verify(f->s, 330182, &v, &f->e));
    assert_int_equal(v.n, 0);
    assert_true(last > 0 && last <= v.n_rows && v.n_rows >= 1980);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_sheet_is_stored_with_a_receipt),
        cmocka_unit_test(a_verification_tells_how_far_it_is),
        cmocka_unit_test(every_fault_is_told_with_its_cell_and_nothing_is_stored),
        cmocka_unit_test(the_nearest_name_is_offered),
        cmocka_unit_test(a_forecast_may_be_of_the_future_and_does_not_count_before_facts),
        cmocka_unit_test(a_wide_sheet_with_two_header_rows_is_understood),
        cmocka_unit_test(one_column_a_period_is_understood),
        cmocka_unit_test(a_mapping_can_be_given),
        cmocka_unit_test(a_falling_total_must_be_accepted_and_stays_on_record),
        cmocka_unit_test(growth_against_levels_and_parts_against_totals_are_flagged_only),
        cmocka_unit_test(the_same_file_is_not_stored_twice),
        cmocka_unit_test(an_earlier_state_is_reproduced_and_the_revision_listed),
        cmocka_unit_test(a_rounded_retelling_does_not_replace_the_precise_figure),
        cmocka_unit_test(what_is_due_and_not_there_is_missing),
        cmocka_unit_test(a_dry_run_stores_nothing),
        cmocka_unit_test(verify_names_a_changed_fact),
        cmocka_unit_test(a_city_table_is_refused_with_all_its_faults),
        cmocka_unit_test(a_code_that_no_table_has_is_refused),
        cmocka_unit_test(a_figure_far_from_what_was_to_be_expected_is_asked_about_and_stored),
    };
    return cmocka_run_group_tests_name("import", tests, NULL, NULL);
}
