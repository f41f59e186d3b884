#include "exchange/texts.h"

#include <string.h>

/* ---- one text ---- */

RichText rich_new(void)
{
    return (RichText){.buf = buf_new((size_t)FIELD_MAX * 2)};
}

void rich_free(RichText *t)
{
    buf_free(&t->buf);
}

void rich_begin(RichText *t)
{
    buf_clear(&t->buf);
    t->phonetic = 0;
    t->in_t = false;
}

void rich_start(RichText *t, const char *name, bool preserves)
{
    if (strcmp(name, "rPh") == 0)
        t->phonetic++;
    if (strcmp(name, "t") != 0 || t->phonetic)
        return;
    t->in_t = true;
    t->preserves = preserves;
    t->run = t->buf.n;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Without xml:space="preserve" the blanks around a run are the writer's indentation. */
static void trim_run(RichText *t)
{
    Buf *b = &t->buf;
    size_t from = t->run;

    while (b->n > t->run && is_blank(b->s[b->n - 1]))
        b->n--;
    while (from < b->n && is_blank(b->s[from]))
        from++;
    if (from > t->run)
        memmove(b->s + t->run, b->s + from, b->n - from);
    b->n -= from - t->run;
}

void rich_end(RichText *t, const char *name)
{
    if (strcmp(name, "rPh") == 0 && t->phonetic)
        t->phonetic--;
    if (strcmp(name, "t") != 0 || !t->in_t)
        return;
    t->in_t = false;
    if (!t->preserves)
        trim_run(t);
}

void rich_add(RichText *t, const char *s, size_t n)
{
    if (t->in_t)
        buf_add(&t->buf, s, n);
}

/* Value of four hex digits; 0 when they are not. */
static uint32_t hex4(const char *s)
{
    uint32_t v = 0;

    for (int i = 0; i < 4; i++) {
        char c = s[i];
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                                                : 16;
        if (digit == 16)
            return 0;
        v = v * 16 + digit;
    }
    return v;
}

size_t xstring_decode(char *s, size_t n)
{
    size_t o = 0;

    for (size_t i = 0; i < n;) {
        bool escape = n - i >= 7 && s[i] == '_' && s[i + 1] == 'x' && s[i + 6] == '_';
        uint32_t cp = escape ? hex4(s + i + 2) : 0;
        if (!cp || (cp >= 0xD800 && cp <= 0xDFFF)) {
            s[o++] = s[i++];
            continue;
        }
        o += utf8_encode(cp, s + o);
        i += 7;
    }
    return o;
}

bool rich_done(RichText *t, Str *out)
{
    *out = (Str){"", 0};
    if (!buf_ok(&t->buf))
        return false;
    if (t->buf.n)
        *out = str_trim((Str){t->buf.s, xstring_decode(t->buf.s, t->buf.n)});
    return out->n <= FIELD_MAX;
}

/* ---- the table ---- */

typedef struct Reading {
    Strings *out;
    Arena *arena;
    size_t cap, bytes;
    RichText text;
    Xml *xml;
    bool in_si;
} Reading;

static bool on_start(void *self, const char *name, const char **atts, Err *e)
{
    Reading *r = self;

    (void)atts;
    (void)e;
    if (r->in_si) {
        rich_start(&r->text, name, xml_preserves(r->xml));
    } else if (strcmp(name, "si") == 0) {
        r->in_si = true;
        rich_begin(&r->text);
    }
    return true;
}

static bool on_end(void *self, const char *name, Err *e)
{
    Reading *r = self;
    Str s;

    if (!r->in_si)
        return true;
    if (strcmp(name, "si") != 0) {
        rich_end(&r->text, name);
        return true;
    }
    r->in_si = false;
    bool fits = rich_done(&r->text, &s);
    r->bytes += fits ? s.n : 0;
    if (r->out->n == XLSX_STRINGS_MAX || r->bytes > XLSX_STRING_BYTES_MAX)
        return zip_damaged(xml_zip(r->xml), e, "文字太多（至多一百万条、64 MiB），请分成几个文件",
                           "it holds too many texts (at most a million of 64 MiB in all), so split the file");
    ARENA_PUSH(r->arena, r->out->items, r->out->n, r->cap);
    r->out->items[r->out->n++] = fits ? (Str){str_dup(r->arena, s), s.n} : (Str){0};
    return true;
}

static bool on_text(void *self, const char *s, size_t n, Err *e)
{
    Reading *r = self;

    (void)e;
    if (r->in_si)
        rich_add(&r->text, s, n);
    return true;
}

bool strings_read(Zip *z, int entry, Arena *a, Strings *out, Err *e)
{
    static const XmlHandlers handlers = {on_start, on_end, on_text};
    Reading r = {.out = out, .arena = a, .text = rich_new()};
    bool done = false, ok = xml_open(z, entry, &handlers, &r, &r.xml, e) && xml_run(r.xml, &done, e);

    xml_free(&r.xml);
    rich_free(&r.text);
    return ok;
}
