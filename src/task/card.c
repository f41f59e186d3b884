#include "task/card.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/* ---- faults ---- */

void card_fault(CardFaults *fs, const char *field, const char *code, ErrKind kind, const char *fmt, ...)
{
    va_list ap;

    if (fs->n >= CARD_FAULTS_MAX)
        return;
    CardFault *f = &fs->items[fs->n++];
    f->field = field;
    f->code = code;
    f->kind = kind;
    va_start(ap, fmt);
    vsnprintf(f->text, sizeof f->text, fmt, ap);
    va_end(ap);
    utf8_trim_broken_tail(f->text);
}

bool card_faults_tell(const CardFaults *fs, Err *e)
{
    AUTO(buf_free) Buf all = buf_new((size_t)CARD_FAULTS_MAX * (CARD_FAULT_TEXT + 4));
    ErrKind kind = ERR_NOT_FOUND;

    for (size_t i = 0; i < fs->n; i++) {
        if (i)
            buf_str(&all, TEXT(fs->lang, "；", "; "));
        buf_str(&all, fs->items[i].text);
        if (fs->items[i].kind != ERR_NOT_FOUND)
            kind = ERR_INVALID;
    }
    return !fs->n || err_set(e, kind, "%s", buf_cstr(&all));
}

/* ---- the shape of a card ---- */

static bool one_line(const char *text)
{
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7F)
            return false;
    return true;
}

static bool plain_text(const char *text)
{
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c < ' ' && *c != '\n' && *c != '\r' && *c != '\t')
            return false;
    return true;
}

/* The texts of a card: how long, on how many lines. */
static void check_texts(const TaskCard *c, CardFaults *fs)
{
    const struct {
        const char *field, *zh, *en, *text;
        size_t max;
        bool lines;
    } texts[] = {
        {"title", "标题", "the title", c->title, NAME_MAX_BYTES, false},
        {"sentence", "原话", "the sentence", c->sentence, TASK_TEXT_MAX, true},
        {"measure", "衡量标准", "the measure", c->measure, TASK_TEXT_MAX, true},
        {"code", "服务代码", "the code it serves", c->serves_code, CODE_MAX, false},
        {"lead", "牵头单位代码", "the lead unit's code", c->lead, CODE_MAX, false},
        {"leader", "分管领导代码", "the leader's code", c->leader, CODE_MAX, false},
    };

    for (size_t i = 0; i < COUNT(texts); i++) {
        size_t n = strlen(texts[i].text);
        const char *name = TEXT(fs->lang, texts[i].zh, texts[i].en);
        if (n > texts[i].max)
            CARD_FAULT(fs, texts[i].field, "too-long", ERR_INVALID, "%s有 %zu 字节，最多 %zu",
                       "%s has %zu bytes, at most %zu", name, n, texts[i].max);
        else if (!utf8_valid(texts[i].text, n))
            CARD_FAULT(fs, texts[i].field, "not-utf8", ERR_INVALID, "%s不是 UTF-8", "%s is not UTF-8", name);
        else if (texts[i].lines ? !plain_text(texts[i].text) : !one_line(texts[i].text))
            CARD_FAULT(fs, texts[i].field, "control-character", ERR_INVALID, "%s里有控制符或换行",
                       "%s holds control characters or line breaks", name);
    }
    if (!str_trim(str_of(c->title)).n)
        CARD_FAULT(fs, "title", "empty-cell", ERR_INVALID, "标题不能为空", "the title must not be empty");
    if (!*c->lead)
        CARD_FAULT(fs, "lead", "empty-cell", ERR_INVALID, "要有一个牵头单位", "one unit must lead");
}

static void check_supporting(const TaskCard *c, CardFaults *fs)
{
    if (c->n_supporting > TASK_SUPPORTING_MAX)
        CARD_FAULT(fs, "supporting", "too-many", ERR_INVALID, "配合单位有 %zu 个，最多 %d 个",
                   "there are %zu supporting units, at most %d", c->n_supporting, TASK_SUPPORTING_MAX);
    for (size_t i = 0; i < c->n_supporting && i < TASK_SUPPORTING_MAX; i++) {
        const char *unit = c->supporting[i];
        size_t k = 0;
        while (k < i && strcmp(c->supporting[k], unit) != 0)
            k++;
        if (!*unit || strlen(unit) > CODE_MAX || strchr(unit, ';') || !one_line(unit))
            CARD_FAULT(fs, "supporting", "bad-code", ERR_INVALID, "“%.64s”不是单位代码",
                       "\"%.64s\" is no unit's code", unit);
        else if (k < i)
            CARD_FAULT(fs, "supporting", "duplicate-key", ERR_INVALID, "配合单位“%s”写了两次",
                       "the supporting unit \"%s\" is named twice", unit);
        else if (strcmp(unit, c->lead) == 0)
            CARD_FAULT(fs, "supporting", "duplicate-key", ERR_INVALID, "“%s”已是牵头单位，不能又是配合单位",
                       "\"%s\" leads and cannot support as well", unit);
    }
}

static bool rhythm_ok(Rhythm r)
{
    switch (r.kind) {
    case RHYTHM_NONE:
        return r.day == 0;
    case RHYTHM_WEEKLY:
        return r.day >= 1 && r.day <= 7;
    case RHYTHM_MONTHLY:
        return r.day >= 1 && r.day <= 31;
    }
    return false;
}

void card_check(const TaskCard *c, CardFaults *fs)
{
    check_texts(c, fs);
    check_supporting(c, fs);
    if (!c->due_on)
        CARD_FAULT(fs, "due", "empty-cell", ERR_INVALID, "要有完成时限", "a due date is needed");
    else if (!date_valid(c->due_on))
        CARD_FAULT(fs, "due", "bad-date", ERR_INVALID, "完成时限 %d 不是日期", "the due date %d is no date",
                   c->due_on);
    if (!rhythm_ok(c->rhythm))
        CARD_FAULT(fs, "rhythm", "bad-rhythm", ERR_INVALID,
                   "反馈频次应如 weekly:5（每周五）或 monthly:28（每月28日）",
                   "the rhythm must be such as weekly:5 (Fridays) or monthly:28");
    if (c->serves > SERVES_REQUEST || (c->serves != SERVES_NOTHING) != (*c->serves_code != '\0'))
        CARD_FAULT(
            fs, "code", "bad-choice", ERR_INVALID,
            "服务的对象与代码要一起写：指标、项目、风险或诉求，和它的代码",
            "what a task serves is told by kind and code together: indicator, project, risk or request");
    if (c->urgency > URGENCY_URGENT)
        CARD_FAULT(fs, "urgency", "bad-choice", ERR_INVALID, "缓急应为 normal 或 urgent",
                   "the urgency must be normal or urgent");
    if (c->meeting < 0 || c->parent < 0 || c->sentence_at < -1 || (c->sentence_at >= 0 && !c->meeting))
        CARD_FAULT(fs, "meeting", "bad-place", ERR_INVALID, "原话的位置只属于一次会议的纪要",
                   "a place of the sentence belongs to the minutes of a meeting");
}

/* ---- its canonical text ---- */

void card_write(const TaskCard *c, Arena *a, Buf *out)
{
    line_put_int(out, "card.meeting", c->meeting);
    line_put_int(out, "card.sentence_at", c->sentence_at);
    line_put(out, "card.sentence", c->sentence);
    line_put(out, "card.title", c->title);
    line_put(out, "card.serves", task_serves_code(c->serves));
    line_put(out, "card.code", c->serves_code);
    line_put(out, "card.lead", c->lead);
    line_put_list(out, "card.supporting", c->supporting, c->n_supporting);
    line_put(out, "card.leader", c->leader);
    line_put_int(out, "card.due_on", c->due_on);
    line_put(out, "card.measure", c->measure);
    line_put(out, "card.rhythm", rhythm_text(c->rhythm, a));
    line_put(out, "card.urgency", task_urgency_code(c->urgency));
    line_put_int(out, "card.parent", c->parent);
    line_put_int(out, "card.sample", c->sample);
}

bool card_read(Str text, Arena *a, TaskCard *out)
{
    static const char *const keys[] = {"card.meeting", "card.sentence_at", "card.sentence", "card.title",
                                       "card.serves",  "card.code",        "card.lead",     "card.supporting",
                                       "card.leader",  "card.due_on",      "card.measure",  "card.rhythm",
                                       "card.urgency", "card.parent",      "card.sample"};
    const char *v[COUNT(keys)], *key;

    for (size_t i = 0; i < COUNT(keys); i++)
        if (!line_next(&text, a, &key, &v[i]) || strcmp(key, keys[i]) != 0)
            return false;
    *out = (TaskCard){.meeting = strtoll(v[0], NULL, 10),
                      .sentence_at = (int)strtol(v[1], NULL, 10),
                      .sentence = v[2],
                      .title = v[3],
                      .serves_code = v[5],
                      .lead = v[6],
                      .leader = v[8],
                      .due_on = (int)strtol(v[9], NULL, 10),
                      .measure = v[10],
                      .parent = strtoll(v[13], NULL, 10),
                      .sample = strcmp(v[14], "1") == 0};
    out->n_supporting = text_split(a, v[7], &out->supporting);
    return !text.n && task_serves_parse(v[4], &out->serves) && rhythm_parse(v[11], &out->rhythm) &&
           task_urgency_parse(v[12], &out->urgency);
}
