/* To whom: names and codes of recipients. */
#include <string.h>

#include "notice/notice.h"

static const char *const tos[NOTICE_TOS] = {[NOTICE_DEPARTMENT] = "department",
                                            [NOTICE_AREA] = "area",
                                            [NOTICE_LEADER] = "leader",
                                            [NOTICE_OFFICE] = "office"};
static const struct {
    const char *zh, *en;
} office = {"督查考评办", "Supervision and appraisal office"};

const char *notice_to_code(NoticeTo to)
{
    return tos[to];
}

bool notice_to_parse(const char *code, NoticeTo *out)
{
    for (size_t i = 0; i < COUNT(tos); i++) {
        if (strcmp(code, tos[i]) != 0)
            continue;
        *out = (NoticeTo)i;
        return true;
    }
    return false;
}

static const Department *find_department(const City *c, Str text)
{
    for (size_t i = 0; i < c->n_departments; i++) {
        const Department *d = &c->departments[i];
        if (str_eq(text, d->code) || str_eq(text, d->name_zh) || str_eq(text, d->name_en))
            return d;
    }
    return NULL;
}

static const Leader *find_leader(const City *c, Str text)
{
    for (size_t i = 0; i < c->n_leaders; i++) {
        const Leader *l = &c->leaders[i];
        if (str_eq(text, l->code) || str_eq(text, l->title_zh) || str_eq(text, l->title_en))
            return l;
    }
    return NULL;
}

bool notice_recipient_find(const City *c, Str text, NoticeTo *to, const char **code, Err *e)
{
    const Department *d = find_department(c, text);
    const Leader *l = find_leader(c, text);
    const Area *area;
    Err none = {.lang = e->lang};

    *to = d ? NOTICE_DEPARTMENT : l ? NOTICE_LEADER : NOTICE_OFFICE;
    *code = d ? d->code : l ? l->code : "";
    if (d || l || str_eq(text, tos[NOTICE_OFFICE]) || str_eq(text, office.zh) || str_eq(text, office.en))
        return true;
    if (!city_find_area(c, text, &area, &none))
        return ERR(
            e, ERR_NOT_FOUND, "没有收件单位“%.*s”；应是部门、领导、地区的代码或名称，或 office",
            "there is no recipient \"%.*s\"; expected a department, a leader or an area, by code or name, or "
            "office",
            (int)text.n, text.s);
    *to = NOTICE_AREA;
    *code = area->code;
    return true;
}

const char *notice_recipient_name(const City *c, NoticeTo to, const char *code, Lang lang)
{
    const Department *d = to == NOTICE_DEPARTMENT ? city_department(c, code) : NULL;
    const Leader *l = to == NOTICE_LEADER ? find_leader(c, str_of(code)) : NULL;
    const Area *area = to == NOTICE_AREA ? city_area(c, code) : NULL;

    if (to == NOTICE_OFFICE)
        return TEXT(lang, office.zh, office.en);
    return d      ? department_name(d, lang)
           : l    ? TEXT(lang, l->title_zh, l->title_en)
           : area ? area_name(area, lang)
                  : code;
}
