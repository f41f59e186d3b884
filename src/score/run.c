#include "score/run.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "ledger/deed.h"
#include "score/run_lines.h"

static const char *const kinds[] = {[RUN_FIRST] = "first", [RUN_CORRECTION] = "correction"};

const char *run_kind_code(RunKind k)
{
    return kinds[k];
}

/* ---- reading ---- */

static ScoreRun read_run(const Query *q, Arena *a)
{
    ScoreRun r = {.id = query_int(q, 0),
                  .scheme = str_dup(a, query_text(q, 1)),
                  .version = query_int(q, 2),
                  .as_of = (int)query_int(q, 4),
                  .no_sample = query_int(q, 5) != 0,
                  .until_submission = query_int(q, 6),
                  .until_entry = query_int(q, 7),
                  .kind = str_eq(query_text(q, 8), "correction") ? RUN_CORRECTION : RUN_FIRST,
                  .corrects = query_int(q, 9),
                  .appeal = query_int(q, 10),
                  .holds_bounds = query_int(q, 11) != 0,
                  .title = str_dup(a, query_text(q, 12)),
                  .n_lines = query_int(q, 13),
                  .lines_sha256 = str_dup(a, query_text(q, 14)),
                  .by = str_dup(a, query_text(q, 15)),
                  .at = str_dup(a, query_text(q, 16)),
                  .audit_seq = query_int(q, 17)};

    (void)period_from_code((int)query_int(q, 3), &r.period);
    return r;
}

bool run_list(Store *s, int64_t city, Arena *a, ScoreRun **out, size_t *n, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    size_t cap = 0;
    bool row;

    *out = NULL;
    *n = 0;
    TRY(QUERY(s, SQL_SCORE_RUN_ALL, &q, e, INT(city)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        ARENA_PUSH(a, *out, *n, cap);
        (*out)[(*n)++] = read_run(q, a);
    }
}

bool run_find(Store *s, int64_t city, int64_t id, Arena *a, ScoreRun *out, Err *e)
{
    ScoreRun *all;
    size_t n;

    TRY(run_list(s, city, a, &all, &n, e));
    for (size_t i = 0; i < n; i++)
        if (all[i].id == id) {
            *out = all[i];
            return true;
        }
    ERR(e, ERR_NOT_FOUND, "没有第 %lld 次考核；qingyu score list 列出了所有考核",
        "there is no run %lld; qingyu score list lists all of them", (long long)id);
    return false;
}

/* ---- computing ---- */

/* Where a computation begins: what is known, and which rule. */
typedef struct RunBegin {
    int as_of;
    bool no_sample;
    int64_t until_submission, until_entry;
    SchemeKey scheme;
    Period period;
    const ScoreFeed *feed;
    const ScoreFrozen *frozen;
    size_t n_frozen;
    const SchemeSheets *sheets;
} RunBegin;

/* The scheme as it is edited, where it is whole; else the stored one. */
static bool load_scheme(Store *s, const SchemeWorld *w, const RunBegin *b, Arena *a, Scheme *out, Err *e)
{
    Findings fs = {.arena = a, .lang = e->lang, .file = "", .sheet = ""};

    if (b->sheets && b->sheets->n) {
        TRY(scheme_read_sheets(w, b->sheets, &fs, out, e));
        if (!fs.n_faults)
            return true;
    }
    return scheme_load(s, w, &b->scheme, a, out, e);
}

static bool compute(Store *s, const RunBegin *b, Arena *a, RunContext *out, Err *e)
{
    TRY(city_load_until(s, b->as_of, b->until_submission, a, &out->city, e) &&
        catalogue_load(s, &out->city, a, &out->catalogue, e));
    SchemeWorld world = {&out->catalogue, b->feed};
    TRY(load_scheme(s, &world, b, a, &out->scheme, e));
    View known = {.s = s,
                  .city = &out->city,
                  .as_of = b->as_of,
                  .no_sample = b->no_sample,
                  .until_submission = b->until_submission};
    ScoreSpec spec = {.known = known,
                      .catalogue = &out->catalogue,
                      .scheme = &out->scheme,
                      .period = b->period,
                      .feed = b->feed,
                      .until_entry = b->until_entry,
                      .frozen = b->frozen,
                      .n_frozen = b->n_frozen};
    return score_compute(&spec, a, &out->result, e);
}

bool score_draft(Store *s, const RunSpec *spec, Arena *a, RunContext *out, Err *e)
{
    RunBegin b = {.as_of = spec->as_of,
                  .no_sample = spec->no_sample,
                  .scheme = {spec->scheme, spec->version, period_last_day(spec->period), true},
                  .period = spec->period,
                  .feed = spec->feed,
                  .sheets = spec->sheets};

    return compute(s, &b, a, out, e);
}

/* Keeps the frozen numbers of the kind. */
static void keep_kind(RunFrozen *f, FrozenKind kind)
{
    size_t n = 0;

    for (size_t i = 0; i < f->n; i++)
        if (f->items[i].kind == kind)
            f->items[n++] = f->items[i];
    f->n = n;
}

/* What a correction rests on. */
static bool check_correction(Store *s, int64_t city, const RunSpec *spec, Arena *a, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    ScoreRun first;
    bool row;

    if (!spec->corrects)
        return (!spec->appeal && !spec->hold_bounds) ||
               ERR(e, ERR_INVALID, "只有更正才有申诉和沿用的界限；请指明更正哪一次",
                   "only a correction has an appeal or holds bounds; say which run it corrects");
    TRY(run_find(s, city, spec->corrects, a, &first, e));
    if (strcmp(first.scheme, spec->scheme) != 0 || !period_eq(first.period, spec->period))
        return ERR(e, ERR_CONFLICT, "第 %lld 次考核不是这个办法、这一期的，不能由它更正",
                   "run %lld is of another scheme or period and cannot be corrected by this one",
                   (long long)first.id);
    TRY(!spec->appeal || QUERY(s, SQL_SCORE_APPEAL_ALL, &q, e, INT(city)));
    while (spec->appeal) {
        TRY(query_next(q, &row, e));
        if (!row)
            return ERR(e, ERR_NOT_FOUND, "没有申诉 %lld", "there is no appeal %lld", (long long)spec->appeal);
        if (query_int(q, 0) == spec->appeal)
            break;
    }
    return !spec->appeal || query_int(q, 1) == spec->corrects ||
           ERR(e, ERR_CONFLICT, "申诉 %lld 是对第 %lld 次考核的", "appeal %lld is about run %lld",
               (long long)spec->appeal, (long long)query_int(q, 1));
}

/* ---- keeping ---- */

static void canonical(const ScoreRun *r, Buf *out)
{
    buf_printf(
        out,
        "score_run %lld\nscheme %s\nversion %lld\nperiod %d\nas_of %d\nno_sample %d\nuntil_submission %lld\n"
        "until_entry %lld\nkind %s\ncorrects %lld\nappeal %lld\nholds_bounds %d\nlines %lld\nsha256 %s\n",
        (long long)r->id, r->scheme, (long long)r->version, period_code(r->period), r->as_of, r->no_sample,
        (long long)r->until_submission, (long long)r->until_entry, kinds[r->kind], (long long)r->corrects,
        (long long)r->appeal, r->holds_bounds, (long long)r->n_lines, r->lines_sha256);
    buf_printf(out, "by %s\nat %s\ntitle %s\n", r->by, r->at, r->title);
}

static bool enter(Store *s, const Intake *in, const ScoreResult *result, ScoreRun *r, Arena *a, Err *e)
{
    AUTO(buf_free) Buf text = buf_new(FIELD_MAX);
    char sha256[SHA256_HEX], subject[64];
    RunLine *lines;
    size_t n = run_lines_of(result, a, &lines);

    run_digest(lines, n, result->frozen, result->n_frozen, sha256);
    r->n_lines = (int64_t)n;
    r->lines_sha256 = arena_strdup(a, sha256);
    r->by = in->by;
    r->at = in->received_at;
    canonical(r, &text);
    snprintf(subject, sizeof subject, "run %lld", (long long)r->id);
    TRY(audit_add(s, in->city, &(AuditEntry){r->at, r->by, "score_run", subject, buf_cstr(&text)},
                  &r->audit_seq, e));
    TRY(RUN(s, SQL_SCORE_RUN_INSERT, e, INT(in->city), INT(r->id), TEXTARG(r->scheme), INT(r->version),
            INT(period_code(r->period)), INT(r->as_of), INT(r->no_sample), INT(r->until_submission),
            INT(r->until_entry), TEXTARG(kinds[r->kind]), INT(r->corrects), INT(r->appeal),
            INT(r->holds_bounds), TEXTARG(r->title), INT(r->n_lines), TEXTARG(r->lines_sha256),
            TEXTARG(r->by), TEXTARG(r->at), INT(r->audit_seq)));
    return run_store_lines(s, r, in->city, lines, n, e) &&
           run_store_frozen(s, in->city, r->id, result->frozen, result->n_frozen, e);
}

static bool last_submission(Store *s, int64_t city, int64_t *id, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_SUBMISSION_LAST, &q, e, INT(city)) && query_next(q, &row, e));
    *id = query_int(q, 0);
    return true;
}

/* The pin: all that is in the store at this moment. */
static bool pin(Store *s, const Intake *in, const RunSpec *spec, Arena *a, ScoreRun *r, Err *e)
{
    ScoreRun *all;
    size_t n;

    TRY(run_list(s, in->city, a, &all, &n, e));
    *r = (ScoreRun){.id = n ? all[n - 1].id + 1 : 1,
                    .scheme = spec->scheme,
                    .period = spec->period,
                    .as_of = spec->as_of,
                    .no_sample = spec->no_sample,
                    .kind = spec->corrects ? RUN_CORRECTION : RUN_FIRST,
                    .corrects = spec->corrects,
                    .appeal = spec->appeal,
                    .holds_bounds = spec->hold_bounds,
                    .title = spec->title ? spec->title : ""};
    return last_submission(s, in->city, &r->until_submission, e) &&
           entry_last(s, in->city, &r->until_entry, e) && deed_reason(r->title, false, e);
}

bool score_run(Store *s, const RunSpec *spec, const Intake *in, Arena *a, ScoreRun *out, Err *e)
{
    RunContext *x = NEW(a, RunContext);
    RunFrozen held = {0};

    TRY(store_begin(s, e));
    AUTO(transaction_end) Transaction t = s;
    TRY(pin(s, in, spec, a, out, e) && check_correction(s, in->city, spec, a, e));
    if (spec->hold_bounds)
        TRY(run_load_frozen(s, in->city, spec->corrects, a, &held, e));
    keep_kind(&held, FROZEN_GROUP);
    RunBegin b = {.as_of = spec->as_of,
                  .no_sample = spec->no_sample,
                  .until_submission = out->until_submission,
                  .until_entry = out->until_entry ? out->until_entry : -1,
                  .scheme = {spec->scheme, spec->version, period_last_day(spec->period), false},
                  .period = spec->period,
                  .feed = spec->feed,
                  .frozen = held.items,
                  .n_frozen = held.n};
    TRY(compute(s, &b, a, x, e));
    out->version = x->scheme.version;
    TRY(enter(s, in, &x->result, out, a, e));
    return store_commit(s, e);
}

/* ---- computing again ---- */

bool score_recompute(Store *s, const ScoreRun *run, Arena *a, RunContext *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    RunFrozen put_back;
    bool row;

    TRY(query_start(s, SQL_CITY_FIRST, NULL, 0, &q, e) && query_next(q, &row, e));
    int64_t city = row ? query_int(q, 0) : 0;
    query_end(&q);
    TRY(run_load_frozen(s, city, run->id, a, &put_back, e));
    if (!run->holds_bounds)
        keep_kind(&put_back, FROZEN_FEED);
    RunBegin b = {.as_of = run->as_of,
                  .no_sample = run->no_sample,
                  .until_submission = run->until_submission,
                  .until_entry = run->until_entry ? run->until_entry : -1,
                  .scheme = {.code = run->scheme, .version = run->version},
                  .period = run->period,
                  .frozen = put_back.items,
                  .n_frozen = put_back.n};
    return compute(s, &b, a, out, e);
}

static void compare_lines(const RunLine *a, size_t n_a, const RunLine *b, size_t n_b, RunCheck *out)
{
    AUTO(buf_free) Buf x = buf_new(FIELD_MAX);
    AUTO(buf_free) Buf y = buf_new(FIELD_MAX);

    *out = (RunCheck){.same = n_a == n_b};
    for (size_t i = 0; i < n_a && out->same; i++) {
        buf_clear(&x);
        buf_clear(&y);
        run_line_text(&a[i], &x);
        run_line_text(&b[i], &y);
        out->same = strcmp(buf_cstr(&x), buf_cstr(&y)) == 0;
        out->differs = out->same ? 0 : a[i].line;
    }
}

bool score_recheck(Store *s, const ScoreRun *run, Arena *a, RunCheck *out, Err *e)
{
    RunContext *x = NEW(a, RunContext);
    RunLines kept;
    RunLine *now;

    TRY(score_recompute(s, run, a, x, e) && run_lines(s, x->city.id, run->id, a, &kept, e));
    size_t n_now = run_lines_of(&x->result, a, &now);
    compare_lines(kept.items, kept.n, now, n_now, out);
    return true;
}

/* ---- verifying ---- */

static bool verify_rows(Store *s, int64_t city, const ScoreRun *r, Verification *v, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    char sha256[SHA256_HEX];
    RunLines lines;
    RunFrozen frozen;

    TRY(run_lines(s, city, r->id, a, &lines, e) && run_load_frozen(s, city, r->id, a, &frozen, e));
    for (size_t i = 0; i < lines.n_damaged; i++)
        WRONG(v, "第 %lld 次考核的第 %lld 行被改动", "line %2$lld of run %1$lld was changed",
              (long long)r->id, (long long)lines.damaged[i]);
    for (size_t i = 0; i < frozen.n_damaged; i++)
        WRONG(v, "第 %lld 次考核留存的第 %lld 个数被改动", "frozen number %2$lld of run %1$lld was changed",
              (long long)r->id, (long long)frozen.damaged[i]);
    run_digest(lines.items, lines.n, frozen.items, frozen.n, sha256);
    if (strcmp(sha256, r->lines_sha256) != 0 || (int64_t)lines.n != r->n_lines)
        WRONG(v, "第 %lld 次考核的各行与其摘要不符", "the lines of run %lld do not match their digest",
              (long long)r->id);
    v->n_rows += (int64_t)lines.n;
    return true;
}

static bool verify_run(Store *s, int64_t city, const ScoreRun *r, bool deep, Verification *v, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(buf_free) Buf text = buf_new(FIELD_MAX);
    RunCheck check = {.same = true};
    bool same;

    canonical(r, &text);
    TRY(deed_in_audit(s, city, r->audit_seq, buf_cstr(&text), &same, e));
    if (!same)
        WRONG(v, "第 %lld 次考核与审计链第 %lld 条不符",
              "run %lld does not match entry %lld of the audit chain", (long long)r->id,
              (long long)r->audit_seq);
    TRY(verify_rows(s, city, r, v, e) && (!deep || score_recheck(s, r, a, &check, e)));
    if (!check.same)
        WRONG(v, "第 %lld 次考核重算后第 %lld 行不同", "run %lld, computed again, differs in line %lld",
              (long long)r->id, (long long)check.differs);
    return true;
}

bool score_verify(Store *s, int64_t city, bool deep, Verification *v, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    ScoreRun *all;
    size_t n;

    TRY(run_list(s, city, a, &all, &n, e));
    for (size_t i = 0; i < n; i++)
        TRY(verify_run(s, city, &all[i], deep, v, e));
    return deed_count(s, city, "score_run", (int64_t)n, v, e);
}
