/* The city itself: names, periods, version; its areas. */
#include "http/handlers.h"
#include "outlook/card.h"
#include "view/lists.h"

static void periods_json(const CardPeriods *p, Call *c)
{
    json_put_bool(&c->json, "sample", p->sample);
    json_put_text(&c->json, "latest_period", p->n ? show_period(c->viewer.arena, p->items[p->n - 1]) : "");
    json_key(&c->json, "periods");
    json_begin_array(&c->json);
    for (size_t i = 0; i < p->n; i++)
        json_text(&c->json, show_period(c->viewer.arena, p->items[i]));
    json_end_array(&c->json);
}

bool get_city(Call *c, Err *e)
{
    const City *x = &c->city;
    Json *j = &c->json;
    CardPeriods periods;

    TRY(card_periods(&c->outlook, x->self, &periods, e));
    json_begin_object(j);
    json_put_text(j, "code", x->code);
    json_put_text(j, "name", TEXT(c->viewer.lang, x->name_zh, x->name_en));
    json_put_text(j, "name_zh", x->name_zh);
    json_put_text(j, "name_en", x->name_en);
    json_put_text(j, "peer_set", x->peer_set);
    json_put_int(j, "areas", (int64_t)x->n_areas);
    json_put_int(j, "indicators", (int64_t)c->catalogue.n);
    json_put_int(j, "submission", c->reader->version.submission);
    json_put_int(j, "audit", c->reader->version.audit);
    periods_json(&periods, c);
    json_end_object(j);
    return true;
}

bool get_areas(Call *c, Err *e)
{
    (void)e;
    area_rows(&c->viewer, &c->city, &c->rows);
    return true;
}
