/* Long work beside the requests: one at a time, in a thread of its own, its outcome kept in memory. A job
 * ends with the server: whoever asks for one of an earlier run is told that it is lost, for its number says
 * which run made it. Nothing that a job does changes the store. */
#pragma once
#include "http/http.h"

enum {
    JOBS_MAX = 32, /* kept; the oldest that has ended makes place */
    JOB_ID_MAX = 48,
    JOB_RESULT_MAX = 64 * 1024 * 1024, /* bytes of a file made by a job */
};

typedef enum JobKind { JOB_VERIFY, JOB_EXPORT, JOB_KINDS } JobKind;
const char *job_kind_code(JobKind k);
bool job_kind_parse(const char *text, JobKind *out);

typedef enum JobState { JOB_WAITING, JOB_RUNNING, JOB_DONE, JOB_FAILED, JOB_LOST, JOB_STATES } JobState;
const char *job_state_code(JobState s);

/* What verify found, or where the file of export is. */
typedef struct JobResult {
    bool sound;
    int64_t entries, submissions, rows;
    const char *detail; /* the first thing found wrong, or why the job failed; "" none */
    size_t bytes;       /* of the file */
} JobResult;

typedef struct Job {
    char id[JOB_ID_MAX];
    JobKind kind;
    JobState state;
    int64_t account; /* who asked for it */
    Lang lang;
    double progress; /* 0..1 */
    JobResult result;
} Job;

Jobs *jobs_new(Http *h);
/* Waits for the one that runs. */
void jobs_free(Jobs **j);
/* Fails: BUSY (JOBS_MAX are waiting). */
MUST_USE bool jobs_add(Jobs *j, const Job *wish, Job *out, Err *e);
/* A copy in the arena. False: no such job in this run; *lost tells whether another run may have made it. */
bool jobs_find(Jobs *j, const char *id, Arena *a, Job *out, bool *lost);
/* The file of an export that is done; NULL when there is none. Copied to the arena. */
const char *jobs_file(Jobs *j, const char *id, Arena *a, size_t *n);
/* The last change of any job: for events. */
uint64_t jobs_changes(Jobs *j);
/* The job that changed last. */
bool jobs_latest(Jobs *j, Job *out);
