/* How the card is written: one function a format. */
#pragma once
#include "cli/command.h"
#include "outlook/card.h"

void card_write_table(Cli *c, const Card *card, bool markdown, Buf *out);
void card_write_csv(Cli *c, const Card *card, Buf *out);
bool card_write_json(Cli *c, const Card *card, Buf *out, Err *e);

/* A number as shown: its decimals, "" when it is not known (NAN). In the arena. */
const char *show(Arena *a, double v, int decimals);
const char *show_signed(Arena *a, double v, int decimals);              /* with its sign */
const char *show_figure(const Cli *c, const Figure *f, bool is_signed); /* with the marks * and sample */
const char *show_target(Arena *a, const Progress *p);
