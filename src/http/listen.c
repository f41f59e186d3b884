#include "http/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 511, HOST_MAX = 64 };

typedef union Address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
} Address;

static bool bad(const char *text, Err *e)
{
    return ERR(e, ERR_INVALID, "--listen 应为 地址:端口，如 127.0.0.1:8021 或 [::1]:8021，而不是“%s”",
               "--listen must be ADDRESS:PORT such as 127.0.0.1:8021 or [::1]:8021, not \"%s\"", text);
}

static bool read_port(const char *text, uint16_t *port)
{
    char *end;
    unsigned long v = strtoul(text, &end, 10);

    *port = htons((uint16_t)v);
    return *text >= '0' && *text <= '9' && !*end && v <= 65535;
}

static bool read_address(const char *text, Address *out, Err *e)
{
    const char *colon = strrchr(text, ':');
    char host[HOST_MAX];
    uint16_t port;

    *out = (Address){0};
    if (!colon || (size_t)(colon - text) >= sizeof host || !read_port(colon + 1, &port))
        return bad(text, e);
    size_t n = (size_t)(colon - text);
    snprintf(host, sizeof host, "%.*s", (int)n, text);
    if (n > 2 && host[0] == '[' && host[n - 1] == ']') {
        host[n - 1] = '\0';
        out->v6 = (struct sockaddr_in6){.sin6_family = AF_INET6, .sin6_port = port};
        return inet_pton(AF_INET6, host + 1, &out->v6.sin6_addr) == 1 || bad(text, e);
    }
    const char *v4 = strcmp(host, "localhost") == 0 ? "127.0.0.1" : host;
    out->v4 = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = port};
    return inet_pton(AF_INET, v4, &out->v4.sin_addr) == 1 || bad(text, e);
}

static void describe(int fd, Listening *out)
{
    Address a = {0};
    socklen_t n = sizeof a;
    char host[INET6_ADDRSTRLEN] = "";

    (void)getsockname(fd, &a.any, &n);
    if (a.any.sa_family == AF_INET6) {
        inet_ntop(AF_INET6, &a.v6.sin6_addr, host, sizeof host);
        snprintf(out->address, sizeof out->address, "[%s]:%u", host, ntohs(a.v6.sin6_port));
        out->loopback = IN6_IS_ADDR_LOOPBACK(&a.v6.sin6_addr);
    } else {
        inet_ntop(AF_INET, &a.v4.sin_addr, host, sizeof host);
        snprintf(out->address, sizeof out->address, "%s:%u", host, ntohs(a.v4.sin_port));
        out->loopback = ntohl(a.v4.sin_addr.s_addr) >> 24 == 127;
    }
}

static bool refused(const char *text, int why, Err *e)
{
    if (why == EADDRINUSE)
        return ERR(e, ERR_CONFLICT, "%s 已被别的程序占用；用 --listen 换一个端口（0 表示任取一个空闲的）",
                   "%s is taken by another program; choose another port with --listen (0 takes a free one)",
                   text);
    if (why == EADDRNOTAVAIL)
        return ERR(e, ERR_INVALID, "本机没有 %s 这个地址；ip address 列出本机的地址",
                   "this machine has no address %s; ip address lists those it has", text);
    if (why == EACCES)
        return ERR(e, ERR_IO, "无权使用 %s：1024 以下的端口要特别授权；请用 nginx 转发",
                   "no permission for %s: ports below 1024 need a privilege; put nginx in front", text);
    return ERR(e, ERR_IO, "不能监听 %s：%s", "cannot listen on %s: %s", text, strerror(why));
}

bool listen_open(const char *text, Listening *out, Err *e)
{
    Address a;
    int yes = 1;

    TRY(read_address(text, &a, e));
    bool v6 = a.any.sa_family == AF_INET6;
    int fd = socket(a.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return refused(text, errno, e);
    (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(fd, &a.any, v6 ? sizeof a.v6 : sizeof a.v4) != 0 || listen(fd, BACKLOG) != 0) {
        int why = errno;
        close(fd);
        return refused(text, why, e);
    }
    *out = (Listening){.socket = fd};
    describe(fd, out);
    return true;
}
