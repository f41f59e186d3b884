/* help, man, completion, version: all from the tables. */
#include <string.h>

#include "base/text.h"
#include "base/version.h"
#include "cli/command.h"

static void pad(Buf *out, const char *text, size_t width)
{
    buf_str(out, text);
    for (size_t n = text_width(text); n < width; n++)
        buf_char(out, ' ');
}

static const char *option_text(const Option *o, char out[64])
{
    snprintf(out, 64, "--%s%s%s", o->name, o->arg ? " " : "", o->arg ? o->arg : "");
    return out;
}

void command_help(const Command *c, Lang lang, Buf *out)
{
    size_t n;
    const Option *all = option_all(&n);
    char text[64];

    buf_printf(out, "qingyu %s %s\n  %s\n\n", c->name, c->operands, TEXT(lang, c->zh, c->en));
    for (size_t i = 0; i < n; i++) {
        if (!command_takes(c, &all[i]))
            continue;
        buf_str(out, "  ");
        pad(out, option_text(&all[i], text), 29);
        buf_printf(out, " %s\n", TEXT(lang, all[i].zh, all[i].en));
    }
    buf_printf(out, TEXT(lang, "\n示例：\n  %s\n", "\nExample:\n  %s\n"), c->example);
}

void group_help(const char *group, Lang lang, Buf *out)
{
    size_t n;
    const Command *all = command_all(&n);
    const Command *own = command_named(group); /* a group may be a command itself */
    const char *verb;

    if (own)
        command_help(own, lang, out);
    for (size_t i = 0; i < n; i++) {
        if (!command_in_group(&all[i], group, &verb))
            continue;
        buf_str(out, out->n ? "\n" : "");
        command_help(&all[i], lang, out);
    }
}

static void overview(Lang lang, Buf *out)
{
    size_t n;
    const Command *all = command_all(&n);
    char head[64];

    buf_str(out, TEXT(lang, "晴雨：收数、研判、部署、跟踪、考核，一个程序\n\n用法：qingyu 命令 [选项]\n\n",
                      "Qingyu: collect, judge, deploy, follow up, assess, in one program\n\n"
                      "Usage: qingyu COMMAND [OPTIONS]\n\n"));
    for (size_t i = 0; i < n; i++) {
        snprintf(head, sizeof head, "%s %s", all[i].name, all[i].operands);
        buf_str(out, "  ");
        pad(out, head, 20);
        buf_printf(out, " %s\n", TEXT(lang, all[i].zh, all[i].en));
    }
    buf_str(
        out,
        TEXT(lang,
             "\nqingyu help 命令 给出选项和示例。退出码：0 成功，1 本机或数据文件有问题，2 输入有误或被退回，"
             "3 没有找到，4 冲突，5 不允许，6 算不出。\n",
             "\nqingyu help COMMAND shows options and an example. Exit codes: 0 done, 1 this machine or "
             "the\nstore, 2 input wrong or refused, 3 not found, 4 conflict, 5 forbidden, 6 cannot be "
             "computed.\n"));
}

bool run_help(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();

    if (c->n == 0) {
        overview(c->lang, &out);
        return cli_write(&out, e);
    }
    const Command *k;
    int words;
    if (c->n == 1 && command_is_group(c->operands[0])) {
        group_help(c->operands[0], c->lang, &out);
        return cli_write(&out, e);
    }
    TRY(command_find(c->operands[0], c->n > 1 ? c->operands[1] : NULL, &k, &words, e));
    if (c->n > (size_t)words)
        return ERR(e, ERR_INVALID, "%s 只有一个词", "%s is one word", k->name);
    command_help(k, c->lang, &out);
    return cli_write(&out, e);
}

bool run_version(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();

    (void)c;
    buf_str(&out, "qingyu " QINGYU_VERSION "\n");
    return cli_write(&out, e);
}

/* ---- man ---- */

/* Text for troff: a hyphen is a minus, a backslash is escaped. */
static void troff(Buf *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '-')
            buf_str(out, "\\-");
        else if (*text == '\\')
            buf_str(out, "\\e");
        else
            buf_char(out, *text);
    }
}

static void man_command(const Command *c, Lang lang, Buf *out)
{
    size_t n;
    const Option *all = option_all(&n);

    buf_printf(out, ".SS \"%s %s\"\n", c->name, c->operands);
    troff(out, TEXT(lang, c->zh, c->en));
    buf_str(out, "\n");
    for (size_t i = 0; i < n; i++) {
        if (!command_takes(c, &all[i]) || option_is_common(&all[i]))
            continue;
        buf_str(out, ".TP\n.B \\-\\-");
        troff(out, all[i].name);
        if (all[i].arg)
            buf_printf(out, " \\fI%s\\fR", all[i].arg);
        buf_char(out, '\n');
        troff(out, TEXT(lang, all[i].zh, all[i].en));
        buf_char(out, '\n');
    }
    buf_str(out, ".PP\n.RS\n");
    troff(out, c->example);
    buf_str(out, "\n.RE\n");
}

static void man_page(Lang lang, Buf *out)
{
    size_t n, n_options;
    const Command *all = command_all(&n);
    const Option *options = option_all(&n_options);

    buf_str(out, ".TH QINGYU 1 \"\" \"qingyu " QINGYU_VERSION "\"\n.SH ");
    buf_str(out, TEXT(lang, "名称\nqingyu \\- 城市经济运行：收数、研判、部署、跟踪、考核\n.SH 用法\n",
                      "NAME\nqingyu \\- the operating loop of a city's economy\n.SH SYNOPSIS\n"));
    buf_str(out, ".B qingyu\n.I COMMAND\n[OPTIONS]\n");
    buf_str(out, TEXT(lang, ".SH 通用选项\n", ".SH \"COMMON OPTIONS\"\n"));
    for (size_t i = 0; i < n_options; i++)
        if (option_is_common(&options[i])) {
            buf_printf(out, ".TP\n.B \\-\\-%s\n", options[i].name);
            troff(out, TEXT(lang, options[i].zh, options[i].en));
            buf_char(out, '\n');
        }
    buf_str(out, TEXT(lang, ".SH 命令\n", ".SH COMMANDS\n"));
    for (size_t i = 0; i < n; i++)
        man_command(&all[i], lang, out);
    buf_str(out, TEXT(lang,
                      ".SH 退出码\n0 成功；1 本机或数据文件有问题；2 输入有误或被退回；3 没有找到；4 冲突；5 "
                      "不允许；6 算不出。\n",
                      ".SH \"EXIT STATUS\"\n0 done; 1 this machine or the store; 2 input wrong or refused; "
                      "3 not found; 4 conflict; 5 forbidden; 6 cannot be computed.\n"));
}

static void guide(Lang lang, Buf *out)
{
    size_t n;
    const Command *all = command_all(&n);

    buf_str(out, TEXT(lang, "# 命令\n\n本页由 `qingyu man --format md` 生成。\n",
                      "# Commands\n\nThis page is written by `qingyu man --format md`.\n"));
    for (size_t i = 0; i < n; i++) {
        buf_printf(out, "\n## %s\n\n```\n", all[i].name);
        command_help(&all[i], lang, out);
        buf_str(out, "```\n");
    }
}

bool run_man(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    const char *format = cli_value(c, "format");

    if (format && strcmp(format, "md") != 0 && strcmp(format, "man") != 0)
        return ERR(e, ERR_INVALID, "--format 应为 man 或 md，而不是“%s”",
                   "--format must be man or md, not \"%s\"", format);
    if (format && strcmp(format, "md") == 0)
        guide(c->lang, &out);
    else
        man_page(c->lang, &out);
    return cli_write(&out, e);
}

/* ---- completion ---- */

/* Length of a command's first word. */
static size_t first_word(const Command *c)
{
    return strcspn(c->name, " ");
}

/* Is it the first command with its first word? Groups stand together in the table. */
static bool begins_group(const Command *all, size_t i)
{
    size_t n = first_word(&all[i]);

    return i == 0 || first_word(&all[i - 1]) != n || strncmp(all[i - 1].name, all[i].name, n) != 0;
}

static void first_words(Buf *out)
{
    size_t n;
    const Command *all = command_all(&n);

    for (size_t i = 0; i < n; i++)
        if (begins_group(all, i))
            buf_printf(out, "%s%.*s", i ? " " : "", (int)first_word(&all[i]), all[i].name);
}

/* Where the second word is not a whole verb yet: the verbs. */
static void verbs_of_groups(Buf *out)
{
    size_t n;
    const Command *all = command_all(&n);

    for (size_t i = 0; i < n; i++) {
        int k = (int)first_word(&all[i]);
        if (!all[i].name[k])
            continue;
        if (begins_group(all, i))
            buf_printf(out, "        \"%.*s \"*) words=\"", k, all[i].name);
        buf_printf(out, "%s ", all[i].name + k + 1);
        if (i + 1 == n || begins_group(all, i + 1))
            buf_str(out, "\" ;;\n");
    }
}

bool run_completion(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    size_t n, n_options;
    const Command *all = command_all(&n);
    const Option *options = option_all(&n_options);
    const char *shell = cli_value(c, "shell");

    if (shell && strcmp(shell, "bash") != 0)
        return ERR(e, ERR_INVALID, "只有 bash 的补全脚本，没有“%s”的",
                   "there is completion for bash only, not for \"%s\"", shell);
    buf_str(&out,
            "_qingyu() {\n    local word=${COMP_WORDS[COMP_CWORD]} words=\n    if [ \"$COMP_CWORD\" = 1 "
            "]; then\n        words=\"");
    first_words(&out);
    buf_str(&out, "\"\n    else\n        case \"${COMP_WORDS[1]} ${COMP_WORDS[2]}\" in\n");
    for (size_t i = 0; i < n; i++) {
        buf_printf(&out, "        \"%s \"*) words=\"", all[i].name);
        for (size_t j = 0; j < n_options; j++)
            if (command_takes(&all[i], &options[j]))
                buf_printf(&out, "--%s ", options[j].name);
        buf_str(&out, "\" ;;\n");
    }
    verbs_of_groups(&out);
    buf_str(&out,
            "        esac\n    fi\n    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n    case $word in "
            "-*) ;; *) [ \"$COMP_CWORD\" = 1 ] || COMPREPLY+=($(compgen -f -- \"$word\")) ;; esac\n}\n"
            "complete -o filenames -F _qingyu qingyu\n");
    return cli_write(&out, e);
}
