/* Tables on a terminal: columns aligned by display width (a Chinese character takes two places), cut to a
 * width. Knows text, not the domain. */
#pragma once
#include "base/arena.h"
#include "base/buf.h"

typedef enum Align { ALIGN_LEFT, ALIGN_RIGHT } Align;
typedef enum Tone { TONE_PLAIN, TONE_GOOD, TONE_FAIR, TONE_BAD, TONE_DIM, TONE_STRONG } Tone;

typedef struct TableColumn {
    const char *title;
    Align align;
    bool flexible; /* is cut when the table is too wide; the last flexible one first */
} TableColumn;

typedef struct TextTable TextTable;
TextTable *text_table_new(Arena *a, const TableColumn *columns, size_t n);
/* Begins a row, then gives its cells from left to right; missing ones are empty. text is copied. */
void text_table_row(TextTable *t);
void text_table_cell(TextTable *t, Tone tone, const char *text);
void text_table_cellf(TextTable *t, Tone tone, const char *fmt, ...) PRINTF(3, 4);
/* A line across all columns: the name of a group. */
void text_table_group(TextTable *t, const char *text);
/* width: most columns of a line (0: no limit). colour: escape codes for tones. */
void text_table_write(const TextTable *t, size_t width, bool colour, Buf *out);
/* A paragraph cut into lines of at most width columns: between words, and between Chinese characters, but not
 * before a closing mark. */
void text_wrap(Buf *out, const char *text, size_t width);
/* text in its tone, when colour is wanted. */
void tone_write(Buf *out, Tone tone, bool colour, const char *text);
