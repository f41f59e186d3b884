/* A card as a city knows it: units, leader, indicator and meeting by whatever name they were called. */
#include <string.h>

#include "base/limits.h"
#include "task/card.h"
#include "task/meeting.h"

/* ---- units and leaders ---- */

typedef struct Nearest {
    const char *text, *name;
    size_t distance;
} Nearest;

static void nearer(Nearest *n, const char *name)
{
    size_t d = text_distance(n->text, name, n->distance);

    if (d >= n->distance)
        return;
    n->distance = d;
    n->name = name;
}

static const char *nearest_unit(const City *c, const char *text)
{
    Nearest n = {.text = text, .distance = 4};

    for (size_t i = 0; i < c->n_departments; i++) {
        nearer(&n, c->departments[i].name_zh);
        nearer(&n, c->departments[i].code);
        for (size_t k = 0; k < c->departments[i].n_aliases; k++)
            nearer(&n, c->departments[i].aliases[k]);
    }
    for (size_t i = 0; i < c->n_areas; i++)
        if (strcmp(c->areas[i].parent, c->code) == 0)
            nearer(&n, c->areas[i].name_zh);
    return n.name;
}

const char *card_unit(const City *c, const char *field, Str text, CardFaults *fs)
{
    AUTO(arena_free) Arena *a = arena_new();
    Err none = {.lang = fs->lang};
    Str name = str_trim(text);
    Unit u;

    if (unit_find(c, name, &u, &none))
        return unit_code(&u);
    const char *given = str_dup(a, name), *near = nearest_unit(c, given);
    if (near)
        CARD_FAULT(fs, field, "unknown-unit", ERR_NOT_FOUND, "没有单位“%.80s”；是不是“%s”？",
                   "there is no unit \"%.80s\"; did you mean \"%s\"?", given, near);
    else
        CARD_FAULT(
            fs, field, "unknown-unit", ERR_NOT_FOUND,
            "没有单位“%.80s”；应是 departments.csv 里的部门，或本市的镇街、园区",
            "there is no unit \"%.80s\"; it must be a department of departments.csv, or a town, street or "
            "park of the city",
            given);
    return "";
}

const char *card_leader(const City *c, const char *text, CardFaults *fs)
{
    Nearest n = {.text = text, .distance = 4};

    for (size_t i = 0; i < c->n_leaders; i++) {
        const Leader *l = &c->leaders[i];
        if (strcmp(l->code, text) == 0 || strcmp(l->title_zh, text) == 0 || strcmp(l->title_en, text) == 0)
            return l->code;
        nearer(&n, l->code);
        nearer(&n, l->title_zh);
    }
    if (n.name)
        CARD_FAULT(fs, "leader", "unknown-leader", ERR_NOT_FOUND, "没有领导“%.80s”；是不是“%s”？",
                   "there is no leader \"%.80s\"; did you mean \"%s\"?", text, n.name);
    else
        CARD_FAULT(fs, "leader", "unknown-leader", ERR_NOT_FOUND,
                   "没有领导“%.80s”；leaders.csv 列出了所有领导",
                   "there is no leader \"%.80s\"; leaders.csv lists all of them", text);
    return "";
}

/* ---- the card ---- */

static const char *text_of(const char *text, Arena *a)
{
    return text ? str_dup(a, str_trim(str_of(text))) : "";
}

static void resolve_units(const City *city, const TaskCard *c, Arena *a, TaskCard *out, CardFaults *fs)
{
    size_t most = c->n_supporting < TASK_SUPPORTING_MAX + 1 ? c->n_supporting : TASK_SUPPORTING_MAX + 1;

    out->lead = *out->lead ? card_unit(city, "lead", str_of(out->lead), fs) : "";
    out->leader = *out->leader ? card_leader(city, out->leader, fs) : "";
    out->supporting = NEW_N(a, const char *, most + 1);
    out->n_supporting = 0;
    for (size_t i = 0; i < most; i++) {
        const char *code = card_unit(city, "supporting", str_of(c->supporting[i]), fs);
        if (*code)
            out->supporting[out->n_supporting++] = code;
    }
}

static void resolve_served(const Catalogue *c, TaskCard *out, CardFaults *fs)
{
    Err none = {.lang = fs->lang};
    const Indicator *i;

    if (out->serves != SERVES_INDICATOR || !*out->serves_code)
        return;
    if (catalogue_find(c, str_of(out->serves_code), &i, &none))
        out->serves_code = i->code;
    else
        card_fault(fs, "code", "unknown-indicator", ERR_NOT_FOUND, "%s", none.msg);
}

static bool resolve_meeting(const TaskWorld *w, const TaskCard *c, CardFaults *fs, Err *e)
{
    bool there, said;

    if (!c->meeting)
        return true;
    TRY(meeting_holds(w->s, w->city->id, c, &there, &said, e));
    if (!there)
        CARD_FAULT(fs, "meeting", "unknown-meeting", ERR_NOT_FOUND, "没有第 %lld 号会议",
                   "there is no meeting %lld", (long long)c->meeting);
    else if (!said)
        CARD_FAULT(
            fs, "sentence", "not-in-minutes", ERR_INVALID, "第 %lld 号会议的纪要在第 %d 字节处不是这句话",
            "the minutes of meeting %lld do not say this at byte %d", (long long)c->meeting, c->sentence_at);
    return true;
}

/* Nobody is told twice that a field is wrong: what could not be found is not empty besides. */
static void check_rest(const TaskCard *out, CardFaults *fs)
{
    CardFaults shape = {.lang = fs->lang};

    card_check(out, &shape);
    for (size_t i = 0; i < shape.n; i++) {
        size_t k = 0;
        while (k < fs->n && strcmp(fs->items[k].field, shape.items[i].field) != 0)
            k++;
        if (k == fs->n && fs->n < CARD_FAULTS_MAX)
            fs->items[fs->n++] = shape.items[i];
    }
}

bool card_resolve(const TaskWorld *w, const TaskCard *c, Arena *a, TaskCard *out, CardFaults *fs, Err *e)
{
    *out = *c;
    out->sentence = text_of(c->sentence, a);
    out->title = text_of(c->title, a);
    out->serves_code = text_of(c->serves_code, a);
    out->lead = text_of(c->lead, a);
    out->leader = text_of(c->leader, a);
    out->measure = text_of(c->measure, a);
    resolve_units(w->city, c, a, out, fs);
    resolve_served(w->catalogue, out, fs);
    TRY(resolve_meeting(w, out, fs, e));
    check_rest(out, fs);
    return true;
}
