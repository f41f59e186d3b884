#include "http/access.h"

#include <string.h>

static const char *const names[PERMISSIONS] = {"public", "read", "audit", "operate"};

const char *permission_name(Permission p)
{
    return names[p];
}

Principal principal_of(const AccessRules *rules, const Request *r)
{
    unsigned may = 1u << PERMIT_PUBLIC;

    (void)r;
    if (rules->open_reading)
        may |= 1u << PERMIT_READ;
    return (Principal){.name = "anonymous", .may = may};
}

bool access_allows(const Principal *who, Permission needed, const Scope *scope)
{
    if (!(who->may & 1u << needed))
        return false;
    if (!who->areas || !scope || !scope->area)
        return true;
    for (size_t i = 0; i < who->n_areas; i++)
        if (strcmp(who->areas[i], scope->area) == 0)
            return true;
    return false;
}
