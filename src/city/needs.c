#include "city/needs.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

bool choice_is_among(Str s, const char *choices)
{
    while (*choices) {
        size_t n = strcspn(choices, " ");
        if (s.n == n && memcmp(s.s, choices, n) == 0)
            return true;
        choices += n + (choices[n] == ' ');
    }
    return false;
}

static bool is_whole_between(const char *cell, int least, int most)
{
    Decimal d;
    bool lossy;

    /* What is no number at all is told by its column's own rule. */
    if (!*cell || !decimal_parse(str_of(cell), &d, &lossy))
        return true;
    return d.value == floor(d.value) && d.value >= least && d.value <= most;
}

static bool is_met(const CityNeed *need, const char *cell)
{
    int least, most;

    if (!*need->must || strcmp(need->must, "*") == 0)
        return !*cell == !*need->must;
    if (sscanf(need->must, "%d..%d", &least, &most) == 2)
        return is_whole_between(cell, least, most);
    return choice_is_among(str_of(cell), need->must);
}

/* "where action is slip, " */
static const char *condition(const CityNeed *need, Findings *fs)
{
    if (!need->column)
        return "";
    return arena_printf(fs->arena, TEXT(fs->lang, "“%s”为 %s 时，", "where \"%s\" is %s, "), need->column,
                        need->among);
}

static void tell(const CityNeed *need, Place at, const char *cell, Findings *fs)
{
    const char *when = condition(need, fs);

    if (!*need->must)
        FINDING(fs, FAULT, at, "surplus-cell", cell, "%s“%s”应为空", "%s\"%s\" must be empty", when,
                need->then);
    else if (strcmp(need->must, "*") == 0)
        FINDING(fs, FAULT, at, "empty-cell", cell, "%s“%s”不能为空", "%s\"%s\" must not be empty", when,
                need->then);
    else if (strstr(need->must, ".."))
        FINDING(fs, FAULT, at, "bad-number", cell, "%s“%s”应为 %s 的整数",
                "%s\"%s\" must be a whole number in %s", when, need->then, need->must);
    else
        FINDING(fs, FAULT, at, "bad-choice", cell, "%s“%s”应为：%s", "%s\"%s\" must be: %s", when, need->then,
                need->must);
}

void needs_check(const CityTable *t, const size_t *at, size_t row, const char *const *cells, Findings *fs)
{
    for (size_t i = 0; i < t->n_needs; i++) {
        const CityNeed *need = &t->needs[i];
        size_t column = records_column(t, need->then);
        bool asked =
            !need->column || choice_is_among(str_of(cells[records_column(t, need->column)]), need->among);
        if (asked && !is_met(need, cells[column]))
            tell(need, (Place){row, at[column]}, cells[column], fs);
    }
}
