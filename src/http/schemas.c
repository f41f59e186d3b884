#include "http/schemas.h"

#include <string.h>

const Schema *schema_named(const char *name)
{
    size_t n;
    const Schema *all = schema_all(&n);

    for (size_t i = 0; i < n; i++)
        if (strcmp(all[i].name, name) == 0)
            return &all[i];
    return NULL;
}

bool schema_next(const char **fields, SchemaField *out)
{
    const char *s = *fields;
    size_t n = strcspn(s, " "), name = strcspn(s, ":");

    if (!n)
        return false;
    *out = (SchemaField){.name = {s, name}, .type = {s + name + 1, n - name - 1}};
    if (out->type.s[out->type.n - 1] == '?') {
        out->unknown = true;
        out->type.n--;
    }
    for (; out->type.s[out->type.n - 1] == ']'; out->type.n -= 2)
        out->array++;
    *fields = s + n + (s[n] == ' ');
    return true;
}

static const char *json_type(Str type)
{
    return str_eq(type, "text")  ? "string"
           : str_eq(type, "int") ? "integer"
           : str_eq(type, "num") ? "number"
                                 : "boolean";
}

static void reference(Str type, Json *j)
{
    char ref[96];

    snprintf(ref, sizeof ref, "#/components/schemas/%.*s", (int)type.n, type.s);
    json_put_text(j, "$ref", ref);
}

/* An object whose fields the city's tables name. */
static void map_schema(Json *j)
{
    json_put_text(j, "type", "object");
    json_key(j, "additionalProperties");
    json_begin_object(j);
    json_key(j, "type");
    json_begin_array(j);
    json_text(j, "string");
    json_text(j, "number");
    json_text(j, "boolean");
    json_text(j, "null");
    json_end_array(j);
    json_end_object(j);
}

/* text: its description; NULL none. */
static void item(const SchemaField *f, const char *text, Json *j)
{
    bool other = f->type.s[0] >= 'A' && f->type.s[0] <= 'Z';

    json_begin_object(j);
    if (text)
        json_put_text(j, "description", text);
    if (str_eq(f->type, "map")) {
        map_schema(j);
    } else if (other && f->unknown) {
        json_key(j, "anyOf");
        json_begin_array(j);
        json_begin_object(j);
        reference(f->type, j);
        json_end_object(j);
        json_begin_object(j);
        json_put_text(j, "type", "null");
        json_end_object(j);
        json_end_array(j);
    } else if (other) {
        reference(f->type, j);
    } else if (f->unknown) {
        json_key(j, "type");
        json_begin_array(j);
        json_text(j, json_type(f->type));
        json_text(j, "null");
        json_end_array(j);
    } else {
        json_put_text(j, "type", json_type(f->type));
    }
    json_end_object(j);
}

static void property(const SchemaField *f, const char *text, Json *j)
{
    char name[64];

    snprintf(name, sizeof name, "%.*s", (int)f->name.n, f->name.s);
    json_key(j, name);
    if (!f->array) {
        item(f, text, j);
        return;
    }
    for (int depth = 0; depth < f->array; depth++) {
        json_begin_object(j);
        if (depth == 0)
            json_put_text(j, "description", text);
        json_put_text(j, "type", "array");
        json_key(j, "items");
    }
    item(f, NULL, j);
    for (int depth = 0; depth < f->array; depth++)
        json_end_object(j);
}

void schema_json(const Schema *s, bool request, Lang lang, Json *j)
{
    SchemaField f;
    char name[64];

    json_begin_object(j);
    json_put_text(j, "type", "object");
    json_put_text(j, "description", TEXT(lang, s->zh, s->en));
    json_key(j, "properties");
    json_begin_object(j);
    for (const char *list = s->fields; schema_next(&list, &f);)
        property(&f, schema_field_text(s, f.name, lang), j);
    json_end_object(j);
    json_key(j, "required");
    json_begin_array(j);
    for (const char *list = s->fields; schema_next(&list, &f);) {
        if (request && f.unknown)
            continue;
        snprintf(name, sizeof name, "%.*s", (int)f.name.n, f.name.s);
        json_text(j, name);
    }
    json_end_array(j);
    json_end_object(j);
}
