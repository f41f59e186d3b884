/* The parts of the server, each alone: permissions, addresses, headers, cache, rates, the tables. */
#include "cm.h"

#include <jansson.h>

#include "city_folder.h"
#include "http/cache.h"
#include "http/data.h"
#include "http/rate.h"
#include "http/reply.h"
#include "http/schemas.h"

/* ---- who may do what ---- */

/* Before a request's parameters are read it goes on exactly where the role reaches as far as the route asks.
 */
static void a_route_begins_where_the_role_reaches(void **state)
{
    size_t n;
    const Route *all = route_all(&n);

    (void)state;
    for (size_t i = 0; i < n; i++)
        for (int role = 0; role < ROLES; role++)
            for (int locked = 0; locked < 2; locked++) {
                Principal who = {.role = (Role)role, .carries = ~0u, .must_change = locked == 1};
                Permission p = all[i].permission;
                Reach reach = p == ANYBODY ? REACH_ALL : access_reach((Role)role, p);
                bool may = reach == REACH_ALL || (reach == REACH_OWN && all[i].about != ABOUT_ALL);
                if (locked && p != OWN_ACCOUNT && p != ANYBODY)
                    may = false;
                if (access_begins(&who, p, all[i].about) != may)
                    fail_msg("%s as %s", all[i].path, role_code((Role)role));
                who.carries = 0;
                assert_int_equal(access_begins(&who, p, all[i].about), p == ANYBODY);
            }
}

/* ---- a request without a socket ---- */

typedef struct Office {
    CityFixture *city;
    Http http;
    Passage passage;
    Request request;
} Office;

static int set_up(void **state)
{
    Office *o = calloc(1, sizeof *o);

    o->city = fixture_new();
    assert_true(fixture_import(o->city, "figures.csv",
                               "indicator,area,period,basis,measure,value,unit,status,known_on\n"
                               "IVA,330182,2021-06,ytd,value,73.5,亿元,published,2021-07-20\n"
                               "IVA,330182,2021-06,ytd,yoy,17.7,%,published,2021-07-20\n"
                               "IVA,330182001,2021-06,ytd,value,10.1,亿元,published,2021-07-20\n"));
    assert_true(http_open(&o->http, &(HttpSpec){.store = store_path(o->city->s)}, &o->city->e));
    *state = o;
    return 0;
}

static int tear_down(void **state)
{
    Office *o = *state;

    http_close(&o->http);
    fixture_free(&o->city);
    free(o);
    return 0;
}

/* The reply of a data route to a principal; its body stays until the next one. */
static const Reply *as(Office *o, const Principal *who, const char *target)
{
    unsigned methods;
    Passage *p = &o->passage;

    if (p->reply.release)
        p->reply.release(p->reply.owner);
    o->request = (Request){.arena = o->city->arena, .uri = target, .peer = "127.0.0.1"};
    *p = (Passage){.request = &o->request, .lang = LANG_EN, .who = {.principal = *who}};
    assert_true(url_parse(target, o->city->arena, &p->url, &o->city->e));
    p->route = route_find(&p->url, METHOD_GET, &methods);
    assert_non_null(p->route);
    data_answer(&o->http, p);
    return &p->reply;
}

static void an_auditor_reads_the_chain(void **state)
{
    Office *o = *state;
    const Principal auditor = {.name = "a", .role = ROLE_AUDITOR, .carries = ~0u};
    const Reply *r = as(o, &auditor, "/api/v1/audit?sort=-seq&limit=1");

    assert_int_equal(r->status, 200);
    json_t *j = json_loadb(r->body, r->n, 0, NULL), *first = json_array_get(json_object_get(j, "items"), 0);
    assert_int_equal(json_integer_value(json_object_get(first, "seq")),
                     json_integer_value(json_object_get(j, "total")));
    assert_string_equal(json_string_value(json_object_get(first, "action")), "submit");
    assert_int_equal(strlen(json_string_value(json_object_get(first, "sha256"))), 64);
    size_t n = 0;
    for (const char *list = schema_named("AuditEntry")->fields; *list;) {
        SchemaField f;
        assert_true(schema_next(&list, &f));
        assert_non_null(json_object_get(first, arena_strndup(o->city->arena, f.name.s, f.name.n)));
        n++;
    }
    assert_int_equal(n, json_object_size(first));
    json_decref(j);
    as(o, &auditor, "/api/v1/audit");
    if (o->passage.reply.release)
        o->passage.reply.release(o->passage.reply.owner);
    o->passage.reply.release = NULL;
}

static bool says(const Reply *r, const char *text)
{
    return r->status == 200 && memmem(r->body, r->n, text, strlen(text));
}

/* What an analyst has just read from the cache is not what a town or the public gets under the same address.
 */
static void the_cache_opens_no_back_door(void **state)
{
    static const char target[] = "/api/v1/indicators/IVA/history?area=330182002";
    Office *o = *state;
    const char *own[] = {"330182001"};
    const Principal analyst = {.role = ROLE_ANALYST, .carries = ~0u}, nobody = principal_public(330182);
    const Principal town = {.role = ROLE_AREA,
                            .account = 2,
                            .carries = ~0u,
                            .areas = {.codes = own, .n = 1},
                            .departments = {.all = true},
                            .indicators = {.all = true}};

    assert_true(fixture_import(o->city, "early.csv",
                               "indicator,area,period,basis,measure,value,unit,status,known_on\n"
                               "IVA,330182002,2021-06,ytd,value,8.25,亿元,preliminary,2021-07-20\n"
                               "IVA,330182001,2021-06,ytd,value,10.25,亿元,preliminary,2021-07-21\n"));
    assert_true(says(as(o, &analyst, target), "8.25"));
    assert_true(says(as(o, &analyst, target), "8.25"));
    assert_true(cache_count(o->http.cache).hits > 0);
    assert_true(says(as(o, &town, target), "\"total\":0"));
    assert_true(says(as(o, &nobody, target), "\"total\":0"));
    assert_true(says(as(o, &town, "/api/v1/indicators/IVA/history?area=330182001"), "10.25"));
    assert_true(says(as(o, &nobody, "/api/v1/indicators/IVA/history?area=330182001"), "10.1"));
    if (o->passage.reply.release)
        o->passage.reply.release(o->passage.reply.owner);
    o->passage.reply.release = NULL;
}

/* ---- the tables hold together ---- */

static void every_name_in_the_table_of_routes_exists(void **state)
{
    size_t n, names;
    const Route *all = route_all(&n);

    (void)state;
    assert_true(n < METRIC_ROUTES_MAX - 1);
    for (size_t i = 0; i < n; i++) {
        RouteParam params[ROUTE_PARAMS_MAX];
        size_t given = route_params(&all[i], params);
        names = *all[i].params ? 1 : 0;
        for (const char *s = all[i].params; *s; s++)
            names += *s == ' ';
        bool plain = all[i].answer == ANSWER_PLAIN || all[i].answer == ANSWER_FILE;
        names += all[i].answer == ANSWER_LIST ? 4 : all[i].answer == ANSWER_TABLE ? 1 : 0;
        names += all[i].answer == ANSWER_PLAIN ? 0 : route_is_data(&all[i]) && !all[i].fresh ? 3 : 1;
        assert_int_equal(given, names);
        if (!plain && *all[i].reply)
            assert_non_null(schema_named(all[i].reply));
        if (all[i].request && strcmp(all[i].request, ROUTE_FILE) != 0)
            assert_non_null(schema_named(all[i].request));
        assert_true(!all[i].request || all[i].limit.body > 0);
        if (i && strcmp(all[i].path, all[i - 1].path) != 0)
            for (size_t k = 0; k + 1 < i; k++) /* rows of one path stand together */
                assert_string_not_equal(all[i].path, all[k].path);
        if (all[i].answer == ANSWER_TABLE)
            assert_non_null(schema_named(all[i].row));
        assert_true(*all[i].zh && *all[i].en);
    }
}

static void every_schema_named_in_a_schema_exists(void **state)
{
    size_t n;
    const Schema *all = schema_all(&n);
    SchemaField f;

    (void)state;
    for (size_t i = 0; i < n; i++)
        for (const char *list = all[i].fields; schema_next(&list, &f);) {
            char type[64];
            if (!*schema_field_text(&all[i], f.name, LANG_ZH) ||
                !*schema_field_text(&all[i], f.name, LANG_EN))
                fail_msg("nobody says what %s.%.*s means", all[i].name, (int)f.name.n, f.name.s);
            snprintf(type, sizeof type, "%.*s", (int)f.type.n, f.type.s);
            if (*type >= 'A' && *type <= 'Z')
                assert_non_null(schema_named(type));
            else
                assert_true(strcmp(type, "text") == 0 || strcmp(type, "int") == 0 ||
                            strcmp(type, "num") == 0 || strcmp(type, "bool") == 0 ||
                            strcmp(type, "map") == 0);
        }
}

/* ---- addresses and headers ---- */

static void addresses_are_taken_apart(void **state)
{
    AUTO(arena_free) Arena *a = arena_new();
    Err e = {.lang = LANG_EN};
    Url u;

    (void)state;
    assert_true(url_parse("/a%20b/%E6%99%B4/?q=1+2&empty&x=a%3Db&&y=#f", a, &u, &e));
    assert_int_equal(u.n_segments, 3);
    assert_string_equal(u.segments[0], "a b");
    assert_string_equal(u.segments[1], "晴");
    assert_string_equal(u.segments[2], "");
    assert_int_equal(u.n_arguments, 4);
    assert_string_equal(u.arguments[0].value, "1 2");
    assert_string_equal(u.arguments[1].name, "empty");
    assert_string_equal(u.arguments[2].value, "a=b");
    assert_true(url_fits(&u, "/{x}/晴/"));
    assert_false(url_fits(&u, "/{x}/晴"));
    assert_false(url_fits(&u, "/{x}/晴/{y}")); /* a parameter is never empty */
    assert_string_equal(url_segment(&u, "/{x}/{name}/", "name"), "晴");
    assert_false(url_parse("a", a, &u, &e));
    assert_false(url_parse("/%0a", a, &u, &e));
    assert_int_equal(e.kind, ERR_INVALID);
}

static void accept_lists_are_weighed(void **state)
{
    (void)state;
    assert_true(accepts(NULL, "application/json", false));
    assert_false(accepts(NULL, "gzip", true));
    assert_true(accepts("text/*, */*;q=0.1", "application/json", false));
    assert_false(accepts("text/*", "application/json", false));
    assert_true(accepts("text/*", "text/csv", false));
    assert_false(accepts("text/*", "text/csv", true));
    assert_false(accepts("application/json;q=0, */*", "application/json", false));
    assert_true(accepts("br;q=0.9,gzip ; q=0.8", "gzip", true));
    assert_false(accepts("gzip;q=0.000", "gzip", true));
    assert_false(accepts("", "gzip", true));
    assert_true(tag_matches("*", "\"a\""));
    assert_true(tag_matches("\"b\",\"a\"", "\"a\""));
    assert_true(tag_matches("W/\"a\"", "\"a\""));
    assert_false(tag_matches("\"ab\"", "\"a\""));
}

/* ---- bounds ---- */

static void the_cache_forgets_the_longest_unused(void **state)
{
    static char body[1000];
    Cache *c = cache_new(10000);
    char key[32];

    (void)state;
    for (int i = 0; i < 100; i++) {
        snprintf(key, sizeof key, "k%d", i);
        const Cached *x = cache_put(c, key, &(Cached){"t", "", body, sizeof body, NULL, 0});
        cache_release((void *)(uintptr_t)x);
        x = cache_find(c, "k0"); /* stays in use */
        assert_non_null(x);
        cache_release((void *)(uintptr_t)x);
        assert_true(cache_count(c).bytes <= 10000);
    }
    assert_null(cache_find(c, "k50"));
    const Cached *last = cache_find(c, "k99");
    assert_non_null(last);
    assert_true(cache_count(c).entries >= 7);
    /* What is held outlives the cache's own memory of it. */
    for (int i = 100; i < 120; i++) {
        snprintf(key, sizeof key, "k%d", i);
        cache_release((void *)(uintptr_t)cache_put(c, key, &(Cached){"t", "", body, sizeof body, NULL, 0}));
    }
    assert_memory_equal(last->body, body, sizeof body);
    cache_release((void *)(uintptr_t)last);
    cache_free(&c);
}

static void a_bucket_empties_and_fills_again(void **state)
{
    Rates *r = rates_new();
    int wait, n = 0;
    char name[32];

    (void)state;
    while (rates_allow(r, "a", "route", 60, 1000000, &wait))
        n++;
    assert_int_equal(n, 60);
    assert_int_equal(wait, 2);
    assert_true(rates_allow(r, "b", "route", 60, 1000000, &wait));
    assert_true(rates_allow(r, "a", "route", 60, 3000000, &wait));
    assert_true(rates_allow(r, "a", "route", 60, 3000000, &wait));
    assert_false(rates_allow(r, "a", "route", 60, 3000000, &wait));
    for (int i = 0; i < 20000; i++) { /* many clients cost no memory and no crash */
        snprintf(name, sizeof name, "c%d", i);
        assert_true(rates_allow(r, name, "route", 60, 4000000 + i, &wait));
    }
    rates_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_route_begins_where_the_role_reaches),
        cmocka_unit_test(an_auditor_reads_the_chain),
        cmocka_unit_test(the_cache_opens_no_back_door),
        cmocka_unit_test(every_name_in_the_table_of_routes_exists),
        cmocka_unit_test(every_schema_named_in_a_schema_exists),
        cmocka_unit_test(addresses_are_taken_apart),
        cmocka_unit_test(accept_lists_are_weighed),
        cmocka_unit_test(the_cache_forgets_the_longest_unused),
        cmocka_unit_test(a_bucket_empties_and_fills_again),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
