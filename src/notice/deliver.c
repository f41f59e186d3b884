/* Sending what is due, and keeping what became of it. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "notice/record.h"
#include "period/period.h"

enum { DAY_SECONDS = 86400 };

/* ---- what is due ---- */

static int64_t seconds_of(const char *at)
{
    int year, month, day, h, m, s;

    if (sscanf(at, "%4d-%2d-%2dT%2d:%2d:%2dZ", &year, &month, &day, &h, &m, &s) != 6)
        return (int64_t)date_days(date_or_none(at)) * DAY_SECONDS;
    return (int64_t)date_days(date_make(year, month, day)) * DAY_SECONDS + h * 3600 + m * 60 + s;
}

/* The link as somebody outside can open it. */
static const char *link_of(const DeliverSpec *spec, const Notice *n, Arena *a)
{
    const char *site = spec->site ? spec->site : "";
    size_t k = strlen(site);

    if (*n->link != '/')
        return n->link;
    while (k && site[k - 1] == '/')
        k--;
    return k ? arena_printf(a, "%.*s%s", (int)k, site, n->link) : "";
}

/* Why it cannot be sent as things are; NULL when it can. */
static const char *held_back(const DeliverSpec *spec, const Dispatch *d, Arena *a, Lang lang)
{
    const Secrets none = {.path = "STORE.secrets"}, *secrets = spec->secrets ? spec->secrets : &none;
    const char *smtp = spec->post.mail.smtp, *name = d->contact->secret;

    if (d->contact->channel == POST_EMAIL && !(smtp && *smtp))
        return TEXT(lang, "没有给出邮件服务器", "no mail server is given");
    if (d->contact->channel == POST_WEBHOOK && *name && !secrets_value(secrets, name))
        return arena_printf(a, TEXT(lang, "“%s”里没有密钥“%s”", "\"%s\" holds no secret \"%s\""),
                            secrets->path, name);
    return NULL;
}

static PostJob job_of(const DeliverSpec *spec, const Dispatch *d, Arena *a)
{
    const Notice *n = &d->notice->notice;
    const char *secret =
        spec->secrets && *d->contact->secret ? secrets_value(spec->secrets, d->contact->secret) : "";

    return (PostJob){.channel = d->contact->channel,
                     .address = d->address,
                     .id = arena_printf(a, "%lld-%lld", (long long)spec->intake->city, (long long)n->id),
                     .kind = n->kind,
                     .subject = n->urgent ? arena_printf(a, "【加急】%s", n->title) : n->title,
                     .text = n->text,
                     .link = link_of(spec, n, a),
                     .at = seconds_of(d->notice->at),
                     .secret = secret ? secret : ""};
}

static void take(const DeliverSpec *spec, const Dispatch *d, Delivery *out, Arena *a, Lang lang)
{
    const char *why = d->state == DISPATCH_DUE ? held_back(spec, d, a, lang) : NULL;

    out->n_waiting += d->state == DISPATCH_WAITING;
    out->n_given_up += d->state == DISPATCH_GIVEN_UP;
    out->n_held += why != NULL;
    out->held = out->held ? out->held : why;
    if (why || d->state != DISPATCH_DUE)
        return;
    if (out->n == POST_JOBS_MAX) {
        out->n_waiting++;
        return;
    }
    out->due[out->n] = d;
    out->jobs[out->n++] = job_of(spec, d, a);
}

bool notice_prepare(Store *s, const DeliverSpec *spec, Arena *a, Delivery *out, Err *e)
{
    const char *smtp = spec->post.mail.smtp;
    int since = date_from_days((int)(spec->post.now / DAY_SECONDS) - DELIVERY_DAYS);
    const NoticeQuery recent = {.city = spec->intake->city, .since = since};
    DeliveryPlan *p = NEW(a, DeliveryPlan);
    NoticeRow *rows;
    size_t n;

    *out = (Delivery){0};
    TRY(!(smtp && *smtp) || post_server_check(&spec->post.mail, e));
    TRY(notice_list(s, &recent, a, &rows, &n, e) &&
        delivery_plan(s, &(DeliveryOf){recent.city, spec->post.now, rows, n}, a, p, e));
    out->due = NEW_N(a, const Dispatch *, p->n + 1);
    out->jobs = NEW_N(a, PostJob, p->n + 1);
    for (size_t i = 0; i < p->n; i++)
        take(spec, &p->items[i], out, a, e->lang);
    return true;
}

bool notice_send(const DeliverSpec *spec, Delivery *d, Arena *a, Err *e)
{
    return post_send(&spec->post, d->jobs, d->n, a, e);
}

/* ---- on record ---- */

void attempt_text(const Attempt *x, Buf *out)
{
    buf_printf(out, "attempt %lld notice %lld %s %s number %d at %lld: %s %s\n", (long long)x->id,
               (long long)x->notice, x->channel, x->address, x->attempt, (long long)x->at, x->outcome,
               x->detail);
}

static bool last_attempt(Store *s, int64_t city, int64_t *id, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_NOTICE_ATTEMPT_LAST, &q, e, INT(city)) && query_next(q, &row, e));
    *id = query_int(q, 0);
    return true;
}

/* How many there are now: another delivery may have come between. */
static bool count_attempts(Store *s, int64_t city, Attempt *x, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_NOTICE_ATTEMPT_COUNT, &q, e, INT(city), INT(x->notice), TEXTARG(x->channel),
              TEXTARG(x->address)) &&
        query_next(q, &row, e));
    x->attempt = (int)query_int(q, 0) + 1;
    return true;
}

static bool number_attempts(Store *s, const DeliverSpec *spec, Delivery *d, Buf *text, Err *e)
{
    int64_t last;

    TRY(last_attempt(s, spec->intake->city, &last, e));
    for (size_t i = 0; i < d->n; i++) {
        Attempt *x = &d->attempts[i];
        *x = (Attempt){.id = last + 1 + (int64_t)i,
                       .notice = d->due[i]->notice->notice.id,
                       .channel = d->due[i]->channel,
                       .address = d->due[i]->address,
                       .outcome = post_outcome_code(d->jobs[i].outcome),
                       .detail = d->jobs[i].detail,
                       .at = spec->post.now};
        TRY(count_attempts(s, spec->intake->city, x, e));
        attempt_text(x, text);
    }
    return true;
}

static bool store_attempt(Store *s, int64_t city, const Attempt *x, Err *e)
{
    return RUN(s, SQL_NOTICE_ATTEMPT_INSERT, e, INT(city), INT(x->id), INT(x->notice), TEXTARG(x->channel),
               TEXTARG(x->address), INT(x->attempt), INT(x->at), TEXTARG(x->outcome), TEXTARG(x->detail),
               INT(x->audit_seq));
}

bool notice_record(Store *s, const DeliverSpec *spec, Delivery *d, Arena *a, Err *e)
{
    AUTO(buf_free) Buf text = buf_new(NOTICE_RECORD_MAX);
    const Intake *in = spec->intake;

    d->attempts = NEW_N(a, Attempt, d->n + 1);
    if (!d->n)
        return true;
    TRY(store_begin(s, e));
    AUTO(transaction_end) Transaction t = s;
    TRY(number_attempts(s, spec, d, &text, e));
    assert(buf_ok(&text));
    TRY(audit_add(s, in->city, &(AuditEntry){in->received_at, in->by, "deliver", "notices", buf_cstr(&text)},
                  &d->audit_seq, e));
    for (size_t i = 0; i < d->n; i++) {
        d->attempts[i].audit_seq = d->audit_seq;
        TRY(store_attempt(s, in->city, &d->attempts[i], e));
    }
    return store_commit(s, e);
}

bool notice_deliver(Store *s, const DeliverSpec *spec, Arena *a, Delivery *out, Err *e)
{
    return notice_prepare(s, spec, a, out, e) && notice_send(spec, out, a, e) &&
           notice_record(s, spec, out, a, e);
}
