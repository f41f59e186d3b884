/* What a handler gets: the request's parameters, read and checked, and where the reply goes. */
#pragma once
#include "base/json.h"
#include "http/body.h"
#include "http/http.h"
#include "outlook/card.h"
#include "view/rows.h"

typedef enum Format { FORMAT_JSON, FORMAT_CSV, FORMAT_XLSX } Format;

struct Call {
    Http *http;
    Passage *passage;
    const Route *route;
    Reply *reply;  /* of ANSWER_PLAIN */
    Viewer viewer; /* the request's arena and language */
    Format format;
    const Reader *reader; /* of data routes; its snapshot or, with as_of, the state of that day: */
    Outlook outlook;
    City city;
    Catalogue catalogue;
    Json json;
    Rows rows;
    /* ---- of files ---- */
    Buf *file;
    const char *file_name;
    /* ---- of writes ---- */
    Store *s; /* the one that writes */
    Actor by;
    const Body *body;
    int status;           /* set by a handler that answers with another one than its route says */
    const char *location; /* "" none */
    bool replied;         /* the handler filled the passage's reply itself */
};

/* A parameter of the query or the path; NULL when not given. */
const char *call_value(const Call *c, const char *name);
/* Who asks: may they, about that? */
bool call_allows(const Call *c, Permission permission, const Scope *asked);
bool call_allows_pair(const Call *c, Permission permission, const Indicator *i, const Area *a);
/* The values of the common ones. area: the city itself by default. period: the latest of the area by
 * default. date: 0 when not given. */
MUST_USE bool call_area(Call *c, const Area **area, Err *e);
MUST_USE bool call_period(Call *c, const Area *area, Period *p, Err *e);
MUST_USE bool call_indicator(Call *c, const Indicator **i, Err *e);
int call_date(const Call *c, const char *name);
size_t call_count(const Call *c, const char *name, size_t otherwise);

/* Checks all parameters of the query at once against the route's: unknown ones (with the nearest name),
 * missing ones, values that are none. Each fault goes to faults. */
void call_check(const Passage *p, Faults *out);

/* The headers of a reply of ANSWER_PLAIN; the body is filled beside. */
void call_head(Call *c, const char *type);
/* A text as the body, copied. */
void call_text(Call *c, const char *type, const Buf *text);
