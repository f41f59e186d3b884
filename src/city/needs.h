/* What the cells of one row of a city table ask of each other (CityNeed): checked when it is imported. */
#pragma once
#include "city/records.h"
#include "ledger/finding.h"

/* Is the text one of the choices, which are separated by blanks? */
bool choice_is_among(Str s, const char *choices);
/* Tells every need of the table that the row's cells leave unmet, at the cell that is wrong.
 *
 * at     [t->n] place of each column in the file, from 1; 0 where it has none
 * cells  [t->n] in the table's order of columns */
void needs_check(const CityTable *t, const size_t *at, size_t row, const char *const *cells, Findings *fs);
