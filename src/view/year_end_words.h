/* The year's end in words: how it was foreseen, from model and parameters. */
#pragma once
#include "view/show.h"

/* "73 %" with no digits that nobody knows: below 1 and above 99 as "<1%", ">99%"; "" for NAN. */
const char *show_probability(Arena *a, double p);
/* The chance and its word: "73% 有望完成"; "" where it cannot be told. */
const char *year_end_chance(const Viewer *v, const Situation *s);
/* How a level or growth at the year's end was found: methods with weights and parameters, data, error. */
const char *year_end_how(const Viewer *v, const Outcome *o);
