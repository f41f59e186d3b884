/* The room's own: tokens, the tree, and how a fault is told. Nobody outside includes it. */
#pragma once
#include "formula/formula.h"

typedef enum TokenKind {
    TOKEN_END,
    TOKEN_BAD, /* text is the fault's sentence; nothing follows */
    TOKEN_NUMBER,
    TOKEN_TEXT,
    TOKEN_NAME,
    TOKEN_SIGN, /* text is its one spelling: "<>" of ≠, "and" of 且 */
} TokenKind;

typedef struct Token {
    TokenKind kind;
    const char *text;
    double number;
    FormulaSpan where;
} Token;

/* Cuts a text into tokens; the last is TOKEN_END or TOKEN_BAD. */
const Token *formula_tokens(Str s, Lang lang, Arena *a);

typedef enum NodeKind {
    NODE_NUMBER, /* of a truth: 1 or 0 */
    NODE_TEXT,
    NODE_NAME, /* a name without parentheses, which is always a fault */
    NODE_CALL, /* a function or an operator */
    NODE_READ,
} NodeKind;

/* What a node's value is. SORT_BAD: a fault was told already, so that no other follows from it. */
typedef enum Sort { SORT_BAD, SORT_TEXT, SORT_TRUTH, SORT_NUMBER } Sort;

typedef struct Node Node;
struct Node {
    NodeKind kind;
    size_t id;                       /* 0..nodes-1 */
    const char *name;                /* of a function, an operator's sign, a text's words */
    const FormulaFunction *function; /* of NODE_CALL: set at once for operators, by the check for names */
    FormulaSpan where, head;         /* all of it; its name or sign alone */
    bool closed;                     /* stands in parentheses */
    Node **args;
    size_t n;
    double value; /* of NODE_NUMBER */
    size_t ref;   /* of NODE_READ */

    /* What the check finds out. */
    Sort sort;
    FormulaUnit unit;
    double scale; /* the result is multiplied by it: 0.01 where per cent were multiplied */
    int before;   /* of before(): months */
    size_t slots; /* rows of host->n values that evaluation needs below it */
};

struct Formula {
    Node *root;
    size_t n_nodes, n_refs;
    const FormulaRef *refs;
};

/* How tightly an operator binds. */
enum {
    LEVEL_OR = 1,
    LEVEL_AND,
    LEVEL_NOT,
    LEVEL_COMPARE,
    LEVEL_ADD,
    LEVEL_MULTIPLY,
    LEVEL_NEGATE,
    LEVEL_POWER,
};

typedef struct Operator {
    const char *sign;
    int level;
    bool prefix, right; /* right: associates to the right */
    FormulaFunction function;
} Operator;

/* NULL: there is no such one. */
const Operator *operator_find(const char *sign, bool prefix);
const Operator *operator_of(const Node *x);
const FormulaFunction *function_find(const char *name);

/* The tree of a text; NULL with a fault. */
Node *formula_tree(Str s, size_t *n_nodes, Arena *a, FormulaFaults *faults);

/* A number, or its negative, written out. */
bool node_is_literal(const Node *x);
double node_literal(const Node *x);

/* "pp" of 个百分点, "%" of its full-width form; else the unit itself. */
const char *unit_canonical(const char *unit);

/* What a sentence may quote of the formula: a long text is cut, between characters. */
const char *quotable(const char *s, Arena *a);

/* The place comes before the sentence: "character 7: ...". */
void formula_fault_add(FormulaFaults *f, FormulaSpan where, const char *fmt, ...) PRINTF(3, 4);
#define FAULT(f, where, zh, en, ...) formula_fault_add((f), (where), TEXT((f)->lang, zh, en), ##__VA_ARGS__)
