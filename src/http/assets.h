/* Files that are part of the program: the page and its style, packed when it was built. */
#pragma once
#include "http/http.h"

/* One form of a file; s is NULL where there is none. */
typedef struct AssetBytes {
    const unsigned char *s;
    size_t n;
} AssetBytes;

typedef struct Asset {
    const char *path; /* "/api/reference.css" */
    const char *type;
    const char *tag; /* ETag: of the content */
    bool hashed;     /* the name holds a hash of the content: never changes */
    AssetBytes plain, gzip, brotli;
} Asset;

/* The tables: of the documentation, and of the page (empty until it is built). */
const Asset *asset_find(const char *path);
/* Answers GET or HEAD of an asset; a path without a dot outside /api/ is a view of the page and gets
 * /index.html. False when there is nothing to answer with. */
bool assets_reply(Passage *p);
