/* Who asks, and what they may do: every request passes this one place. Deny by default. */
#pragma once
#include "http/request.h"

/* What a route asks for. */
typedef enum Permission {
    PERMIT_PUBLIC,  /* anybody: health, the documentation */
    PERMIT_READ,    /* the city's figures and judgements */
    PERMIT_AUDIT,   /* the audit chain: who did what */
    PERMIT_OPERATE, /* state of the server itself */
    PERMISSIONS,
} Permission;
const char *permission_name(Permission p);

typedef struct Principal {
    const char *name;         /* "anonymous"; goes to the log */
    bool known;               /* proved who they are */
    unsigned may;             /* bit 1 << Permission */
    const char *const *areas; /* codes they are kept to; NULL: all */
    size_t n_areas;
} Principal;

/* How the server was started. */
typedef struct AccessRules {
    bool open_reading; /* whoever reaches the address may read figures */
    bool loopback;     /* only this machine reaches it: who names it by a loopback name may read */
} AccessRules;

/* What the request is about, as far as the route's parameters tell. */
typedef struct Scope {
    const char *area; /* code; NULL: none is named */
} Scope;

/* Who sends the request. Without accounts: anonymous, who may read where the server was started so. A page
 * from elsewhere that a browser on this machine was tricked into sending here (its name was pointed at this
 * machine) gives itself away by its Host. */
Principal principal_of(const AccessRules *rules, const Request *r);
/* The one decision. */
bool access_allows(const Principal *who, Permission needed, const Scope *scope);
