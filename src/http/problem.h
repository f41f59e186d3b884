/* What went wrong, as a problem document (RFC 9457) in the caller's language: the sentence that the command
 * line would print. */
#pragma once
#include "http/call.h"
#include "indicator/form.h"

/* What only a server has to say; the kinds of err.h have their own. */
typedef enum HttpProblem {
    PROBLEM_NO_ROUTE,         /* 404 */
    PROBLEM_METHOD,           /* 405 */
    PROBLEM_NOT_ACCEPTABLE,   /* 406 */
    PROBLEM_UNAUTHENTICATED,  /* 401 */
    PROBLEM_FORGED,           /* 403 */
    PROBLEM_BODY_TOO_LARGE,   /* 413 */
    PROBLEM_URI_TOO_LONG,     /* 414 */
    PROBLEM_TOO_MANY,         /* 429 */
    PROBLEM_HEADERS_TOO_MANY, /* 431 */
    HTTP_PROBLEMS,
} HttpProblem;

/* Fills the passage's reply. Failures of the machine or the store (5xx) are logged whole; the caller gets the
 * request's number instead. */
void problem_reply(Passage *p, const Err *e);
void problem_http(Passage *p, HttpProblem kind, const char *detail);
void problem_faults(Passage *p, const Faults *f);
/* outcome: the word of a login that failed. */
void problem_login(Passage *p, HttpProblem kind, const char *detail, const char *outcome);
/* A file that was refused, with all that was found in it. */
void problem_findings(Passage *p, const Err *e, const Findings *f);
/* The same of a form: each with the cell that it is about. */
void problem_form(Passage *p, const Err *e, const FormHandIn *in, const Findings *f);

/* All of them, for OpenAPI and the reference page: name as in the document's type "/api/#name". */
typedef struct ProblemText {
    const char *name;
    int status;
    const char *zh, *en;
} ProblemText;
size_t problem_all(const ProblemText **out);
