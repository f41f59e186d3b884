/* The one file that knows jansson. */
#include "http/body.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

struct Body {
    json_t *root;
};

enum {
    NEAR = 4,
    FAULTS_MAX = 100,
    SHOWN = 60,
    DEPTH_MAX = 32, /* jansson calls itself for each level, on a thread's small stack */
};

void fault_add(Faults *f, const char *parameter, const char *detail)
{
    if (f->n >= FAULTS_MAX)
        return;
    ARENA_PUSH(f->arena, f->items, f->n, f->cap);
    f->items[f->n++] = (Fault){parameter, detail};
}

const char *nearest_name(Arena *a, const char *name, const char *names)
{
    const char *near = NULL;
    size_t best = NEAR;

    while (*names) {
        size_t n = strcspn(names, " ");
        const char *one = arena_strndup(a, names, n);
        size_t d = text_distance(name, one, best);
        if (d < best) {
            best = d;
            near = one;
        }
        names += n + (names[n] == ' ');
    }
    return near;
}

/* ---- checking ---- */

static const char *type_name(Str type, Lang lang)
{
    if (str_eq(type, "text"))
        return TEXT(lang, "文本", "a text");
    if (str_eq(type, "int"))
        return TEXT(lang, "整数", "a whole number");
    if (str_eq(type, "num"))
        return TEXT(lang, "数", "a number");
    if (str_eq(type, "bool"))
        return TEXT(lang, "true 或 false", "true or false");
    return TEXT(lang, "对象", "an object");
}

static bool is_plain(const json_t *v)
{
    return json_is_string(v) || json_is_number(v) || json_is_boolean(v) || json_is_null(v);
}

static bool is_of(Str type, const json_t *v)
{
    if (str_eq(type, "text"))
        return json_is_string(v) && json_string_length(v) <= BODY_TEXT_MAX &&
               strlen(json_string_value(v)) == json_string_length(v);
    if (str_eq(type, "int"))
        return json_is_integer(v);
    if (str_eq(type, "num"))
        return json_is_number(v);
    if (str_eq(type, "bool"))
        return json_is_boolean(v);
    return json_is_object(v);
}

static void wrong_type(Faults *f, const char *at, const char *wanted)
{
    fault_add(f, at, arena_printf(f->arena, TEXT(f->lang, "“%s”应为%s", "\"%s\" must be %s"), at, wanted));
}

static void check_object(const json_t *o, const Schema *s, const char *at, Faults *f);

/* A row of a table: fields of any name, each a plain value. */
static void check_map(const json_t *o, const char *at, Faults *f)
{
    const char *key;
    json_t *v;
    union {
        const json_t *in;
        json_t *out;
    } open = {o};

    json_object_foreach(open.out, key, v) if (!is_plain(v))
        wrong_type(f, arena_printf(f->arena, "%s.%s", at, key),
                   TEXT(f->lang, "文本、数或 true/false", "a text, a number, true or false"));
}

static void check_value(const json_t *v, Str type, const char *at, Faults *f)
{
    char name[64];

    if (!is_of(type, v)) {
        wrong_type(f, at, type_name(type, f->lang));
        return;
    }
    if (str_eq(type, "map"))
        check_map(v, at, f);
    if (type.s[0] < 'A' || type.s[0] > 'Z')
        return;
    snprintf(name, sizeof name, "%.*s", (int)type.n, type.s);
    check_object(v, schema_named(name), at, f);
}

static void check_array(const json_t *v, Str type, const char *at, Faults *f)
{
    if (!json_is_array(v)) {
        wrong_type(f, at, TEXT(f->lang, "数组", "an array"));
        return;
    }
    for (size_t i = 0; i < json_array_size(v) && f->n < FAULTS_MAX; i++)
        check_value(json_array_get(v, i), type, arena_printf(f->arena, "%s[%zu]", at, i), f);
}

static const char *field_names(const Schema *s, Arena *a)
{
    const char *names = "";
    SchemaField x;

    for (const char *list = s->fields; schema_next(&list, &x);)
        names = arena_printf(a, "%s%s%.*s", names, *names ? " " : "", (int)x.name.n, x.name.s);
    return names;
}

static bool has_field(const Schema *s, const char *name)
{
    SchemaField x;

    for (const char *list = s->fields; schema_next(&list, &x);)
        if (str_eq(x.name, name))
            return true;
    return false;
}

static void check_unknown(const json_t *o, const Schema *s, Faults *f)
{
    const char *key;
    json_t *v;
    union {
        const json_t *in;
        json_t *out;
    } open = {o};

    json_object_foreach(open.out, key, v)
    {
        if (has_field(s, key))
            continue;
        const char *shown = arena_strndup(f->arena, key, text_fit(key, SHOWN));
        const char *names = field_names(s, f->arena), *near = nearest_name(f->arena, shown, names);
        fault_add(f, shown,
                  near ? arena_printf(f->arena,
                                      TEXT(f->lang, "没有字段“%s”；是不是 %s？",
                                           "there is no field \"%s\"; did you mean %s?"),
                                      shown, near)
                       : arena_printf(
                             f->arena,
                             TEXT(f->lang, "没有字段“%s”；有 %s", "there is no field \"%s\"; there are %s"),
                             shown, names));
    }
}

static void check_object(const json_t *o, const Schema *s, const char *at, Faults *f)
{
    SchemaField x;

    check_unknown(o, s, f);
    for (const char *list = s->fields; schema_next(&list, &x);) {
        const char *name = arena_strndup(f->arena, x.name.s, x.name.n);
        const char *place = *at ? arena_printf(f->arena, "%s.%s", at, name) : name;
        const json_t *v = json_object_get(o, name);
        if (!v || (json_is_null(v) && x.unknown)) {
            if (!x.unknown)
                fault_add(f, place,
                          arena_printf(f->arena, TEXT(f->lang, "还要给出“%s”", "\"%s\" is required"), place));
        } else if (x.array) {
            check_array(v, x.type, place, f);
        } else {
            check_value(v, x.type, place, f);
        }
    }
}

/* Brackets that are open at once, outside of texts. What is no JSON is counted somehow, and refused later. */
static bool is_deep(Str text)
{
    size_t depth = 0;
    bool quoted = false;

    for (size_t i = 0; i < text.n; i++) {
        char c = text.s[i];
        if (c == '"')
            quoted = !quoted;
        else if (quoted)
            i += c == '\\';
        else if (c == '[' || c == '{')
            depth++;
        else if ((c == ']' || c == '}') && depth)
            depth--;
        if (depth > DEPTH_MAX)
            return true;
    }
    return false;
}

Body *body_read(Str text, const Schema *s, Faults *out)
{
    if (is_deep(text)) {
        fault_add(out, "",
                  arena_printf(out->arena,
                               TEXT(out->lang, "内容不是 JSON：嵌套超过 %d 层",
                                    "the body is no JSON: nested deeper than %d levels"),
                               DEPTH_MAX));
        return NULL;
    }
    json_error_t why;
    json_t *root = json_loadb(text.n ? text.s : "{}", text.n ? text.n : 2, JSON_REJECT_DUPLICATES, &why);

    if (!root)
        fault_add(out, "",
                  arena_printf(out->arena,
                               TEXT(out->lang, "内容不是 JSON：第 %d 行第 %d 列，%s",
                                    "the body is no JSON: line %d, column %d, %s"),
                               why.line, why.column, why.text));
    else if (!json_is_object(root))
        fault_add(out, "", TEXT(out->lang, "内容应是一个 JSON 对象", "the body must be a JSON object"));
    else
        check_object(root, s, "", out);
    if (!out->n) {
        Body *b = calloc(1, sizeof *b);
        if (!b)
            abort();
        b->root = root;
        return b;
    }
    json_decref(root);
    return NULL;
}

void body_free(Body **b)
{
    if (!*b)
        return;
    json_decref((*b)->root);
    free(*b);
    *b = NULL;
}

/* ---- reading ---- */

static const json_t *field(const Body *b, const char *name)
{
    return b ? json_object_get(b->root, name) : NULL;
}

const char *body_text(const Body *b, const char *name)
{
    const char *s = json_string_value(field(b, name));

    return s ? s : "";
}

bool body_flag(const Body *b, const char *name)
{
    return json_is_true(field(b, name));
}

int64_t body_int(const Body *b, const char *name)
{
    return json_integer_value(field(b, name));
}

bool body_has(const Body *b, const char *name)
{
    const json_t *v = field(b, name);

    return v && !json_is_null(v);
}

size_t body_rows(const Body *b, const char *name)
{
    return json_array_size(field(b, name));
}

const char *body_cell(const Body *b, const char *name, size_t row, const char *column, Arena *a)
{
    const json_t *v = json_object_get(json_array_get(field(b, name), row), column);
    char text[NUM_TEXT_MAX];

    if (json_is_string(v))
        return json_string_value(v);
    if (json_is_integer(v))
        return arena_printf(a, "%lld", (long long)json_integer_value(v));
    if (json_is_boolean(v))
        return json_is_true(v) ? "yes" : "no";
    if (!json_is_real(v))
        return NULL;
    num_to_text(json_real_value(v), text);
    return arena_strdup(a, text);
}

const char *body_next_field(const Body *b, const char *name, size_t row, void **at)
{
    json_t *o = json_array_get(field(b, name), row);

    *at = *at ? json_object_iter_next(o, *at) : json_object_iter(o);
    return *at ? json_object_iter_key(*at) : NULL;
}

const Body *body_item(const Body *b, const char *name, size_t i, Arena *a)
{
    Body *item = NEW(a, Body);

    item->root = json_array_get(field(b, name), i);
    return item;
}
