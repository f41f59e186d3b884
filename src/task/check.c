/* The life of a task: the one place where it is ruled what may follow. Pure. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "task/card.h"
#include "task/evidence.h"

/* What an event of the verb may carry beside its words. */
enum {
    HAS_DATE = 1,
    HAS_VALUE = 2,
    HAS_FILES = 4,
    HAS_OTHER = 8,
    HAS_PARTS = 16,
    HAS_CARD = 32,
    HAS_RULE = 64,
    HAS_COLOUR = 128,
};

static const unsigned carries[TASK_VERBS] = {
    [TASK_REGISTER] = HAS_CARD,
    [TASK_AMEND] = HAS_CARD,
    [TASK_ISSUE] = HAS_FILES,
    [TASK_DECLINE] = HAS_FILES,
    [TASK_FEEDBACK] = HAS_FILES | HAS_VALUE,
    [TASK_SUPPORT] = HAS_FILES | HAS_VALUE,
    [TASK_ASK_CLOSE] = HAS_FILES | HAS_VALUE,
    [TASK_RETURN] = HAS_FILES,
    [TASK_VERIFY] = HAS_FILES,
    [TASK_ASK_EXTENSION] = HAS_FILES | HAS_DATE,
    [TASK_EXTEND] = HAS_FILES | HAS_DATE,
    [TASK_REFUSE_EXTENSION] = HAS_FILES,
    [TASK_SPLIT] = HAS_PARTS,
    [TASK_MERGE] = HAS_OTHER,
    [TASK_WITHDRAW] = HAS_FILES,
    [TASK_INSPECT] = HAS_FILES,
    [TASK_INSTRUCT] = HAS_FILES,
    [TASK_REMIND] = HAS_RULE,
    [TASK_PRESS] = HAS_RULE,
    [TASK_SLIP] = HAS_RULE | HAS_COLOUR,
};

static bool is_clock(const TaskEvent *ev)
{
    return task_verb(ev->verb)->party == PARTY_CLOCK;
}

/* ---- its form ---- */

static bool refuse_field(const TaskEvent *ev, const char *what, Err *e)
{
    return ERR(e, ERR_INVALID, "“%s”不带 %s", "%s takes no %s", task_verb_name(ev->verb, e->lang), what);
}

static bool check_fields(const TaskEvent *ev, Err *e)
{
    const struct {
        unsigned bit;
        bool given;
        const char *what;
    } fields[] = {
        {HAS_DATE, ev->date != 0, "date"},
        {HAS_VALUE, !isnan(ev->value) || *ev->value_unit, "value"},
        {HAS_FILES, ev->n_files > 0, "files"},
        {HAS_OTHER, ev->other != 0, "other"},
        {HAS_PARTS, ev->n_parts > 0, "parts"},
        {HAS_CARD, ev->card != NULL, "card"},
        {HAS_RULE, *ev->rule || ev->base_on, "rule"},
        {HAS_COLOUR, *ev->colour != '\0', "colour"},
    };

    for (size_t i = 0; i < COUNT(fields); i++)
        if (fields[i].given && !(carries[ev->verb] & fields[i].bit))
            return refuse_field(ev, fields[i].what, e);
    return true;
}

static bool check_words(const TaskEvent *ev, Err *e)
{
    size_t n = strlen(ev->text);
    bool control = false;

    if (task_verb(ev->verb)->needs_text && !str_trim(str_of(ev->text)).n)
        return ERR(e, ERR_INVALID, "“%s”要写明内容或理由", "to %s, say what or why in words",
                   task_verb_name(ev->verb, e->lang));
    if (n > TASK_TEXT_MAX)
        return ERR(e, ERR_INVALID, "文字有 %zu 字节，最多 %d", "the text has %zu bytes, at most %d", n,
                   TASK_TEXT_MAX);
    for (const char *c = ev->text; *c; c++)
        control = control || ((unsigned char)*c < ' ' && *c != '\n' && *c != '\r' && *c != '\t');
    return (utf8_valid(ev->text, n) && !control) || ERR(e, ERR_INVALID, "文字应是没有控制符的 UTF-8",
                                                        "the text must be UTF-8 without control characters");
}

static bool file_name_ok(const char *name)
{
    size_t n = strlen(name);

    for (const char *c = name; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7F || *c == '/' || *c == '\\')
            return false;
    return n && n <= EVIDENCE_NAME_MAX && utf8_valid(name, n) && str_trim(str_of(name)).n == n &&
           *name != '.';
}

static bool check_files(const TaskEvent *ev, Err *e)
{
    if (ev->n_files > TASK_FILES_MAX)
        return ERR(e, ERR_INVALID, "一次最多附 %d 个文件，现有 %zu 个",
                   "at most %d files go with one step, here are %zu", TASK_FILES_MAX, ev->n_files);
    for (size_t i = 0; i < ev->n_files; i++) {
        const TaskFile *f = &ev->files[i];
        if (!file_name_ok(f->name))
            return ERR(e, ERR_INVALID,
                       "文件名“%.80s”不行：不超过 %d 字节，不含 / \\ 和控制符，不以点或空格开头",
                       "\"%.80s\" will not do as a file's name: at most %d bytes, without / \\ and control "
                       "characters, not beginning with a dot or a blank",
                       f->name, EVIDENCE_NAME_MAX);
        if (strlen(f->sha256) != SHA256_HEX - 1 || strspn(f->sha256, "0123456789abcdef") != SHA256_HEX - 1 ||
            f->bytes <= 0)
            return ERR(e, ERR_INVALID, "文件“%s”没有 SHA-256 或是空的",
                       "the file \"%s\" has no SHA-256 or is empty", f->name);
    }
    return true;
}

static bool check_value(const TaskEvent *ev, Err *e)
{
    bool unit_alone = isnan(ev->value) && *ev->value_unit;

    return (!isinf(ev->value) && !unit_alone && strlen(ev->value_unit) <= CODE_MAX &&
            utf8_valid(ev->value_unit, strlen(ev->value_unit)) && !strpbrk(ev->value_unit, "\r\n\t")) ||
           ERR(e, ERR_INVALID, "数值应是有限的数，单位（不超过 %d 字节）跟着数值",
               "a figure must be finite, and its unit (at most %d bytes) goes with a figure", CODE_MAX);
}

/* ---- day, state, party ---- */

static int last_day(const Task *t)
{
    for (size_t i = t->n; i-- > 0;)
        if (!is_clock(&t->events[i]))
            return t->events[i].on;
    return 0;
}

static bool check_day(const Task *t, const TaskEvent *ev, Err *e)
{
    char on[DATE_TEXT_MAX], bound[DATE_TEXT_MAX];
    int last = last_day(t), entered;

    if (!date_valid(ev->on))
        return ERR(e, ERR_INVALID, "%d 不是日期", "%d is no date", ev->on);
    if (is_clock(ev))
        return true;
    date_text(ev->on, on);
    if (ev->on < last) {
        date_text(last, bound);
        return ERR(e, ERR_INVALID, "%s 早于本事项上一步的日期 %s；请按先后登记",
                   "%s is before %s, the day of the task's last step; enter steps in their order", on, bound);
    }
    /* A day that is still to come would bar every step before it. The day in the east is one ahead of UTC. */
    Str at = str_of(ev->at);
    at.n = at.n > 10 ? 10 : at.n;
    if (!date_parse(at, &entered) || date_days(ev->on) <= date_days(entered) + 1)
        return true;
    date_text(entered, bound);
    return ERR(e, ERR_INVALID, "%s 还没有到：登记于 %s", "%s has not come yet: this is entered on %s", on,
               bound);
}

/* The states of a set of bits, in words. */
static void name_states(unsigned bits, Lang lang, Buf *out)
{
    for (int s = 0; s < TASK_STATES; s++) {
        if (!(bits & (1u << s)))
            continue;
        if (out->n)
            buf_str(out, TEXT(lang, "、", ", "));
        buf_str(out, task_state_name((TaskState)s, lang));
    }
}

static bool check_state(const Task *t, const TaskEvent *ev, Err *e)
{
    AUTO(buf_free) Buf states = buf_new(FIELD_MAX);
    const TaskVerbRow *row = task_verb(ev->verb);

    if (!row->from)
        return !t->n || ERR(e, ERR_CONFLICT, "第 %lld 号事项已经立项", "task %lld is registered already",
                            (long long)t->id);
    if (!t->n)
        return ERR(e, ERR_CONFLICT, "事项还没有立项，不能%s", "the task is not registered, and one cannot %s",
                   task_verb_name(ev->verb, e->lang));
    if (task_can(t, ev->verb))
        return true;
    name_states(row->from, e->lang, &states);
    return ERR(e, ERR_CONFLICT, "第 %1$lld 号事项是“%2$s”，不能%3$s；能%3$s的是：%4$s",
               "task %lld is \"%s\", and one cannot %s; that is possible in: %s", (long long)t->id,
               task_state_name(t->state, e->lang), task_verb_name(ev->verb, e->lang), buf_cstr(&states));
}

static bool supports(const TaskCard *c, const char *unit)
{
    for (size_t i = 0; i < c->n_supporting; i++)
        if (strcmp(c->supporting[i], unit) == 0)
            return true;
    return false;
}

/* Who is asked for: "" where there is nobody of the kind. */
static const char *party_units(const TaskCard *c, TaskParty p, Buf *list)
{
    if (p != PARTY_SUPPORTING)
        return p == PARTY_LEAD ? c->lead : p == PARTY_LEADER ? c->leader : "";
    for (size_t i = 0; i < c->n_supporting; i++)
        buf_printf(list, i ? ";%s" : "%s", c->supporting[i]);
    return buf_cstr(list);
}

static bool check_party(const Task *t, const TaskEvent *ev, Err *e)
{
    TaskParty p = task_verb(ev->verb)->party;
    const TaskCard *c = ev->verb == TASK_REGISTER ? ev->card : &t->card;
    bool by_clock = strcmp(ev->by, "clock") == 0;

    if (!*ev->by || by_clock != is_clock(ev))
        return ERR(e, ERR_FORBIDDEN, "“%s”由%s做，不能由“%s”做", "to %s is for %s, not for \"%s\"",
                   task_verb_name(ev->verb, e->lang), task_party_name(p, e->lang), ev->by);
    bool ours = p == PARTY_SUPPORTING ? supports(c, ev->unit)
                : p == PARTY_LEAD     ? strcmp(ev->unit, c->lead) == 0
                : p == PARTY_LEADER   ? *c->leader && strcmp(ev->unit, c->leader) == 0
                                      : !*ev->unit;
    if (ours)
        return true;
    AUTO(buf_free) Buf list = buf_new(FIELD_MAX);
    return ERR(e, ERR_FORBIDDEN, "“%s”由%s（%s）做，不能由“%s”做", "to %s is for %s (%s), not for \"%s\"",
               task_verb_name(ev->verb, e->lang), task_party_name(p, e->lang), party_units(c, p, &list),
               ev->unit);
}

/* ---- what each verb asks for besides ---- */

typedef struct Step {
    const Task *t;
    const TaskEvent *ev;
    size_t n_open_parts;
} Step;

/* Did the account do one of these (bits 1 << TaskVerb) in the task? */
static bool did(const Task *t, const char *by, unsigned verbs)
{
    for (size_t i = 0; i < t->n; i++)
        if (verbs & (1u << t->events[i].verb) && strcmp(t->events[i].by, by) == 0)
            return true;
    return false;
}

static bool check_card(const Step *s, Err *e)
{
    CardFaults fs = {.lang = e->lang};

    if (!s->ev->card)
        return ERR(e, ERR_INVALID, "没有给出事项的内容", "the task's card is missing");
    card_check(s->ev->card, &fs);
    return card_faults_tell(&fs, e);
}

static bool check_amend(const Step *s, Err *e)
{
    TRY(check_card(s, e));
    if (s->ev->card->parent != s->t->card.parent)
        return ERR(e, ERR_INVALID, "事项属于哪个上级事项不能修改",
                   "which task this one is a part of cannot be amended");
    return !s->t->first_due_on || s->ev->card->due_on == s->t->card.due_on ||
           ERR(e, ERR_CONFLICT, "事项交办过，完成时限不能修改；由牵头单位申请延期",
               "the task was issued, and its due date cannot be amended; the lead unit may ask for an "
               "extension");
}

static bool check_issue(const Step *s, Err *e)
{
    const TaskCard *c = &s->t->card;
    char due[DATE_TEXT_MAX], on[DATE_TEXT_MAX];

    if (!str_trim(str_of(c->measure)).n)
        return ERR(e, ERR_INVALID, "第 %lld 号事项没有衡量标准；先写明办成是什么样，再交办",
                   "task %lld has no measure of success; amend it before it is issued", (long long)s->t->id);
    if (s->t->first_due_on || c->parent || c->due_on >= s->ev->on)
        return true;
    date_text(c->due_on, due);
    date_text(s->ev->on, on);
    return ERR(e, ERR_INVALID, "完成时限 %s 早于交办日 %s；先修改时限，再交办",
               "the due date %s is before the day of issue, %s; amend it first", due, on);
}

static bool check_no_open_parts(const Step *s, Err *e)
{
    return !s->n_open_parts ||
           ERR(e, ERR_CONFLICT, "第 %lld 号事项还有 %zu 个拆分出的事项没有办结；先办结它们",
               "task %lld has %zu parts that are still open; finish them first", (long long)s->t->id,
               s->n_open_parts);
}

static bool check_verify(const Step *s, Err *e)
{
    const unsigned reports = 1u << TASK_FEEDBACK | 1u << TASK_SUPPORT | 1u << TASK_ASK_CLOSE;

    return !did(s->t, s->ev->by, reports) ||
           ERR(e, ERR_FORBIDDEN, "%s 在本事项里报过进展，不能核查；请由另一个人核查",
               "%s reported in this task and cannot verify it; another must", s->ev->by);
}

static bool check_close(const Step *s, Err *e)
{
    return !did(s->t, s->ev->by, 1u << TASK_ASK_CLOSE) ||
           ERR(e, ERR_FORBIDDEN, "%s 申请过销号，不能自己销号；请由另一个人销号",
               "%s asked to close this task and cannot close it; another must", s->ev->by);
}

static bool check_ask_extension(const Step *s, Err *e)
{
    char due[DATE_TEXT_MAX], waits[DATE_TEXT_MAX];

    date_text(s->t->card.due_on, due);
    date_text(s->t->extension_asked, waits);
    if (s->t->extension_asked)
        return ERR(e, ERR_CONFLICT, "延期到 %s 的申请还没有答复；一次只能有一个申请",
                   "a request for an extension to %s still waits for its answer; one at a time", waits);
    if (s->ev->on >= s->t->card.due_on)
        return ERR(e, ERR_CONFLICT, "延期要在完成时限 %s 之前申请，今天已不能申请",
                   "an extension is asked for before the due date, %s; it is too late", due);
    return (date_valid(s->ev->date) && s->ev->date > s->t->card.due_on) ||
           ERR(e, ERR_INVALID, "请写明延到哪一天：晚于完成时限 %s 的日期",
               "say to which day: a date later than the due date, %s", due);
}

static bool check_decision(const Step *s, Err *e)
{
    char due[DATE_TEXT_MAX], asked[DATE_TEXT_MAX];
    int date = s->ev->date;

    if (!s->t->extension_asked)
        return ERR(e, ERR_CONFLICT, "第 %lld 号事项没有待答复的延期申请",
                   "no request for an extension of task %lld waits for an answer", (long long)s->t->id);
    date_text(s->t->card.due_on, due);
    date_text(s->t->extension_asked, asked);
    return !date || (date_valid(date) && date > s->t->card.due_on && date <= s->t->extension_asked) ||
           ERR(e, ERR_INVALID, "准予的日期应晚于完成时限 %s，不晚于申请的 %s",
               "the date granted must be later than the due date, %s, and no later than asked for, %s", due,
               asked);
}

static bool check_split(const Step *s, Err *e)
{
    const TaskEvent *ev = s->ev;
    bool ok = ev->n_parts >= 1 && ev->n_parts <= TASK_PARTS_MAX;

    for (size_t i = 0; ok && i < ev->n_parts; i++)
        ok = ev->parts[i] > (i ? ev->parts[i - 1] : ev->task);
    return ok ||
           ERR(e, ERR_INVALID, "拆分要给出 1 至 %d 个事项", "a split takes 1 to %d parts", TASK_PARTS_MAX);
}

static bool check_merge(const Step *s, Err *e)
{
    if (s->ev->other <= 0 || s->ev->other == s->t->id)
        return ERR(e, ERR_INVALID, "请写明并入哪个事项：另一个未办结的事项的编号",
                   "say into which task: the number of another open one");
    return check_no_open_parts(s, e);
}

static bool check_rule(const Step *s, Err *e)
{
    static const char *const colours[] = {"blue", "yellow", "orange", "red"};
    bool known = s->ev->verb != TASK_SLIP;

    for (size_t i = 0; i < COUNT(colours); i++)
        known = known || strcmp(s->ev->colour, colours[i]) == 0;
    if (!known)
        return ERR(e, ERR_INVALID, "督办单没有“%s”这种颜色；应为 blue、yellow、orange 或 red",
                   "there is no slip of the colour \"%s\"; it is blue, yellow, orange or red", s->ev->colour);
    return (*s->ev->rule && strlen(s->ev->rule) <= CODE_MAX && date_valid(s->ev->base_on)) ||
           ERR(e, ERR_INVALID, "时钟的动作要写明规则和所依据的日期",
               "a deed of the clock tells its rule and the date it is about");
}

static bool (*const asks[TASK_VERBS])(const Step *, Err *) = {
    [TASK_REGISTER] = check_card,
    [TASK_AMEND] = check_amend,
    [TASK_ISSUE] = check_issue,
    [TASK_ASK_CLOSE] = check_no_open_parts,
    [TASK_VERIFY] = check_verify,
    [TASK_CLOSE] = check_close,
    [TASK_ASK_EXTENSION] = check_ask_extension,
    [TASK_EXTEND] = check_decision,
    [TASK_REFUSE_EXTENSION] = check_decision,
    [TASK_SPLIT] = check_split,
    [TASK_MERGE] = check_merge,
    [TASK_WITHDRAW] = check_no_open_parts,
    [TASK_REMIND] = check_rule,
    [TASK_PRESS] = check_rule,
    [TASK_SLIP] = check_rule,
};

bool task_check(const Task *t, const TaskEvent *ev, size_t n_open_parts, Err *e)
{
    Step s = {t, ev, n_open_parts};

    TRY(check_state(t, ev, e));
    if (ev->verb == TASK_REGISTER && !ev->card)
        return check_card(&s, e);
    TRY(check_party(t, ev, e) && check_day(t, ev, e));
    TRY(check_fields(ev, e) && check_words(ev, e) && check_files(ev, e) && check_value(ev, e));
    return !asks[ev->verb] || asks[ev->verb](&s, e);
}
