/* The meaning of fields, in several tables: a room of the program each. */
#pragma once
#include <stddef.h>

typedef struct FieldWord {
    const char *name, *zh, *en; /* "field", or "Schema.field" of one schema alone */
} FieldWord;
extern const FieldWord project_words[];
extern const size_t n_project_words;
