/* The card as CSV and JSON: every number as it is, codes beside names. */
#include <jansson.h>
#include <math.h>

#include "cli/cmd_card.h"
#include "render/csv_text.h"

/* A column of the CSV and a key of the JSON are one thing. */
typedef struct Field {
    const char *name;
    bool number;
    const char *text;
} Field;
enum { FIELDS_MAX = 48 };

typedef struct Fields {
    Arena *arena;
    Field items[FIELDS_MAX];
    size_t n;
} Fields;

static void text(Fields *f, const char *name, const char *value)
{
    f->items[f->n++] = (Field){name, false, value};
}

static void number(Fields *f, const char *name, double v, int decimals)
{
    f->items[f->n++] = (Field){name, true, show(f->arena, v, decimals)};
}

/* A whole number, unknown where it is not known. */
static void whole(Fields *f, const char *name, int v, bool known)
{
    number(f, name, known ? (double)v : (double)NAN, 0);
}

static void figure(Fields *f, const char *name, const Figure *x)
{
    number(f, name, x->known ? x->value : (double)NAN, x->decimals);
}

static void standing_fields(Fields *f, const Standing *x)
{
    whole(f, "rank", x->place, x->place > 0);
    whole(f, "rank_of", x->of, x->of > 0);
    text(f, "rank_source", !x->place ? "" : x->published ? "published" : "computed");
    whole(f, "rank_move", x->before - x->place, x->place && x->before);
    number(f, "behind_next", x->behind, 1);
}

static void progress_fields(Fields *f, const Situation *s)
{
    const Progress *p = &s->progress;
    const Target *t = p->target;

    text(f, "target_measure", t ? measure_code(t->measure) : "");
    number(f, "target", t ? t->value : (double)NAN, t ? t->decimals : 0);
    text(f, "target_status", !t ? "" : t->sample ? "sample" : "published");
    number(f, "completion_pct", p->completion, 1);
    number(f, "time_pct", p->time, 1);
    number(f, "lead", p->lead, 1);
    text(f, "light", light_code(p->light));
}

static void outlook_fields(Fields *f, const Situation *s)
{
    int decimals = s->indicator->decimals;

    number(f, "rest_amount", s->rest.amount, decimals);
    number(f, "rest_growth_low", s->rest.low, 1);
    number(f, "rest_growth_high", s->rest.high, 1);
    whole(f, "rest_reached", s->rest.reached, s->rest.years > 0);
    whole(f, "rest_years", s->rest.years, s->rest.years > 0);
    const YearEnd *y = &s->year_end;
    number(f, "year_end", y->level.mid, decimals);
    number(f, "year_end_low80", outcome_quantile(&y->level, 0.1), decimals);
    number(f, "year_end_high80", outcome_quantile(&y->level, 0.9), decimals);
    text(f, "year_end_method", outcome_code(y->level.kind));
    number(f, "year_end_growth", y->growth.mid, 1);
    number(f, "year_end_growth_low80", outcome_quantile(&y->growth, 0.1), 1);
    number(f, "year_end_growth_high80", outcome_quantile(&y->growth, 0.9), 1);
    text(f, "year_end_growth_method", outcome_code(y->growth.kind));
    number(f, "department_year_end", y->department_level ? y->department_level->value : NAN, decimals);
    number(f, "department_year_end_growth", y->department_growth ? y->department_growth->value : NAN, 1);
    number(f, "target_probability", y->probability, 3);
    text(f, "judgement", y->word ? y->word->code : "");
}

static const char *figure_status(const Figure *x)
{
    return !x->known ? "" : x->sample ? "sample" : status_code(x->fact->status);
}

static void fields_of(const Cli *c, const char *group, const Situation *s, Fields *f)
{
    char period[PERIOD_TEXT_MAX];

    *f = (Fields){.arena = c->arena};
    period_text(s->period, period);
    text(f, "group", group);
    text(f, "indicator", s->indicator->code);
    text(f, "name", indicator_name(s->indicator, c->lang));
    text(f, "unit", s->indicator->unit);
    text(f, "area", s->area->code);
    text(f, "period", arena_strdup(c->arena, period));
    text(f, "basis", basis_code(s->basis));
    figure(f, "value", &s->level);
    figure(f, "growth", &s->growth);
    text(f, "growth_source", !s->growth.known ? "" : s->growth.computed ? "computed" : "published");
    number(f, "growth_change", s->change, 1);
    figure(f, "growth_average2", &s->average2);
    figure(f, "month", &s->month);
    figure(f, "month_growth", &s->month_growth);
    progress_fields(f, s);
    standing_fields(f, &s->standing);
    outlook_fields(f, s);
    bool derived = s->year_end.level.sample || s->year_end.growth.sample || s->rest.sample ||
                   s->standing.sample || s->month.sample || s->average2.sample;
    text(f, "value_status", figure_status(&s->level));
    text(f, "growth_status", figure_status(&s->growth));
    text(f, "uses_sample", situation_is_sample(s) || derived ? "yes" : "no");
}

void card_write_csv(Cli *c, const Card *card, Buf *out)
{
    Fields f;
    bool head = false;

    for (size_t g = 0; g < card->n_groups; g++)
        for (size_t i = 0; i < card->groups[g].n; i++) {
            fields_of(c, TEXT(c->lang, card->groups[g].name, card->groups[g].name_en),
                      &card->groups[g].rows[i], &f);
            for (size_t k = 0; !head && k < f.n; k++)
                csv_field(out, f.items[k].name);
            if (!head)
                csv_end(out);
            head = true;
            for (size_t k = 0; k < f.n; k++)
                csv_field(out, f.items[k].text);
            csv_end(out);
        }
}

static json_t *row_json(const Fields *f)
{
    json_t *row = json_object();

    for (size_t k = 0; k < f->n; k++) {
        const Field *x = &f->items[k];
        json_t *v = !*x->text && x->number ? json_null() : NULL;
        if (!v && x->number)
            v = json_loads(x->text, JSON_DECODE_ANY, NULL);
        json_object_set_new(row, x->name, v ? v : json_string(x->text));
    }
    return row;
}

static json_t *contribution_json(const Cli *c, const Contribution *x)
{
    json_t *parts = json_array();

    for (size_t i = 0; i < x->n; i++)
        json_array_append_new(parts, json_pack("{s:s, s:s, s:f, s:f, s:f, s:b, s:b}", "indicator",
                                               x->parts[i].indicator->code, "area", x->parts[i].area->code,
                                               "share_pct", x->parts[i].share, "growth", x->parts[i].growth,
                                               "points", x->parts[i].points, "base_derived",
                                               x->parts[i].base_derived, "sample", x->parts[i].sample));
    return json_pack("{s:s, s:s, s:s, s:f, s:f, s:I, s:o}", "indicator", x->indicator->code, "name",
                     indicator_name(x->indicator, c->lang), "by", x->towns ? "area" : "sector", "growth",
                     x->growth, "residual", x->residual, "unknown_parts", (json_int_t)x->n_unknown, "parts",
                     parts);
}

bool card_write_json(Cli *c, const Card *card, Buf *out, Err *e)
{
    AUTO(buf_free) Buf sentence = cli_buf();
    json_t *rows = json_array(), *missing = json_array(), *contributions = json_array();
    char period[PERIOD_TEXT_MAX];
    Fields f;

    card_sentence(card, c->lang, &sentence);
    period_text(card->period, period);
    for (size_t g = 0; g < card->n_groups; g++)
        for (size_t i = 0; i < card->groups[g].n; i++) {
            fields_of(c, TEXT(c->lang, card->groups[g].name, card->groups[g].name_en),
                      &card->groups[g].rows[i], &f);
            json_array_append_new(rows, row_json(&f));
        }
    for (size_t i = 0; i < card->n_missing; i++)
        json_array_append_new(missing, json_string(card->missing[i]->code));
    for (size_t i = 0; i < card->n_contributions; i++)
        json_array_append_new(contributions, contribution_json(c, &card->contributions[i]));
    json_t *all = json_pack("{s:s, s:s, s:s, s:b, s:I, s:I, s:I, s:I, s:I, s:o, s:o, s:o}", "area",
                            card->area->code, "period", period, "sentence", buf_cstr(&sentence), "sample",
                            card->sample, "targets", (json_int_t)card->n_targets, "green",
                            (json_int_t)card->n_green, "yellow", (json_int_t)card->n_yellow, "red",
                            (json_int_t)card->n_red, "unjudged", (json_int_t)card->n_unjudged, "rows", rows,
                            "missing", missing, "contributions", contributions);
    char *dump = all ? json_dumps(all, JSON_INDENT(2) | JSON_REAL_PRECISION(12)) : NULL;
    json_decref(all);
    if (!dump)
        return ERR(e, ERR_DATA, "不能写成 JSON", "cannot be written as JSON");
    buf_str(out, dump);
    buf_char(out, '\n');
    free(dump);
    return true;
}
