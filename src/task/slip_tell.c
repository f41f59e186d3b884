/* Whom a deed of the clock is told. */
#include <string.h>

#include "notice/notice.h"
#include "task/ladder.h"

typedef struct Telling {
    const SlipOf *of;
    Store *s;
    const Intake *in;
    Notice notice; /* all but the recipient */
    bool office;   /* it was told already */
} Telling;

static bool send_to(Telling *t, NoticeTo to, const char *code, Err *e)
{
    Notice n = t->notice;

    n.to = to;
    n.recipient = code;
    return notice_add(t->s, t->in, &n, e);
}

static bool tell_office(Telling *t, Err *e)
{
    bool first = !t->office;

    t->office = true;
    return !first || send_to(t, NOTICE_OFFICE, "", e);
}

static bool tell_unit(Telling *t, const char *code, Err *e)
{
    const City *c = t->of->city;

    if (city_department(c, code))
        return send_to(t, NOTICE_DEPARTMENT, code, e);
    return city_area(c, code) ? send_to(t, NOTICE_AREA, code, e) : tell_office(t, e);
}

static bool tell_leader(Telling *t, const char *code, Err *e)
{
    const City *c = t->of->city;

    if (!*code)
        return true; /* the task has none in charge */
    for (size_t i = 0; i < c->n_leaders; i++)
        if (strcmp(c->leaders[i].code, code) == 0)
            return send_to(t, NOTICE_LEADER, code, e);
    return tell_office(t, e);
}

static bool tell_supporting(Telling *t, const TaskCard *card, Err *e)
{
    for (size_t i = 0; i < card->n_supporting; i++)
        TRY(tell_unit(t, card->supporting[i], e));
    return true;
}

static bool tell_party(Telling *t, const char *party, Err *e)
{
    const TaskCard *card = &t->of->task->card;

    if (strcmp(party, "lead") == 0)
        return tell_unit(t, card->lead, e);
    if (strcmp(party, "supporting") == 0)
        return tell_supporting(t, card, e);
    return strcmp(party, "leader") == 0 ? tell_leader(t, card->leader, e) : tell_office(t, e);
}

/* One line that fits: a task's title may be longer than a notice's. */
static const char *fitting(Arena *a, const char *title)
{
    if (strlen(title) <= NOTICE_TITLE_MAX)
        return title;
    char *cut = arena_strndup(a, title, NOTICE_TITLE_MAX - strlen("…"));
    utf8_trim_broken_tail(cut);
    return arena_printf(a, "%s…", cut);
}

bool slip_tell(const SlipOf *of, Store *s, const Intake *in, Arena *a, Err *e)
{
    const SupervisionRule *r = of->deed->rule;
    long long id = (long long)of->task->id;
    Telling t = {.of = of,
                 .s = s,
                 .in = in,
                 .notice = {.kind = task_verb(r->action)->code,
                            .subject = arena_printf(a, "task %lld", id),
                            .title = fitting(a, slip_title(of, a)),
                            .text = arena_printf(a, "%s\n", slip_text(of, a)),
                            .link = arena_printf(a, "/tasks/%lld", id),
                            .urgent = of->task->card.urgency == URGENCY_URGENT ||
                                      (r->action == TASK_SLIP && strcmp(r->colour, "red") == 0)}};

    for (size_t i = 0; i < r->n_to; i++)
        TRY(tell_party(&t, r->to[i], e));
    return true;
}
