/* The server as browsers and scripts see it: the real program on the demo city, asked over a socket. */
#include "cm.h"

#include "base/hash.h"
#include "http_fits.h"

/* ---- every route, from the server's own description ---- */

/* The path with its parameters' examples in it. */
static const char *filled(const char *path)
{
    char sha256[SHA256_HEX];
    sha256_text(world_file, sha256);
    const char *const values[][2] = {{"{code}", strstr(path, "/projects/") ? "S13" : "IVA"},
                                     {"{kind}/{unit}", "department/jxj"},
                                     {"{kind}", "lights"},
                                     {"{sha256}", sha256},
                                     {"{scheme}", "jiande2021"},
                                     {"{id}", strstr(path, "/jobs/")     ? "1-1"
                                              : strstr(path, "/scores/") ? "2"
                                                                         : "1"},
                                     {"{name}", "admin"}};

    for (size_t i = 0; i < COUNT(values); i++) {
        const char *at = strstr(path, values[i][0]);
        if (at)
            path = arena_printf(w.arena, "%.*s%s%s", (int)(at - path), path, values[i][1],
                                at + strlen(values[i][0]));
    }
    static const char *const asked[][2] = {{"/portfolio", "?leader=L03"},
                                           {"/why", "?unit=330182104&item=iva"},
                                           {"/what-if", "?unit=330182104"},
                                           {"/compare", "?with=1"},
                                           {"/scenarios/compare", "?names=one"}};
    bool of_score = strstr(path, "/scores/") != NULL;
    for (size_t i = 0; i < COUNT(asked); i++)
        if (strstr(path, asked[i][0]) && (i == 0 || i == 4 || of_score))
            return arena_printf(w.arena, "%s%s", path, asked[i][1]);
    return path;
}

static void check_secure(const char *path, const Answer *x)
{
    const char *policy = header(w.arena, x, "Content-Security-Policy");

    if (!policy || strstr(policy, "unsafe") || !strstr(policy, "default-src 'none'"))
        fail_msg("%s has the policy %s", path, policy ? policy : "(none)");
    assert_string_equal(header(w.arena, x, "X-Content-Type-Options"), "nosniff");
    assert_string_equal(header(w.arena, x, "Referrer-Policy"), "no-referrer");
    assert_non_null(header(w.arena, x, "Cache-Control"));
    assert_null(header(w.arena, x, "Server"));
}

static void check_operation(const json_t *api, const char *path, const json_t *op)
{
    const char *permission = text_at(op, "x-permission");
    Answer x = get(filled(path));

    check_secure(path, &x);
    if (strstr("read_audit read_accounts own_account submit", permission)) {
        refused(&x, 401, "");
        return;
    }
    if (strcmp(permission, "assess") == 0) { /* the demo is open for reading, not for the office's drafts */
        refused(&x, 401, "");
        return;
    }
    if (strcmp(path, "/api/v1/jobs/{id}/file") == 0) {
        refused(&x, 404, "lost");
        return;
    }
    if (x.status != 200)
        fail_msg("%s: %d %s", path, x.status, x.body);
    const json_t *content =
        json_object_get(json_object_get(json_object_get(op, "responses"), "200"), "content");
    const json_t *schema = json_object_get(json_object_get(content, "application/json"), "schema");
    if (schema && strcmp(path, "/api/openapi.json") != 0) {
        json_t *j = parsed(&x);
        assert_true(fits(api, schema, j, path));
        json_decref(j);
    }
    if (json_object_get(content, "text/csv")) {
        x = ask(w.arena, w.server.port, "GET", filled(path), "Accept: text/csv\r\n");
        assert_int_equal(x.status, 200);
        assert_non_null(strstr(header(w.arena, &x, "Content-Type"), "text/csv"));
        assert_true(x.n > 20 && strchr(x.body, ','));
        x = get(
            arena_printf(w.arena, "%s%cformat=xlsx", filled(path), strchr(filled(path), '?') ? '&' : '?'));
        assert_int_equal(x.status, 200);
        assert_memory_equal(x.body, "PK\003\004", 4);
    }
}

static void every_route_answers_what_its_schema_says(void **state)
{
    json_t *api = get_json("/api/openapi.json?lang=en"), *operations, *op;
    const char *path, *method;
    size_t n = 0;

    (void)state;
    json_object_foreach(json_object_get(api, "paths"), path, operations)
    {
        json_object_foreach(operations, method, op)
        {
            if (strcmp(method, "get") == 0 && strcmp(path, "/api/v1/events") != 0)
                check_operation(api, path, op);
            n++;
        }
    }
    assert_true(n >= 50);
    json_decref(api);
}

static void both_doors_say_the_same(void **state)
{
    static const char *const pairs[][2] = {
        {"card --period 2021-06 --format json --lang en", "/api/v1/card?period=2021-06&lang=en"},
        {"card --period 2021-06 --format json --lang zh --no-sample",
         "/api/v1/card?period=2021年1-6月&sample=no"},
        {"card --period 2021-03 --format json --lang en --as-of 2021-05-01",
         "/api/v1/card?period=2021-03&as_of=2021-05-01&lang=en"},
        {"towns IVA --period 2021-06 --json", "/api/v1/indicators/IVA/towns?period=2021-06&lang=en"},
        {"record --json", "/api/v1/record?lang=en"},
        {"project show S13 --period 2021-10 --json", "/api/v1/projects/S13?period=2021-10&lang=en"},
        {"invest --period 2021-10 --json", "/api/v1/invest?period=2021-10&lang=en"},
        {"barometer --period 2021-09 --json", "/api/v1/barometer?period=2021-09&lang=en"},
        {"drivers --period 2021-06 --set IVA=+1 --json",
         "/api/v1/drivers?period=2021-06&set=IVA%3D%2B1&lang=en"},
    };
    int code;

    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++) {
        json_t *cli = json_loads(run(pairs[i][0], &code), 0, NULL);
        json_t *api = get_json(pairs[i][1]);
        if (!cli || !json_equal(cli, api))
            fail_msg("%s and %s differ", pairs[i][0], pairs[i][1]);
        json_decref(cli);
        json_decref(api);
    }
    Answer csv = get("/api/v1/card?period=2021-06&lang=en&format=csv");
    assert_string_equal(csv.body, run("card --period 2021-06 --format csv", &code));
}

/* ---- lists ---- */

static void lists_are_filtered_sorted_and_paged(void **state)
{
    (void)state;
    json_t *all = get_json("/api/v1/submissions?sort=-rows&lang=en");
    json_t *items = json_object_get(all, "items");
    json_int_t before = INT64_MAX;
    size_t i, total = (size_t)json_integer_value(json_object_get(all, "total"));
    json_t *x;

    assert_true(total >= 10 && json_array_size(items) == total);
    json_array_foreach(items, i, x)
    {
        json_int_t rows = json_integer_value(json_object_get(x, "rows"));
        assert_true(rows <= before);
        before = rows;
    }
    json_t *page = get_json("/api/v1/submissions?sort=-rows&limit=2&offset=3&lang=en");
    json_t *two = json_object_get(page, "items");
    assert_int_equal(json_array_size(two), 2);
    assert_true(json_equal(json_array_get(two, 1), json_array_get(items, 4)));
    assert_int_equal(json_integer_value(json_object_get(page, "total")), total);
    json_decref(page);
    json_decref(all);

    all = get_json("/api/v1/submissions?kind=targets&lang=en");
    json_array_foreach(json_object_get(all, "items"), i, x)
        assert_string_equal(text_at(x, "kind"), "targets");
    assert_true(json_integer_value(json_object_get(all, "total")) >= 1);
    json_decref(all);
    Answer bad = get("/api/v1/submissions?sort=size&lang=en");
    refused(&bad, 400, "cannot sort by \"size\"; there are id, kind");
    bad = get("/api/v1/submissions?limit=20000&lang=en");
    refused(&bad, 400, "at most 10000");
    /* An empty list still tells its columns. */
    Answer none = get("/api/v1/submissions?kind=nothing&format=csv");
    assert_string_equal(none.body, "id,kind,file,known_on,received_at,by,rows,sha256,findings,audit\r\n");
}

/* ---- refusals ---- */

static void refusals_say_what_is_wrong(void **state)
{
    static const struct {
        const char *target;
        int status;
        const char *sentence;
    } cases[] = {
        {"/api/v1/nothing?lang=en", 404, "there is no address \"/api/v1/nothing\""},
        {"/api/v1/card/?lang=en", 404, "there is no address"},
        {"/api/v1/card?perod=2021-06&lang=en", 400, "did you mean period?"},
        {"/api/v1/card?period=2021-13&lang=en", 400, "2021-13"},
        {"/api/v1/card?period=&lang=en", 400, ""},
        {"/api/v1/card?period=2021-06&period=2021-05&lang=en", 400, "period is given twice"},
        {"/api/v1/card?area=Jiandee&lang=en", 404, "Jiande"},
        {"/api/v1/indicators/IVB?lang=en", 404, "IVA"},
        {"/api/v1/card?as_of=yesterday&lang=en", 400, "as_of \"yesterday\" is no date"},
        {"/api/v1/card?sample=perhaps&lang=en", 400, "must be one of yes no"},
        {"/api/v1/submissions?limit=-1&lang=en", 400, "whole number"},
        {"/api/v1/submissions?limit=99999999999999999999999&lang=en", 400, "whole number"},
        {"/api/v1/submissions?offset=1e9&lang=en", 400, "whole number"},
        {"/api/v1/card?area=%ff%fe&lang=en", 400, "UTF-8"},
        {"/api/v1/card?area=%C0%80&lang=en", 400, "UTF-8"},
        {"/api/v1/card?area=%00&lang=en", 400, "%00"},
        {"/api/v1/card?area=%4&lang=en", 400, "%"},
        {"/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r", 400, "16"},
        {"/api/v1/card?period=9999-12&lang=en", 400, ""},
        {"/api/v1/indicators/GDP/towns?lang=en", 400, "not counted by town"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Answer x = get(cases[i].target);
        if (x.status != cases[i].status)
            fail_msg("%s: %d %s", cases[i].target, x.status, x.body);
        refused(&x, cases[i].status, cases[i].sentence);
    }
    Answer x = get("/api/v1/card?perod=1&as_of=x&lang=en");
    refused(&x, 400, "2 faults");
    json_t *j = parsed(&x), *errors = json_object_get(j, "errors");
    assert_int_equal(json_array_size(errors), 2);
    assert_string_equal(text_at(json_array_get(errors, 0), "parameter"), "perod");
    assert_string_equal(text_at(json_array_get(errors, 1), "parameter"), "as_of");
    json_decref(j);
}

static void methods_are_held_to(void **state)
{
    (void)state;
    Answer x = ask(w.arena, w.server.port, "POST", "/api/v1/card?lang=en", "Content-Length: 0\r\n");
    refused(&x, 405, "does not take POST");
    assert_string_equal(header(w.arena, &x, "Allow"), "GET, HEAD, OPTIONS");
    x = ask(w.arena, w.server.port, "BREW", "/api/v1/card?lang=en", "");
    refused(&x, 405, "");
    x = ask(w.arena, w.server.port, "OPTIONS", "/api/v1/card", "");
    assert_int_equal(x.status, 204);
    assert_string_equal(header(w.arena, &x, "Allow"), "GET, HEAD, OPTIONS");
    Answer whole = get("/api/v1/city");
    x = ask(w.arena, w.server.port, "HEAD", "/api/v1/city", "");
    assert_int_equal(x.status, 200);
    assert_int_equal(x.n, 0);
    assert_string_equal(header(w.arena, &x, "Content-Length"), header(w.arena, &whole, "Content-Length"));
    assert_string_equal(header(w.arena, &x, "ETag"), header(w.arena, &whole, "ETag"));
    x = ask(w.arena, w.server.port, "GET", "/api/v1/card?lang=en", "Accept: text/html\r\n");
    refused(&x, 406, "JSON");
    x = ask(w.arena, w.server.port, "GET", "/api/v1/city", "Accept: text/html, */*;q=0.8\r\n");
    assert_int_equal(x.status, 200);
}

static const char *repeated(const char *s, int n)
{
    AUTO(buf_free) Buf b = buf_new(1 << 22);

    for (int i = 0; i < n; i++)
        buf_str(&b, s);
    return arena_strdup(w.arena, buf_cstr(&b));
}

static void what_is_too_large_is_refused(void **state)
{
    (void)state;
    Answer x = get(arena_printf(w.arena, "/api/v1/card?lang=en&area=%s", repeated("a", 9000)));
    refused(&x, 414, "");
    x = get(arena_printf(w.arena, "/api/v1/card?lang=en&area=%s", repeated("a", 600)));
    refused(&x, 400, "more than 512 bytes");
    x = get(arena_printf(w.arena, "/api/v1/card?lang=en%s", repeated("&a=1", 70)));
    refused(&x, 400, "more than 64 parameters");
    x = get(arena_printf(w.arena, "/%s", repeated("a", 40000)));
    assert_true(x.status == 414);
    x = ask(w.arena, w.server.port, "GET", "/api/v1/city?lang=en", repeated("X-A: b\r\n", 150));
    refused(&x, 431, "");
    x = ask(w.arena, w.server.port, "GET", "/api/v1/city",
            repeated("X-A: 0123456789012345678901234567890123456789\r\n", 2000));
    assert_true(x.status == 431 || x.status == 413);
    x = ask(w.arena, w.server.port, "GET", "/api/v1/city?lang=en", "Content-Length: 99999999\r\n");
    refused(&x, 413, "");
    x = ask(w.arena, w.server.port, "GET", "/api/v1/city?lang=en", "Content-Length: 4\r\n\r\nabcd");
    refused(&x, 413, "");
}

static void broken_requests_harm_nobody(void **state)
{
    static const char *const broken[] = {
        "\r\n\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET /api/v1/city HTTP/1.1\r\n\r\n",            /* no Host */
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", /* TLS on a plain port */
        "GET /api/v1/city HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
        "GET /\xff\xfe HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "POST /api/v1/city HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"};

    (void)state;
    for (size_t i = 0; i < COUNT(broken); i++) {
        int fd = dial(w.server.port);
        assert_true(put(fd, broken[i], strlen(broken[i])));
        shutdown(fd, SHUT_WR);
        Answer x = receive(w.arena, fd, 5);
        if (x.status != 0 && (x.status < 400 || x.status >= 500))
            if (!(i == 2 && x.status == 505))
                fail_msg("request %zu: %d", i, x.status);
        close(fd);
    }
    Answer x = get("/livez");
    assert_int_equal(x.status, 200);
}

static void who_asks_too_often_waits(void **state)
{
    Answer x = {0, "", "", 0};
    int n = 0;

    (void)state;
    while (n < 200 && x.status != 429) {
        x = ask(w.arena, w.server.port, "GET", "/metrics", "X-Forwarded-For: 10.0.0.9, 203.0.113.7\r\n");
        n++;
    }
    assert_int_equal(x.status, 429);
    assert_true(n > 110 && n < 140);
    assert_true(strtol(header(w.arena, &x, "Retry-After"), NULL, 10) >= 1);
    /* Another client, and another address, are not held up. */
    x = ask(w.arena, w.server.port, "GET", "/metrics", "X-Forwarded-For: 203.0.113.8\r\n");
    assert_int_equal(x.status, 200);
    x = ask(w.arena, w.server.port, "GET", "/livez", "X-Forwarded-For: 203.0.113.7\r\n");
    assert_int_equal(x.status, 200);
}

/* ---- unchanged, packed, in another language ---- */

static void what_is_unchanged_is_not_sent_again(void **state)
{
    (void)state;
    Answer x = get("/api/v1/card?period=2021-06&lang=en");
    const char *tag = header(w.arena, &x, "ETag");
    assert_true(tag && *tag == '"');
    x = ask(w.arena, w.server.port, "GET", "/api/v1/card?period=2021-06&lang=en",
            arena_printf(w.arena, "If-None-Match: \"other\", %s\r\n", tag));
    assert_int_equal(x.status, 304);
    assert_int_equal(x.n, 0);
    assert_string_equal(header(w.arena, &x, "ETag"), tag);
    x = ask(w.arena, w.server.port, "GET", "/api/v1/card?period=2021-06&lang=zh",
            arena_printf(w.arena, "If-None-Match: %s\r\n", tag));
    assert_int_equal(x.status, 200); /* another language is another answer */
    Answer packed = ask(w.arena, w.server.port, "GET", "/api/v1/card?period=2021-06&lang=en",
                        "Accept-Encoding: gzip\r\n");
    assert_string_equal(header(w.arena, &packed, "Content-Encoding"), "gzip");
    assert_true(packed.n > 1000 && packed.n * 4 < x.n);
    assert_string_not_equal(header(w.arena, &packed, "ETag"), tag);
    x = ask(w.arena, w.server.port, "GET", "/api/v1/city", "Accept-Language: fr, en-GB;q=0.8, zh;q=0.5\r\n");
    json_t *j = parsed(&x);
    assert_string_equal(text_at(j, "name"), "Jiande");
    json_decref(j);
    x = get("/api/v1/city");
    j = parsed(&x);
    assert_string_equal(text_at(j, "name"), "建德市");
    json_decref(j);
}

static void the_reference_and_the_counts_are_there(void **state)
{
    (void)state;
    Answer x = get("/");
    if (x.status == 200) /* built with the page: every view of it has its own address */
        assert_non_null(strstr(x.body, "<div id=\"app\">"));
    else
        assert_string_equal(header(w.arena, &x, "Location"), "/api/");
    x = get("/api/?lang=en");
    assert_non_null(strstr(x.body, "<code>/api/v1/indicators/{code}/why</code>"));
    assert_null(strstr(x.body, "<script"));
    x = ask(w.arena, w.server.port, "GET", "/api/reference.css", "Accept-Encoding: gzip\r\n");
    assert_string_equal(header(w.arena, &x, "Content-Encoding"), "gzip");
    x = get("/metrics");
    assert_non_null(
        strstr(x.body, "qingyu_http_requests_total{route=\"/api/v1/card\",method=\"GET\",status=\"2xx\"}"));
    assert_non_null(strstr(
        x.body,
        "qingyu_http_request_duration_seconds_bucket{route=\"/api/v1/card\",method=\"GET\",le=\"+Inf\"}"));
    assert_non_null(strstr(x.body, "qingyu_store_up 1"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_route_answers_what_its_schema_says),
        cmocka_unit_test(both_doors_say_the_same),
        cmocka_unit_test(lists_are_filtered_sorted_and_paged),
        cmocka_unit_test(refusals_say_what_is_wrong),
        cmocka_unit_test(methods_are_held_to),
        cmocka_unit_test(what_is_too_large_is_refused),
        cmocka_unit_test(broken_requests_harm_nobody),
        cmocka_unit_test(who_asks_too_often_waits),
        cmocka_unit_test(what_is_unchanged_is_not_sent_again),
        cmocka_unit_test(the_reference_and_the_counts_are_there),
    };

    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
