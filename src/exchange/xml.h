/* XML of a zip entry as events, in bounded memory. Refuses document types, hence entities of its own; names
 * come without their prefix. */
#pragma once
#include "exchange/zip.h"

typedef struct Xml Xml;
/* Each may be NULL. False, with a sentence in e, ends the reading. atts: name, value, name, value, NULL. */
typedef struct XmlHandlers {
    bool (*start)(void *self, const char *name, const char **atts, Err *e);
    bool (*end)(void *self, const char *name, Err *e);
    bool (*text)(void *self, const char *s, size_t n, Err *e);
} XmlHandlers;

/* The zip must outlive the Xml, which is the only one to read it until it is done. */
MUST_USE bool xml_open(Zip *z, int entry, const XmlHandlers *h, void *self, Xml **x, Err *e);
void xml_free(Xml **x);
/* Reads on until a handler pauses it or, *done, the entry ends. Fails: INVALID, or as a handler did. */
MUST_USE bool xml_run(Xml *x, bool *done, Err *e);
/* From the end handler: xml_run is to return after it. */
void xml_pause(Xml *x);
/* Does xml:space="preserve" hold where the reading is? */
bool xml_preserves(const Xml *x);
Zip *xml_zip(const Xml *x);
long long xml_done(const Xml *x); /* bytes read */
/* The whole entry at once. */
MUST_USE bool xml_read(Zip *z, int entry, const XmlHandlers *h, void *self, Err *e);
/* An attribute by its full name; NULL when there is none. */
const char *xml_attribute(const char **atts, const char *name);
/* The same by the name behind the prefix, which must be there: "id" finds r:id. */
const char *xml_prefixed(const char **atts, const char *name);
bool xml_is_true(const char *value); /* "1" or "true"; NULL is not */
