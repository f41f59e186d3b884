/* Who asks and what a route is about, for account/access.h, which alone decides. Deny by default. */
#pragma once
#include "account/access.h"
#include "http/request.h"
#include "indicator/history.h"

/* Beside the permissions of account/access.h: what anybody may ask, such as health and the documentation. */
#define ANYBODY PERMISSIONS
const char *route_permission_code(Permission p);

/* What a request is about, as far as the route's parameters tell. */
typedef enum About {
    ABOUT_ROWS, /* rows: reach of any kind opens the route, and its handler keeps to what the caller may see
                 */
    ABOUT_ALL,  /* the whole city */
    ABOUT_PAIR, /* the area and the indicator that parameters name */
} About;

/* May the request go on before its parameters are understood? */
bool access_begins(const Principal *p, Permission permission, About about);
/* Who has not logged in, where the server was started with --open-reading: reads all but accounts and the
 * audit chain. */
Principal principal_open_reading(void);
/* What an indicator of an area is, to be asked about. */
Scope scope_of_pair(const Indicator *i, const Area *a);
/* What the caller may see of figures; NULL when everything. Lives in the arena. */
const Sight *sight_of(const Principal *p, Arena *a);
/* What answers to the caller differ by: as part of a cache's key. */
const char *principal_key(const Principal *p, Arena *a);
