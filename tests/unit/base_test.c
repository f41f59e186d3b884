#include "cm.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/gzip.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/number.h"
#include "base/text.h"

static void arena_gives_zeroed_separate_memory(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    double *x = NEW_N(a, double, 10000), *y = NEW_N(a, double, 10000);

    for (int i = 0; i < 10000; i++)
        x[i] = 1;
    assert_true(y[0] == 0 && y[9999] == 0);
    assert_string_equal(arena_printf(a, "%s-%d", "gdp", 2024), "gdp-2024");
    size_t before = arena_bytes(a);
    arena_reset(a);
    assert_true(arena_bytes(a) < before);
    assert_true(*NEW_N(a, double, 10) == 0);
}

static void buf_keeps_its_maximum_and_says_so(void **state)
{
    (void)state;
    AUTO(buf_free) Buf b = buf_new(8);

    buf_str(&b, "12345678");
    assert_true(buf_ok(&b));
    buf_char(&b, '9');
    assert_false(buf_ok(&b));
    assert_string_equal(buf_cstr(&b), "12345678");
}

static void err_speaks_the_language_of_its_caller(void **state)
{
    (void)state;
    Err zh = {.lang = LANG_ZH}, en = {.lang = LANG_EN};

    assert_false(ERR(&zh, ERR_DATA, "第 %d 行", "row %d", 7));
    assert_false(ERR(&en, ERR_DATA, "第 %d 行", "row %d", 7));
    assert_string_equal(zh.msg, "第 7 行");
    assert_false(ERR_WRAP(&en, "文件 %s", "file %s", "a.csv"));
    assert_string_equal(en.msg, "file a.csv: row 7");
    assert_int_equal(err_exit_code(en.kind), 6);
}

static void utf8_refuses_overlong_surrogate_and_cut_forms(void **state)
{
    (void)state;
    assert_true(utf8_valid("增长17.7%", strlen("增长17.7%")));
    assert_false(utf8_valid("\xC0\xAF", 2));
    assert_false(utf8_valid("\xED\xA0\x80", 3));
    assert_false(utf8_valid("\xE5\xA2", 2));
    assert_false(utf8_valid("12345678\xFF", 9));
    char cut[] = "ab\xE5\xA2";
    utf8_trim_broken_tail(cut);
    assert_string_equal(cut, "ab");
}

static void chinese_is_two_columns_wide(void **state)
{
    (void)state;
    assert_int_equal(text_width("规上工业IVA"), 11);
    assert_int_equal(text_fit("规上工业", 5), 6);
}

static void numbers_read_back_and_show_no_false_digits(void **state)
{
    (void)state;
    char t[NUM_TEXT_MAX];

    num_to_text(5.3, t);
    assert_string_equal(t, "5.3");
    num_to_text(0.1 + 0.2, t);
    assert_string_equal(t, "0.30000000000000004");
    num_to_fixed(-0.04, 1, t);
    assert_string_equal(t, "0.0");
    uint64_t s = 88172645463325252u;
    for (int i = 0; i < 2000; i++) {
        s ^= s << 13, s ^= s >> 7, s ^= s << 17;
        double v = (double)(int64_t)s / 1e9;
        bool lossy;
        Decimal d;
        num_to_text(v, t);
        if (decimal_parse(str_of(t), &d, &lossy))
            assert_true(d.value == v);
        else
            assert_true(lossy);
    }
}

static void decimals_are_read_as_people_write_them(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
        int decimals;
        bool percent;
    } good[] = {{"250.4", 250.4, 1, false},      {"250", 250, 0, false},    {"1,234.50", 1234.5, 2, false},
                {" １２．３％ ", 12.3, 1, true}, {"－5.4", -5.4, 1, false}, {"−9.5", -9.5, 1, false},
                {"1e3", 1000, 0, false},         {"+.5", .5, 1, false}};
    static const char *const bad[] = {"",      "NaN", "inf", "0x10", "1,23", "12,34,567", "1 2",
                                      "12abc", "%",   "1e",  "--1",  ".",    "1,",        "1e9999"};
    Decimal d;
    bool lossy;

    for (size_t i = 0; i < COUNT(good); i++) {
        assert_true(decimal_parse(str_of(good[i].text), &d, &lossy));
        assert_true(d.value == good[i].value);
        assert_int_equal(d.decimals, good[i].decimals);
        assert_int_equal(d.percent, good[i].percent);
    }
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(decimal_parse(str_of(bad[i]), &d, &lossy));
    assert_false(decimal_parse(str_of("1234567890123456"), &d, &lossy));
    assert_true(lossy);
}

static void the_nearest_name_counts_one_swap_as_one(void **state)
{
    (void)state;
    assert_int_equal(text_distance("规上工业增加值", "规上工业增值加", 3), 1);
    assert_int_equal(text_distance("IVA", "GDP", 1), 2);
    assert_int_equal(text_distance("", "abc", 5), 3);
}

static void sha256_is_that_of_fips_180(void **state)
{
    (void)state;
    char hex[SHA256_HEX];

    sha256_text("abc", hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_int_equal(crc32_of("123456789", 9), 0xCBF43926);
}

static void hmac_is_that_of_rfc_4231(void **state)
{
    (void)state;
    char hex[SHA256_HEX], key[20];

    memset(key, 0x0B, sizeof key);
    hmac_sha256(key, sizeof key, "Hi There", 8, hex);
    assert_string_equal(hex, "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    hmac_sha256("Jefe", 4, "what do ya want for nothing?", 28, hex);
    assert_string_equal(hex, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

static const char *json_of(Arena *a, void (*write)(Json *), int indent)
{
    AUTO(buf_free) Buf out = buf_new(1 << 16);
    Json j = json_to(&out, indent);

    write(&j);
    assert_true(json_ok(&j));
    return arena_strdup(a, buf_cstr(&out));
}

static void write_all_kinds(Json *j)
{
    json_begin_object(j);
    json_put_num(j, "half", 0.5);
    json_put_num(j, "tenth", 5.3);
    json_put_num(j, "large", 1e300);
    json_put_num(j, "unknown", NAN);
    json_put_num(j, "beyond", INFINITY);
    json_put_num(j, "zero", -0.0);
    json_put_int(j, "int", INT64_MIN);
    json_put_bool(j, "yes", true);
    json_put_text(j, "a\"b", "q\" b\\ \n\t\x01 \x7f 晴");
    json_put_text(j, "broken",
                  "a\xff\xe6\x99"
                  "b");
    json_key(j, "list");
    json_begin_array(j);
    json_begin_array(j);
    json_end_array(j);
    json_unknown(j);
    json_end_array(j);
    json_end_object(j);
}

static void json_is_exact_and_always_valid(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();

    assert_string_equal(
        json_of(a, write_all_kinds, 0),
        "{\"half\":0.5,\"tenth\":5.3,\"large\":1e+300,\"unknown\":null,\"beyond\":null,\"zero\":0,"
        "\"int\":-9223372036854775808,\"yes\":true,\"a\\\"b\":\"q\\\" b\\\\ \\n\\t\\u0001 "
        "\\u007f 晴\",\"broken\":\"a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
        "b\",\"list\":[[],null]}");
}

static void write_small(Json *j)
{
    json_begin_array(j);
    json_int(j, 1);
    json_begin_object(j);
    json_put_int(j, "k", 2);
    json_end_object(j);
    json_end_array(j);
}

static void json_is_laid_out_on_lines(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();

    assert_string_equal(json_of(a, write_small, 2), "[\n  1,\n  {\n    \"k\": 2\n  }\n]");
}

static void json_tells_that_it_did_not_fit(void **state)
{
    (void)state;
    AUTO(buf_free) Buf out = buf_new(8);
    Json j = json_to(&out, 0);

    json_text(&j, "longer than eight");
    assert_false(json_ok(&j));
}

static void gzip_is_smaller_and_the_same_each_time(void **state)
{
    (void)state;
    AUTO(buf_free) Buf text = buf_new(1 << 20);
    AUTO(buf_free) Buf a = buf_new(1 << 20);
    AUTO(buf_free) Buf b = buf_new(1 << 20);

    for (int i = 0; i < 20000; i++)
        buf_printf(&text, "line %d\n", i % 100);
    gzip_pack(text.s, text.n, 1, &a);
    gzip_pack(text.s, text.n, 1, &b);
    assert_true(a.n > 20 && a.n * 10 < text.n);
    assert_memory_equal(a.s, "\x1f\x8b\x08", 3);
    assert_int_equal(a.n, b.n);
    assert_memory_equal(a.s, b.s, a.n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_separate_memory),
        cmocka_unit_test(buf_keeps_its_maximum_and_says_so),
        cmocka_unit_test(err_speaks_the_language_of_its_caller),
        cmocka_unit_test(utf8_refuses_overlong_surrogate_and_cut_forms),
        cmocka_unit_test(chinese_is_two_columns_wide),
        cmocka_unit_test(numbers_read_back_and_show_no_false_digits),
        cmocka_unit_test(decimals_are_read_as_people_write_them),
        cmocka_unit_test(the_nearest_name_counts_one_swap_as_one),
        cmocka_unit_test(sha256_is_that_of_fips_180),
        cmocka_unit_test(hmac_is_that_of_rfc_4231),
        cmocka_unit_test(json_is_exact_and_always_valid),
        cmocka_unit_test(json_is_laid_out_on_lines),
        cmocka_unit_test(json_tells_that_it_did_not_fit),
        cmocka_unit_test(gzip_is_smaller_and_the_same_each_time),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
