/* Who is told of a step: a table, and the words of the notice. What the clock does, its tick tells. */
#include <stdio.h>
#include <string.h>

#include "notice/notice.h"
#include "task/record.h"

enum { TELL_LEAD = 1, TELL_SUPPORTING = 2, TELL_OFFICE = 4 };

static const struct {
    unsigned to;
    const char *zh, *en;
} tells[TASK_VERBS] = {
    [TASK_ISSUE] = {TELL_LEAD | TELL_SUPPORTING, "新交办事项", "A task is handed to you"},
    [TASK_DECLINE] = {TELL_OFFICE, "事项退回交办", "A task is declined"},
    [TASK_ASK_CLOSE] = {TELL_OFFICE, "事项申请销号", "A task asks to be closed"},
    [TASK_RETURN] = {TELL_LEAD, "事项退回续办", "A task is returned to be worked on"},
    [TASK_CLOSE] = {TELL_LEAD, "事项已销号", "A task is closed"},
    [TASK_ASK_EXTENSION] = {TELL_OFFICE, "事项申请延期", "An extension is asked for"},
    [TASK_EXTEND] = {TELL_LEAD, "事项准予延期", "An extension is granted"},
    [TASK_REFUSE_EXTENSION] = {TELL_LEAD, "事项不准延期", "An extension is refused"},
    [TASK_MERGE] = {TELL_LEAD, "事项已并入另一事项", "A task is merged into another"},
    [TASK_WITHDRAW] = {TELL_LEAD | TELL_SUPPORTING, "事项已撤销", "A task is withdrawn"},
    /* The regulations on government inspection ask that the inspected unit be told the conclusion. */
    [TASK_INSPECT] = {TELL_LEAD, "实地督查结论", "The conclusion of an inspection"},
    [TASK_INSTRUCT] = {TELL_LEAD, "领导批示", "An instruction of the leader in charge"},
};

/* No longer than max bytes, at a whole character. */
static char *cut(Arena *a, const char *text, size_t max)
{
    char *out = arena_strndup(a, text, strnlen(text, max));

    utf8_trim_broken_tail(out);
    return out;
}

/* What people wrote, on lines that a message may have. */
static char *plain(Arena *a, const char *text)
{
    char *out = arena_strdup(a, text), *to = out;

    for (const char *c = out; *c; c++)
        if (*c != '\r')
            *to++ = *c;
    *to = '\0';
    for (char *c = out; *c; c++)
        if (*c == '\t')
            *c = ' ';
    return out;
}

static const char *unit_in_words(const City *c, const char *code, Lang lang)
{
    const Department *d = city_department(c, code);
    const Area *area = d ? NULL : city_area(c, code);

    return d ? department_name(d, lang) : area ? area_name(area, lang) : code;
}

static const char *body(const TaskWorld *w, const Task *t, const TaskEvent *ev, Lang lang, Arena *a)
{
    AUTO(buf_free) Buf out = buf_new(NOTICE_TEXT_MAX + EVENT_TEXT_MAX);
    char due[DATE_TEXT_MAX], date[DATE_TEXT_MAX];

    date_text(t->card.due_on, due);
    date_text(ev->date, date);
    buf_printf(&out, TEXT(lang, "第 %lld 号事项：%s\n", "Task %lld: %s\n"), (long long)t->id, t->card.title);
    buf_printf(&out, TEXT(lang, "牵头单位：%s\n", "Lead unit: %s\n"),
               unit_in_words(w->city, t->card.lead, lang));
    buf_printf(&out, TEXT(lang, "完成时限：%s\n", "Due: %s\n"), due);
    if (ev->verb == TASK_ASK_EXTENSION)
        buf_printf(&out, TEXT(lang, "申请延至：%s\n", "Asked for: %s\n"), date);
    if (ev->verb == TASK_ISSUE)
        buf_printf(&out, TEXT(lang, "衡量标准：%s\n", "Measure: %s\n"), plain(a, t->card.measure));
    if (ev->other)
        buf_printf(&out, TEXT(lang, "并入：第 %lld 号事项\n", "Merged into: task %lld\n"),
                   (long long)ev->other);
    if (*ev->text)
        buf_printf(&out, TEXT(lang, "说明：%s\n", "In words: %s\n"), plain(a, ev->text));
    char *text = cut(a, buf_cstr(&out), NOTICE_TEXT_MAX - 1);
    return arena_printf(a, "%s%s", text, *text && text[strlen(text) - 1] == '\n' ? "" : "\n");
}

/* A unit that the city does not have any more is not written to: the office is, which can amend or withdraw.
 */
static void address(const City *c, const char *code, Notice *n)
{
    bool area = !city_department(c, code) && city_area(c, code);

    n->to = city_department(c, code) ? NOTICE_DEPARTMENT : area ? NOTICE_AREA : NOTICE_OFFICE;
    n->recipient = n->to == NOTICE_OFFICE ? "" : code;
}

static bool tell_units(const TaskWorld *w, const Intake *in, const Task *t, Notice *n, Err *e)
{
    unsigned to = tells[t->events[t->n - 1].verb].to;

    if (to & TELL_LEAD) {
        address(w->city, t->card.lead, n);
        TRY(notice_add(w->s, in, n, e));
    }
    for (size_t i = 0; to & TELL_SUPPORTING && i < t->card.n_supporting; i++) {
        address(w->city, t->card.supporting[i], n);
        TRY(notice_add(w->s, in, n, e));
    }
    return true;
}

bool task_tell(const TaskWorld *w, const Intake *in, const Task *t, Arena *a, Err *e)
{
    const TaskEvent *ev = &t->events[t->n - 1];
    Lang lang = e->lang;
    unsigned to = tells[ev->verb].to;

    /* What was never issued, nobody has heard of. */
    if (!to || !t->first_due_on)
        return true;
    const char *title = arena_printf(a, TEXT(lang, "%s：%s", "%s: %s"),
                                     TEXT(lang, tells[ev->verb].zh, tells[ev->verb].en), t->card.title);
    Notice n = {.kind = task_verb(ev->verb)->code,
                .subject = arena_printf(a, "task %lld", (long long)t->id),
                .to = NOTICE_OFFICE,
                .recipient = "",
                .title = cut(a, title, NOTICE_TITLE_MAX),
                .text = body(w, t, ev, lang, a),
                .link = arena_printf(a, "/tasks/%lld", (long long)t->id),
                .urgent = t->card.urgency == URGENCY_URGENT};
    if (to & TELL_OFFICE)
        return notice_add(w->s, in, &n, e);
    return tell_units(w, in, t, &n, e);
}
