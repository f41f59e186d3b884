/* Feed: results of rooms above that a scheme reads by a word, tasks("closed_in_time_pct"). The door joins
 * them; this room knows no tasks and no projects. What a feed answered is kept with a run, since its world
 * moves on. */
#pragma once
#include "indicator/completeness.h"

/* A word of a source. One that ends in "_pct" gives per cent, every other a plain number. */
typedef struct ScoreWord {
    const char *source; /* "tasks" or "projects": the reader's name */
    const char *code, *zh, *en;
} ScoreWord;

/* What is asked: a word, of one unit, from the first to the last day (yyyymmdd, inclusive), as known on a day
 * (0: all that is known). */
typedef struct ScoreAsk {
    const char *source, *what;
    const Unit *unit; /* NULL: the whole city, as inside city() */
    int from, to, as_of;
} ScoreAsk;

typedef struct ScoreFeed {
    void *who;
    const ScoreWord *words; /* [n] */
    size_t n;
    /* *out NAN where it is not known. False only for failures of the machine. */
    bool (*read)(void *who, const ScoreAsk *ask, double *out, Err *e);
} ScoreFeed;

/* The word, or NULL. */
const ScoreWord *score_word(const ScoreFeed *f, const char *source, const char *code);
