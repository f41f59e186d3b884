#include "cm.h"

#include "city_folder.h"
#include "outlook/barometer.h"

#define HEAD                                                                                                 \
    "barometer,name_zh,name_en,target,target_measure,component,measure,direction,weight,window,lead,"        \
    "valid_from,valid_to,source\n"
#define BANDS "code,name_zh,name_en,at_least,valid_from,valid_to,source\n"

typedef struct Desk {
    CityFixture *f;
    City city;
    Catalogue catalogue;
    Outlook o;
    Findings fs;
    Barometer b;
} Desk;

/* Growth of two indicators over three years: one that goes up and down in half a year, one that follows it
 * two months later. */
static double wave(int month)
{
    return 10 + 3 * ((month % 6 < 3) ? month % 3 : 2 - month % 3) + 0.1 * (month % 5);
}

static Desk *desk_new(void)
{
    CityFixture *f = fixture_new();
    Desk *d = NEW(f->arena, Desk);
    AUTO(buf_free) Buf b = buf_new(1 << 20);

    d->f = f;
    buf_str(&b, "indicator,area,period,basis,measure,value,unit,status,known_on\n");
    for (int i = 0; i < 36; i++) {
        buf_printf(&b, "TREV,330182,%d-%02d,ytd,yoy,%.1f,,%s,2021-12-31\n", 2019 + i / 12, i % 12 + 1,
                   wave(i), i == 20 ? "sample" : "published");
        if (i % 12 != 0)
            buf_printf(&b, "IVA,330182,%d-%02d,ytd,yoy,%.1f,,,2021-12-31\n", 2019 + i / 12, i % 12 + 1,
                       wave(i + 60 - 2));
    }
    assert_true(fixture_import(f, "figures.csv", buf_cstr(&b)));
    assert_true(fixture_import(f, "barometer.csv",
                               HEAD "B,晴雨,Weather,IVA,yoy,TREV,yoy,up,1,24,,2000-01-01,,样本\n"));
    assert_true(fixture_import(f, "barometer_bands.csv",
                               BANDS "low,冷,cold,,2000-01-01,,\nmid,中,normal,95,2000-01-01,,\n"
                                     "high,热,hot,105,2000-01-01,,\nlater,晚,later,0,2030-01-01,,\n"));
    return d;
}

static void desk_free(Desk **d)
{
    CityFixture *f = (*d)->f;

    fixture_free(&f);
}

static bool look(Desk *d, Period p)
{
    CityFixture *f = d->f;

    f->e = (Err){.lang = LANG_EN};
    d->fs = (Findings){.arena = f->arena, .lang = LANG_EN};
    assert_true(city_load(f->s, 0, f->arena, &d->city, &f->e));
    assert_true(catalogue_load(f->s, &d->city, f->arena, &d->catalogue, &f->e));
    assert_true(outlook_open(&(View){.s = f->s, .city = &d->city}, &d->catalogue, f->arena, &d->o, &f->e));
    return barometer_of(&d->o, &(BarometerKey){NULL, d->city.self, p}, &d->fs, &d->b, &f->e);
}

static void the_index_has_its_mean_at_100_over_the_window(void **state)
{
    (void)state;
    AUTO(desk_free) Desk *d = desk_new();
    double mean = 0, squares = 0, x[24];

    assert_true(look(d, period_month(2021, 12)));
    assert_int_equal(d->b.n, 36);
    assert_true(period_eq(d->b.first, period_month(2019, 1)));
    for (int i = 0; i < 24; i++) {
        x[i] = wave(12 + i);
        mean += d->b.index[12 + i] / 24;
        squares += x[i] / 24;
    }
    assert_near(mean, 100, 1e-9);
    /* Distances are in proportion to those of the component itself. */
    double scale = (d->b.index[13] - d->b.index[12]) / (x[1] - x[0]);
    for (int i = 0; i < 24; i++)
        assert_near(d->b.index[12 + i], 100 + scale * (x[i] - squares), 1e-9);
    assert_near(d->b.now, d->b.index[35], 0);
    assert_near(d->b.before, d->b.index[34], 0);
    assert_near(d->b.parts[0].points, d->b.now - 100, 1e-9);
    assert_int_equal(d->b.parts[0].n_known, 24);
    assert_true(d->b.parts[0].sample && d->b.sample);
}

static void its_record_finds_a_target_that_follows_two_months_later(void **state)
{
    (void)state;
    AUTO(desk_free) Desk *d = desk_new();

    assert_true(look(d, period_month(2021, 12)));
    assert_true(d->b.lead.best >= 0);
    assert_true(d->b.lead.at[2].r > 0.9);
    assert_true(d->b.lead.at[2].r > d->b.lead.at[0].r);
    /* The first index that knew twelve months is December 2019's; two Januaries have no target. */
    assert_int_equal(d->b.lead.at[0].pairs, 23);
    assert_true(d->b.calls.n > 0 && barometer_hits(&d->b) >= 0 && barometer_hits(&d->b) <= 1);
    /* Nothing later than the period is looked at. */
    assert_true(look(d, period_month(2020, 6)));
    assert_int_equal(d->b.n, 18);
    assert_near(d->b.parts[0].figure.value, wave(17), 0.051);
}

static void the_band_is_the_highest_that_is_reached_on_the_day(void **state)
{
    (void)state;
    AUTO(desk_free) Desk *d = desk_new();
    bool seen[3] = {false};

    for (int month = 1; month <= 12; month++) {
        assert_true(look(d, period_month(2021, month)));
        assert_non_null(d->b.band);
        const char *expected = d->b.now >= 105 ? "high" : d->b.now >= 95 ? "mid" : "low";
        assert_string_equal(d->b.band->code, expected);
        seen[d->b.now >= 105 ? 2 : d->b.now >= 95] = true;
    }
    assert_true(seen[0] && seen[2]);
}

static void too_little_data_gives_no_index_and_no_band(void **state)
{
    (void)state;
    AUTO(desk_free) Desk *d = desk_new();

    assert_true(look(d, period_month(2019, 6)));
    assert_true(isnan(d->b.now) && !d->b.band && isnan(barometer_hits(&d->b)));
    assert_true(isnan(d->b.parts[0].z));
    assert_true(look(d, period_month(2001, 6)));
    assert_true(isnan(d->b.now));
    assert_false(look(d, period_month(1999, 6)));
    assert_int_equal(d->f->e.kind, ERR_NOT_FOUND);
}

static void a_part_whose_rise_is_a_bad_sign_is_turned(void **state)
{
    (void)state;
    AUTO(desk_free) Desk *d = desk_new();

    assert_true(look(d, period_month(2021, 12)));
    double up = d->b.now;
    assert_true(fixture_import(d->f, "barometer.csv",
                               HEAD "B,晴雨,Weather,IVA,yoy,TREV,yoy,down,1,24,,2000-01-01,,样本\n"));
    assert_true(look(d, period_month(2021, 12)));
    assert_near(d->b.now - 100, 100 - up, 1e-9);
}

static void every_fault_of_a_barometer_is_told_at_once(void **state)
{
    (void)state;
    AUTO(desk_free) Desk *d = desk_new();
    static const char *const expected[] = {"barometer-differs", "weight", "window", "level-of-flow",
                                           "component-twice"};

    assert_true(fixture_import(d->f, "barometer.csv",
                               HEAD "B,晴雨,Weather,IVA,yoy,TREV,yoy,up,0,24,,2000-01-01,,样本\n"
                                    "B,晴雨,Other,IVA,yoy,TREV,yoy,up,1,6,,2001-01-01,,样本\n"
                                    "B,晴雨,Weather,IVA,yoy,PROFIT,value,up,1,24,,2000-01-01,,样本\n"));
    assert_false(look(d, period_month(2021, 12)));
    assert_int_equal(d->f->e.kind, ERR_REFUSED);
    for (size_t i = 0; i < COUNT(expected); i++) {
        bool found = false;
        for (size_t k = 0; k < d->fs.n; k++)
            found = found || strcmp(d->fs.items[k].code, expected[i]) == 0;
        if (!found)
            fail_msg("%s was not told", expected[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_index_has_its_mean_at_100_over_the_window),
        cmocka_unit_test(its_record_finds_a_target_that_follows_two_months_later),
        cmocka_unit_test(the_band_is_the_highest_that_is_reached_on_the_day),
        cmocka_unit_test(too_little_data_gives_no_index_and_no_band),
        cmocka_unit_test(a_part_whose_rise_is_a_bad_sign_is_turned),
        cmocka_unit_test(every_fault_of_a_barometer_is_told_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
