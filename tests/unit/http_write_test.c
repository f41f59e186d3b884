/* Logging in and writing, as a browser and as a program: the real server on the demo city. */
#include "cm.h"

#include <pthread.h>
#include <stdatomic.h>

#include "http_login.h"

static const Login nobody = {"", ""};

/* ---- in and out ---- */

static const char *outcome(const Answer *x)
{
    json_t *j = parsed(x);
    const char *text = text_at(j, "outcome");

    json_decref(j);
    return text;
}

static void the_first_start_gives_a_password_that_must_be_changed(void **state)
{
    (void)state;
    assert_true(strlen(w.server.once) >= 12);
    Answer x = try_login("admin", w.server.once);
    Login admin = login_of(&x);
    const char *cookie = header(w.arena, &x, "Set-Cookie");
    assert_non_null(strstr(cookie, "HttpOnly"));
    assert_non_null(strstr(cookie, "SameSite=Strict"));
    assert_non_null(strstr(cookie, "Path=/"));
    assert_null(strstr(cookie, "Secure"));
    x = ask_as(&admin, "GET", "/api/v1/card", NULL);
    refused(&x, 403, "change the one-time password");
    const char *body = arena_printf(w.arena, "{\"old\":\"%s\",\"new\":\"%s\"}", w.server.once, PASSWORD);
    x = ask_as(&admin, "POST", "/api/v1/session/password", body);
    assert_int_equal(x.status, 204);
    const char *fresh = arena_strdup(w.arena, header(w.arena, &x, "Set-Cookie"));
    Login after = {arena_strndup(w.arena, fresh, strcspn(fresh, ";")), ""};
    Answer old = ask_as(&admin, "GET", "/api/v1/accounts", NULL);
    refused(&old, 401, "");
    x = ask_as(&after, "GET", "/api/v1/accounts", NULL);
    assert_int_equal(x.status, 200);
    /* The second start says nothing any more, and the log never did. */
    Server again =
        server_run(store(), arena_printf(w.arena, "%s/log2", w.tmp.path), &(ServerSpec){.closed = true});
    assert_string_equal(again.once, "");
    assert_int_equal(server_stop(&again), 0);
    int code;
    (void)run("version", &code);
    FILE *f = fopen(arena_printf(w.arena, "%s/log", w.tmp.path), "r");
    char line[4096];
    while (fgets(line, sizeof line, f))
        if (strstr(line, w.server.once) || strstr(line, PASSWORD))
            fail_msg("a secret is in the log: %s", line);
    fclose(f);
}

static void behind_a_proxy_with_tls_the_cookie_is_secure(void **state)
{
    const char *body = "{\"name\":\"t-ana\",\"password\":\"" PASSWORD "\"}";

    (void)state;
    Answer x = send_body(w.arena, w.server.port, "POST /api/v1/session", "X-Forwarded-Proto: https\r\n", body,
                         strlen(body));
    assert_int_equal(x.status, 200);
    assert_non_null(strstr(header(w.arena, &x, "Set-Cookie"), "; Secure"));
}

static void a_wrong_login_tells_nothing_and_then_waits(void **state)
{
    (void)state;
    add_account("t-lock", "--role supervision");
    Answer known = try_login("t-lock", "wrong"), unknown = try_login("nobody-here", "wrong");
    refused(&known, 401, "name or the password");
    refused(&unknown, 401, "name or the password");
    assert_string_equal(outcome(&known), "wrong");
    Answer x = known;
    for (int i = 0; i < 8 && x.status != 429; i++)
        x = try_login("t-lock", "wrong");
    refused(&x, 429, "too many failed logins");
    assert_string_equal(outcome(&x), "wait");
    assert_true(strtol(header(w.arena, &x, "Retry-After"), NULL, 10) > 0);
    x = try_login("t-lock", PASSWORD); /* the right one waits too */
    assert_int_equal(x.status, 429);
    must("user disable t-dep");
    x = try_login("t-dep", PASSWORD);
    refused(&x, 401, "");
    assert_string_equal(outcome(&x), "closed");
    must("user enable t-dep");
}

static void who_disables_an_account_ends_its_session_at_once(void **state)
{
    (void)state;
    Login dep = login("t-dep");
    Answer x = ask_as(&dep, "GET", "/api/v1/session", NULL);
    assert_non_null(strstr(x.body, "\"t-dep\""));
    must("user disable t-dep");
    x = ask_as(&dep, "GET", "/api/v1/session", NULL);
    assert_int_equal(x.status, 200);
    assert_non_null(strstr(x.body, "\"account\":null"));
    must("user enable t-dep");
    dep = login("t-dep");
    x = ask_as(&dep, "DELETE", "/api/v1/session", NULL);
    assert_int_equal(x.status, 204);
    x = ask_as(&dep, "GET", "/api/v1/tokens", NULL);
    refused(&x, 401, "");
}

static void a_write_of_another_site_is_refused(void **state)
{
    (void)state;
    Login ana = login("t-ana"), bare = {ana.cookie, ""}, wrong = {ana.cookie, "x"};
    Answer x = ask_as(&bare, "POST", "/api/v1/session/totp", "{}");
    refused(&x, 403, "X-CSRF-Token");
    x = ask_as(&wrong, "POST", "/api/v1/session/totp", "{}");
    refused(&x, 403, "X-CSRF-Token");
    x = send_body(
        w.arena, w.server.port, "POST /api/v1/session/totp",
        arena_printf(
            w.arena,
            "Cookie: %s\r\nX-CSRF-Token: %s\r\nAccept-Language: en\r\nOrigin: http://evil.example\r\n",
            ana.cookie, ana.csrf),
        "{}", 2);
    refused(&x, 403, "another site");
    x = send_body(w.arena, w.server.port, "POST /api/v1/session",
                  "Accept-Language: en\r\nSec-Fetch-Site: cross-site\r\n", "{}", 2);
    refused(&x, 403, "another site");
    x = send_body(w.arena, w.server.port, "POST /api/v1/session/totp",
                  arena_printf(w.arena, "Cookie: %s\r\nX-CSRF-Token: %s\r\nOrigin: http://127.0.0.1:%d\r\n",
                               ana.cookie, ana.csrf, w.server.port),
                  "{}", 2);
    assert_int_equal(x.status, 200);
}

/* ---- tokens ---- */

static Answer by_token(const char *token, const char *method, const char *target, const char *body)
{
    return send_body(w.arena, w.server.port, arena_printf(w.arena, "%s %s", method, target),
                     arena_printf(w.arena, "Authorization: Bearer %s\r\nAccept-Language: en\r\n", token),
                     body, strlen(body));
}

static void a_token_carries_no_more_than_its_scope(void **state)
{
    (void)state;
    Login ana = login("t-ana");
    Answer x =
        ask_as(&ana, "POST", "/api/v1/tokens", "{\"label\":\"night\",\"scope\":\"read_published;read_all\"}");
    assert_int_equal(x.status, 201);
    json_t *j = parsed(&x);
    const char *token = text_at(j, "token");
    json_int_t id = json_integer_value(json_object_get(j, "id"));
    json_decref(j);
    x = by_token(token, "GET", "/api/v1/revisions", "");
    assert_int_equal(x.status, 200);
    x = by_token(token, "GET", "/api/v1/record", "");
    refused(&x, 403, "read_targets");
    x = by_token(token, "POST", "/api/v1/tokens", "{\"label\":\"x\",\"scope\":\"*\"}");
    refused(&x, 403, "own_account");
    /* A card read with it has no target. */
    x = by_token(token, "GET", "/api/v1/card?period=2021-06", "");
    assert_non_null(strstr(x.body, "\"targets\":0,"));
    x = by_token("qy_nonsense", "GET", "/api/v1/card", "");
    refused(&x, 401, "");
    x = ask_as(&ana, "DELETE", arena_printf(w.arena, "/api/v1/tokens/%lld", (long long)id), NULL);
    assert_int_equal(x.status, 204);
    x = by_token(token, "GET", "/api/v1/revisions", "");
    refused(&x, 401, "");
}

/* ---- bodies ---- */

static void bodies_are_read_strictly(void **state)
{
    static const struct {
        const char *body, *sentence;
    } cases[] = {
        {"{\"name\":\"a\",\"password\":\"b\",\"passwort\":\"c\"}", "did you mean password?"},
        {"{\"name\":\"a\"}", "\"password\" is required"},
        {"{\"name\":\"a\",\"name\":\"b\",\"password\":\"c\"}", "no JSON"},
        {"{\"name\":1,\"password\":\"b\"}", "\"name\" must be a text"},
        {"[]", "must be a JSON object"},
        {"{\"name\":\"a\",\"password\":\"b\"} x", "no JSON"},
        {"{\"name\":\"\\u0000\",\"password\":\"b\"}", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Answer x = ask_as(&nobody, "POST", "/api/v1/session", cases[i].body);
        refused(&x, 400, cases[i].sentence);
    }
    AUTO(buf_free) Buf deep = buf_new(1 << 20);
    for (int i = 0; i < 30000; i++)
        buf_char(&deep, '[');
    Answer x = ask_as(&nobody, "POST", "/api/v1/session", buf_cstr(&deep));
    refused(&x, 400, "no JSON");
    for (int i = 0; i < 70000; i++)
        buf_char(&deep, ' ');
    x = ask_as(&nobody, "POST", "/api/v1/session", buf_cstr(&deep));
    refused(&x, 413, "");
}

/* ---- handing in ---- */

static const char file_of_iva[] = "indicator,area,period,basis,measure,value,unit,known_on\n"
                                  "IVA,330182,2021-06,ytd,value,74.44,亿元,2021-09-01\n";

static json_int_t int_at(const Answer *x, const char *key)
{
    json_t *j = parsed(x);
    json_int_t v = json_integer_value(json_object_get(j, key));

    json_decref(j);
    return v;
}

static void a_file_is_handed_in_once_and_is_on_record(void **state)
{
    const char *target = "/api/v1/submissions?file=iva.csv&accept_warnings=yes";

    (void)state;
    Login dep = login("t-dep");
    Answer x =
        ask_as(&dep, "POST", "/api/v1/submissions?file=iva.csv&check=yes&accept_warnings=yes", file_of_iva);
    assert_int_equal(x.status, 200);
    x = ask_as(&dep, "POST", target, file_of_iva);
    if (x.status != 201)
        fail_msg("%d %s", x.status, x.body);
    json_int_t id = int_at(&x, "submission");
    assert_int_equal(int_at(&x, "rows"), 1);
    assert_true(int_at(&x, "audit_seq") > 0);
    x = ask_as(&dep, "POST", target, file_of_iva); /* the same again is the same */
    assert_int_equal(x.status, 200);
    assert_int_equal(int_at(&x, "submission"), id);
    assert_int_equal(int_at(&x, "same_as"), id);
    x = ask_as(&dep, "GET", "/api/v1/indicators/IVA?period=2021-06", NULL);
    assert_non_null(strstr(x.body, "\"value\":74.44"));
    x = ask_as(&dep, "GET", "/api/v1/submissions", NULL);
    assert_int_equal(int_at(&x, "total"), 1); /* its own */
    must("verify");
}

static void what_is_not_ones_own_is_refused_cell_by_cell(void **state)
{
    static const char file[] = "indicator,area,period,basis,measure,value,unit\n"
                               "IVA,330182,2021-05,ytd,value,61.2,亿元\n"
                               "RETAIL,330182,2021-05,ytd,value,66.5,亿元\n"
                               "IVA,330182001,2021-05,ytd,value,11.5,亿元\n";
    json_t *errors;

    (void)state;
    Login dep = login("t-dep"), tow = login("t-tow");
    Answer x = ask_as(&dep, "POST", "/api/v1/submissions?file=a.csv&accept_warnings=yes", file);
    refused(&x, 422, "1 fault");
    json_t *j = parsed(&x);
    errors = json_object_get(j, "errors");
    assert_int_equal(json_array_size(errors), 1);
    assert_int_equal(json_integer_value(json_object_get(json_array_get(errors, 0), "row")), 3);
    assert_true(*text_at(json_array_get(errors, 0), "detail"));
    json_decref(j);
    x = ask_as(&tow, "POST", "/api/v1/submissions?file=a.csv&accept_warnings=yes", file);
    refused(&x, 422, "2 fault");
    /* The name of a city table makes no table of it. */
    x = ask_as(&dep, "POST", "/api/v1/submissions?file=targets.csv",
               "year,area,indicator,measure,relation,value,binding,status,known_on,source\n"
               "2021,330182,IVA,yoy,at_least,1,anticipatory,published,2021-01-01,x\n");
    assert_int_equal(x.status, 422);
    x = ask_as(&nobody, "POST", "/api/v1/submissions?file=a.csv", file);
    refused(&x, 401, "");
}

static void a_table_is_replaced_whole(void **state)
{
    const char *good =
        "{\"rows\":[{\"rule\":\"R1\",\"valid_from\":\"2020-01-01\",\"target\":\"yoy\",\"indicator\":\"*\","
        "\"green_at_least\":0,\"yellow_at_least\":-1.5,\"source\":\"meeting\"}]}";

    (void)state;
    Login adm = login("t-adm"), ana = login("t-ana");
    Answer x = ask_as(&ana, "POST", "/api/v1/tables/lights", good);
    refused(&x, 403, "manage_city");
    x = ask_as(&adm, "POST", "/api/v1/tables/lights", "{\"rows\":[{\"rulle\":\"R1\"}]}");
    refused(&x, 400, "did you mean rule?");
    x = ask_as(&adm, "POST", "/api/v1/tables/lights", "{\"rows\":[{\"rule\":\"R1\"}]}");
    refused(&x, 422, "fault");
    x = ask_as(&adm, "POST", "/api/v1/tables/lights?check=yes", good);
    assert_int_equal(x.status, 200);
    x = ask_as(&adm, "POST", "/api/v1/tables/lights", good);
    if (x.status != 201)
        fail_msg("%d %s", x.status, x.body);
    x = ask_as(&ana, "GET", "/api/v1/tables/lights", NULL);
    assert_non_null(strstr(x.body, "\"yellow_at_least\":\"-1.5\""));
    x = ask_as(&adm, "GET", "/api/v1/tables/light", NULL);
    refused(&x, 404, "lights");
    /* Addresses are for who keeps the tables, and for auditors; also when another's answer is at hand. */
    x = ask_as(
        &adm, "POST", "/api/v1/tables/contacts",
        "{\"rows\":[{\"recipient_kind\":\"office\",\"channel\":\"email\",\"address\":\"o@x.example\"}]}");
    if (x.status != 201)
        fail_msg("%d %s", x.status, x.body);
    x = ask_as(&adm, "GET", "/api/v1/tables/contacts", NULL);
    assert_non_null(strstr(x.body, "o@x.example"));
    x = ask_as(&ana, "GET", "/api/v1/tables/contacts", NULL);
    refused(&x, 403, "contacts");
    x = ask_as(&adm, "POST", "/api/v1/tables/contacts",
               "{\"rows\":[{\"recipient_kind\":\"office\",\"recipient\":\"tjj\",\"channel\":\"email\","
               "\"address\":\"o@x.example\"}]}");
    refused(&x, 422, "fault");
    must("verify");
}

static void judgements_are_put_on_record(void **state)
{
    (void)state;
    Login ana = login("t-ana");
    Answer x = ask_as(&ana, "POST", "/api/v1/judgements", "{\"period\":\"2021-06\"}");
    if (x.status != 201)
        fail_msg("%d %s", x.status, x.body);
    x = ask_as(&ana, "POST", "/api/v1/judgements", "{\"period\":\"2021-06\"}");
    refused(&x, 409, "");
    x = ask_as(&ana, "GET", "/api/v1/record", NULL);
    assert_true(int_at(&x, "n") > 0);
}

/* ---- the same again ---- */

static Answer keyed(const Login *who, const char *key, const char *target, const char *body)
{
    return send_body(
        w.arena, w.server.port, arena_printf(w.arena, "POST %s", target),
        arena_printf(w.arena,
                     "Cookie: %s\r\nX-CSRF-Token: %s\r\nAccept-Language: en\r\nIdempotency-Key: %s\r\n",
                     who->cookie, who->csrf, key),
        body, strlen(body));
}

static void a_write_that_is_sent_again_is_done_once(void **state)
{
    const char *lock = "{\"period\":\"2020-03\",\"locked\":true,\"reason\":\"closed for good\"}";

    (void)state;
    Login ana = login("t-ana"), adm = login("t-adm");
    Answer first = keyed(&ana, "key-of-a-lock", "/api/v1/locks", lock);
    assert_int_equal(first.status, 201);
    Answer again = keyed(&ana, "key-of-a-lock", "/api/v1/locks", lock);
    assert_int_equal(again.status, 201);
    assert_string_equal(again.body, first.body);
    assert_string_equal(header(w.arena, &again, "Idempotency-Replayed"), "true");
    Answer x = ask_as(&ana, "POST", "/api/v1/locks", lock); /* without the key it is another one */
    refused(&x, 409, "");
    x = keyed(&ana, "key-of-a-lock", "/api/v1/locks",
              "{\"period\":\"2020-04\",\"locked\":true,\"reason\":\"x\"}");
    refused(&x, 409, "belongs to another request");
    x = keyed(&ana, "short", "/api/v1/locks", lock);
    refused(&x, 400, "8 to 64");
    /* One that failed may be corrected under its key. */
    x = keyed(&ana, "key-of-a-fault", "/api/v1/locks",
              "{\"period\":\"2020-05\",\"locked\":true,\"reason\":\"\"}");
    assert_true(x.status >= 400 && x.status < 500);
    x = keyed(&ana, "key-of-a-fault", "/api/v1/locks",
              "{\"period\":\"2020-05\",\"locked\":true,\"reason\":\"y\"}");
    assert_int_equal(x.status, 201);
    /* A secret is given once, and kept nowhere. */
    const char *account = "{\"name\":\"t-new\",\"role\":\"auditor\"}";
    x = keyed(&adm, "key-of-an-account", "/api/v1/accounts", account);
    assert_int_equal(x.status, 201);
    json_t *j = parsed(&x);
    const char *once = text_at(j, "one_time_password");
    json_decref(j);
    x = keyed(&adm, "key-of-an-account", "/api/v1/accounts", account);
    refused(&x, 409, "done before");
    int code;
    const char *found = run(arena_printf(w.arena, "version; grep -c -a -e '%s' %s*", once, store()), &code);
    assert_null(strstr(found, ":1"));
}

/* ---- forms ---- */

static void a_form_is_filled_reviewed_and_locked(void **state)
{
    const char *wish =
        "{\"period\":\"2021-06\",\"accept_warnings\":true,\"cells\":[{\"indicator\":\"IVA\",\"measure\":"
        "\"value\",\"value\":\"75.5\"}]}";

    (void)state;
    Login dep = login("t-dep"), ana = login("t-ana");
    Answer x = ask_as(&dep, "GET", "/api/v1/forms?period=2021-06", NULL);
    assert_int_equal(int_at(&x, "total"), 1);
    x = ask_as(&dep, "GET", "/api/v1/forms/department/jxj?period=2021-06", NULL);
    assert_non_null(strstr(x.body, "\"indicator\":\"IVA\""));
    assert_null(strstr(x.body, "target"));
    x = ask_as(&dep, "GET", "/api/v1/forms/department/swj?period=2021-06", NULL);
    refused(&x, 403, "not in the reach");
    x = ask_as(&dep, "GET", "/api/v1/forms/department/jxj/template?period=2021-06", NULL);
    assert_int_equal(x.status, 200);
    assert_memory_equal(x.body, "PK\003\004", 4);
    x = ask_as(&dep, "POST", "/api/v1/forms/department/jxj/check", wish);
    assert_int_equal(x.status, 200);
    x = ask_as(&dep, "POST", "/api/v1/forms/department/jxj",
               "{\"period\":\"2021-06\",\"cells\":[{\"indicator\":\"IVA\",\"value\":\"abc\"}]}");
    refused(&x, 422, "");
    assert_non_null(strstr(x.body, "\"indicator\":\"IVA\""));
    x = ask_as(&dep, "POST", "/api/v1/forms/department/jxj", wish);
    if (x.status != 201)
        fail_msg("%d %s", x.status, x.body);
    long long id = int_at(&x, "submission");
    const char *review = arena_printf(w.arena, "/api/v1/submissions/%lld/review", id);
    x = ask_as(&dep, "POST", review, "{\"decision\":\"approve\"}");
    refused(&x, 403, "approve");
    x = ask_as(&ana, "POST", review, "{\"decision\":\"return\"}");
    assert_true(x.status == 400);
    x = ask_as(&ana, "POST", review, "{\"decision\":\"return\",\"reason\":\"look again\"}");
    assert_int_equal(x.status, 201);
    x = ask_as(&dep, "GET", "/api/v1/reviews", NULL);
    assert_int_equal(int_at(&x, "total"), 1);
    x = ask_as(&ana, "POST", "/api/v1/locks",
               "{\"period\":\"2021-06\",\"locked\":true,\"reason\":\"meeting\"}");
    assert_int_equal(x.status, 201);
    x = ask_as(&dep, "POST", "/api/v1/forms/department/jxj", wish);
    assert_true(x.status == 409 || x.status == 422);
    x = ask_as(&ana, "GET", "/api/v1/completeness?period=2021-06", NULL);
    assert_int_equal(x.status, 200);
    x = ask_as(&ana, "POST", "/api/v1/locks",
               "{\"period\":\"2021-06\",\"locked\":false,\"reason\":\"again\"}");
    assert_int_equal(x.status, 201);
    must("verify");
}

/* ---- jobs and events ---- */

static void a_job_runs_beside_and_one_of_before_is_lost(void **state)
{
    (void)state;
    Login aud = login("t-aud"), ana = login("t-ana");
    Answer x = ask_as(&aud, "POST", "/api/v1/jobs", "{\"kind\":\"verify\"}");
    assert_int_equal(x.status, 202);
    const char *at = header(w.arena, &x, "Location");
    for (int i = 0; i < 500 && !strstr(x.body, "\"done\""); i++) {
        usleep(20000);
        x = ask_as(&aud, "GET", at, NULL);
    }
    assert_non_null(strstr(x.body, "\"sound\":true"));
    x = ask_as(&ana, "GET", at, NULL); /* another one's */
    refused(&x, 404, "");
    x = ask_as(&ana, "POST", "/api/v1/jobs", "{\"kind\":\"verify\"}");
    refused(&x, 403, "read_audit");
    x = ask_as(&ana, "GET", "/api/v1/jobs/1600000000-1", NULL);
    assert_non_null(strstr(x.body, "\"lost\""));
    x = ask_as(&ana, "GET", "/api/v1/jobs/x", NULL);
    refused(&x, 404, "");
}

static void a_change_is_told_to_who_listens(void **state)
{
    const char *text = "GET /api/v1/events HTTP/1.1\r\nHost: a\r\n\r\n";
    AUTO(buf_free) Buf in = buf_new(1 << 20);
    struct pollfd p = {dial(w.server.port), POLLIN, 0};
    char piece[4096];
    bool changed = false;

    (void)state;
    Login ana = login("t-ana");
    assert_true(put(p.fd, text, strlen(text)));
    for (int i = 0; i < 40; i++) {
        if (poll(&p, 1, 250) == 1)
            buf_add(&in, piece, (size_t)recv(p.fd, piece, sizeof piece, 0));
        const char *first = strstr(buf_cstr(&in), "event: version");
        if (first && !changed) {
            Answer x = ask_as(&ana, "POST", "/api/v1/locks",
                              "{\"period\":\"2019-03\",\"locked\":true,\"reason\":\"for the event\"}");
            assert_int_equal(x.status, 201);
            changed = true;
        } else if (first && strstr(first + 1, "event: version")) {
            close(p.fd);
            return;
        }
    }
    fail_msg("no second event: %s", buf_cstr(&in));
}

/* ---- many at once ---- */

enum { WRITERS = 8, WRITES = 5 };
static atomic_int n_good;

static void *write_on(void *arg)
{
    const Login *who = arg;
    static atomic_int next;

    for (int i = 0; i < WRITES; i++) {
        AUTO(arena_free) Arena *a = arena_new();
        int k = atomic_fetch_add(&next, 1);
        const char *body = arena_printf(a,
                                        "indicator,area,period,basis,measure,value,unit\n"
                                        "IPOWER,330182,%d-%02d,ytd,value,%d,\n",
                                        2001 + k / 12, k % 12 + 1, 1000 + k);
        Answer x = send_body(a, w.server.port,
                             arena_printf(a, "POST /api/v1/submissions?accept_warnings=yes&file=w%d.csv", k),
                             arena_printf(a, "Cookie: %s\r\nX-CSRF-Token: %s\r\n", who->cookie, who->csrf),
                             body, strlen(body));
        atomic_fetch_add(&n_good, x.status == 201);
    }
    return NULL;
}

static void writes_of_many_queue(void **state)
{
    pthread_t threads[WRITERS];
    Login ana = login("t-ana");

    (void)state;
    for (int i = 0; i < WRITERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, write_on, &ana), 0);
    for (int i = 0; i < WRITERS; i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(atomic_load(&n_good), WRITERS * WRITES);
    must("verify");
}

static int set_up_accounts(void **state)
{
    if (set_up_closed(state) != 0)
        return -1;
    add_account("t-adm", "--role administrator");
    add_account("t-ana", "--role analyst");
    add_account("t-dep", "--role department --departments jxj");
    add_account("t-tow", "--role area --areas 330182001");
    add_account("t-aud", "--role auditor");
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_start_gives_a_password_that_must_be_changed),
        cmocka_unit_test(behind_a_proxy_with_tls_the_cookie_is_secure),
        cmocka_unit_test(a_wrong_login_tells_nothing_and_then_waits),
        cmocka_unit_test(who_disables_an_account_ends_its_session_at_once),
        cmocka_unit_test(a_write_of_another_site_is_refused),
        cmocka_unit_test(a_token_carries_no_more_than_its_scope),
        cmocka_unit_test(bodies_are_read_strictly),
        cmocka_unit_test(a_file_is_handed_in_once_and_is_on_record),
        cmocka_unit_test(what_is_not_ones_own_is_refused_cell_by_cell),
        cmocka_unit_test(a_table_is_replaced_whole),
        cmocka_unit_test(judgements_are_put_on_record),
        cmocka_unit_test(a_write_that_is_sent_again_is_done_once),
        cmocka_unit_test(a_form_is_filled_reviewed_and_locked),
        cmocka_unit_test(a_job_runs_beside_and_one_of_before_is_lost),
        cmocka_unit_test(a_change_is_told_to_who_listens),
        cmocka_unit_test(writes_of_many_queue),
    };

    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, set_up_accounts, tear_down);
}
