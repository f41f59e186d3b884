/* Lists: filters, order and pages, the same for every one of them. */
#pragma once
#include "http/call.h"

/* Filters, sorts and cuts the rows by the call's parameters; as JSON it writes {items, total, limit, offset}.
 * Fails: INVALID (sort names no field). */
MUST_USE bool list_page(Call *c, Err *e);
