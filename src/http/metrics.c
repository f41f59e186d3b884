#include "http/metrics.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/number.h"
#include "http/route.h"

enum { SECOND_US = 1000000 };
static const double bounds[METRIC_BUCKETS] = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                              0.1,    0.25,  0.5,    1,     2.5,  10};

void metrics_add(Metrics *m, int route, int status, int64_t micros)
{
    RouteMetrics *r = &m->routes[route < 0 ? METRIC_ROUTES_MAX - 1 : route];
    int b = 0;

    while (b < METRIC_BUCKETS && (double)micros > bounds[b] * SECOND_US)
        b++;
    atomic_fetch_add(&r->by_class[status / 100 % METRIC_CLASSES], 1);
    atomic_fetch_add(&r->buckets[b], 1);
    atomic_fetch_add(&r->micros, (unsigned long long)(micros > 0 ? micros : 0));
}

void metric_head(Buf *out, const char *name, const char *type, const char *help)
{
    buf_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

void metric_value(Buf *out, const char *name, double v)
{
    char text[NUM_TEXT_MAX];

    num_to_text(v, text);
    buf_printf(out, "%s %s\n", name, text);
}

static const char *label_path(size_t route, const Route *all, size_t n)
{
    return route < n ? all[route].path : "none";
}

static const char *label_method(size_t route, const Route *all, size_t n)
{
    return route < n ? method_name(all[route].method) : "any";
}

static unsigned long long requests_of(const RouteMetrics *r)
{
    unsigned long long sum = 0;

    for (int b = 0; b <= METRIC_BUCKETS; b++)
        sum += atomic_load(&r->buckets[b]);
    return sum;
}

static void duration(const RouteMetrics *r, const char *path, const char *method, Buf *out)
{
    static const char name[] = "qingyu_http_request_duration_seconds";
    unsigned long long sum = 0;
    char text[NUM_TEXT_MAX];

    for (int b = 0; b <= METRIC_BUCKETS; b++) {
        sum += atomic_load(&r->buckets[b]);
        if (b < METRIC_BUCKETS)
            num_to_text(bounds[b], text);
        buf_printf(out, "%s_bucket{route=\"%s\",method=\"%s\",le=\"%s\"} %llu\n", name, path, method,
                   b < METRIC_BUCKETS ? text : "+Inf", sum);
    }
    num_to_text((double)atomic_load(&r->micros) / SECOND_US, text);
    buf_printf(out, "%s_sum{route=\"%s\",method=\"%s\"} %s\n", name, path, method, text);
    buf_printf(out, "%s_count{route=\"%s\",method=\"%s\"} %llu\n", name, path, method, sum);
}

void metrics_requests(const Metrics *m, Buf *out)
{
    size_t n;
    const Route *all = route_all(&n);

    metric_head(out, "qingyu_http_requests_total", "counter",
                "Requests answered, by route, method and status class.");
    for (size_t i = 0; i < METRIC_ROUTES_MAX; i++)
        for (int k = 1; k < METRIC_CLASSES; k++) {
            unsigned long long v = atomic_load(&m->routes[i].by_class[k]);
            if (v)
                buf_printf(out,
                           "qingyu_http_requests_total{route=\"%s\",method=\"%s\",status=\"%dxx\"} %llu\n",
                           label_path(i, all, n), label_method(i, all, n), k, v);
        }
    metric_head(out, "qingyu_http_request_duration_seconds", "histogram",
                "Time from a request's first line to the end of its reply.");
    for (size_t i = 0; i < METRIC_ROUTES_MAX; i++)
        if (requests_of(&m->routes[i]))
            duration(&m->routes[i], label_path(i, all, n), label_method(i, all, n), out);
}

static double resident_bytes(void)
{
    FILE *f = fopen("/proc/self/statm", "r");
    char text[128] = "", *end;

    if (!f)
        return 0;
    if (!fgets(text, sizeof text, f))
        text[0] = '\0';
    (void)fclose(f);
    (void)strtoull(text, &end, 10);
    return (double)strtoull(end, NULL, 10) * (double)sysconf(_SC_PAGESIZE);
}

static double open_files(void)
{
    DIR *d = opendir("/proc/self/fd");
    int n = -3; /* ".", ".." and this one */

    if (!d)
        return 0;
    while (readdir(d))
        n++;
    closedir(d);
    return n;
}

void metrics_process(const Metrics *m, Buf *out)
{
    struct rusage used = {0};

    getrusage(RUSAGE_SELF, &used);
    metric_head(out, "process_start_time_seconds", "gauge", "Start of the process, Unix time.");
    metric_value(out, "process_start_time_seconds", (double)m->started_s);
    metric_head(out, "process_resident_memory_bytes", "gauge", "Resident memory.");
    metric_value(out, "process_resident_memory_bytes", resident_bytes());
    metric_head(out, "process_cpu_seconds_total", "counter", "Processor time, user and system.");
    metric_value(out, "process_cpu_seconds_total",
                 (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                     (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / SECOND_US);
    metric_head(out, "process_open_fds", "gauge", "Open file descriptors.");
    metric_value(out, "process_open_fds", open_files());
}
