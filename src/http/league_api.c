/* The towns side by side, a leader's portfolio, who answers for what. */
#include <string.h>

#include "http/handlers.h"
#include "view/league.h"

static LeagueMeasure league_measure(const char *text)
{
    return strcmp(text, "value") == 0        ? LEAGUE_VALUE
           : strcmp(text, "completion") == 0 ? LEAGUE_COMPLETION
                                             : LEAGUE_YOY;
}

bool get_league(Call *c, Err *e)
{
    const char *measure = call_value(c, "measure");
    League league;
    Period p;

    measure = measure ? measure : "yoy";
    TRY(call_period(c, c->city.self, &p, e));
    TRY(league_of(&c->outlook, p, league_measure(measure), &league, e));
    if (c->format == FORMAT_JSON)
        league_json(&c->viewer, &league, measure, &c->json);
    else
        league_rows(&c->viewer, &league, measure, &c->rows);
    return true;
}

bool get_portfolio(Call *c, Err *e)
{
    const char *code = call_value(c, "leader");
    const Leader *leader;
    Portfolio x;
    Period p;

    if (!code)
        code = c->passage->who.account.leader;
    if (!code || !*code)
        return ERR(e, ERR_INVALID, "还要给出 leader，如 leader=L03",
                   "leader is required, such as leader=L03");
    TRY(portfolio_leader(&c->city, code, &leader, e) && call_period(c, c->city.self, &p, e));
    TRY(portfolio_of(&c->outlook, leader, p, &x, e));
    portfolio_rows(&c->viewer, &c->city, &x, &c->rows);
    return true;
}

bool get_responsibility(Call *c, Err *e)
{
    (void)e;
    responsibility_rows(&c->viewer, &c->catalogue, &c->rows);
    return true;
}
