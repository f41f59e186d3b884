/* The situation of one indicator in one area and period: what is published, what follows from it, and against
 * what it is held. Everything is computed from facts; each number keeps the facts it came from. */
#pragma once
#include "indicator/history.h"
#include "outlook/outcome.h"

/* Light rules as dated data (lights.csv). */
typedef struct LightRule {
    const char *rule, *target, *indicator, *source;
    int valid_from, valid_to;
    double green, yellow;
} LightRule;

/* The word for a probability of meeting the target, as dated data (judgements.csv). */
typedef struct JudgementWord {
    const char *code, *zh, *en;
    double least; /* probability from which it is said */
    int valid_from, valid_to;
} JudgementWord;

typedef struct Outlook {
    Store *s;
    const City *city;
    const Catalogue *catalogue;
    View known;
    LightRule *rules;
    size_t n_rules;
    JudgementWord *words;
    size_t n_words;
    uint64_t seed; /* of the draws by which a rank is judged; 0 by default */
    Arena *arena;  /* holds what situations point to */
} Outlook;
/* Loads the light rules known on the date. */
MUST_USE bool outlook_open(const View *known, const Catalogue *c, Arena *a, Outlook *out, Err *e);

/* A number with where it comes from. */
typedef struct Figure {
    bool known, computed; /* computed: not published, follows by the stated rule */
    double value;
    int decimals;
    const Fact *fact;  /* the published one, or the first of those it was computed from */
    const Fact *other; /* the second one */
    bool sample;       /* any of them is a sample figure */
} Figure;

typedef enum Light { LIGHT_NONE, LIGHT_RED, LIGHT_YELLOW, LIGHT_GREEN } Light;

/* How the year stands against its target. Unknown numbers are NAN. */
typedef struct Progress {
    const Target *target; /* NULL: none was set */
    double completion;    /* % of a value target */
    double time;          /* % of the year that has passed */
    double lead;          /* what the light rule compares, see lights.csv; points, places */
    Light light;
    const LightRule *rule;
} Progress;

typedef struct Standing {
    int place, of; /* 0: unknown. of: members that are known, 0 where only the place is published */
    int before;    /* place in the previous period, 0 unknown */
    bool published;
    double behind; /* points to the next better place; NAN at the top or unknown */
    const Area *next;
    const Fact *fact; /* of a published place */
    bool sample;
} Standing;

/* What the months that are left must bring. Growth in % over the same months of last year; low..high is what
 * rounding of the published growth leaves open. NAN where it cannot be told. */
typedef struct Rest {
    double amount; /* of a value target, in the indicator's unit */
    double low, high;
    int reached, years; /* how many of the past years brought that much in these months */
    bool sample;
} Rest;

/* Where the year will end, and how likely the target is to be met. */
typedef struct YearEnd {
    Outcome level, growth;     /* kind OUTCOME_NONE, mid NAN where unknown */
    double probability;        /* of meeting the target; NAN without one, or where it cannot be told */
    const JudgementWord *word; /* NULL likewise */
    const Fact *department_level, *department_growth; /* the department's own forecast (预计), or NULL */
} YearEnd;

typedef struct Situation {
    const Indicator *indicator;
    const Area *area;
    Period period;
    Basis basis; /* in which it is shown */
    const History *history;
    Figure level, growth, growth_before, average2, month, month_growth;
    double change; /* of growth against the period before, points; NAN */
    Progress progress;
    Standing standing;
    Rest rest;
    YearEnd year_end;
} Situation;

/* Computes the situation. level and growth unknown: nothing was published. Cost: O(facts of the pair + peers
 * x log n). */
MUST_USE bool situation_of(Outlook *o, const Indicator *i, const Area *area, Period p, Situation *out,
                           Err *e);
bool situation_is_sample(const Situation *s);
bool situation_is_known(const Situation *s);
const char *light_name(Light l, Lang lang);
const char *light_code(Light l);

/* ---- the pieces, each a function of histories ---- */
Figure figure_level(const History *h, Basis b, Period p);
/* Published growth; computed from levels only where the catalogue says growth is at current prices or in
 * points. */
Figure figure_growth(const History *h, Basis b, Period p);
/* The period before, whose growth p's is compared with: the month (quarter, year) before; of the year's first
 * the whole last year. */
Period situation_before(const Indicator *i, Basis b, Period p, Basis *basis);
void progress_of(const Outlook *o, Situation *s);
MUST_USE bool standing_of(Outlook *o, Situation *s, Err *e);
void rest_of(Situation *s);
/* The peers that a place is counted among, and their growth in a period: NULL where unknown. n is 0 without
 * any. */
typedef struct Peers {
    const Area **areas;
    const Fact **facts; /* [n] */
    size_t n;
} Peers;
MUST_USE bool standing_peers(Outlook *o, const Situation *s, Basis b, Period p, Peers *out, Err *e);
/* Level, growth and their distributions at the year's end, for who may see more than is published. Results in
 * the arena. Cost: two runs of the engine. */
void year_end_of(const Outlook *o, Situation *s);
/* The probability of the target, and its word; after progress_of. */
MUST_USE bool chance_of(Outlook *o, Situation *s, Err *e);
/* The probability of place `goal` or better; NAN where it cannot be told: fewer than half of the peers known.
 */
MUST_USE bool rank_chance_of(Outlook *o, const Situation *s, double goal, double *out, Err *e);
/* Scale of the Student t error of growth carried forward, as a share of the year, with `left` of it to go. */
double carry_scale(double left);
/* The number of the year's end that the target asks for: growth for a growth target, else the level, else the
 * growth. */
const Outcome *year_end_shown(const Situation *s, bool *is_growth);
