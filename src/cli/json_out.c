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
