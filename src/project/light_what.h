/* What can be measured, as a table: code, which bases and scopes fit, how it is measured and said. The room's
 * own. */
#pragma once
#include "project/light.h"

typedef struct LightWhatRow {
    const char *code;
    unsigned bases; /* bit 1 << LightBase */
    bool projects, groups;
    LightValue (*measure)(const LightRule *r, const LightFacts *f);
    const char *zh, *en; /* a sentence with one %s for the number */
    int decimals;
} LightWhatRow;
extern const LightWhatRow light_whats[LIGHT_WHATS];
