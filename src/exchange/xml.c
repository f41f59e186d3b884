#include "exchange/xml.h"

#include <expat.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum {
    CHUNK = 64 * 1024,
    XML_DEPTH_MAX = 256,
    XML_TOKEN_MAX = 1024 * 1024,       /* one tag with its attributes */
    XML_MEMORY_MAX = 16 * 1024 * 1024, /* what the parser itself may hold: names, buffers */
};

struct Xml {
    XML_Parser parser;
    Zip *zip;
    const XmlHandlers *handlers;
    void *self;
    Err *e; /* of the running xml_run */
    long long fed;
    size_t spent; /* bytes that the parser holds */
    int depth;
    bool preserves[XML_DEPTH_MAX + 1];
    bool failed, paused, last;
};

/* ---- memory: expat keeps every name it meets, so an entry of nothing but names must not grow it ---- */

/* The parser that runs on this thread, for its allocator, which is told nothing. */
static _Thread_local Xml *running;

typedef union Head {
    size_t n;
    max_align_t align;
} Head;

static void *take(size_t n)
{
    if (n > XML_MEMORY_MAX || running->spent > XML_MEMORY_MAX - n)
        return NULL;
    Head *h = malloc(sizeof *h + n);
    if (!h)
        return NULL;
    h->n = n;
    running->spent += n;
    return h + 1;
}

static void give_back(void *p)
{
    Head *h = p ? (Head *)p - 1 : NULL;

    if (h)
        running->spent -= h->n;
    free(h);
}

static void *resize(void *p, size_t n)
{
    Head *old = p ? (Head *)p - 1 : NULL;

    if (!old)
        return take(n);
    void *q = take(n);
    if (q) {
        memcpy(q, p, old->n < n ? old->n : n);
        give_back(p);
    }
    return q;
}

/* ---- events ---- */

static void fail(Xml *x)
{
    x->failed = true;
    XML_StopParser(x->parser, XML_FALSE);
}

static const char *local_name(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

static void on_start(void *self, const XML_Char *name, const XML_Char **atts)
{
    Xml *x = self;

    if (x->failed)
        return;
    if (x->depth == XML_DEPTH_MAX) {
        (void)zip_damaged(x->zip, x->e, "标签嵌套太深", "its tags are nested too deeply");
        fail(x);
        return;
    }
    const char *space = xml_attribute(atts, "xml:space");
    bool kept = x->preserves[x->depth++];
    x->preserves[x->depth] = space ? strcmp(space, "preserve") == 0 : kept;
    if (x->handlers->start && !x->handlers->start(x->self, local_name(name), atts, x->e))
        fail(x);
}

static void on_end(void *self, const XML_Char *name)
{
    Xml *x = self;

    if (x->failed)
        return;
    if (x->handlers->end && !x->handlers->end(x->self, local_name(name), x->e))
        fail(x);
    x->depth--;
}

static void on_text(void *self, const XML_Char *s, int n)
{
    Xml *x = self;

    if (!x->failed && x->handlers->text && !x->handlers->text(x->self, s, (size_t)n, x->e))
        fail(x);
}

static void on_doctype(void *self, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                       int internal)
{
    Xml *x = self;

    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    (void)zip_damaged(x->zip, x->e, "含有文档类型声明（DOCTYPE）", "it declares a document type (DOCTYPE)");
    fail(x);
}

/* ---- the reader ---- */

bool xml_open(Zip *z, int entry, const XmlHandlers *h, void *self, Xml **out, Err *e)
{
    static const XML_Memory_Handling_Suite memory = {take, resize, give_back};

    TRY(zip_begin(z, entry, e));
    Xml *x = calloc(1, sizeof *x);
    if (!x)
        abort();
    running = x;
    x->parser = XML_ParserCreate_MM(NULL, &memory, NULL);
    if (!x->parser)
        abort();
    x->zip = z;
    x->handlers = h;
    x->self = self;
    XML_SetUserData(x->parser, x);
    XML_SetElementHandler(x->parser, on_start, on_end);
    XML_SetCharacterDataHandler(x->parser, on_text);
    XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
    *out = x;
    return true;
}

void xml_free(Xml **x)
{
    if (!*x)
        return;
    running = *x;
    XML_ParserFree((*x)->parser);
    running = NULL;
    free(*x);
    *x = NULL;
}

static bool refused(const Xml *x)
{
    enum XML_Error why = XML_GetErrorCode(x->parser);
    char zh[128], en[128];

    if (x->failed)
        return false;
    if (why == XML_ERROR_NO_MEMORY)
        return zip_damaged(x->zip, x->e, "标签过大或名称过多", "its tags are too large or of too many names");
    snprintf(zh, sizeof zh, "第 %lu 行不是合格的 XML", (unsigned long)XML_GetCurrentLineNumber(x->parser));
    snprintf(en, sizeof en, "line %lu is not well-formed XML (%s)",
             (unsigned long)XML_GetCurrentLineNumber(x->parser), XML_ErrorString(why));
    return zip_damaged(x->zip, x->e, zh, en);
}

/* Feeds one more chunk, or goes on after a pause. */
static bool step(Xml *x, enum XML_Status *status, Err *e)
{
    size_t got = 0;

    if (x->paused) {
        x->paused = false;
        *status = XML_ResumeParser(x->parser);
        return true;
    }
    void *to = XML_GetBuffer(x->parser, CHUNK);
    if (!to)
        return refused(x);
    TRY(zip_read(x->zip, to, CHUNK, &got, e));
    x->fed += (long long)got;
    x->last = got == 0;
    *status = XML_ParseBuffer(x->parser, (int)got, x->last);
    return true;
}

bool xml_run(Xml *x, bool *done, Err *e)
{
    enum XML_Status status = XML_STATUS_OK;

    running = x;
    x->e = e;
    *done = false;
    while (!*done) {
        TRY(step(x, &status, e));
        if (status == XML_STATUS_ERROR)
            return refused(x);
        if (status == XML_STATUS_SUSPENDED)
            break;
        *done = x->last;
        if (!x->last && x->fed - XML_GetCurrentByteIndex(x->parser) > XML_TOKEN_MAX)
            return zip_damaged(x->zip, e, "有一个标签超过 1 MiB", "one of its tags is longer than 1 MiB");
    }
    return true;
}

void xml_pause(Xml *x)
{
    if (!x->failed && XML_StopParser(x->parser, XML_TRUE) == XML_STATUS_OK)
        x->paused = true;
}

bool xml_preserves(const Xml *x)
{
    return x->preserves[x->depth];
}

long long xml_done(const Xml *x)
{
    return x->fed;
}

Zip *xml_zip(const Xml *x)
{
    return x->zip;
}

bool xml_read(Zip *z, int entry, const XmlHandlers *h, void *self, Err *e)
{
    AUTO(xml_free) Xml *x = NULL;
    bool done = false;

    TRY(xml_open(z, entry, h, self, &x, e));
    return xml_run(x, &done, e);
}

const char *xml_attribute(const char **atts, const char *name)
{
    for (; *atts; atts += 2)
        if (strcmp(atts[0], name) == 0)
            return atts[1];
    return NULL;
}

const char *xml_prefixed(const char **atts, const char *name)
{
    for (; *atts; atts += 2) {
        const char *colon = strchr(atts[0], ':');
        if (colon && strcmp(colon + 1, name) == 0)
            return atts[1];
    }
    return NULL;
}

bool xml_is_true(const char *value)
{
    return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}
