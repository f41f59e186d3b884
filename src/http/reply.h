/* Headers that every reply has, and the language and format that the caller asked for. */
#pragma once
#include "http/http.h"

/* Type, security headers; `own`: about the city, not to be kept by caches on the way without asking again. */
void reply_common(Passage *p, const char *type, bool own);
/* A page of ours: may load style, script, images and data from this server alone. */
void reply_page(Passage *p, const char *type);
/* lang=zh|en, else the first of Accept-Language that we have; Chinese where nothing is said. */
Lang reply_language(const Request *r);
/* Does a list of Accept or Accept-Encoding admit the token ("text/csv", "gzip")? exact: named, not only by a
 * wildcard. */
bool accepts(const char *list, const char *token, bool exact);
/* Does If-None-Match name the tag? */
bool tag_matches(const char *list, const char *tag);
