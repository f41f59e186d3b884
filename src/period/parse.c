/* The texts in which people write periods and dates. One small scanner over half-width, blank-free text. */
#include "period/period.h"

#include <stdio.h>
#include <string.h>

enum { TEXT_MAX = 64, FIRST_YEAR = 1900, LAST_YEAR = 2199 };

/* Copies text with full-width forms narrowed, every dash and tilde as '-', slashes and dots as '-', blanks
 * dropped. */
static bool normalise(Str text, char out[TEXT_MAX])
{
    const char *p = text.s, *end = text.s + text.n;
    size_t n = 0;

    while (p < end) {
        const char *was = p;
        uint32_t cp = utf8_next(&p, end);
        if (cp >= 0xFF01 && cp <= 0xFF5E)
            cp = cp - 0xFF01 + '!';
        if (cp == ' ' || cp == 0x3000 || cp == 0xA0 || cp == '\t')
            continue;
        if (n + 5 >= TEXT_MAX || cp == 0)
            return false;
        bool dash = cp == '/' || cp == '.' || cp == 0x2010 || cp == 0x2011 || cp == 0x2212;
        bool tilde = (cp >= 0x2012 && cp <= 0x2015) || cp == 0x301C || cp == 0x223C;
        if (dash || tilde || cp < 0x80) {
            out[n++] = dash ? '-' : tilde ? '~' : (char)cp;
            continue;
        }
        memcpy(out + n, was, (size_t)(p - was));
        n += (size_t)(p - was);
    }
    out[n] = '\0';
    return n > 0;
}

/* Takes a literal from the front of *p. */
static bool take(const char **p, const char *lit)
{
    size_t n = strlen(lit);

    if (strncmp(*p, lit, n) != 0)
        return false;
    *p += n;
    return true;
}

/* Takes a number of least..most digits. */
static bool take_number(const char **p, int least, int most, int *v)
{
    int n = 0;

    *v = 0;
    while (n < most && (*p)[n] >= '0' && (*p)[n] <= '9')
        *v = *v * 10 + (*p)[n++] - '0';
    *p += n;
    return n >= least;
}

/* Takes 一二三四, 1-4 or Q1-Q4. */
static bool take_quarter_number(const char **p, int *q)
{
    static const char *const zh[] = {"一", "二", "三", "四"};

    for (int i = 0; i < 4; i++) {
        if (take(p, zh[i])) {
            *q = i + 1;
            return true;
        }
    }
    return take_number(p, 1, 1, q) && *q >= 1 && *q <= 4;
}

typedef struct Found {
    Period period;
    bool ytd;
} Found;

static bool at_end(const char *p)
{
    return *p == '\0';
}

/* Behind a year: Q2, -Q2, 第二季度, 二季度, 一季度累计. */
static bool rest_is_quarter(const char *p, int year, Found *f)
{
    int q;
    bool zh = false;

    take(&p, "-");
    if (take(&p, "Q") || take(&p, "q")) {
        if (!take_number(&p, 1, 1, &q))
            return false;
    } else {
        take(&p, "第");
        zh = true;
        if (!take_quarter_number(&p, &q) || !take(&p, "季度"))
            return false;
    }
    f->ytd = zh && take(&p, "累计");
    if (q < 1 || q > 4 || !at_end(p) || (f->ytd && q != 1))
        return false;
    f->period = f->ytd ? period_month(year, 3) : period_quarter(year, q);
    return true;
}

/* Behind a year: 上半年, 前三季度, 全年. */
static bool rest_is_span_word(const char *p, int year, Found *f)
{
    static const struct {
        const char *word;
        int month;
    } spans[] = {{"上半年", 6}, {"前二季度", 6}, {"前两季度", 6}, {"前三季度", 9}, {"前3季度", 9}};

    for (size_t i = 0; i < COUNT(spans); i++) {
        if (strcmp(p, spans[i].word) != 0)
            continue;
        *f = (Found){period_month(year, spans[i].month), true};
        return true;
    }
    return false;
}

/* Behind a year and its separator: "1-6月", "01-06": the cumulative form. */
static bool rest_is_span(const char *p, int year, bool zh, Found *f)
{
    int first, last;

    if (!take_number(&p, 1, 2, &first) || (zh && !take(&p, "月") && *p != '-' && *p != '~') ||
        !(take(&p, "~") || (zh && take(&p, "-"))) || !take_number(&p, 1, 2, &last))
        return false;
    bool closed = zh ? take(&p, "月") : true;
    take(&p, "累计");
    if (!closed || !at_end(p) || first != 1 || last < 2 || last > 12)
        return false;
    *f = (Found){period_month(year, last), true};
    return true;
}

/* Behind a year and its separator: a month, or a month and a day. */
static bool rest_is_month_or_day(const char *p, int year, bool zh, Found *f)
{
    int month, day;

    if (!take_number(&p, 1, 2, &month) || month < 1 || month > 12)
        return false;
    if (zh && !take(&p, "月"))
        return false;
    if (zh && (take(&p, "末") || take(&p, "底")) && at_end(p)) {
        *f = (Found){period_month(year, month), false};
        return true;
    }
    if (at_end(p)) {
        *f = (Found){period_month(year, month), false};
        return true;
    }
    if (!zh && !take(&p, "-"))
        return false;
    if (!take_number(&p, 1, 2, &day))
        return false;
    if (zh && !take(&p, "日"))
        return false;
    int date = date_make(year, month, day);
    if (!at_end(p) || day > 31 || !date_valid(date))
        return false;
    *f = (Found){period_day(date), false};
    return true;
}

/* 202106 and 20210630: no separator. */
static bool rest_is_digits(const char *p, int year, Found *f)
{
    int month, day;

    if (!take_number(&p, 2, 2, &month) || month < 1 || month > 12)
        return false;
    if (at_end(p)) {
        *f = (Found){period_month(year, month), false};
        return true;
    }
    if (!take_number(&p, 2, 2, &day) || !at_end(p) || !date_valid(date_make(year, month, day)))
        return false;
    *f = (Found){period_day(date_make(year, month, day)), false};
    return true;
}

static bool parse(const char *p, Found *f)
{
    int year;

    *f = (Found){0};
    take(&p, "截至");
    if (!take_number(&p, 4, 4, &year) || year < FIRST_YEAR || year > LAST_YEAR)
        return false;
    bool zh = take(&p, "年");
    if (at_end(p) || (zh && (strcmp(p, "度") == 0 || strcmp(p, "末") == 0 || strcmp(p, "全年") == 0))) {
        f->period = period_year(year);
        return true;
    }
    if (rest_is_quarter(p, year, f) || (zh && rest_is_span_word(p, year, f)))
        return true;
    if (!zh && *p != '-')
        return rest_is_digits(p, year, f);
    if (!zh)
        p++;
    return rest_is_span(p, year, zh, f) || rest_is_month_or_day(p, year, zh, f);
}

bool period_parse(Str text, Period *p, Basis *basis, Err *e)
{
    char t[TEXT_MAX] = "";
    Found f;

    if (!normalise(str_trim(text), t) || !parse(t, &f))
        return ERR(e, ERR_INVALID, "“%.*s”不是时期；请写成 2021-06、2021-01~06、2021Q2、2021 或 2021-06-30",
                   "\"%.*s\" is not a period; write 2021-06, 2021-01~06, 2021Q2, 2021 or 2021-06-30",
                   (int)(text.n > 60 ? 60 : text.n), text.s);
    *p = f.period;
    if (f.ytd)
        *basis = BASIS_YTD;
    return true;
}

bool date_parse(Str text, int *date)
{
    char t[TEXT_MAX] = "";
    Found f;

    if (!normalise(str_trim(text), t) || !parse(t, &f) || f.period.freq != FREQ_DAY)
        return false;
    *date = period_last_day(f.period);
    return true;
}

int date_or_none(const char *text)
{
    int date = 0;

    return *text && date_parse(str_of(text), &date) ? date : 0;
}
