/* Any body of any write: it is read or refused with a sentence for each fault; and the head of a request in
 * which a session or a token may stand. The first byte chooses the route. */
#include <stdlib.h>
#include <string.h>

#include "http/body.h"
#include "http/identity.h"
#include "http/route.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void must(bool ok)
{
    if (!ok)
        abort();
}

/* Every field of the schema can be asked for, and the rows of a table walked through. */
static void walk(const Body *b, const Schema *s, Arena *a)
{
    SchemaField f;

    for (const char *list = s->fields; schema_next(&list, &f);) {
        const char *name = arena_strndup(a, f.name.s, f.name.n), *key;
        must(body_text(b, name) != NULL);
        (void)body_flag(b, name);
        must(f.unknown || body_has(b, name));
        for (size_t i = 0; str_eq(f.type, "map") && i < body_rows(b, name); i++)
            for (void *at = NULL; (key = body_next_field(b, name, i, &at));)
                (void)body_cell(b, name, i, key, a);
    }
}

static void read_head(const char *text, Arena *a)
{
    Header headers[] = {{"Cookie", text}, {"Authorization", text}};
    Request r = {.arena = a, .headers = headers, .n_headers = COUNT(headers)};
    const char *secret = request_session(&r);

    must(!secret || (*secret && strlen(secret) < SECRET_TEXT_MAX && !strchr(secret, ';')));
    (void)request_has_token(&r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    AUTO(arena_free) Arena *a = arena_new();
    Faults faults = {.arena = a, .lang = n % 2 ? LANG_EN : LANG_ZH};
    size_t n_routes;
    const Route *all = route_all(&n_routes);

    if (!n)
        return 0;
    const char *request = all[data[0] % n_routes].request;
    const char *text = arena_strndup(a, (const char *)data + 1, n - 1);
    read_head(text, a);
    if (!request || strcmp(request, ROUTE_FILE) == 0)
        return 0;
    AUTO(body_free) Body *b = body_read((Str){text, n - 1}, schema_named(request), &faults);
    must((b == NULL) == (faults.n > 0));
    for (size_t i = 0; i < faults.n; i++)
        must(faults.items[i].parameter && *faults.items[i].detail);
    if (b)
        walk(b, schema_named(request), a);
    return 0;
}
