#include "http/assets.h"

#include <string.h>

#include "assets_table.h"
#include "http/reply.h"

const Asset *asset_find(const char *path)
{
    for (size_t i = 0; i < COUNT(asset_table); i++)
        if (strcmp(asset_table[i].path, path) == 0)
            return &asset_table[i];
    return NULL;
}

/* A view of the page has an address of its own, which the page reads: "/indicators/IVA". */
static const Asset *page_for(const char *path)
{
    if (strncmp(path, "/api/", 5) == 0 || strchr(path, '.'))
        return NULL;
    return asset_find("/index.html");
}

static const AssetBytes *choose(const Asset *x, const char *encodings, const char **name)
{
    *name = NULL;
    if (x->brotli.s && accepts(encodings, "br", true))
        *name = "br";
    else if (x->gzip.s && accepts(encodings, "gzip", true))
        *name = "gzip";
    return !*name ? &x->plain : **name == 'b' ? &x->brotli : &x->gzip;
}

static void asset_headers(Passage *p, const Asset *x, const char *encoding, const char *tag)
{
    reply_page(p, x->type);
    reply_header(&p->reply, "ETag", tag);
    reply_header(&p->reply, "Cache-Control", x->hashed ? "public, max-age=31536000, immutable" : "no-cache");
    if (encoding)
        reply_header(&p->reply, "Content-Encoding", encoding);
}

/* Without a page the documentation is what there is to see. */
static bool to_reference(Passage *p)
{
    p->reply.status = 303;
    reply_common(p, "text/plain", false);
    reply_header(&p->reply, "Location", "/api/");
    return true;
}

bool assets_reply(Passage *p)
{
    const Request *r = p->request;
    const Asset *x = asset_find(p->url.path);
    const char *encoding;

    if (r->method != METHOD_GET && r->method != METHOD_HEAD)
        return false;
    x = x ? x : page_for(p->url.path);
    if (!x)
        return strcmp(p->url.path, "/") == 0 && to_reference(p);
    const AssetBytes *bytes = choose(x, request_header(r, "Accept-Encoding"), &encoding);
    const char *tag =
        arena_printf(r->arena, "\"%s%s%s\"", x->tag, encoding ? "-" : "", encoding ? encoding : "");
    bool same = tag_matches(request_header(r, "If-None-Match"), tag);
    p->reply.status = same ? 304 : 200;
    p->reply.body = same ? "" : (const void *)bytes->s;
    p->reply.n = same ? 0 : bytes->n;
    asset_headers(p, x, encoding, tag);
    return true;
}
