/* History: the facts of one indicator and one area as known on a date, one fact a key, with where each came
 * from. Published facts come before sample figures, sample before forecasts; inside a class the last known
 * counts. */
#pragma once
#include "indicator/catalogue.h"

typedef enum Status {
    STATUS_PUBLISHED, /* officially released, no more said */
    STATUS_PRELIMINARY,
    STATUS_VERIFIED,
    STATUS_FINAL,
    STATUS_FORECAST, /* 预计, a department's own */
    STATUS_SAMPLE,
    STATUSES,
} Status;
const char *status_code(Status s);
const char *status_name(Status s, Lang lang);
bool status_parse(Str s, Status *out);

typedef struct Fact {
    Period period;
    Basis basis;
    Measure measure;
    int against; /* peer-set id of a rank (0 none): see fact_against */
    double value;
    int decimals; /* as published */
    Status status;
    int known_on;
    int64_t submission;
    int sheet, row, col; /* cell of the file: 1-based; sheet 0 for CSV */
    int source, note;    /* text ids; see history_text */
} Fact;

typedef struct History {
    const Indicator *indicator;
    const Area *area;
    Fact *facts; /* by basis, measure, against, period; the one that counts of each key */
    size_t n;
    Fact *forecasts; /* 预计 of keys whose counting fact is another one, same order */
    size_t n_forecasts;
} History;

/* Who looks, where not everything may be seen. Asked of each pair whose facts are loaded, so that nothing
 * that is reckoned from them can tell more. */
typedef struct Sight {
    const void *who;
    bool (*all)(const void *who, const Indicator *i, const Area *a);     /* more than what is published */
    bool (*targets)(const void *who, const Indicator *i, const Area *a); /* and what was set as a target */
    bool published_only;                                                 /* `all` is false of every pair */
} Sight;

/* The facts as they are looked at: of one store and city, as known on a day. */
typedef struct View {
    Store *s;
    const City *city;
    int as_of;                /* yyyymmdd; 0: all that is known */
    bool no_sample;           /* leave sample figures out */
    const Sight *sight;       /* NULL: everything */
    int64_t until_submission; /* later ones are not looked at, so that a result can be computed again; 0: all
                                 are */
} View;
/* The last submission that is looked at. */
int64_t view_until(const View *v);
/* May figures of the pair be seen that are not published: preliminary, forecast, sample? */
bool view_sees_all(const View *v, const Indicator *i, const Area *a);
bool view_sees_targets(const View *v, const Indicator *i, const Area *a);
/* Is that what the public may see of a figure? */
bool status_is_published(Status s);

/* A key in many areas (peers, towns). */
typedef struct AcrossSpec {
    const Indicator *indicator;
    Basis basis;
    Measure measure;
    Period period;
    View known;
    const Area *const *areas; /* [n] */
    size_t n;
} AcrossSpec;

/* Does a later figure only tell an earlier one with fewer digits (250 after 250.4)? Then it does not replace
 * it, and is no revision. */
bool fact_retells(const Fact *later, const Fact *earlier);
/* Loads one history. Cost: O(log n + facts of the pair). */
MUST_USE bool history_load(const View *v, const Indicator *i, const Area *area, Arena *a, History *out,
                           Err *e);
typedef struct HistoryInto {
    Arena *arena;
    History *out;
} HistoryInto;
/* Only what judging p needs: the facts of its year and the twelve before, in the bases that the indicator is
 * published in. Cost: O(log n + facts of those years). */
MUST_USE bool history_load_judging(const View *v, const Indicator *i, const Area *area, Period p,
                                   HistoryInto *into, Err *e);
/* Only what a comparison of p with a year ago needs: level and growth of p, level of a year ago, in the
 * basis. Cost: O(log n). */
MUST_USE bool history_load_at(const AcrossSpec *at, const Area *area, Arena *a, History *out, Err *e);
/* The fact of a key, or NULL. Cost: O(log n). */
const Fact *history_find(const History *h, Basis basis, Measure m, Period p);
/* The same for a rank in a peer set (code). */
const Fact *history_rank(const History *h, Basis basis, Measure m, Period p, int against);
/* The level or growth from January to the end of p: the ytd fact of its last month or, for December, the
 * year's; for the year basis likewise. Quarterly figures: Q1's quarter counts as ytd of March where no ytd is
 * there. NULL when unknown. */
const Fact *history_ytd(const History *h, Measure m, Period p);
const Fact *history_point(const History *h, Measure m, Period p);

/* One fact of one key in many areas (peers, towns), without loading their histories; facts[i] belongs to
 * areas[i], NULL where unknown. Tries ytd and year as history_ytd does when basis is BASIS_YTD. Cost: O(areas
 * x log n). */
MUST_USE bool history_across(const AcrossSpec *spec, Arena *a, const Fact **facts, Err *e);
/* Id of a peer set by its code, 0 when unknown; the text of a source or note id ("" for 0). */
MUST_USE bool history_against(Store *s, const City *c, const char *set, int *id, Err *e);
MUST_USE bool history_text(Store *s, const City *c, int id, Arena *a, const char **text, Err *e);
/* Where a fact came from, for "why": file, sheet name, cell as Excel writes it (B7), who, when, hash. */
typedef struct Provenance {
    int64_t submission;
    const char *file, *sheet, *cell, *by, *received_at, *file_sha256, *source, *note;
} Provenance;
MUST_USE bool history_provenance(Store *s, const City *c, const Fact *f, Arena *a, Provenance *out, Err *e);
