/* Why: each number of a situation with its facts, rule and arithmetic. */
#pragma once
#include "base/json.h"
#include "view/show.h"

typedef struct WhyFact {
    const Fact *fact;
    Provenance from;
} WhyFact;

enum { WHY_FACTS_MAX = 4 };

typedef struct WhyStep {
    const char *what, *how;
    const char *source; /* of a target; "" else */
    WhyFact facts[WHY_FACTS_MAX];
    size_t n;
} WhyStep;

typedef struct Why {
    WhyStep *steps;
    size_t n, cap;
} Why;

/* Explains a situation that situation_of made. */
MUST_USE bool why_of(const Viewer *v, Outlook *o, const Situation *s, Why *out, Err *e);
void why_json(const Viewer *v, const Why *w, Json *j);
void why_text(const Viewer *v, const Why *w, Buf *out);
