#include "cm.h"

#include <jansson.h>
#include <unzip.h>

#include "collect_world.h"
#include "exchange_workbook.h"
#include "view/collect.h"
#include "view/form_template.h"

static const Period june = {2021, FREQ_MONTH, 6, 0};

static const char *const past =
    "indicator,area,period,basis,measure,value\nTREV,330182,2021-05,ytd,value,40.89\n"
    "TREV,330182,2020-06,ytd,value,31.79\nLOAN,330182,2021-05,point,value,1200.5\n";

/* Unpacks the workbook, puts numbers into the blank cells of a column from row 4 on, as Excel writes them,
 * and packs it again. */
static char *fill(Arena *a, const Buf *book, char column, const char *const *values, size_t n, size_t *n_out)
{
    Tmp t = tmp_new();
    Part parts[32] = {0};
    size_t n_parts = 0;
    FILE *f = fopen(tmp_file(&t, "in.xlsx"), "wb");

    assert_int_equal(fwrite(book->s, 1, book->n, f), book->n);
    fclose(f);
    unzFile z = unzOpen64(t.file);
    for (int rc = unzGoToFirstFile(z); rc == UNZ_OK; rc = unzGoToNextFile(z)) {
        char name[128];
        unz_file_info64 info;
        assert_int_equal(unzGetCurrentFileInfo64(z, &info, name, sizeof name, NULL, 0, NULL, 0), UNZ_OK);
        char *text = arena_alloc(a, info.uncompressed_size + 1, 1);
        assert_int_equal(unzOpenCurrentFile(z), UNZ_OK);
        assert_int_equal(unzReadCurrentFile(z, text, (unsigned)info.uncompressed_size),
                         (int)info.uncompressed_size);
        unzCloseCurrentFile(z);
        parts[n_parts++] = (Part){arena_strdup(a, name), text, 0};
    }
    unzClose(z);
    tmp_remove(&t);
    for (size_t i = 0; i < n_parts; i++)
        for (size_t k = 0; strstr(parts[i].name, "sheet1.xml") && k < n; k++) {
            const char *key = arena_printf(a, "<c r=\"%c%zu\" s=\"", column, k + 4);
            const char *at = strstr(parts[i].text, key), *end = at ? strstr(at, "/>") : NULL;
            assert_non_null(end);
            if (*values[k])
                parts[i].text = arena_printf(a, "%.*s><v>%s</v></c>%s", (int)(end - parts[i].text),
                                             parts[i].text, values[k], end + 2);
        }
    return workbook_zip(parts, n_parts, 6, n_out);
}

static void a_filled_template_is_imported_without_a_word(Lang lang)
{
    AUTO(fixture_free) CityFixture *f = collect_new();
    AUTO(buf_free) Buf book = buf_new(1 << 22);
    static const char *const values[] = {"49.97", "57.2", "1208.5", ""};
    Viewer v = {f->arena, lang};
    size_t n;

    assert_true(fixture_import(f, "past.csv", past));
    Form czj = form(f, "czj", june, 20210709);
    assert_true(form_template(&v, &czj, &book, &f->e));
    char *bytes = fill(f->arena, &book, 'J', values, COUNT(values), &n);
    ImportSpec spec = {.intake = who("clerk")};
    f->e = (Err){.lang = LANG_EN};
    bool ok = import_bytes(f->s, &(ImportBytes){.name = "czj.xlsx", .bytes = bytes, .n = n}, &spec, f->arena,
                           &f->report, &f->e);
    if (!ok)
        fail_msg("%s %s", f->e.msg, f->report.findings.n ? f->report.findings.items[0].expected : "");
    assert_int_equal(f->report.files[0].receipt.n_rows, 3);
    assert_int_equal(f->report.findings.n, 0); /* nothing is asked about columns for reference */
    czj = form(f, "czj", june, 20210709);
    assert_near(cell(&czj, "TREV", MEASURE_VALUE)->owed.value, 49.97, 0);
    assert_near(cell(&czj, "TREV", MEASURE_YOY)->owed.value, 57.2, 0);
    assert_near(cell(&czj, "LOAN", MEASURE_VALUE)->owed.value, 1208.5, 0);
    assert_int_equal(cell(&czj, "LOAN", MEASURE_YOY)->owed.state, OWED_MISSING);
    free(bytes);
}

static void a_filled_template_comes_back_in_chinese_and_english(void **state)
{
    (void)state;
    a_filled_template_is_imported_without_a_word(LANG_ZH);
    a_filled_template_is_imported_without_a_word(LANG_EN);
}

static void a_template_shows_what_helps_and_hides_what_programs_read(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = collect_new();
    AUTO(buf_free) Buf book = buf_new(1 << 22);
    AUTO(buf_free) Buf rows = buf_new(1 << 22);
    Viewer v = {f->arena, LANG_ZH};

    assert_true(fixture_import(f, "past.csv", past));
    Form czj = form(f, "czj", june, 20210709);
    assert_true(form_template(&v, &czj, &book, &f->e));
    const char *text = read_bytes(book.s, book.n, &rows);
    assert_non_null(strstr(text, "1: 财政局 2021年6月报表"));
    assert_non_null(strstr(text, "截止 2021-07-10"));
    assert_non_null(
        strstr(text, "4: #1|财政总收入|建德市|累计|数值|亿元|#31.79|#40.89||||TREV|330182|2021-06"));
    assert_non_null(strstr(text, "6: #3|贷款余额|建德市|时点|数值|亿元||#1200.5||||LOAN|330182|2021-06"));
    assert_string_equal(form_template_name(&v, &czj), "form-czj-2021-06.xlsx");
}

static json_t *parsed(Buf *out)
{
    json_error_t why;
    json_t *root = json_loadb(out->s, out->n, 0, &why);

    if (!root)
        fail_msg("%s", why.text);
    return root;
}

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static void a_forms_document_has_all_that_a_page_needs_and_no_target(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = collect_new();
    AUTO(buf_free) Buf out = buf_new(1 << 22);
    Viewer v = {f->arena, LANG_EN};

    assert_true(fixture_import(f, "past.csv", past));
    int64_t id = HAND_IN(f, UNIT_DEPARTMENT, "czj", {.indicator = "TREV", .value = "49.97"});
    assert_true(review(f, id, DECISION_RETURN, "wrong", "analyst"));
    Form czj = form(f, "czj", june, 20210712);
    Json j = json_to(&out, 0);
    form_json(&v, &czj, &j);
    assert_true(json_ok(&j));
    assert_null(strstr(buf_cstr(&out), "target"));
    json_t *root = parsed(&out), *first = json_array_get(json_object_get(root, "cells"), 0);
    assert_string_equal(text_of(root, "state"), "returned");
    assert_string_equal(text_of(root, "due_on"), "2021-07-10");
    assert_string_equal(text_of(first, "indicator"), "TREV");
    assert_string_equal(text_of(first, "state"), "returned");
    assert_string_equal(text_of(first, "reason"), "wrong");
    assert_near(json_number_value(json_object_get(first, "value")), 49.97, 0);
    assert_near(json_number_value(json_object_get(first, "before")), 40.89, 0);
    assert_near(json_number_value(json_object_get(first, "last_year")), 31.79, 0);
    assert_true(json_is_null(json_object_get(first, "expected_low"))); /* there is no year to judge by */
    json_decref(root);
}

static void what_to_expect_is_shown_before_the_figure_is_there(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = collect_new();
    AUTO(buf_free) Buf b = buf_new(1 << 16);
    static const char *const figures[] = {"90.5", "70.9"};

    buf_str(&b, "indicator,area,period,basis,measure,value\n");
    for (int year = 2018; year <= 2021; year++)
        for (int month = 2; month <= (year < 2021 ? 12 : 5); month++)
            buf_printf(&b, "IVA,330182,%d-%02d,ytd,value,%.2f\n", year, month,
                       10.0 * month * (1 + 0.06 * (year - 2018)) + month % 3);
    assert_true(fixture_import(f, "past.csv", buf_cstr(&b)));
    Form before = form(f, "tjj", june, 20210709);
    const FormCell *c = cell(&before, "IVA", MEASURE_VALUE);
    assert_true(c->has_expected);
    assert_true(c->expected.low < 70.9 && c->expected.high > 70.9 && c->expected.high < 90.5);
    /* A forecast and the figure itself, however odd, do not move it. */
    assert_true(
        HAND_IN(f, UNIT_DEPARTMENT, "tjj", {.indicator = "IVA", .value = "88", .status = "forecast"}) > 0);
    for (size_t i = 0; i <= COUNT(figures); i++) {
        Form now = form(f, "tjj", june, 20210709);
        const FormCell *x = cell(&now, "IVA", MEASURE_VALUE);
        assert_near(x->expected.low, c->expected.low, 1e-9);
        assert_near(x->expected.high, c->expected.high, 1e-9);
        if (i < COUNT(figures))
            assert_true(HAND_IN(f, UNIT_DEPARTMENT, "tjj", {.indicator = "IVA", .value = figures[i]}) > 0);
    }
}

static void the_board_is_one_document_and_one_table(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = collect_new();
    AUTO(buf_free) Buf out = buf_new(1 << 22);
    Viewer v = {f->arena, LANG_EN};
    Rows rows = {.arena = f->arena};
    Completeness all;

    assert_true(HAND_IN(f, UNIT_DEPARTMENT, "czj", {.indicator = "TREV", .value = "49.97"}) > 0);
    Collected *k = look(f, june, 0, 20210712);
    assert_true(completeness_of(&k->of, f->arena, &all, &f->e));
    Json j = json_to(&out, 0);
    completeness_json(&v, &all, &j);
    json_t *root = parsed(&out), *units = json_object_get(root, "units");
    assert_int_equal(json_array_size(units), 4);
    assert_int_equal(json_integer_value(json_object_get(json_object_get(root, "counts"), "n_due")), 22);
    json_t *czj = json_array_get(units, 1);
    assert_string_equal(text_of(czj, "unit"), "czj");
    assert_int_equal(json_integer_value(json_object_get(czj, "late_days")), 2);
    json_t *trev = json_array_get(json_object_get(czj, "cells"), 0);
    assert_string_equal(text_of(trev, "state"), "in");
    assert_true(json_is_integer(json_object_get(trev, "submission")));
    json_decref(root);
    completeness_cell_rows(&v, &all, &rows);
    assert_int_equal(rows.n, 22);
    rows_keep(&rows, "state", "in");
    assert_int_equal(rows.n, 1);
    assert_string_equal(row_field(&rows.items[0], "unit_code")->text, "czj");
}

static void a_refused_entry_is_named_in_the_receipt(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = collect_new();
    AUTO(buf_free) Buf out = buf_new(1 << 22);
    const FormEntry entries[] = {{.indicator = "LOAN", .value = "x"}};
    FormHandIn in = {.kind = UNIT_DEPARTMENT, .unit = "czj", .entries = entries, .n = 1};

    assert_int_equal(hand_in(f, in), 0);
    Json j = json_to(&out, 0);
    form_receipt_json(&in, &f->report, &f->e, &j);
    json_t *root = parsed(&out), *finding = json_array_get(json_object_get(root, "findings"), 0);
    assert_true(json_is_false(json_object_get(root, "stored")));
    assert_string_equal(text_of(root, "error"), "refused");
    assert_string_equal(text_of(finding, "indicator"), "LOAN");
    assert_string_equal(text_of(finding, "code"), "not-a-number");
    json_decref(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_filled_template_comes_back_in_chinese_and_english),
        cmocka_unit_test(a_template_shows_what_helps_and_hides_what_programs_read),
        cmocka_unit_test(a_forms_document_has_all_that_a_page_needs_and_no_target),
        cmocka_unit_test(what_to_expect_is_shown_before_the_figure_is_there),
        cmocka_unit_test(the_board_is_one_document_and_one_table),
        cmocka_unit_test(a_refused_entry_is_named_in_the_receipt),
    };
    return cmocka_run_group_tests_name("collect_view", tests, NULL, NULL);
}
