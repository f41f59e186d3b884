/* Webhooks: signed JSON by POST (RFC 9110), and what a receiver answers. */
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "base/version.h"
#include "post/sending.h"

enum { BODY_MAX = 512 * 1024 };

/* An http or https address with a host, and without a password in it. */
static bool url_ok(const char *text)
{
    char *scheme = NULL, *host = NULL, *user = NULL;

    if (!post_text_ok(text, POST_URL_MAX, false) || strchr(text, ' '))
        return false;
    CURLU *u = curl_url();
    bool ok = u && curl_url_set(u, CURLUPART_URL, text, 0) == CURLUE_OK &&
              curl_url_get(u, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
              curl_url_get(u, CURLUPART_HOST, &host, 0) == CURLUE_OK && *host &&
              (strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0) &&
              curl_url_get(u, CURLUPART_USER, &user, 0) == CURLUE_NO_USER;
    curl_free(scheme);
    curl_free(host);
    curl_free(user);
    curl_url_cleanup(u);
    return ok;
}

static void body(const PostJob *j, Buf *out)
{
    Json json = json_to(out, 0);
    char at[POST_INSTANT_MAX];

    post_instant(j->at, at);
    json_begin_object(&json);
    json_put_text(&json, "id", j->id);
    json_put_text(&json, "kind", j->kind);
    json_put_text(&json, "subject", j->subject);
    json_put_text(&json, "text", j->text);
    json_put_text(&json, "link", j->link);
    json_put_text(&json, "at", at);
    json_end_object(&json);
}

/* Over the instant, too, so that a message that was overheard cannot be sent again later. */
static void sign(Sending *s)
{
    AUTO(buf_free) Buf text = buf_new(BODY_MAX + 64);
    char signature[SHA256_HEX];
    const char *key = s->job->secret;

    buf_printf(&text, "%lld.", (long long)s->spec->now);
    buf_add(&text, s->body.s, s->body.n);
    hmac_sha256(key, strlen(key), text.s, text.n, signature);
    sending_header(s, arena_printf(s->arena, "X-Qingyu-Signature: %s", signature));
}

static size_t pass_over(char *data, size_t size, size_t n, void *who)
{
    Sending *s = who;

    (void)data;
    s->n_reply += size * n;
    return s->n_reply > POST_REPLY_MAX ? 0 : size * n;
}

bool webhook_prepare(Sending *s)
{
    const PostJob *j = s->job;

    if (!url_ok(j->address))
        return OUTCOME(
            s, POST_REFUSED, "“%.200s”不是 webhook 的地址；应如 https://hooks.jiande.example/qingyu",
            "\"%.200s\" is no webhook's address; expected https://hooks.jiande.example/qingyu", j->address);
    s->body = buf_new(BODY_MAX);
    body(j, &s->body);
    if (!buf_ok(&s->body))
        return OUTCOME(s, POST_REFUSED, "通知太长", "the message is too long");
    sending_header(s, "Content-Type: application/json");
    sending_header(s, "Expect:");
    sending_header(s, arena_printf(s->arena, "X-Qingyu-Id: %s", j->id));
    sending_header(s, arena_printf(s->arena, "X-Qingyu-Timestamp: %lld", (long long)s->spec->now));
    if (*j->secret)
        sign(s);
    SET(s, CURLOPT_URL, j->address);
    SET(s, CURLOPT_PROTOCOLS_STR, "http,https");
    SET(s, CURLOPT_FOLLOWLOCATION, 0L);
    SET(s, CURLOPT_USERAGENT, "qingyu/" QINGYU_VERSION);
    SET(s, CURLOPT_HTTPHEADER, s->headers);
    SET(s, CURLOPT_POSTFIELDS, s->body.s);
    SET(s, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)s->body.n);
    SET(s, CURLOPT_WRITEFUNCTION, pass_over);
    SET(s, CURLOPT_WRITEDATA, s);
    return true;
}

bool webhook_ended(Sending *s, CURLcode rc)
{
    long code = 0;

    sending_must(curl_easy_getinfo(s->easy, CURLINFO_RESPONSE_CODE, &code));
    /* Once there is an answer it decides, whatever became of the rest of it. */
    if (code == 0)
        sending_broken(s, rc);
    else if (code >= 200 && code < 300)
        (void)OUTCOME(s, POST_SENT, "HTTP %ld", "HTTP %ld", code);
    else if (code == 408 || code == 425 || code == 429 || code >= 500)
        (void)OUTCOME(s, POST_FAILED, "对方暂时不收：HTTP %ld", "the receiver does not take it now: HTTP %ld",
                      code);
    else if (code >= 300 && code < 400)
        (void)OUTCOME(
            s, POST_REFUSED, "地址已改（HTTP %ld），不跟随；请更新 contacts.csv",
            "the address has moved (HTTP %ld), which is not followed; bring contacts.csv up to date", code);
    else
        (void)OUTCOME(s, POST_REFUSED, "对方拒收：HTTP %ld", "the receiver refuses it: HTTP %ld", code);
    return false;
}
