#include "http/access.h"

#include <string.h>
#include <strings.h>

static const char *const names[ROUTE_PERMISSIONS] = {"public", "read", "audit", "operate"};

const char *route_permission_name(RoutePermission p)
{
    return names[p];
}

/* Host without its port: localhost, 127.0.0.1 or [::1]. */
static bool names_this_machine(const char *host)
{
    static const char *const names_of_it[] = {"localhost", "127.0.0.1", "[::1]"};

    for (size_t i = 0; host && i < COUNT(names_of_it); i++) {
        size_t n = strlen(names_of_it[i]);
        if (strncasecmp(host, names_of_it[i], n) == 0 && (host[n] == '\0' || host[n] == ':'))
            return true;
    }
    return false;
}

Caller caller_of(const AccessRules *rules, const Request *r)
{
    unsigned may = 1u << PERMIT_PUBLIC;

    if (rules->open_reading || (rules->loopback && names_this_machine(request_header(r, "Host"))))
        may |= 1u << PERMIT_READ;
    return (Caller){.name = "anonymous", .may = may};
}

bool route_allows(const Caller *who, RoutePermission needed, const CallerScope *scope)
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
