/* The working calendar: Monday to Friday, save where the city's calendar.csv says otherwise (official
 * holidays, and the weekends that are worked for them). Dates are yyyymmdd. Loaded once as known on a day;
 * then every question is answered from an array sorted by day, without the store. */
#pragma once
#include "base/arena.h"
#include "store/store.h"

/* A day of which the table speaks. */
typedef struct SpecialDay {
    int day; /* since 1970-01-01 */
    int sum; /* working days up to and with this one, less those that Monday to Friday alone would make */
    bool work;
} SpecialDay;

typedef struct Workdays {
    SpecialDay *items; /* by day */
    size_t n;
} Workdays;

enum { WORKDAY_SHIFT_MAX = 100000 }; /* most working days of one shift: some 380 years */

/* The calendar as known on as_of (0: now); empty where the city has none: then Monday to Friday are worked.
 * Cost: O(n log n) of the table's rows. */
MUST_USE bool workdays_load(Store *s, int64_t city, int as_of, Arena *a, Workdays *out, Err *e);
/* Is the day worked? Cost: O(log n). */
bool workday_is(const Workdays *w, int date);
/* The n-th working day after date; before it for a negative n; date itself, worked or not, for 0. |n| is at
 * most WORKDAY_SHIFT_MAX (asserted). Cost: O(log² n). */
int workday_shift(const Workdays *w, int date, int n);
/* Working days from the first day to the last, both among them; 0 when the last is before the first. Cost:
 * O(log n). */
int workdays_between(const Workdays *w, int from, int to);
/* Does the table speak of the year? Where not, its holidays are not published yet or not entered, and the
 * answers are those of Monday to Friday: tell so. The last week of December alone is not enough, since the
 * next year's notice speaks of it. Cost: O(log n). */
bool workday_known_year(const Workdays *w, int year);
