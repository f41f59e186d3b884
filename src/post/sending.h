/* A message on its way: what the two channels share. Inside the room. */
#pragma once
#include <curl/curl.h>

#include "base/buf.h"
#include "post/post.h"

typedef struct Sending {
    PostJob *job;
    const PostSpec *spec;
    Arena *arena;
    Lang lang;
    CURL *easy;
    struct curl_slist *headers, *to;
    Buf body;
    size_t given;               /* bytes of the body that were read */
    size_t n_reply;             /* bytes of the answer */
    int code;                   /* of the mail server's last answer; 0 none */
    bool over;                  /* it was told QUIT */
    char verb[8];               /* the last command that it was given */
    char said[POST_DETAIL_MAX]; /* the answer's last line */
    char error[CURL_ERROR_SIZE];
} Sending;

/* An option that libcurl does not take is a fault of ours. */
#define SET(s, option, value) sending_must(curl_easy_setopt((s)->easy, (option), (value)))
void sending_must(CURLcode rc);
/* Time limit, no signals, no proxy: what every message has. */
void sending_common(Sending *s);
/* Appends a header line. */
void sending_header(Sending *s, const char *line);
/* Fills in what came of it; the sentence as ERR's. Is false. */
#define OUTCOME(s, what, zh, en, ...) sending_outcome((s), (what), TEXT((s)->lang, zh, en), ##__VA_ARGS__)
bool sending_outcome(Sending *s, PostOutcome o, const char *fmt, ...) PRINTF(3, 4);
/* Why there was no answer, from libcurl's code: always POST_FAILED. */
void sending_broken(Sending *s, CURLcode rc);

bool email_address_ok(const char *s);
/* "2021-07-20T08:00:00Z" */
enum { POST_INSTANT_MAX = 48 };
void post_instant(int64_t at, char out[POST_INSTANT_MAX]);

/* Checks the job and sets the handle up; false with the outcome filled in when it may not be sent. */
bool email_prepare(Sending *s);
bool webhook_prepare(Sending *s);
/* What came of it. email_ended says whether the server itself is out of reach. */
bool email_ended(Sending *s, CURLcode rc);
bool webhook_ended(Sending *s, CURLcode rc);
