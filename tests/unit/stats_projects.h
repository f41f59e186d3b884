/* The lists of ../shared/data/projects as cases and projects; see bench/reference, which says the same of
 * them. */
#pragma once
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/reference_class.h"

enum { PROJECTS_MAX = 2000, PROJECT_LISTS = 3 };

typedef struct ProjectRow {
    char id[80], department[24];
    int list;
    double stated, cost; /* days, NAN: not stated */
} ProjectRow;

typedef struct ProjectPair {
    ReferenceCase c; /* as the class has it */
    double outcome;  /* end, for the score; NAN not known */
    bool listed;     /* still there at the next list */
} ProjectPair;

/* Days from 1 March of year 0: Gregorian. */
static double day_of(const char *s)
{
    int y = 0, m = 0, d = 0;

    if (sscanf(s, "%d-%d-%d", &y, &m, &d) != 3)
        return NAN;
    y -= m < 3;
    m += m < 3 ? 9 : -3;
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + d;
}

/* Cuts a line of CSV into fields, quotes taken off. */
static size_t fields_of(char *s, char **field, size_t most)
{
    size_t n = 0;

    while (n < most) {
        bool quoted = *s == '"';
        field[n++] = s += quoted;
        char *out = s;
        for (; *s && (quoted || (*s != ',' && *s != '\n' && *s != '\r')); s++) {
            if (quoted && *s == '"' && s[1] != '"')
                quoted = false;
            else
                *out++ = *s;
            s += quoted && *s == '"';
        }
        bool more = *s == ',';
        *out = 0;
        if (!more)
            break;
        s++;
    }
    return n;
}

static const char *const list_days[PROJECT_LISTS] = {"2016-06-09", "2019-05-01", "2022-04-25"};

/* Number of rows; 0 where the data is not there. */
static size_t project_rows(ProjectRow *rows)
{
    char path[4096], line[4096], *f[9];
    size_t n = 0;

    snprintf(path, sizeof path, "%s/../shared/data/projects/ca_it_projects_snapshots.csv", getenv("ROOT"));
    FILE *in = fopen(path, "r");
    while (in && fgets(line, sizeof line, in) && n < PROJECTS_MAX) {
        if (fields_of(line, f, COUNT(f)) < 7 || isnan(day_of(f[4])))
            continue;
        ProjectRow *r = &rows[n++];
        *r = (ProjectRow){.stated = day_of(f[6]), .cost = *f[5] ? strtod(f[5], NULL) : NAN};
        snprintf(r->id, sizeof r->id, "%s", f[0]);
        snprintf(r->department, sizeof r->department, "%s", f[1]);
        while (r->list < PROJECT_LISTS - 1 && strcmp(list_days[r->list], f[4]) != 0)
            r->list++;
    }
    if (in)
        fclose(in);
    return n;
}

static int kind_of(const ProjectRow *rows, size_t i)
{
    size_t k = 0;

    while (strcmp(rows[k].department, rows[i].department) != 0)
        k++;
    return (int)k + 1;
}

static ProjectPair pair_of(const ProjectRow *rows, size_t n, size_t i)
{
    const ProjectRow *r = &rows[i], *then = NULL;
    double t = day_of(list_days[r->list]), u = day_of(list_days[r->list + 1]);
    ReferenceCase c = {.at = t, .elapsed = NAN, .progress = NAN, .restated_end = NAN, .cost = NAN};

    for (size_t k = 0; k < n; k++)
        if (rows[k].list == r->list + 1 && strcmp(rows[k].id, r->id) == 0)
            then = &rows[k];
    c.stated_end = fmax(r->stated, t);
    c.stated_cost = r->cost;
    c.kind = kind_of(rows, i);
    c.open = then || c.stated_end > u;
    c.end = then ? u : c.stated_end > u ? t : c.stated_end; /* not listed before it was due: gone from view */
    if (then) {
        c.cost = then->cost;
        c.restated_end = isnan(then->stated) ? NAN : fmax(then->stated, u);
    }
    return (ProjectPair){c, then ? c.restated_end : fmin(c.stated_end, u), then != NULL};
}

/* Statements of a list (0, 1) and what the next one says of them. */
static size_t project_pairs(const ProjectRow *rows, size_t n, int list, ProjectPair *out)
{
    size_t k = 0;

    for (size_t i = 0; i < n; i++)
        if (rows[i].list == list && !isnan(rows[i].stated))
            out[k++] = pair_of(rows, n, i);
    return k;
}
