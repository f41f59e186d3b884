/* Every bound on what comes from outside, by name. A room that needs one more names it here. */
#pragma once

enum {
    FIELD_MAX = 64 * 1024,            /* bytes of one CSV field or XLSX cell */
    ROW_CELLS_MAX = 4096,             /* cells of one row of a table */
    HEADER_ROWS_MAX = 30,             /* rows searched for the header of a sheet */
    PATH_LEN_MAX = 4096,              /* bytes of a file path */
    CODE_MAX = 64,                    /* bytes of a code: indicator, area, department */
    NAME_MAX_BYTES = 512,             /* bytes of a name */
    CITY_ROWS_MAX = 100000,           /* rows of one file of a city folder that is not observations */
    DRIVER_ROWS_MAX = 2000,           /* rows of one driver tree */
    FINDINGS_MAX = 10000,             /* findings kept of one submission; the rest is counted */
    XLSX_CELLS_MAX = 1000000,         /* cells of one workbook */
    XLSX_ENTRIES_MAX = 256,           /* entries of one XLSX container */
    HTTP_FILE_MAX = 32 * 1024 * 1024, /* bytes of a file handed in by HTTP */
    HTTP_TABLE_MAX = 8 * 1024 * 1024, /* bytes of a table's rows as JSON */
};
#define FILE_BYTES_MAX    ((long long)4 << 30)   /* one file to import */
#define XLSX_UNPACKED_MAX ((long long)200 << 20) /* unpacked bytes of one XLSX */
#define XLSX_RATIO_MAX    200                    /* unpacked : packed; beyond it is a bomb */
#define REPORT_BYTES_MAX  ((size_t)256 << 20)    /* one text that we write in memory */
