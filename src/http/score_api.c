/* Scores: runs, their results, why, what if, comparing, showing; appeals and entries. */
#include "http/score_api.h"

#include <math.h>
#include <string.h>

#include "http/write.h"
#include "score/entry.h"
#include "view/units.h"

bool score_period(const char *text, Period *out, bool *given, Err *e)
{
    Basis basis = BASES;

    *given = *text != '\0';
    return !*given || period_parse(str_of(text), out, &basis, e);
}

bool call_has_unit(const Call *c, Permission p, const char *unit)
{
    Unit u;
    Scope asked = {.unit = true};

    if (!unit_of_code(&c->city, unit, &u))
        return false;
    asked.department = u.kind == UNIT_DEPARTMENT ? unit : NULL;
    asked.area = u.kind == UNIT_AREA ? unit : NULL;
    return call_allows(c, p, &asked);
}

/* Who assesses, and who audits, sees everything. */
static bool sees_all(const Call *c)
{
    return call_allows(c, ASSESS, NULL) || call_allows(c, READ_AUDIT, NULL);
}

bool call_sees_run(Call *c, Store *s, int64_t run, bool *sees, Err *e)
{
    RunPublication *shown;
    size_t n;

    *sees = true;
    if (sees_all(c))
        return true;
    TRY(publication_list(s, c->city.id, c->viewer.arena, &shown, &n, e));
    *sees = publication_is_shown(shown, n, run, c->http->spec.today());
    return true;
}

/* ---- runs ---- */

bool get_scores(Call *c, Err *e)
{
    Arena *a = c->viewer.arena;
    int today = c->http->spec.today();
    bool all = sees_all(c);
    const char *scheme = call_value(c, "scheme");
    RunPublication *shown;
    ScoreRun *runs;
    size_t n, n_shown;

    TRY(run_list(c->reader->s, c->city.id, a, &runs, &n, e) &&
        publication_list(c->reader->s, c->city.id, a, &shown, &n_shown, e));
    for (size_t i = n; i-- > 0;)
        if ((all || publication_is_shown(shown, n_shown, runs[i].id, today)) &&
            (!scheme || strcmp(scheme, runs[i].scheme) == 0))
            run_rows(&runs[i], 1, shown, n_shown, &c->rows);
    return true;
}

static bool tell_run(Call *c, int64_t id, Err *e)
{
    Rows rows = {.arena = c->viewer.arena};
    RunPublication *shown;
    ScoreRun run;
    size_t n;

    TRY(run_find(c->s, c->by.city, id, c->viewer.arena, &run, e) &&
        publication_list(c->s, c->by.city, c->viewer.arena, &shown, &n, e));
    run_rows(&run, 1, shown, n, &rows);
    row_json(&rows.items[0], &c->json);
    return true;
}

static bool body_date(const Call *c, const char *name, int *out, Err *e)
{
    const char *text = body_text(c->body, name);

    *out = 0;
    return !*text || date_parse(str_of(text), out) ||
           ERR(e, ERR_INVALID, "%s 应为日期，如 2021-10-31，而不是“%.40s”",
               "%s must be a date such as 2021-10-31, not \"%.40s\"", name, text);
}

bool post_score(Call *c, Err *e)
{
    const Intake by = call_intake(c);
    RunSpec spec = {.scheme = body_text(c->body, "scheme"),
                    .title = body_text(c->body, "title"),
                    .corrects = body_int(c->body, "corrects"),
                    .appeal = body_int(c->body, "appeal"),
                    .hold_bounds = body_flag(c->body, "hold_bounds")};
    ScoreRun run;
    bool given;

    TRY(score_period(body_text(c->body, "period"), &spec.period, &given, e) &&
        body_date(c, "as_of", &spec.as_of, e) && write_state(c, e));
    if (!given)
        return ERR(e, ERR_INVALID, "请给出 period", "period is missing");
    spec.feed = score_feed_new(c->s, c->city.id, c->viewer.arena);
    TRY(score_run(c->s, &spec, &by, c->viewer.arena, &run, e));
    return tell_run(c, run.id, e);
}

bool post_score_publication(Call *c, Err *e)
{
    const Intake by = call_intake(c);
    RunPublication p = {.run = (int64_t)call_count(c, "id", 0), .title = body_text(c->body, "title")};

    TRY(body_date(c, "from", &p.from, e) && publication_add(c->s, &by, &p, e));
    return tell_run(c, p.run, e);
}

/* ---- one result ---- */

typedef struct Opened {
    ScoreRun run;
    RunContext x;
} Opened;

/* A run that the caller may see, computed again from what it knew. */
static bool open_run(Call *c, Opened *o, Err *e)
{
    int64_t id = (int64_t)call_count(c, "id", 0);
    bool sees;

    TRY(run_find(c->reader->s, c->city.id, id, c->viewer.arena, &o->run, e) &&
        call_sees_run(c, c->reader->s, id, &sees, e));
    if (!sees)
        return ERR(e, ERR_FORBIDDEN, "第 %lld 次考核还没有公布", "run %lld is not shown yet", (long long)id);
    return score_recompute(c->reader->s, &o->run, c->viewer.arena, &o->x, e);
}

static bool find_before(Call *c, ScoreShown *x, Err *e)
{
    const ScoreRun *now = x->run;
    RunPublication *shown;
    RunLines lines;
    size_t n, n_shown;
    ScoreRun *runs;

    TRY(run_list(c->reader->s, c->city.id, c->viewer.arena, &runs, &n, e) &&
        publication_list(c->reader->s, c->city.id, c->viewer.arena, &shown, &n_shown, e));
    x->publication = publication_of(shown, n_shown, now->id);
    for (size_t i = 0; i < n; i++) {
        const ScoreRun *r = &runs[i];
        bool earlier = strcmp(r->scheme, now->scheme) == 0 && period_cmp(r->period, now->period) < 0;
        if (earlier && (!x->before || period_cmp(r->period, x->before->period) >= 0))
            x->before = r;
    }
    if (!x->before)
        return true;
    TRY(run_lines(c->reader->s, c->city.id, x->before->id, c->viewer.arena, &lines, e));
    x->lines = lines.items;
    x->n = lines.n;
    return true;
}

bool get_score(Call *c, Err *e)
{
    Opened *o = NEW(c->viewer.arena, Opened);
    ScoreShown x = {0};

    TRY(open_run(c, o, e));
    x.result = &o->x.result;
    x.run = &o->run;
    TRY(find_before(c, &x, e));
    if (c->format == FORMAT_JSON)
        score_json(&c->viewer, &x, &c->json);
    else
        score_total_rows(&c->viewer, x.result, &c->rows);
    return true;
}

bool get_score_draft(Call *c, Err *e)
{
    RunContext *x = NEW(c->viewer.arena, RunContext);
    RunSpec spec = {.scheme = call_value(c, "scheme"), .as_of = call_date(c, "as_of")};
    bool given;

    TRY(score_period(call_value(c, "period"), &spec.period, &given, e));
    spec.feed = score_feed_new(c->reader->s, c->city.id, c->viewer.arena);
    TRY(score_draft(c->reader->s, &spec, c->viewer.arena, x, e));
    if (c->format == FORMAT_JSON)
        score_json(&c->viewer, &(ScoreShown){.result = &x->result}, &c->json);
    else
        score_total_rows(&c->viewer, &x->result, &c->rows);
    return true;
}

/* Figures behind a score are not everybody's, though the score is shown to all. */
static bool sees_behind(const Call *c, const char *unit)
{
    return call_allows(c, READ_ALL, NULL) || call_has_unit(c, READ_TASKS, unit);
}

static bool find_unit(const Call *c, const ScoreResult *r, size_t *unit, Err *e)
{
    TRY(score_find_unit(r, str_of(call_value(c, "unit")), unit, e));
    const Unit *u = &r->units[*unit].unit->unit;
    return sees_behind(c, unit_code(u)) ||
           ERR(e, ERR_FORBIDDEN, "%s的分是怎么来的不在本账户的范围内",
               "why %s has its score is not in the reach of this account", unit_name(u, e->lang));
}

bool get_score_why(Call *c, Err *e)
{
    Opened *o = NEW(c->viewer.arena, Opened);
    size_t unit, item;
    ScoreWhy w;

    TRY(open_run(c, o, e) && find_unit(c, &o->x.result, &unit, e) &&
        scheme_find_item(&o->x.scheme, str_of(call_value(c, "item")), &item, e));
    if (o->x.result.units[unit].lines[item].state == SCORE_NOT_APPLIED)
        return ERR(e, ERR_NOT_FOUND, "这一项不考核这个单位", "the item does not apply to that unit");
    TRY(score_why(&o->x.result, unit, item, c->viewer.arena, &w, e));
    score_why_json(&c->viewer, &w, &c->json);
    return true;
}

bool get_score_what_if(Call *c, Err *e)
{
    Opened *o = NEW(c->viewer.arena, Opened);
    ScoreStep *steps;
    size_t unit, n;

    TRY(open_run(c, o, e) && find_unit(c, &o->x.result, &unit, e) &&
        score_what_if(&o->x.result, unit, c->viewer.arena, &steps, &n, e));
    score_step_rows(&c->viewer, &o->x.result, steps, n, &c->rows);
    return true;
}

bool get_score_comparison(Call *c, Err *e)
{
    Opened *o = NEW(c->viewer.arena, Opened);
    int64_t with = (int64_t)call_count(c, "with", 0);
    ScoreComparison x;
    bool sees;

    TRY(open_run(c, o, e) && call_sees_run(c, c->reader->s, with, &sees, e));
    if (!sees)
        return ERR(e, ERR_FORBIDDEN, "第 %lld 次考核还没有公布", "run %lld is not shown yet",
                   (long long)with);
    TRY(score_compare(c->reader->s, with, o->run.id, c->viewer.arena, &x, e));
    size_t kept = 0;
    for (size_t i = 0; i < x.n; i++)
        if (sees_behind(c, x.changes[i].unit))
            x.changes[kept++] = x.changes[i];
    x.n = kept;
    score_change_rows(&c->viewer, &(ScoreNames){&c->city, &o->x.scheme}, &x, &c->rows);
    return true;
}

/* ---- appeals ---- */

/* Items by their names, where the run's scheme still goes with the catalogue. */
static void appeal_row(Call *c, Store *s, const ScoreAppeal *x, Rows *out)
{
    const SchemeWorld world = {&c->catalogue, NULL};
    ScoreNames names = {&c->city, NULL};
    Scheme *scheme = NEW(c->viewer.arena, Scheme);
    Err none = {.lang = c->viewer.lang};
    ScoreRun run;

    if (run_find(s, c->city.id, x->run, c->viewer.arena, &run, &none) &&
        scheme_load(s, &world, &(SchemeKey){.code = run.scheme, .version = run.version}, c->viewer.arena,
                    scheme, &none))
        names.scheme = scheme;
    score_appeal_rows(&c->viewer, &names, x, 1, out);
}

bool get_appeals(Call *c, Err *e)
{
    ScoreAppeal *items;
    size_t n;

    TRY(appeal_list(c->reader->s, c->city.id, c->viewer.arena, &items, &n, e));
    for (size_t i = n; i-- > 0;)
        if (sees_all(c) || call_has_unit(c, APPEAL, items[i].unit))
            appeal_row(c, c->reader->s, &items[i], &c->rows);
    return true;
}

static bool tell_appeal(Call *c, const ScoreAppeal *x)
{
    Rows rows = {.arena = c->viewer.arena};

    appeal_row(c, c->s, x, &rows);
    row_json(&rows.items[0], &c->json);
    return true;
}

bool post_appeal(Call *c, Err *e)
{
    const Intake by = call_intake(c);
    ScoreAppeal x = {.run = (int64_t)call_count(c, "id", 0),
                     .unit = body_text(c->body, "unit"),
                     .item = body_text(c->body, "item"),
                     .text = body_text(c->body, "text")};

    TRY(write_state(c, e));
    if (!call_has_unit(c, APPEAL, x.unit))
        return ERR(e, ERR_FORBIDDEN, "本账户不能替“%.64s”申诉", "this account may not appeal for \"%.64s\"",
                   x.unit);
    x.unit_kind = unit_kind_of_code(&c->city, x.unit);
    return appeal_add(c->s, &by, c->http->spec.today(), &x, e) && tell_appeal(c, &x);
}

bool post_appeal_answer(Call *c, Err *e)
{
    const Intake by = call_intake(c);
    const char *answer = body_text(c->body, "answer");
    ScoreAppeal x = {.id = (int64_t)call_count(c, "id", 0),
                     .answer_text = body_text(c->body, "text"),
                     .correction = body_int(c->body, "correction")};

    if (!appeal_parse(str_of(answer), &x.answer))
        return ERR(e, ERR_INVALID, "answer 应为 accepted 或 rejected，而不是“%.40s”",
                   "answer must be accepted or rejected, not \"%.40s\"", answer);
    return write_state(c, e) && appeal_answer(c->s, &by, &x, c->viewer.arena, e) && tell_appeal(c, &x);
}

/* ---- entries ---- */

bool get_entry_kinds(Call *c, Err *e)
{
    EntryKinds kinds;

    TRY(entry_kinds(c->reader->s, c->city.id, c->viewer.arena, &kinds, e));
    for (size_t i = 0; i < kinds.n; i++) {
        rows_begin(&c->rows);
        rows_text(&c->rows, "kind", kinds.items[i].name.code);
        rows_text(&c->rows, "name", scheme_name(&kinds.items[i].name, c->viewer.lang));
        rows_text(&c->rows, "unit", kinds.items[i].unit);
    }
    return true;
}

bool get_entries(Call *c, Err *e)
{
    ScoreEntries all;
    size_t kept = 0;

    TRY(entry_load(c->reader->s, &(EntryKey){.city = &c->city, .as_of = call_date(c, "as_of")},
                   c->viewer.arena, &all, e));
    for (size_t i = 0; i < all.n; i++) {
        if (!sees_all(c) && !call_has_unit(c, APPEAL, unit_code(&all.items[i].unit)))
            continue;
        all.items[kept] = all.items[i];
        all.replaced[kept++] = all.replaced[i];
    }
    all.n = kept;
    score_entry_rows(&c->viewer, &all, &c->rows);
    return true;
}

bool post_entry(Call *c, Err *e)
{
    const Intake by = call_intake(c);
    const char *value = body_text(c->body, "value");
    Rows rows = {.arena = c->viewer.arena};
    ScoreEntry x = {.kind = body_text(c->body, "kind"),
                    .reason = body_text(c->body, "reason"),
                    .evidence = body_text(c->body, "evidence"),
                    .replaces = body_int(c->body, "replaces")};
    bool given, lossy, replaced = false;
    Decimal d;

    TRY(write_state(c, e) && unit_find(&c->city, str_of(body_text(c->body, "unit")), &x.unit, e) &&
        score_period(body_text(c->body, "period"), &x.period, &given, e));
    if (!given || !decimal_parse(str_of(value), &d, &lossy))
        return ERR(e, ERR_INVALID, "period 应如 2021-09，value 应为一个数，而不是“%.40s”",
                   "period must be like 2021-09 and value a number, not \"%.40s\"", value);
    x.value = d.value;
    TRY(entry_add(c->s, &c->city, &by, &x, e));
    score_entry_rows(&c->viewer, &(ScoreEntries){&x, 1, 1, &replaced}, &rows);
    row_json(&rows.items[0], &c->json);
    return true;
}
