/* Numbers as people read them, in the language of the one who looks. */
#pragma once
#include "outlook/situation.h"

/* Who looks: where texts are made, and in which language. */
typedef struct Viewer {
    Arena *arena;
    Lang lang;
} Viewer;

/* A number as shown: its decimals, "" when it is not known (NAN). In the arena. */
const char *show(Arena *a, double v, int decimals);
const char *show_signed(Arena *a, double v, int decimals);                 /* with its sign */
const char *show_figure(const Viewer *w, const Figure *f, bool is_signed); /* with the marks * and sample */
const char *show_target(Arena *a, const Progress *p);
const char *show_period(Arena *a, Period p); /* "2021-06" */
const char *show_date(Arena *a, int date);   /* "2021-07-20"; "" for 0 */
