/* Lights of projects, areas and departments: rules as dated data of the city (project_lights.csv), judged by
 * pure functions over what is known of the months. A light has a memory where its rule says so: red until
 * made good, and yellow in the month in which it was. */
#pragma once
#include "city/records.h"
#include "period/period.h"

typedef enum ProjectLamp {
    PROJECT_UNLIT,
    PROJECT_GREEN,
    PROJECT_YELLOW,
    PROJECT_RED,
    PROJECT_LAMPS
} ProjectLamp;
const char *project_lamp_code(ProjectLamp l); /* "red"; "" unlit */
const char *project_lamp_name(ProjectLamp l, Lang lang);
/* By code or name. */
bool project_lamp_parse(Str text, ProjectLamp *out);

typedef enum LightScope {
    SCOPE_PROJECT,
    SCOPE_AREA,
    SCOPE_DEPARTMENT,
    SCOPE_CLASS,
    SCOPE_LEADER,
    LIGHT_SCOPES
} LightScope;
const char *light_scope_code(LightScope s);

/* What a rule measures. Months late are counted to the end of the month that is judged. */
typedef enum LightWhat {
    WHAT_START_MONTHS_LATE,      /* months since the month of the planned start, while work has not started */
    WHAT_ENTRY_MONTHS_LATE,      /* months since the actual start, while the project is not in statistics */
    WHAT_COMPLETION_MONTHS_LATE, /* months since the planned completion, while it is not completed */
    WHAT_PROGRESS_BEHIND_PP,     /* scheduled share of the year's plan - completed share, in points */
    WHAT_PROGRESS_RATIO_PCT,     /* completed / scheduled */
    WHAT_SHORTFALL_PCT,          /* (scheduled - completed) / scheduled */
    WHAT_FUNDS_PCT,              /* funds in place / funds required by now */
    WHAT_BONDS_SHORT_PCT,        /* special bonds: (expected use - use) / expected use */
    WHAT_REPORT_MONTHS_MISSING,  /* months since the last report */
    WHAT_MISSED_MONTHS,          /* running months whose own plan was missed */
    WHAT_RED_MONTHS,             /* running months in which the project's lamp was red */
    WHAT_START_SHARE_BEHIND_PP,  /* scheduled share of this year's starts - started share, in points */
    WHAT_GROWTH_PCT,             /* growth on the year of the indicator named in base */
    WHAT_GROWTH_SHORT_PP,        /* the higher of plan and city's growth - growth, in points */
    WHAT_PLACE_OVER,             /* place from the top, of those that are above their schedule */
    WHAT_PLACE_UNDER,            /* place from the bottom, of those that are below it */
    LIGHT_WHATS,
} LightWhat;

typedef struct LightBound {
    enum { BOUND_NONE, BOUND_AT_LEAST, BOUND_ABOVE, BOUND_AT_MOST, BOUND_BELOW } is;
    double than;
} LightBound;
/* Reads ">=10", ">30", "<80", "<=4"; "" is none. False when it is none of them. */
bool bound_parse(const char *text, LightBound *out);
/* Is v beyond the bound? Equal within 1e-9 counts as equal. */
bool bound_holds(LightBound b, double v);

/* What progress is held against. */
typedef enum LightBase {
    BASE_NONE,
    BASE_TIME,     /* months passed / 12 */
    BASE_OWN,      /* the year's own plan by month */
    BASE_QUARTERS, /* milestones at the ends of quarters, in per cent: "quarters 20;50;75;100" */
    BASE_MONTHS,   /* a window: "months 6" */
    BASE_INDICATOR,
} LightBase;

typedef struct ProjectRule {
    const char *code; /* "R04-START" */
    int valid_from, valid_to;
    LightScope scope;
    LightWhat what;
    LightBase base;
    double quarters[4];    /* of BASE_QUARTERS, per cent */
    int months;            /* of BASE_MONTHS */
    const char *indicator; /* of BASE_INDICATOR */
    LightBound yellow, red;
    const char *class_code; /* "*" or a class */
    const char *list;       /* "lamp", or the list that red puts on: "snail" "red" "black" */
    bool memory, counts;    /* counts false: shown for comparison, without making the lamp */
    const char *source;
} ProjectRule;
typedef struct ProjectRules {
    ProjectRule *items;
    size_t n;
} ProjectRules;
/* From the table's rows; faults go to fs. */
void light_rules_build(const Records *r, Findings *fs, Arena *a, ProjectRules *out);
bool light_rule_is_valid(const ProjectRule *r, int day);

/* What is known at the end of a month, of a project or of a group; NAN (0 for dates) where it is not. Money
 * in 万元. "done" is completed investment of the year to the month's end. */
typedef struct LightFacts {
    Period month;
    double plan_year, plan_done; /* this year's planned investment; of it to the month's end */
    double plan_month, done_month;
    double done;
    int planned_start, start, entry, planned_end, end; /* days; an actual one behind the month's end is 0 */
    double funds_due, funds_in;                        /* to date */
    double bonds, bonds_used;                          /* to date */
    int bonds_issued;                                  /* day */
    int months_missing;                                /* since the last report; 0: reported */
    int missed_months, red_months;                     /* running, up to this month */
    double new_starts, new_started; /* of a group: due to start this year; of them started */
    double growth_pct, growth_plan_pct, growth_city_pct;
    int place_over, place_under; /* 0: none */
} LightFacts;

typedef struct LightValue {
    enum {
        LIGHT_OFF,     /* the rule has nothing to say */
        LIGHT_UNKNOWN, /* it would, but a figure is missing */
        LIGHT_KNOWN,
        LIGHT_MET, /* done: green, whatever the delay, which stays on record */
    } state;
    double v;
} LightValue;
LightValue light_measure(const ProjectRule *r, const LightFacts *f);
/* The share of the year's plan that the rule's base schedules by the end of the month, 0..1; NAN without a
 * plan.
 */
double light_scheduled(const ProjectRule *r, const LightFacts *f);

typedef struct ProjectLight {
    const ProjectRule *rule;
    LightValue value;
    double scheduled;      /* share, of rules on progress; else NAN */
    ProjectLamp raw, lamp; /* by the month alone; with memory */
    bool made_good;        /* yellow because red was made good this month */
} ProjectLight;
/* Judges the last of n months (consecutive, oldest first; n >= 1). Cost: O(n) at worst, O(1) as a rule. */
void light_judge(const ProjectRule *r, const LightFacts *months, size_t n, ProjectLight *out);
/* The worst lamp of the lights whose rules count for it. */
ProjectLamp light_worst(const ProjectLight *lights, size_t n);
/* A sentence: what was found, the rule and its numbers. In the arena. */
const char *light_words(const ProjectLight *l, Arena *a, Lang lang);
/* Calendar months from one day to another with the days left over as 31sts; the 31st of a short month is its
 * last day: 2021-01-31 to 2021-02-28 is 1. Negative when to is earlier. */
double months_between(int from, int to);
