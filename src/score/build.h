/* A scheme from its tables, checked. The room's own. */
#pragma once
#include "score/scheme.h"
#include "score/tables.h"

typedef struct SchemeBuilding {
    const SchemeWorld *world;
    Records *tables; /* [SCHEME_TABLES] n 0 where absent */
    Findings *fs;
    Arena *arena;
    Scheme *scheme;
} SchemeBuilding;

/* All faults go to fs. The scheme is whole where there is none. */
void scheme_build(SchemeBuilding *b);

/* ---- of the room's files ---- */
/* A cell of a table. */
typedef struct SchemeCell {
    SchemeTable table;
    size_t row;
    const char *column;
} SchemeCell;
const char *building_text(const SchemeBuilding *b, SchemeCell c);
/* Where it stands; findings are of its file then. */
Place building_at(const SchemeBuilding *b, SchemeCell c);
/* Parses a formula of the cell; points: its result must be a number of points. */
void building_formula(SchemeBuilding *b, SchemeCell c, bool points, SchemeFormula *out);
/* Puts items and the gates on them into the order in which they can be computed, or tells a circle. */
void building_order(SchemeBuilding *b);
/* Tells classes and units whose weights sum to something else than the scheme's. */
void building_weights(SchemeBuilding *b);
/* The hash of what the tables hold. */
void scheme_digest(const Records *tables, char out[SHA256_HEX]);
