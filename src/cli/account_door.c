#include "cli/account_door.h"

#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "period/period.h"

bool door_open(Cli *c, StoreMode mode, Door *d, Err *e)
{
    const char *by = cli_value(c, "by"), *user = getenv("USER");

    *d = (Door){0};
    TRY(store_open(c->store, mode, &d->s, e) && city_load(d->s, 0, c->arena, &d->city, e));
    d->by = (Actor){.city = d->city.id, .now = cli_seconds(), .by = by ? by : user && *user ? user : "local"};
    return true;
}

void door_close(Door *d)
{
    store_close(&d->s);
}

/* ---- secrets ---- */

static bool line_of(FILE *f, char out[SECRET_LINE_MAX], Err *e)
{
    bool got = fgets(out, SECRET_LINE_MAX, f) != NULL;
    size_t n = got ? strcspn(out, "\r\n") : 0;

    if (got && !out[n] && n == SECRET_LINE_MAX - 1)
        return ERR(e, ERR_INVALID, "输入太长", "the input is too long");
    out[n] = '\0';
    return n > 0 || ERR(e, ERR_INVALID, "没有输入", "nothing was given");
}

static void interrupted(int signal)
{
    (void)signal;
}

/* Without echo; Ctrl-C ends the line and not the program, so that the terminal is put back. */
static bool line_unseen(const struct termios *was, char out[SECRET_LINE_MAX], Err *e)
{
    struct sigaction quit = {.sa_handler = interrupted}, before;
    struct termios quiet = *was;

    quiet.c_lflag &= ~(tcflag_t)ECHO;
    sigaction(SIGINT, &quit, &before);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    bool ok = line_of(stdin, out, e);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, was);
    sigaction(SIGINT, &before, NULL);
    fputc('\n', stderr);
    return ok;
}

bool secret_read(const SecretAsk *ask, char out[SECRET_LINE_MAX], Err *e)
{
    struct termios was;

    *out = '\0';
    if (ask->stdin_line)
        return line_of(stdin, out, e);
    if (tcgetattr(STDIN_FILENO, &was) != 0)
        return ERR(e, ERR_INVALID,
                   "这里没有终端可以输入；用 --password-stdin 从标准输入给出，或用 --one-time",
                   "there is no terminal to ask at; give it on standard input with --password-stdin, or use "
                   "--one-time");
    fputs(ask->prompt, stderr);
    return line_unseen(&was, out, e);
}

bool new_password(const Cli *c, NewPassword *p, Err *e)
{
    char again[SECRET_LINE_MAX];
    bool from_stdin = cli_has(c, "password-stdin");

    *p = (NewPassword){0};
    if (cli_has(c, "one-time")) {
        p->wish.once = p->once;
        return !from_stdin || ERR(e, ERR_INVALID, "--one-time 和 --password-stdin 只能用一个",
                                  "--one-time and --password-stdin exclude each other");
    }
    const char *prompt = TEXT(c->lang, "新密码：", "New password: ");
    TRY(secret_read(&(SecretAsk){prompt, from_stdin}, p->typed, e));
    p->wish.typed = p->typed;
    if (from_stdin)
        return true;
    TRY(secret_read(&(SecretAsk){TEXT(c->lang, "再输一次：", "Once more: "), false}, again, e));
    bool same = strcmp(again, p->typed) == 0;
    secret_wipe(again, sizeof again);
    return same ||
           ERR(e, ERR_INVALID, "两次输入的密码不一样；请重来", "the two passwords differ; begin again");
}

void new_password_forget(NewPassword *p)
{
    secret_wipe(p, sizeof *p);
}

/* ---- days ---- */

bool expires_of(const Cli *c, int64_t *out, Err *e)
{
    const char *text = cli_value(c, "expires");
    int date;

    *out = !text ? EXPIRES_NOT_GIVEN : 0;
    if (!text || strcmp(text, "never") == 0)
        return true;
    TRY(cli_date(c, "expires", &date, e));
    *out = at_day_end(date);
    return true;
}

const char *moment_text(Arena *a, int64_t seconds)
{
    time_t t = (time_t)seconds;
    struct tm tm;

    if (!seconds || !localtime_r(&t, &tm))
        return "";
    return arena_printf(a, "%04d-%02d-%02d %02d:%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
                        tm.tm_hour, tm.tm_min);
}
