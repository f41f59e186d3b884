#include "cli/json_out.h"

enum { INDENT = 2 };

Json cli_json_to(Buf *out)
{
    return json_to(out, INDENT);
}

bool cli_json_write(Json *j, Err *e)
{
    buf_char(j->out, '\n');
    return cli_write(j->out, e);
}

bool cli_rows_json(const Rows *rows, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    Json j = cli_json_to(&out);

    rows_json(rows, &j);
    return cli_json_write(&j, e);
}
