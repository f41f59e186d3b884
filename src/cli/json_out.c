#include "cli/json_out.h"

#include <stdio.h>
#include <stdlib.h>

bool cli_json(json_t *j)
{
    char *text = json_dumps(j, JSON_INDENT(2) | JSON_REAL_PRECISION(15));

    if (text)
        puts(text);
    fflush(stdout);
    free(text);
    json_decref(j);
    return true;
}
