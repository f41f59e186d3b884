/* The program as its users run it: words in, text and exit code out. */
#include "cm.h"

#include <jansson.h>

#include "cli_world.h"

/* The demo city, imported once for all tests that only read. */
static World *demo;

static int make_demo(void **state)
{
    (void)state;
    demo = world_new();
    must(demo, "init");
    must(demo, arena_printf(demo->arena, "import %s/cities/jiande", root()));
    return 0;
}

static int drop_demo(void **state)
{
    (void)state;
    world_free(&demo);
    return 0;
}

/* The cell of the card's CSV in the row of an indicator. */
static const char *cell(World *w, const char *indicator, const char *column)
{
    char *text = arena_strdup(w->arena, w->out), *next = text;
    int at = -1;

    for (char *line; (line = strsep(&next, "\n"));) {
        char *row = line, *word;
        const char *code = "";
        for (int i = 0; (word = strsep(&row, ",\r")); i++) {
            if (at < 0 && strcmp(word, column) == 0)
                at = i;
            if (i == 1)
                code = word;
            if (i == at && strcmp(code, indicator) == 0 && i > 1)
                return word;
        }
    }
    return "not there";
}

static void the_card_of_jiande_shows_what_was_published_and_nothing_beside(void **state)
{
    (void)state;
    must(demo, "card --period 2021-06 --no-sample --format csv");
    assert_string_equal(cell(demo, "IVA", "value"), "73.47");
    assert_string_equal(cell(demo, "IVA", "growth"), "17.7");
    assert_string_equal(cell(demo, "TREV", "value"), "49.97");
    assert_string_equal(cell(demo, "TREV", "growth"), "57.2");
    assert_string_equal(cell(demo, "TREV", "rank"), "2");
    assert_string_equal(cell(demo, "UINC", "growth"), "13.1");
    assert_string_equal(cell(demo, "UINC", "value"), "");
    assert_string_equal(cell(demo, "UINC", "rank"), "1");
    assert_false(has(demo, "sample,") || has(demo, ",yes"));
}

static void sample_figures_pass_through_the_published_anchors(void **state)
{
    (void)state;
    must(demo, "card --period 2020 --format csv");
    assert_string_equal(cell(demo, "IVA", "value"), "135.1");
    assert_string_equal(cell(demo, "IVA", "growth"), "8.5");
    must(demo, "card --period 2021-06 --format csv");
    assert_string_equal(cell(demo, "IVA", "value"), "73.47");
    assert_string_equal(cell(demo, "IVA", "value_status"), "published");
    assert_string_equal(cell(demo, "IPROFIT", "value_status"), "sample");
}

static void the_card_fits_a_hundred_columns_in_both_languages(void **state)
{
    (void)state;
    static const char *const words[] = {"card --period 2021-06", "card --period 2021-06 --lang zh",
                                        "card --period 2021-06 --two-year",
                                        "missing --period 2021-06 --lang zh"};

    for (size_t i = 0; i < COUNT(words); i++) {
        must(demo, words[i]);
        char *next = arena_strdup(demo->arena, demo->out);
        for (char *line; (line = strsep(&next, "\n"));)
            if (text_width(line) > 100)
                fail_msg("%s: %zu columns: %s", words[i], text_width(line), line);
        assert_false(has(demo, "\x1b"));
    }
}

static void the_card_is_one_card_in_every_format(void **state)
{
    (void)state;
    must(demo, "card --period 2021-06 --format json");
    json_t *j = json_loads(demo->out, 0, NULL);
    assert_non_null(j);
    assert_int_equal(json_integer_value(json_object_get(j, "targets")), 22);
    json_int_t lights = 0;
    static const char *const keys[] = {"green", "yellow", "red", "unjudged"};
    for (size_t i = 0; i < COUNT(keys); i++)
        lights += json_integer_value(json_object_get(j, keys[i]));
    assert_int_equal(lights, 22);
    json_decref(j);
    must(demo, "card --period 2021-06 --format md");
    assert_true(has(demo, "| 73.47 | +17.7 |"));
}

static void a_number_can_be_asked_why(void **state)
{
    (void)state;
    must(demo, "why IVA --period 2021-06");
    assert_true(has(demo, "73.47") && has(demo, "published.csv") && has(demo, "source: http") &&
                has(demo, "cell F"));
    must(demo, "why 财政总收入 --period 2021年1-6月 --json");
    json_t *j = json_loads(demo->out, 0, NULL);
    assert_true(json_array_size(j) >= 3);
    json_decref(j);
}

static void mistakes_end_with_a_sentence_and_a_documented_exit_code(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        int code;
        const char *says;
    } cases[] = {
        {"crad", 2, "did you mean \"card\"?"},
        {"card --perid 2021-06", 2, "did you mean --period?"},
        {"card --period 2021-13", 2, "2021-13"},
        {"card --area Atlantis", 3, "Atlantis"},
        {"card --format xml", 2, "xml"},
        {"why XYZ --period 2021-06", 3, "XYZ"},
        {"import nothing.csv", 3, "nothing.csv"},
        {"import", 2, "PATH"},
        {"missing", 2, "--period"},
        {"init", 4, "q.db"},
        {"card --as-of yesterday", 2, "yesterday"},
        {"card --lang fr", 2, "fr"},
        {"help card", 0, "Example:"},
        {"card --help", 0, "qingyu card --period 2021-06"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        run(demo, cases[i].words);
        if (demo->code != cases[i].code || !has(demo, cases[i].says))
            fail_msg("%s: exit %d: %s", cases[i].words, demo->code, demo->out);
    }
}

static void a_refusal_is_the_same_as_data(void **state)
{
    (void)state;
    AUTO(world_free) World *w = world_new();

    must(w, "init");
    must(w, arena_printf(w->arena, "import %s/cities/jiande", root()));
    tmp_write(&w->tmp, "bad.csv",
              "indicator,period,value\nIVA,2021-01~05,abc\n规上工业增加直,2021-01~05,1\n");
    run(w, arena_printf(w->arena, "import %s/bad.csv --json 2>/dev/null", w->tmp.path));
    assert_int_equal(w->code, 2);
    json_t *j = json_loads(w->out, JSON_DISABLE_EOF_CHECK, NULL);
    json_t *findings = json_object_get(json_array_get(j, 0), "findings");
    assert_int_equal(json_array_size(findings), 2);
    assert_int_equal(json_integer_value(json_object_get(json_array_get(findings, 0), "row")), 2);
    assert_string_equal(json_string_value(json_object_get(json_array_get(findings, 0), "cell")), "C");
    json_decref(j);
    run(w, arena_printf(w->arena, "import %s/bad.csv", w->tmp.path));
    assert_true(has(w, "bad.csv row 2 column C") && has(w, "bad.csv row 3 column A"));
}

/* All facts with their codes, texts and days of knowledge, without the numbers of submissions and cells. */
static const char *facts(World *w, const char *store)
{
    run(w, arena_printf(
               w->arena,
               "export --store %s %s/dump-$$ >/dev/null && cat %s/dump-*/observations/*.csv | sort && rm -r "
               "%s/dump-*",
               store, w->tmp.path, w->tmp.path, w->tmp.path));
    assert_int_equal(w->code, 0);
    return w->out;
}

static void what_is_exported_comes_back_the_same(void **state)
{
    (void)state;
    static const char *const formats[] = {"csv", "xlsx"};
    AUTO(world_free) World *w = world_new();
    const char *before = facts(demo, arena_printf(w->arena, "%s/q.db", demo->tmp.path));

    for (size_t i = 0; i < COUNT(formats); i++) {
        const char *out = arena_printf(w->arena, "%s/out-%s", w->tmp.path, formats[i]);
        const char *store = arena_printf(w->arena, "%s/%s.db", w->tmp.path, formats[i]);
        must(demo, arena_printf(w->arena, "export %s --format %s", out, formats[i]));
        must(w, arena_printf(w->arena, "init --store %s", store));
        must(w, arena_printf(w->arena, "import %s --accept-warnings --store %s", out, store));
        assert_true(strlen(before) > 100000);
        assert_true(strcmp(facts(w, store), before) == 0);
    }
}

static void sdmx_csv_gives_the_state_known_on_a_day(void **state)
{
    (void)state;
    must(demo, "export --format sdmx --indicator IVA --area 330182 --no-sample");
    assert_true(has(demo, "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA"));
    assert_true(
        has(demo, "dataflow,QINGYU:CITY_OBSERVATIONS(1.0),I,M,330182,IVA,ytd,yoy,_Z,2021-06,17.7,A,%,1,"));
    must(demo, "export --format sdmx --indicator IVA --area 330182 --no-sample --as-of 2021-06-30");
    assert_false(has(demo, "2021-06,17.7"));
    assert_true(has(demo, "2020,135.1"));
}

static void a_backup_is_restored_and_verified(void **state)
{
    (void)state;
    AUTO(world_free) World *w = world_new();

    must(demo, arena_printf(w->arena, "backup %s/b.db", w->tmp.path));
    must(w, arena_printf(w->arena, "restore %s/b.db", w->tmp.path));
    assert_true(has(w, "all sound"));
    must(w, "verify");
    must(w, "doctor");
    run(w, arena_printf(w->arena, "restore %s/b.db", w->tmp.path));
    assert_int_equal(w->code, 4);
}

/* Judged, kept once a day, exported and imported with the rest, and told again. */
static void judgements_are_kept_and_told_again(void **state)
{
    (void)state;
    AUTO(world_free) World *w = world_new();

    must(demo, arena_printf(w->arena, "backup %s/b.db", w->tmp.path));
    must(w, arena_printf(w->arena, "restore %s/b.db", w->tmp.path));
    must(w, "record");
    assert_true(has(w, "0 judgements on record"));
    must(w, "judge --period 2021-06 --dry-run");
    assert_true(has(w, "nothing was kept"));
    must(w, "judge --period 2021-06");
    assert_true(has(w, "hard to meet") && has(w, "expected to be met") && has(w, "are on record"));
    run(w, "judge --period 2021-06");
    assert_int_equal(w->code, 4);
    assert_true(has(w, "never changed"));
    must(w, "record --json");
    json_t *j = json_loads(w->out, 0, NULL);
    assert_non_null(j);
    size_t n = (size_t)json_integer_value(json_object_get(j, "n"));
    const json_t *first = json_array_get(json_object_get(j, "judgements"), 0);
    double p = json_real_value(json_object_get(first, "probability"));
    assert_true(n > 15 && p > 0 && p < 1);
    json_decref(j);
    must(w, "verify");
    must(w, arena_printf(w->arena, "export %s/all", w->tmp.path));
    AUTO(world_free) World *other = world_new();
    must(other, "init");
    must(other, arena_printf(w->arena, "import %s/all", w->tmp.path));
    must(other, "record");
    assert_true(has(other, arena_printf(w->arena, "%zu judgements on record", n)));
}

static void a_tick_with_nothing_due_says_so(void **state)
{
    (void)state;
    AUTO(world_free) World *w = world_new();

    must(demo, arena_printf(w->arena, "backup %s/t.db", w->tmp.path));
    must(w, arena_printf(w->arena, "restore %s/t.db", w->tmp.path));
    must(w, "tick --as-of 2021-10-08");
    assert_true(has(w, "2021-10-08: 0 open tasks were looked at, nothing was due"));
    assert_false(has(w, "calendar"));
    must(w, "tick --as-of 2035-10-08"); /* no notice of holidays yet */
    assert_true(has(w, "does not have 2035; Monday to Friday are counted"));
    must(w, "tick --as-of 2021-10-08 --json");
    assert_true(has(w, "\"slips\": 0") && has(w, "\"done\": []"));
    run(w, "tick --as-of soon");
    assert_int_equal(w->code, 2);
}

static void why_reaches_down_to_models_and_data(void **state)
{
    (void)state;
    must(demo, "why IVA --period 2021-06");
    assert_true(has(demo, "damped Holt-Winters") && has(demo, "smoothed growth (alpha 0.15)"));
    assert_true(has(demo, "4 degrees of freedom") && has(demo, "data up to submission 25, seed 0"));
    assert_true(has(demo, "probability of meeting the target"));
}

/* A national series: months are exact differences, none of January, an earlier state comes back. */
static void a_national_series_gives_months_by_difference(void **state)
{
    (void)state;
    char china[PATH_LEN_MAX];

    snprintf(china, sizeof china, "%s/../shared/data/china/china_monthly.csv", root());
    if (access(china, R_OK) != 0)
        skip(); /* before anything is made: it does not come back */
    AUTO(world_free) World *w = world_new();
    must(w, "init");
    must(w, arena_printf(w->arena, "import %s/cities/jiande --by tester", root()));
    char file[PATH_LEN_MAX], cut[4 * PATH_LEN_MAX];

    snprintf(file, sizeof file, "%s/retail.csv", w->tmp.path);
    snprintf(cut, sizeof cut,
             "(head -1 %s; grep -E '^社会消费品零售总额,.*,201[89]-[0-9]+,(ytd|yoy_ytd),' %s) > %s", china,
             china, file);
    assert_int_equal(system(cut), 0);
    must(w, arena_printf(w->arena, "import %s --as-of 2020-02-01", file));
    double before = 0;
    for (int month = 2; month <= 12; month++) {
        must(w, arena_printf(w->arena, "card --area CN --period 2019-%02d --format csv", month));
        double level = strtod(cell(w, "RETAIL", "value"), NULL);
        const char *alone = cell(w, "RETAIL", "month");
        assert_true(level > before);
        if (month == 2)
            assert_string_equal(alone, ""); /* January and February are one */
        else
            assert_near(strtod(alone, NULL), level - before, 1e-6);
        before = level;
    }
    must(w, "card --area CN --period 2019-01 --format csv");
    assert_string_equal(cell(w, "RETAIL", "value"), "not there");
    must(w, "card --area CN --period 2019-06 --as-of 2020-01-31 --format csv");
    assert_string_equal(cell(w, "RETAIL", "value"), "not there");
}

static void help_man_and_completion_know_every_command(void **state)
{
    (void)state;
    static const char *const commands[] = {"init",      "import", "card",   "why",         "missing",
                                           "revisions", "verify", "export", "submissions", "backup",
                                           "restore",   "doctor", "man",    "completion"};
    static const char *const places[] = {"help", "man", "completion", "man --format md"};

    for (size_t i = 0; i < COUNT(places); i++) {
        must(demo, places[i]);
        for (size_t k = 0; k < COUNT(commands); k++)
            if (!has(demo, commands[k]))
                fail_msg("%s does not name %s", places[i], commands[k]);
    }
}

/* Options are one table for all commands: a second row of a name would show under each of them. */
static void a_commands_help_names_each_option_once(void **state)
{
    (void)state;
    must(demo, "man --format md --lang en");
    const char *of = demo->out, *line, *next;

    for (line = of; *line; line = next) {
        next = line + strcspn(line, "\n");
        next += *next == '\n';
        if (strncmp(line, "## ", 3) == 0)
            of = next;
        if (strncmp(line, "  --", 4) != 0)
            continue;
        const char *name = arena_strndup(demo->arena, line, 3 + strcspn(line + 3, " "));
        const char *first = strstr(of, arena_printf(demo->arena, "\n%s ", name));
        if (first + 1 != line)
            fail_msg("an option is listed twice: %.60s", line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_card_of_jiande_shows_what_was_published_and_nothing_beside),
        cmocka_unit_test(sample_figures_pass_through_the_published_anchors),
        cmocka_unit_test(the_card_fits_a_hundred_columns_in_both_languages),
        cmocka_unit_test(the_card_is_one_card_in_every_format),
        cmocka_unit_test(a_number_can_be_asked_why),
        cmocka_unit_test(mistakes_end_with_a_sentence_and_a_documented_exit_code),
        cmocka_unit_test(a_refusal_is_the_same_as_data),
        cmocka_unit_test(what_is_exported_comes_back_the_same),
        cmocka_unit_test(sdmx_csv_gives_the_state_known_on_a_day),
        cmocka_unit_test(a_backup_is_restored_and_verified),
        cmocka_unit_test(judgements_are_kept_and_told_again),
        cmocka_unit_test(a_tick_with_nothing_due_says_so),
        cmocka_unit_test(why_reaches_down_to_models_and_data),
        cmocka_unit_test(a_national_series_gives_months_by_difference),
        cmocka_unit_test(help_man_and_completion_know_every_command),
        cmocka_unit_test(a_commands_help_names_each_option_once),
    };
    return cmocka_run_group_tests_name("cli", tests, make_demo, drop_demo);
}
