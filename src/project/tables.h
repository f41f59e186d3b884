/* The columns of the projects' tables. The room's own, beside what register.h shows. */
#pragma once
#include "project/register.h"

/* The words that a choice may be written in, besides its code. */
const char *choice_code(Str text);
/* Which table a header belongs to: the one that knows most of its words, at least three. PROJECT_KINDS: none.
 */
ProjectKind project_kind_of(const CityTable *const tables[PROJECT_KINDS], const Stages *s,
                            const TableRow *row, Arena *a);
/* The column of the table that a header's word names, table->n when none. */
size_t project_column(const CityTable *t, const Stages *s, Str word, Arena *a);
/* The columns of a prefix ("planned_") by stage: to[stage], 0 .. stages->n - 1. */
void stage_columns(const CityTable *t, const char *prefix, const Stages *s, size_t *to);
