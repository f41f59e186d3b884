#include "cm.h"

#include <math.h>
#include <string.h>

#include "period/period.h"

static void periods_are_read_as_people_write_them(void **state)
{
    (void)state;
    static const struct {
        const char *text, *plain;
        bool ytd;
    } good[] = {{"2021", "2021", false},
                {"2021年", "2021", false},
                {"2021年度", "2021", false},
                {"2021Q2", "2021Q2", false},
                {"2021-Q2", "2021Q2", false},
                {"2021年二季度", "2021Q2", false},
                {"2021年第3季度", "2021Q3", false},
                {"2021-06", "2021-06", false},
                {"2021/6", "2021-06", false},
                {"202106", "2021-06", false},
                {"2021年6月", "2021-06", false},
                {"２０２１年６月末", "2021-06", false},
                {"2021-01~06", "2021-06", true},
                {"2021年1-6月", "2021-06", true},
                {"2021年1—6月", "2021-06", true},
                {"2021年1月-6月", "2021-06", true},
                {"2021年1–2月累计", "2021-02", true},
                {"2021年上半年", "2021-06", true},
                {"2021年前三季度", "2021-09", true},
                {"2021年一季度累计", "2021-03", true},
                {"2021-06-30", "2021-06-30", false},
                {"20210630", "2021-06-30", false},
                {"截至2021-08-02", "2021-08-02", false},
                {" 2021年8月2日 ", "2021-08-02", false}};
    static const char *const bad[] = {"",      "21",         "2021-13",     "2021-02-30", "2021Q5",
                                      "1899",  "2021-00",    "2021年7-9月", "六月",       "2021-06-30-01",
                                      "2021x", "2021-01~13", "2021-01~01"};
    Err e = {.lang = LANG_EN};
    char t[PERIOD_TEXT_MAX];
    Period p;

    for (size_t i = 0; i < COUNT(good); i++) {
        Basis b = BASIS_MONTH;
        assert_true(period_parse(str_of(good[i].text), &p, &b, &e));
        period_text(p, t);
        assert_string_equal(t, good[i].plain);
        assert_int_equal(b == BASIS_YTD, good[i].ytd);
    }
    for (size_t i = 0; i < COUNT(bad); i++) {
        Basis b;
        assert_false(period_parse(str_of(bad[i]), &p, &b, &e));
        assert_non_null(strstr(e.msg, "is not a period; write 2021-06"));
    }
}

static void every_period_reads_back_from_its_text_and_its_code(void **state)
{
    (void)state;
    Err e = {0};
    Basis b;

    for (int days = date_days(19990101); days <= date_days(20281231); days++) {
        int date = date_from_days(days);
        Period forms[] = {period_day(date), period_month(date / 10000, date / 100 % 100),
                          period_quarter(date / 10000, (date / 100 % 100 + 2) / 3),
                          period_year(date / 10000)};
        for (size_t i = 0; i < COUNT(forms); i++) {
            char t[PERIOD_TEXT_MAX];
            Period p, q;
            period_text(forms[i], t);
            assert_true(period_parse(str_of(t), &p, &b, &e) && period_eq(p, forms[i]));
            assert_true(period_from_code(period_code(p), &q) && period_eq(p, q));
            assert_true(period_eq(period_shift(period_shift(p, -37), 37), p));
        }
    }
    assert_int_equal(date_days(19700101), 0);
    assert_int_equal(date_from_days(date_days(20000229) + 1), 20000301);
}

static void a_period_knows_its_place_in_the_year(void **state)
{
    (void)state;
    char t[PERIOD_TEXT_MAX];

    assert_int_equal(period_last_day(period_quarter(2021, 3)), 20210930);
    assert_int_equal(period_first_day(period_quarter(2021, 3)), 20210701);
    assert_true(fabs(period_year_share(period_month(2021, 9)) - 0.75) < 1e-15);
    period_title(period_month(2021, 9), BASIS_YTD, LANG_ZH, t);
    assert_string_equal(t, "2021年1–9月");
    period_title(period_month(2021, 9), BASIS_YTD, LANG_EN, t);
    assert_string_equal(t, "Jan–Sep 2021");
    assert_true(period_cmp(period_month(2021, 6), period_quarter(2021, 2)) < 0);
    assert_true(period_cmp(period_year(2020), period_month(2021, 1)) < 0);
}

static void a_date_must_be_a_real_day(void **state)
{
    (void)state;
    int d;

    assert_true(date_parse(str_of("2020-02-29"), &d) && d == 20200229);
    assert_false(date_parse(str_of("2021-02-29"), &d));
    assert_false(date_parse(str_of("2021-02"), &d));
    assert_true(date_parse(str_of("2021年9月30日"), &d) && d == 20210930);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(periods_are_read_as_people_write_them),
        cmocka_unit_test(every_period_reads_back_from_its_text_and_its_code),
        cmocka_unit_test(a_period_knows_its_place_in_the_year),
        cmocka_unit_test(a_date_must_be_a_real_day),
    };
    return cmocka_run_group_tests_name("period", tests, NULL, NULL);
}
