#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

static _Atomic LogLevel threshold = LOG_WARN;

void log_set_level(LogLevel level)
{
    atomic_store(&threshold, level);
}

void log_event(LogLevel level, const char *event, const char *pairs, ...)
{
    static const char *const names[] = {"error", "warn", "info", "debug"};
    static const char *const priority[] = {"<3>", "<4>", "<6>", "<7>"};
    char rest[1024];
    va_list ap;

    if (level > atomic_load(&threshold))
        return;
    va_start(ap, pairs);
    vsnprintf(rest, sizeof rest, pairs, ap);
    va_end(ap);
    fprintf(stderr, "%slevel=%s event=\"%s\" %s\n", getenv("JOURNAL_STREAM") ? priority[level] : "",
            names[level], event, rest);
}
