/* The card on a terminal, and as Markdown. */
#pragma once
#include "cli/command.h"
#include "outlook/card.h"

void card_write_table(Cli *c, const Card *card, bool markdown, Buf *out);
