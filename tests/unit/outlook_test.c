#include "cm.h"

#include <math.h>

#include "city_folder.h"
#include "outlook/card.h"

static const char head[] =
    "indicator,area,period,basis,measure,value,unit,status,known_on,against,source,note\n";

typedef struct Judged {
    City city;
    Catalogue catalogue;
    View view;
    Outlook o;
} Judged;

static void judge(CityFixture *f, const char *text, Judged *j)
{
    AUTO(buf_free) Buf b = buf_new(1 << 20);

    buf_str(&b, head);
    buf_str(&b, text);
    if (!fixture_import(f, "facts.csv", buf_cstr(&b)))
        fail_msg("%s: %s", f->e.msg, f->report.findings.n ? f->report.findings.items[0].expected : "");
    assert_true(city_load(f->s, 0, f->arena, &j->city, &f->e));
    assert_true(catalogue_load(f->s, &j->city, f->arena, &j->catalogue, &f->e));
    j->view = (View){.s = f->s, .city = &j->city};
    assert_true(outlook_open(&j->view, &j->catalogue, f->arena, &j->o, &f->e));
}

static Situation situation(CityFixture *f, Judged *j, const char *indicator, Period p)
{
    Situation s;

    assert_true(situation_of(&j->o, catalogue_by_code(&j->catalogue, indicator), j->city.self, p, &s, &f->e));
    return s;
}

static void published_growth_is_never_computed_over(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    Judged j;

    judge(f,
          "TREV,330182,2020-06,ytd,value,31.79,,,,,,\nTREV,330182,2021-06,ytd,value,49.97,,,,,,\n"
          "TREV,330182,2021-05,ytd,value,42,,,,,,\nTREV,330182,2020-05,ytd,value,28,,,,,,\n"
          "IVA,330182,2020-06,ytd,value,60,,,,,,\nIVA,330182,2021-06,ytd,value,73.47,,,,,,\n"
          "TREV,330182,2021-04,ytd,value,40,,,,,,\nTREV,330182,2021-04,ytd,yoy,9.9,,,,,,\n",
          &j);
    Situation s = situation(f, &j, "TREV", period_month(2021, 6));
    assert_true(s.growth.known && s.growth.computed);
    assert_near(s.growth.value, (49.97 / 31.79 - 1) * 100, 1e-9);
    assert_near(s.change, (49.97 / 31.79 - 42.0 / 28) * 100, 1e-9);
    assert_near(s.month.value, 7.97, 1e-9);
    s = situation(f, &j, "TREV", period_month(2021, 4));
    assert_true(s.growth.known && !s.growth.computed);
    assert_near(s.growth.value, 9.9, 0);
    /* At comparable prices levels do not divide. */
    assert_false(situation(f, &j, "IVA", period_month(2021, 6)).growth.known);
}

static void no_month_is_made_of_january_nor_a_quarter_of_gdp(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    Judged j;

    judge(f,
          "IVA,330182,2021-02,ytd,value,20,,,,,,\nIVA,330182,2021-03,ytd,value,32.5,,,,,,\n"
          "GDP,330182,2021-03,ytd,value,95,,,,,,\nGDP,330182,2021-06,ytd,value,200,,,,,,\n"
          "TREV,330182,2021-01,ytd,value,9,,,,,,\nTREV,330182,2021-02,ytd,value,15,,,,,,\n",
          &j);
    assert_false(situation(f, &j, "IVA", period_month(2021, 2)).month.known);
    assert_near(situation(f, &j, "IVA", period_month(2021, 3)).month.value, 12.5, 1e-12);
    assert_false(situation(f, &j, "GDP", period_month(2021, 6)).month.known);
    assert_false(situation(f, &j, "TREV", period_month(2021, 1)).month.known);
    assert_near(situation(f, &j, "TREV", period_month(2021, 2)).month.value, 6, 1e-12);
}

static void ties_share_a_place_and_the_next_is_left_out(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    Judged j;

    judge(f,
          "IVA,330182,2021-06,ytd,yoy,12,,,,,,\nIVA,330101,2021-06,ytd,yoy,15.5,,,,,,\nIVA,330102,2021-06,"
          "ytd,yoy,15.5,,,,,,\n"
          "IVA,330103,2021-06,ytd,yoy,9,,,,,,\nIVA,330182,2021-05,ytd,yoy,16,,,,,,\nIVA,330101,2021-05,ytd,"
          "yoy,11,,,,,,\n"
          "IVA,330102,2021-05,ytd,yoy,11,,,,,,\nIVA,330103,2021-05,ytd,yoy,11,,,,,,\n"
          "IVA,330182,2021-04,ytd,yoy,12,,,,,,\nIVA,330101,2021-04,ytd,yoy,15.5,,,,,,\nIVA,330102,2021-04,"
          "ytd,yoy,12,,,,,,\n"
          "IVA,330103,2021-04,ytd,yoy,9,,,,,,\n",
          &j);
    Standing x = situation(f, &j, "IVA", period_month(2021, 6)).standing;
    assert_int_equal(x.place, 3);
    assert_int_equal(x.of, 4);
    assert_int_equal(x.before, 1);
    assert_near(x.behind, 3.5, 1e-12);
    assert_int_equal(situation(f, &j, "IVA", period_month(2021, 4)).standing.place, 2);
}

static void a_published_rank_comes_first(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    Judged j;

    judge(f,
          "IVA,330182,2021-06,ytd,yoy,12,,,,,,\nIVA,330182,2021-06,ytd,rank,2,,,,hangzhou,,\n"
          "IVA,330101,2021-06,ytd,yoy,9,,,,,,\nIVA,330102,2021-06,ytd,yoy,8,,,,,,\nIVA,330103,2021-06,ytd,"
          "yoy,7,,,,,,\n",
          &j);
    Standing x = situation(f, &j, "IVA", period_month(2021, 6)).standing;
    assert_true(x.published);
    assert_int_equal(x.place, 2);
    assert_true(isnan(x.behind)); /* the peers that are known do not show who is first */
}

/* FORECASTING 5c by hand: G* = 10, G_6 = 17.7 +- 0.05, W_6 = 60/135.1. */
static void the_rest_of_the_year_is_an_interval_of_rounding(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    Judged j;
    double w = 60 / 135.1;

    judge(f,
          "IVA,330182,2020-06,ytd,value,60,,,,,,\nIVA,330182,2020,year,value,135.1,,,,,,\nIVA,330182,2021-06,"
          "ytd,yoy,17.7,,,,,,\n"
          "IVA,330182,2019-06,ytd,value,50,,,,,,\nIVA,330182,2019,year,value,120,,,,,,\nIVA,330182,2020-06,"
          "ytd,yoy,2.0,,,,,,\n"
          "IVA,330182,2020,year,yoy,8.5,,,,,,\n",
          &j);
    Situation s = situation(f, &j, "IVA", period_month(2021, 6));
    assert_near(s.rest.low, (10 - 17.75 * w) / (1 - w), 1e-9);
    assert_near(s.rest.high, (10 - 17.65 * w) / (1 - w), 1e-9);
    /* The rest of 2020 grew by (8.5 - 2 * 50/120) / (70/120) = 13.1: more than is needed. */
    assert_int_equal(s.rest.years, 1);
    assert_int_equal(s.rest.reached, 1);
    assert_int_equal(s.progress.light, LIGHT_GREEN);
    assert_near(s.progress.lead, 7.7, 1e-9);
}

static void the_light_rule_of_the_date_counts(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    Judged j;

    judge(f, "IVA,330182,2021-06,ytd,yoy,9.4,,,,,,\nTREV,330182,2021-06,ytd,value,28,,,,,,\n", &j);
    Situation s = situation(f, &j, "IVA", period_month(2021, 6));
    assert_string_equal(s.progress.rule->rule, "Y");
    assert_int_equal(s.progress.light, LIGHT_YELLOW);
    s = situation(f, &j, "TREV", period_month(2021, 6));
    assert_near(s.progress.completion, 28 / 62.0 * 100, 1e-9);
    assert_near(s.progress.lead, 28 / 62.0 * 100 - 50, 1e-9);
    assert_int_equal(s.progress.light, LIGHT_YELLOW);
    assert_near(s.rest.amount, 34, 1e-9);
}

/* Carried forward where months are missing: 100 x 60/50; the scale from the usual error (half a year left)
 * and three past errors of log 1.1, 0 and -log 1.1. */
static void without_months_the_year_end_carries_growth_with_the_range_of_past_errors(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    Judged j;
    double usual = carry_scale(0.5), scale = sqrt((4 * usual * usual + log(1.1) * log(1.1)) / 7);

    judge(f,
          "IVA,330182,2017-06,ytd,value,50.00,,,,,,\nIVA,330182,2017,year,value,100.00,,,,,,\n"
          "IVA,330182,2018-06,ytd,value,50.00,,,,,,\nIVA,330182,2018,year,value,110.00,,,,,,\n"
          "IVA,330182,2019-06,ytd,value,50.00,,,,,,\nIVA,330182,2019,year,value,110.00,,,,,,\n"
          "IVA,330182,2020-06,ytd,value,50.00,,,,,,\nIVA,330182,2020,year,value,100.00,,,,,,\n"
          "IVA,330182,2021-06,ytd,value,60.00,,,,,,\n",
          &j);
    Outcome o = situation(f, &j, "IVA", period_month(2021, 6)).year_end.level;
    assert_int_equal(o.kind, OUTCOME_CARRIED_LEVEL);
    assert_near(o.mid, 120, 1e-9);
    assert_int_equal(o.years, 3);
    assert_near(outcome_quantile(&o, 0.9), 120 * exp(1.5332062740589 * scale), 1e-6);
    assert_near(outcome_quantile(&o, 0.1), 120 * exp(-1.5332062740589 * scale), 1e-6);
    assert_near(outcome_reaches(&o, outcome_quantile(&o, 0.3)), 0.7, 1e-9);
}

/* Two years and a half of months in which every month is 6 % above the year before. */
static void months_of_steady_growth(Buf *b, const char *indicator, int last_month)
{
    for (int year = 2018; year <= 2021; year++) {
        double sum = 0, level = 10 * pow(1.06, year - 2018);
        for (int month = 2; month <= (year < 2021 ? 12 : last_month); month++) {
            sum += level * (month == 2 ? 1.8 : 1 + 0.1 * (month % 3));
            buf_printf(b, "%s,330182,%d-%02d,ytd,value,%.4f,,,,,,\n", indicator, year, month, sum);
            if (year > 2018)
                buf_printf(b, "%s,330182,%d-%02d,ytd,yoy,6.0,,,,,,\n", indicator, year, month);
        }
    }
}

static void with_months_the_year_end_comes_from_the_engine_and_keeps_what_is_published(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    AUTO(buf_free) Buf b = buf_new(1 << 20);
    Judged j;

    months_of_steady_growth(&b, "IVA", 6);
    judge(f, buf_cstr(&b), &j);
    Situation s = situation(f, &j, "IVA", period_month(2021, 6));
    assert_int_equal(s.year_end.level.kind, OUTCOME_LEVEL);
    assert_int_equal(s.year_end.growth.kind, OUTCOME_GROWTH);
    assert_near(s.year_end.growth.mid, 6, 0.3);
    const Fact *last = history_ytd(s.history, MEASURE_VALUE, period_year(2020));
    assert_near(s.year_end.level.mid / last->value, 1.06, 0.003);
    assert_near(s.year_end.level.level->ytd[4], s.level.value, 1e-9);
    assert_true(outcome_quantile(&s.year_end.growth, 0.1) < 6 &&
                outcome_quantile(&s.year_end.growth, 0.9) > 6);
    /* A department's forecast is shown beside, and is never data. */
    assert_null(s.year_end.department_growth);
}

static void the_word_for_a_probability_comes_from_the_city(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    AUTO(buf_free) Buf b = buf_new(1 << 20);
    Judged j;

    assert_true(fixture_import(f, "judgements.csv",
                               "code,name_zh,name_en,probability_at_least,valid_from,valid_to,source\n"
                               "sure,稳,sure,0.9,2000-01-01,,\nnot,悬,not,0,2000-01-01,,\n"));
    if (!fixture_import(f, "targets.csv",
                        "year,area,indicator,measure,relation,value,binding,status,known_on,source\n"
                        "2021,330182,IVA,yoy,at_least,2,anticipatory,published,2021-01-01,\n"
                        "2021,330182,TREV,value,at_least,1,anticipatory,published,2021-01-01,\n"
                        "2021,330182,PROFIT,yoy,at_least,15,anticipatory,published,2021-01-01,\n"))
        fail_msg("%s: %s", f->e.msg, f->report.findings.n ? f->report.findings.items[0].expected : "");
    months_of_steady_growth(&b, "IVA", 6);
    months_of_steady_growth(&b, "PROFIT", 6);
    months_of_steady_growth(&b, "TREV", 6);
    judge(f, buf_cstr(&b), &j);
    YearEnd iva = situation(f, &j, "IVA", period_month(2021, 6)).year_end;
    YearEnd prev = situation(f, &j, "PROFIT", period_month(2021, 6)).year_end;
    YearEnd trev = situation(f, &j, "TREV", period_month(2021, 6)).year_end;
    assert_true(iva.probability > 0.9 && iva.probability < 1);
    assert_string_equal(iva.word->zh, "稳");
    assert_true(prev.probability < 0.1 && prev.probability > 0);
    assert_string_equal(prev.word->en, "not");
    assert_near(trev.probability, 1, 0); /* already there */
}

/* The chance of first place at mid-year: growth of the city and three peers now, and how far they move
 * against each other from mid-year to the year's end of the year before. All of them fall by `common` points
 * then. */
static double chance_of_first(double lead, double apart, double common)
{
    AUTO(fixture_free) CityFixture *f = fixture_new();
    AUTO(buf_free) Buf b = buf_new(1 << 16);
    static const char *const areas[] = {"330182", "330101", "330102", "330103"};
    Judged j;

    assert_true(fixture_import(f, "targets.csv",
                               "year,area,indicator,measure,relation,value,binding,status,known_on,source\n"
                               "2021,330182,IVA,rank,at_least,1,anticipatory,published,2021-01-01,\n"));
    for (int i = 0; i < 4; i++) {
        double move = common + (i == 0 ? apart : i == 1 ? -apart : i == 2 ? apart / 2 : -apart / 2);
        buf_printf(&b, "IVA,%s,2020-06,ytd,yoy,9,,,,,,\nIVA,%s,2020,year,yoy,%.2f,,,,,,\n", areas[i],
                   areas[i], 9 + move);
        buf_printf(&b, "IVA,%s,2021-06,ytd,yoy,%.2f,,,,,,\n", areas[i], 12 + (i == 0 ? lead : -0.1 * i));
    }
    judge(f, buf_cstr(&b), &j);
    return situation(f, &j, "IVA", period_month(2021, 6)).year_end.probability;
}

static void a_place_is_as_safe_as_the_peers_are_steady(void **state)
{
    (void)state;
    double steady = chance_of_first(3, 0.2, 0), restless = chance_of_first(3, 8, 0);

    assert_true(steady > restless + 0.1);
    assert_true(restless > 0.25 && restless < 0.75);
    assert_true(chance_of_first(-3, 0.2, 0) < 0.3);
    /* a low base moves all of them */
    assert_near(chance_of_first(3, 0.2, -6), steady, 1e-12);
}

static void parts_and_residual_add_up_to_the_total(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    Judged j;
    Contribution x;

    judge(f,
          "GDP,330182,2020-06,ytd,value,180,,,,,,\nGDP,330182,2021-06,ytd,yoy,12.1,,,,,,\n"
          "VA1,330182,2020-06,ytd,value,13.5,,,,,,\nVA1,330182,2021-06,ytd,yoy,3.1,,,,,,\n"
          "VA2,330182,2021-06,ytd,value,93.55,,,,,,\nVA2,330182,2021-06,ytd,yoy,14.7,,,,,,\n",
          &j);
    Situation s = situation(f, &j, "GDP", period_month(2021, 6));
    assert_true(contribution_of_sectors(&j.o, &s, &x, &f->e));
    assert_int_equal(x.n, 2);
    assert_string_equal(x.parts[0].indicator->code, "VA2");
    assert_true(x.parts[0].base_derived && !x.parts[1].base_derived);
    assert_near(x.parts[1].points, 13.5 / 180 * 3.1, 1e-12);
    assert_near(x.parts[0].points + x.parts[1].points + x.residual, 12.1, 1e-12);
}

static void sample_figures_can_be_left_out_everywhere(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    Judged j;
    Card card;

    judge(f, "IVA,330182,2021-06,ytd,yoy,17.7,,,,,,\nTREV,330182,2021-06,ytd,value,40,,sample,,,,\n", &j);
    assert_true(card_of(&j.o, j.city.self, period_month(2021, 6), &card, &f->e));
    assert_true(card.sample);
    assert_int_equal(card.n_targets, 2);
    j.o.known.no_sample = true;
    assert_true(card_of(&j.o, j.city.self, period_month(2021, 6), &card, &f->e));
    assert_false(card.sample);
    assert_int_equal(card.n_targets, 1); /* the other target is a sample too */
    assert_int_equal(card.n_groups, 1);
}

static void the_sentence_counts_and_names(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    AUTO(buf_free) Buf zh = buf_new(4096);
    AUTO(buf_free) Buf en = buf_new(4096);
    Judged j;
    Card card;

    judge(f, "IVA,330182,2021-06,ytd,yoy,17.7,,,,,,\nTREV,330182,2021-06,ytd,value,10,,,,,,\n", &j);
    assert_true(card_of(&j.o, j.city.self, period_month(2021, 6), &card, &f->e));
    card_sentence(&card, LANG_ZH, &zh);
    card_sentence(&card, LANG_EN, &en);
    assert_non_null(strstr(buf_cstr(&zh), "2项年度目标中，1项达到进度（绿灯），1项滞后（红灯）：财政总收入"));
    assert_non_null(strstr(buf_cstr(&en),
                           "of 2 targets for the year, 1 is on schedule (green), 1 behind (red): Revenue"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_growth_is_never_computed_over),
        cmocka_unit_test(no_month_is_made_of_january_nor_a_quarter_of_gdp),
        cmocka_unit_test(ties_share_a_place_and_the_next_is_left_out),
        cmocka_unit_test(a_published_rank_comes_first),
        cmocka_unit_test(the_rest_of_the_year_is_an_interval_of_rounding),
        cmocka_unit_test(the_light_rule_of_the_date_counts),
        cmocka_unit_test(without_months_the_year_end_carries_growth_with_the_range_of_past_errors),
        cmocka_unit_test(with_months_the_year_end_comes_from_the_engine_and_keeps_what_is_published),
        cmocka_unit_test(a_place_is_as_safe_as_the_peers_are_steady),
        cmocka_unit_test(the_word_for_a_probability_comes_from_the_city),
        cmocka_unit_test(parts_and_residual_add_up_to_the_total),
        cmocka_unit_test(sample_figures_can_be_left_out_everywhere),
        cmocka_unit_test(the_sentence_counts_and_names),
    };
    return cmocka_run_group_tests_name("outlook", tests, NULL, NULL);
}
