/* Labels: what the texts around a figure say about it, whether they stand in a header, in front of a row, in
 * a title or were given by the caller. */
#pragma once
#include "indicator/words.h"

/* What is known about a figure so far. Layers are laid over each other: given by the caller, title, column,
 * row. */
typedef struct Attrs {
    unsigned has; /* bit 1 << Attr */
    const Indicator *indicator;
    const Area *area;
    Period period;
    Basis basis;
    Measure measure;
    Status status;
    int known_on;
    Str unit, source, note;
    const char *against;
} Attrs;
#define HAS(a, attr) (((a)->has & (1u << (attr))) != 0)

/* The vocabulary of one import: the city's names and the year that a title gave to "1-6月". */
typedef struct Labels {
    const Catalogue *catalogue;
    Arena *arena;
    int year;
} Labels;

/* Reads a free label (header cell, row label): a period, basis, measure, indicator, area, with a unit in
 * brackets; "规上工业增加值同比增长(%)" gives three. Is false when some of it was not understood. */
bool label_read(Labels *l, Str text, Attrs *out);
/* Reads a title line ("2021年1-6月主要经济指标 单位:亿元"): period, year and unit wherever they stand in it.
 */
void label_read_title(Labels *l, Str text, Attrs *out);
/* Reads a cell of a column that is known to hold attr. False with a sentence in e. */
MUST_USE bool label_read_as(Labels *l, Attr attr, Str text, Attrs *out, Err *e);
/* Lays over on what is known: what over has, counts. */
void attrs_lay(Attrs *base, const Attrs *over);
