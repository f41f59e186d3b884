#include "http/data.h"

#include <string.h>

#include "base/gzip.h"
#include "base/limits.h"
#include "base/version.h"
#include "http/list.h"
#include "http/problem.h"
#include "http/reply.h"
#include "http/schemas.h"
#include "render/csv_text.h"

static const struct {
    const char *name, *type;
} formats[] = {[FORMAT_JSON] = {"json", "application/json"},
               [FORMAT_CSV] = {"csv", "text/csv; charset=utf-8; header=present"},
               [FORMAT_XLSX] = {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}};

/* ---- what is asked for ---- */

static bool choose_format(const Call *c, Format *out)
{
    const char *name = call_value(c, "format"), *accept = request_header(c->passage->request, "Accept");
    bool table = c->route->answer != ANSWER_JSON;

    *out = FORMAT_JSON;
    if (c->route->answer == ANSWER_FILE)
        return true;

    for (size_t f = 0; name && f < COUNT(formats); f++)
        if (strcmp(name, formats[f].name) == 0) {
            *out = (Format)f;
            return true;
        }
    *out = FORMAT_JSON;
    if (accepts(accept, "application/json", true))
        return true;
    if (table && accepts(accept, "text/csv", true))
        *out = FORMAT_CSV;
    else if (table && accepts(accept, formats[FORMAT_XLSX].type, true))
        *out = FORMAT_XLSX;
    else
        return accepts(accept, "application/json", false);
    return true;
}

/* Everything that an answer depends on, in one text. */
static const char *cache_key(const Call *c, const DataVersion *v)
{
    const Passage *p = c->passage;
    RouteParam params[ROUTE_PARAMS_MAX];
    AUTO(buf_free) Buf key = buf_new(URL_MAX * 2);
    size_t n = route_params(c->route, params);

    buf_printf(&key, "%lld.%lld %s %d %d", (long long)v->submission, (long long)v->audit, c->route->path,
               (int)p->lang, (int)c->format);
    for (size_t i = 0; i < n; i++) {
        const char *value = call_value(c, params[i].param->name);
        if (value)
            buf_printf(&key, "\n%s=%s", params[i].param->name, value);
    }
    if (c->route->daily)
        buf_printf(&key, "\n%d", c->http->spec.today());
    buf_printf(&key, "\n@%s", principal_key(&p->who.principal, p->request->arena));
    return arena_strdup(p->request->arena, buf_cstr(&key));
}

/* A strong tag: version of the data, of the program, and of what was asked. */
static const char *tag_of(const Call *c, const DataVersion *v, const char *key, bool packed)
{
    uint64_t h = 0xCBF29CE484222325u;

    for (const char *s = QINGYU_VERSION; *s; s++)
        h = (h ^ (unsigned char)*s) * 0x100000001B3u;
    for (const char *s = key; *s; s++)
        h = (h ^ (unsigned char)*s) * 0x100000001B3u;
    return arena_printf(c->viewer.arena, "\"%lld.%lld-%016llx%s\"", (long long)v->submission,
                        (long long)v->audit, (unsigned long long)h, packed ? "-gz" : "");
}

/* ---- the reply ---- */

static void data_headers(Passage *p, const DataVersion *v, const char *tag)
{
    reply_header(&p->reply, "ETag", tag);
    reply_header(&p->reply, "Cache-Control", "private, no-cache, must-revalidate");
    reply_header(&p->reply, "Qingyu-Data-Version",
                 arena_printf(p->request->arena, "%lld.%lld", (long long)v->submission, (long long)v->audit));
}

/* True when the caller has this very answer already. */
static bool not_modified(const Call *c, Passage *p, const DataVersion *v, const char *key)
{
    const char *list = request_header(p->request, "If-None-Match");

    for (int packed = 0; list && packed < 2; packed++) {
        const char *tag = tag_of(c, v, key, packed == 1);
        if (!tag_matches(list, tag))
            continue;
        p->reply.status = 304;
        reply_common(p, formats[c->format].type, false);
        data_headers(p, v, tag);
        return true;
    }
    return false;
}

static void reply_cached(const Call *c, Passage *p, const Cached *x, const DataVersion *v, const char *key)
{
    bool packed = x->packed && accepts(request_header(p->request, "Accept-Encoding"), "gzip", true);
    union {
        const void *in;
        void *out;
    } held = {x};

    p->reply.status = 200;
    p->reply.body = packed ? x->packed : x->body;
    p->reply.n = packed ? x->n_packed : x->n;
    p->reply.release = cache_release;
    p->reply.owner = held.out;
    reply_common(p, x->type, false);
    data_headers(p, v, tag_of(c, v, key, packed));
    if (packed)
        reply_header(&p->reply, "Content-Encoding", "gzip");
    if (*x->name)
        reply_header(&p->reply, "Content-Disposition",
                     arena_printf(p->request->arena, "attachment; filename=\"%s\"", x->name));
}

/* ---- making the answer ---- */

/* The state of the data that the caller asks for: now, or as known on a day. */
static bool take_state(Call *c, const Reader *r, Err *e)
{
    Arena *a = c->viewer.arena;
    const char *sample = call_value(c, "sample");
    int as_of = call_date(c, "as_of");

    if (!r->loaded) {
        *e = r->why;
        return false;
    }
    c->reader = r;
    c->city = r->city;
    c->catalogue = r->catalogue;
    c->catalogue.city = &c->city;
    c->outlook = r->outlook;
    if (as_of) {
        View known = {.s = r->s, .city = &c->city, .as_of = as_of};
        TRY(city_load(r->s, as_of, a, &c->city, e) && catalogue_load(r->s, &c->city, a, &c->catalogue, e));
        TRY(outlook_open(&known, &c->catalogue, a, &c->outlook, e));
    }
    c->outlook.arena = a;
    c->outlook.city = c->outlook.known.city = &c->city;
    c->outlook.catalogue = &c->catalogue;
    c->outlook.known.no_sample = sample && strcmp(sample, "no") == 0;
    c->outlook.known.sight = sight_of(&c->passage->who.principal, a);
    return true;
}

/* What the route is about, once its parameters are understood. */
static bool may_ask(Call *c, Err *e)
{
    const Indicator *i = NULL;
    const Area *area;

    if (c->route->about != ABOUT_PAIR)
        return true;
    TRY(call_area(c, &area, e) && (!call_value(c, "code") || call_indicator(c, &i, e)));
    return call_allows_pair(c, c->route->permission, i, area) ||
           ERR(e, ERR_FORBIDDEN, "无权查看%s的“%s”", "not allowed to see \"%2$s\" of %1$s",
               area_name(area, e->lang), i ? indicator_name(i, e->lang) : "");
}

/* The names of the fields, where there is no row to tell them. */
static void empty_head(const Call *c, Buf *out)
{
    const Schema *s = c->rows.n ? NULL : schema_named(c->route->row ? c->route->row : c->route->reply);
    SchemaField f;

    for (const char *list = s ? s->fields : ""; schema_next(&list, &f);)
        csv_field(out, arena_printf(c->viewer.arena, "%.*s", (int)f.name.n, f.name.s));
    if (s)
        csv_end(out);
}

static bool fill_answer(Call *c, Buf *out, Err *e)
{
    c->json = json_to(out, 0);
    c->file = out;
    c->rows = (Rows){.arena = c->viewer.arena};
    TRY(may_ask(c, e) && c->route->run(c, e));
    if (c->route->answer == ANSWER_FILE)
        return buf_ok(out) || ERR(e, ERR_DATA, "文件太大", "the file is too large");
    if (c->route->answer == ANSWER_LIST)
        TRY(list_page(c, e));
    if (c->format == FORMAT_CSV) {
        empty_head(c, out);
        rows_csv(&c->rows, out);
    } else if (c->format == FORMAT_XLSX)
        TRY(rows_xlsx(&c->rows, "data", out, e));
    if (buf_ok(out) && (c->format != FORMAT_JSON || json_ok(&c->json)))
        return true;
    return ERR(e, ERR_DATA, "输出超过 %zu MB；请用 limit 分页",
               "the output exceeds %zu MB; use limit to page through it", out->max >> 20);
}

/* "card.csv": the last word of the path. */
static const char *file_name(const Call *c)
{
    const char *slash = strrchr(c->route->path, '/');

    if (c->file_name)
        return c->file_name;
    if (c->format == FORMAT_JSON)
        return "";
    return arena_printf(c->viewer.arena, "%s.%s", slash && slash[1] != '{' ? slash + 1 : "data",
                        formats[c->format].name);
}

static const Cached *make(Call *c, const Reader *r, const char *key, Err *e)
{
    AUTO(buf_free) Buf body = buf_new(REPORT_BYTES_MAX);
    AUTO(buf_free) Buf packed = buf_new(REPORT_BYTES_MAX);

    if (!take_state(c, r, e) || !fill_answer(c, &body, e))
        return NULL;
    if (body.n >= PACK_FROM && c->format != FORMAT_XLSX)
        gzip_pack(body.s, body.n, 1, &packed);
    return cache_put(c->http->cache, key,
                     &(Cached){formats[c->format].type, file_name(c), buf_cstr(&body), body.n,
                               packed.n ? packed.s : NULL, packed.n});
}

/* Computes in a snapshot of its own, which may be newer than the version that was looked up. */
static bool answer_anew(Call *c, Passage *p, Err *e)
{
    Reader *r;

    TRY(readers_take(c->http->readers, &r, e));
    DataVersion v = r->version;
    const char *key = cache_key(c, &v);
    const Cached *x = cache_find(c->http->cache, key); /* another one made it while this one waited */
    if (!x)
        x = make(c, r, key, e);
    readers_give(c->http->readers, r);
    if (x)
        reply_cached(c, p, x, &v, key);
    return x != NULL;
}

/* An answer of this moment: not kept, and without a tag. */
static bool answer_fresh(Call *c, Passage *p, Err *e)
{
    AUTO(buf_free) Buf body = buf_new(REPORT_BYTES_MAX);
    Reader *r;

    TRY(readers_take(c->http->readers, &r, e));
    bool ok = take_state(c, r, e) && fill_answer(c, &body, e);
    readers_give(c->http->readers, r);
    TRY(ok);
    p->reply.status = 200;
    p->reply.body = arena_strndup(p->request->arena, buf_cstr(&body), body.n);
    p->reply.n = body.n;
    reply_common(p, c->route->answer == ANSWER_FILE ? c->route->reply : formats[c->format].type, true);
    if (*file_name(c))
        reply_header(&p->reply, "Content-Disposition",
                     arena_printf(p->request->arena, "attachment; filename=\"%s\"", file_name(c)));
    return true;
}

void data_answer(Http *h, Passage *p)
{
    Call c = {.http = h, .passage = p, .route = p->route, .viewer = {p->request->arena, p->lang}};
    Err e = {.lang = p->lang};
    DataVersion v;

    if (!choose_format(&c, &c.format)) {
        problem_http(
            p, PROBLEM_NOT_ACCEPTABLE,
            TEXT(p->lang, "只有 JSON，列表还有 CSV 和 XLSX", "there is JSON, and CSV and XLSX of lists"));
        return;
    }
    if (p->route->fresh || p->route->answer == ANSWER_FILE) {
        if (!answer_fresh(&c, p, &e))
            problem_reply(p, &e);
        return;
    }
    if (!readers_version(h->readers, &v, &e)) {
        problem_reply(p, &e);
        return;
    }
    const char *key = cache_key(&c, &v);
    if (not_modified(&c, p, &v, key))
        return;
    const Cached *x = cache_find(h->cache, key);
    if (x)
        reply_cached(&c, p, x, &v, key);
    else if (!answer_anew(&c, p, &e))
        problem_reply(p, &e);
}
