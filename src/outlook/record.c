#include "outlook/record.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "city/records.h"

enum { CELLS = 17 };
static const char KIND[] = "record";

/* ---- from a card ---- */

static double carried_forward(const Situation *s, Measure m)
{
    const Fact *last = history_ytd(s->history, MEASURE_VALUE, period_year(s->period.year - 1));
    const Fact *then =
        history_ytd(s->history, MEASURE_VALUE, period_month(s->period.year - 1, period_end_month(s->period)));

    if (m != MEASURE_VALUE)
        return s->growth.known ? s->growth.value : NAN;
    if (s->indicator->kind != KIND_FLOW)
        return s->level.value;
    return last && then && then->value > 0 ? last->value * s->level.value / then->value : NAN;
}

static Judged judged_of(const Situation *s, int judged_on, int64_t data)
{
    const Target *t = s->progress.target;
    bool growth;
    const Outcome *o = year_end_shown(s, &growth);
    const Fact *department = growth ? s->year_end.department_growth : s->year_end.department_level;

    return (Judged){.judged_on = judged_on,
                    .data = data,
                    .period = s->period,
                    .area = s->area,
                    .indicator = s->indicator,
                    .measure = t->measure,
                    .relation = t->relation,
                    .goal = t->value,
                    .probability = s->year_end.probability,
                    .mid = o->mid,
                    .low = outcome_quantile(o, 0.1),
                    .high = outcome_quantile(o, 0.9),
                    .carried = carried_forward(s, t->measure),
                    .department = department ? department->value : NAN,
                    .on_schedule = isnan(s->progress.lead) ? -1 : s->progress.lead >= -1e-9,
                    .method = outcome_code(o->kind),
                    .sample = o->sample || t->sample};
}

void record_of_card(const Outlook *o, const Card *card, int judged_on, int64_t data, Judged **out, size_t *n)
{
    size_t cap = 0;

    *out = NULL;
    *n = 0;
    for (size_t g = 0; g < card->n_groups; g++)
        for (size_t i = 0; i < card->groups[g].n; i++) {
            const Situation *s = &card->groups[g].rows[i];
            if (isnan(s->year_end.probability) || s->year_end.level.kind == OUTCOME_SETTLED)
                continue;
            ARENA_PUSH(o->arena, *out, *n, cap);
            (*out)[(*n)++] = judged_of(s, judged_on, data);
        }
}

/* ---- rows of the table ---- */

static const char *number_text(Arena *a, double v)
{
    char text[NUM_TEXT_MAX];

    if (isnan(v))
        return "";
    /* 12 digits: what anybody may hold against us; and import takes no more than 15 */
    num_to_text(strtod(arena_printf(a, "%.12g", v), NULL), text);
    return arena_strdup(a, text);
}

static void cells_of(Arena *a, const Judged *j, const char **cells)
{
    char date[DATE_TEXT_MAX], period[PERIOD_TEXT_MAX];
    static const char *const relations[] = {[AT_LEAST] = "at_least", [AT_MOST] = "at_most"};

    date_text(j->judged_on, date);
    period_text(j->period, period);
    const char *const all[CELLS] = {
        arena_strdup(a, date),
        arena_strdup(a, period),
        j->area->code,
        j->indicator->code,
        measure_code(j->measure),
        relations[j->relation],
        number_text(a, j->goal),
        number_text(a, j->probability),
        number_text(a, j->mid),
        number_text(a, j->low),
        number_text(a, j->high),
        number_text(a, j->carried),
        number_text(a, j->department),
        j->on_schedule < 0 ? ""
        : j->on_schedule   ? "yes"
                           : "no",
        j->method,
        number_text(a, (double)j->data),
        j->sample ? "yes" : "no",
    };
    memcpy(cells, all, sizeof all);
}

static double number_of(const char *text)
{
    Decimal d = {.value = NAN};
    bool lossy;

    (void)decimal_parse(str_of(text), &d, &lossy);
    return d.value;
}

static bool judged_from(Outlook *o, const Records *r, size_t i, Judged *j)
{
    Basis basis = BASIS_YTD;
    Err e = {0};
    const char *schedule = RECORD(r, i, "on_schedule");

    *j = (Judged){.judged_on = date_or_none(RECORD(r, i, "judged_on")),
                  .data = (int64_t)number_of(RECORD(r, i, "data")),
                  .area = city_area(o->city, RECORD(r, i, "area")),
                  .indicator = catalogue_by_code(o->catalogue, RECORD(r, i, "indicator")),
                  .relation = strcmp(RECORD(r, i, "relation"), "at_most") == 0 ? AT_MOST : AT_LEAST,
                  .goal = number_of(RECORD(r, i, "goal")),
                  .probability = number_of(RECORD(r, i, "probability")),
                  .mid = number_of(RECORD(r, i, "year_end")),
                  .low = number_of(RECORD(r, i, "low80")),
                  .high = number_of(RECORD(r, i, "high80")),
                  .carried = number_of(RECORD(r, i, "carried")),
                  .department = number_of(RECORD(r, i, "department")),
                  .on_schedule = strcmp(schedule, "yes") == 0  ? 1
                                 : strcmp(schedule, "no") == 0 ? 0
                                                               : -1,
                  .method = RECORD(r, i, "method"),
                  .sample = strcmp(RECORD(r, i, "sample"), "yes") == 0};
    return j->area && j->indicator && measure_parse(str_of(RECORD(r, i, "measure")), &j->measure) &&
           period_parse(str_of(RECORD(r, i, "period")), &j->period, &basis, &e);
}

bool record_load(Outlook *o, Judged **out, size_t *n, Err *e)
{
    Records r;

    TRY(records_load(o->s, &(RecordsKey){o->city->id, KIND, o->known.as_of, 0}, o->arena, &r, e));
    *out = NEW_N(o->arena, Judged, r.n + 1);
    *n = 0;
    for (size_t i = 0; i < r.n; i++)
        *n += judged_from(o, &r, i, &(*out)[*n]);
    return true;
}

/* ---- adding ---- */

static bool same_judgement(const Judged *a, const Judged *b)
{
    return a->judged_on == b->judged_on && a->area == b->area && a->indicator == b->indicator &&
           a->measure == b->measure && period_eq(a->period, b->period);
}

static bool none_is_there(const Judged *old, size_t n_old, const RecordAdd *add, Err *e)
{
    for (size_t i = 0; i < n_old; i++)
        for (size_t k = 0; k < add->n; k++)
            if (same_judgement(&old[i], &add->rows[k]))
                return ERR(e, ERR_CONFLICT, "这一天对这一时期的判断已经存档（%s）；一天只存一次，不作改动",
                           "that day's judgement of this period is on record (%s); it is kept once a day and "
                           "never changed",
                           indicator_name(old[i].indicator, e->lang));
    return true;
}

typedef struct Writer {
    Outlook *o;
    Submission *sub;
    Sha256 *whole;
    int64_t line;
} Writer;

static bool write_line(Writer *w, const char *const *cells, Err *e)
{
    for (size_t i = 0; i < CELLS; i++) {
        sha256_add(w->whole, cells[i], strlen(cells[i]));
        sha256_add(w->whole, i + 1 < CELLS ? "," : "\n", 1);
    }
    return records_store(w->o->s, city_table(KIND), w->sub, ++w->line, cells, e);
}

static bool write_rows(Writer *w, const Judged *rows, size_t n, Err *e)
{
    const char *cells[CELLS];

    for (size_t i = 0; i < n; i++) {
        cells_of(w->o->arena, &rows[i], cells);
        TRY(write_line(w, cells, e));
    }
    return true;
}

static bool write_all(Writer *w, const Judged *old, size_t n_old, const RecordAdd *add, Receipt *out, Err *e)
{
    const CityTable *table = city_table(KIND);
    const char *names[CELLS];
    char sha[SHA256_HEX];
    Findings none = {.arena = w->o->arena, .lang = e->lang, .file = KIND, .sheet = ""};

    for (size_t i = 0; i < CELLS; i++)
        names[i] = table->columns[i].name;
    TRY(write_line(w, names, e) && write_rows(w, old, n_old, e) && write_rows(w, add->rows, add->n, e));
    sha256_hex(w->whole, sha);
    return submission_finish(w->o->s, w->sub, sha, &none, out, e);
}

bool record_add(Outlook *o, const RecordAdd *add, Receipt *out, Err *e)
{
    Judged *old;
    size_t n_old;
    Submission sub = {0};

    TRY(store_begin(o->s, e));
    AUTO(transaction_end) Transaction t = o->s;
    TRY(record_load(o, &old, &n_old, e) && none_is_there(old, n_old, add, e));
    TRY(submission_open(o->s, add->intake, KIND, KIND, &sub, e));
    Writer w = {.o = o, .sub = &sub, .whole = sha256_new()};
    bool ok = write_all(&w, old, n_old, add, out, e);
    sha256_free(&w.whole);
    submission_close(&sub);
    return ok && store_commit(t, e);
}

/* ---- scoring ---- */

/* The year's figure in the target's measure, as known now; NAN while there is none. */
static bool result_of(Outlook *o, const Judged *j, RecordResult *out, Err *e)
{
    Situation s;

    *out = (RecordResult){NAN, -1};
    TRY(situation_of(o, j->indicator, j->area, period_year(j->period.year), &s, e));
    const Figure *f = j->measure == MEASURE_YOY ? &s.growth : &s.level;
    bool forecast = f->known && f->fact && f->fact->status == STATUS_FORECAST;
    if (j->measure == MEASURE_RANK)
        out->value = s.standing.place ? (double)s.standing.place : NAN;
    else if (f->known && !forecast)
        out->value = f->value;
    if (isnan(out->value))
        return true;
    const bool at_most = j->relation == AT_MOST || j->measure == MEASURE_RANK;
    out->met = at_most ? out->value <= j->goal + 1e-9 : out->value >= j->goal - 1e-9;
    return true;
}

typedef struct Sums {
    double brier, time, carried, error, error_carried, error_department, error_beside;
    size_t n_error;
} Sums;

static double square(double x)
{
    return x * x;
}

/* Error of a number: points of growth, or percent of a level. */
static double error_of(const Judged *j, double said, double result)
{
    return fabs(said - result) * (j->measure == MEASURE_VALUE ? 100 / fmax(fabs(result), 1e-300) : 1);
}

static void score_numbers(const Judged *j, double result, Sums *s, RecordScore *out)
{
    if (j->measure == MEASURE_RANK || isnan(j->mid))
        return;
    if (!isnan(j->low)) {
        out->n_ranges++;
        out->n_inside += result >= j->low && result <= j->high;
    }
    if (!isnan(j->carried)) {
        s->error += error_of(j, j->mid, result);
        s->error_carried += error_of(j, j->carried, result);
        s->n_error++;
    }
    if (!isnan(j->department)) {
        s->error_department += error_of(j, j->department, result);
        s->error_beside += error_of(j, j->mid, result);
        out->n_department++;
    }
}

static void score_one(const Judged *j, const RecordResult *r, Sums *s, RecordScore *out)
{
    int bin = (int)(j->probability * RECORD_BINS);

    bin = bin < RECORD_BINS ? bin : RECORD_BINS - 1;
    out->n_settled++;
    out->bins[bin].n++;
    out->bins[bin].met += (size_t)r->met;
    out->bins[bin].said += j->probability;
    s->brier += square(j->probability - r->met);
    if (j->on_schedule >= 0) {
        s->time += square(j->on_schedule - r->met);
        out->n_time++;
    }
    if (!isnan(j->carried) && j->measure != MEASURE_RANK) {
        bool said = j->relation == AT_MOST ? j->carried <= j->goal : j->carried >= j->goal;
        s->carried += square(said - r->met);
        out->n_carried++;
    }
    score_numbers(j, r->value, s, out);
}

static double mean(double sum, size_t n)
{
    return n ? sum / (double)n : NAN;
}

bool record_score(Outlook *o, const Judged *rows, size_t n, RecordResult *results, RecordScore *out, Err *e)
{
    Sums s = {0};

    *out = (RecordScore){.n = n};
    for (size_t i = 0; i < n; i++) {
        TRY(result_of(o, &rows[i], &results[i], e));
        if (results[i].met >= 0)
            score_one(&rows[i], &results[i], &s, out);
    }
    out->brier = mean(s.brier, out->n_settled);
    out->brier_time = mean(s.time, out->n_time);
    out->brier_carried = mean(s.carried, out->n_carried);
    out->error = mean(s.error, s.n_error);
    out->error_carried = mean(s.error_carried, s.n_error);
    out->error_department = mean(s.error_department, out->n_department);
    out->error_beside = mean(s.error_beside, out->n_department);
    for (int b = 0; b < RECORD_BINS; b++)
        out->bins[b].said = mean(out->bins[b].said, out->bins[b].n);
    return true;
}
