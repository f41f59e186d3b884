#include "task/phrase.h"

#include <string.h>

#include "period/period.h"

static bool eat(Str *s, const char *word)
{
    size_t n = strlen(word);

    if (s->n < n || memcmp(s->s, word, n) != 0)
        return false;
    s->s += n;
    s->n -= n;
    return true;
}

static bool eat_any(Str *s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (eat(s, words[i]))
            return true;
    return false;
}

/* One digit, ASCII or full-width; -1: none. */
static int eat_digit(Str *s)
{
    const char *p = s->s, *end = s->s + s->n;
    uint32_t c = s->n ? utf8_next(&p, end) : 0;
    int d = c >= '0' && c <= '9' ? (int)(c - '0') : c >= 0xFF10 && c <= 0xFF19 ? (int)(c - 0xFF10) : -1;

    if (d >= 0)
        *s = (Str){p, (size_t)(end - p)};
    return d;
}

/* One to nine in Chinese; 0: none. */
static int eat_ideograph(Str *s)
{
    static const char *const digits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};

    for (size_t i = 0; i < COUNT(digits); i++)
        if (eat(s, digits[i]))
            return (int)i + 1;
    return 0;
}

/* 2021, 11, １１, 十一, 三十一. */
static bool eat_number(Str *s, int *out)
{
    int d, n = 0, digits = 0;

    while (digits < 4 && (d = eat_digit(s)) >= 0) {
        n = n * 10 + d;
        digits++;
    }
    if (!digits) {
        n = eat_ideograph(s);
        if (eat(s, "十"))
            n = (n ? n : 1) * 10 + eat_ideograph(s);
    }
    *out = n;
    return n > 0;
}

static bool eat_end(Str *s)
{
    return eat(s, "底") || eat(s, "末");
}

static bool eat_before(Str *s)
{
    static const char *const words[] = {"前", "之前", "以前"};

    return eat_any(s, words, COUNT(words));
}

static int month_end(int year, int month)
{
    return period_last_day(period_month(year + (month - 1) / 12, (month - 1) % 12 + 1));
}

typedef struct Reading {
    Str s;
    int year, month; /* of the meeting, until the words say another year */
    bool said_year, before;
} Reading;

static void read_year(Reading *r)
{
    static const char *const these[] = {"今年", "本年度", "本年", "当年"};
    Str s = r->s;
    int year;

    if (eat_any(&s, these, COUNT(these))) {
        r->said_year = true;
    } else if (eat(&s, "明年")) {
        r->said_year = true;
        r->year++;
    } else if (eat_number(&s, &year) && year >= 1900 && year <= 2199 && eat(&s, "年")) {
        r->said_year = true;
        r->year = year;
    }
    if (r->said_year)
        r->s = s;
}

/* 年底, 年末, 年内; behind a year 底 alone. */
static int read_year_end(Reading *r)
{
    Str s = r->s;
    bool found = (eat(&s, "年") && (eat_end(&s) || eat(&s, "内")));

    if (!found && r->said_year) {
        s = r->s;
        found = eat_end(&s);
    }
    if (!found)
        return 0;
    r->s = s;
    return r->year * 10000 + 1231;
}

/* 月底, 本月底, 下个月底, 季度末, 本季度末, 四季度末. */
static int read_this(Reading *r)
{
    Str s = r->s;
    int ahead = eat(&s, "下"), quarter = (r->month + 2) / 3 + ahead;
    bool month = false, is_this = ahead || eat(&s, "本") || eat(&s, "当");

    if (ahead)
        (void)eat(&s, "个");
    if (eat(&s, "月"))
        month = true;
    else if (!is_this && !eat_number(&s, &quarter))
        quarter = (r->month + 2) / 3;
    if ((!month && (quarter < 1 || quarter > 4 + ahead || !eat(&s, "季度"))) || !eat_end(&s))
        return 0;
    r->s = s;
    return month_end(r->year, month ? r->month + ahead : quarter * 3);
}

/* 11月底, 10月20日前. */
static int read_month(Reading *r)
{
    Str s = r->s;
    int month, day;

    if (!eat_number(&s, &month) || month > 12 || !eat(&s, "月"))
        return 0;
    (void)eat(&s, "份");
    int date = 0;
    if (eat_end(&s)) {
        date = month_end(r->year, month);
    } else if (eat_number(&s, &day) && (eat(&s, "日") || eat(&s, "号"))) {
        Str behind = s;
        date = eat_before(&behind) ? date_make(r->year, month, day) : 0;
    }
    if (!date_valid(date))
        return 0;
    r->s = s;
    return date;
}

/* A date at the beginning of the text; *used: bytes of it, 0 when there is none. */
static int read_at(Str text, int held_on, size_t *used)
{
    static int (*const readers[])(Reading *) = {read_year_end, read_month, read_this};
    Reading r = {.s = text, .year = held_on / 10000, .month = held_on / 100 % 100};
    int date = 0;

    read_year(&r);
    for (size_t i = 0; i < COUNT(readers) && !date; i++)
        date = readers[i](&r);
    *used = date ? text.n - r.s.n : 0;
    r.before = date && eat_before(&r.s);
    if (date >= held_on)
        return date;
    int next =
        date && !r.said_year && r.before ? date_make(date / 10000 + 1, date / 100 % 100, date % 100) : 0;
    return date_valid(next) ? next : 0;
}

/* What stands before 年底, 月底 or 季度末 may make it another one: 去年底, 每个月底, 近三年内. */
static bool is_other(uint32_t before, Str text)
{
    static const char *const words[] = {"去", "上", "前", "往", "每", "近", "半", "个"};
    char word[4];
    Str s = {word, utf8_encode(before, word)};
    int number;

    if (!before || !(eat(&text, "年") || eat(&text, "月") || eat(&text, "季度")))
        return false;
    return eat_any(&s, words, COUNT(words)) || eat_digit(&s) >= 0 || eat_number(&s, &number);
}

int phrase_due(Str text, int held_on)
{
    const char *p = text.s, *end = text.s + text.n;
    uint32_t before = 0;

    while (p < end) {
        Str rest = {p, (size_t)(end - p)};
        size_t used = 0;
        int date = is_other(before, rest) ? 0 : read_at(rest, held_on, &used);
        if (date)
            return date;
        if (used) {
            p += used;
            before = 0;
            continue;
        }
        before = utf8_next(&p, end);
    }
    return 0;
}
