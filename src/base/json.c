#include "base/json.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

Json json_to(Buf *out, int indent)
{
    return (Json){.out = out, .indent = indent};
}

bool json_ok(const Json *j)
{
    return j->depth == 0 && !j->key && buf_ok(j->out);
}

static void new_line(const Json *j)
{
    if (!j->indent)
        return;
    buf_char(j->out, '\n');
    for (int i = 0; i < j->depth * j->indent; i++)
        buf_char(j->out, ' ');
}

/* What stands before a member: a comma, a new line. */
static void before_member(Json *j)
{
    bool *some = &j->some[j->depth - 1];

    if (*some)
        buf_char(j->out, ',');
    *some = true;
    new_line(j);
}

static void before_value(Json *j)
{
    if (j->key) {
        j->key = false;
        return;
    }
    if (j->depth == 0)
        return;
    assert(!j->object[j->depth - 1]);
    before_member(j);
}

static void open_list(Json *j, bool object)
{
    before_value(j);
    assert(j->depth < JSON_DEPTH_MAX);
    j->object[j->depth] = object;
    j->some[j->depth++] = false;
    buf_char(j->out, object ? '{' : '[');
}

static void close_list(Json *j, bool object)
{
    assert(j->depth > 0 && j->object[j->depth - 1] == object && !j->key);
    j->depth--;
    if (j->some[j->depth])
        new_line(j);
    buf_char(j->out, object ? '}' : ']');
}

void json_begin_object(Json *j)
{
    open_list(j, true);
}

void json_end_object(Json *j)
{
    close_list(j, true);
}

void json_begin_array(Json *j)
{
    open_list(j, false);
}

void json_end_array(Json *j)
{
    close_list(j, false);
}

static void escaped(Buf *out, unsigned char c)
{
    static const char letters[] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r', ['"'] = '"', ['\\'] = '\\'};
    static const char hex[] = "0123456789abcdef";

    buf_char(out, '\\');
    if (c < sizeof letters && letters[c]) {
        buf_char(out, letters[c]);
        return;
    }
    buf_str(out, "u00");
    buf_char(out, hex[c >> 4]);
    buf_char(out, hex[c & 15]);
}

/* Runs that need no escape are copied whole. */
static void quoted(Buf *out, const char *s)
{
    const char *end = s + strlen(s), *from = s;

    buf_char(out, '"');
    while (s < end) {
        unsigned char c = (unsigned char)*s;
        const char *next = s;
        bool broken = c >= 0x80 && utf8_next(&next, end) == 0xFFFD && strncmp(s, "\xEF\xBF\xBD", 3) != 0;
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F && !broken) {
            s = c < 0x80 ? s + 1 : next;
            continue;
        }
        buf_add(out, from, (size_t)(s - from));
        if (broken)
            buf_str(out, "\xEF\xBF\xBD");
        else
            escaped(out, c);
        from = ++s;
    }
    buf_add(out, from, (size_t)(s - from));
    buf_char(out, '"');
}

void json_key(Json *j, const char *key)
{
    assert(j->depth > 0 && j->object[j->depth - 1] && !j->key);
    before_member(j);
    quoted(j->out, key);
    buf_str(j->out, j->indent ? ": " : ":");
    j->key = true;
}

void json_text(Json *j, const char *v)
{
    before_value(j);
    quoted(j->out, v);
}

void json_num(Json *j, double v)
{
    char text[NUM_TEXT_MAX];

    before_value(j);
    if (isfinite(v))
        buf_add(j->out, text, num_to_text(v, text));
    else
        buf_str(j->out, "null");
}

void json_int(Json *j, int64_t v)
{
    before_value(j);
    buf_i64(j->out, v);
}

void json_bool(Json *j, bool v)
{
    before_value(j);
    buf_str(j->out, v ? "true" : "false");
}

void json_unknown(Json *j)
{
    before_value(j);
    buf_str(j->out, "null");
}

void json_put_text(Json *j, const char *key, const char *v)
{
    json_key(j, key);
    json_text(j, v);
}

void json_put_num(Json *j, const char *key, double v)
{
    json_key(j, key);
    json_num(j, v);
}

void json_put_int(Json *j, const char *key, int64_t v)
{
    json_key(j, key);
    json_int(j, v);
}

void json_put_bool(Json *j, const char *key, bool v)
{
    json_key(j, key);
    json_bool(j, v);
}
