/* The server's one table: every route with its permission, limits, parameters, handler and reply. Dispatch,
 * checks, OpenAPI, the reference page and the tests of permission come from it. One file a resource. */
#pragma once
#include "http/access.h"
#include "http/url.h"

/* What a parameter of the query or the path may hold. */
typedef enum ParamKind {
    PARAM_TEXT,
    PARAM_COUNT, /* a whole number, 0..PARAM_COUNT_MAX */
    PARAM_DATE,
    PARAM_PERIOD,
    PARAM_CHOICE, /* one of `choices` */
    PARAM_FILTER, /* keeps the rows whose field of that name is this */
} ParamKind;
enum { PARAM_COUNT_MAX = 1000000000, PARAM_TEXT_MAX = 512, ROUTE_PARAMS_MAX = 24 };

typedef struct Param {
    const char *name;
    ParamKind kind;
    const char *choices; /* separated by blanks */
    const char *zh, *en, *example;
    const char *id; /* where two of the same name differ by route; NULL: the name */
} Param;

/* How a route is answered. */
typedef enum Answer {
    ANSWER_PLAIN, /* the handler fills the reply itself; never cached */
    ANSWER_STATE, /* about the caller or the server: the handler writes call->json; never cached */
    ANSWER_JSON,  /* data: the handler writes call->json */
    ANSWER_TABLE, /* data: rows for CSV and XLSX, an object of its own as JSON */
    ANSWER_FILE,  /* data as a file of its own kind: the handler fills call->file; never cached */
    ANSWER_LIST,  /* data: rows only; filtered, sorted and cut into pages for the handler */
    ANSWER_WRITE, /* the handler changes the store and writes call->json, or nothing: 204 */
} Answer;

typedef struct Call Call;
typedef struct Route {
    Method method;
    const char *path;
    Permission permission; /* or ANYBODY */
    About about;
    Answer answer;
    const char *params; /* names separated by blanks; required ones end in "!"; of the path: in {} there */
    const char *reply;  /* data: name in schemas.c, of a list: of one item; else the media type */
    const char *zh, *en;
    bool (*run)(Call *c, Err *e);
    struct {
        size_t body;    /* bytes */
        int per_minute; /* requests of one client; 0: ROUTE_PER_MINUTE */
    } limit;
    const char *row;     /* of ANSWER_TABLE: the schema of a row of CSV and XLSX */
    const char *request; /* of a write: the schema of its JSON body; ROUTE_FILE: the bytes of a file */
    int status;          /* of a write that was done; 0: 200 */
    bool fresh;          /* data that no version tells of: never cached */
    bool daily;          /* what it says also depends on the day */
    bool once;           /* the answer holds a secret: it is given once, and not kept */
    bool harmless;       /* a second time finds what the first did */
    bool hashes;         /* hashes passwords: must not stand in the way of other writes */
} Route;
#define ROUTE_FILE "file"
enum { ROUTE_PER_MINUTE = 1200, ROUTE_SECONDS = 30 };

const Route *route_all(size_t *n);
const Param *param_all(size_t *n);
const Param *param_named(const char *name);
/* The names of a route's query parameters, those that every data route or list takes included. */
typedef struct RouteParam {
    const Param *param;
    bool required, in_path;
} RouteParam;
size_t route_params(const Route *r, RouteParam out[ROUTE_PARAMS_MAX]);
bool route_is_data(const Route *r);
/* Does it answer with JSON of a schema? */
bool route_has_schema(const Route *r);
/* The row for a path and method (HEAD finds GET's). NULL when there is none; *methods then gets the bits
 * (1 << Method) that the path has, 0 for an unknown path. */
const Route *route_find(const Url *u, Method m, unsigned *methods);
