/* The command line's door. */
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"

static Lang language(const char *text)
{
    return text && strncmp(text, "zh", 2) == 0 ? LANG_ZH : LANG_EN;
}

/* --lang anywhere, then $QINGYU_LANG, then the locale; Chinese where nothing is said. */
static Lang choose_language(int argc, char **argv)
{
    static const char *const variables[] = {"QINGYU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};

    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            return language(argv[i + 1]);
        if (strncmp(argv[i], "--lang=", 7) == 0)
            return language(argv[i] + 7);
    }
    for (size_t i = 0; i < COUNT(variables); i++) {
        const char *v = getenv(variables[i]);
        if (v && *v && strcmp(v, "C") != 0 && strncmp(v, "C.", 2) != 0 && strcmp(v, "POSIX") != 0)
            return language(v);
    }
    return LANG_ZH;
}

static bool check_common(Cli *c, Err *e)
{
    const char *lang = cli_value(c, "lang"), *colour = cli_value(c, "colour");

    if (lang && strcmp(lang, "zh") != 0 && strcmp(lang, "en") != 0)
        return ERR(e, ERR_INVALID, "--lang 应为 zh 或 en，而不是“%s”", "--lang must be zh or en, not \"%s\"",
                   lang);
    c->tty = isatty(STDOUT_FILENO);
    c->colour = c->tty && !getenv("NO_COLOR");
    if (colour && strcmp(colour, "always") == 0)
        c->colour = true;
    else if (colour && strcmp(colour, "never") == 0)
        c->colour = false;
    else if (colour && strcmp(colour, "auto") != 0)
        return ERR(e, ERR_INVALID, "--colour 应为 auto、always 或 never，而不是“%s”",
                   "--colour must be auto, always or never, not \"%s\"", colour);
    const char *store = cli_value(c, "store");
    const char *from_env = getenv("QINGYU_STORE");
    c->store = store ? store : from_env && *from_env ? from_env : "qingyu.db";
    return true;
}

static bool run(Cli *c, int argc, char **argv, Err *e)
{
    const char *name = argc > 1 ? argv[1] : "help";
    int words;

    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        name = "help";
    if (strcmp(name, "--version") == 0)
        name = "version";
    const char *verb = argc > 2 ? argv[2] : NULL;
    AUTO(buf_free) Buf out = cli_buf();
    if (command_is_group(name) && verb && (strcmp(verb, "--help") == 0 || strcmp(verb, "-h") == 0)) {
        group_help(name, c->lang, &out);
        return cli_write(&out, e);
    }
    TRY(command_find(name, verb, &c->command, &words, e));
    int rest = argc > 1 + words ? argc - 1 - words : 0;
    TRY(cli_read(c, rest, argv + 1 + words, e) && check_common(c, e));
    if (!cli_has(c, "help"))
        return c->command->run(c, e);
    command_help(c->command, c->lang, &out);
    return cli_write(&out, e);
}

int main(int argc, char **argv)
{
    AUTO(arena_free) Arena *arena = arena_new();
    Cli c = {.arena = arena, .lang = choose_language(argc, argv)};
    Err e = {.lang = c.lang};

    signal(SIGPIPE, SIG_IGN);
    if (run(&c, argc, argv, &e))
        return c.exit_code;
    fprintf(stderr, "qingyu: %s\n", e.msg);
    return err_exit_code(e.kind);
}
