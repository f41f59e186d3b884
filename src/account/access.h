/* Access: who may do what, as one table of roles × permissions and one pure function. Knows no store. */
#pragma once
#include <stdint.h>

#include "base/arena.h"

typedef enum Role {
    ROLE_ADMINISTRATOR, /* accounts and the city's own tables; hands in and approves nothing */
    ROLE_ANALYST,       /* works the month's round for the whole city */
    ROLE_LEADER,        /* reads its portfolio (leaders.csv) */
    ROLE_DEPARTMENT,    /* a line: hands in and reads what its departments answer for */
    ROLE_AREA,          /* a town, street or park: hands in and reads its ground */
    ROLE_SUPERVISION,   /* reads the whole city */
    ROLE_AUDITOR,       /* reads everything, the audit chain too; writes nothing */
    ROLE_FIRM,          /* reports for its own firms; never sees a target */
    ROLE_PUBLIC,        /* what is published; also whoever has not logged in */
    ROLES,
} Role;

typedef enum Permission {
    READ_PUBLISHED,  /* published figures and ranks */
    READ_ALL,        /* beside them: preliminary, forecast and sample figures, revisions, submissions */
    READ_TARGETS,    /* targets, and all that is reckoned from one: lights, completion, probabilities */
    READ_FORMS,      /* forms owed and handed in */
    READ_AUDIT,      /* the audit chain */
    READ_ACCOUNTS,   /* the list of accounts and tokens, without secrets */
    SUBMIT,          /* hand in figures */
    APPROVE,         /* approve or return what was handed in */
    LOCK,            /* close a period and open it again */
    JUDGE,           /* put judgements on record */
    READ_TASKS,      /* meetings, tasks, slips, notices */
    DEPLOY,          /* meetings and decisions; issue, extend, verify, close */
    REPORT,          /* accept a task, feed back, ask to close; a leader instructs */
    READ_SCORES,     /* assessments that are shown */
    ASSESS,          /* schemes, entries, runs, their publication, answers to appeals */
    APPEAL,          /* question a line of one's own score */
    MANAGE_ACCOUNTS, /* add, change, disable accounts; tokens of others */
    MANAGE_CITY,     /* areas, departments, indicators, targets, lights */
    OPERATE,         /* metrics, backups, jobs of others */
    OWN_ACCOUNT,     /* one's own password, second factor, sessions, tokens: never by a token */
    PERMISSIONS,
} Permission;

/* What is asked about: codes; NULL where the question is about all of them. firm: whose own report it is;
 * NULL for what is no firm's. unit: a department or an area as such (its tasks, its score), whichever of the
 * two is set; leader: who is in charge of it, beside the portfolios. */
typedef struct Scope {
    const char *area, *department, *indicator, *group, *firm;
    bool unit;
    const char *leader;
} Scope;

/* Codes that an account may act on. A zero value grants nothing. */
typedef struct Grant {
    bool all;
    const char **codes; /* [n] */
    size_t n;
} Grant;

/* Somebody who asks. The zero value may do nothing; principal_public() is who has not logged in. */
typedef struct Principal {
    int64_t city, account; /* 0: not logged in */
    const char *name;
    Role role;
    const char *leader;                                  /* code of the leader that it is; NULL or "" none */
    Grant areas, departments, indicators, groups, firms; /* areas with all that lie in them */
    uint32_t carries; /* bit (1 << permission): what the credential carries; a token may carry less */
    bool must_change; /* only OWN_ACCOUNT until the one-time password is changed */
} Principal;

/* How far a role's permission reaches. */
typedef enum Reach {
    REACH_NONE,
    REACH_OWN, /* what lies in its grants */
    REACH_ALL, /* the whole city */
} Reach;

/**
 * May p do that about asked? Denies by default: what no table grants, a credential that does not carry the
 * permission, a question about all by one who has a part, a firm's own report to all others who have a
 * part.
 *
 * asked  NULL: about all
 *
 * Own means: for a department or an area, that area, department and indicator all lie in its grants; for a
 * leader, that one of area, department, indicator or group does; for a firm, that the firm is its own. About
 * a unit: a department's account has its departments, an area's its areas, a leader both of its portfolio and
 * what it is itself in charge of. Whatever the table says, a firm never passes for READ_TARGETS, and nobody
 * but the firm for SUBMIT of its report.
 */
bool access_allows(const Principal *p, Permission permission, const Scope *asked);
/* Reach of a role's permission, as the table has it: for documents and pages. */
Reach access_reach(Role role, Permission permission);
bool grant_has(const Grant *g, const char *code);

Principal principal_public(int64_t city);

/* ---- names: "analyst", "read_published" ---- */
const char *role_code(Role r);
const char *role_name(Role r, Lang lang);
bool role_parse(const char *text, Role *out);
const char *permission_code(Permission p);
const char *permission_name(Permission p, Lang lang);
bool permission_parse(const char *text, Permission *out);
