/* An open-loop probe: each connection asks on a schedule of its own, whether the last reply came or not, and
 * a delay counts from when the request was due. A closed loop hides the waiting that a frozen server causes.
 * Usage: http_probe PORT TARGET CONNECTIONS EVERY_MS SECONDS. Prints milliseconds: p50 p90 p99 max, and n. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { REPLY_MAX = 1 << 20, CONNECTIONS_MAX = 256 };

typedef struct Probe {
    int port, every_ms, seconds, index;
    const char *target;
    double *took; /* [n] ms */
    size_t n, failed;
} Probe;

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int dial(int port)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    int fd = socket(AF_INET, SOCK_STREAM, 0), yes = 1;

    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (connect(fd, (const struct sockaddr *)&to, sizeof to) != 0)
        return -1;
    return fd;
}

/* One request and its whole reply, by Content-Length. */
static int ask(int fd, const char *request, char *reply)
{
    size_t n = 0, whole = 0;

    if (send(fd, request, strlen(request), MSG_NOSIGNAL) < 0)
        return 0;
    while (!whole || n < whole) {
        ssize_t k = recv(fd, reply + n, REPLY_MAX - 1 - n, 0);
        if (k <= 0)
            return 0;
        n += (size_t)k;
        reply[n] = '\0';
        const char *end = strstr(reply, "\r\n\r\n"), *length = strcasestr(reply, "\r\nContent-Length:");
        if (!whole && end && length)
            whole = (size_t)(end - reply) + 4 + strtoul(length + 17, NULL, 10);
    }
    return strncmp(reply, "HTTP/1.1 200", 12) == 0;
}

static void *run(void *arg)
{
    Probe *p = arg;
    char request[512], *reply = malloc(REPLY_MAX);
    int fd = dial(p->port);
    double due = now_ms() + (double)p->index * p->every_ms / 24, stop = now_ms() + p->seconds * 1e3;

    snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n",
             p->target);
    for (; due < stop; due += p->every_ms) {
        double wait = due - now_ms();
        if (wait > 0)
            usleep((useconds_t)(wait * 1e3));
        if (ask(fd, request, reply))
            p->took[p->n++] = now_ms() - due;
        else
            p->failed++;
    }
    close(fd);
    free(reply);
    return NULL;
}

static int order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    static Probe probes[CONNECTIONS_MAX];
    pthread_t threads[CONNECTIONS_MAX];
    size_t n = 0, failed = 0;

    if (argc != 6)
        return 2;
    int connections = (int)strtol(argv[3], NULL, 10), every = (int)strtol(argv[4], NULL, 10);
    int seconds = (int)strtol(argv[5], NULL, 10);
    size_t most = (size_t)(seconds * 1000 / every + 2);
    double *all = calloc(most * (size_t)connections, sizeof *all);
    for (int i = 0; i < connections; i++) {
        probes[i] = (Probe){.port = (int)strtol(argv[1], NULL, 10),
                            .every_ms = every,
                            .seconds = seconds,
                            .index = i,
                            .target = argv[2],
                            .took = calloc(most, sizeof(double))};
        pthread_create(&threads[i], NULL, run, &probes[i]);
    }
    for (int i = 0; i < connections; i++) {
        pthread_join(threads[i], NULL);
        memcpy(all + n, probes[i].took, probes[i].n * sizeof *all);
        n += probes[i].n;
        failed += probes[i].failed;
        free(probes[i].took);
    }
    qsort(all, n, sizeof *all, order);
    if (n)
        printf("%.2f %.2f %.2f %.2f %zu %zu\n", all[n / 2], all[n * 9 / 10], all[n * 99 / 100], all[n - 1], n,
               failed);
    free(all);
    return n && !failed ? 0 : 1;
}
