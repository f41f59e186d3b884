#include "base/arena.h"

#include <malloc.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64 * 1024, KEPT = 64 * 1024 * 1024 };

typedef struct Block {
    struct Block *next;
    size_t used, cap;
    _Alignas(max_align_t) char data[];
} Block;

struct Arena {
    Block *head;
    size_t bytes;
};

static _Noreturn void out_of_memory(size_t n)
{
    fprintf(stderr, "out of memory (%zu bytes)\n", n);
    abort();
}

static Block *block_new(Arena *a, size_t cap, Block *next)
{
    Block *b = malloc(sizeof *b + cap);

    if (!b)
        out_of_memory(cap);
    b->next = next;
    b->used = 0;
    b->cap = cap;
    a->bytes += cap;
    return b;
}

void arena_keep_pages(void)
{
    (void)mallopt(M_TRIM_THRESHOLD, KEPT);
    (void)mallopt(M_MMAP_THRESHOLD, KEPT / 2);
}

Arena *arena_new(void)
{
    Arena *a = calloc(1, sizeof *a);

    if (!a)
        out_of_memory(sizeof *a);
    a->head = block_new(a, BLOCK, NULL);
    return a;
}

static void blocks_free(Block *b)
{
    while (b) {
        Block *next = b->next;
        free(b);
        b = next;
    }
}

void arena_free(Arena **a)
{
    if (!*a)
        return;
    blocks_free((*a)->head);
    free(*a);
    *a = NULL;
}

void arena_reset(Arena *a)
{
    Block *last = a->head;

    /* The first block, of the usual size, stands at the end of the list. */
    while (last->next) {
        Block *next = last->next;
        a->bytes -= last->cap;
        free(last);
        last = next;
    }
    last->used = 0;
    a->head = last;
}

void *arena_alloc(Arena *a, size_t n, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(n, size, &bytes) || bytes > SIZE_MAX - sizeof(Block) - 64)
        out_of_memory(SIZE_MAX);
    bytes = (bytes + 15) & ~(size_t)15;
    if (bytes > a->head->cap - a->head->used)
        a->head = block_new(a, bytes > BLOCK ? bytes : BLOCK, a->head);
    void *p = a->head->data + a->head->used;
    a->head->used += bytes;
    return memset(p, 0, bytes);
}

char *arena_printf(Arena *a, const char *fmt, ...)
{
    va_list ap, again;
    char probe[1];

    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(probe, sizeof probe, fmt, ap);
    va_end(ap);
    if (n < 0)
        n = 0;
    char *s = arena_alloc(a, (size_t)n + 1, 1);
    vsnprintf(s, (size_t)n + 1, fmt, again);
    va_end(again);
    return s;
}

char *arena_strndup(Arena *a, const char *s, size_t n)
{
    char *copy = arena_alloc(a, n + 1, 1);

    if (n)
        memcpy(copy, s, n);
    return copy;
}

char *arena_strdup(Arena *a, const char *s)
{
    return arena_strndup(a, s, strlen(s));
}

size_t arena_bytes(const Arena *a)
{
    return a->bytes;
}

void *arena_grow(Arena *a, const void *items, size_t n, size_t *cap, size_t size)
{
    size_t wider = *cap ? *cap * 2 : 8;
    void *p = arena_alloc(a, wider, size);

    if (n)
        memcpy(p, items, n * size);
    *cap = wider;
    return p;
}
