/* A meeting as a folder: minutes, decisions, and the steps that were taken since. For a city that begins with
 * tasks under way, and for the demo. */
#pragma once
#include "task/meeting.h"

typedef struct MeetingFolder {
    int64_t meeting; /* its number; of one that was there already too */
    bool is_new;
    bool is_to_come; /* held after the day of in: not taken */
    size_t n_decisions, n_steps;
    Findings findings; /* arena and language are the caller's */
} MeetingFolder;

/**
 * Takes meeting.csv, minutes.txt, decisions.csv and steps.csv (which may be absent) of the folder, in one
 * transaction. A meeting of the same title and day is not taken twice, one that is still to come not yet:
 * is_new is then false.
 *
 * in  by whom; each step is by whom and on which day its row says
 *
 * Fails: NOT_FOUND (a file), IO, REFUSED (faults, all in the findings, with their cells; nothing is stored),
 * as meeting_import and task_do.
 */
MUST_USE bool meeting_folder_import(const TaskWorld *w, const Intake *in, const char *folder, Arena *a,
                                    MeetingFolder *out, Err *e);
