#include "http/list.h"

#include <string.h>

#include "http/data.h"

static void filter(Call *c)
{
    RouteParam params[ROUTE_PARAMS_MAX];
    size_t n = route_params(c->route, params);

    for (size_t i = 0; i < n; i++) {
        const char *value =
            params[i].param->kind == PARAM_FILTER ? call_value(c, params[i].param->name) : NULL;
        if (value)
            rows_keep(&c->rows, params[i].param->name, value);
    }
}

static bool order(Call *c, Err *e)
{
    const char *sort = call_value(c, "sort");
    bool descending = sort && *sort == '-';

    if (!sort || !c->rows.n)
        return true;
    sort += descending;
    if (!row_field(&c->rows.items[0], sort)) {
        const char *list = "";
        for (size_t i = 0; i < c->rows.items[0].n; i++)
            list =
                arena_printf(c->viewer.arena, "%s%s%s", list, i ? ", " : "", c->rows.items[0].fields[i].name);
        return ERR(e, ERR_INVALID, "不能按“%s”排序；有 %s，前加 - 为倒序",
                   "cannot sort by \"%s\"; there are %s, with - before for descending", sort, list);
    }
    rows_sort(&c->rows, sort, descending);
    return true;
}

bool list_page(Call *c, Err *e)
{
    size_t offset = call_count(c, "offset", 0), limit = call_count(c, "limit", LIST_LIMIT);

    if (limit > LIST_LIMIT_MAX)
        return ERR(e, ERR_INVALID, "limit 最多 %d；其余用 offset 取",
                   "limit is at most %d; get the rest with offset", LIST_LIMIT_MAX);
    filter(c);
    TRY(order(c, e));
    size_t total = c->rows.n;
    if (c->format != FORMAT_JSON && !call_value(c, "limit"))
        limit = total; /* a file to save holds all */
    rows_cut(&c->rows, offset, limit);
    if (c->format != FORMAT_JSON)
        return true;
    json_begin_object(&c->json);
    json_put_int(&c->json, "total", (int64_t)total);
    json_put_int(&c->json, "limit", (int64_t)limit);
    json_put_int(&c->json, "offset", (int64_t)offset);
    json_key(&c->json, "items");
    rows_json(&c->rows, &c->json);
    json_end_object(&c->json);
    return true;
}
