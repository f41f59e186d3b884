/* forecast: many series from a long table, by as many workers as asked for. Each worker reads some series,
 * computes, and writes when its turn has come, so that the order and every byte are those of one worker
 * alone. */
#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/long_reader.h"
#include "stats/forecast.h"
#include "stats/random.h"

enum {
    BLOCK_SERIES = 32,
    JOBS_MAX = 256,
    DAYS_IN_WEEK = 7,
    PATHS_MAX = 100000,
    PATH_VALUES_MAX = 200000, /* of a series: paths times horizon */
};

typedef struct Run {
    LongReader *reader;
    ForecastSpec spec;
    size_t n_paths; /* 0: mean and ranges */
    uint64_t seed;
    FILE *out;
    Lang lang;
    pthread_mutex_t reading, writing;
    pthread_cond_t turn;
    uint64_t next_read, next_write; /* tickets of blocks */
    bool done, failed;
    size_t n_faults, n_shown;
    Err error; /* the first that ended the run */
} Run;

typedef struct Block {
    uint64_t ticket;
    LongSeries series[BLOCK_SERIES];
    size_t n;
    Arena *arena, *scratch;
    Buf text, faults;
    size_t n_faults; /* of its series; those of rows are counted by the reader */
} Block;

static void run_fail(Run *run, const Err *e)
{
    if (!run->failed)
        run->error = *e;
    run->failed = true;
}

/* Takes a ticket and reads the block that goes with it; false when there is none left. */
static bool block_read(Run *run, Block *b)
{
    bool more = true;
    Err e = {.lang = run->lang};
    arena_reset(b->arena);
    buf_clear(&b->faults);
    buf_clear(&b->text);
    b->n = b->n_faults = 0;
    pthread_mutex_lock(&run->reading);
    bool go = !run->done;
    b->ticket = run->next_read;
    while (go && b->n < BLOCK_SERIES && more) {
        if (!long_reader_next(run->reader, b->arena, &b->series[b->n], &more, &e)) {
            run_fail(run, &e);
            more = false;
        }
        b->n += more;
    }
    if (go) {
        long_reader_faults(run->reader, &b->faults);
        run->done = !more || run->failed;
        run->next_read++;
    }
    pthread_mutex_unlock(&run->reading);
    return go;
}

static int season_of(Period p)
{
    switch ((Freq)p.freq) {
    case FREQ_DAY:
        return DAYS_IN_WEEK;
    case FREQ_MONTH:
        return 12;
    case FREQ_QUARTER:
        return 4;
    case FREQ_YEAR:
        break;
    }
    return 1;
}

static void id_add(Buf *to, const char *id)
{
    if (!strpbrk(id, ",\"\r\n")) {
        buf_str(to, id);
        return;
    }
    buf_char(to, '"');
    for (; *id; id++) {
        if (*id == '"')
            buf_char(to, '"');
        buf_char(to, *id);
    }
    buf_char(to, '"');
}

static void period_add(Buf *to, const LongSeries *s, size_t j)
{
    char period[PERIOD_TEXT_MAX];
    period_text(period_shift(s->first, (int)(s->n + j)), period);
    buf_str(to, period);
}

static void ranges_write(Block *b, const LongSeries *s, const ForecastResult *r)
{
    for (size_t j = 0; j < r->h; j++) {
        id_add(&b->text, s->id);
        buf_char(&b->text, ',');
        period_add(&b->text, s, j);
        buf_printf(&b->text, ",%.12g", r->mean[j]);
        for (size_t i = 0; i < r->n_levels; i++)
            buf_printf(&b->text, ",%.12g,%.12g", r->lower[i * r->h + j], r->upper[i * r->h + j]);
        buf_char(&b->text, '\n');
    }
}

/* Every series has draws of its own, from the seed and the row it begins in. */
static void paths_write(const Run *run, Block *b, const LongSeries *s, const ForecastResult *r)
{
    double *path = NEW_N(b->scratch, double, run->n_paths * r->h);
    forecast_paths(r, random_bits(run->seed, s->row), run->n_paths, path, b->scratch);
    for (size_t i = 0; i < run->n_paths; i++)
        for (size_t j = 0; j < r->h; j++) {
            id_add(&b->text, s->id);
            buf_printf(&b->text, ",%zu,", i + 1);
            period_add(&b->text, s, j);
            buf_printf(&b->text, ",%.12g\n", path[i * r->h + j]);
        }
}

static void series_run(const Run *run, Block *b, const LongSeries *s)
{
    ForecastSpec spec = run->spec;
    ForecastResult r;
    Err e = {.lang = run->lang};
    arena_reset(b->scratch);
    spec.m = season_of(s->first);
    if (!forecast_run(&spec, s->y, s->n, &r, b->scratch, &e)) {
        b->n_faults++;
        buf_printf(&b->faults, TEXT(run->lang, "“%s”（第%zu行起）：%s\n", "\"%s\" (from row %zu): %s\n"),
                   s->id, s->row, e.msg);
        return;
    }
    if (run->n_paths)
        paths_write(run, b, s, &r);
    else
        ranges_write(b, s, &r);
}

static void faults_show(Run *run, const Block *b)
{
    run->n_faults += b->n_faults;
    for (const char *line = buf_cstr(&b->faults); *line;) {
        size_t n = strcspn(line, "\n") + 1;
        if (run->n_shown++ < LONG_FAULTS_SHOWN)
            (void)fwrite(line, 1, n, stderr);
        line += n;
    }
}

static void block_write(Run *run, Block *b)
{
    pthread_mutex_lock(&run->writing);
    while (run->next_write != b->ticket)
        pthread_cond_wait(&run->turn, &run->writing);
    faults_show(run, b);
    if (fwrite(buf_cstr(&b->text), 1, b->text.n, run->out) != b->text.n) {
        Err e = {.lang = run->lang};
        (void)ERR(&e, ERR_IO, "不能写出预测：%s", "cannot write the forecasts: %s", strerror(errno));
        pthread_mutex_lock(&run->reading);
        run_fail(run, &e);
        run->done = true;
        pthread_mutex_unlock(&run->reading);
    }
    run->next_write++;
    pthread_cond_broadcast(&run->turn);
    pthread_mutex_unlock(&run->writing);
}

static void *worker(void *arg)
{
    Run *run = arg;
    Block b = {.arena = arena_new(),
               .scratch = arena_new(),
               .text = buf_new((size_t)1 << 30),
               .faults = buf_new(1 << 24)};
    while (block_read(run, &b)) {
        for (size_t i = 0; i < b.n; i++)
            series_run(run, &b, &b.series[i]);
        block_write(run, &b);
    }
    arena_free(&b.arena);
    arena_free(&b.scratch);
    buf_free(&b.text);
    buf_free(&b.faults);
    return NULL;
}

/* ---- options ---- */

static bool whole_number(const Cli *c, const char *option, long long least, long long most, long long *out,
                         Err *e)
{
    const char *text = cli_value(c, option);
    char *end = NULL;
    if (!text)
        return true;
    errno = 0;
    *out = strtoll(text, &end, 10);
    if (end == text || *end || errno || *out < least || *out > most)
        return ERR(e, ERR_INVALID, "--%s 应为%lld至%lld的整数，给的是“%s”",
                   "--%s takes a whole number from %lld to %lld, not \"%s\"", option, least, most, text);
    return true;
}

static bool levels_read(const Cli *c, ForecastSpec *spec, Err *e)
{
    const char **part = NULL, *text = cli_value(c, "level");
    char list[256];
    if (!text)
        return true;
    size_t n = strlen(text) < sizeof list ? strlen(text) : sizeof list - 1;
    for (size_t i = 0; i < n; i++)
        list[i] = text[i] == ',' ? ';' : text[i];
    list[n] = 0;
    spec->n_levels = text_split(c->arena, list, &part);
    for (size_t i = 0; i < spec->n_levels && i < FORECAST_LEVELS; i++) {
        char *end = NULL;
        spec->level[i] = strtod(part[i], &end);
        if (end == part[i] || *end || !(spec->level[i] > 0 && spec->level[i] < 100))
            return ERR(e, ERR_INVALID, "--level 应为0与100之间的数，如 80,95，给的是“%s”",
                       "--level takes numbers between 0 and 100 such as 80,95, not \"%s\"", part[i]);
    }
    if (spec->n_levels < 1 || spec->n_levels > FORECAST_LEVELS)
        return ERR(e, ERR_INVALID, "--level 可给1至%d个水平，给的是“%s”",
                   "--level takes 1 to %d levels, not \"%s\"", FORECAST_LEVELS, text);
    return true;
}

static bool method_read(const Cli *c, ForecastSpec *spec, Err *e)
{
    const char *name = cli_value(c, "method");
    if (!name || forecast_method(name, &spec->method))
        return true;
    Buf known = buf_new(1024);
    for (size_t i = 0; forecast_method_listed(i); i++)
        buf_printf(&known, "%s%s", i ? " " : "", forecast_method_listed(i));
    bool ok = ERR(e, ERR_INVALID, "没有方法“%s”；可用：%s", "there is no method \"%s\"; known are: %s", name,
                  buf_cstr(&known));
    buf_free(&known);
    return ok;
}

static bool spec_read(const Cli *c, Run *run, long long *jobs, Err *e)
{
    long long horizon = 0, seed = 0, paths = 0;
    if (!cli_value(c, "input") || !cli_value(c, "horizon"))
        return ERR(e, ERR_INVALID, "forecast 需要 --input FILE 和 --horizon H；示例：%s",
                   "forecast needs --input FILE and --horizon H; for example: %s", c->command->example);
    TRY(whole_number(c, "horizon", 1, FORECAST_HORIZON_MAX, &horizon, e));
    TRY(whole_number(c, "jobs", 1, JOBS_MAX, jobs, e));
    TRY(whole_number(c, "seed", 0, INT64_MAX, &seed, e));
    TRY(whole_number(c, "paths", 1, PATHS_MAX, &paths, e));
    if (paths * horizon > PATH_VALUES_MAX)
        return ERR(e, ERR_INVALID, "%lld条路径各%lld期，超过每个序列%d个数；请减少",
                   "%lld paths of %lld periods are more than %d numbers a series; take fewer", paths, horizon,
                   PATH_VALUES_MAX);
    run->spec.h = (size_t)horizon;
    run->n_paths = (size_t)paths;
    run->seed = (uint64_t)seed;
    TRY(levels_read(c, &run->spec, e));
    return method_read(c, &run->spec, e);
}

static void header_write(const Run *run)
{
    static const double usual[] = {80, 95};
    const ForecastSpec *spec = &run->spec;
    FILE *out = run->out;
    if (run->n_paths) {
        (void)fprintf(out, "id,path,period,value\n");
        return;
    }
    size_t n = spec->n_levels ? spec->n_levels : COUNT(usual);
    (void)fprintf(out, "id,period,mean");
    for (size_t i = 0; i < n; i++) {
        double level = spec->n_levels ? spec->level[i] : usual[i];
        (void)fprintf(out, ",lo%g,hi%g", level, level);
    }
    (void)fprintf(out, "\n");
}

static void workers_run(Run *run, long long jobs)
{
    pthread_t thread[JOBS_MAX];
    long long started = 0;
    for (; started + 1 < jobs; started++)
        if (pthread_create(&thread[started], NULL, worker, run) != 0)
            break;
    worker(run);
    for (long long i = 0; i < started; i++)
        pthread_join(thread[i], NULL);
}

/* The file is whole or not there: it is written beside its place first. */
static bool output_finish(Run *run, const char *path, const char *beside, Err *e)
{
    bool ok = fflush(run->out) == 0 && (!path || fsync(fileno(run->out)) == 0) && !ferror(run->out);
    int why = errno;
    if (path)
        ok = fclose(run->out) == 0 && ok;
    if (run->failed)
        *e = run->error;
    if (ok && !run->failed && (!path || rename(beside, path) == 0))
        return true;
    why = ok ? errno : why;
    if (path)
        unlink(beside);
    return run->failed ? false
                       : ERR(e, ERR_IO, "不能写“%s”：%s", "cannot write \"%s\": %s", path ? path : "stdout",
                             strerror(why));
}

bool run_forecast(Cli *c, Err *e)
{
    long long jobs = 1;
    LongReader *reader AUTO(long_reader_close) = NULL;
    Run run = {.lang = c->lang,
               .out = stdout,
               .reading = PTHREAD_MUTEX_INITIALIZER,
               .writing = PTHREAD_MUTEX_INITIALIZER,
               .turn = PTHREAD_COND_INITIALIZER};
    const char *path = cli_value(c, "output"),
               *beside = path ? arena_printf(c->arena, "%s.part", path) : NULL;
    TRY(spec_read(c, &run, &jobs, e));
    run.spec.simd = kernels_level(getenv("QINGYU_SIMD"));
    TRY(long_reader_open(cli_value(c, "input"), &reader, e));
    run.reader = reader;
    if (path)
        run.out = fopen(beside, "wb");
    if (!run.out)
        return ERR(e, ERR_IO, "不能写“%s”：%s", "cannot write \"%s\": %s", path, strerror(errno));
    header_write(&run);
    workers_run(&run, jobs);
    TRY(output_finish(&run, path, beside, e));
    size_t faults = run.n_faults + long_reader_fault_count(reader);
    if (faults > 0) {
        (void)fprintf(stderr,
                      TEXT(c->lang, "共%zu处有误，其余已预测\n", "%zu faults; the rest was forecast\n"),
                      faults);
        c->exit_code = 2;
    }
    return true;
}
