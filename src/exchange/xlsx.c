#include "exchange/xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "exchange/sheet.h"

enum { XLSX_RELATIONS_MAX = 4 * XLSX_ENTRIES_MAX, XLSX_SHEETS_MAX = XLSX_ENTRIES_MAX };

/* One line of a .rels part: what a part calls id is the part target. */
typedef struct Relation {
    const char *id, *type, *target;
} Relation;

typedef struct Relations {
    Zip *zip;
    Arena *arena;
    const char *folder; /* of the part whose relations they are, "xl/"; "" at the root */
    Relation *items;
    size_t n, cap;
} Relations;

typedef struct Tab {
    const char *title, *id;
    int entry;
    size_t cells; /* known once it was selected */
} Tab;

struct Xlsx {
    const char *name;
    Zip *zip;
    Arena *arena;
    Tab *tabs;
    size_t n_tabs, cap_tabs, current, cells;
    Strings strings;
    Styles styles;
    bool from_1904, is_workbook;
    Sheet *sheet;
};

/* ---- relations ---- */

/* The path of a target named in a part of the folder: "../a.xml" of "xl/b/" is "xl/a.xml". */
static const char *resolve(Arena *a, const char *folder, const char *target)
{
    bool absolute = *target == '/' || *target == '\\';
    char *path = arena_printf(a, "%s%s", absolute ? "" : folder, absolute ? target + 1 : target);
    char *out = path, *from = path;

    for (char *p = path; *p; p++)
        if (*p == '\\')
            *p = '/';
    while (*from) {
        size_t n = strcspn(from, "/");
        bool up = n == 2 && memcmp(from, "..", 2) == 0, here = n == 0 || (n == 1 && *from == '.');
        size_t step = n + (from[n] == '/');
        if (up) {
            for (out -= out > path; out > path && out[-1] != '/';)
                out--;
        } else if (!here) {
            memmove(out, from, step);
            out += step;
        }
        from += step;
    }
    *out = '\0';
    return path;
}

static bool on_relation(void *self, const char *name, const char **atts, Err *e)
{
    Relations *r = self;
    const char *id = xml_attribute(atts, "Id"), *type = xml_attribute(atts, "Type");
    const char *target = xml_attribute(atts, "Target"), *mode = xml_attribute(atts, "TargetMode");

    if (strcmp(name, "Relationship") != 0 || !id || !type || !target ||
        (mode && strcmp(mode, "External") == 0))
        return true;
    if (r->n == XLSX_RELATIONS_MAX || strlen(id) + strlen(type) + strlen(target) > PATH_LEN_MAX)
        return zip_damaged(r->zip, e, "它提到的部件太多或名称太长",
                           "it names too many parts, or one too long");
    const char *kind = strrchr(type, '/');
    ARENA_PUSH(r->arena, r->items, r->n, r->cap);
    r->items[r->n++] = (Relation){.id = arena_strdup(r->arena, id),
                                  .type = arena_strdup(r->arena, kind ? kind + 1 : type),
                                  .target = resolve(r->arena, r->folder, target)};
    return true;
}

/* Of the part at path; of the package for "". None when it has no .rels part. */
static bool relations_read(Zip *z, const char *path, Arena *a, Relations *out, Err *e)
{
    static const XmlHandlers handlers = {.start = on_relation};
    const char *slash = strrchr(path, '/'), *file = slash ? slash + 1 : path;

    *out = (Relations){.zip = z, .arena = a, .folder = arena_strndup(a, path, (size_t)(file - path))};
    int entry = zip_find(z, arena_printf(a, "%s_rels/%s.rels", out->folder, file));
    return entry < 0 || xml_read(z, entry, &handlers, out, e);
}

static const Relation *relation_of_type(const Relations *r, const char *type)
{
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->items[i].type, type) == 0)
            return &r->items[i];
    return NULL;
}

static const Relation *relation_of_id(const Relations *r, const char *id)
{
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->items[i].id, id) == 0)
            return &r->items[i];
    return NULL;
}

/* ---- the workbook ---- */

static bool no_part(const Xlsx *x, const char *part, Err *e)
{
    return ERR(e, ERR_INVALID, "“%s”缺少部件 %s；请重新取得这个文件，或用 Excel、WPS 打开后另存",
               "\"%s\" lacks its part %s; fetch the file again, or open it in Excel or WPS and save it anew",
               x->name, part);
}

static bool on_workbook(void *self, const char *name, const char **atts, Err *e)
{
    Xlsx *x = self;
    const char *title = xml_attribute(atts, "name"), *id = xml_prefixed(atts, "id");

    if (strcmp(name, "workbook") == 0)
        x->is_workbook = true;
    if (strcmp(name, "workbookPr") == 0)
        x->from_1904 = xml_is_true(xml_attribute(atts, "date1904"));
    if (strcmp(name, "sheet") != 0 || !title || !id)
        return true;
    if (x->n_tabs == XLSX_SHEETS_MAX || strlen(title) > NAME_MAX_BYTES || strlen(id) > NAME_MAX_BYTES)
        return zip_damaged(x->zip, e, "工作表太多或名称太长",
                           "it lists too many sheets, or one of too long a name");
    char *text = arena_strdup(x->arena, title);
    text[xstring_decode(text, strlen(text))] = '\0';
    ARENA_PUSH(x->arena, x->tabs, x->n_tabs, x->cap_tabs);
    x->tabs[x->n_tabs++] = (Tab){.title = text, .id = arena_strdup(x->arena, id)};
    return true;
}

/* Finds each sheet's part; sheets that are charts or dialogs hold no table and are left out. */
static bool find_sheets(Xlsx *x, const Relations *r, Err *e)
{
    size_t kept = 0;

    for (size_t i = 0; i < x->n_tabs; i++) {
        const Relation *to = relation_of_id(r, x->tabs[i].id);
        if (to && strcmp(to->type, "worksheet") != 0)
            continue;
        x->tabs[kept] = x->tabs[i];
        x->tabs[kept].entry = to ? zip_find(x->zip, to->target) : -1;
        if (x->tabs[kept++].entry < 0)
            return no_part(x, to ? to->target : x->tabs[i].title, e);
    }
    x->n_tabs = kept;
    return kept > 0 || ERR(e, ERR_INVALID, "“%s”里没有工作表；请另存为带表格的 .xlsx",
                           "\"%s\" holds no worksheet; save the table as .xlsx", x->name);
}

static bool not_xlsx(const Xlsx *x, Err *e)
{
    return ERR(e, ERR_INVALID, "“%s”是压缩包，但不是 .xlsx 工作簿；请用 Excel 或 WPS 另存为 .xlsx 或 CSV",
               "\"%s\" is a zip file but no .xlsx workbook; save it from Excel or WPS as .xlsx or CSV",
               x->name);
}

static bool read_workbook(Xlsx *x, Err *e)
{
    static const XmlHandlers handlers = {.start = on_workbook};
    Relations root, parts;

    TRY(relations_read(x->zip, "", x->arena, &root, e));
    const Relation *main = relation_of_type(&root, "officeDocument");
    const char *path = main ? main->target : "xl/workbook.xml";
    size_t n = strlen(path);
    int entry = zip_find(x->zip, path);
    if (!main && entry < 0)
        return not_xlsx(x, e);
    if (entry < 0)
        return no_part(x, path, e);
    if (n < 4 || strcmp(path + n - 4, ".xml") != 0) /* .xlsb */
        return not_xlsx(x, e);
    TRY(xml_read(x->zip, entry, &handlers, x, e));
    if (!x->is_workbook)
        return not_xlsx(x, e);
    TRY(relations_read(x->zip, path, x->arena, &parts, e));
    TRY(find_sheets(x, &parts, e));
    const Relation *strings = relation_of_type(&parts, "sharedStrings");
    const Relation *styles = relation_of_type(&parts, "styles");
    int of_strings = strings ? zip_find(x->zip, strings->target) : -1;
    int of_styles = styles ? zip_find(x->zip, styles->target) : -1;
    if (strings && of_strings < 0)
        return no_part(x, strings->target, e);
    if (styles && of_styles < 0)
        return no_part(x, styles->target, e);
    TRY(!strings || strings_read(x->zip, of_strings, x->arena, &x->strings, e));
    return !styles || styles_read(x->zip, of_styles, x->arena, &x->styles, e);
}

bool xlsx_open(const char *name, FILE *f, Xlsx **out, Err *e)
{
    Xlsx *x = calloc(1, sizeof *x);

    if (!x)
        abort();
    x->name = name;
    x->arena = arena_new();
    if (!zip_open(name, f, &x->zip, e) || !read_workbook(x, e)) {
        xlsx_close(&x);
        return false;
    }
    *out = x;
    return true;
}

void xlsx_close(Xlsx **x)
{
    if (!*x)
        return;
    sheet_close(&(*x)->sheet);
    zip_close(&(*x)->zip);
    arena_free(&(*x)->arena);
    free(*x);
    *x = NULL;
}

size_t xlsx_sheets(const Xlsx *x)
{
    return x->n_tabs;
}

const char *xlsx_sheet_name(const Xlsx *x, size_t sheet)
{
    return sheet < x->n_tabs ? x->tabs[sheet].title : "";
}

bool xlsx_select(Xlsx *x, size_t sheet, Err *e)
{
    if (sheet >= x->n_tabs)
        return ERR(e, ERR_NOT_FOUND, "“%s”只有 %zu 个表，没有第 %zu 个",
                   "\"%s\" has %zu sheets, there is no number %zu", x->name, x->n_tabs, sheet + 1);
    Tab *t = &x->tabs[sheet];
    SheetSource from = {.zip = x->zip,
                        .entry = t->entry,
                        .title = t->title,
                        .strings = &x->strings,
                        .styles = &x->styles,
                        .from_1904 = x->from_1904};
    size_t others = x->cells - t->cells;

    sheet_close(&x->sheet);
    TRY(sheet_open(&from, XLSX_CELLS_MAX - others, &x->sheet, e));
    t->cells = sheet_cells(x->sheet);
    x->cells = others + t->cells;
    x->current = sheet;
    return true;
}

bool xlsx_next(Xlsx *x, TableRow *row, bool *more, Err *e)
{
    *more = false;
    if (!x->sheet)
        TRY(xlsx_select(x, 0, e));
    return sheet_next(x->sheet, row, more, e);
}

void xlsx_progress(const Xlsx *x, long long *done, long long *total)
{
    *done = *total = 0;
    for (size_t i = 0; i < x->n_tabs; i++) {
        long long bytes = zip_bytes(x->zip, x->tabs[i].entry);
        *total += bytes;
        *done += x->sheet && i < x->current ? bytes : 0;
    }
    *done += x->sheet ? sheet_done(x->sheet) : 0;
}
