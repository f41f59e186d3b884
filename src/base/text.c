#include "base/text.h"

#include <string.h>

Str str_of(const char *s)
{
    return (Str){s, strlen(s)};
}

bool str_eq(Str a, const char *b)
{
    size_t n = strlen(b);

    return a.n == n && (n == 0 || memcmp(a.s, b, n) == 0);
}

/* Bytes of the blank that begins at s: ASCII blanks, NBSP, the ideographic space, the byte order mark; 0 for
 * none. */
static size_t blank_at(const char *s, size_t n)
{
    if (n >= 1 && (*s == ' ' || *s == '\t' || *s == '\r' || *s == '\n'))
        return 1;
    if (n >= 2 && memcmp(s, "\xC2\xA0", 2) == 0)
        return 2;
    if (n >= 3 && (memcmp(s, "\xE3\x80\x80", 3) == 0 || memcmp(s, "\xEF\xBB\xBF", 3) == 0))
        return 3;
    return 0;
}

Str str_trim(Str s)
{
    size_t k;

    while ((k = blank_at(s.s, s.n)) > 0) {
        s.s += k;
        s.n -= k;
    }
    for (;;) {
        if (s.n >= 1 && blank_at(s.s + s.n - 1, 1) == 1)
            s.n -= 1;
        else if (s.n >= 2 && blank_at(s.s + s.n - 2, 2) == 2)
            s.n -= 2;
        else if (s.n >= 3 && blank_at(s.s + s.n - 3, 3) == 3)
            s.n -= 3;
        else
            return s;
    }
}

char *str_dup(Arena *a, Str s)
{
    return arena_strndup(a, s.s, s.n);
}

/* Length of the sequence that a lead byte announces; 0 for a byte that cannot lead. */
static size_t sequence_length(unsigned char c)
{
    if (c < 0x80)
        return 1;
    if (c >= 0xC2 && c < 0xE0)
        return 2;
    if (c >= 0xE0 && c < 0xF0)
        return 3;
    return c >= 0xF0 && c < 0xF5 ? 4 : 0;
}

uint32_t utf8_next(const char **p, const char *end)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *s = (const unsigned char *)*p;
    size_t n = sequence_length(*s);

    if (n == 1) {
        *p += 1;
        return *s;
    }
    if (n == 0 || (size_t)(end - *p) < n) {
        *p += 1;
        return 0xFFFD;
    }
    uint32_t cp = *s & (0x7Fu >> n);
    for (size_t i = 1; i < n; i++) {
        if ((s[i] & 0xC0) != 0x80) {
            *p += 1;
            return 0xFFFD;
        }
        cp = cp << 6 | (s[i] & 0x3F);
    }
    bool bad = cp < least[n] || (cp >= 0xD800 && cp < 0xE000) || cp > 0x10FFFF;
    *p += bad ? 1 : n;
    return bad ? 0xFFFD : cp;
}

bool utf8_valid(const char *s, size_t n)
{
    const char *end = s + n;

    while (s < end) {
        /* Long runs of ASCII, eight bytes at a time. */
        uint64_t w;
        if (end - s >= 8 && (memcpy(&w, s, 8), (w & 0x8080808080808080u) == 0)) {
            s += 8;
            continue;
        }
        const char *was = s;
        if (utf8_next(&s, end) == 0xFFFD && (s - was != 3 || memcmp(was, "\xEF\xBF\xBD", 3) != 0))
            return false;
    }
    return true;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

void utf8_trim_broken_tail(char *s)
{
    size_t n = strlen(s), i = n;

    while (i > 0 && n - i < 4 && ((unsigned char)s[i - 1] & 0xC0) == 0x80)
        i--;
    if (i == 0)
        return;
    size_t want = sequence_length((unsigned char)s[i - 1]);
    if (want > 1 && n - (i - 1) < want)
        s[i - 1] = '\0';
}

/* East Asian Width W and F of UAX #11 (Unicode 15), the blocks that occur in text; ambiguous ones count as 1,
 * as terminals do outside CJK locales, but for the few signs below that Chinese tables use and Chinese fonts
 * draw wide. */
static int width_of(uint32_t cp)
{
    static const struct {
        uint32_t from, to;
    } wide[] = {{0x1100, 0x115F}, {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},
                {0x4E00, 0x9FFF}, {0xA000, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
                {0xF900, 0xFAFF}, {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
                {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};

    if (cp < 0x300)
        return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ? 0 : 1;
    if (cp < 0x370 || cp == 0x200B || (cp >= 0x20D0 && cp < 0x2100) || (cp >= 0xFE00 && cp < 0xFE10))
        return 0;
    for (size_t i = 0; i < COUNT(wide) && cp >= wide[i].from; i++)
        if (cp <= wide[i].to)
            return 2;
    return 1;
}

size_t text_width(const char *s)
{
    const char *end = s + strlen(s);
    size_t w = 0;

    while (s < end)
        w += (size_t)width_of(utf8_next(&s, end));
    return w;
}

size_t text_fit(const char *s, size_t columns)
{
    const char *p = s, *end = s + strlen(s);
    size_t w = 0;

    while (p < end) {
        const char *next = p;
        w += (size_t)width_of(utf8_next(&next, end));
        if (w > columns)
            break;
        p = next;
    }
    return (size_t)(p - s);
}

char *text_halfwidth(Arena *a, Str s)
{
    char *out = arena_alloc(a, s.n + 1, 1), *o = out;
    const char *p = s.s, *end = s.s + s.n;

    while (p < end) {
        const char *was = p;
        uint32_t cp = utf8_next(&p, end);
        if (cp >= 0xFF01 && cp <= 0xFF5E)
            *o++ = (char)(cp - 0xFF01 + '!');
        else if (cp == 0x3000)
            *o++ = ' ';
        else {
            memcpy(o, was, (size_t)(p - was));
            o += p - was;
        }
    }
    *o = '\0';
    return out;
}

enum { DISTANCE_MAX = 96 };

static size_t code_points(const char *s, uint32_t out[DISTANCE_MAX])
{
    const char *end = s + strlen(s);
    size_t n = 0;

    while (s < end && n < DISTANCE_MAX)
        out[n++] = utf8_next(&s, end);
    return n;
}

static size_t least_of(size_t a, size_t b, size_t c)
{
    size_t m = a < b ? a : b;

    return m < c ? m : c;
}

size_t text_distance(const char *a, const char *b, size_t limit)
{
    uint32_t x[DISTANCE_MAX], y[DISTANCE_MAX];
    size_t n = code_points(a, x), m = code_points(b, y);
    size_t rows[3][DISTANCE_MAX + 1], *before = rows[0], *last = rows[1], *now = rows[2];

    if ((n > m ? n - m : m - n) > limit)
        return limit + 1;
    for (size_t j = 0; j <= m; j++)
        last[j] = before[j] = j;
    for (size_t i = 1; i <= n; i++) {
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            now[j] = least_of(last[j] + 1, now[j - 1] + 1, last[j - 1] + (x[i - 1] != y[j - 1]));
            bool swapped = i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1];
            if (swapped && before[j - 2] + 1 < now[j])
                now[j] = before[j - 2] + 1;
        }
        size_t *free_row = before;
        before = last;
        last = now;
        now = free_row;
    }
    return last[m] > limit ? limit + 1 : last[m];
}

size_t text_split(Arena *a, const char *list, const char ***out)
{
    size_t n = 0, cap = 0;

    *out = NULL;
    while (*list) {
        size_t k = strcspn(list, ";");
        Str part = str_trim((Str){list, k});
        list += k + (list[k] == ';');
        if (!part.n)
            continue;
        ARENA_PUSH(a, *out, n, cap);
        (*out)[n++] = str_dup(a, part);
    }
    return n;
}
