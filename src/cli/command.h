/* The command line's one table: commands, their options and examples as data. Dispatch, help, the man page,
 * completion and docs/guide/commands.md all come from it. One file a command. */
#pragma once
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "view/show.h"

/* An option; the same one may belong to several commands. */
typedef struct Option {
    const char *name; /* without the dashes */
    const char *arg;  /* "DATE", or NULL for a switch */
    bool many;        /* may be given several times */
    const char *zh, *en;
} Option;

typedef struct Cli Cli;
typedef struct Command {
    const char *name;     /* "import", or a group and a verb: "user add" */
    const char *operands; /* "PATH..." */
    size_t least, most;   /* number of operands */
    const char *options;  /* names of its own options, separated by blanks */
    const char *zh, *en;  /* what it does, one line */
    const char *example;
    bool (*run)(Cli *c, Err *e);
} Command;

typedef struct Given {
    const Option *option;
    const char *value;
} Given;

struct Cli {
    const Command *command;
    Given *given;
    size_t n_given, cap_given;
    const char **operands;
    size_t n;
    Arena *arena;
    Lang lang;
    bool colour, tty; /* of standard output */
    const char *store;
    int exit_code; /* set by a command that ends well but not with 0 (verify) */
};

/* For what is shown alike at both doors. */
#define VIEWER(c) (&(const Viewer){(c)->arena, (c)->lang})

const Command *command_all(size_t *n);
const Command *command_named(const char *name);
/* Is name the first word of several commands? */
bool command_is_group(const char *name);
/* Does c belong to the group? *verb is then its second word. */
bool command_in_group(const Command *c, const char *group, const char **verb);
/* The command that the words name, one or two of them (second may be NULL); *words: how many. Fails: INVALID,
 * with the nearest. */
MUST_USE bool command_find(const char *first, const char *second, const Command **out, int *words, Err *e);
const Option *option_all(size_t *n);
const Option *option_named(const char *name);
/* Options that every command takes. */
bool option_is_common(const Option *o);
bool command_takes(const Command *c, const Option *o);

/* Reads the words behind the command's name. All that is wrong is told in one sentence each. */
MUST_USE bool cli_read(Cli *c, int argc, char **argv, Err *e);
const char *cli_value(const Cli *c, const char *option); /* NULL when not given */
bool cli_has(const Cli *c, const char *option);
size_t cli_values(const Cli *c, const char *option, const char ***out); /* in the arena */
/* A date option, 0 when not given. */
MUST_USE bool cli_date(const Cli *c, const char *option, int *date, Err *e);
/* Writes a text to standard output; false when that failed (a full disk, a closed pipe). */
MUST_USE bool cli_write(const Buf *b, Err *e);
/* Writes to --output FILE where given (all of it or nothing), else to standard output. */
MUST_USE bool cli_write_to(const Cli *c, const Buf *b, Err *e);
Buf cli_buf(void);

/* ---- the clock: read here and nowhere below ---- */
int cli_today(void);           /* $QINGYU_TODAY or the local date */
const char *cli_now(Arena *a); /* $QINGYU_NOW or now, ISO 8601 UTC */
int64_t cli_seconds(void);     /* the same in seconds since 1970 */

/* One function a command. */
bool run_backup(Cli *c, Err *e);
bool run_barometer(Cli *c, Err *e);
bool run_card(Cli *c, Err *e);
bool run_completion(Cli *c, Err *e);
bool run_completeness(Cli *c, Err *e);
bool run_doctor(Cli *c, Err *e);
bool run_drivers(Cli *c, Err *e);
bool run_drivers_compare(Cli *c, Err *e);
bool run_drivers_scenarios(Cli *c, Err *e);
bool run_export(Cli *c, Err *e);
bool run_forecast(Cli *c, Err *e);
bool run_form_list(Cli *c, Err *e);
bool run_form_show(Cli *c, Err *e);
bool run_form_submit(Cli *c, Err *e);
bool run_form_template(Cli *c, Err *e);
bool run_help(Cli *c, Err *e);
bool run_import(Cli *c, Err *e);
bool run_init(Cli *c, Err *e);
bool run_invest(Cli *c, Err *e);
bool run_judge(Cli *c, Err *e);
bool run_man(Cli *c, Err *e);
bool run_meeting_add(Cli *c, Err *e);
bool run_meeting_import(Cli *c, Err *e);
bool run_meeting_issue(Cli *c, Err *e);
bool run_meeting_list(Cli *c, Err *e);
bool run_meeting_show(Cli *c, Err *e);
bool run_missing(Cli *c, Err *e);
bool run_notice_deliver(Cli *c, Err *e);
bool run_notice_list(Cli *c, Err *e);
bool run_period_list(Cli *c, Err *e);
bool run_period_lock(Cli *c, Err *e);
bool run_period_unlock(Cli *c, Err *e);
bool run_project_batches(Cli *c, Err *e);
bool run_project_export(Cli *c, Err *e);
bool run_project_import(Cli *c, Err *e);
bool run_project_league(Cli *c, Err *e);
bool run_project_list(Cli *c, Err *e);
bool run_project_lists(Cli *c, Err *e);
bool run_project_report(Cli *c, Err *e);
bool run_project_show(Cli *c, Err *e);
bool run_project_template(Cli *c, Err *e);
bool run_record(Cli *c, Err *e);
bool run_restore(Cli *c, Err *e);
bool run_revisions(Cli *c, Err *e);
bool run_scheme_check(Cli *c, Err *e);
bool run_scheme_import(Cli *c, Err *e);
bool run_scheme_list(Cli *c, Err *e);
bool run_scheme_publish(Cli *c, Err *e);
bool run_scheme_show(Cli *c, Err *e);
bool run_score_answer(Cli *c, Err *e);
bool run_score_appeal(Cli *c, Err *e);
bool run_score_appeals(Cli *c, Err *e);
bool run_score_compare(Cli *c, Err *e);
bool run_score_enter(Cli *c, Err *e);
bool run_score_entries(Cli *c, Err *e);
bool run_score_list(Cli *c, Err *e);
bool run_score_publish(Cli *c, Err *e);
bool run_score_run(Cli *c, Err *e);
bool run_score_show(Cli *c, Err *e);
bool run_score_what_if(Cli *c, Err *e);
bool run_score_why(Cli *c, Err *e);
bool run_serve(Cli *c, Err *e);
bool run_submission_approve(Cli *c, Err *e);
bool run_submission_return(Cli *c, Err *e);
bool run_submission_reviews(Cli *c, Err *e);
bool run_submissions(Cli *c, Err *e);
bool run_supervision(Cli *c, Err *e);
bool run_task_add(Cli *c, Err *e);
bool run_task_list(Cli *c, Err *e);
bool run_task_show(Cli *c, Err *e);
bool run_task_step(Cli *c, Err *e);
bool run_tick(Cli *c, Err *e);
bool run_token_add(Cli *c, Err *e);
bool run_token_list(Cli *c, Err *e);
bool run_token_revoke(Cli *c, Err *e);
bool run_towns(Cli *c, Err *e);
bool run_user_add(Cli *c, Err *e);
bool run_user_disable(Cli *c, Err *e);
bool run_user_enable(Cli *c, Err *e);
bool run_user_list(Cli *c, Err *e);
bool run_user_passwd(Cli *c, Err *e);
bool run_user_role(Cli *c, Err *e);
bool run_user_totp(Cli *c, Err *e);
bool run_verify(Cli *c, Err *e);
bool run_version(Cli *c, Err *e);
bool run_why(Cli *c, Err *e);
void command_help(const Command *c, Lang lang, Buf *out);
void group_help(const char *group, Lang lang, Buf *out);
