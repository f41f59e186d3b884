#include "exchange/styles.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "exchange/xml.h"

/* ---- one format ---- */

/* What the placeholders of a format code show. */
typedef struct Seen {
    bool year, month, day, hour, second, number, percent, percent_sign;
} Seen;

static size_t behind(Str s, size_t i, char close)
{
    while (i < s.n && s.s[i] != close)
        i++;
    return i + 1;
}

static bool starts(Str s, size_t i, const char *word)
{
    size_t n = strlen(word);
    return s.n - i >= n && strncasecmp(s.s + i, word, n) == 0;
}

/* Words that contain letters of a date without being one; the bytes to step over. */
static size_t skip_word(Str s, size_t i)
{
    static const char *const words[] = {"General", "G/", "AM/PM", "A/P"};

    for (size_t k = 0; k < COUNT(words); k++)
        if (starts(s, i, words[k]))
            return strlen(words[k]);
    if ((s.s[i] == 'E' || s.s[i] == 'e') && i + 1 < s.n && (s.s[i + 1] == '+' || s.s[i + 1] == '-'))
        return 2;
    return 0;
}

static void see_placeholder(char c, Seen *seen)
{
    switch (c) {
    case 'y':
    case 'Y':
    case 'e': /* the year of an era */
    case 'E':
        seen->year = true;
        break;
    case 'm':
    case 'M':
        seen->month = true;
        break;
    case 'd':
    case 'D':
    case 'a': /* the day of the week */
    case 'A':
        seen->day = true;
        break;
    case 'h':
    case 'H':
        seen->hour = true;
        break;
    case 's':
    case 'S':
        seen->second = true;
        break;
    case '0':
    case '#':
    case '?':
        seen->number = true;
        break;
    case '%':
        seen->percent = true;
        break;
    default:
        break;
    }
}

/* [h], [mm], [ss], but not [Magenta]. */
static bool is_elapsed(Str inside)
{
    for (size_t i = 0; i < inside.n; i++)
        if ((inside.s[i] | ' ') != (inside.s[0] | ' '))
            return false;
    return inside.n && inside.s[0] && strchr("hmsHMS", inside.s[0]);
}

/* A quoted run, an escaped sign, a [bracket], a pad: the place behind it; i itself when there is none. */
static size_t skip_literal(Str s, size_t i, Seen *seen)
{
    size_t end = i;

    switch (s.s[i]) {
    case '"':
        end = behind(s, i + 1, '"');
        break;
    case '\\':
    case '_':
    case '*':
        end = i + 2;
        break;
    case '[':
        end = behind(s, i + 1, ']');
        seen->hour |= is_elapsed((Str){s.s + i + 1, (end <= s.n ? end - 1 : s.n) - i - 1});
        break;
    default:
        return i;
    }
    if (s.s[i] == '"' || s.s[i] == '\\')
        seen->percent_sign |= memchr(s.s + i, '%', (end < s.n ? end : s.n) - i) != NULL;
    return end;
}

NumberFormat format_of_code(Str s)
{
    Seen seen = {0};

    for (size_t i = 0; i < s.n && s.s[i] != ';';) {
        size_t next = skip_literal(s, i, &seen), word = next == i ? skip_word(s, i) : 0;
        if (next == i && !word)
            see_placeholder(s.s[i], &seen);
        i = next > i ? next : i + (word ? word : 1);
    }
    bool time = seen.hour || seen.second;
    if (seen.day || (seen.year && time))
        return FORMAT_DAY;
    if (seen.year || (seen.month && !time))
        return FORMAT_MONTH;
    if (seen.percent)
        return FORMAT_PERCENT;
    return seen.percent_sign && seen.number ? FORMAT_PERCENT_SIGN : FORMAT_PLAIN;
}

NumberFormat format_of_id(unsigned id)
{
    static const struct {
        unsigned char from, to, format;
    } ranges[] = {
        {9, 10, FORMAT_PERCENT}, {14, 16, FORMAT_DAY},   {17, 17, FORMAT_MONTH}, {22, 22, FORMAT_DAY},
        {27, 27, FORMAT_MONTH},  {28, 31, FORMAT_DAY},   {36, 36, FORMAT_MONTH}, {50, 50, FORMAT_MONTH},
        {51, 51, FORMAT_DAY},    {52, 52, FORMAT_MONTH}, {53, 54, FORMAT_DAY},   {57, 57, FORMAT_MONTH},
        {58, 58, FORMAT_DAY},
    };

    for (size_t i = 0; i < COUNT(ranges); i++)
        if (id >= ranges[i].from && id <= ranges[i].to)
            return (NumberFormat)ranges[i].format;
    return FORMAT_PLAIN;
}

/* ---- the part ---- */

typedef struct Custom {
    unsigned id;
    NumberFormat format;
} Custom;

typedef struct Reading {
    Zip *zip;
    Arena *arena;
    Custom *customs;
    size_t n_customs, cap_customs;
    unsigned *ids; /* number format of each cell style */
    size_t n_ids, cap_ids;
    bool in_cell_styles;
} Reading;

static unsigned id_of(const char **atts)
{
    const char *id = xml_attribute(atts, "numFmtId");
    return id ? (unsigned)strtoul(id, NULL, 10) : 0;
}

static bool on_start(void *self, const char *name, const char **atts, Err *e)
{
    Reading *r = self;
    const char *code = xml_attribute(atts, "formatCode");

    if (strcmp(name, "cellXfs") == 0)
        r->in_cell_styles = true;
    if (r->n_ids == XLSX_STYLES_MAX || r->n_customs == XLSX_STYLES_MAX)
        return zip_damaged(r->zip, e, "单元格样式超过 65536 种", "it has more than 65536 cell styles");
    if (strcmp(name, "numFmt") == 0 && code) {
        ARENA_PUSH(r->arena, r->customs, r->n_customs, r->cap_customs);
        r->customs[r->n_customs++] = (Custom){id_of(atts), format_of_code(str_of(code))};
    }
    if (strcmp(name, "xf") == 0 && r->in_cell_styles) {
        ARENA_PUSH(r->arena, r->ids, r->n_ids, r->cap_ids);
        r->ids[r->n_ids++] = id_of(atts);
    }
    return true;
}

static bool on_end(void *self, const char *name, Err *e)
{
    Reading *r = self;

    (void)e;
    if (strcmp(name, "cellXfs") == 0)
        r->in_cell_styles = false;
    return true;
}

static int by_id(const void *a, const void *b)
{
    const Custom *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

bool styles_read(Zip *z, int entry, Arena *a, Styles *out, Err *e)
{
    static const XmlHandlers handlers = {on_start, on_end, NULL};
    AUTO(arena_free) Arena *own = arena_new();
    Reading r = {.zip = z, .arena = own};

    TRY(xml_read(z, entry, &handlers, &r, e));
    if (r.n_customs)
        qsort(r.customs, r.n_customs, sizeof *r.customs, by_id);
    out->formats = NEW_N(a, unsigned char, r.n_ids + 1);
    out->n = r.n_ids;
    for (size_t i = 0; i < r.n_ids; i++) {
        Custom key = {.id = r.ids[i]};
        const Custom *c =
            r.n_customs ? bsearch(&key, r.customs, r.n_customs, sizeof *r.customs, by_id) : NULL;
        out->formats[i] = (unsigned char)(c ? c->format : format_of_id(r.ids[i]));
    }
    return true;
}
