/* Who asks, and what they may do: every request passes this one place. Deny by default. */
#pragma once
#include "http/request.h"

/* What a route asks for. */
typedef enum RoutePermission {
    PERMIT_PUBLIC,  /* anybody: health, the documentation */
    PERMIT_READ,    /* the city's figures and judgements */
    PERMIT_AUDIT,   /* the audit chain: who did what */
    PERMIT_OPERATE, /* state of the server itself */
    ROUTE_PERMISSIONS,
} RoutePermission;
const char *route_permission_name(RoutePermission p);

typedef struct Caller {
    const char *name;         /* "anonymous"; goes to the log */
    bool known;               /* proved who they are */
    unsigned may;             /* bit 1 << RoutePermission */
    const char *const *areas; /* codes they are kept to; NULL: all */
    size_t n_areas;
} Caller;

/* How the server was started. */
typedef struct AccessRules {
    bool open_reading; /* whoever reaches the address may read figures */
    bool loopback;     /* only this machine reaches it: who names it by a loopback name may read */
} AccessRules;

/* What the request is about, as far as the route's parameters tell. */
typedef struct CallerScope {
    const char *area; /* code; NULL: none is named */
} CallerScope;

/* Who sends the request. Without accounts: anonymous, who may read where the server was started so. A page
 * from elsewhere that a browser on this machine was tricked into sending here (its name was pointed at this
 * machine) gives itself away by its Host. */
Caller caller_of(const AccessRules *rules, const Request *r);
/* The one decision. */
bool route_allows(const Caller *who, RoutePermission needed, const CallerScope *scope);
