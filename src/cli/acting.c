#include "cli/acting.h"

#include <stdlib.h>

#include "cli/import_text.h"
#include "cli/json_out.h"

bool acting_open(Cli *c, Acting *a, Err *e)
{
    TRY(cli_intake(c, &a->intake, e) && store_open(c->store, STORE_WRITE, &a->s, e) &&
        city_load(a->s, 0, c->arena, &a->city, e));
    a->intake.city = a->city.id;
    return true;
}

void acting_close(Acting *a)
{
    store_close(&a->s);
}

bool cli_number(const char *text, int64_t *out, Err *e)
{
    char *end;

    *out = strtoll(text, &end, 10);
    return (*end == '\0' && *out > 0) ||
           ERR(e, ERR_INVALID, "“%s”不是编号；应如 12", "\"%s\" is no number of one; expected 12", text);
}

bool cli_tell(const Cli *c, const Rows *rows, const char *done, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();

    if (cli_has(c, "json")) {
        Json j = cli_json_to(&out);
        row_json(&rows->items[0], &j);
        return cli_json_write(&j, e);
    }
    buf_str(&out, done);
    return cli_write(&out, e);
}
