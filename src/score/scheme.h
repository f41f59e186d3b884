/* A scheme of assessment: classes of units, items with their formulas, weights, gates, exemptions and lists,
 * as a folder of tables describes them. Data of the city, never code: every edition stays, and a result can
 * be computed again with the rule as it stood. How one is written: docs/guide/assessment.md. */
#pragma once
#include "city/records.h"
#include "formula/formula.h"
#include "score/feed.h"

enum {
    SCHEME_ITEMS_MAX = 500,
    SCHEME_UNITS_MAX = 2000,
    SCHEME_ROWS_MAX = 20000, /* of one table */
};
static const size_t SCHEME_NONE = (size_t)-1; /* no index */

typedef enum SchemeKind { ITEM_SCORE, ITEM_BONUS, ITEM_DEDUCTION } SchemeKind;
/* What becomes of an item whose formula gives no number. */
typedef enum SchemeMissing {
    UNKNOWN_NONE,   /* stays unknown, outside the total, and the total is marked */
    UNKNOWN_ZERO,   /* no points */
    UNKNOWN_LAST,   /* the fewest points that a unit of the class got; unknown when none got any */
    UNKNOWN_SPREAD, /* as if exempt: its weight goes to the other items of the group */
} SchemeMissing;
typedef enum SchemeTies { TIES_SHARE, TIES_DENSE } SchemeTies; /* 1,2,2,4 or 1,2,2,3 */
typedef enum SchemeEffect { EFFECT_ZERO, EFFECT_CAP } SchemeEffect;
const char *scheme_kind_code(SchemeKind k);
const char *scheme_kind_name(SchemeKind k, Lang lang);
const char *scheme_missing_name(SchemeMissing m, Lang lang);

/* A formula and where it stands. */
typedef struct SchemeFormula {
    const char *table, *code; /* "items", "IVA" */
    const char *text;
    const Formula *parsed;
    Place at;
} SchemeFormula;

typedef struct SchemeName {
    const char *code, *zh, *en;
} SchemeName;
const char *scheme_name(const SchemeName *n, Lang lang);

/* A unit's membership of a class; a unit that changed its class stands in several rows. */
typedef struct SchemeUnit {
    Unit unit;
    size_t in;                /* class */
    int valid_from, valid_to; /* yyyymmdd; 0 open */
} SchemeUnit;

typedef struct SchemeGroup {
    SchemeName name;
    double low, high; /* of the sum of its items; NAN none */
} SchemeGroup;

typedef struct SchemeItem {
    SchemeName name;
    size_t group; /* SCHEME_NONE */
    SchemeKind kind;
    double weight;         /* full points, before overrides; 0 for one without */
    SchemeFormula formula; /* gives points; a deduction gives the points that are taken away, as a positive
                              number */
    SchemeMissing missing;
    double low, high; /* of the formula's value; NAN none. low of a bonus or deduction is 0 where empty */
    int decimals;     /* -1: not rounded */
    bool *classes;    /* [n_classes] does it apply? */
    const char *source;
} SchemeItem;

/* An override of an item's weight: of a class, or of one unit, which comes first. */
typedef struct SchemeWeight {
    size_t item, in;  /* class; SCHEME_NONE when it is of a unit */
    const char *unit; /* code; "" */
    double weight;
} SchemeWeight;

typedef struct SchemeParam {
    SchemeName name;
    size_t in; /* class; SCHEME_NONE: the others */
    double value;
    FormulaUnit unit;
} SchemeParam;

typedef enum GateOn { GATE_ITEM, GATE_GROUP, GATE_KIND, GATE_TOTAL } GateOn;
/* A condition that must hold. Where it does not, the effect strikes. */
typedef struct SchemeGate {
    SchemeName name;
    GateOn on;
    size_t index; /* item, group or kind; 0 for the total */
    SchemeFormula formula;
    bool strikes_unknown; /* what an unknown condition means: the scheme must say */
    SchemeEffect effect;
    double value; /* of a cap */
    const char *source;
} SchemeGate;

typedef struct SchemeExemption {
    const char *unit; /* code */
    size_t item;
    int valid_from, valid_to;
    const char *reason;
} SchemeExemption;

/* A list that units come on: the truth of a formula. */
typedef struct SchemeList {
    SchemeName name;
    SchemeFormula formula;
    const char *source;
} SchemeList;

typedef struct EntryKind {
    SchemeName name;
    const char *unit; /* 次; "" */
} EntryKind;
typedef struct EntryKinds {
    EntryKind *items;
    size_t n, cap;
} EntryKinds;

typedef struct Scheme {
    SchemeName name;
    int64_t version; /* 0: not stored */
    Freq period;
    int valid_from, valid_to; /* of the periods that it is for; 0 open */
    int decimals;             /* of totals */
    SchemeTies ties;
    bool sample;
    const char *source;
    char sha256[SHA256_HEX]; /* of its tables' contents */
    SchemeName *classes;
    size_t n_classes;
    SchemeUnit *units;
    size_t n_units;
    SchemeGroup *groups;
    size_t n_groups;
    SchemeItem *items;
    size_t n_items;
    SchemeWeight *weights;
    size_t n_weights;
    SchemeParam *params;
    size_t n_params;
    SchemeGate *gates;
    size_t n_gates;
    SchemeExemption *exemptions;
    size_t n_exemptions;
    SchemeList *lists;
    size_t n_lists;
    EntryKind *entries;
    size_t n_entries;
    size_t *order; /* [n_items + n_gates] in which they are computed: an item, or n_items + a gate of items */
    size_t n_order;
} Scheme;

size_t scheme_item(const Scheme *s, const char *code); /* SCHEME_NONE when there is none */
/* By code or name. Fails: NOT_FOUND. */
MUST_USE bool scheme_find_item(const Scheme *s, Str text, size_t *item, Err *e);
/* An item's full points for a unit of the class, and where that is said: "items", "class", "unit". */
double scheme_weight(const Scheme *s, size_t item, size_t in, const char *unit, const char **from);
/* The exemption of a unit from an item on a day, or NULL. */
const SchemeExemption *scheme_exempt(const Scheme *s, const char *unit, size_t item, int date);
/* The parameter for a class, or NULL. */
const SchemeParam *scheme_param(const Scheme *s, const char *name, size_t in);

/* ---- what a scheme is read against ---- */
typedef struct SchemeWorld {
    const Catalogue *catalogue;
    const ScoreFeed *feed; /* NULL: words are taken as they are, and nothing is known of them */
} SchemeWorld;

/* Reads and checks a folder; stores nothing. All faults of all files are told, with file, row and column, and
 * with the character of a formula. *out is whole only where fs has no fault. Fails: NOT_FOUND, IO, INVALID
 * (no folder, a file that is no table); faults are no failure. */
MUST_USE bool scheme_read(const SchemeWorld *w, const char *folder, Findings *fs, Scheme *out, Err *e);

/* A table as the text of its file: "items", CSV. */
typedef struct SchemeSheet {
    const char *table;
    Str csv;
} SchemeSheet;
typedef struct SchemeSheets {
    const SchemeSheet *items;
    size_t n;
} SchemeSheets;

typedef struct SchemeImport {
    Findings findings;
    const char *code;
    int published_from; /* as scheme.csv says: a new version is to be put in force from then on; 0 not */
    int64_t version, audit_seq;
    bool is_new; /* else the content is that of version, which was there */
    char sha256[SHA256_HEX];
} SchemeImport;
/* Imports a folder as a new version, with its entry of the audit chain, in a transaction of its own. The same
 * content as the last version's is told as that version. Fails: REFUSED (out->findings says why), as
 * scheme_read. dry_run stores nothing. */
typedef struct SchemeIntake {
    Intake intake;
    const char *folder;         /* NULL: sheets */
    const SchemeSheets *sheets; /* as the page hands them in */
    bool dry_run;
} SchemeIntake;
MUST_USE bool scheme_import(Store *s, const SchemeWorld *w, const SchemeIntake *in, Arena *a,
                            SchemeImport *out, Err *e);

/* The same of sheets. */
MUST_USE bool scheme_read_sheets(const SchemeWorld *w, const SchemeSheets *sheets, Findings *fs, Scheme *out,
                                 Err *e);

/* A version of a scheme; the rules in force are those of the last publication whose day has come. */
typedef struct SchemeVersion {
    const char *code, *name_zh, *name_en;
    int64_t version;
    const char *sha256, *by, *at;
    int64_t audit_seq;
    int from; /* first day in force; 0 not published */
    const char *published_by, *published_at;
    bool sample;
} SchemeVersion;
/* All versions, by code and version. */
MUST_USE bool scheme_list(Store *s, int64_t city, Arena *a, SchemeVersion **out, size_t *n, Err *e);

/* Which version: of a number, or (0) the one in force on a day, or (day 0 too) the last. */
typedef struct SchemeKey {
    const char *code;
    int64_t version;
    int day;
    bool draft_too; /* with a day: the last version where none is in force then */
} SchemeKey;
/* What formulas of a scheme may read: for documents and the editor. */
const FormulaReader *scheme_readers(size_t *n);
/* The tables of a scheme, in their order. */
const CityTable *scheme_table_all(size_t *n);
/* A version with its tables as they were handed in. */
typedef struct SchemeText {
    SchemeVersion version;
    Records *tables; /* [n of scheme_table_all] n 0 where absent */
} SchemeText;
/* Fails: NOT_FOUND. */
MUST_USE bool scheme_text_load(Store *s, int64_t city, const SchemeKey *key, Arena *a, SchemeText *out,
                               Err *e);
/* Fails: NOT_FOUND (no such scheme or version; none in force, with the command that publishes one), DATA (the
 * catalogue no longer has what it reads). */
MUST_USE bool scheme_load(Store *s, const SchemeWorld *w, const SchemeKey *key, Arena *a, Scheme *out,
                          Err *e);
/* The kinds of entries that a version declares. */
MUST_USE bool scheme_entries(Store *s, int64_t city, const SchemeVersion *v, Arena *a, EntryKinds *out,
                             Err *e);
/* Puts a version in force from a day on (0 version: the last), in a transaction of its own. Fails: NOT_FOUND,
 * CONFLICT (a later publication begins on that day or after it). */
typedef struct SchemePublication {
    const char *code;
    int64_t version, id, audit_seq;
    int from;
    const char *by, *at;
} SchemePublication;
MUST_USE bool scheme_publish(Store *s, const Intake *in, SchemePublication *set, Err *e);
/* Compares every version with its audit entry, its rows with its digest, and their number with the chain's.
 */
MUST_USE bool scheme_verify(Store *s, int64_t city, Verification *v, Err *e);
