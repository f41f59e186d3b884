/* tick: what the rules of supervision ask for on a day is done, each thing once. */
#include "cli/json_out.h"
#include "cli/reading.h"
#include "render/text_table.h"
#include "task/tick.h"

enum { WIDTH = 110 };

typedef struct Ticking {
    Cli *c;
    Store *s;
    City city;
    Catalogue catalogue;
    Tasks tasks; /* afterwards */
    TickReport report;
} Ticking;

static void ticking_end(Ticking *t)
{
    store_close(&t->s);
}

static bool tick(Ticking *t, int as_of, Err *e)
{
    Cli *c = t->c;

    TRY(store_open(c->store, STORE_WRITE, &t->s, e) && city_load(t->s, 0, c->arena, &t->city, e) &&
        catalogue_load(t->s, &t->city, c->arena, &t->catalogue, e));
    TaskWorld world = {.s = t->s, .city = &t->city, .catalogue = &t->catalogue};
    Intake intake = {.city = t->city.id, .by = "clock", .received_at = cli_now(c->arena), .known_on = as_of};
    return tick_run(&world, &intake, c->arena, &t->report, e) &&
           tasks_load(t->s, t->city.id, 0, c->arena, &t->tasks, e);
}

static const TaskCard *card_of_event(const Ticking *t, const TaskEvent *ev)
{
    return &tasks_find(&t->tasks, ev->task)->card;
}

static const char *lead_name(const Ticking *t, const TaskEvent *ev)
{
    const char *code = card_of_event(t, ev)->lead;
    const Department *d = city_department(&t->city, code);
    const Area *a = d ? NULL : city_area(&t->city, code);

    return d ? department_name(d, t->c->lang) : a ? area_name(a, t->c->lang) : code;
}

static const char *action_name(const TaskEvent *ev, Lang lang)
{
    const char *slip = ev->verb == TASK_SLIP ? slip_name(ev->colour, lang) : "";

    return *slip ? slip : task_verb_name(ev->verb, lang);
}

static Tone tone_of(const TaskEvent *ev)
{
    return ev->verb == TASK_SLIP ? TONE_BAD : ev->verb == TASK_PRESS ? TONE_FAIR : TONE_PLAIN;
}

static void table(const Ticking *t, Buf *out)
{
    Lang lang = t->c->lang;
    const TableColumn columns[] = {{TEXT(lang, "事项", "task"), ALIGN_RIGHT, false},
                                   {TEXT(lang, "标题", "title"), ALIGN_LEFT, true},
                                   {TEXT(lang, "牵头单位", "lead unit"), ALIGN_LEFT, true},
                                   {TEXT(lang, "做了什么", "done"), ALIGN_LEFT, false},
                                   {TEXT(lang, "所依据的日期", "about"), ALIGN_LEFT, false},
                                   {TEXT(lang, "规则", "rule"), ALIGN_LEFT, false}};
    TextTable *rows = text_table_new(t->c->arena, columns, COUNT(columns));

    for (size_t i = 0; i < t->report.n_events; i++) {
        const TaskEvent *ev = t->report.events[i];
        text_table_row(rows);
        text_table_cellf(rows, TONE_PLAIN, "%lld", (long long)ev->task);
        text_table_cell(rows, TONE_PLAIN, card_of_event(t, ev)->title);
        text_table_cell(rows, TONE_PLAIN, lead_name(t, ev));
        text_table_cell(rows, tone_of(ev), action_name(ev, lang));
        text_table_cell(rows, TONE_PLAIN, show_date(t->c->arena, ev->base_on));
        text_table_cell(rows, TONE_DIM, ev->rule);
    }
    text_table_write(rows, WIDTH, t->c->colour, out);
}

/* Working days of a year that the calendar does not have yet are those of the week alone. */
static bool tell_calendar(const Ticking *t, Buf *out, Err *e)
{
    int year = t->report.as_of / 10000;
    Workdays days;

    TRY(workdays_load(t->s, t->city.id, 0, t->c->arena, &days, e));
    if (!workday_known_year(&days, year))
        buf_printf(
            out,
            TEXT(t->c->lang, "工作日历（calendar.csv）没有 %d 年，按周一至周五计算\n",
                 "the working calendar (calendar.csv) does not have %d; Monday to Friday are counted\n"),
            year);
    return true;
}

static void tell(const Ticking *t, Buf *out)
{
    const TickReport *r = &t->report;
    const char *day = show_date(t->c->arena, r->as_of);

    if (!r->n_events) {
        buf_printf(out,
                   TEXT(t->c->lang, "%s：看了 %zu 个在办事项，没有到点的事\n",
                        "%s: %zu open tasks were looked at, nothing was due\n"),
                   day, r->n_tasks);
        return;
    }
    table(t, out);
    buf_printf(out,
               TEXT(t->c->lang, "\n%s：看了 %zu 个在办事项，提醒 %zu 次，催办 %zu 次，督办单 %zu 份\n",
                    "\n%s: %zu open tasks were looked at; %zu reminders, %zu presses, %zu slips\n"),
               day, r->n_tasks, r->n_reminders, r->n_presses, r->n_slips);
}

static void event_json(const Ticking *t, const TaskEvent *ev, Json *j)
{
    json_begin_object(j);
    json_put_int(j, "task", ev->task);
    json_put_text(j, "title", card_of_event(t, ev)->title);
    json_put_text(j, "lead", card_of_event(t, ev)->lead);
    json_put_text(j, "action", task_verb(ev->verb)->code);
    json_put_text(j, "colour", ev->colour);
    json_put_text(j, "rule", ev->rule);
    json_put_text(j, "base_on", show_date(t->c->arena, ev->base_on));
    json_put_text(j, "text", ev->text);
    json_end_object(j);
}

static bool tell_json(const Ticking *t, Buf *out, Err *e)
{
    const TickReport *r = &t->report;
    Json j = cli_json_to(out);

    json_begin_object(&j);
    json_put_text(&j, "as_of", show_date(t->c->arena, r->as_of));
    json_put_int(&j, "tasks", (int64_t)r->n_tasks);
    json_put_int(&j, "reminders", (int64_t)r->n_reminders);
    json_put_int(&j, "presses", (int64_t)r->n_presses);
    json_put_int(&j, "slips", (int64_t)r->n_slips);
    json_key(&j, "done");
    json_begin_array(&j);
    for (size_t i = 0; i < r->n_events; i++)
        event_json(t, r->events[i], &j);
    json_end_array(&j);
    json_end_object(&j);
    return cli_json_write(&j, e);
}

bool run_tick(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(ticking_end) Ticking t = {.c = c};
    int as_of;

    TRY(cli_date(c, "as-of", &as_of, e));
    TRY(tick(&t, as_of ? as_of : cli_today(), e));
    if (cli_has(c, "json"))
        return tell_json(&t, &out, e);
    tell(&t, &out);
    return tell_calendar(&t, &out, e) && cli_write(&out, e);
}
