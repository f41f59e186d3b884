#include "view/units.h"

#include <string.h>

bool unit_of_code(const City *c, const char *code, Unit *out)
{
    *out = (Unit){.kind = UNIT_DEPARTMENT, .department = city_department(c, code)};
    if (out->department)
        return true;
    *out = (Unit){.kind = UNIT_AREA, .area = city_area(c, code)};
    return out->area != NULL;
}

const char *unit_label(const City *c, const char *code, Lang lang)
{
    Unit u;

    return unit_of_code(c, code, &u) ? unit_name(&u, lang) : code;
}

const char *unit_kind_of_code(const City *c, const char *code)
{
    Unit u;

    return unit_of_code(c, code, &u) ? unit_kind_code(u.kind) : "";
}

const Leader *leader_of_code(const City *c, const char *code)
{
    for (size_t i = 0; i < c->n_leaders; i++)
        if (strcmp(c->leaders[i].code, code) == 0)
            return &c->leaders[i];
    return NULL;
}

const char *leader_label(const City *c, const char *code, Lang lang)
{
    const Leader *l = leader_of_code(c, code);

    return l ? TEXT(lang, l->title_zh, l->title_en) : code;
}
