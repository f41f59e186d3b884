/* The server under way: beside a writer, with half requests, from its start to its stop. */
#include "cm.h"

#include <pthread.h>
#include <stdatomic.h>

#include "http_world.h"

/* ---- at the same time ---- */

static atomic_bool done_writing;
static atomic_int n_read, n_wrong;

static int64_t version_of(Arena *a, const Answer *x)
{
    const char *v = header(a, x, "Qingyu-Data-Version");

    return v ? strtoll(v, NULL, 10) : -1;
}

/* Reads while another process writes: every answer is whole, and no version goes back. */
static void *read_on(void *arg)
{
    static const char *const targets[] = {"/api/v1/card?period=2021-06", "/api/v1/city",
                                          "/api/v1/submissions", "/api/v1/indicators/GDP?period=2021-06"};
    int64_t last = 0;

    (void)arg;
    for (int i = 0; !atomic_load(&done_writing) || i < 4; i++) {
        AUTO(arena_free) Arena *a = arena_new();
        Answer x = ask(a, w.server.port, "GET", targets[i % 4], "");
        json_t *j = json_loadb(x.body, x.n, 0, NULL);
        int64_t v = version_of(a, &x);
        if (x.status != 200 || !j || v < last)
            atomic_fetch_add(&n_wrong, 1);
        last = v;
        json_decref(j);
        atomic_fetch_add(&n_read, 1);
    }
    return NULL;
}

static void a_new_figure_is_in_the_next_answer(void **state)
{
    enum { READERS = 6, WRITES = 4 };
    pthread_t readers[READERS];

    (void)state;
    Answer before = get("/api/v1/indicators/IVA?period=2021-06&lang=en");
    for (int i = 0; i < READERS; i++)
        assert_int_equal(pthread_create(&readers[i], NULL, read_on, NULL), 0);
    for (int i = 1; i <= WRITES; i++) {
        tmp_write(&w.tmp, "new.csv",
                  arena_printf(w.arena,
                               "indicator,area,period,basis,measure,value,unit,status,known_on\n"
                               "IVA,330182,2021-06,ytd,value,74.%d,亿元,published,2021-09-0%d\n",
                               i, i));
        must(arena_printf(w.arena, "import %s/new.csv --accept-warnings", w.tmp.path));
        Answer x = get("/api/v1/indicators/IVA?period=2021-06&lang=en");
        json_t *j = parsed(&x);
        assert_near(json_number_value(json_object_get(j, "value")), 74 + i / 10.0, 1e-9);
        json_decref(j);
    }
    atomic_store(&done_writing, true);
    for (int i = 0; i < READERS; i++)
        pthread_join(readers[i], NULL);
    assert_int_equal(atomic_load(&n_wrong), 0);
    assert_true(atomic_load(&n_read) >= 4 * READERS);
    Answer after = ask(w.arena, w.server.port, "GET", "/api/v1/indicators/IVA?period=2021-06&lang=en",
                       arena_printf(w.arena, "If-None-Match: %s\r\n", header(w.arena, &before, "ETag")));
    assert_int_equal(after.status, 200);
    assert_int_equal(version_of(w.arena, &after), version_of(w.arena, &before) + WRITES);
}

static void half_requests_hold_nobody_up(void **state)
{
    enum { HALF = 64 };
    int fd[HALF];
    struct timespec a, b;

    (void)state;
    for (int i = 0; i < HALF; i++) {
        fd[i] = dial(w.server.port);
        assert_true(put(fd[i], "GET /api/v1/ci", 14));
    }
    clock_gettime(CLOCK_MONOTONIC, &a);
    Answer x = get("/livez");
    clock_gettime(CLOCK_MONOTONIC, &b);
    assert_int_equal(x.status, 200);
    assert_true((double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9 < 2);
    /* One that goes on in the end is answered. */
    const char *rest = "ty HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert_true(put(fd[0], rest, strlen(rest)));
    x = receive(w.arena, fd[0], 10);
    assert_int_equal(x.status, 200);
    for (int i = 0; i < HALF; i++)
        close(fd[i]);
}

/* ---- start and stop ---- */

static void a_stop_finishes_what_is_under_way(void **state)
{
    Server s = server_start(store(), arena_printf(w.arena, "%s/log2", w.tmp.path), NULL);
    const char *rest = "Connection: close\r\n\r\n",
               *half = "GET /api/v1/city HTTP/1.1\r\nHost: localhost\r\n";
    int fd = dial(s.port), idle = dial(s.port);

    (void)state;
    assert_true(put(fd, half, strlen(half)));
    usleep(200000);
    kill(s.pid, SIGTERM);
    usleep(300000);
    assert_int_equal(waitpid(s.pid, NULL, WNOHANG), 0); /* it waits */
    assert_true(dial(s.port) < 0);                      /* and lets nobody in */
    assert_true(put(fd, rest, strlen(rest)));
    Answer x = receive(w.arena, fd, 10);
    assert_int_equal(x.status, 200);
    json_t *j = parsed(&x);
    json_decref(j);
    assert_int_equal(server_wait(&s, 10), 0);
    close(fd);
    close(idle);
}

/* What systemd is told: ready once it listens, stopping when it was asked to. */
static void the_service_manager_is_told(void **state)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    char text[64] = "";

    (void)state;
    snprintf(at.sun_path, sizeof at.sun_path, "%s/notify", w.tmp.path);
    assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
    setenv("NOTIFY_SOCKET", at.sun_path, 1);
    Server s = server_start(store(), arena_printf(w.arena, "%s/log4", w.tmp.path), NULL);
    unsetenv("NOTIFY_SOCKET");
    assert_int_equal(recv(fd, text, sizeof text - 1, 0), 7);
    assert_string_equal(text, "READY=1");
    assert_int_equal(server_stop(&s), 0);
    ssize_t n = recv(fd, text, sizeof text - 1, 0);
    assert_int_equal(n, 10);
    text[n] = '\0';
    assert_string_equal(text, "STOPPING=1");
    close(fd);
}

static void it_listens_on_ipv6_too(void **state)
{
    struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    int fd = socket(AF_INET6, SOCK_STREAM, 0);

    (void)state;
    if (fd < 0 || bind(fd, (struct sockaddr *)&to, sizeof to) != 0)
        skip(); /* a machine without it */
    close(fd);
    Server s = server_start(store(), arena_printf(w.arena, "%s/log5", w.tmp.path), "--listen=[::1]:0");
    assert_non_null(strstr(s.line, "http://[::1]:"));
    to.sin6_port = htons((uint16_t)s.port);
    fd = socket(AF_INET6, SOCK_STREAM, 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
    const char *text = "GET /api/v1/city HTTP/1.1\r\nHost: [::1]:1\r\nConnection: close\r\n\r\n";
    assert_true(put(fd, text, strlen(text)));
    Answer x = receive(w.arena, fd, 10);
    assert_int_equal(x.status, 200);
    close(fd);
    assert_int_equal(server_stop(&s), 0);
}

static void it_does_not_start_without_a_reason_told(void **state)
{
    int code;

    (void)state;
    const char *out = run(arena_printf(w.arena, "serve --listen 127.0.0.1:%d", w.server.port), &code);
    assert_int_equal(code, 4);
    assert_non_null(strstr(out, "is taken by another program"));
    out = run("serve --listen here", &code);
    assert_int_equal(code, 2);
    assert_non_null(strstr(out, "--listen must be ADDRESS:PORT"));
    out = run("serve --listen 203.0.113.1:0", &code);
    assert_int_equal(code, 2);
    assert_non_null(strstr(out, "no address"));
    out = run("serve --listen 127.0.0.1:0 --store /nowhere/q.db", &code);
    assert_int_equal(code, 3);
    assert_non_null(strstr(out, "there is no store \"/nowhere/q.db\""));
}

/* A store that cannot be read is told to the one who asks without its path, and to readyz. */
static void a_lost_store_is_told(void **state)
{
    const char *other = arena_printf(w.arena, "%s/other.db", w.tmp.path);
    int code;

    (void)state;
    run(arena_printf(w.arena, "init --store %s", other), &code);
    assert_int_equal(code, 0);
    Server s = server_start(other, arena_printf(w.arena, "%s/log3", w.tmp.path), NULL);
    Answer x = ask(w.arena, s.port, "GET", "/api/v1/card?lang=en", "");
    refused(&x, 404, "import"); /* no city yet */
    x = ask(w.arena, s.port, "GET", "/readyz", "");
    assert_int_equal(x.status, 200);
    unlink(other);
    tmp_write(&w.tmp, "other.db", "this is no store at all, and long enough to be looked at");
    x = ask(w.arena, s.port, "GET", "/readyz?", "");
    assert_int_equal(x.status, 503);
    x = ask(w.arena, s.port, "GET", "/livez", "");
    assert_int_equal(x.status, 200);
    assert_int_equal(server_stop(&s), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_figure_is_in_the_next_answer),
        cmocka_unit_test(half_requests_hold_nobody_up),
        cmocka_unit_test(a_stop_finishes_what_is_under_way),
        cmocka_unit_test(the_service_manager_is_told),
        cmocka_unit_test(it_listens_on_ipv6_too),
        cmocka_unit_test(it_does_not_start_without_a_reason_told),
        cmocka_unit_test(a_lost_store_is_told),
    };

    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
