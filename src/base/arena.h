/* Arenas: memory by lifetime (a request, an import, a test). Nothing is freed singly; running out of memory
 * prints one line and aborts, so nothing here returns NULL. Not thread-safe: one arena, one thread. */
#pragma once
#include <stddef.h>

#include "base/err.h"

typedef struct Arena Arena;

/* What is freed stays with the process, up to 64 MiB, for the next who asks: getting pages from the kernel
 * anew is a tenth of what a list of 10,000 projects costs. For a server, at its start. */
void arena_keep_pages(void);
Arena *arena_new(void);
void arena_free(Arena **a); /* for AUTO(arena_free); NULL is fine */
void arena_reset(Arena *a); /* forgets everything, keeps one block for reuse */
void *arena_alloc(Arena *a, size_t n, size_t size)
    __attribute__((returns_nonnull)); /* zeroed; n * size is checked */
char *arena_printf(Arena *a, const char *fmt, ...) PRINTF(2, 3) __attribute__((nonnull, returns_nonnull));
char *arena_strdup(Arena *a, const char *s) __attribute__((returns_nonnull));
char *arena_strndup(Arena *a, const char *s, size_t n) __attribute__((returns_nonnull));
size_t arena_bytes(const Arena *a); /* bytes taken from the system, for limits and benchmarks */

#define NEW(a, T)      ((T *)arena_alloc((a), 1, sizeof(T)))
#define NEW_N(a, T, n) ((T *)arena_alloc((a), (n), sizeof(T)))

/* Grows an arena-held array to hold one more element; the old place is left to the arena.
 * items: pointer to the array's pointer; n: used; cap: pointer to its capacity. Cost: amortised O(1). */
#define ARENA_PUSH(a, items, n, cap)                                                                         \
    ((items) && (n) < (cap) ? (void)0                                                                        \
                            : (void)((items) = arena_grow((a), (items), (n), &(cap), sizeof *(items))))
void *arena_grow(Arena *a, const void *items, size_t n, size_t *cap, size_t size)
    __attribute__((returns_nonnull));
