/* The office's board: how many tasks are open, late, closed in time, by unit and by leader. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "view/meetings.h"
#include "view/units.h"

static const int age_to[] = {7, 30, 90};
static const char *const slip_colours[4] = {"blue", "yellow", "orange", "red"};

double supervision_in_time(const SupervisionCount *c)
{
    return c->closed ? 100.0 * c->closed_in_time / c->closed : (double)NAN;
}

double supervision_average_days(const SupervisionCount *c)
{
    return c->closed ? c->closed_days / c->closed : (double)NAN;
}

static void add(SupervisionCount *c, const TaskBoard *b, const Task *t, const Lamp *lamp)
{
    bool open = task_state_is_open(t->state);
    int age = date_days(b->today) - date_days(t->issued_on);

    c->open += open;
    c->waiting += t->state == TASK_ISSUED;
    c->late += open && lamp->late_days > 0;
    c->red += open && lamp->lamp == LAMP_RED;
    c->yellow += open && lamp->lamp == LAMP_YELLOW;
    c->green += open && lamp->lamp == LAMP_GREEN;
    if (open && age > c->oldest_days)
        c->oldest_days = age;
    if (t->state == TASK_CLOSED) {
        c->closed++;
        c->closed_in_time += t->asked_close_on <= t->first_due_on;
        c->closed_days += date_days(t->closed_on) - date_days(t->issued_on);
    }
    for (size_t i = 0; i < t->n; i++)
        for (size_t k = 0; t->events[i].verb == TASK_SLIP && k < COUNT(slip_colours); k++)
            c->slips[k] += strcmp(t->events[i].colour, slip_colours[k]) == 0;
}

static SupervisionCount *of_code(SupervisionCount *list, size_t *n, const char *code)
{
    for (size_t i = 0; i < *n; i++)
        if (strcmp(list[i].unit, code) == 0)
            return &list[i];
    list[*n] = (SupervisionCount){.unit = code};
    return &list[(*n)++];
}

static int worst_first(const void *a, const void *b)
{
    const SupervisionCount *x = a, *y = b;

    if (x->red != y->red)
        return y->red - x->red;
    if (x->late != y->late)
        return y->late - x->late;
    return x->open != y->open ? y->open - x->open : strcmp(x->unit, y->unit);
}

static void add_age(SupervisionBoard *x, const TaskBoard *b, const Task *t)
{
    int days = date_days(b->today) - date_days(t->issued_on);
    size_t k = 0;

    while (k < COUNT(age_to) && days > age_to[k])
        k++;
    x->ages[k]++;
}

void supervision_board(const Viewer *v, const TaskBoard *b, SupervisionBoard *out)
{
    size_t n = b->tasks.n;
    Lamp lamp;

    *out = (SupervisionBoard){.all = {.kind = "", .unit = "", .name = ""},
                              .units = NEW_N(v->arena, SupervisionCount, n + 1),
                              .leaders = NEW_N(v->arena, SupervisionCount, n + 1)};
    for (size_t i = 0; i < n; i++) {
        const Task *t = &b->tasks.items[i];
        if (!task_board_sees(b, t))
            continue;
        out->states[t->state]++;
        if (!t->issued_on)
            continue;
        task_lamp(&b->rules, t, b->today, v->lang, v->arena, &lamp);
        add(&out->all, b, t, &lamp);
        add(of_code(out->units, &out->n_units, t->card.lead), b, t, &lamp);
        if (*t->card.leader)
            add(of_code(out->leaders, &out->n_leaders, t->card.leader), b, t, &lamp);
        if (task_state_is_open(t->state))
            add_age(out, b, t);
    }
    for (size_t i = 0; i < out->n_units; i++) {
        out->units[i].kind = unit_kind_of_code(b->city, out->units[i].unit);
        out->units[i].name = unit_label(b->city, out->units[i].unit, v->lang);
    }
    for (size_t i = 0; i < out->n_leaders; i++) {
        out->leaders[i].kind = "leader";
        out->leaders[i].name = leader_label(b->city, out->leaders[i].unit, v->lang);
    }
    qsort(out->units, out->n_units, sizeof *out->units, worst_first);
    qsort(out->leaders, out->n_leaders, sizeof *out->leaders, worst_first);
}

/* ---- rows and JSON ---- */

static void counts(const SupervisionCount *c, Rows *out)
{
    rows_int(out, "open", c->open);
    rows_int(out, "waiting", c->waiting);
    rows_int(out, "closed", c->closed);
    rows_int(out, "closed_in_time", c->closed_in_time);
    rows_number(out, "in_time_pct", supervision_in_time(c), 1);
    rows_int(out, "late", c->late);
    rows_int(out, "red", c->red);
    rows_int(out, "yellow", c->yellow);
    rows_int(out, "green", c->green);
    rows_number(out, "average_days", supervision_average_days(c), 1);
}

static void unit_row(const SupervisionCount *c, Rows *out)
{
    static const char *const names[4] = {"slips_blue", "slips_yellow", "slips_orange", "slips_red"};

    rows_begin(out);
    rows_text(out, "kind", c->kind);
    rows_text(out, "unit", c->unit);
    rows_text(out, "name", c->name);
    counts(c, out);
    rows_int(out, "oldest_days", c->oldest_days);
    for (size_t k = 0; k < COUNT(names); k++)
        rows_int(out, names[k], c->slips[k]);
}

void supervision_rows(const SupervisionBoard *x, Rows *out)
{
    for (size_t i = 0; i < x->n_units; i++)
        unit_row(&x->units[i], out);
    for (size_t i = 0; i < x->n_leaders; i++)
        unit_row(&x->leaders[i], out);
}

static void list_json(const Viewer *v, const char *key, const SupervisionCount *list, size_t n, Json *j)
{
    Rows rows = {.arena = v->arena};

    for (size_t i = 0; i < n; i++)
        unit_row(&list[i], &rows);
    json_key(j, key);
    rows_json(&rows, j);
}

void supervision_json(const Viewer *v, const TaskBoard *b, const SupervisionBoard *x, Json *j)
{
    Rows all = {.arena = v->arena};

    rows_begin(&all);
    counts(&x->all, &all);
    json_begin_object(j);
    json_put_text(j, "as_of", show_date(v->arena, b->today));
    row_json_fields(&all.items[0], j);
    list_json(v, "units", x->units, x->n_units, j);
    list_json(v, "leaders", x->leaders, x->n_leaders, j);
    json_key(j, "states");
    json_begin_array(j);
    for (int s = 0; s < TASK_STATES; s++) {
        json_begin_object(j);
        json_put_text(j, "state", task_state_code((TaskState)s));
        json_put_text(j, "name", task_state_name((TaskState)s, v->lang));
        json_put_int(j, "n", x->states[s]);
        json_end_object(j);
    }
    json_end_array(j);
    json_key(j, "ages");
    json_begin_array(j);
    for (size_t k = 0; k < COUNT(x->ages); k++) {
        json_begin_object(j);
        json_put_int(j, "days_from", k ? age_to[k - 1] + 1 : 0);
        json_key(j, "days_to");
        if (k < COUNT(age_to))
            json_int(j, age_to[k]);
        else
            json_unknown(j);
        json_put_int(j, "n", x->ages[k]);
        json_end_object(j);
    }
    json_end_array(j);
    json_end_object(j);
}
