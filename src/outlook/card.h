/* The report card: every indicator's situation, by groups, and the sentence on top. */
#pragma once
#include "base/buf.h"
#include "outlook/contribution.h"
#include "outlook/situation.h"

typedef struct CardGroup {
    const char *name, *name_en; /* as indicators.csv has them */
    Situation *rows;
    size_t n;
} CardGroup;

typedef struct Card {
    const Area *area;
    Period period;
    CardGroup *groups;
    size_t n_groups;
    size_t n_targets, n_green, n_yellow, n_red, n_unjudged;
    const Situation **off; /* red, then yellow */
    size_t n_off;
    const Indicator **missing; /* due for the period and unknown */
    size_t n_missing;
    bool sample; /* some figure shown is a sample figure */
    bool veiled; /* targets of some indicator may not be seen: whether there are any is not told */
    size_t n_known;
    Contribution *contributions;
    size_t n_contributions;
} Card;

/* Makes the card. Indicators with neither figure nor target are left out. Cost: O(indicators x (facts of the
 * pair + peers x log n)). */
MUST_USE bool card_of(Outlook *o, const Area *area, Period p, Card *out, Err *e);
/* The opening sentence, in official Chinese or in English. */
void card_sentence(const Card *c, Lang lang, Buf *out);
/* The latest period of the area with facts, by the newest month of any cumulative figure. */
MUST_USE bool card_latest_period(Outlook *o, const Area *area, Period *p, Err *e);
/* All periods of which the area has cumulative figures, oldest first. Cost: a seek an indicator, and its
 * facts of the area. */
typedef struct CardPeriods {
    Period *items;
    size_t n, cap;
    bool sample; /* some figure is a sample figure */
} CardPeriods;
MUST_USE bool card_periods(Outlook *o, const Area *area, CardPeriods *out, Err *e);
