/* A server of our own program on a free port, and a client of a few lines to talk to it: bytes out, bytes in.
 */
#pragma once
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"

typedef struct Server {
    pid_t pid;
    int port;
    char line[256]; /* what it printed */
    char once[32];  /* the one-time password of its first start; "" none */
} Server;

/* How a server of a test is started. Zero: on a free port of the loopback address, as a demo that everybody
 * may read. */
typedef struct ServerSpec {
    const char *listen; /* the whole option, or NULL */
    bool closed;        /* without --open-reading */
} ServerSpec;
/* Starts `qingyu serve`; log: file for standard error. */
static inline Server server_run(const char *store, const char *log, const ServerSpec *spec)
{
    Server s = {0};
    int out[2];

    if (pipe(out) != 0)
        abort();
    s.pid = fork();
    if (s.pid == 0) {
        dup2(out[1], STDOUT_FILENO);
        close(out[0]);
        close(out[1]);
        if (!freopen(log, "w", stderr))
            _exit(126);
        setenv("QINGYU_TODAY", "2021-12-01", 1);
        execl(getenv("QINGYU"), "qingyu", "serve", "--store", store, "--lang", "en", "--no-clock",
              spec->listen ? spec->listen : "--listen=127.0.0.1:0", spec->closed ? NULL : "--open-reading",
              (char *)NULL);
        _exit(127);
    }
    close(out[1]);
    /* The address, and at a first start the one-time password, are written at once. */
    char text[1024];
    ssize_t n = read(out[0], text, sizeof text - 1);
    if (n <= 0)
        fail_msg("the server did not start; see %s", log);
    close(out[0]);
    text[n] = '\0';
    const char *once = strstr(text, "one-time password ");
    snprintf(s.line, sizeof s.line, "%.*s", (int)strcspn(text, "\n"), text);
    if (once)
        snprintf(s.once, sizeof s.once, "%.*s", (int)strcspn(once + 18, " "), once + 18);
    const char *colon = strrchr(s.line, ':');
    s.port = colon ? (int)strtol(colon + 1, NULL, 10) : 0;
    return s;
}

static inline Server server_start(const char *store, const char *log, const char *listen_at)
{
    return server_run(store, log, &(ServerSpec){.listen = listen_at});
}

/* Waits for its end: the exit code, -1 when it died of a signal or did not end in time. */
static inline int server_wait(Server *s, int seconds)
{
    int status = 0;

    for (int i = 0; i < seconds * 100; i++) {
        if (waitpid(s->pid, &status, WNOHANG) == s->pid)
            return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        usleep(10000);
    }
    kill(s->pid, SIGKILL);
    waitpid(s->pid, &status, 0);
    return -1;
}

static inline int server_stop(Server *s)
{
    kill(s->pid, SIGTERM);
    return server_wait(s, 20);
}

static inline int dial(int port)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, (struct sockaddr *)&to, sizeof to) == 0)
        return fd;
    close(fd);
    return -1;
}

static inline bool put(int fd, const char *s, size_t n)
{
    while (n) {
        ssize_t k = send(fd, s, n, MSG_NOSIGNAL);
        if (k <= 0)
            return false;
        s += k;
        n -= (size_t)k;
    }
    return true;
}

typedef struct Answer {
    int status;       /* 0: the connection was closed without a reply */
    const char *head; /* status line and headers */
    const char *body;
    size_t n;
} Answer;

/* Reads to the end of the connection, at most `seconds` long. */
static inline Answer receive(Arena *a, int fd, int seconds)
{
    AUTO(buf_free) Buf in = buf_new(64 << 20);
    char piece[65536];
    struct pollfd p = {fd, POLLIN, 0};
    Answer x = {0, "", "", 0};

    while (poll(&p, 1, seconds * 1000) == 1) {
        ssize_t n = recv(fd, piece, sizeof piece, 0);
        if (n <= 0)
            break;
        buf_add(&in, piece, (size_t)n);
    }
    const char *all = arena_strndup(a, buf_cstr(&in), in.n), *end = strstr(all, "\r\n\r\n");
    if (!end || strncmp(all, "HTTP/1.1 ", 9) != 0)
        return x;
    x.status = (int)strtol(all + 9, NULL, 10);
    x.head = arena_strndup(a, all, (size_t)(end - all) + 2);
    x.body = end + 4;
    x.n = in.n - (size_t)(x.body - all);
    return x;
}

/* Sends bytes as they are and reads the reply. */
static inline Answer ask_bytes(Arena *a, int port, const char *bytes, size_t n)
{
    int fd = dial(port);

    if (fd < 0)
        return (Answer){0, "", "", 0};
    (void)put(fd, bytes, n);
    Answer x = receive(a, fd, 30);
    close(fd);
    return x;
}

/* One request; headers: further lines, each with its CRLF. */
static inline Answer ask(Arena *a, int port, const char *method, const char *target, const char *headers)
{
    const char *text = arena_printf(a, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n%s\r\n",
                                    method, target, port, headers);

    return ask_bytes(a, port, text, strlen(text));
}

/* One request with a body. */
static inline Answer send_body(Arena *a, int port, const char *request, const char *headers, const char *body,
                               size_t n)
{
    AUTO(buf_free) Buf out = buf_new(64 << 20);

    buf_printf(&out,
               "%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\nContent-Length: %zu\r\n%s\r\n",
               request, port, n, headers);
    buf_add(&out, body, n);
    return ask_bytes(a, port, out.s, out.n);
}

/* The value of a header, NULL when it is not there. */
static inline const char *header(Arena *a, const Answer *x, const char *name)
{
    size_t n = strlen(name);

    for (const char *at = x->head; (at = strstr(at, "\r\n")); at += 2)
        if (strncasecmp(at + 2, name, n) == 0 && at[2 + n] == ':') {
            const char *value = at + 3 + n + strspn(at + 3 + n, " ");
            return arena_strndup(a, value, strcspn(value, "\r"));
        }
    return NULL;
}
