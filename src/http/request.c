#include "http/request.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

static const char *const methods[METHODS] = {"GET",   "HEAD",   "POST",    "PUT",
                                             "PATCH", "DELETE", "OPTIONS", "other"};

const char *method_name(Method m)
{
    return methods[m];
}

Method method_parse(const char *text)
{
    for (int m = 0; m < METHOD_OTHER; m++)
        if (strcmp(text, methods[m]) == 0)
            return (Method)m;
    return METHOD_OTHER;
}

const char *request_header(const Request *r, const char *name)
{
    for (size_t i = 0; i < r->n_headers; i++)
        if (strcasecmp(r->headers[i].name, name) == 0)
            return r->headers[i].value;
    return NULL;
}

const char *request_client(const Request *r)
{
    const char *forwarded = r->peer_is_local ? request_header(r, "X-Forwarded-For") : NULL;
    const char *comma = forwarded ? strrchr(forwarded, ',') : NULL;

    if (!forwarded)
        return r->peer;
    return str_dup(r->arena, str_trim(str_of(comma ? comma + 1 : forwarded)));
}

void reply_header(Reply *r, const char *name, const char *value)
{
    assert(r->n_headers < REPLY_HEADERS_MAX);
    r->headers[r->n_headers++] = (Header){name, value};
}
