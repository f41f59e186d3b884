/* embed OUT.S OUT_IDS.h OUT_TABLE.h FILE.sql...: puts SQL files into the binary with .incbin. Files whose
 * name begins with a digit are migrations, in order; the others are queries, each with an identifier
 * SQL_NAME. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* The name without ".sql", in capitals for an identifier. */
static void put_name(FILE *f, const char *path, int capital)
{
    const char *name = file_name(path);
    size_t n = strlen(name);

    n = n > 4 ? n - 4 : n;
    for (size_t i = 0; i < n; i++)
        fputc(capital ? toupper((unsigned char)name[i]) : name[i], f);
}

static int is_migration(const char *path)
{
    return isdigit((unsigned char)*file_name(path)) != 0;
}

static void put_assembly(FILE *s, int n, char **files)
{
    fprintf(s, "\t.section .rodata\n");
    for (int i = 0; i < n; i++)
        fprintf(s, "\t.globl sql_file_%d\nsql_file_%d:\n\t.incbin \"%s\"\n\t.byte 0\n", i, i, files[i]);
    fprintf(s, "\t.section .note.GNU-stack,\"\",@progbits\n");
}

static void put_ids(FILE *h, int n, char **files)
{
    fprintf(h, "#pragma once\n\ntypedef enum SqlId {\n");
    for (int i = 0; i < n; i++) {
        if (is_migration(files[i]))
            continue;
        fprintf(h, "    SQL_");
        put_name(h, files[i], 1);
        fprintf(h, ",\n");
    }
    fprintf(h, "    SQL_QUERIES,\n} SqlId;\n");
}

static void put_table(FILE *h, int n, char **files, int migrations)
{
    fprintf(h, "static const struct SqlFile %s[] = {\n", migrations ? "sql_migrations" : "sql_queries");
    for (int i = 0; i < n; i++) {
        if (is_migration(files[i]) != migrations)
            continue;
        fprintf(h, "    {\"");
        put_name(h, files[i], 0);
        fprintf(h, "\", sql_file_%d},\n", i);
    }
    fprintf(h, "};\n");
}

int main(int argc, char **argv)
{
    if (argc < 5)
        return 2;
    FILE *s = fopen(argv[1], "w"), *ids = fopen(argv[2], "w"), *table = fopen(argv[3], "w");
    if (!s || !ids || !table)
        return 1;
    put_assembly(s, argc - 4, argv + 4);
    put_ids(ids, argc - 4, argv + 4);
    fprintf(table, "#pragma once\n\nstruct SqlFile {\n    const char *name, *text;\n};\n");
    for (int i = 4; i < argc; i++)
        fprintf(table, "extern const char sql_file_%d[];\n", i - 4);
    put_table(table, argc - 4, argv + 4, 1);
    put_table(table, argc - 4, argv + 4, 0);
    return fclose(s) || fclose(ids) || fclose(table);
}
