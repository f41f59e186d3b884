/* The state of the server itself: alive, ready, counts. */
#include <stdatomic.h>

#include "base/limits.h"
#include "base/version.h"
#include "http/handlers.h"
#include "http/reply.h"

bool get_livez(Call *c, Err *e)
{
    (void)e;
    c->reply->body = "ok\n";
    c->reply->n = 3;
    call_head(c, "text/plain; charset=utf-8");
    return true;
}

/* Ready: the store opens, its schema is this program's, and no stop was asked for. */
bool get_readyz(Call *c, Err *e)
{
    AUTO(store_close) Store *s = NULL;

    if (atomic_load(&c->http->stopping))
        return ERR(e, ERR_BUSY, "服务正在停止", "the server is stopping");
    if (store_open(c->http->spec.store, STORE_READ, &s, e))
        return get_livez(c, e);
    e->kind = ERR_BUSY;
    return false;
}

static void data_metrics(Call *c, Buf *out)
{
    CacheCount n = cache_count(c->http->cache);
    DataVersion v = {0};
    Err e = {0};
    bool known = readers_version(c->http->readers, &v, &e);

    metric_head(out, "qingyu_cache_hits_total", "counter", "Answers given from the cache.");
    metric_value(out, "qingyu_cache_hits_total", (double)n.hits);
    metric_head(out, "qingyu_cache_misses_total", "counter", "Answers that were not in the cache.");
    metric_value(out, "qingyu_cache_misses_total", (double)n.misses);
    metric_head(out, "qingyu_cache_bytes", "gauge", "Bytes that the cache holds.");
    metric_value(out, "qingyu_cache_bytes", (double)n.bytes);
    metric_head(out, "qingyu_cache_entries", "gauge", "Answers that the cache holds.");
    metric_value(out, "qingyu_cache_entries", (double)n.entries);
    metric_head(out, "qingyu_store_up", "gauge", "1 when the store could be read just now.");
    metric_value(out, "qingyu_store_up", known);
    metric_head(out, "qingyu_data_last_submission", "gauge",
                "Number of the last submission: the version of the data.");
    metric_value(out, "qingyu_data_last_submission", (double)v.submission);
    metric_head(out, "qingyu_data_last_audit_entry", "gauge", "Number of the last entry of the audit chain.");
    metric_value(out, "qingyu_data_last_audit_entry", (double)v.audit);
}

bool get_metrics(Call *c, Err *e)
{
    AUTO(buf_free) Buf out = buf_new(REPORT_BYTES_MAX);
    const Metrics *m = &c->http->metrics;

    (void)e;
    metrics_requests(m, &out);
    metric_head(&out, "qingyu_http_requests_in_flight", "gauge", "Requests begun and not yet answered.");
    metric_value(&out, "qingyu_http_requests_in_flight", atomic_load(&m->in_flight));
    metric_head(&out, "qingyu_http_requests_limited_total", "counter",
                "Requests refused for coming too often.");
    metric_value(&out, "qingyu_http_requests_limited_total", (double)atomic_load(&m->refused));
    data_metrics(c, &out);
    metric_head(&out, "qingyu_build_info", "gauge", "Version of the program, as a label.");
    buf_str(&out, "qingyu_build_info{version=\"" QINGYU_VERSION "\"} 1\n");
    metrics_process(m, &out);
    call_text(c, "text/plain; version=0.0.4; charset=utf-8", &out);
    return true;
}
