#include "render/csv_text.h"

#include <string.h>

void csv_field(Buf *out, const char *text)
{
    bool first = !out->n || out->s[out->n - 1] == '\n';
    bool quote = strpbrk(text, ",\"\r\n") || *text == ' ' || (*text && text[strlen(text) - 1] == ' ');

    if (!first)
        buf_char(out, ',');
    if (!quote && (*text || !first)) {
        buf_str(out, text);
        return;
    }
    buf_char(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            buf_char(out, '"');
        buf_char(out, *text);
    }
    buf_char(out, '"');
}

void csv_end(Buf *out)
{
    buf_str(out, "\r\n");
}
