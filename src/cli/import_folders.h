/* What a city folder has beside its tables and observations: folders of their own, taken by their own rooms
 * after the tables are in. */
#pragma once
#include "cli/command.h"
#include "indicator/import.h"

/* Takes what lies in them, in the order of their names; tells what was taken. Nothing where folder is no city
 * folder. Each is whole or not at all, and one that is there already is passed over. A dry run checks those
 * that can be checked without being taken. Fails: as their rooms. */
MUST_USE bool import_folders(Cli *c, Store *s, const char *folder, const ImportSpec *spec, Err *e);
