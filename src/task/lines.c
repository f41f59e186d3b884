/* Lines of canonical texts: one a field. */
#include <string.h>

#include "task/card.h"

static const struct {
    char plain, letter;
} escapes[] = {{'\\', '\\'}, {'\n', 'n'}, {'\r', 'r'}};

static const char *escape_of(char c, bool read)
{
    for (size_t i = 0; i < COUNT(escapes); i++)
        if (c == (read ? escapes[i].letter : escapes[i].plain))
            return read ? &escapes[i].plain : &escapes[i].letter;
    return NULL;
}

void line_put(Buf *out, const char *key, const char *value)
{
    buf_str(out, key);
    buf_char(out, ' ');
    for (const char *c = value; *c; c++) {
        const char *letter = escape_of(*c, false);
        if (letter)
            buf_char(out, '\\');
        buf_char(out, letter ? *letter : *c);
    }
    buf_char(out, '\n');
}

void line_put_int(Buf *out, const char *key, int64_t value)
{
    buf_printf(out, "%s %lld\n", key, (long long)value);
}

void line_put_list(Buf *out, const char *key, const char *const *codes, size_t n)
{
    buf_printf(out, "%s ", key);
    for (size_t i = 0; i < n; i++)
        buf_printf(out, i ? ";%s" : "%s", codes[i]);
    buf_char(out, '\n');
}

bool line_next(Str *text, Arena *a, const char **key, const char **value)
{
    const char *end = text->n ? memchr(text->s, '\n', text->n) : NULL;
    const char *blank = end ? memchr(text->s, ' ', (size_t)(end - text->s)) : NULL;

    if (!blank)
        return false;
    *key = arena_strndup(a, text->s, (size_t)(blank - text->s));
    char *to = arena_alloc(a, (size_t)(end - blank), 1);
    *value = to;
    for (const char *c = blank + 1; c < end; c++) {
        const char *plain = *c == '\\' && c + 1 < end ? escape_of(c[1], true) : NULL;
        *to++ = plain ? *plain : *c;
        c += plain != NULL;
    }
    text->n -= (size_t)(end + 1 - text->s);
    text->s = end + 1;
    return true;
}
