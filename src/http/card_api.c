#include "http/handlers.h"
#include "view/card.h"

bool get_card(Call *c, Err *e)
{
    const Area *area;
    Period p;
    Card card;

    TRY(call_area(c, &area, e) && call_period(c, area, &p, e));
    TRY(card_of(&c->outlook, area, p, &card, e));
    if (c->format == FORMAT_JSON)
        card_json(&c->viewer, &card, &c->json);
    else
        card_rows(&c->viewer, &card, &c->rows);
    return true;
}
