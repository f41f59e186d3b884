/* Statistical periods: days, months, quarters, years, and the texts in which people write them. Dates are
 * integers yyyymmdd of the proleptic Gregorian calendar (20210930); 0 means none. No clock, no time zone. */
#pragma once
#include <stdint.h>

#include "base/text.h"

typedef enum Freq {
    FREQ_DAY,
    FREQ_MONTH,
    FREQ_QUARTER,
    FREQ_YEAR,
} Freq;

typedef struct Period {
    int16_t year;
    uint8_t freq;  /* Freq */
    uint8_t index; /* month 1..12 of a day or month, quarter 1..4; 0 of a year */
    uint8_t day;   /* 1..31 of a day; else 0 */
} Period;

/* What a figure of a period covers. */
typedef enum Basis {
    BASIS_MONTH,   /* 当月 */
    BASIS_QUARTER, /* 当季 */
    BASIS_YTD,     /* 累计: from January to the end of the period, which is a month */
    BASIS_YEAR,    /* 全年 */
    BASIS_POINT,   /* 时点: at the end of the period */
    BASES,
} Basis;

Period period_year(int year);
Period period_quarter(int year, int quarter);
Period period_month(int year, int month);
Period period_day(int date);
bool period_eq(Period a, Period b);
/* Order by last day, then coarser later: 2021-06 < 2021Q2. */
int period_cmp(Period a, Period b);
/* The i-th period after p (before, for negative i) of the same frequency. */
Period period_shift(Period p, int i);
int period_last_day(Period p);  /* yyyymmdd */
int period_first_day(Period p); /* yyyymmdd */
/* The month in which the period ends: 6 of 2021Q2, 12 of a year. */
int period_end_month(Period p);
/* Share of its year that has passed at the period's end, by months (by days for a day): 0.75 for September.
 */
double period_year_share(Period p);

/* One integer a period for the store: 20210000 a year, 20212200 the second quarter, 20210600 June, 20210630 a
 * day. */
int period_code(Period p);
bool period_from_code(int code, Period *p);

/* Reads 2021, 2021年, 2021Q2, 2021-Q2, 2021年二季度, 2021-06, 2021/6, 202106, 2021年6月, 2021-06-30,
 * 20210630, 2021年6月30日, 截至…, and the cumulative forms 2021-01~06, 2021年1-6月, 2021年1—6月,
 * 2021年上半年, 2021年前三季度, 2021年一季度累计: those set *basis to BASIS_YTD and give the last month.
 * *basis is left alone by the others. Years 1900..2199. False with a sentence in e. */
bool period_parse(Str text, Period *p, Basis *basis, Err *e);

enum { PERIOD_TEXT_MAX = 48 };
/* "2021-06", "2021Q2", "2021", "2021-06-30": reads back by period_parse. */
void period_text(Period p, char out[PERIOD_TEXT_MAX]);
/* As officials write it: ytd 2021-06 "2021年1–6月" / "Jan–Jun 2021"; month "2021年6月" / "June 2021"; quarter
 * "2021年二季度". */
void period_title(Period p, Basis basis, Lang lang, char out[PERIOD_TEXT_MAX]);
const char *basis_code(Basis b); /* "ytd" */
bool basis_parse(Str s, Basis *b);
const char *basis_name(Basis b, Lang lang); /* 累计 */

/* ---- dates ---- */
bool date_valid(int date);
int date_make(int year, int month, int day);
int date_days(int date); /* days since 1970-01-01 */
int date_from_days(int days);
/* Reads 2021-09-30, 2021/9/30, 20210930, 2021年9月30日. False when it is no real day. */
bool date_parse(Str text, int *date);
int date_or_none(const char *text); /* 0 when it is empty or no date */
enum { DATE_TEXT_MAX = 16 };
void date_text(int date, char out[DATE_TEXT_MAX]); /* "2021-09-30"; "" for 0 */
