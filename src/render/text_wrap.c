#include <string.h>

#include "base/text.h"
#include "render/text_table.h"

static bool closes(uint32_t c)
{
    static const uint32_t marks[] = {0xFF0C, 0x3002, 0xFF1B, 0x3001, 0xFF1A, 0xFF09, 0x201D,
                                     '%',    ',',    '.',    ':',    ';',    ')'};

    for (size_t i = 0; i < COUNT(marks); i++)
        if (marks[i] == c)
            return true;
    return false;
}

/* May a line end between these two characters? */
static bool breaks(uint32_t before, uint32_t after)
{
    if (before == ' ')
        return true;
    bool wide = before >= 0x2E80 || after >= 0x2E80 || before == 0x3001;
    return wide && !closes(after) && before != 0xFF08 && before != 0x201C;
}

/* Bytes of the next line. */
static size_t line_of(const char *s, size_t n, size_t width)
{
    const char *p = s, *end = s + n;
    size_t best = 0, used = 0;
    uint32_t before = 0;

    while (p < end) {
        const char *at = p;
        uint32_t c = utf8_next(&p, end);
        char one[8] = "";
        memcpy(one, at, (size_t)(p - at) < sizeof one ? (size_t)(p - at) : 0);
        if (before && breaks(before, c))
            best = (size_t)(at - s);
        used += text_width(one);
        if (used > width && best)
            return best;
        before = c;
    }
    return n;
}

void text_wrap(Buf *out, const char *text, size_t width)
{
    size_t n = strlen(text);

    while (n > 0) {
        size_t k = line_of(text, n, width), shown = k;
        while (shown > 0 && text[shown - 1] == ' ')
            shown--;
        buf_add(out, text, shown);
        buf_char(out, '\n');
        text += k;
        n -= k;
    }
}
