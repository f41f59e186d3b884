/* Does an answer fit the schema that the server's own description gives it? */
#pragma once
#include "http_world.h"

static inline bool has_type(const json_t *v, const char *type)
{
    return (strcmp(type, "string") == 0 && json_is_string(v)) ||
           (strcmp(type, "integer") == 0 && json_is_integer(v)) ||
           (strcmp(type, "number") == 0 && json_is_number(v)) ||
           (strcmp(type, "boolean") == 0 && json_is_boolean(v)) ||
           (strcmp(type, "null") == 0 && json_is_null(v)) ||
           (strcmp(type, "array") == 0 && json_is_array(v)) ||
           (strcmp(type, "object") == 0 && json_is_object(v));
}

static inline const json_t *resolve(const json_t *api, const json_t *schema)
{
    const char *ref = json_string_value(json_object_get(schema, "$ref"));

    if (!ref)
        return schema;
    schema = json_object_get(json_object_get(json_object_get(api, "components"), "schemas"),
                             strrchr(ref, '/') + 1);
    assert_non_null(schema);
    return schema;
}

static inline bool fits(const json_t *api, const json_t *schema, json_t *v, const char *where);

static inline bool fits_object(const json_t *api, const json_t *schema, json_t *v, const char *where)
{
    json_t *properties = json_object_get(schema, "properties"), *x;
    size_t i;
    const char *key;

    json_array_foreach(json_object_get(schema, "required"), i,
                       x) if (!json_object_get(v, json_string_value(x)))
        fail_msg("%s lacks %s", where, json_string_value(x));
    if (json_object_get(schema, "additionalProperties"))
        return true;
    json_object_foreach(v, key, x)
    {
        const json_t *p = json_object_get(properties, key);
        if (!p)
            fail_msg("%s has %s, which its schema does not know", where, key);
        if (!fits(api, p, x, arena_printf(w.arena, "%s.%s", where, key)))
            fail_msg("%s.%s has another type than its schema", where, key);
    }
    return true;
}

static inline bool fits(const json_t *api, const json_t *schema, json_t *v, const char *where)
{
    json_t *one, *item;
    size_t i;

    schema = resolve(api, schema);
    json_t *any = json_object_get(schema, "anyOf"), *type = json_object_get(schema, "type");
    json_array_foreach(any, i, one) if (fits(api, one, v, where)) return true;
    if (any)
        return false;
    bool ok = json_is_string(type) && has_type(v, json_string_value(type));
    json_array_foreach(type, i, one) ok = ok || has_type(v, json_string_value(one));
    if (!ok)
        return false;
    if (json_is_object(v))
        return fits_object(api, schema, v, where);
    json_array_foreach(v, i, item) if (!fits(api, json_object_get(schema, "items"), item, where))
        fail_msg("%s[%zu] does not fit", where, i);
    return true;
}
