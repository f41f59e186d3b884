/* What replies hold: one line a field, from which the schemas of OpenAPI and the tests come. */
#pragma once
#include "base/json.h"
#include "base/text.h"

/* fields: "name:type" separated by blanks. Types: text, int, num, bool, map (an object with fields of any
 * name);
 * "[]" behind: an array of it, "[][]" of arrays; then "?": may be null; a name with a capital: another
 * schema. Every field is there in every reply; in a request one that may be null may be left out. */
typedef struct Schema {
    const char *name, *fields;
    const char *zh, *en;
} Schema;
const Schema *schema_all(size_t *n);
const Schema *schema_named(const char *name);

/* One field taken off the list; false at its end. */
typedef struct SchemaField {
    Str name, type;
    int array;    /* how many levels of arrays */
    bool unknown; /* may be null */
} SchemaField;
bool schema_next(const char **fields, SchemaField *out);
/* What a field means; "" when fields.c does not say. */
const char *schema_field_text(const Schema *s, Str field, Lang lang);
/* The schema as JSON Schema (2020-12), with a description in the language. request: fields that may be null
 * may be left out. */
void schema_json(const Schema *s, bool request, Lang lang, Json *j);
