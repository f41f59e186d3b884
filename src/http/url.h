/* The path and query of a request (RFC 3986), and templates of paths. Bytes from outside: nothing here trusts
 * them. */
#pragma once
#include "base/text.h"

enum {
    URL_MAX = 8 * 1024,     /* bytes of a request's path and query */
    URL_SEGMENTS_MAX = 16,  /* of a path */
    URL_ARGUMENTS_MAX = 64, /* of a query */
};

typedef struct UrlArgument {
    const char *name, *value;
} UrlArgument;

typedef struct Url {
    const char *segments[URL_SEGMENTS_MAX]; /* decoded; a trailing "/" leaves an empty last one */
    size_t n_segments;
    UrlArgument arguments[URL_ARGUMENTS_MAX];
    size_t n_arguments;
    const char *path; /* as sent, without the query */
} Url;

/* Takes a request's target apart, in the arena. Every part is decoded, valid UTF-8 without control
 * characters. Fails: INVALID (not a path, a bad % escape, bad UTF-8, control characters, too many parts). */
MUST_USE bool url_parse(const char *target, Arena *a, Url *out, Err *e);

/* Does the path fit the template ("/api/v1/indicators/{code}/why")? A {parameter} fits any segment that is
 * not empty. */
bool url_fits(const Url *u, const char *template);
/* The segment that stands where the template has {name}; NULL when the template has none of that name. */
const char *url_segment(const Url *u, const char *template, const char *name);
