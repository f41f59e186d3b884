#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* The one table of what a kind means outside. */
static const struct {
    const char *name;
    int exit_code, status;
} kinds[ERR_KINDS] = {
    [ERR_NONE] = {"none", 0, 200},
    [ERR_INVALID] = {"invalid", 2, 400},
    [ERR_REFUSED] = {"refused", 2, 422},
    [ERR_FORBIDDEN] = {"forbidden", 5, 403},
    [ERR_NOT_FOUND] = {"not-found", 3, 404},
    [ERR_CONFLICT] = {"conflict", 4, 409},
    [ERR_DATA] = {"data", 6, 422},
    [ERR_NUMERIC] = {"numeric", 6, 422},
    [ERR_IO] = {"io", 1, 500},
    [ERR_DB] = {"db", 1, 500},
    [ERR_BUSY] = {"busy", 4, 503},
};

bool err_set(Err *e, ErrKind kind, const char *fmt, ...)
{
    va_list ap;

    e->kind = kind;
    va_start(ap, fmt);
    vsnprintf(e->msg, sizeof e->msg, fmt, ap);
    va_end(ap);
    utf8_trim_broken_tail(e->msg);
    return false;
}

bool err_wrap(Err *e, const char *fmt, ...)
{
    char inner[sizeof e->msg];
    va_list ap;

    memcpy(inner, e->msg, sizeof inner);
    va_start(ap, fmt);
    int n = vsnprintf(e->msg, sizeof e->msg, fmt, ap);
    va_end(ap);
    if (n >= 0 && (size_t)n < sizeof e->msg)
        snprintf(e->msg + n, sizeof e->msg - (size_t)n, "%s%s", TEXT(e->lang, "：", ": "), inner);
    utf8_trim_broken_tail(e->msg);
    return false;
}

int err_exit_code(ErrKind kind)
{
    return kind < ERR_KINDS ? kinds[kind].exit_code : 1;
}

int err_status(ErrKind kind)
{
    return kind < ERR_KINDS ? kinds[kind].status : 500;
}

const char *err_kind_name(ErrKind kind)
{
    return kind < ERR_KINDS ? kinds[kind].name : "unknown";
}
