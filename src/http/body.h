/* The body of a write: JSON, read strictly by the schema of its route. */
#pragma once
#include <stdint.h>

#include "base/arena.h"
#include "http/schemas.h"

enum {
    BODY_TEXT_MAX = 64 * 1024, /* bytes of one text */
    BODY_JSON_MAX = 64 * 1024, /* bytes of a body, where a route does not say otherwise */
};

/* What is wrong with a request: each fault with the parameter or field that it is about ("rows[3].code"). */
typedef struct Fault {
    const char *parameter, *detail;
} Fault;
typedef struct Faults {
    Arena *arena;
    Lang lang;
    Fault *items;
    size_t n, cap;
} Faults;
void fault_add(Faults *f, const char *parameter, const char *detail);
/* The name of the list (separated by blanks) that is nearest to the given one; NULL when none is near. */
const char *nearest_name(Arena *a, const char *name, const char *names);

typedef struct Body Body;
/* Reads the text and holds it to the schema: unknown fields (with the nearest name), missing ones, fields
 * that are given twice, values of another type. NULL when there is a fault. */
Body *body_read(Str text, const Schema *s, Faults *out);
void body_free(Body **b);

/* A field of the body; "" , false and 0 where it was left out or null. */
const char *body_text(const Body *b, const char *name);
bool body_flag(const Body *b, const char *name);
int64_t body_int(const Body *b, const char *name);
bool body_has(const Body *b, const char *name);
/* Of an array of rows ("map[]"): how many; the text of a field, NULL where the row has none; the names of its
 * fields, one after another: *at begins at NULL. */
size_t body_rows(const Body *b, const char *name);
const char *body_cell(const Body *b, const char *name, size_t row, const char *column, Arena *a);
const char *body_next_field(const Body *b, const char *name, size_t row, void **at);
/* Of an array of objects (body_rows tells how many): one of them, to be asked like a body; lives as long as
 * b. */
const Body *body_item(const Body *b, const char *name, size_t i, Arena *a);
