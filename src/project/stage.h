/* The stages that a project passes, as data of the city (stages.csv): which ones a class has, in which order,
 * which must be there before which, and which of them mean that work has started, that the project is entered
 * in statistics, and that it is completed. */
#pragma once
#include "city/records.h"

enum {
    STAGES_MAX =
        20, /* different stages of all classes: each is a column of the register and two of a report */
};
static const size_t STAGE_NONE = (size_t)-1; /* no index */

typedef enum ProjectClass {
    CLASS_INDUSTRY,
    CLASS_INFRASTRUCTURE,
    CLASS_LIVELIHOOD,
    CLASS_ECOLOGY,
    CLASS_PLATFORM,
    PROJECT_CLASSES,
} ProjectClass;
const char *project_class_code(ProjectClass c); /* "industry" */
const char *project_class_name(ProjectClass c, Lang lang);
/* By code or name in either language. */
bool project_class_parse(Str text, ProjectClass *out);

typedef enum StageKind { STAGE_OTHER, STAGE_START, STAGE_ENTRY, STAGE_COMPLETION, STAGE_KINDS } StageKind;

typedef struct Stage {
    const char *code, *name_zh, *name_en;
} Stage;
const char *stage_name(const Stage *s, Lang lang);

/* A stage in the course of a class. */
typedef struct StageStep {
    size_t stage; /* index into Stages.items */
    StageKind kind;
    uint32_t before; /* bit 1 << stage: predecessors */
    const char *source;
} StageStep;

typedef struct Course {
    StageStep *steps; /* [n] in order */
    size_t n;
    size_t of_kind[STAGE_KINDS]; /* stage of that kind; STAGE_NONE */
} Course;

typedef struct Stages {
    Stage items[STAGES_MAX]; /* in order of first appearance */
    size_t n;
    Course
        courses[PROJECT_CLASSES]; /* a class with rows of its own has those; the others have those of "*" */
    int64_t submission;           /* 0: none were imported yet */
} Stages;

/* The stages known on as_of (0: now). Fails: NOT_FOUND, when none were imported. */
MUST_USE bool stages_load(Store *s, int64_t city, int as_of, Arena *a, Stages *out, Err *e);
/* From a table's rows; faults (a circle, an unknown predecessor, two starts of a class, too many) go to fs.
 */
void stages_build(const Records *r, Findings *fs, Arena *a, Stages *out);
size_t stage_find(const Stages *s, Str code); /* STAGE_NONE when there is none */

/* The dates of one project, by stage of Stages; yyyymmdd, 0 none. */
typedef struct StageDates {
    int planned[STAGES_MAX], forecast[STAGES_MAX], actual[STAGES_MAX];
} StageDates;
/* The last stage of the course that has been reached by the day, STAGE_NONE when none has. */
size_t stage_reached(const Course *c, const int *actual, int day);
