/* What can be measured, as a table: code, which bases and scopes fit, how it is measured and said. The room's
 * own. */
#pragma once
#include "project/light.h"

typedef struct LightWhatRow {
    const char *code;
    unsigned bases; /* bit 1 << LightBase */
    bool projects, groups;
    LightValue (*measure)(const ProjectRule *r, const LightFacts *f);
    const char *zh, *en; /* a sentence with one %s for the number */
    int decimals;
    const char *good_zh, *good_en; /* when there is nothing to blame: 0 or less, or done; %s as well, or "" */
} LightWhatRow;
extern const LightWhatRow light_whats[LIGHT_WHATS];
