/* Log: one logfmt line an event on stderr, with the systemd priority prefix when a journal listens. Not the
 * audit. */
#pragma once
#include "base/err.h"

typedef enum LogLevel { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG } LogLevel;

void log_set_level(LogLevel level); /* default LOG_WARN */
/* pairs: "key=%s other=%d" written after the quoted event text. */
void log_event(LogLevel level, const char *event, const char *pairs, ...) PRINTF(3, 4);
