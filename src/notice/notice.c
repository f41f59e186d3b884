#include "notice/notice.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "city/records.h"
#include "notice/record.h"
#include "period/period.h"
#include "post/post.h"

/* ---- a new one ---- */

static bool kind_ok(const char *kind)
{
    size_t n = strlen(kind);

    return n > 0 && n <= NOTICE_KIND_MAX && strspn(kind, "abcdefghijklmnopqrstuvwxyz0123456789-_") == n;
}

/* A place on the page, or an address that a browser opens as a page; never a script. */
static bool link_ok(const char *link)
{
    bool place = link[0] == '/' && link[1] != '/';
    bool address = strncmp(link, "https://", 8) == 0 || strncmp(link, "http://", 7) == 0;

    return !*link || ((place || address) && post_text_ok(link, NOTICE_LINK_MAX, false));
}

static bool check_words(const Notice *n, Err *e)
{
    if (!kind_ok(n->kind))
        return ERR(e, ERR_INVALID, "通知的种类“%.80s”应为小写字母、数字、- 和 _，不超过 %d 字节",
                   "a notice's kind \"%.80s\" must be lower-case letters, digits, - and _, at most %d bytes",
                   n->kind, NOTICE_KIND_MAX);
    if (!str_trim(str_of(n->title)).n || !post_text_ok(n->title, NOTICE_TITLE_MAX, false))
        return ERR(e, ERR_INVALID, "通知的标题应为一行文字，不能为空，不超过 %d 字节",
                   "a notice's title must be one line, not empty, at most %d bytes", NOTICE_TITLE_MAX);
    if (!post_text_ok(n->text, NOTICE_TEXT_MAX, true))
        return ERR(e, ERR_INVALID, "通知的正文里不能有控制符，不超过 %d 字节",
                   "a notice's text must be without control characters, at most %d bytes", NOTICE_TEXT_MAX);
    if (!post_text_ok(n->subject, NOTICE_SUBJECT_MAX, false))
        return ERR(e, ERR_INVALID, "通知所关的事应写成一行，不超过 %d 字节",
                   "what a notice is about must be one line, at most %d bytes", NOTICE_SUBJECT_MAX);
    if (!link_ok(n->link))
        return ERR(e, ERR_INVALID, "通知的链接“%.200s”应以 / 或 http(s):// 开头，不超过 %d 字节",
                   "a notice's link \"%.200s\" must begin with / or http(s)://, at most %d bytes", n->link,
                   NOTICE_LINK_MAX);
    return true;
}

/* Has the city such a recipient, as it is now? */
static bool check_recipient(Store *s, const Intake *in, const Notice *n, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    const char *kind = notice_to_code(n->to), *table = arena_printf(a, "%ss", kind);
    Records r = {0};

    if (city_table(table))
        TRY(records_load(s, &(RecordsKey){in->city, table, 0}, a, &r, e));
    for (size_t i = 0; i < r.n; i++)
        if (strcmp(RECORD(&r, i, "code"), n->recipient) == 0)
            return true;
    return (n->to == NOTICE_OFFICE && !*n->recipient) ||
           ERR(e, ERR_NOT_FOUND, "没有收件单位 %s“%.80s”；它应在城市表里",
               "there is no recipient %s \"%.80s\"; it must be in the city's tables", kind, n->recipient);
}

static const char *given(const char *text)
{
    return text ? text : "";
}

/* The day of the notice: the one that the door gives, else the instant's. */
static int day_of(const Intake *in)
{
    return in->known_on ? in->known_on : date_or_none(in->received_at);
}

void notice_text(const NoticeRow *r, Buf *out)
{
    const Notice *n = &r->notice;

    buf_printf(
        out, "notice %lld\nto %s %s\nkind %s\nabout %s\ntitle %s\nlink %s\nurgent %d\non %d\nby %s\nat %s\n",
        (long long)n->id, notice_to_code(n->to), n->recipient, n->kind, n->subject, n->title, n->link,
        n->urgent, r->on_day, r->by, r->at);
    buf_printf(out, "text %s\n", n->text);
}

static bool enter(Store *s, const Intake *in, NoticeRow *r, Err *e)
{
    AUTO(buf_free) Buf text = buf_new(NOTICE_RECORD_MAX);
    const Notice *n = &r->notice;
    char subject[64];

    notice_text(r, &text);
    assert(buf_ok(&text));
    snprintf(subject, sizeof subject, "notice %lld", (long long)n->id);
    TRY(audit_add(s, in->city, &(AuditEntry){r->at, r->by, "notice", subject, buf_cstr(&text)}, &r->audit_seq,
                  e));
    return RUN(s, SQL_NOTICE_INSERT, e, INT(in->city), INT(n->id), TEXTARG(r->at), INT(r->on_day),
               TEXTARG(n->kind), TEXTARG(n->subject), TEXTARG(notice_to_code(n->to)), TEXTARG(n->recipient),
               TEXTARG(n->title), TEXTARG(n->text), TEXTARG(n->link), INT(n->urgent), TEXTARG(r->by),
               INT(r->audit_seq));
}

static bool next_id(Store *s, int64_t city, int64_t *id, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_NOTICE_LAST, &q, e, INT(city)) && query_next(q, &row, e));
    *id = query_int(q, 0) + 1;
    return true;
}

bool notice_add(Store *s, const Intake *in, Notice *n, Err *e)
{
    NoticeRow r = {.notice = *n, .at = in->received_at, .by = in->by, .on_day = day_of(in)};
    Notice *x = &r.notice;

    x->kind = given(n->kind);
    x->subject = given(n->subject);
    x->recipient = given(n->recipient);
    x->title = given(n->title);
    x->text = given(n->text);
    x->link = given(n->link);
    TRY(check_words(x, e) && check_recipient(s, in, x, e) && next_id(s, in->city, &x->id, e) &&
        enter(s, in, &r, e));
    n->id = x->id;
    return true;
}

/* ---- reading ---- */

static NoticeRow read_row(const Query *q, Arena *a)
{
    NoticeRow r = {.at = str_dup(a, query_text(q, 1)),
                   .on_day = (int)query_int(q, 2),
                   .by = str_dup(a, query_text(q, 11)),
                   .audit_seq = query_int(q, 12),
                   .seen = query_int(q, 13) != 0};

    r.notice = (Notice){.id = query_int(q, 0),
                        .kind = str_dup(a, query_text(q, 3)),
                        .subject = str_dup(a, query_text(q, 4)),
                        .to = NOTICE_OFFICE,
                        .recipient = str_dup(a, query_text(q, 6)),
                        .title = str_dup(a, query_text(q, 7)),
                        .text = str_dup(a, query_text(q, 8)),
                        .link = str_dup(a, query_text(q, 9)),
                        .urgent = query_int(q, 10) != 0};
    (void)notice_to_parse(str_dup(a, query_text(q, 5)), &r.notice.to);
    return r;
}

static bool wanted(const NoticeQuery *q, const NoticeRow *r)
{
    return !(q->unseen && r->seen) && (!q->mine || q->mine(q->who, &r->notice));
}

bool notice_list(Store *s, const NoticeQuery *q, Arena *a, NoticeRow **rows, size_t *n, Err *e)
{
    AUTO(query_end) Query *all = NULL;
    size_t cap = 0;
    bool row;

    *rows = NULL;
    *n = 0;
    TRY(QUERY(s, SQL_NOTICE_ALL, &all, e, INT(q->account), INT(q->city), INT(q->since)));
    for (;;) {
        TRY(query_next(all, &row, e));
        if (!row)
            return true;
        NoticeRow r = read_row(all, a);
        if (!wanted(q, &r))
            continue;
        ARENA_PUSH(a, *rows, *n, cap);
        (*rows)[(*n)++] = r;
    }
}

bool notice_unseen(Store *s, const NoticeQuery *q, size_t *n, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(query_end) Query *all = NULL;
    NoticeQuery new = *q;
    bool row;

    new.unseen = true;
    *n = 0;
    TRY(QUERY(s, SQL_NOTICE_ALL, &all, e, INT(q->account), INT(q->city), INT(q->since)));
    for (;;) {
        TRY(query_next(all, &row, e));
        if (!row)
            return true;
        NoticeRow r = read_row(all, a);
        *n += wanted(&new, &r);
        arena_reset(a);
    }
}

/* ---- seen ---- */

bool notice_see(Store *s, const NoticeQuery *q, int64_t id, const char *at, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    NoticeRow *rows;
    bool found = id == 0;
    size_t n;

    if (!q->account)
        return ERR(e, ERR_INVALID, "登录后才能标记通知已读", "log in to mark notices as seen");
    TRY(store_begin(s, e));
    AUTO(transaction_end) Transaction t = s;
    TRY(notice_list(s, q, a, &rows, &n, e));
    for (size_t i = 0; i < n; i++) {
        if (id && rows[i].notice.id != id)
            continue;
        found = true;
        TRY(RUN(s, SQL_NOTICE_SEEN_INSERT, e, INT(q->city), INT(q->account), INT(rows[i].notice.id),
                TEXTARG(at)));
    }
    if (!found)
        return ERR(e, ERR_NOT_FOUND, "没有给您的第 %lld 号通知", "there is no notice %lld for you",
                   (long long)id);
    return store_commit(s, e);
}
