#include "http/access.h"

#include <string.h>

const char *route_permission_code(Permission p)
{
    return p == ANYBODY ? "anybody" : permission_code(p);
}

bool access_begins(const Principal *p, Permission permission, About about)
{
    if (permission == ANYBODY || access_allows(p, permission, NULL))
        return true;
    bool carried = (p->carries & 1u << permission) && !p->must_change;
    return about != ABOUT_ALL && carried && access_reach(p->role, permission) != REACH_NONE;
}

Principal principal_open_reading(void)
{
    static const uint32_t reads = 1u << READ_PUBLISHED | 1u << READ_ALL | 1u << READ_TARGETS |
                                  1u << READ_FORMS | 1u << READ_TASKS | 1u << READ_SCORES | 1u << OPERATE;

    return (Principal){.name = "", .role = ROLE_ADMINISTRATOR, .carries = reads};
}

Scope scope_of_pair(const Indicator *i, const Area *a)
{
    return (Scope){.area = a ? a->code : NULL,
                   .department = i ? i->department : NULL,
                   .indicator = i ? i->code : NULL,
                   .group = i ? i->group : NULL};
}

static bool sees(const void *who, Permission permission, const Indicator *i, const Area *a)
{
    Scope asked = scope_of_pair(i, a);

    return access_allows(who, permission, &asked);
}

static bool sees_all(const void *who, const Indicator *i, const Area *a)
{
    return sees(who, READ_ALL, i, a);
}

static bool sees_targets(const void *who, const Indicator *i, const Area *a)
{
    return sees(who, READ_TARGETS, i, a);
}

const Sight *sight_of(const Principal *p, Arena *a)
{
    if (access_allows(p, READ_ALL, NULL) && access_allows(p, READ_TARGETS, NULL))
        return NULL;
    Sight *s = NEW(a, Sight);
    *s = (Sight){p, sees_all, sees_targets, !access_begins(p, READ_ALL, ABOUT_ROWS)};
    return s;
}

/* FNV-1a over the codes of a grant, each with its end. */
static uint64_t grant_digest(uint64_t h, const Grant *g)
{
    h = (h ^ (g->all ? 'A' : 'o')) * 0x100000001B3u;
    for (size_t i = 0; i < g->n; i++)
        for (const char *s = g->codes[i];; s++) {
            h = (h ^ (unsigned char)*s) * 0x100000001B3u;
            if (!*s)
                break;
        }
    return h;
}

const char *principal_key(const Principal *p, Arena *a)
{
    bool own = p->role == ROLE_LEADER || p->role == ROLE_DEPARTMENT || p->role == ROLE_AREA;
    uint64_t h = 0xCBF29CE484222325u;
    uint32_t carried = 0;

    for (int k = 0; k < PERMISSIONS; k++)
        if (access_begins(p, (Permission)k, ABOUT_ROWS))
            carried |= 1u << k;
    if (!own)
        return arena_printf(a, "%s %x", role_code(p->role), carried);
    h = grant_digest(grant_digest(h, &p->areas), &p->departments);
    h = grant_digest(grant_digest(h, &p->indicators), &p->groups);
    return arena_printf(a, "%s %x %lld %016llx", role_code(p->role), carried, (long long)p->account,
                        (unsigned long long)h);
}
