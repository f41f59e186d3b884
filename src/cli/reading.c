#include "cli/reading.h"

bool reading_open(Cli *c, Reading *r, Err *e)
{
    *r = (Reading){.known = {.no_sample = cli_has(c, "no-sample")}};
    TRY(cli_date(c, "as-of", &r->known.as_of, e) && store_open(c->store, STORE_READ, &r->s, e));
    /* One snapshot for the whole command. */
    TRY(store_begin(r->s, e));
    r->known.s = r->s;
    r->known.city = &r->city;
    return city_load(r->s, r->known.as_of, c->arena, &r->city, e) &&
           catalogue_load(r->s, &r->city, c->arena, &r->catalogue, e);
}

void reading_close(Reading *r)
{
    if (r->s)
        store_rollback(r->s);
    store_close(&r->s);
}

bool reading_area(const Cli *c, const Reading *r, const Area **area, Err *e)
{
    const char *text = cli_value(c, "area");

    *area = r->city.self;
    return !text || city_find_area(&r->city, str_of(text), area, e);
}

bool reading_period(const Cli *c, Period *p, bool *given, Err *e)
{
    const char *text = cli_value(c, "period");
    Basis basis = BASES;

    *given = text != NULL;
    return !text || period_parse(str_of(text), p, &basis, e);
}
