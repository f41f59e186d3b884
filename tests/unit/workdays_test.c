#include "cm.h"

#include "city/workdays.h"
#include "city_folder.h"
#include "period/period.h"

static const char year_2021[] = "date,status,name,source\n2021-02-07,work,春节,n\n2021-02-11,off,春节,n\n"
                                "2021-02-12,off,春节,n\n2021-02-13,off,春节,n\n2021-02-14,off,春节,n\n"
                                "2021-02-15,off,春节,n\n2021-02-16,off,春节,n\n2021-02-17,off,春节,n\n"
                                "2021-02-20,work,春节,n\n";

static Workdays calendar(CityFixture *f, int as_of)
{
    Workdays w;

    f->e = (Err){.lang = LANG_EN};
    assert_true(workdays_load(f->s, 330182, as_of, f->arena, &w, &f->e));
    return w;
}

static void without_a_table_monday_to_friday_are_worked(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    Workdays w = calendar(f, 0);

    assert_true(workday_is(&w, 20210716)); /* a Friday */
    assert_false(workday_is(&w, 20210717));
    assert_false(workday_is(&w, 20210718));
    assert_true(workday_is(&w, 19000101)); /* Mondays before the count begins, too */
    assert_false(workday_is(&w, 19691228));
    assert_int_equal(workday_shift(&w, 20210716, 1), 20210719);
    assert_int_equal(workday_shift(&w, 20210717, 1), 20210719);
    assert_int_equal(workday_shift(&w, 20210717, -1), 20210716);
    assert_int_equal(workday_shift(&w, 20210719, -1), 20210716);
    assert_int_equal(workday_shift(&w, 20210717, 0), 20210717);
    assert_int_equal(workdays_between(&w, 20210701, 20210731), 22);
    assert_int_equal(workdays_between(&w, 20210717, 20210718), 0);
    assert_int_equal(workdays_between(&w, 20210719, 20210716), 0);
    assert_false(workday_known_year(&w, 2021));
}

static void holidays_are_off_and_moved_weekends_are_worked(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();

    assert_true(fixture_import(f, "calendar.csv", year_2021));
    Workdays w = calendar(f, 0);
    assert_true(workday_is(&w, 20210207)); /* a Sunday */
    assert_false(workday_is(&w, 20210211));
    assert_true(workday_is(&w, 20210210));
    assert_int_equal(workday_shift(&w, 20210210, 1), 20210218);
    assert_int_equal(workday_shift(&w, 20210210, 3), 20210220); /* a Saturday that is worked */
    assert_int_equal(workday_shift(&w, 20210214, 1), 20210218);
    assert_int_equal(workday_shift(&w, 20210218, -1), 20210210);
    assert_int_equal(workday_shift(&w, 20210208, -1), 20210207);
    assert_int_equal(workdays_between(&w, 20210201, 20210228), 17);
    assert_true(workday_known_year(&w, 2021));
    assert_false(workday_known_year(&w, 2020));
    assert_false(workday_known_year(&w, 2022));
}

/* Every day from every day, against counting one by one. */
static void shifting_is_counting_one_by_one(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();

    assert_true(fixture_import(f, "calendar.csv", year_2021));
    Workdays w = calendar(f, 0);
    for (int from = date_days(20210120); from < date_days(20210305); from++)
        for (int sign = -1; sign <= 1; sign += 2)
            for (int day = from, n = 1; n <= 30; n++) {
                do
                    day += sign;
                while (!workday_is(&w, date_from_days(day)));
                assert_int_equal(workday_shift(&w, date_from_days(from), sign * n), date_from_days(day));
            }
}

static void the_calendar_is_the_one_known_on_the_day(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    ImportSpec early = {.intake = {.by = "t", .received_at = "2020-12-01T08:00:00Z", .known_on = 20201201}},
               late = {.intake = {.by = "t", .received_at = "2021-11-01T08:00:00Z", .known_on = 20211101}};

    assert_true(fixture_import_spec(f, "calendar.csv", year_2021, early));
    assert_true(fixture_import_spec(
        f, "calendar.csv", "date,status\n2021-02-11,off\n2022-01-03,off\n2021-12-31,off\n2023-12-30,work\n",
        late));
    Workdays then = calendar(f, 20211031), now = calendar(f, 0);
    assert_true(workday_is(&then, 20220103));
    assert_false(workday_known_year(&then, 2022));
    assert_false(workday_is(&now, 20220103));
    assert_true(workday_known_year(&now, 2022));
    assert_false(workday_known_year(&now, 2023)); /* its last week is the next notice's */
    assert_true(workday_is(&now, 20231230));
}

static void a_calendar_with_a_fault_is_refused_with_its_row(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();

    assert_false(fixture_import(f, "calendar.csv",
                                "date,status\n2021-02-11,off\n2021-02-30,off\n"
                                "2021-02-11,work\n2021-02-12,holiday\n"));
    assert_true(fixture_found(f, "bad-date", 3, 1));
    assert_true(fixture_found(f, "duplicate-key", 4, 1));
    assert_true(fixture_found(f, "bad-choice", 5, 2));
}

static void a_contact_is_somebodys_of_the_city(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    const char *head = "recipient_kind,recipient,channel,address\n";

    assert_true(
        fixture_import(f, "contacts.csv",
                       arena_printf(f->arena,
                                    "%sdepartment,tjj,email,a@b.example\narea,330182001,email,a@b.example\n"
                                    "office,,webhook,https://b.example/\n",
                                    head)));
    assert_false(
        fixture_import(f, "contacts.csv",
                       arena_printf(f->arena,
                                    "%sdepartment,330182001,email,a@b.example\noffice,tjj,email,a@b.example\n"
                                    "area,,email,a@b.example\nmayor,tjj,email,a@b.example\n",
                                    head)));
    assert_true(fixture_found(f, "surplus-cell", 3, 2));
    assert_true(fixture_found(f, "empty-cell", 4, 2));
    assert_true(fixture_found(f, "bad-choice", 5, 1));
    assert_false(fixture_found(f, "surplus-cell", 5, 0));
    assert_false(fixture_import(f, "contacts.csv",
                                arena_printf(f->arena, "%sdepartment,330182001,email,a@b.example\n", head)));
    assert_true(fixture_found(f, "unknown-code", 2, 2));
}

/* ---- against the published calendars of 2008 to 2026 ---- */

static FILE *shared(const char *name)
{
    char path[512];
    const char *root = getenv("ROOT");

    snprintf(path, sizeof path, "%s/../shared/data/calendar/%s", root ? root : ".", name);
    FILE *file = fopen(path, "r");
    if (!file)
        skip();
    return file;
}

/* date,holiday,status,notice_year: as our own columns. */
static const char *own_columns(FILE *file, Buf *out)
{
    char line[256], date[32], name[64], status[16];

    buf_str(out, "date,status,name\n");
    if (!fgets(line, sizeof line, file))
        fail_msg("the holidays are empty");
    while (fgets(line, sizeof line, file)) {
        assert_int_equal(sscanf(line, "%31[^,],%63[^,],%15[^,]", date, name, status), 3);
        buf_printf(out, "%s,%s,%s\n", date, status, name);
    }
    return buf_cstr(out);
}

static void the_months_of_nineteen_years_have_the_published_working_days(void **state)
{
    (void)state;
    AUTO(buf_free) Buf table = buf_new((size_t)1 << 20);
    FILE *holidays = shared("cn_holidays_2007_2026.csv"),
         *months = shared("cn_working_days_monthly_2008_2026.csv");
    AUTO(fixture_free) CityFixture *f = fixture_new();
    char line[256];
    int n = 0;

    assert_true(fixture_import(f, "calendar.csv", own_columns(holidays, &table)));
    Workdays w = calendar(f, 0);
    if (!fgets(line, sizeof line, months))
        fail_msg("the months are empty");
    while (fgets(line, sizeof line, months)) {
        int year, month, days, working;
        assert_int_equal(sscanf(line, "%d-%d,%d,%d", &year, &month, &days, &working), 4);
        Period p = period_month(year, month);
        assert_int_equal(workdays_between(&w, period_first_day(p), period_last_day(p)), working);
        assert_true(workday_known_year(&w, year));
        n++;
    }
    assert_int_equal(n, 19 * 12);
    fclose(holidays);
    fclose(months);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_table_monday_to_friday_are_worked),
        cmocka_unit_test(holidays_are_off_and_moved_weekends_are_worked),
        cmocka_unit_test(shifting_is_counting_one_by_one),
        cmocka_unit_test(the_calendar_is_the_one_known_on_the_day),
        cmocka_unit_test(a_calendar_with_a_fault_is_refused_with_its_row),
        cmocka_unit_test(a_contact_is_somebodys_of_the_city),
        cmocka_unit_test(the_months_of_nineteen_years_have_the_published_working_days),
    };

    return cmocka_run_group_tests_name("workdays", tests, NULL, NULL);
}
