/* Which notice goes where, and how it stands. */
#include <stdlib.h>
#include <string.h>

#include "city/records.h"
#include "notice/delivery.h"
#include "period/period.h"

enum { DAY_SECONDS = 86400 };

static const int64_t delays[] = {60, 5 * 60, 30 * 60, 2 * 3600, 6 * 3600, DAY_SECONDS};

static const struct {
    const char *code, *zh, *en;
} states[DISPATCH_STATES] = {
    [DISPATCH_SENT] = {"sent", "已发", "sent"},
    [DISPATCH_WAITING] = {"waiting", "待重发", "to be tried again"},
    [DISPATCH_DUE] = {"due", "待发", "to be sent"},
    [DISPATCH_GIVEN_UP] = {"given_up", "未送达", "given up"},
    [DISPATCH_LAPSED] = {"lapsed", "过期未发", "lapsed"},
};

const char *dispatch_state_code(DispatchState s)
{
    return states[s].code;
}

const char *dispatch_state_name(DispatchState s, Lang lang)
{
    return TEXT(lang, states[s].zh, states[s].en);
}

int64_t delivery_delay(int n_failed)
{
    return n_failed > 0 && (size_t)n_failed <= COUNT(delays) ? delays[n_failed - 1] : 0;
}

/* ---- what is known ---- */

static bool load_contacts(Store *s, int64_t city, Arena *a, DeliveryPlan *out, Err *e)
{
    Records r;

    TRY(records_load(s, &(RecordsKey){city, "contacts", 0}, a, &r, e));
    out->contacts = NEW_N(a, Contact, r.n + 1);
    for (size_t i = 0; i < r.n; i++) {
        Contact *c = &out->contacts[out->n_contacts];
        *c = (Contact){.recipient = RECORD(&r, i, "recipient"),
                       .address = RECORD(&r, i, "address"),
                       .secret = RECORD(&r, i, "secret"),
                       .valid_from = date_or_none(RECORD(&r, i, "valid_from")),
                       .valid_to = date_or_none(RECORD(&r, i, "valid_to"))};
        out->n_contacts += notice_to_parse(RECORD(&r, i, "recipient_kind"), &c->to) &&
                           post_channel_parse(RECORD(&r, i, "channel"), &c->channel);
    }
    return true;
}

bool attempt_list(Store *s, int64_t city, int64_t first, Arena *a, Attempts *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    size_t cap = 0;
    bool row;

    *out = (Attempts){0};
    TRY(QUERY(s, SQL_NOTICE_ATTEMPT_ALL, &q, e, INT(city), INT(first)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        ARENA_PUSH(a, out->items, out->n, cap);
        out->items[out->n++] = (Attempt){.id = query_int(q, 0),
                                         .notice = query_int(q, 1),
                                         .channel = str_dup(a, query_text(q, 2)),
                                         .address = str_dup(a, query_text(q, 3)),
                                         .attempt = (int)query_int(q, 4),
                                         .at = query_int(q, 5),
                                         .outcome = str_dup(a, query_text(q, 6)),
                                         .detail = str_dup(a, query_text(q, 7)),
                                         .audit_seq = query_int(q, 8)};
    }
}

/* ---- dispatches ---- */

static bool reaches(const Contact *c, const NoticeRow *r)
{
    return c->to == r->notice.to && strcmp(c->recipient, r->notice.recipient) == 0 &&
           (!c->valid_from || r->on_day >= c->valid_from) && (!c->valid_to || r->on_day <= c->valid_to);
}

/* The first dispatch of a notice; items are in the order of notices. */
static size_t first_of(const DeliveryPlan *p, int64_t notice)
{
    size_t low = 0, high = p->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (p->items[middle].notice->notice.id < notice)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The last notice's dispatch to the address, made where there is none. */
static Dispatch *dispatch_to(DeliveryPlan *p, const NoticeRow *r, const char *channel, const char *address,
                             Arena *a)
{
    for (size_t i = p->n; i > 0 && p->items[i - 1].notice == r; i--) {
        Dispatch *d = &p->items[i - 1];
        if (strcmp(d->channel, channel) == 0 && strcmp(d->address, address) == 0)
            return d;
    }
    ARENA_PUSH(a, p->items, p->n, p->cap);
    p->items[p->n] = (Dispatch){.notice = r, .channel = channel, .address = address, .state = DISPATCH_DUE};
    return &p->items[p->n++];
}

static void count(Dispatch *d, const Attempt *x)
{
    PostOutcome o = POST_FAILED;

    (void)post_outcome_parse(x->outcome, &o);
    d->n_attempts++;
    d->n_failed += o == POST_FAILED;
    d->last = x;
    if (o == POST_SENT)
        d->state = DISPATCH_SENT;
    else if (o == POST_REFUSED && d->state != DISPATCH_SENT)
        d->state = DISPATCH_GIVEN_UP;
}

static void settle(Dispatch *d, int64_t now)
{
    bool old = now / DAY_SECONDS - date_days(d->notice->on_day) > DELIVERY_DAYS;

    if (d->state == DISPATCH_SENT || d->state == DISPATCH_GIVEN_UP)
        return;
    d->next_at = d->last ? d->last->at + delivery_delay(d->n_failed) : now;
    if (d->last && (!d->contact || !delivery_delay(d->n_failed)))
        d->state = DISPATCH_GIVEN_UP;
    else if (old)
        d->state = DISPATCH_LAPSED;
    else
        d->state = d->next_at > now ? DISPATCH_WAITING : DISPATCH_DUE;
}

/* One notice: its recipient's addresses, and those that it was sent to before. */
static void plan_notice(DeliveryPlan *p, const NoticeRow *r, const Attempt *tried, size_t n, Arena *a)
{
    for (size_t i = 0; i < p->n_contacts; i++) {
        const Contact *c = &p->contacts[i];
        if (!reaches(c, r))
            continue;
        Dispatch *d = dispatch_to(p, r, post_channel_code(c->channel), c->address, a);
        d->contact = d->contact ? d->contact : c;
    }
    for (size_t i = 0; i < n; i++)
        count(dispatch_to(p, r, tried[i].channel, tried[i].address, a), &tried[i]);
}

static int by_notice(const void *a, const void *b)
{
    const Attempt *x = a, *y = b;

    return x->notice != y->notice ? (x->notice > y->notice) - (x->notice < y->notice)
                                  : (x->id > y->id) - (x->id < y->id);
}

bool delivery_plan(Store *s, const DeliveryOf *of, Arena *a, DeliveryPlan *out, Err *e)
{
    int64_t first = of->n ? of->rows[0].notice.id : 0;
    Attempts tried;
    size_t k = 0;

    *out = (DeliveryPlan){0};
    TRY(load_contacts(s, of->city, a, out, e) && attempt_list(s, of->city, first, a, &tried, e));
    if (tried.n)
        qsort(tried.items, tried.n, sizeof *tried.items, by_notice);
    for (size_t i = 0; i < of->n; i++) {
        const NoticeRow *r = &of->rows[i];
        while (k < tried.n && tried.items[k].notice < r->notice.id)
            k++;
        size_t end = k;
        while (end < tried.n && tried.items[end].notice == r->notice.id)
            end++;
        plan_notice(out, r, tried.items + k, end - k, a);
        k = end;
    }
    for (size_t i = 0; i < out->n; i++)
        settle(&out->items[i], of->now);
    return true;
}

DeliveryState delivery_state(const DeliveryPlan *p, int64_t notice)
{
    DeliveryState st = {.detail = ""};

    for (size_t i = first_of(p, notice); i < p->n && p->items[i].notice->notice.id == notice; i++) {
        const Dispatch *d = &p->items[i];
        st.n++;
        st.of[d->state]++;
        st.state = d->state > st.state ? d->state : st.state;
        if (d->state == DISPATCH_WAITING && (!st.next_at || d->next_at < st.next_at))
            st.next_at = d->next_at;
        if (d->last && d->state != DISPATCH_SENT)
            st.detail = d->last->detail;
    }
    return st;
}
