/* What projects give to an assessment: words of the projects of an area or a department (or of all), of the
 * year up to a day's last whole month. Of this folder alone; score_feed.h joins it with what tasks give. */
#pragma once
#include "project/board.h"
#include "score/feed.h"

extern const ScoreWord project_score_words[];
extern const size_t n_project_score_words;

typedef struct ProjectFeed ProjectFeed;
/* Reads a store's city; boards are kept in the arena by day of knowledge and month. */
ProjectFeed *project_feed_new(Store *s, int64_t city, Arena *a);
/* *out NAN where there is no project register, nothing to divide by, or no such word. Fails: DB. */
MUST_USE bool project_feed_read(ProjectFeed *f, const ScoreAsk *ask, double *out, Err *e);
