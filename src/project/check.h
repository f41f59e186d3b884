/* What the checks of the register and of reports share. The room's own. */
#pragma once
#include "project/intake.h"

/* Sums of money agree within this, 万元: figures are written with two decimals as a rule. */
static const double MONEY_TOLERANCE = 0.0051;

typedef struct Checking {
    ProjectIntake *w;
    const Records *r;
    size_t row; /* of the records */
    Findings *fs;
} Checking;

const char *check_text(const Checking *c, const char *column);
double check_number(const Checking *c, const char *column);
Place check_place(const Checking *c, const char *column);
bool check_explained(const Checking *c); /* is a reason given? */
const Course *check_course(const Checking *c, const char *class_code);
/* No number below 0. The day of knowledge is taken as it is said, as it is of figures. */
void check_row(const Checking *c);
/* Rows by code and then by the second key (year, month), in the arena. */
size_t *check_order(const Records *r, const char *second, Arena *a);
