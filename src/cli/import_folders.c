#include "cli/import_folders.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/project_door.h"
#include "cli/scheme_text.h"
#include "indicator/catalogue.h"
#include "task/folder.h"

enum { FOLDERS_MAX = 1000 };

/* A folder to be taken, and where what is told of it goes. */
typedef struct Taking {
    Cli *c;
    Store *s;
    City city;
    Catalogue catalogue;
    Intake intake;
    bool dry_run;
    Buf *out;
} Taking;

static void tell_findings(const Findings *fs, Buf *out)
{
    for (size_t i = 0; i < fs->n; i++) {
        finding_line(&fs->items[i], fs->lang, out);
        buf_char(out, '\n');
    }
}

static bool take_meeting(Taking *t, const char *path, Err *e)
{
    const TaskWorld w = {.s = t->s, .city = &t->city, .catalogue = &t->catalogue};
    MeetingFolder x;
    bool ok = meeting_folder_import(&w, &t->intake, path, t->c->arena, &x, e);

    tell_findings(&x.findings, t->out);
    if (ok && x.is_new)
        buf_printf(t->out,
                   TEXT(t->c->lang, "%s：第 %lld 号会议，决定事项 %zu 项，办理 %zu 步\n",
                        "%s: meeting %lld with %zu decisions and %zu steps\n"),
                   path, (long long)x.meeting, x.n_decisions, x.n_steps);
    else if (ok && x.is_to_come)
        buf_printf(t->out,
                   TEXT(t->c->lang, "%s：会议还没有开，先不收\n",
                        "%s: the meeting is still to come; not taken yet\n"),
                   path);
    else if (ok)
        buf_printf(t->out,
                   TEXT(t->c->lang, "%s：已经是第 %lld 号会议，没有变动\n",
                        "%s: is meeting %lld already; nothing changed\n"),
                   path, (long long)x.meeting);
    return ok;
}

static bool take_scheme(Taking *t, const char *path, Err *e)
{
    Acting a = {.s = t->s, .city = t->city, .intake = t->intake};
    SchemeImport x;
    bool ok = cli_scheme_import(t->c, &a, path, &x, e);

    cli_scheme_faults(t->c, &x);
    if (ok)
        buf_str(t->out, cli_scheme_sentence(t->c, &x));
    return ok;
}

static bool take_projects(Taking *t, const char *path, Err *e)
{
    const ProjectImport spec = {.intake = t->intake, .dry_run = t->dry_run};
    ProjectImported done;
    bool ok = project_import(t->s, path, &spec, t->c->arena, &done, e);

    tell_findings(&done.findings, t->out);
    if (ok)
        project_files_text(t->c, &done, t->dry_run, t->out);
    return ok;
}

/* Projects come first: what a meeting decides may serve one. */
static const struct {
    const char *name;
    bool (*take)(Taking *t, const char *path, Err *e);
    bool whole;    /* the folder is one thing; else each folder in it */
    bool dry_runs; /* can be checked without being taken */
} kinds[] = {
    {"projects", take_projects, true, true},
    {"meetings", take_meeting, false, false},
    {"schemes", take_scheme, false, false},
};

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The folders in a folder, by name; none where it is absent. */
static size_t folders_in(Arena *a, const char *path, const char ***out)
{
    DIR *d = opendir(path);
    size_t n = 0;

    *out = NEW_N(a, const char *, FOLDERS_MAX);
    for (struct dirent *x; d && n < FOLDERS_MAX && (x = readdir(d));)
        if (x->d_name[0] != '.')
            (*out)[n++] = arena_printf(a, "%s/%s", path, x->d_name);
    if (d)
        closedir(d);
    qsort(*out, n, sizeof **out, by_name);
    return n;
}

static bool take_kind(Taking *t, size_t k, const char *folder, Err *e)
{
    const char *path = arena_printf(t->c->arena, "%s/%s", folder, kinds[k].name), **paths = &path;
    size_t n = access(path, F_OK) == 0;

    if (t->dry_run && !kinds[k].dry_runs)
        return true;
    if (!kinds[k].whole)
        n = folders_in(t->c->arena, path, &paths);
    for (size_t i = 0; i < n; i++)
        TRY(kinds[k].take(t, paths[i], e));
    return true;
}

static bool take_all(Taking *t, const char *folder, Err *e)
{
    for (size_t k = 0; k < COUNT(kinds); k++)
        TRY(take_kind(t, k, folder, e));
    return true;
}

bool import_folders(Cli *c, Store *s, const char *folder, const ImportSpec *spec, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    Taking t = {.c = c, .s = s, .intake = spec->intake, .dry_run = spec->dry_run, .out = &out};
    Err none = {.lang = c->lang};

    if (access(arena_printf(c->arena, "%s/city.csv", folder), F_OK) != 0)
        return true;
    if (spec->dry_run && !city_load(s, 0, c->arena, &t.city, &none))
        return true; /* the tables that these would be checked against were not stored */
    TRY(city_load(s, 0, c->arena, &t.city, e) && catalogue_load(s, &t.city, c->arena, &t.catalogue, e));
    t.intake.city = t.city.id;
    bool ok = take_all(&t, folder, e);
    Err writing = {.lang = c->lang};
    if (!cli_has(c, "json"))
        ok = cli_write(&out, ok ? e : &writing) && ok;
    return ok;
}
