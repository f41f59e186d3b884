/* Notices: what the caller's units were told. */
#include <string.h>

#include "http/task_api.h"
#include "http/write.h"
#include "notice/notice.h"
#include "view/notices.h"

/* A unit sees what it was told, a leader also what the units of its portfolio were, the office what came to
 * it, auditors everything. */
static bool is_mine(const void *call, const Notice *n)
{
    const Call *c = call;
    Scope asked = {.unit = true,
                   .department = n->to == NOTICE_DEPARTMENT ? n->recipient : NULL,
                   .area = n->to == NOTICE_AREA ? n->recipient : NULL,
                   .leader = n->to == NOTICE_LEADER ? n->recipient : NULL};

    if (call_allows(c, READ_AUDIT, NULL))
        return true;
    return call_allows(c, n->to == NOTICE_OFFICE ? DEPLOY : REPORT, n->to == NOTICE_OFFICE ? NULL : &asked);
}

static NoticeQuery query_of(const Call *c)
{
    return (NoticeQuery){
        .city = c->city.id, .account = c->passage->who.account.id, .mine = is_mine, .who = c};
}

bool get_notices(Call *c, Err *e)
{
    NoticeQuery q = query_of(c);
    NoticeRow *rows;
    DeliveryPlan plan;
    size_t n;

    q.unseen = call_says_yes(c, "unseen");
    TRY(notice_list(c->reader->s, &q, c->viewer.arena, &rows, &n, e));
    for (size_t i = 0; i < n / 2; i++) { /* newest first */
        NoticeRow x = rows[i];
        rows[i] = rows[n - 1 - i];
        rows[n - 1 - i] = x;
    }
    NoticeRow *by_id = NEW_N(c->viewer.arena, NoticeRow, n + 1);
    for (size_t i = 0; i < n; i++)
        by_id[i] = rows[n - 1 - i];
    const DeliveryOf of = {c->city.id, c->http->spec.now(), by_id, n};
    TRY(delivery_plan(c->reader->s, &of, c->viewer.arena, &plan, e));
    notice_rows(&c->viewer, &(NoticesShown){&c->city, rows, n, &plan, true}, &c->rows);
    return true;
}

bool post_notices_seen(Call *c, Err *e)
{
    const Intake by = call_intake(c);

    TRY(write_state(c, e));
    NoticeQuery q = query_of(c);
    q.city = c->by.city;
    return notice_see(c->s, &q, 0, by.received_at, e);
}
