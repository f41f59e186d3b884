#include "score/appeal.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "ledger/deed.h"

/* ---- publications ---- */

static void canonical_publication(const RunPublication *p, Buf *out)
{
    buf_printf(out, "score_publication %lld\nrun %lld\nfrom %d\nby %s\nat %s\ntitle %s\n", (long long)p->id,
               (long long)p->run, p->from, p->by, p->at, p->title);
}

bool publication_list(Store *s, int64_t city, Arena *a, RunPublication **out, size_t *n, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    size_t cap = 0;
    bool row;

    *out = NULL;
    *n = 0;
    TRY(QUERY(s, SQL_SCORE_PUBLICATION_ALL, &q, e, INT(city)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        ARENA_PUSH(a, *out, *n, cap);
        (*out)[(*n)++] = (RunPublication){.id = query_int(q, 0),
                                          .run = query_int(q, 1),
                                          .from = (int)query_int(q, 2),
                                          .title = str_dup(a, query_text(q, 3)),
                                          .by = str_dup(a, query_text(q, 4)),
                                          .at = str_dup(a, query_text(q, 5)),
                                          .audit_seq = query_int(q, 6)};
    }
}

const RunPublication *publication_of(const RunPublication *all, size_t n, int64_t run)
{
    const RunPublication *last = NULL;

    for (size_t i = 0; i < n; i++)
        if (all[i].run == run)
            last = &all[i];
    return last;
}

bool publication_is_shown(const RunPublication *all, size_t n, int64_t run, int today)
{
    const RunPublication *p = publication_of(all, n, run);

    return p && p->from <= today;
}

static bool check_publication(const RunPublication *set, Err *e)
{
    TRY(deed_reason(set->title, false, e));
    if (!str_trim(str_of(set->title)).n)
        return ERR(e, ERR_INVALID, "请写明标题", "a title is needed");
    return date_valid(set->from) ||
           ERR(e, ERR_INVALID, "请写明从哪一天起晾晒", "name the day from which it is shown");
}

bool publication_add(Store *s, const Intake *in, RunPublication *set, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(buf_free) Buf text = buf_new(FIELD_MAX);
    RunPublication *all;
    ScoreRun run;
    size_t n;
    char subject[64];

    set->title = set->title ? set->title : "";
    TRY(check_publication(set, e) && store_begin(s, e));
    AUTO(transaction_end) Transaction t = s;
    TRY(run_find(s, in->city, set->run, a, &run, e) && publication_list(s, in->city, a, &all, &n, e));
    set->id = n ? all[n - 1].id + 1 : 1;
    set->by = in->by;
    set->at = in->received_at;
    canonical_publication(set, &text);
    snprintf(subject, sizeof subject, "run %lld", (long long)set->run);
    TRY(audit_add(s, in->city, &(AuditEntry){set->at, set->by, "score_publish", subject, buf_cstr(&text)},
                  &set->audit_seq, e));
    TRY(RUN(s, SQL_SCORE_PUBLICATION_INSERT, e, INT(in->city), INT(set->id), INT(set->run), INT(set->from),
            TEXTARG(set->title), TEXTARG(set->by), TEXTARG(set->at), INT(set->audit_seq)));
    return store_commit(s, e);
}

/* ---- appeals ---- */

static const struct {
    const char *code, *zh, *en;
} answers[] = {
    [APPEAL_OPEN] = {"", "待答复", "open"},
    [APPEAL_ACCEPTED] = {"accepted", "采纳", "accepted"},
    [APPEAL_REJECTED] = {"rejected", "不采纳", "rejected"},
};

const char *appeal_code(AppealAnswer a)
{
    return answers[a].code;
}

const char *appeal_name(AppealAnswer a, Lang lang)
{
    return TEXT(lang, answers[a].zh, answers[a].en);
}

bool appeal_parse(Str s, AppealAnswer *out)
{
    for (size_t i = APPEAL_ACCEPTED; i < COUNT(answers); i++) {
        if (!str_eq(s, answers[i].code))
            continue;
        *out = (AppealAnswer)i;
        return true;
    }
    return false;
}

static void canonical_appeal(const ScoreAppeal *x, Buf *out)
{
    buf_printf(out, "score_appeal %lld\nrun %lld\nunit %s %s\nitem %s\nby %s\nat %s\ntext %s\n",
               (long long)x->id, (long long)x->run, x->unit_kind, x->unit, x->item, x->by, x->at, x->text);
}

static void canonical_answer(const ScoreAppeal *x, Buf *out)
{
    buf_printf(out, "score_answer %lld\ndecision %s\ncorrection %lld\nby %s\nat %s\ntext %s\n",
               (long long)x->id, appeal_code(x->answer), (long long)x->correction, x->answered_by,
               x->answered_at, x->answer_text);
}

static ScoreAppeal read_appeal(const Query *q, Arena *a)
{
    ScoreAppeal x = {.id = query_int(q, 0),
                     .run = query_int(q, 1),
                     .unit_kind = str_dup(a, query_text(q, 2)),
                     .unit = str_dup(a, query_text(q, 3)),
                     .item = str_dup(a, query_text(q, 4)),
                     .text = str_dup(a, query_text(q, 5)),
                     .by = str_dup(a, query_text(q, 6)),
                     .at = str_dup(a, query_text(q, 7)),
                     .audit_seq = query_int(q, 8),
                     .answer_text = str_dup(a, query_text(q, 10)),
                     .correction = query_int(q, 11),
                     .answered_by = str_dup(a, query_text(q, 12)),
                     .answered_at = str_dup(a, query_text(q, 13)),
                     .answer_seq = query_int(q, 14)};

    (void)appeal_parse(query_text(q, 9), &x.answer);
    return x;
}

bool appeal_list(Store *s, int64_t city, Arena *a, ScoreAppeal **out, size_t *n, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    size_t cap = 0;
    bool row;

    *out = NULL;
    *n = 0;
    TRY(QUERY(s, SQL_SCORE_APPEAL_ALL, &q, e, INT(city)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        ARENA_PUSH(a, *out, *n, cap);
        (*out)[(*n)++] = read_appeal(q, a);
    }
}

/* Is there such a line in the run? Its unit's kind is filled in. */
static bool check_line(Store *s, int64_t city, ScoreAppeal *set, Arena *a, Err *e)
{
    RunLines lines;

    TRY(run_lines(s, city, set->run, a, &lines, e));
    for (size_t i = 0; i < lines.n; i++) {
        const RunLine *l = &lines.items[i];
        bool of = l->of == RUN_ITEM || l->of == RUN_TOTAL;
        if (!of || strcmp(l->unit, set->unit) != 0 || strcmp(l->code, set->item) != 0)
            continue;
        set->unit_kind = strcmp(l->unit_kind, "area") == 0 ? "area" : "department";
        return true;
    }
    return ERR(e, ERR_NOT_FOUND, "第 %lld 次考核里没有 %s 的“%s”这一项",
               "run %lld has no line of %s and the item \"%s\"", (long long)set->run, set->unit, set->item);
}

static bool check_shown(Store *s, int64_t city, const ScoreAppeal *set, int today, Arena *a, Err *e)
{
    RunPublication *all;
    size_t n;

    TRY(publication_list(s, city, a, &all, &n, e));
    return publication_is_shown(all, n, set->run, today) ||
           ERR(e, ERR_CONFLICT, "第 %lld 次考核还没有晾晒，晾晒后才能申诉",
               "run %lld is not shown yet; it can be questioned once it is", (long long)set->run);
}

static bool check_open(const ScoreAppeal *all, size_t n, const ScoreAppeal *set, Err *e)
{
    for (size_t i = 0; i < n; i++)
        if (all[i].run == set->run && all[i].answer == APPEAL_OPEN && strcmp(all[i].unit, set->unit) == 0 &&
            strcmp(all[i].item, set->item) == 0)
            return ERR(e, ERR_CONFLICT, "这一项已有申诉 %lld，还没有答复",
                       "appeal %lld of this line is not answered yet", (long long)all[i].id);
    return true;
}

static bool enter_appeal(Store *s, const Intake *in, ScoreAppeal *x, Err *e)
{
    AUTO(buf_free) Buf text = buf_new(FIELD_MAX);
    char subject[64];

    x->by = in->by;
    x->at = in->received_at;
    canonical_appeal(x, &text);
    snprintf(subject, sizeof subject, "run %lld", (long long)x->run);
    TRY(audit_add(s, in->city, &(AuditEntry){x->at, x->by, "score_appeal", subject, buf_cstr(&text)},
                  &x->audit_seq, e));
    return RUN(s, SQL_SCORE_APPEAL_INSERT, e, INT(in->city), INT(x->id), INT(x->run), TEXTARG(x->unit_kind),
               TEXTARG(x->unit), TEXTARG(x->item), TEXTARG(x->text), TEXTARG(x->by), TEXTARG(x->at),
               INT(x->audit_seq));
}

bool appeal_add(Store *s, const Intake *in, int today, ScoreAppeal *set, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    ScoreAppeal *all;
    ScoreRun run;
    size_t n;

    set->text = set->text ? set->text : "";
    set->item = set->item ? set->item : "";
    set->answer = APPEAL_OPEN;
    set->answer_text = set->answered_by = set->answered_at = "";
    TRY(deed_reason(set->text, true, e) && store_begin(s, e));
    AUTO(transaction_end) Transaction t = s;
    TRY(run_find(s, in->city, set->run, a, &run, e) && check_shown(s, in->city, set, today, a, e) &&
        check_line(s, in->city, set, a, e) && appeal_list(s, in->city, a, &all, &n, e) &&
        check_open(all, n, set, e));
    set->id = n ? all[n - 1].id + 1 : 1;
    return enter_appeal(s, in, set, e) && store_commit(s, e);
}

/* ---- answers ---- */

static bool check_correction(Store *s, int64_t city, const ScoreAppeal *x, Arena *a, Err *e)
{
    ScoreRun run;

    if (!x->correction)
        return true;
    TRY(run_find(s, city, x->correction, a, &run, e));
    return (x->answer == APPEAL_ACCEPTED && run.corrects == x->run) ||
           ERR(e, ERR_CONFLICT, "第 %lld 次考核不是对第 %lld 次的更正；只有采纳的申诉才有更正",
               "run %lld does not correct run %lld; only an accepted appeal has a correction",
               (long long)run.id, (long long)x->run);
}

static bool check_answer(const ScoreAppeal *was, const Intake *in, const ScoreAppeal *set, Err *e)
{
    if (was->answer != APPEAL_OPEN)
        return ERR(e, ERR_CONFLICT, "申诉 %lld 已由 %s 于 %s 答复：%s",
                   "appeal %lld was answered by %s at %s: %s", (long long)was->id, was->answered_by,
                   was->answered_at, was->answer_text);
    if (strcmp(was->by, in->by) == 0)
        return ERR(e, ERR_FORBIDDEN, "申诉 %lld 是 %s 自己提的；请由另一个人答复",
                   "appeal %lld was made by %s, who cannot answer it; another must", (long long)was->id,
                   in->by);
    return set->answer != APPEAL_OPEN ||
           ERR(e, ERR_INVALID, "请写明采纳还是不采纳", "say whether it is accepted or rejected");
}

static bool enter_answer(Store *s, const Intake *in, ScoreAppeal *x, Err *e)
{
    AUTO(buf_free) Buf text = buf_new(FIELD_MAX);
    char subject[64];

    canonical_answer(x, &text);
    snprintf(subject, sizeof subject, "appeal %lld", (long long)x->id);
    TRY(audit_add(s, in->city,
                  &(AuditEntry){in->received_at, in->by, "score_answer", subject, buf_cstr(&text)},
                  &x->answer_seq, e));
    return RUN(s, SQL_SCORE_ANSWER_INSERT, e, INT(in->city), INT(x->id), TEXTARG(appeal_code(x->answer)),
               TEXTARG(x->answer_text), INT(x->correction), TEXTARG(x->answered_by), TEXTARG(x->answered_at),
               INT(x->answer_seq));
}

bool appeal_answer(Store *s, const Intake *in, ScoreAppeal *set, Arena *a, Err *e)
{
    ScoreAppeal *all, asked = *set;
    size_t n, i = 0;

    TRY(deed_reason(set->answer_text ? set->answer_text : "", true, e) && store_begin(s, e));
    AUTO(transaction_end) Transaction t = s;
    TRY(appeal_list(s, in->city, a, &all, &n, e));
    while (i < n && all[i].id != set->id)
        i++;
    if (i == n)
        return ERR(e, ERR_NOT_FOUND, "没有申诉 %lld", "there is no appeal %lld", (long long)set->id);
    TRY(check_answer(&all[i], in, &asked, e));
    *set = all[i];
    set->answer = asked.answer;
    set->answer_text = asked.answer_text;
    set->correction = asked.correction;
    set->answered_by = in->by;
    set->answered_at = in->received_at;
    return check_correction(s, in->city, set, a, e) && enter_answer(s, in, set, e) && store_commit(s, e);
}

/* ---- verifying ---- */

/* Tells a record that the chain does not have like this. */
static bool match(Store *s, int64_t city, int64_t seq, const Buf *text, Verification *v, Err *e)
{
    const char *end = strchr(buf_cstr(text), '\n');
    bool same;

    TRY(deed_in_audit(s, city, seq, buf_cstr(text), &same, e));
    if (!same)
        WRONG(v, "“%.*s”与审计链第 %lld 条不符", "\"%.*s\" does not match entry %lld of the audit chain",
              (int)(end - buf_cstr(text)), buf_cstr(text), (long long)seq);
    return true;
}

static bool verify_publications(Store *s, int64_t city, Verification *v, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(buf_free) Buf text = buf_new(FIELD_MAX);
    RunPublication *all;
    size_t n;

    TRY(publication_list(s, city, a, &all, &n, e));
    for (size_t i = 0; i < n; i++) {
        buf_clear(&text);
        canonical_publication(&all[i], &text);
        TRY(match(s, city, all[i].audit_seq, &text, v, e));
    }
    return deed_count(s, city, "score_publish", (int64_t)n, v, e);
}

bool appeal_verify(Store *s, int64_t city, Verification *v, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(buf_free) Buf text = buf_new(FIELD_MAX);
    ScoreAppeal *all;
    int64_t n_answers = 0;
    size_t n;

    TRY(verify_publications(s, city, v, e) && appeal_list(s, city, a, &all, &n, e));
    for (size_t i = 0; i < n; i++) {
        buf_clear(&text);
        canonical_appeal(&all[i], &text);
        TRY(match(s, city, all[i].audit_seq, &text, v, e));
        if (all[i].answer == APPEAL_OPEN)
            continue;
        n_answers++;
        buf_clear(&text);
        canonical_answer(&all[i], &text);
        TRY(match(s, city, all[i].answer_seq, &text, v, e));
    }
    return deed_count(s, city, "score_appeal", (int64_t)n, v, e) &&
           deed_count(s, city, "score_answer", n_answers, v, e);
}

bool assessment_verify(Store *s, int64_t city, bool deep, Verification *v, Err *e)
{
    return scheme_verify(s, city, v, e) && entry_verify(s, city, v, e) && score_verify(s, city, deep, v, e) &&
           appeal_verify(s, city, v, e);
}
