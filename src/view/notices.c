#include "view/notices.h"

#include <string.h>

#include "account/account.h"

static const struct {
    const char *code, *zh, *en;
} nowhere = {"none", "无地址", "no address"};

static void delivery_fields(const Viewer *v, const DeliveryState *st, Rows *out)
{
    char next[AT_TEXT_MAX];

    at_text(st->next_at, next);
    rows_text(out, "delivery", st->n ? dispatch_state_code(st->state) : nowhere.code);
    rows_int(out, "addresses", (int64_t)st->n);
    rows_int(out, "sent", (int64_t)st->of[DISPATCH_SENT]);
    rows_int(out, "given_up", (int64_t)st->of[DISPATCH_GIVEN_UP]);
    rows_text(out, "next_at", arena_strdup(v->arena, next));
    rows_text(out, "detail", st->detail);
}

void notice_rows(const Viewer *v, const NoticesShown *s, Rows *out)
{
    for (size_t i = 0; i < s->n; i++) {
        const NoticeRow *r = &s->rows[i];
        const Notice *n = &r->notice;
        DeliveryState st = delivery_state(s->plan, n->id);
        rows_begin(out);
        rows_int(out, "id", n->id);
        rows_text(out, "at", r->at);
        rows_text(out, "on", show_date(v->arena, r->on_day));
        rows_text(out, "kind", n->kind);
        rows_text(out, "subject", n->subject);
        rows_text(out, "recipient_kind", notice_to_code(n->to));
        rows_text(out, "recipient", n->recipient);
        rows_text(out, "recipient_name", notice_recipient_name(s->city, n->to, n->recipient, v->lang));
        rows_text(out, "title", n->title);
        rows_text(out, "text", n->text);
        rows_text(out, "link", n->link);
        rows_flag(out, "urgent", n->urgent);
        rows_text(out, "by", r->by);
        rows_flag_if(out, "seen", r->seen, s->with_seen);
        delivery_fields(v, &st, out);
        rows_int(out, "audit", r->audit_seq);
    }
}

const char *delivery_name(const char *code, Lang lang)
{
    for (int i = 0; i < DISPATCH_STATES; i++)
        if (strcmp(code, dispatch_state_code((DispatchState)i)) == 0)
            return dispatch_state_name((DispatchState)i, lang);
    return TEXT(lang, nowhere.zh, nowhere.en);
}

/* ---- a run ---- */

void attempt_rows(const Delivery *d, Rows *out)
{
    for (size_t i = 0; i < d->n; i++) {
        const Attempt *x = &d->attempts[i];
        rows_begin(out);
        rows_int(out, "notice", x->notice);
        rows_text(out, "channel", x->channel);
        rows_text(out, "address", x->address);
        rows_int(out, "attempt", x->attempt);
        rows_text(out, "outcome", x->outcome);
        rows_text(out, "detail", x->detail);
    }
}

size_t delivery_count(const Delivery *d, PostOutcome o)
{
    size_t n = 0;

    for (size_t i = 0; i < d->n; i++)
        n += d->jobs[i].outcome == o;
    return n;
}

void delivery_json(const Viewer *v, const Delivery *d, Json *j)
{
    Rows rows = {.arena = v->arena};

    attempt_rows(d, &rows);
    json_begin_object(j);
    for (int i = 0; i < POST_OUTCOMES; i++)
        json_put_int(j, post_outcome_code((PostOutcome)i), (int64_t)delivery_count(d, (PostOutcome)i));
    json_put_int(j, "waiting", (int64_t)d->n_waiting);
    json_put_int(j, "given_up", (int64_t)d->n_given_up);
    json_put_int(j, "held", (int64_t)d->n_held);
    json_put_text(j, "why", d->held ? d->held : "");
    json_put_int(j, "audit", d->audit_seq);
    json_key(j, "attempts");
    rows_json(&rows, j);
    json_end_object(j);
}
