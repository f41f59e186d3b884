/* why: each number of a situation with its facts, rule and arithmetic. */
#include "view/why.h"

#include "cli/json_out.h"
#include "cli/reading.h"
#include "outlook/towns.h"

static void title(const Cli *c, const Situation *s, Buf *out)
{
    char period[PERIOD_TEXT_MAX];

    period_title(s->period, s->basis, c->lang, period);
    buf_printf(out, "%s (%s) %s %s\n\n", indicator_name(s->indicator, c->lang), s->indicator->unit,
               area_name(s->area, c->lang), period);
    if (!situation_is_known(s))
        buf_str(out, TEXT(c->lang, "这一期没有数据\n", "nothing is known for this period\n"));
}

bool run_why(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    const Indicator *i;
    const Area *area;
    Outlook o;
    Situation s;
    Why why;
    Period p;
    bool given;

    TRY(reading_period(c, &p, &given, e) && reading_open(c, &r, e) && reading_area(c, &r, &area, e));
    TRY(catalogue_find(&r.catalogue, str_of(c->operands[0]), &i, e));
    TRY(outlook_open(&r.known, &r.catalogue, c->arena, &o, e));
    if (!given)
        return ERR(e, ERR_INVALID, "请用 --period 指明时期，如 qingyu why %s --period 2021-06",
                   "name a period, e.g. qingyu why %s --period 2021-06", i->code);
    TRY(situation_of(&o, i, area, p, &s, e) && towns_adjust(&o, &s, e));
    TRY(why_of(VIEWER(c), &o, &s, &why, e));
    if (cli_has(c, "json")) {
        Json j = cli_json_to(&out);
        why_json(VIEWER(c), &why, &j);
        return cli_json_write(&j, e);
    }
    title(c, &s, &out);
    why_text(VIEWER(c), &why, &out);
    return cli_write(&out, e);
}
