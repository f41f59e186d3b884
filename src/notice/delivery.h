/* Delivery: which notices go to which addresses, what became of it, and sending what is due. At least once: a
 * message that was sent but whose attempt could not be recorded (the machine died between) is sent again,
 * under the same Message-ID and X-Qingyu-Id, by which a receiver drops it. */
#pragma once
#include "notice/notice.h"
#include "notice/secrets.h"
#include "post/post.h"

enum { DELIVERY_DAYS = 30 }; /* older notices are not sent: who first hears of one later is not helped */

/* A row of contacts.csv. */
typedef struct Contact {
    NoticeTo to;
    const char *recipient, *address, *secret;
    PostChannel channel;
    int valid_from, valid_to; /* yyyymmdd; 0 open */
} Contact;

/* One try. Append-only. */
typedef struct Attempt {
    int64_t id, notice, audit_seq;
    const char *channel, *address, *outcome, *detail;
    int attempt; /* from 1 */
    int64_t at;  /* seconds since 1970 */
} Attempt;

typedef enum DispatchState {
    DISPATCH_SENT,
    DISPATCH_WAITING,  /* failed; to be tried again at next_at */
    DISPATCH_DUE,      /* to be tried now */
    DISPATCH_GIVEN_UP, /* refused, or failed once more than the table of delays has rows */
    DISPATCH_LAPSED,   /* older than DELIVERY_DAYS and not sent */
    DISPATCH_STATES,
} DispatchState;
const char *dispatch_state_code(DispatchState s); /* "given_up" */
const char *dispatch_state_name(DispatchState s, Lang lang);

/* A notice on its way to one address. */
typedef struct Dispatch {
    const NoticeRow *notice;
    const Contact *contact; /* NULL when the address is no contact of the recipient any more */
    const char *channel, *address;
    int n_attempts, n_failed;
    const Attempt *last; /* NULL none */
    DispatchState state;
    int64_t next_at; /* while it is waiting */
} Dispatch;

typedef struct DeliveryPlan {
    Contact *contacts;
    size_t n_contacts;
    Dispatch *items; /* in the order of notices */
    size_t n, cap;
} DeliveryPlan;

/* Seconds to wait after the n-th failure (from 1); 0: it is given up. */
int64_t delivery_delay(int n_failed);
/* Which notices, in the order of their ids, and at which instant (seconds since 1970). */
typedef struct DeliveryOf {
    int64_t city, now;
    const NoticeRow *rows;
    size_t n;
} DeliveryOf;
/* How the notices stand. Contacts as known now, valid on each notice's day. Cost: O(notices × contacts +
 * attempts). */
MUST_USE bool delivery_plan(Store *s, const DeliveryOf *of, Arena *a, DeliveryPlan *out, Err *e);
/* The worst of a notice's dispatches, and how many there are of each state; *n 0 when there is none. */
typedef struct DeliveryState {
    size_t n, of[DISPATCH_STATES];
    DispatchState state;
    int64_t next_at;    /* earliest, while one is waiting */
    const char *detail; /* of the last attempt that was not sent; "" none */
} DeliveryState;
DeliveryState delivery_state(const DeliveryPlan *p, int64_t notice);

/* ---- sending ---- */
typedef struct DeliverSpec {
    const Intake *intake;   /* city, by whom, the instant as text */
    PostSpec post;          /* post.now: the instant; post.mail.smtp NULL or "": e-mail is held back */
    const Secrets *secrets; /* NULL none */
    const char *site; /* "https://qingyu.jiande.example": before links on the page; "" leaves those out */
} DeliverSpec;

typedef struct Delivery {
    const Dispatch **due; /* [n] in step with jobs */
    PostJob *jobs;
    Attempt *attempts; /* [n] filled in by notice_record */
    size_t n;
    size_t n_held;     /* due, but cannot be sent: no mail server given, a secret missing */
    const char *held;  /* why, of the first */
    size_t n_waiting;  /* for their time, or for room in the next run */
    size_t n_given_up; /* before this run */
    int64_t audit_seq; /* of the run; 0 when nothing was tried */
} Delivery;

/* The three steps of a delivery, so that a server can send without holding its writer: what is due; sending
 * it (no store); recording the attempts in one transaction. Between them nothing is locked: two deliveries at
 * once may send a notice twice, and record both. */
MUST_USE bool notice_prepare(Store *s, const DeliverSpec *spec, Arena *a, Delivery *out, Err *e);
MUST_USE bool notice_send(const DeliverSpec *spec, Delivery *d, Arena *a, Err *e);
MUST_USE bool notice_record(Store *s, const DeliverSpec *spec, Delivery *d, Arena *a, Err *e);
/* All three. */
MUST_USE bool notice_deliver(Store *s, const DeliverSpec *spec, Arena *a, Delivery *out, Err *e);

typedef struct Attempts {
    Attempt *items; /* oldest first */
    size_t n;
} Attempts;
/* All attempts of notices from one on. */
MUST_USE bool attempt_list(Store *s, int64_t city, int64_t first, Arena *a, Attempts *out, Err *e);
