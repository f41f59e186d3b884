/* The post room: sends messages by e-mail (SMTP) and to webhooks (HTTP), many at once, each with its own time
 * limit, so that a receiver that is dead delays nothing else. Knows no store and no city. The one room that
 * knows libcurl. No redirect is followed, no proxy is asked, no answer is read beyond POST_REPLY_MAX. */
#pragma once
#include <stdint.h>

#include "base/arena.h"

enum {
    POST_TIMEOUT_MS = 10 * 1000, /* of one message: connecting and all of it */
    POST_JOBS_MAX = 1000,        /* messages of one call */
    POST_SUBJECT_MAX = 512,      /* bytes */
    POST_TEXT_MAX = 64 * 1024,   /* bytes */
    POST_URL_MAX = 2048,         /* bytes of a webhook's address or a link */
    POST_REPLY_MAX = 64 * 1024,  /* bytes of an answer that are taken in; they are not looked at */
    POST_DETAIL_MAX = 240,       /* bytes of what a server said */
};

typedef enum PostChannel { POST_EMAIL, POST_WEBHOOK, POST_CHANNELS } PostChannel;
const char *post_channel_code(PostChannel c); /* "email" */
bool post_channel_parse(const char *code, PostChannel *out);

typedef enum PostOutcome {
    POST_SENT,    /* the server took it */
    POST_REFUSED, /* it never will: no such mailbox, no such page, a message that may not be sent */
    POST_FAILED,  /* not now: no connection, no answer in time, a server that is busy or broken */
    POST_OUTCOMES,
} PostOutcome;
const char *post_outcome_code(PostOutcome o); /* "sent", "refused", "failed" */
bool post_outcome_parse(const char *code, PostOutcome *out);

/* May the text stand in a message? UTF-8 of at most so many bytes without control characters; with lines,
 * line ends and tabs are fine. */
bool post_text_ok(const char *s, size_t most, bool lines);

/* One message to one address. */
typedef struct PostJob {
    PostChannel channel;
    const char *address; /* "office@jiande.example", "https://hooks.jiande.example/x" */
    const char *id; /* letters, digits, - and . ; the same when it is sent again, so that a receiver knows */
    const char *kind;    /* "remind" */
    const char *subject; /* one line */
    const char *text;    /* lines end with \n */
    const char *link;    /* where to read on; "" none */
    int64_t at;          /* seconds since 1970: the instant of what is told, the mail's Date */
    const char *secret;  /* the key that signs a webhook's message; "" unsigned */
    /* filled in: */
    PostOutcome outcome;
    const char *detail; /* a sentence in e->lang; what the server said where it said something */
    size_t ended;       /* 1 for the message that was done with first, and so on */
} PostJob;

/* The mail server. */
typedef struct PostServer {
    const char *smtp;            /* "smtp://127.0.0.1:2525", "smtps://mail.jiande.example" */
    const char *user, *password; /* "" none; they go over TLS alone */
    const char *from;            /* address of the sender */
    bool tls;                    /* only over TLS; else where the server offers it */
} PostServer;
/* Is the server's description sound? Fails: INVALID. */
MUST_USE bool post_server_check(const PostServer *m, Err *e);

typedef struct PostSpec {
    PostServer mail; /* needed where a job is an e-mail */
    int64_t now;     /* seconds since 1970: a webhook's X-Qingyu-Timestamp */
    int timeout_ms;  /* 0: POST_TIMEOUT_MS */
} PostSpec;

/**
 * Sends the messages and fills in outcome and detail of each. It returns when the last one is done with; jobs
 * of a mail server that cannot be reached are not tried one after the other.
 *
 * An e-mail is UTF-8 (RFC 5322, MIME), with Message-ID made of id and the sender's domain. A webhook gets
 * POST with JSON {id, kind, subject, text, link, at} and the headers X-Qingyu-Id, X-Qingyu-Timestamp and,
 * with a secret, X-Qingyu-Signature: the HMAC-SHA-256 of timestamp "." body in hex. 2xx is sent; 408, 425,
 * 429, 5xx and all that stops a connection is failed; any other answer is refused. Of mail, a 5xx about the
 * recipient or the message is refused unless it is one of policy (5.7.x); everything else is failed.
 *
 * Fails: INVALID (more than POST_JOBS_MAX, an unsound mail server where there is mail): then nothing was
 * sent.
 */
MUST_USE bool post_send(const PostSpec *spec, PostJob *jobs, size_t n, Arena *a, Err *e);
