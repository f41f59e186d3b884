/* An import on its way: the files that were read, what they are checked against. The room's own. */
#pragma once
#include "project/numbers.h"

typedef struct ProjectRead {
    const char *name; /* of the file */
    ProjectKind kind;
    Records rows;
    char sha256[SHA256_HEX];
} ProjectRead;

typedef struct ProjectIntake {
    Store *s;
    const ProjectImport *spec;
    Intake in; /* with the city */
    City city;
    Records departments; /* with their aliases */
    Stages stages;       /* as known, or as the same import brings them */
    const CityTable *tables[PROJECT_KINDS];
    Arena *arena;
    ProjectImported *out;
} ProjectIntake;

/* Reads the reader's first sheet that holds one of the tables. Faults go to the findings. Fails: INVALID, IO.
 */
MUST_USE bool project_read(ProjectIntake *w, TableReader *t, ProjectRead *out, Err *e);
/* Checks rows of the register or of reports against the store as it is. Faults go to the findings. */
MUST_USE bool register_check(ProjectIntake *w, const Records *r, Err *e);
MUST_USE bool reports_check(ProjectIntake *w, const Records *r, Err *e);
/* Are the rows those of projects that may be handed in? */
MUST_USE bool allowed_check(ProjectIntake *w, ProjectKind k, const Records *r, Err *e);
/* The day of knowledge of a row: its own or the import's. */
int row_known_on(const ProjectIntake *w, const CityTable *t, const char *const *cells);
/* The project's number, 0 when there is none of the code. */
MUST_USE bool project_number(Store *s, int64_t city, const char *code, int64_t *id, Err *e);
