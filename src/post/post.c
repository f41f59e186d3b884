#include "post/post.h"

#include <stdlib.h>
#include <string.h>
#include <threads.h>

#include "post/sending.h"

/* at_once: all mail goes to one server, which is not to be overrun; webhooks go to many. */
static const struct {
    const char *code;
    size_t at_once;
    bool (*prepare)(Sending *s);
    bool (*ended)(Sending *s, CURLcode rc); /* true: its server is out of reach, no use to go on */
} channels[POST_CHANNELS] = {
    [POST_EMAIL] = {"email", 8, email_prepare, email_ended},
    [POST_WEBHOOK] = {"webhook", 256, webhook_prepare, webhook_ended},
};
static const char *const outcomes[POST_OUTCOMES] = {"sent", "refused", "failed"};

const char *post_channel_code(PostChannel c)
{
    return channels[c].code;
}

bool post_channel_parse(const char *code, PostChannel *out)
{
    for (size_t i = 0; i < COUNT(channels); i++) {
        if (strcmp(code, channels[i].code) != 0)
            continue;
        *out = (PostChannel)i;
        return true;
    }
    return false;
}

const char *post_outcome_code(PostOutcome o)
{
    return outcomes[o];
}

bool post_outcome_parse(const char *code, PostOutcome *out)
{
    for (size_t i = 0; i < COUNT(outcomes); i++) {
        if (strcmp(code, outcomes[i]) != 0)
            continue;
        *out = (PostOutcome)i;
        return true;
    }
    return false;
}

/* ---- a message ---- */

typedef struct Lane {
    size_t next;         /* the first job that was not looked at yet */
    size_t n_on_the_way; /* how many are being sent */
    const char *shut;    /* why its server is out of reach; NULL while it is not known to be */
} Lane;

typedef struct Room {
    const PostSpec *spec;
    PostJob *jobs;
    size_t n, n_ended;
    Lane lanes[POST_CHANNELS];
    CURLM *multi;
    Arena *arena;
    Lang lang;
} Room;

static void sending_end(Sending *s)
{
    curl_easy_cleanup(s->easy);
    curl_slist_free_all(s->headers);
    curl_slist_free_all(s->to);
    buf_free(&s->body);
}

static bool id_ok(const char *id)
{
    size_t n = strlen(id);

    return n > 0 && n <= 64 &&
           strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.") == n &&
           !strstr(id, "..") && id[0] != '.' && id[n - 1] != '.';
}

/* What is true of every message: nothing in it can end a header line. */
static bool message_ok(Sending *s)
{
    const PostJob *j = s->job;

    if (!id_ok(j->id))
        return OUTCOME(s, POST_REFUSED, "编号“%.80s”只能有字母、数字、- 和 .",
                       "the id \"%.80s\" may have letters, digits, - and . only", j->id);
    if (!*j->subject || !post_text_ok(j->subject, POST_SUBJECT_MAX, false))
        return OUTCOME(s, POST_REFUSED, "标题应为一行文字，没有控制符，不超过 %d 字节",
                       "the subject must be one line without control characters, at most %d bytes",
                       POST_SUBJECT_MAX);
    if (!post_text_ok(j->text, POST_TEXT_MAX, true) || !post_text_ok(j->link, POST_URL_MAX, false))
        return OUTCOME(s, POST_REFUSED, "正文或链接里有控制符，或太长",
                       "the text or the link has control characters or is too long");
    return true;
}

static void begin(Room *r, PostJob *job)
{
    Lane *lane = &r->lanes[job->channel];
    Sending *s = NEW(r->arena, Sending);

    *s = (Sending){.job = job, .spec = r->spec, .arena = r->arena, .lang = r->lang, .easy = curl_easy_init()};
    sending_must(s->easy ? CURLE_OK : CURLE_OUT_OF_MEMORY);
    sending_common(s);
    SET(s, CURLOPT_PRIVATE, s);
    if (lane->shut)
        (void)OUTCOME(s, POST_FAILED, "%s", "%s", lane->shut);
    else if (message_ok(s) && channels[job->channel].prepare(s)) {
        sending_must(curl_multi_add_handle(r->multi, s->easy) == CURLM_OK ? CURLE_OK : CURLE_FAILED_INIT);
        lane->n_on_the_way++;
        return;
    }
    job->ended = ++r->n_ended;
    sending_end(s);
}

/* Sends on its way what its lane has room for. */
static void begin_some(Room *r)
{
    for (size_t c = 0; c < POST_CHANNELS; c++) {
        Lane *lane = &r->lanes[c];
        for (; lane->next < r->n && lane->n_on_the_way < channels[c].at_once; lane->next++)
            if (r->jobs[lane->next].channel == (PostChannel)c)
                begin(r, &r->jobs[lane->next]);
    }
}

static void reap(Room *r)
{
    int left;

    for (CURLMsg *m = curl_multi_info_read(r->multi, &left); m; m = curl_multi_info_read(r->multi, &left)) {
        Sending *s = NULL;
        if (m->msg != CURLMSG_DONE)
            continue;
        CURLcode rc = m->data.result;
        sending_must(curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, (char **)&s));
        Lane *lane = &r->lanes[s->job->channel];
        if (channels[s->job->channel].ended(s, rc))
            lane->shut = s->job->detail;
        s->job->ended = ++r->n_ended;
        lane->n_on_the_way--;
        curl_multi_remove_handle(r->multi, s->easy);
        sending_end(s);
    }
}

static once_flag started = ONCE_FLAG_INIT;

static void start(void)
{
    sending_must(curl_global_init(CURL_GLOBAL_DEFAULT));
}

static bool has_mail(const PostJob *jobs, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (jobs[i].channel == POST_EMAIL)
            return true;
    return false;
}

bool post_send(const PostSpec *spec, PostJob *jobs, size_t n, Arena *a, Err *e)
{
    Room r = {.spec = spec, .jobs = jobs, .n = n, .arena = a, .lang = e->lang};

    if (n > POST_JOBS_MAX)
        return ERR(e, ERR_INVALID, "一次最多发 %d 条，这里有 %zu 条", "at most %d messages at once, not %zu",
                   POST_JOBS_MAX, n);
    TRY(!has_mail(jobs, n) || post_server_check(&spec->mail, e));
    call_once(&started, start);
    r.multi = curl_multi_init();
    sending_must(r.multi ? CURLE_OK : CURLE_OUT_OF_MEMORY);
    begin_some(&r);
    while (r.n_ended < n) {
        int running;
        CURLMcode rc = curl_multi_perform(r.multi, &running);
        reap(&r);
        begin_some(&r);
        if (rc == CURLM_OK && r.n_ended < n)
            rc = curl_multi_poll(r.multi, NULL, 0, 1000, NULL);
        sending_must(rc == CURLM_OK ? CURLE_OK : CURLE_FAILED_INIT);
    }
    curl_multi_cleanup(r.multi);
    return true;
}
