/* A temporary folder for a test, removed with all that is in it. */
#pragma once
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Tmp {
    char path[64], file[512];
} Tmp;

static inline Tmp tmp_new(void)
{
    Tmp t;

    snprintf(t.path, sizeof t.path, "/tmp/qingyu-test-XXXXXX");
    if (!mkdtemp(t.path))
        abort();
    return t;
}

static inline const char *tmp_file(Tmp *t, const char *name)
{
    snprintf(t->file, sizeof t->file, "%s/%s", t->path, name);
    return t->file;
}

static inline void tmp_write(Tmp *t, const char *name, const char *content)
{
    FILE *f = fopen(tmp_file(t, name), "wb");

    if (!f || fwrite(content, 1, strlen(content), f) != strlen(content) || fclose(f))
        abort();
}

static inline void tmp_remove(Tmp *t)
{
    DIR *d = opendir(t->path);

    for (struct dirent *f; d && (f = readdir(d));)
        if (f->d_name[0] != '.')
            unlink(tmp_file(t, f->d_name));
    if (d)
        closedir(d);
    rmdir(t->path);
}
