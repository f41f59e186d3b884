/* What is shown of notices, for both doors. */
#pragma once
#include "notice/delivery.h"
#include "view/rows.h"

/* One row a notice. "delivery" is the worst of its addresses: sent, waiting, due, given_up, lapsed, or none
 * where the recipient has no address; with how many of each, when it is tried again, and what was said last.
 * No address is among the fields. */
typedef struct NoticesShown {
    const City *city;
    const NoticeRow *rows;
    size_t n;
    const DeliveryPlan *plan;
    bool with_seen; /* the rows were asked for by an account */
} NoticesShown;
void notice_rows(const Viewer *v, const NoticesShown *s, Rows *out);
/* Name of "delivery": 已发. */
const char *delivery_name(const char *code, Lang lang);

/* One row an attempt of the run, with its address. */
void attempt_rows(const Delivery *d, Rows *out);
/* {sent, refused, failed, waiting, given_up, held, why, audit, attempts: [...]} */
void delivery_json(const Viewer *v, const Delivery *d, Json *j);
/* How many of the run's attempts ended so. */
size_t delivery_count(const Delivery *d, PostOutcome o);
