/* What is shown of a report card. */
#pragma once
#include "outlook/card.h"
#include "view/situation.h"

/* One row a situation, in the order of the card. */
void card_rows(const Viewer *v, const Card *c, Rows *out);
/* The whole card: the sentence, counts, rows, what is off course, what is missing, contributions. */
void card_json(const Viewer *v, const Card *c, Json *j);
