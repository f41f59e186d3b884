/* Words of the command line, the clock, and what is written out. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/text.h"
#include "cli/command.h"
#include "period/period.h"

/* ---- commands ---- */

/* The command, or the verb of the group, whose name is nearest; NULL when none is near. */
static const char *nearest_command(const char *group, const char *name)
{
    size_t n, best = 4;
    const Command *all = command_all(&n);
    const char *near = NULL;

    for (size_t i = 0; i < n; i++) {
        const char *word = all[i].name;
        if (group && !command_in_group(&all[i], group, &word))
            continue;
        size_t d = text_distance(name, word, best);
        if (d < best) {
            best = d;
            near = all[i].name;
        }
    }
    return near;
}

static bool unknown_command(const char *group, const char *name, Err *e)
{
    const char *near = nearest_command(group, name);
    const char *before = group ? group : "", *blank = group ? " " : "";

    if (near)
        return ERR(e, ERR_INVALID, "没有命令“%s%s%s”；是不是“%s”？",
                   "there is no command \"%s%s%s\"; did you mean \"%s\"?", before, blank, name, near);
    return ERR(e, ERR_INVALID, "没有命令“%s%s%s”；qingyu help 列出所有命令",
               "there is no command \"%s%s%s\"; qingyu help lists all", before, blank, name);
}

static bool needs_verb(const char *group, Err *e)
{
    AUTO(buf_free) Buf verbs = cli_buf();
    size_t n;
    const Command *all = command_all(&n);
    const char *verb;

    for (size_t i = 0; i < n; i++)
        if (command_in_group(&all[i], group, &verb))
            buf_printf(&verbs, verbs.n ? ", %s" : "%s", verb);
    return ERR(e, ERR_INVALID, "%1$s 后面要说做什么：%2$s；见 qingyu help %1$s",
               "%1$s what? One of %2$s; see qingyu help %1$s", group, buf_cstr(&verbs));
}

bool command_find(const char *first, const char *second, const Command **out, int *words, Err *e)
{
    AUTO(buf_free) Buf both = buf_new(FIELD_MAX);
    bool group = command_is_group(first), verb = second && *second != '-';

    *words = 1;
    *out = command_named(first);
    if (*out && !(group && verb))
        return true;
    if (!group)
        return unknown_command(NULL, first, e);
    if (!verb)
        return needs_verb(first, e);
    *words = 2;
    buf_printf(&both, "%s %s", first, second);
    *out = command_named(buf_cstr(&both));
    return *out || unknown_command(first, second, e);
}

/* ---- words ---- */

static const char *nearest_option(const Command *c, const char *name)
{
    size_t n, best = 4;
    const Option *all = option_all(&n);
    const char *near = NULL;

    for (size_t i = 0; i < n; i++) {
        size_t d = command_takes(c, &all[i]) ? text_distance(name, all[i].name, best) : best;
        if (d < best) {
            best = d;
            near = all[i].name;
        }
    }
    return near;
}

static bool unknown_option(const Cli *c, const char *name, Err *e)
{
    const char *near = nearest_option(c->command, name);

    if (near)
        return ERR(e, ERR_INVALID, "%s 没有选项 --%s；是不是 --%s?",
                   "%s has no option --%s; did you mean --%s?", c->command->name, name, near);
    return ERR(e, ERR_INVALID, "%1$s 没有选项 --%2$s；见 qingyu help %1$s",
               "%1$s has no option --%2$s; see qingyu help %1$s", c->command->name, name);
}

static bool give(Cli *c, const Option *o, const char *value, Err *e)
{
    if (!o->many && cli_has(c, o->name))
        return ERR(e, ERR_INVALID, "--%s 给了两次", "--%s is given twice", o->name);
    ARENA_PUSH(c->arena, c->given, c->n_given, c->cap_given);
    c->given[c->n_given++] = (Given){o, value};
    return true;
}

/* Reads "--name", "--name=value" or "--name value" at argv[*i]. */
static bool read_option(Cli *c, int argc, char **argv, int *i, Err *e)
{
    const char *word = argv[*i] + 2;
    size_t n = strcspn(word, "=");
    const char *name = arena_strndup(c->arena, word, n), *value = word[n] ? word + n + 1 : NULL;
    const Option *o = option_named(name);

    if (!o || !command_takes(c->command, o))
        return unknown_option(c, name, e);
    if (!o->arg)
        return value ? ERR(e, ERR_INVALID, "--%s 后面不带值", "--%s takes no value", name)
                     : give(c, o, "", e);
    if (!value && *i + 1 < argc)
        value = argv[++*i];
    if (!value)
        return ERR(e, ERR_INVALID, "--%s 后面要有值：%s", "--%s needs a value: %s", name, o->arg);
    return give(c, o, value, e);
}

bool cli_read(Cli *c, int argc, char **argv, Err *e)
{
    const Command *k = c->command;
    bool options_end = false;

    c->operands = NEW_N(c->arena, const char *, (size_t)argc + 1);
    for (int i = 0; i < argc; i++) {
        if (!options_end && strcmp(argv[i], "--") == 0)
            options_end = true;
        else if (!options_end && strcmp(argv[i], "-h") == 0)
            TRY(give(c, option_named("help"), "", e));
        else if (!options_end && strncmp(argv[i], "--", 2) == 0)
            TRY(read_option(c, argc, argv, &i, e));
        else if (!options_end && argv[i][0] == '-' && argv[i][1])
            return unknown_option(c, argv[i] + 1, e);
        else
            c->operands[c->n++] = argv[i];
    }
    if (cli_has(c, "help"))
        return true;
    if (c->n < k->least)
        return ERR(e, ERR_INVALID, "%s 还要给出 %s；如：%s", "%s needs %s; for example: %s", k->name,
                   k->operands, k->example);
    if (c->n > k->most)
        return ERR(e, ERR_INVALID, "%1$s 不认识“%2$s”；见 qingyu help %1$s",
                   "%1$s does not know what to do with \"%2$s\"; see qingyu help %1$s", k->name,
                   c->operands[k->most]);
    return true;
}

const char *cli_value(const Cli *c, const char *option)
{
    for (size_t i = 0; i < c->n_given; i++)
        if (strcmp(c->given[i].option->name, option) == 0)
            return c->given[i].value;
    return NULL;
}

bool cli_has(const Cli *c, const char *option)
{
    return cli_value(c, option) != NULL;
}

size_t cli_values(const Cli *c, const char *option, const char ***out)
{
    size_t n = 0;

    *out = NEW_N(c->arena, const char *, c->n_given + 1);
    for (size_t i = 0; i < c->n_given; i++)
        if (strcmp(c->given[i].option->name, option) == 0)
            (*out)[n++] = c->given[i].value;
    return n;
}

bool cli_date(const Cli *c, const char *option, int *date, Err *e)
{
    const char *text = cli_value(c, option);

    *date = 0;
    if (!text || date_parse(str_of(text), date))
        return true;
    return ERR(e, ERR_INVALID, "--%s “%s”不是日期；应如 2021-07-20",
               "--%s \"%s\" is no date; expected 2021-07-20", option, text);
}

Buf cli_buf(void)
{
    return buf_new(REPORT_BYTES_MAX);
}

static bool whole(const Buf *b, Err *e)
{
    return buf_ok(b) || ERR(e, ERR_DATA, "输出超过 %zu MB", "the output exceeds %zu MB", b->max >> 20);
}

bool cli_write(const Buf *b, Err *e)
{
    TRY(whole(b, e));
    if (fwrite(buf_cstr(b), 1, b->n, stdout) == b->n && fflush(stdout) == 0)
        return true;
    if (errno == EPIPE)
        return true; /* the reader, such as head, has seen enough */
    return ERR(e, ERR_IO, "不能输出：%s", "cannot write the output: %s", strerror(errno));
}

bool cli_write_to(const Cli *c, const Buf *b, Err *e)
{
    const char *path = cli_value(c, "output");

    if (!path)
        return cli_write(b, e);
    TRY(whole(b, e));
    const char *beside = arena_printf(c->arena, "%s.part", path);
    FILE *f = fopen(beside, "wb");
    bool ok = f && fwrite(buf_cstr(b), 1, b->n, f) == b->n && fflush(f) == 0 && fsync(fileno(f)) == 0;
    int why = errno;
    if (f)
        ok = fclose(f) == 0 && ok;
    if (ok && rename(beside, path) == 0)
        return true;
    why = ok ? errno : why;
    unlink(beside);
    return ERR(e, ERR_IO, "不能写“%s”：%s", "cannot write \"%s\": %s", path, strerror(why));
}

/* ---- the clock ---- */

int cli_today(void)
{
    const char *given = getenv("QINGYU_TODAY");
    int date = 0;
    struct tm tm;
    time_t now = time(NULL);

    if (given && date_parse(str_of(given), &date))
        return date;
    localtime_r(&now, &tm);
    return date_make(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

int64_t cli_seconds(void)
{
    const char *given = getenv("QINGYU_NOW");
    struct tm tm = {0};

    if (given && strptime(given, "%Y-%m-%dT%H:%M:%SZ", &tm))
        return (int64_t)timegm(&tm);
    return (int64_t)time(NULL);
}

const char *cli_now(Arena *a)
{
    const char *given = getenv("QINGYU_NOW");
    struct tm tm;
    time_t now = time(NULL);

    if (given && *given)
        return arena_strdup(a, given);
    gmtime_r(&now, &tm);
    return arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02dZ", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
                        tm.tm_hour, tm.tm_min, tm.tm_sec);
}
