/* JSON on the way out, written straight into a Buf (RFC 8259). Errors are sticky: write freely, then ask
 * json_ok() once. Numbers are the shortest that read back; NAN and infinities are null; broken UTF-8 becomes
 * U+FFFD. A value in the wrong place is a programming error and aborts. */
#pragma once
#include "base/buf.h"

enum { JSON_DEPTH_MAX = 32 };

typedef struct Json {
    Buf *out;
    int indent; /* blanks a level; 0: all on one line */
    int depth;
    bool key;                    /* a key was written, its value is due */
    bool some[JSON_DEPTH_MAX];   /* the open list has a member */
    bool object[JSON_DEPTH_MAX]; /* else an array */
} Json;

Json json_to(Buf *out, int indent);
bool json_ok(const Json *j); /* everything fitted and every list was closed */
void json_begin_object(Json *j);
void json_end_object(Json *j);
void json_begin_array(Json *j);
void json_end_array(Json *j);
void json_key(Json *j, const char *key);

void json_text(Json *j, const char *v);
void json_num(Json *j, double v);
void json_int(Json *j, int64_t v);
void json_bool(Json *j, bool v);
void json_unknown(Json *j); /* null */

/* A key and its value. */
void json_put_text(Json *j, const char *key, const char *v);
void json_put_num(Json *j, const char *key, double v);
void json_put_int(Json *j, const char *key, int64_t v);
void json_put_bool(Json *j, const char *key, bool v);
