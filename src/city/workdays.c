#include "city/workdays.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "city/records.h"
#include "period/period.h"

enum { FIRST_MONDAY = 4 }; /* 1970-01-05 */

/* 0 Monday ... 6 Sunday. */
static int weekday(int day)
{
    return ((day - FIRST_MONDAY) % 7 + 7) % 7;
}

/* Mondays to Fridays up to and with the day, counted from 1970-01-05 (negative before it). */
static int weekdays_to(int day)
{
    int in_week = weekday(day), weeks = (day - FIRST_MONDAY - in_week) / 7;

    return 5 * weeks + (in_week < 5 ? in_week + 1 : 5);
}

static int by_day(const void *a, const void *b)
{
    const SpecialDay *x = a, *y = b;

    return (x->day > y->day) - (x->day < y->day);
}

bool workdays_load(Store *s, int64_t city, int as_of, Arena *a, Workdays *out, Err *e)
{
    Records r;
    int sum = 0;

    TRY(records_load(s, &(RecordsKey){city, "calendar", as_of, 0}, a, &r, e));
    *out = (Workdays){NEW_N(a, SpecialDay, r.n + 1), r.n};
    for (size_t i = 0; i < r.n; i++)
        out->items[i] = (SpecialDay){.day = date_days(date_or_none(RECORD(&r, i, "date"))),
                                     .work = strcmp(RECORD(&r, i, "status"), "work") == 0};
    qsort(out->items, out->n, sizeof *out->items, by_day);
    for (size_t i = 0; i < out->n; i++) {
        sum += out->items[i].work - (weekday(out->items[i].day) < 5);
        out->items[i].sum = sum;
    }
    return true;
}

/* How many of the table's days are not after this one. */
static size_t specials_to(const Workdays *w, int day)
{
    size_t low = 0, high = w->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (w->items[middle].day <= day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Working days up to and with the day, counted as weekdays_to does. */
static int worked_to(const Workdays *w, int day)
{
    size_t k = specials_to(w, day);

    return weekdays_to(day) + (k ? w->items[k - 1].sum : 0);
}

bool workday_is(const Workdays *w, int date)
{
    int day = date_days(date);
    size_t k = specials_to(w, day);

    return k && w->items[k - 1].day == day ? w->items[k - 1].work : weekday(day) < 5;
}

int workday_shift(const Workdays *w, int date, int n)
{
    assert(abs(n) <= WORKDAY_SHIFT_MAX);
    if (n == 0)
        return date;
    int day = date_days(date);
    /* The wanted day is the first with so many working days up to it. */
    int wanted = n > 0 ? worked_to(w, day) + n : worked_to(w, day - 1) + n + 1;
    int reach = 7 * ((abs(n) + (int)w->n) / 5 + 2); /* each of the table's days takes at most one away */
    int low = n > 0 ? day : day - reach, high = n > 0 ? day + reach : day;

    while (low < high) {
        int middle = low + (high - low) / 2;
        if (worked_to(w, middle) >= wanted)
            high = middle;
        else
            low = middle + 1;
    }
    return date_from_days(low);
}

int workdays_between(const Workdays *w, int from, int to)
{
    int first = date_days(from), last = date_days(to);

    return last < first ? 0 : worked_to(w, last) - worked_to(w, first - 1);
}

bool workday_known_year(const Workdays *w, int year)
{
    size_t before = specials_to(w, date_days(date_make(year - 1, 12, 31)));

    return specials_to(w, date_days(date_make(year, 12, 24))) > before;
}
