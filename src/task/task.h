/* Tasks (督查事项): what a meeting decided, handed to one unit that leads, with one date, and followed until
 * its effect is proved. Append-only: each step is an event in the audit chain, and the state is computed from
 * the events alone. */
#pragma once
#include "indicator/completeness.h"
#include "ledger/submission.h"

enum {
    TASK_TEXT_MAX = 16 * 1024, /* bytes of a feedback, a sentence, a measure of success */
    TASK_FILES_MAX = 20,       /* files of one step */
    TASK_PARTS_MAX = 50,       /* sub-tasks of one split */
    TASK_SUPPORTING_MAX = 30,  /* supporting units */
};

typedef enum TaskState {
    TASK_REGISTERED, /* 立项: may still be amended */
    TASK_ISSUED,     /* 已交办: waits to be accepted */
    TASK_DECLINED, /* 退回交办: the unit says that it is not its matter; the office amends or withdraws */
    TASK_ACCEPTED, /* 已签收 */
    TASK_UNDERWAY, /* 办理中: something was fed back */
    TASK_CLOSING,  /* 申请销号: waits to be verified */
    TASK_RETURNED, /* 退回续办 */
    TASK_VERIFIED, /* 核查通过: waits to be closed */
    TASK_CLOSED,   /* 已销号 */
    TASK_WITHDRAWN, /* 已撤销 */
    TASK_MERGED,    /* 已并入另一事项 */
    TASK_STATES,
} TaskState;
const char *task_state_code(TaskState s);
const char *task_state_name(TaskState s, Lang lang);
bool task_state_parse(const char *text, TaskState *out);
bool task_state_is_open(TaskState s); /* issued (declined too) and not yet closed, withdrawn or merged */

/* What can be done to a task. Who, from which states, to which, and what it needs stand in one table
 * (verb.c). */
typedef enum TaskVerb {
    TASK_REGISTER,
    TASK_AMEND,
    TASK_ISSUE,
    TASK_DECLINE,
    TASK_ACCEPT,
    TASK_FEEDBACK, /* of the lead unit */
    TASK_SUPPORT,  /* feedback of a supporting unit */
    TASK_ASK_CLOSE,
    TASK_RETURN,
    TASK_VERIFY, /* by somebody who reported nothing in it */
    TASK_CLOSE,
    TASK_ASK_EXTENSION, /* only before the due date */
    TASK_EXTEND,
    TASK_REFUSE_EXTENSION,
    TASK_SPLIT, /* into sub-tasks, which are registered and issued with it */
    TASK_MERGE, /* into another open task */
    TASK_WITHDRAW,
    TASK_INSPECT,  /* 实地督查, with its conclusion; how often is bounded by supervision.csv */
    TASK_INSTRUCT, /* 批示 of the leader in charge */
    TASK_REMIND,   /* these three by the clock: see tick.h */
    TASK_PRESS,
    TASK_SLIP,
    TASK_VERBS,
} TaskVerb;

typedef enum TaskParty {
    PARTY_OFFICE, /* 督查考评办 */
    PARTY_LEAD,   /* the lead unit */
    PARTY_SUPPORTING,
    PARTY_LEADER, /* the leader in charge */
    PARTY_CLOCK,
    TASK_PARTIES,
} TaskParty;

typedef struct TaskVerbRow {
    const char *code, *zh, *en;
    TaskParty party;
    unsigned from; /* bits 1 << TaskState; 0: it makes the task */
    int to;        /* TaskState, or -1: stays as it is */
    bool needs_text;
} TaskVerbRow;
const TaskVerbRow *task_verb(TaskVerb v);
const char *task_verb_name(TaskVerb v, Lang lang);
bool task_verb_parse(const char *code, TaskVerb *out);
const char *task_party_code(TaskParty p); /* "office", "lead", ... */
const char *task_party_name(TaskParty p, Lang lang);

typedef enum TaskServes {
    SERVES_NOTHING,
    SERVES_INDICATOR,
    SERVES_PROJECT,
    SERVES_RISK,
    SERVES_REQUEST
} TaskServes;
const char *task_serves_code(TaskServes s); /* "none", "indicator", ... */
const char *task_serves_name(TaskServes s, Lang lang);
bool task_serves_parse(const char *text, TaskServes *out);

typedef enum TaskUrgency { URGENCY_NORMAL, URGENCY_URGENT } TaskUrgency;
const char *task_urgency_code(TaskUrgency u); /* "normal", "urgent" */
const char *task_urgency_name(TaskUrgency u, Lang lang);
bool task_urgency_parse(const char *text, TaskUrgency *out);

/* How often progress is owed. */
typedef enum RhythmKind { RHYTHM_NONE, RHYTHM_WEEKLY, RHYTHM_MONTHLY } RhythmKind;
typedef struct Rhythm {
    RhythmKind kind;
    int day; /* 1..7 from Monday; 1..31 of the month (the last day where the month is shorter) */
} Rhythm;
/* "none" (or nothing), "weekly:5", "monthly:28"; and as people write it: 每周五, 每月28日. */
bool rhythm_parse(const char *text, Rhythm *out);
const char *rhythm_text(Rhythm r, Arena *a);

/* What a task is: fixed when it is issued, but for the due date, which an extension moves. */
typedef struct TaskCard {
    int64_t meeting;      /* 0: of no meeting */
    int sentence_at;      /* place of the sentence in the minutes, bytes; -1 none */
    const char *sentence; /* as spoken */
    const char *title;    /* short, for lists */
    TaskServes serves;
    const char *serves_code;
    const char *lead; /* code of a department or area */
    const char **supporting;
    size_t n_supporting;
    const char *leader; /* code in leaders.csv; "" none */
    int due_on;
    const char *measure; /* what will be true when it is done */
    Rhythm rhythm;
    TaskUrgency urgency;
    int64_t parent; /* 0: no part of another */
    bool sample;
} TaskCard;

/* A file given as proof: its bytes lie in the store under their hash (evidence.h). */
typedef struct TaskFile {
    const char *name, *sha256;
    int64_t bytes;
} TaskFile;

typedef struct TaskEvent {
    int64_t id, task, audit_seq; /* id from 1 over all tasks of the city */
    int on;                      /* yyyymmdd: the day on which it was done */
    const char *at, *by;         /* when it was entered, by which account */
    TaskVerb verb;
    const char *unit; /* who spoke: code of the lead or a supporting unit, of the leader; "" the office */
    const char *text;
    int date;     /* of an extension: asked for or granted (0: as asked); else 0 */
    double value; /* a figure given with a feedback; NAN none */
    const char *value_unit;
    const TaskFile *files;
    size_t n_files;
    int64_t other;        /* the task merged into */
    const int64_t *parts; /* numbers of the sub-tasks of a split */
    size_t n_parts;
    const TaskCard *card;      /* of register and amend */
    const char *rule, *colour; /* of remind, press and slip: rule of supervision.csv, "blue" ... or "" */
    int base_on;               /* and the date that was missed or draws near */
} TaskEvent;

/* The state, folded from the events. */
typedef struct Task {
    int64_t id;
    TaskCard card; /* card.due_on: as it stands now */
    TaskState state;
    int first_due_on; /* at the first issue; never changes */
    int registered_on, closed_on;
    int issued_on;                   /* of the last issue, where it was declined in between */
    int accepted_on;                 /* of that issue */
    int asked_close_on, verified_on; /* forgotten when the task is returned */
    int last_feedback_on;            /* of the lead unit; all of them 0: not */
    int extension_asked;             /* date of a request that waits; 0 none */
    int n_extensions, n_returns;
    const char *closer, *verifier; /* accounts: who closed it, who verified what was closed; "" */
    int64_t merged_into;
    const char *slip;  /* colour of the last slip since it was issued or extended; "" none */
    TaskEvent *events; /* oldest first */
    size_t n, cap;
} Task;

/**
 * May this event follow? Pure: the one place where the life of a task is ruled.
 *
 * t   the task before; of register a zero value
 * ev  complete but for id and audit_seq
 *
 * What needs more than the task itself is for task_do: whether units, files and the other task are there, and
 * that a part is due no later than its parent.
 *
 * Fails: CONFLICT (not from this state; an extension asked too late; no request to decide on; open
 * sub-tasks), FORBIDDEN (another unit's matter; a verifier who reported; one who asked to close and would
 * close; a deed of the clock by another), INVALID (text, date, card; a day before that of the last event by
 * people, or after the day on which it is entered; a field that the verb does not have). Cost: O(events).
 */
MUST_USE bool task_check(const Task *t, const TaskEvent *ev, size_t n_open_parts, Err *e);
/* Folds one checked event into the state. Its texts and lists are not copied: they must live as long. */
void task_apply(Task *t, const TaskEvent *ev, Arena *a);
/* Does the state of the task allow the verb? The rest of what task_check asks is not looked at: for menus. */
bool task_can(const Task *t, TaskVerb v);

typedef struct Tasks {
    Task *items; /* by number */
    size_t n, cap;
} Tasks;
/* All tasks as they stood at the end of as_of (0: now), by the days on which things were done; folded from
 * their events. Cost: O(events). */
MUST_USE bool tasks_load(Store *s, int64_t city, int as_of, Arena *a, Tasks *out, Err *e);
/* One of them, as it stood at the end of as_of (0: now). Fails: NOT_FOUND. Cost: O(its events). */
typedef struct TaskKey {
    int64_t city, id;
    int as_of;
} TaskKey;
MUST_USE bool task_load(Store *s, const TaskKey *key, Arena *a, Task *out, Err *e);
Task *tasks_find(const Tasks *ts, int64_t id);
size_t task_open_parts(const Tasks *ts, int64_t id);

/* A wish to do something; what is left out is zero. */
typedef struct TaskDeed {
    int64_t task; /* 0: register */
    TaskVerb verb;
    const char *unit, *text; /* NULL: "" */
    int date;
    double value; /* NAN none */
    const char *value_unit;
    const TaskFile *files; /* each already in the store (evidence_add) */
    size_t n_files;
    int64_t other;
    const TaskCard *card;
    const TaskCard *parts; /* of a split: what is left empty (or zero) is taken from the parent; meeting and
                              sentence always are */
    size_t n_parts;
    const char *rule, *colour;
    int base_on;
} TaskDeed;

/* Whom the rules of a city know: who may lead, which leader, which indicator, how often one may inspect. */
typedef struct TaskWorld {
    Store *s;
    const City *city;
    const Catalogue *catalogue;
    const struct Supervision *supervision; /* NULL: inspections are not bounded */
} TaskWorld;

/**
 * Does it: checks, stores the event with its audit entry and notices to those whom it concerns, in a
 * transaction of its own; *out is the task afterwards (of a split the parent).
 *
 * in    who and when; known_on is the day on which it is done
 * deed  units, leader and indicator by code, name or alias; a person's unit must be given
 *
 * Fails: as task_check; NOT_FOUND (task, unit, leader, indicator, file: with the nearest); and CONFLICT where
 * inspections of the unit are exhausted. That the account may speak for the unit is for the doors to ask.
 */
MUST_USE bool task_do(const TaskWorld *w, const Intake *in, const TaskDeed *deed, Arena *a, Task *out,
                      Err *e);
/* The same inside the running transaction, for imports and the clock. */
MUST_USE bool task_do_within(const TaskWorld *w, const Intake *in, const TaskDeed *deed, Arena *a, Task *out,
                             Err *e);

/* May the unit that leads the task be inspected on that day (supervision->rules, CLOCK_INSPECT)? Asked by
 * task_do. Fails: CONFLICT, with the rule. */
MUST_USE bool task_inspection_allowed(const TaskWorld *w, const Task *t, int on, Arena *a, Err *e);

/* Compares every event with its audit entry, and their number with the chain's; and that every task's events
 * are a life that task_check allows, with files that are there and parts that are told at both ends. Then
 * meeting_verify and evidence_verify: doors need call this alone. Cost: O(events), and every file is hashed.
 */
MUST_USE bool task_verify(Store *s, int64_t city, Verification *v, Err *e);
