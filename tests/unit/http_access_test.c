/* Every route as every role, about one's own unit and about a foreign one, held to
 * tests/golden/http_access.txt. */
#include "cm.h"

#include "http_fits.h"
#include "http_login.h"

/* ---- who and what ---- */

/* What a role asks about: of its own, and of a foreign one. */
typedef struct Unit {
    const char *indicator, *area, *form, *task, *scored, *project;
} Unit;
static const Unit department_own = {"IVA", "330182", "department/jxj", "1", "330182104", "S01"},
                  department_foreign = {"RETAIL", "330182", "department/swj", "5", "330182104", "S11"},
                  town_own = {"IVA", "330182001", "area/330182001", "41", "330182001", "S11"},
                  town_foreign = {"IVA", "330182002", "area/330182002", "35", "330182002", "S08"};

static struct {
    const char *name, *words;
    Login login;
} roles[ROLES] = {
    [ROLE_ADMINISTRATOR] = {"t-adm", "--role administrator", {0}},
    [ROLE_ANALYST] = {"t-ana", "--role analyst", {0}},
    [ROLE_LEADER] = {"t-led", "--role leader --leader L04", {0}},
    [ROLE_DEPARTMENT] = {"t-dep", "--role department --departments jxj", {0}},
    [ROLE_AREA] = {"t-tow", "--role area --areas 330182001", {0}},
    [ROLE_SUPERVISION] = {"t-sup", "--role supervision", {0}},
    [ROLE_AUDITOR] = {"t-aud", "--role auditor", {0}},
    [ROLE_FIRM] = {"t-fir", "--role firm --firms F1", {0}},
    [ROLE_PUBLIC] = {NULL, NULL, {"", ""}},
};

/* ---- what an answer tells ---- */

static bool has_value(const json_t *v)
{
    if (json_is_string(v))
        return *json_string_value(v) != '\0';
    if (json_is_array(v) || json_is_object(v))
        return json_is_array(v) ? json_array_size(v) > 0 : json_object_size(v) > 0;
    return json_is_number(v) ? json_number_value(v) != 0 : json_is_true(v);
}

static bool is_of_target(const char *key)
{
    static const char *const stems[] = {"target",    "probability", "light",     "completion", "lead",
                                        "judgement", "goal",        "rest_",     "brier",      "green",
                                        "yellow",    "red",         "off_course"};

    if (strncmp(key, "leader", 6) == 0 || strncmp(key, "lead_", 5) == 0)
        return false;
    for (size_t i = 0; i < COUNT(stems); i++)
        if (strncmp(key, stems[i], strlen(stems[i])) == 0 || strstr(key, "_probability"))
            return true;
    return false;
}

static bool is_unpublished(const char *key, const json_t *v)
{
    static const char *const words[] = {"sample", "preliminary", "forecast"};
    const char *text = json_string_value(v);
    size_t n = strlen(key);

    if (strncmp(key, "year_end", 8) == 0 || strncmp(key, "department_year_end", 19) == 0)
        return has_value(v);
    for (size_t i = 0; text && n >= 6 && strcmp(key + n - 6, "status") == 0 && i < COUNT(words); i++)
        if (strcmp(text, words[i]) == 0)
            return true;
    return strcmp(key, "sample") == 0 && json_is_true(v);
}

/* 'T' where something follows from a target, else 'A' where something is not published, else 'P'. */
static char told(const json_t *v)
{
    const json_t *x;
    const char *key;
    size_t i;
    char most = 'P';

    json_array_foreach(v, i, x)
    {
        char c = told(x);
        most = c == 'T' || (c == 'A' && most == 'P') ? c : most;
    }
    json_object_foreach((json_t *)(uintptr_t)v, key, x)
    {
        bool unit_that_leads = strcmp(key, "lead") == 0 && json_is_string(x);
        char c = is_of_target(key) && has_value(x) && !unit_that_leads ? 'T'
                 : is_unpublished(key, x)                              ? 'A'
                                                                       : told(x);
        most = c == 'T' || (c == 'A' && most == 'P') ? c : most;
    }
    return most;
}

/* ---- one request ---- */

static const char *with(const char *path, const char *hole, const char *value)
{
    const char *at = strstr(path, hole);

    return at ? arena_printf(w.arena, "%.*s%s%s", (int)(at - path), path, value, at + strlen(hole)) : path;
}

static const char *target_of(const char *path, const json_t *op, const Unit *u)
{
    const char *code = strstr(path, "/projects/") ? u->project : u->indicator;
    const char *target = with(with(path, "{code}", code), "{kind}/{unit}", u->form), *mark = "?";
    const json_t *p;
    size_t i;

    bool task = strstr(path, "/tasks/"), meeting = strstr(path, "/meetings/"),
         score = strstr(path, "/scores/");
    target = with(target, "{id}", task ? u->task : meeting ? "1" : score ? "2" : "99999");
    target = with(with(with(target, "{kind}", "targets"), "{name}", "nobody"), "{scheme}", "jiande2021");
    target = with(target, "{sha256}", "0");
    json_array_foreach(json_object_get(op, "parameters"), i, p)
    {
        const char *name = text_at(p, "name");
        const char *value = strcmp(name, "period") == 0                              ? "2021-06"
                            : strcmp(name, "area") == 0                              ? u->area
                            : strcmp(name, "leader") == 0                            ? "L04"
                            : strcmp(name, "file") == 0                              ? "a.csv"
                            : strcmp(name, "check") == 0                             ? "yes"
                            : strcmp(name, "unit") == 0 && score                     ? u->scored
                            : strcmp(name, "item") == 0                              ? "iva"
                            : strcmp(name, "with") == 0                              ? "1"
                            : strcmp(name, "names") == 0                             ? "one"
                            : strcmp(name, "class") == 0 && strstr(path, "template") ? "industry"
                            : strcmp(name, "scheme") == 0                            ? "jiande2021"
                                                                                     : NULL;
        bool narrows = strcmp(path, "/api/v1/projects") == 0 && strstr("area leader", name);
        if (!value || narrows || strcmp(text_at(p, "in"), "query") != 0)
            continue;
        target = arena_printf(w.arena, "%s%s%s=%s", target, mark, name, value);
        mark = "&";
    }
    return target;
}

/* The register's row as it is in the demo, with another name. */
static const char *renamed(const char *project)
{
    static const char *const rows[][2] = {{"S01", "industry,enterprise,330182104,jxj"},
                                          {"S08", "industry,enterprise,330182002,kjj"},
                                          {"S11", "infrastructure,government,330182001,jtj"}};

    for (size_t i = 0; i < COUNT(rows); i++)
        if (strcmp(rows[i][0], project) == 0)
            return arena_printf(w.arena,
                                "code,name,class,owner_kind,area,department,owner,total,sample,reason\n"
                                "%s,x,%s,x,200000,yes,renamed\n",
                                project, rows[i][1]);
    return "";
}

/* A body that passes where the route is open and changes nothing: a check, or one that is refused as content.
 */
static const char *body_for(const char *path, const Unit *u)
{
    if (strcmp(path, "/api/v1/submissions") == 0)
        return arena_printf(
            w.arena, "indicator,area,period,basis,measure,value,unit\n%s,%s,2021-06,ytd,value,73.5,亿元\n",
            u->indicator, u->area);
    if (strcmp(path, "/api/v1/projects") == 0)
        return renamed(u->project);
    if (strstr(path, "/projects/"))
        return "{\"month\":\"2021-11\",\"done\":\"x\",\"progress\":\"x\"}";
    if (strstr(path, "/forms/"))
        return arena_printf(
            w.arena,
            "{\"period\":\"2021-06\",\"accept_warnings\":true,\"cells\":[{\"indicator\":\"%s\",\"area\":"
            "\"%s\",\"value\":\"x\"}]}",
            u->indicator, u->area);
    return "{\"nothing\":1}";
}

/* In a barometer "target" is the indicator that it is held against, not what somebody set. */
static void forget_held(json_t *j)
{
    static const char *const keys[] = {"target", "target_name", "target_measure"};
    json_t *x;
    size_t i;

    for (size_t k = 0; k < COUNT(keys); k++)
        json_object_del(j, keys[k]);
    json_array_foreach(json_object_get(j, "months"), i, x) json_object_del(x, "target");
}

static const char *cell_of(Role role, const char *method, const char *path, const json_t *op, const Unit *u)
{
    const char *body = strcmp(method, "get") == 0 || strcmp(method, "delete") == 0 ? NULL : body_for(path, u);
    char upper[8];

    snprintf(upper, sizeof upper, "%s", method);
    for (char *s = upper; *s; s++)
        *s = (char)(*s & ~0x20);
    Answer x = ask_as(&roles[role].login, upper, target_of(path, op, u), body);
    const char *type = x.status ? header(w.arena, &x, "Content-Type") : NULL;
    if (x.status >= 500 || x.status == 0)
        fail_msg("%s %s as %s: %d %s", upper, path, role_code(role), x.status, x.body);
    if (x.status != 200 || !type || strcmp(type, "application/json") != 0 ||
        strcmp(path, "/api/openapi.json") == 0)
        return arena_printf(w.arena, "%d", x.status);
    json_t *j = parsed(&x);
    if (strcmp(path, "/api/v1/barometer") == 0)
        forget_held(j);
    char c = strcmp(path, "/api/v1/session") == 0 || strcmp(path, "/api/v1/tables") == 0 ||
                     strcmp(path, "/api/v1/responsibility") == 0
                 ? 'P'
                 : told(j);
    if (c != 'P' && (role == ROLE_FIRM || role == ROLE_PUBLIC))
        fail_msg("%s tells %s more than it may: %.2000s", path, role_code(role), x.body);
    json_decref(j);
    return arena_printf(w.arena, "%d%c", x.status, c);
}

static void add_route(Buf *out, const char *method, const char *path, const json_t *op)
{
    buf_printf(out, "%-6s %-42s", method, path);
    for (int role = 0; role < ROLES; role++) {
        bool town = role == ROLE_AREA;
        const char *own = cell_of((Role)role, method, path, op, town ? &town_own : &department_own);
        const char *foreign =
            cell_of((Role)role, method, path, op, town ? &town_foreign : &department_foreign);
        if (strcmp(own, foreign) == 0)
            buf_printf(out, " %-9s", own);
        else
            buf_printf(out, " %-9s", arena_printf(w.arena, "%s/%s", own, foreign));
    }
    while (out->n && out->s[out->n - 1] == ' ')
        out->s[--out->n] = '\0';
    buf_char(out, '\n');
}

/* ---- the table ---- */

static void add_all(Buf *out, const json_t *api, bool ending)
{
    const char *path, *method;
    json_t *operations, *op;

    json_object_foreach(json_object_get(api, "paths"), path, operations)
    {
        json_object_foreach(operations, method, op)
        {
            bool ends = strcmp(path, "/api/v1/session") == 0 && strcmp(method, "delete") == 0;
            if (ends == ending && strcmp(path, "/api/v1/events") != 0)
                add_route(out, method, path, op);
        }
    }
}

/* Without an end to wait for: the status line alone. */
static void add_events(Buf *out)
{
    buf_printf(out, "%-6s %-42s", "get", "/api/v1/events");
    for (int role = 0; role < ROLES; role++) {
        const char *text =
            arena_printf(w.arena, "GET /api/v1/events HTTP/1.1\r\nHost: a\r\nCookie: %s\r\n\r\n",
                         roles[role].login.cookie);
        char head[16] = "";
        int fd = dial(w.server.port);
        assert_true(put(fd, text, strlen(text)));
        assert_true(recv(fd, head, 12, MSG_WAITALL) == 12);
        close(fd);
        buf_printf(out, role + 1 < ROLES ? " %-9s" : " %s", head + 9);
    }
    buf_char(out, '\n');
}

static void every_route_as_every_role(void **state)
{
    AUTO(buf_free) Buf out = buf_new(1 << 20), golden = buf_new(1 << 20);
    const char *file = arena_printf(w.arena, "%s/tests/golden/http_access.txt", getenv("ROOT"));
    json_t *api = get_json("/api/openapi.json?lang=en");
    char chunk[4096];
    size_t n;

    (void)state;
    buf_printf(&out, "%-6s %-42s", "", "");
    for (int role = 0; role < ROLES; role++)
        buf_printf(&out, role + 1 < ROLES ? " %-9.9s" : " %.9s", role_code((Role)role));
    buf_char(&out, '\n');
    add_all(&out, api, false);
    add_events(&out);
    add_all(&out, api, true);
    json_decref(api);
    FILE *f = fopen(file, getenv("UPDATE_GOLDEN") ? "w" : "r");
    assert_non_null(f);
    if (getenv("UPDATE_GOLDEN"))
        fwrite(out.s, 1, out.n, f);
    else
        while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
            buf_add(&golden, chunk, n);
    fclose(f);
    if (!getenv("UPDATE_GOLDEN") && strcmp(buf_cstr(&out), buf_cstr(&golden)) != 0)
        fail_msg("the table differs from %s; it is now:\n%s", file, buf_cstr(&out));
}

/* ---- one's own projects ---- */

static json_t *json_as(Role role, const char *target)
{
    Answer x = ask_as(&roles[role].login, "GET", target, NULL);

    if (x.status != 200)
        fail_msg("%s as %s: %d %s", target, role_code(role), x.status, x.body);
    return parsed(&x);
}

static void check_own(Role role, const char *field, const char *value, size_t n)
{
    json_t *j = json_as(role, "/api/v1/projects?period=2021-10&limit=1000"), *x;
    const json_t *items = json_object_get(j, "items");
    size_t i;

    assert_int_equal(json_array_size(items), n);
    json_array_foreach(items, i, x) if (field) assert_string_equal(text_at(x, field), value);
    json_decref(j);
}

/* Six of the 24 are of jxj, three in Xin'anjiang, eleven in the charge of L04 or of its departments. */
static void who_has_a_part_sees_its_own_projects_and_the_sums_of_all(void **state)
{
    json_t *first = json_as(ROLE_ANALYST, "/api/v1/projects/league?by=department&period=2021-10&lang=en");

    (void)state;
    check_own(ROLE_ANALYST, NULL, "", 24);
    check_own(ROLE_DEPARTMENT, "department", "jxj", 6);
    check_own(ROLE_AREA, "area", "330182001", 3);
    json_t *town = json_as(ROLE_AREA, "/api/v1/projects/league?by=department&period=2021-10&lang=en");
    assert_true(json_equal(json_object_get(first, "items"), json_object_get(town, "items")));
    json_decref(first);
    json_decref(town);
    /* Of investment the town sees its own three, and nothing of what is outside the register. */
    json_t *j = json_as(ROLE_AREA, "/api/v1/invest?period=2021-10");
    assert_int_equal(json_integer_value(json_object_get(json_object_get(j, "total"), "n")), 3);
    const json_t *i = json_array_get(json_object_get(j, "indicators"), 0);
    assert_true(json_is_null(json_object_get(i, "rest")));
    json_decref(j);
    j = json_as(ROLE_AREA, "/api/v1/projects/lists?period=2021-10&list=snail&limit=1000");
    const json_t *listed = json_object_get(j, "items");
    for (size_t k = 0; k < json_array_size(listed); k++)
        assert_string_equal(text_at(json_array_get(listed, k), "code"), "S18");
    json_decref(j);
}

/* The year's target of GDP is what the tree is solved for, where it may be seen. */
static void a_target_is_not_told_by_what_would_reach_it(void **state)
{
    const char *solve = "/api/v1/drivers?period=2021-06&solve=IVA";
    Answer x = ask_as(&roles[ROLE_ANALYST].login, "GET", solve, NULL);

    (void)state;
    assert_int_equal(x.status, 200);
    assert_non_null(strstr(x.body, "\"goal\""));
    x = ask_as(&roles[ROLE_PUBLIC].login, "GET", solve, NULL);
    refused(&x, 400, "no target of growth");
    x = ask_as(&roles[ROLE_FIRM].login, "GET", solve, NULL);
    refused(&x, 400, "no target of growth");
}

static Answer report(Role role, const char *code, const char *body)
{
    return ask_as(&roles[role].login, "POST", arena_printf(w.arena, "/api/v1/projects/%s/reports", code),
                  body);
}

static void a_department_reports_its_own_project_by_the_month(void **state)
{
    const char *november = "{\"month\":\"2021-11\",\"done\":\"1000\",\"progress\":\"roof\","
                           "\"stages\":[{\"stage\":\"completion\",\"forecast\":\"2022-07-01\"}],"
                           "\"difficulties\":[{\"difficulty\":\"power\",\"unit\":\"jxj\","
                           "\"clear_by\":\"2022-01-31\"}]}";
    Answer x = report(ROLE_AREA, "S01", november);

    (void)state;
    refused(&x, 403, "may not report");
    x = report(ROLE_DEPARTMENT, "S01", november);
    if (x.status != 201)
        fail_msg("%d %s", x.status, x.body);
    json_t *j = parsed(&x);
    const json_t *reports = json_object_get(j, "reports"),
                 *last = json_array_get(reports, json_array_size(reports) - 1);
    assert_string_equal(text_at(j, "month"), "2021-11");
    /* October stood at 23,600 of the year's and 9,000 before it. */
    assert_string_equal(text_at(last, "to_date"), "33600.00");
    assert_string_equal(text_at(last, "entered"), "1000");
    assert_string_equal(text_at(json_array_get(json_object_get(j, "difficulties"), 0), "unit"), "jxj");
    json_decref(j);
    x = report(ROLE_DEPARTMENT, "S01", "{\"month\":\"2021-11\",\"done\":\"900\",\"progress\":\"roof\"}");
    assert_int_equal(x.status, 422); /* a correction needs a reason */
    assert_non_null(strstr(x.body, "reason"));
}

static int set_up_roles(void **state)
{
    if (set_up_closed(state) != 0)
        return -1;
    must("judge --period 2021-06");
    must("task add --title own --lead 330182001 --due 2021-12-31 --success done");
    must("task step 41 issue");
    for (int role = 0; role < ROLE_PUBLIC; role++) {
        add_account(roles[role].name, roles[role].words);
        roles[role].login = login(roles[role].name);
    }
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_has_a_part_sees_its_own_projects_and_the_sums_of_all),
        cmocka_unit_test(a_target_is_not_told_by_what_would_reach_it),
        cmocka_unit_test(a_department_reports_its_own_project_by_the_month),
        cmocka_unit_test(every_route_as_every_role), /* the last: it logs everybody out */
    };

    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, set_up_roles, tear_down);
}
