/* A real mail server and a real receiver of webhooks, in Python, on free loopback ports; and what they took.
 */
#pragma once
#include <jansson.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "post/post.h"
#include "tmp.h"

enum { HOOK_TIMEOUT_MS = 1500 };
#define HOOK_SECRET "一把钥匙 key"

typedef struct Stranger {
    pid_t pid;
    int port;
    Tmp taken; /* N.json for each message */
} Stranger;

/* Starts tests/post/SCRIPT; port 0 where Debian's Python has not what it needs. */
static inline Stranger stranger_start(const char *script)
{
    Stranger s = {.taken = tmp_new()};
    const char *root = getenv("ROOT");
    char path[512], port[16] = "";
    int out[2];

    snprintf(path, sizeof path, "%s/tests/post/%s", root ? root : ".", script);
    if (pipe(out) != 0)
        abort();
    s.pid = fork();
    if (s.pid == 0) {
        dup2(out[1], STDOUT_FILENO);
        close(out[0]);
        close(out[1]);
        execl("/usr/bin/python3", "python3", path, s.taken.path, HOOK_SECRET, (char *)NULL);
        _exit(127);
    }
    close(out[1]);
    /* To the line's end: what closes earlier breaks its pipe. */
    for (size_t n = 0; n + 1 < sizeof port && read(out[0], port + n, 1) == 1 && port[n] != '\n';)
        n++;
    s.port = (int)strtol(port, NULL, 10);
    close(out[0]);
    return s;
}

static inline void stranger_stop(Stranger *s)
{
    kill(s->pid, SIGKILL);
    waitpid(s->pid, NULL, 0);
    tmp_remove(&s->taken);
}

/* The n-th message that it took; NULL when there are fewer. */
static inline json_t *taken(Stranger *s, int n)
{
    char name[32];

    snprintf(name, sizeof name, "%d.json", n);
    return json_load_file(tmp_file(&s->taken, name), 0, NULL);
}

static inline const char *told(const json_t *message, const char *name)
{
    const char *text = json_string_value(json_object_get(message, name));

    return text ? text : "";
}

/* A port that takes connections and never says a word. */
static inline int dead_port(int *fd)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof at;

    *fd = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(*fd, (struct sockaddr *)&at, n) || listen(*fd, 16) ||
        getsockname(*fd, (struct sockaddr *)&at, &n))
        abort();
    return ntohs(at.sin_port);
}

/* The world of a group of tests: both servers. */
static Stranger mail_server, receiver;

static int servers_start(void **state)
{
    (void)state;
    mail_server = stranger_start("mail_server.py");
    receiver = stranger_start("receiver.py");
    return 0;
}

static int servers_stop(void **state)
{
    (void)state;
    stranger_stop(&mail_server);
    stranger_stop(&receiver);
    return 0;
}

#define NEEDS_MAIL_SERVER()                                                                                  \
    do {                                                                                                     \
        if (!mail_server.port)                                                                               \
            skip();                                                                                          \
    } while (0)
