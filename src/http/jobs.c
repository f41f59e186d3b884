#include "http/jobs.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "account/account.h"
#include "base/limits.h"
#include "base/log.h"
#include "indicator/observation.h"
#include "outlook/scenario.h"
#include "view/facts_csv.h"

typedef struct Slot {
    Job job;
    uint64_t number, changed; /* in the order of asking; of the last change */
    char detail[ERR_MSG_MAX];
    Buf file;
} Slot;

struct Jobs {
    Http *http;
    pthread_mutex_t lock;
    pthread_cond_t work;
    pthread_t thread;
    bool stopping;
    uint64_t next, changes;
    Slot slots[JOBS_MAX];
};

static const char *const kinds[JOB_KINDS] = {"verify", "export"};
static const char *const states[JOB_STATES] = {"waiting", "running", "done", "failed", "lost"};

const char *job_kind_code(JobKind k)
{
    return kinds[k];
}

bool job_kind_parse(const char *text, JobKind *out)
{
    for (int k = 0; k < JOB_KINDS; k++)
        if (strcmp(kinds[k], text) == 0) {
            *out = (JobKind)k;
            return true;
        }
    return false;
}

const char *job_state_code(JobState s)
{
    return states[s];
}

/* ---- the work: without the lock ---- */

typedef struct Work {
    const Http *http;
    Jobs *jobs;
    Slot *slot;
    double total; /* rows, when it was begun */
    Arena *arena;
    Store *s;
    City city;
    Lang lang;
    JobResult result;
    Buf file;
} Work;

static void changed(Jobs *j, Slot *x)
{
    x->changed = ++j->changes;
}

/* Whole percents are told, so that those who wait are not woken for every row. */
static void tell_progress(void *who, int64_t rows)
{
    const Work *w = who;
    double share = w->total > 0 ? fmin((double)rows / w->total, 0.99) : 0;

    pthread_mutex_lock(&w->jobs->lock);
    if (share >= w->slot->job.progress + 0.01) {
        w->slot->job.progress = share;
        changed(w->jobs, w->slot);
    }
    pthread_mutex_unlock(&w->jobs->lock);
}

static bool count_rows(Work *w, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(w->s, SQL_OBSERVATION_COUNT, &q, e, INT(w->city.id)) && query_next(q, &row, e));
    w->total = row ? (double)query_int(q, 0) : 0;
    return true;
}

static bool verify(Work *w, Err *e)
{
    Verification v = {.arena = w->arena, .lang = w->lang, .tell = tell_progress, .who = w};

    TRY(count_rows(w, e));
    TRY(ledger_verify(w->s, w->city.id, &v, e) && account_verify(w->s, w->city.id, &v, e) &&
        scenario_verify(w->s, w->city.id, &v, e));
    w->result = (JobResult){.sound = v.n == 0,
                            .entries = v.n_entries,
                            .submissions = v.n_submissions,
                            .rows = v.n_rows,
                            .detail = v.n ? v.wrong[0] : ""};
    return true;
}

static bool export(Work *w, Err *e)
{
    Catalogue catalogue;
    const View known = {.s = w->s, .city = &w->city};
    int64_t rows;

    TRY(catalogue_load(w->s, &w->city, w->arena, &catalogue, e));
    w->file = buf_new(JOB_RESULT_MAX);
    TRY(facts_csv(&known, &catalogue, &w->file, &rows, e));
    if (!buf_ok(&w->file))
        return ERR(e, ERR_DATA, "导出超过 %d MB；请用 qingyu export",
                   "the export exceeds %d MB; use qingyu export", JOB_RESULT_MAX >> 20);
    w->result = (JobResult){.sound = true, .rows = rows, .detail = "", .bytes = w->file.n};
    return true;
}

static bool work(Work *w, JobKind kind, Err *e)
{
    static bool (*const run[JOB_KINDS])(Work *, Err *) = {verify, export};

    TRY(store_open(w->http->spec.store, STORE_READ, &w->s, e) && store_begin(w->s, e));
    AUTO(transaction_end) Transaction snapshot = w->s;
    return city_load(w->s, 0, w->arena, &w->city, e) && run[kind](w, e);
}

/* ---- the thread ---- */

static Slot *next_waiting(Jobs *j)
{
    Slot *best = NULL;

    for (size_t i = 0; i < JOBS_MAX; i++) {
        Slot *x = &j->slots[i];
        if (x->number && x->job.state == JOB_WAITING && (!best || x->number < best->number))
            best = x;
    }
    return best;
}

/* The slot stays where it is while it runs: only one that has ended makes place. */
static void run(Jobs *j, Slot *x)
{
    AUTO(arena_free) Arena *a = arena_new();
    Work w = {.http = j->http, .jobs = j, .slot = x, .arena = a, .lang = x->job.lang};
    Err e = {.lang = x->job.lang};

    x->job.state = JOB_RUNNING;
    changed(j, x);
    pthread_mutex_unlock(&j->lock);
    bool ok = work(&w, x->job.kind, &e);
    store_close(&w.s);
    pthread_mutex_lock(&j->lock);
    if (!ok)
        log_event(LOG_ERROR, "job failed", "job=%s detail=\"%s\"", x->job.id, e.msg);
    snprintf(x->detail, sizeof x->detail, "%s", ok ? w.result.detail : e.msg);
    x->job.result = ok ? w.result : (JobResult){0};
    x->job.result.detail = x->detail;
    x->job.state = ok ? JOB_DONE : JOB_FAILED;
    x->job.progress = 1;
    if (ok)
        x->file = w.file;
    else
        buf_free(&w.file);
    changed(j, x);
}

static void *work_on(void *arg)
{
    Jobs *j = arg;
    Slot *x;

    pthread_mutex_lock(&j->lock);
    while (!j->stopping)
        if ((x = next_waiting(j)))
            run(j, x);
        else
            pthread_cond_wait(&j->work, &j->lock);
    pthread_mutex_unlock(&j->lock);
    return NULL;
}

Jobs *jobs_new(Http *h)
{
    Jobs *j = calloc(1, sizeof *j);

    if (!j)
        abort();
    j->http = h;
    pthread_mutex_init(&j->lock, NULL);
    pthread_cond_init(&j->work, NULL);
    if (pthread_create(&j->thread, NULL, work_on, j) != 0)
        abort();
    return j;
}

void jobs_free(Jobs **j)
{
    if (!*j)
        return;
    pthread_mutex_lock(&(*j)->lock);
    (*j)->stopping = true;
    pthread_cond_signal(&(*j)->work);
    pthread_mutex_unlock(&(*j)->lock);
    pthread_join((*j)->thread, NULL);
    for (size_t i = 0; i < JOBS_MAX; i++)
        buf_free(&(*j)->slots[i].file);
    pthread_cond_destroy(&(*j)->work);
    pthread_mutex_destroy(&(*j)->lock);
    free(*j);
    *j = NULL;
}

/* ---- asking ---- */

static bool has_ended(const Slot *x)
{
    return !x->number || x->job.state == JOB_DONE || x->job.state == JOB_FAILED;
}

static Slot *place(Jobs *j)
{
    Slot *best = NULL;

    for (size_t i = 0; i < JOBS_MAX; i++) {
        Slot *x = &j->slots[i];
        if (has_ended(x) && (!best || x->number < best->number))
            best = x;
    }
    return best;
}

bool jobs_add(Jobs *j, const Job *wish, Job *out, Err *e)
{
    pthread_mutex_lock(&j->lock);
    Slot *x = place(j);
    if (x) {
        buf_free(&x->file);
        *x = (Slot){.job = *wish, .number = ++j->next};
        x->job.result.detail = "";
        snprintf(x->job.id, sizeof x->job.id, "%lld-%llu", (long long)j->http->metrics.started_s,
                 (unsigned long long)x->number);
        changed(j, x);
        *out = x->job;
        pthread_cond_signal(&j->work);
    }
    pthread_mutex_unlock(&j->lock);
    return x || ERR(e, ERR_BUSY, "已有 %d 项作业在等；请稍后再试",
                    "%d jobs are waiting already; try again later", JOBS_MAX);
}

static Slot *by_id(Jobs *j, const char *id)
{
    for (size_t i = 0; i < JOBS_MAX; i++)
        if (j->slots[i].number && strcmp(j->slots[i].job.id, id) == 0)
            return &j->slots[i];
    return NULL;
}

/* "SECONDS-NUMBER": of this run, and not asked for yet, or of a time to come, it is none at all. */
static bool may_be_lost(const Jobs *j, const char *id)
{
    char *end, *last;
    long long run = strtoll(id, &end, 10);
    unsigned long long number = *end == '-' ? strtoull(end + 1, &last, 10) : 0;

    if (run <= 0 || !number || *last)
        return false;
    return run < j->http->metrics.started_s || (run == j->http->metrics.started_s && number <= j->next);
}

bool jobs_find(Jobs *j, const char *id, Arena *a, Job *out, bool *lost)
{
    pthread_mutex_lock(&j->lock);
    Slot *x = by_id(j, id);
    *lost = !x && may_be_lost(j, id);
    if (x) {
        *out = x->job;
        out->result.detail = arena_strdup(a, x->job.result.detail);
    }
    pthread_mutex_unlock(&j->lock);
    return x != NULL;
}

const char *jobs_file(Jobs *j, const char *id, Arena *a, size_t *n)
{
    pthread_mutex_lock(&j->lock);
    const Slot *x = by_id(j, id);
    bool there = x && x->job.state == JOB_DONE && x->file.n;
    const char *file = there ? arena_strndup(a, x->file.s, x->file.n) : NULL;
    *n = there ? x->file.n : 0;
    pthread_mutex_unlock(&j->lock);
    return file;
}

uint64_t jobs_changes(Jobs *j)
{
    pthread_mutex_lock(&j->lock);
    uint64_t n = j->changes;
    pthread_mutex_unlock(&j->lock);
    return n;
}

bool jobs_latest(Jobs *j, Job *out)
{
    pthread_mutex_lock(&j->lock);
    const Slot *best = NULL;
    for (size_t i = 0; i < JOBS_MAX; i++)
        if (j->slots[i].number && (!best || j->slots[i].changed > best->changed))
            best = &j->slots[i];
    if (best)
        *out = best->job;
    pthread_mutex_unlock(&j->lock);
    return best != NULL;
}
