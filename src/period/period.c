#include "period/period.h"

#include <stdio.h>
#include <string.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 2199, QUARTER_BASE = 20 };

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

Period period_year(int year)
{
    return (Period){.year = (int16_t)year, .freq = FREQ_YEAR};
}

Period period_quarter(int year, int quarter)
{
    return (Period){.year = (int16_t)year, .freq = FREQ_QUARTER, .index = (uint8_t)quarter};
}

Period period_month(int year, int month)
{
    return (Period){.year = (int16_t)year, .freq = FREQ_MONTH, .index = (uint8_t)month};
}

Period period_day(int date)
{
    return (Period){.year = (int16_t)(date / 10000),
                    .freq = FREQ_DAY,
                    .index = (uint8_t)(date / 100 % 100),
                    .day = (uint8_t)(date % 100)};
}

bool period_eq(Period a, Period b)
{
    return a.year == b.year && a.freq == b.freq && a.index == b.index && a.day == b.day;
}

int period_cmp(Period a, Period b)
{
    int x = period_last_day(a), y = period_last_day(b);

    if (x != y)
        return x < y ? -1 : 1;
    return (a.freq > b.freq) - (a.freq < b.freq);
}

/* Quotient rounded towards minus infinity, so that periods before the year 0 of an index shift rightly too.
 */
static int floor_div(int a, int b)
{
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

Period period_shift(Period p, int i)
{
    int per_year = p.freq == FREQ_MONTH ? 12 : 4;

    if (p.freq == FREQ_DAY)
        return period_day(date_from_days(date_days(period_last_day(p)) + i));
    if (p.freq == FREQ_YEAR)
        return period_year(p.year + i);
    int n = p.year * per_year + p.index - 1 + i;
    p.year = (int16_t)floor_div(n, per_year);
    p.index = (uint8_t)(n - p.year * per_year + 1);
    return p;
}

int period_end_month(Period p)
{
    switch ((Freq)p.freq) {
    case FREQ_QUARTER:
        return p.index * 3;
    case FREQ_YEAR:
        return 12;
    case FREQ_DAY:
    case FREQ_MONTH:
        break;
    }
    return p.index;
}

int period_last_day(Period p)
{
    int month = period_end_month(p);

    return date_make(p.year, month, p.freq == FREQ_DAY ? p.day : month_days(p.year, month));
}

int period_first_day(Period p)
{
    if (p.freq == FREQ_DAY)
        return period_last_day(p);
    if (p.freq == FREQ_MONTH)
        return date_make(p.year, p.index, 1);
    return date_make(p.year, p.freq == FREQ_QUARTER ? p.index * 3 - 2 : 1, 1);
}

double period_year_share(Period p)
{
    if (p.freq != FREQ_DAY)
        return period_end_month(p) / 12.0;
    int year_end = date_days(date_make(p.year, 12, 31)), year_start = date_days(date_make(p.year, 1, 1));
    return (date_days(period_last_day(p)) - year_start + 1.0) / (year_end - year_start + 1.0);
}

int period_code(Period p)
{
    int within = p.freq == FREQ_QUARTER ? QUARTER_BASE + p.index : p.index;

    return p.year * 10000 + within * 100 + p.day;
}

bool period_from_code(int code, Period *p)
{
    int year = code / 10000, within = code / 100 % 100, day = code % 100;

    if (year < FIRST_YEAR || year > LAST_YEAR)
        return false;
    if (within == 0 && day == 0)
        *p = period_year(year);
    else if (within > QUARTER_BASE && within <= QUARTER_BASE + 4 && day == 0)
        *p = period_quarter(year, within - QUARTER_BASE);
    else if (within >= 1 && within <= 12 && day == 0)
        *p = period_month(year, within);
    else if (date_valid(code))
        *p = period_day(code);
    else
        return false;
    return true;
}

void period_text(Period p, char out[PERIOD_TEXT_MAX])
{
    switch ((Freq)p.freq) {
    case FREQ_YEAR:
        snprintf(out, PERIOD_TEXT_MAX, "%d", p.year);
        return;
    case FREQ_QUARTER:
        snprintf(out, PERIOD_TEXT_MAX, "%dQ%d", p.year, p.index);
        return;
    case FREQ_MONTH:
        snprintf(out, PERIOD_TEXT_MAX, "%d-%02d", p.year, p.index);
        return;
    case FREQ_DAY:
        snprintf(out, PERIOD_TEXT_MAX, "%d-%02d-%02d", p.year, p.index, p.day);
    }
}

static void title_zh(Period p, Basis basis, char *out)
{
    static const char *const quarter[] = {"", "一", "二", "三", "四"};

    if (basis == BASIS_YTD && p.freq == FREQ_MONTH && p.index == 1)
        snprintf(out, PERIOD_TEXT_MAX, "%d年1月", p.year);
    else if (basis == BASIS_YTD && p.freq == FREQ_MONTH)
        snprintf(out, PERIOD_TEXT_MAX, "%d年1–%d月", p.year, p.index);
    else if (p.freq == FREQ_DAY)
        snprintf(out, PERIOD_TEXT_MAX, "%d年%d月%d日", p.year, p.index, p.day);
    else if (p.freq == FREQ_QUARTER)
        snprintf(out, PERIOD_TEXT_MAX, "%d年%s季度", p.year, quarter[p.index % 5]);
    else if (p.freq == FREQ_MONTH)
        snprintf(out, PERIOD_TEXT_MAX, basis == BASIS_POINT ? "%d年%d月末" : "%d年%d月", p.year, p.index);
    else
        snprintf(out, PERIOD_TEXT_MAX, basis == BASIS_POINT ? "%d年末" : "%d年", p.year);
}

static void title_en(Period p, Basis basis, char *out)
{
    static const char *const month[] = {"",        "January",  "February", "March",  "April",
                                        "May",     "June",     "July",     "August", "September",
                                        "October", "November", "December"};
    const char *name = month[p.index % 13];

    if (basis == BASIS_YTD && p.freq == FREQ_MONTH && p.index > 1)
        snprintf(out, PERIOD_TEXT_MAX, "Jan–%.3s %d", name, p.year);
    else if (p.freq == FREQ_DAY)
        snprintf(out, PERIOD_TEXT_MAX, "%d %s %d", p.day, name, p.year);
    else if (p.freq == FREQ_QUARTER)
        snprintf(out, PERIOD_TEXT_MAX, "Q%d %d", p.index, p.year);
    else if (p.freq == FREQ_MONTH)
        snprintf(out, PERIOD_TEXT_MAX, basis == BASIS_POINT ? "end of %s %d" : "%s %d", name, p.year);
    else
        snprintf(out, PERIOD_TEXT_MAX, basis == BASIS_POINT ? "end of %d" : "%d", p.year);
}

void period_title(Period p, Basis basis, Lang lang, char out[PERIOD_TEXT_MAX])
{
    if (lang == LANG_EN)
        title_en(p, basis, out);
    else
        title_zh(p, basis, out);
}

static const struct {
    const char *code, *zh, *en;
} basis_table[BASES] = {
    [BASIS_MONTH] = {"month", "当月", "month"},         [BASIS_QUARTER] = {"quarter", "当季", "quarter"},
    [BASIS_YTD] = {"ytd", "累计", "year to date"},      [BASIS_YEAR] = {"year", "全年", "year"},
    [BASIS_POINT] = {"point", "时点", "end of period"},
};

const char *basis_code(Basis b)
{
    return basis_table[b].code;
}

const char *basis_name(Basis b, Lang lang)
{
    return TEXT(lang, basis_table[b].zh, basis_table[b].en);
}

bool basis_parse(Str s, Basis *b)
{
    for (int i = 0; i < BASES; i++) {
        if (!str_eq(s, basis_table[i].code) && !str_eq(s, basis_table[i].zh))
            continue;
        *b = (Basis)i;
        return true;
    }
    return false;
}

/* ---- dates ---- */

bool date_valid(int date)
{
    int y = date / 10000, m = date / 100 % 100, d = date % 100;

    return y >= FIRST_YEAR && y <= LAST_YEAR && m >= 1 && m <= 12 && d >= 1 && d <= month_days(y, m);
}

int date_make(int year, int month, int day)
{
    return year * 10000 + month * 100 + day;
}

/* Days from civil, after H. Hinnant's algorithm for the proleptic Gregorian calendar: years begin in March.
 */
int date_days(int date)
{
    int y = date / 10000, m = date / 100 % 100, d = date % 100;

    y -= m <= 2;
    int era = floor_div(y, 400);
    int yoe = y - era * 400;
    int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

int date_from_days(int days)
{
    int z = days + 719468, era = floor_div(z, 146097), doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    int m = mp + (mp < 10 ? 3 : -9);

    return date_make(yoe + era * 400 + (m <= 2), m, doy - (153 * mp + 2) / 5 + 1);
}

void date_text(int date, char out[DATE_TEXT_MAX])
{
    out[0] = '\0';
    if (date)
        snprintf(out, DATE_TEXT_MAX, "%04d-%02d-%02d", date / 10000 % 10000, date / 100 % 100, date % 100);
}
