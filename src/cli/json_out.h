/* JSON on standard output. */
#pragma once
#include <jansson.h>

#include "base/err.h"

/* Writes j, with 15 significant digits, and lets go of it. Is true. */
bool cli_json(json_t *j);
