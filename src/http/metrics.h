/* Counts of what the server did, for /metrics: atomic, without a lock. */
#pragma once
#include <stdatomic.h>
#include <stdint.h>

#include "base/buf.h"

enum { METRIC_ROUTES_MAX = 192, METRIC_CLASSES = 6, METRIC_BUCKETS = 13 };

typedef struct RouteMetrics {
    atomic_ullong by_class[METRIC_CLASSES];    /* [status / 100] */
    atomic_ullong buckets[METRIC_BUCKETS + 1]; /* not cumulative; the last is beyond all bounds */
    atomic_ullong micros;                      /* sum of durations */
} RouteMetrics;

typedef struct Metrics {
    RouteMetrics routes[METRIC_ROUTES_MAX]; /* by row of the table of routes; the last: no route */
    atomic_int in_flight;
    atomic_ullong refused; /* broke a limit of rate */
    int64_t started_s;     /* Unix time */
} Metrics;

/* route: row of the table, -1 for none. */
void metrics_add(Metrics *m, int route, int status, int64_t micros);

/* One family of samples in the text format of Prometheus 0.0.4. */
void metric_head(Buf *out, const char *name, const char *type, const char *help);
void metric_value(Buf *out, const char *name, double v);
/* Requests by route, method and class, and durations by route, for all rows that were used. */
void metrics_requests(const Metrics *m, Buf *out);
/* Of the process: memory, processor time, descriptors, start (proc_self(5)). */
void metrics_process(const Metrics *m, Buf *out);
