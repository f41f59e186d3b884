#include "cm.h"

#include "city_folder.h"
#include "exchange_writer.h"

/* A sheet as a department saves it: a merged title that names period and unit, merged headers in two rows,
 * percent cells, full-width digits typed as text, a footnote; and a second sheet with dates. */
static void write_workbook(const char *path)
{
    lxw_workbook *b = workbook_new(path);
    lxw_worksheet *s = workbook_add_worksheet(b, "6月"), *d = workbook_add_worksheet(b, "存贷款");
    lxw_format *percent = workbook_add_format(b), *date = workbook_add_format(b);
    lxw_datetime day = {2021, 6, 30, 0, 0, 0};
    static const char *const second[] = {"累计", "同比增长", "累计", "同比增长"};

    format_set_num_format(percent, "0.0%");
    format_set_num_format(date, "yyyy/m/d");
    worksheet_merge_range(s, 0, 0, 0, 4, "2021年1-6月各镇街主要经济指标(单位:亿元)", NULL);
    worksheet_merge_range(s, 1, 0, 2, 0, "镇(街道)", NULL);
    worksheet_merge_range(s, 1, 1, 1, 2, "规上工业增加值", NULL);
    worksheet_merge_range(s, 1, 3, 1, 4, "财政总收入", NULL);
    for (uint16_t i = 0; i < COUNT(second); i++)
        worksheet_write_string(s, 2, (uint16_t)(i + 1), second[i], NULL);
    worksheet_write_string(s, 3, 0, "新安江街道", NULL);
    worksheet_write_number(s, 3, 1, 1008.5, NULL);
    worksheet_write_number(s, 3, 2, 0.147, percent);
    worksheet_write_string(s, 3, 3, "８.７２", NULL);
    worksheet_write_string(s, 3, 4, "12.5%", NULL);
    worksheet_write_string(s, 4, 0, "注:本表为快报数", NULL);
    worksheet_write_string(d, 0, 0, "日期", NULL);
    worksheet_write_string(d, 0, 1, "贷款余额", NULL);
    worksheet_write_datetime(d, 1, 0, &day, date);
    worksheet_write_number(d, 1, 1, 639.2, NULL);
    assert_int_equal(workbook_close(b), 0);
}

static double value_of(CityFixture *f, const Catalogue *c, const char *indicator, const char *area,
                       const Fact *key)
{
    View v = {.s = f->s, .city = c->city};
    History h;

    assert_true(
        history_load(&v, catalogue_by_code(c, indicator), city_area(c->city, area), f->arena, &h, &f->e));
    const Fact *x = history_find(&h, key->basis, key->measure, key->period);
    return x ? x->value : (double)NAN;
}

static void a_departments_workbook_is_understood(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();
    ImportSpec spec = {
        .intake = {.by = "tester", .received_at = "2021-07-20T08:00:00Z", .known_on = 20210720}};
    City city;
    Catalogue c;

    write_workbook(tmp_file(&f->tmp, "june.xlsx"));
    assert_true(import_path(f->s, tmp_file(&f->tmp, "june.xlsx"), &spec, f->arena, &f->report, &f->e));
    assert_int_equal(f->report.files[0].receipt.n_rows, 5);
    assert_true(city_load(f->s, 0, f->arena, &city, &f->e) &&
                catalogue_load(f->s, &city, f->arena, &c, &f->e));
    Fact key = {.basis = BASIS_YTD, .period = period_month(2021, 6)};
    assert_near(value_of(f, &c, "IVA", "330182001", &key), 1008.5, 0);
    key.measure = MEASURE_YOY;
    assert_near(value_of(f, &c, "IVA", "330182001", &key), 14.7, 1e-12);
    assert_near(value_of(f, &c, "TREV", "330182001", &key), 12.5, 0);
    key.measure = MEASURE_VALUE;
    assert_near(value_of(f, &c, "TREV", "330182001", &key), 8.72, 0);
    key = (Fact){.basis = BASIS_POINT, .period = period_day(20210630)};
    assert_near(value_of(f, &c, "LOAN", "330182", &key), 639.2, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_departments_workbook_is_understood),
    };
    return cmocka_run_group_tests_name("import_xlsx", tests, NULL, NULL);
}
