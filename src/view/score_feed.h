/* What tasks and projects give to an assessment: the join of rooms that do not know each other. */
#pragma once
#include "score/feed.h"
#include "store/store.h"

/* The feed of a store's city. Tasks are read once for each day of knowledge that is asked for, and kept in
 * the arena, which must outlive it. Only tasks that a unit leads count; of what is due in the days asked
 * about, by the first due date. Projects: project_feed.h. */
ScoreFeed *score_feed_new(Store *s, int64_t city, Arena *a);
