/* Number formats of a workbook, as far as they change what a number means: a percentage, a date. */
#pragma once
#include "base/text.h"
#include "exchange/zip.h"

enum { XLSX_STYLES_MAX = 65536 };

typedef enum NumberFormat {
    FORMAT_PLAIN,
    FORMAT_PERCENT,      /* 0.177 shows as 17.7% */
    FORMAT_PERCENT_SIGN, /* 17.7 shows as 17.7%: the sign is quoted */
    FORMAT_DAY,
    FORMAT_MONTH, /* a date of which the day is not shown */
} NumberFormat;

/* Of a format code such as yyyy"年"m"月" (its first section decides) and of the numbers that need no code, as
 * Excel and WPS for China have them. Times without a day are plain. */
NumberFormat format_of_code(Str s);
NumberFormat format_of_id(unsigned id);

typedef struct Styles {
    unsigned char *formats; /* NumberFormat of each cell style */
    size_t n;
} Styles;

/* Reads the part into the arena. Fails: INVALID. */
MUST_USE bool styles_read(Zip *z, int entry, Arena *a, Styles *out, Err *e);
