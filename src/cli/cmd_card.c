#include "cli/cmd_card.h"

#include <string.h>

#include "cli/json_out.h"
#include "cli/reading.h"
#include "view/card.h"

static void card_write(Cli *c, const Card *card, const char *format, Buf *out)
{
    Rows rows = {.arena = c->arena};

    if (strcmp(format, "csv") == 0) {
        card_rows(VIEWER(c), card, &rows);
        rows_csv(&rows, out);
    } else if (strcmp(format, "json") == 0) {
        Json j = cli_json_to(out);
        card_json(VIEWER(c), card, &j);
        buf_char(out, '\n');
    } else {
        card_write_table(c, card, strcmp(format, "md") == 0, out);
    }
}

bool run_card(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    const char *format = cli_value(c, "format");
    const Area *area;
    Outlook o;
    Period p;
    Card card;
    bool given;

    if (!format)
        format = "table";
    if (strcmp(format, "table") != 0 && strcmp(format, "csv") != 0 && strcmp(format, "json") != 0 &&
        strcmp(format, "md") != 0)
        return ERR(e, ERR_INVALID, "--format 应为 table、csv、json 或 md，而不是“%s”",
                   "--format must be table, csv, json or md, not \"%s\"", format);
    TRY(reading_period(c, &p, &given, e) && reading_open(c, &r, e) && reading_area(c, &r, &area, e));
    TRY(outlook_open(&r.known, &r.catalogue, c->arena, &o, e));
    TRY(given || card_latest_period(&o, area, &p, e));
    TRY(card_of(&o, area, p, &card, e));
    card_write(c, &card, format, &out);
    return cli_write_to(c, &out, e);
}
