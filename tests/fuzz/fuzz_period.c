/* Any text as a period: what is understood reads back the same, and lies in the calendar. */
#include <stdlib.h>
#include <string.h>

#include "period/period.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void must(bool ok)
{
    if (!ok)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    Str text = {(const char *)data, n};
    Basis basis = BASES, again = BASES;
    Period p, q, r;
    Err e = {.lang = n % 2 ? LANG_EN : LANG_ZH};
    char out[PERIOD_TEXT_MAX];
    int date;

    (void)!date_parse(text, &date);
    if (!period_parse(text, &p, &basis, &e)) {
        must(e.kind != ERR_NONE && *e.msg);
        return 0;
    }
    period_text(p, out);
    must(period_parse(str_of(out), &q, &again, &e) && period_eq(p, q) && again == BASES);
    must(period_from_code(period_code(p), &r) && period_eq(p, r));
    must(date_valid(period_last_day(p)) && period_first_day(p) <= period_last_day(p));
    must(period_eq(period_shift(period_shift(p, 1), -1), p));
    for (int b = 0; b < BASES; b++)
        period_title(p, (Basis)b, LANG_ZH, out);
    return 0;
}
