#include "post/sending.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/text.h"

void sending_must(CURLcode rc)
{
    if (rc == CURLE_OK)
        return;
    fprintf(stderr, "libcurl: %s\n", curl_easy_strerror(rc));
    abort();
}

void sending_common(Sending *s)
{
    long limit = s->spec->timeout_ms ? s->spec->timeout_ms : POST_TIMEOUT_MS;

    SET(s, CURLOPT_ERRORBUFFER, s->error);
    SET(s, CURLOPT_NOSIGNAL, 1L);
    SET(s, CURLOPT_PROXY, "");
    SET(s, CURLOPT_TIMEOUT_MS, limit);
    SET(s, CURLOPT_CONNECTTIMEOUT_MS, limit);
}

void sending_header(Sending *s, const char *line)
{
    struct curl_slist *longer = curl_slist_append(s->headers, line);

    sending_must(longer ? CURLE_OK : CURLE_OUT_OF_MEMORY);
    s->headers = longer;
}

bool sending_outcome(Sending *s, PostOutcome o, const char *fmt, ...)
{
    char text[ERR_MSG_MAX];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    utf8_trim_broken_tail(text);
    s->job->outcome = o;
    s->job->detail = arena_strdup(s->arena, text);
    return false;
}

void sending_broken(Sending *s, CURLcode rc)
{
    int limit = s->spec->timeout_ms ? s->spec->timeout_ms : POST_TIMEOUT_MS;

    if (rc == CURLE_OPERATION_TIMEDOUT)
        (void)OUTCOME(s, POST_FAILED, "%d 毫秒内没有应答", "no answer within %d ms", limit);
    else
        (void)OUTCOME(s, POST_FAILED, "没有送到：%s", "it did not get there: %s",
                      *s->error ? s->error : curl_easy_strerror(rc));
}

bool post_text_ok(const char *s, size_t most, bool lines)
{
    size_t n = strlen(s);

    if (n > most || !utf8_valid(s, n))
        return false;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        bool fine = (c >= ' ' && c != 0x7F) || (lines && (c == '\n' || c == '\r' || c == '\t'));
        if (!fine)
            return false;
    }
    return true;
}

void post_instant(int64_t at, char out[POST_INSTANT_MAX])
{
    time_t t = (time_t)at;
    struct tm tm = {0};

    gmtime_r(&t, &tm);
    strftime(out, POST_INSTANT_MAX, "%Y-%m-%dT%H:%M:%SZ", &tm);
}
