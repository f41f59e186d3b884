/* Any request target: it is understood or refused with a sentence, and what is understood is clean text. */
#include <stdlib.h>
#include <string.h>

#include "http/route.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void must(bool ok)
{
    if (!ok)
        abort();
}

static void must_be_clean(const char *text)
{
    must(text && utf8_valid(text, strlen(text)));
    for (; *text; text++)
        must((unsigned char)*text >= 0x20 && *text != 0x7F);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    AUTO(arena_free) Arena *a = arena_new();
    const char *target = arena_strndup(a, (const char *)data, n);
    Err e = {.lang = n % 2 ? LANG_EN : LANG_ZH};
    RouteParam params[ROUTE_PARAMS_MAX];
    unsigned methods;
    Url u;

    if (!url_parse(target, a, &u, &e)) {
        must(e.kind == ERR_INVALID && *e.msg);
        return 0;
    }
    must(u.n_segments >= 1 && u.n_segments <= URL_SEGMENTS_MAX && u.n_arguments <= URL_ARGUMENTS_MAX);
    for (size_t i = 0; i < u.n_segments; i++)
        must_be_clean(u.segments[i]);
    for (size_t i = 0; i < u.n_arguments; i++) {
        must_be_clean(u.arguments[i].name);
        must_be_clean(u.arguments[i].value);
    }
    for (int m = 0; m < METHODS; m++) {
        const Route *r = route_find(&u, (Method)m, &methods);
        for (size_t i = r ? route_params(r, params) : 0; i-- > 0;)
            if (params[i].in_path)
                must(*url_segment(&u, r->path, params[i].param->name) != '\0');
    }
    return 0;
}
