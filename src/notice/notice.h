/* Notices: what a department, an area, a leader or the office was told, on record for good. A notice belongs
 * to the transaction of what caused it; that it is sent, too, is delivery's (delivery.h). */
#pragma once
#include "city/city.h"
#include "ledger/submission.h"

enum {
    NOTICE_TITLE_MAX = 300,      /* bytes */
    NOTICE_TEXT_MAX = 16 * 1024, /* bytes */
    NOTICE_LINK_MAX = 500,       /* bytes */
    NOTICE_SUBJECT_MAX = 200,    /* bytes */
    NOTICE_KIND_MAX = 32,        /* bytes */
};

typedef enum NoticeTo {
    NOTICE_DEPARTMENT,
    NOTICE_AREA,
    NOTICE_LEADER,
    NOTICE_OFFICE, /* 督查考评办 */
    NOTICE_TOS,
} NoticeTo;

typedef struct Notice {
    int64_t id;          /* filled in */
    const char *kind;    /* "remind", "slip": lower-case letters, digits, - and _ */
    const char *subject; /* "task 12"; "" none */
    NoticeTo to;
    const char *recipient; /* code; "" of the office */
    const char *title;     /* one line, as shown to people */
    const char *text;      /* lines end with \n */
    const char *link;      /* "/tasks/12" on the page, or http(s); "" none */
    bool urgent;
} Notice;

/**
 * Puts a notice on record inside the running transaction, with its audit entry. A text that is NULL is "".
 *
 * n   all but id, which is filled in
 * in  by whom and when; known_on is the notice's day
 *
 * Fails: INVALID (no title, control characters, too long, a link of another kind), NOT_FOUND (no such
 * recipient in the city's tables). Cost: reads the recipient's table.
 */
MUST_USE bool notice_add(Store *s, const Intake *in, Notice *n, Err *e);

/* ---- recipients ---- */
const char *notice_to_code(NoticeTo to); /* "department" */
bool notice_to_parse(const char *code, NoticeTo *out);
/* Whom people mean: "office" or 督查考评办, a department, a leader, an area, by code or name. Fails:
 * NOT_FOUND. */
MUST_USE bool notice_recipient_find(const City *c, Str text, NoticeTo *to, const char **code, Err *e);
/* Name of the recipient; its code where the city does not have it (any more). */
const char *notice_recipient_name(const City *c, NoticeTo to, const char *code, Lang lang);

/* ---- reading ---- */
typedef struct NoticeRow {
    Notice notice;
    const char *at, *by;
    int on_day; /* yyyymmdd */
    int64_t audit_seq;
    bool seen; /* by the account that was asked for */
} NoticeRow;

/* Which notices. Zero: all of the city. */
typedef struct NoticeQuery {
    int64_t city;
    int64_t account;                                /* whose seen is told; 0: nobody's, and none is seen */
    int since;                                      /* on_day from; 0: all */
    bool unseen;                                    /* those alone that the account has not seen */
    bool (*mine)(const void *who, const Notice *n); /* those alone for which it is true; NULL: all */
    const void *who;
} NoticeQuery;
/* Oldest first. Cost: O(notices since that day). */
MUST_USE bool notice_list(Store *s, const NoticeQuery *q, Arena *a, NoticeRow **rows, size_t *n, Err *e);
/* How many the account has not seen. Cost: as notice_list, without keeping them. */
MUST_USE bool notice_unseen(Store *s, const NoticeQuery *q, size_t *n, Err *e);
/* Notes that q's account has seen notice id, or for 0 all that q finds, in a transaction of its own. Fails:
 * NOT_FOUND when id is none that q finds: what is not one's own is not there; INVALID without an account. */
MUST_USE bool notice_see(Store *s, const NoticeQuery *q, int64_t id, const char *at, Err *e);

/* Compares every notice and every attempt with its audit entry, and their numbers with the chain's. Cost:
 * O(notices + attempts). */
MUST_USE bool notice_verify(Store *s, int64_t city, Verification *v, Err *e);
