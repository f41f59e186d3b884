#include "exchange/zip.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unzip.h>

#include "base/limits.h"

enum {
    ENTRY_NAME_MAX = 256,
    RATIO_FLOOR = 1024 * 1024, /* a smaller entry may be packed as tightly as it likes */
};

typedef struct Entry {
    char name[ENTRY_NAME_MAX];
    unz64_file_pos at;
    long long packed, unpacked;
} Entry;

typedef struct Source {
    FILE *f;
    bool ran_out; /* more was asked for than there is */
} Source;

struct Zip {
    const char *name;
    Source source;
    unzFile unz;
    Entry *entries;
    int n, current; /* current is -1 until one is read */
    bool reading, proved;
    long long left;
};

/* ---- minizip reads the caller's FILE, so that paths and memory are the same to it ---- */

static voidpf file_open(voidpf source, const void *name, int mode)
{
    (void)name;
    (void)mode;
    return source;
}

static uLong file_read(voidpf opaque, voidpf stream, void *out, uLong n)
{
    Source *s = stream;
    size_t got = fread(out, 1, n, s->f);

    (void)opaque;
    s->ran_out |= got < n;
    return (uLong)got;
}

static ZPOS64_T file_tell(voidpf opaque, voidpf stream)
{
    const Source *s = stream;

    (void)opaque;
    return (ZPOS64_T)ftello(s->f);
}

static long file_seek(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
    const Source *s = stream;

    (void)opaque;
    return offset > (ZPOS64_T)1 << 40 ? -1 : fseeko(s->f, (off_t)offset, origin);
}

static int file_close(voidpf opaque, voidpf stream)
{
    (void)opaque;
    (void)stream;
    return 0;
}

/* minizip takes the end of the file for zeros unless this says no. */
static int file_error(voidpf opaque, voidpf stream)
{
    const Source *s = stream;

    (void)opaque;
    return s->ran_out || ferror(s->f);
}

/* ---- the directory ---- */

static bool too_big(const Zip *z, Err *e)
{
    return ERR(e, ERR_INVALID,
               "“%s”解开后超过 %lld MiB 或压缩比超过 %d，像是压缩炸弹；请删去图片和空白行列后另存",
               "\"%s\" unpacks to more than %lld MiB or expands more than %d times, like a zip bomb; save it "
               "again without pictures and empty rows",
               z->name, XLSX_UNPACKED_MAX >> 20, XLSX_RATIO_MAX);
}

static bool no_directory(const Zip *z, Err *e)
{
    return ERR(e, ERR_INVALID,
               "“%s”的压缩包目录已损坏或不完整；请重新取得这个文件，或用 Excel、WPS 打开后另存",
               "the zip directory of \"%s\" is damaged or cut off; fetch the file again, or open it in Excel "
               "or WPS and save it anew",
               z->name);
}

static bool read_entry(Zip *z, Entry *en, Err *e)
{
    unz_file_info64 info;

    if (unzGetCurrentFileInfo64(z->unz, &info, en->name, sizeof en->name - 1, NULL, 0, NULL, 0) != UNZ_OK ||
        unzGetFilePos64(z->unz, &en->at) != UNZ_OK)
        return no_directory(z, e);
    if (info.flag & 1)
        return ERR(e, ERR_INVALID, "“%s”加了密码；请去掉密码后另存为 .xlsx",
                   "\"%s\" has a password; save it without one as .xlsx", z->name);
    if (info.uncompressed_size > XLSX_UNPACKED_MAX || info.compressed_size > XLSX_UNPACKED_MAX)
        return too_big(z, e);
    en->packed = (long long)info.compressed_size;
    en->unpacked = (long long)info.uncompressed_size;
    if (en->unpacked > RATIO_FLOOR && en->unpacked / XLSX_RATIO_MAX > en->packed)
        return too_big(z, e);
    for (char *p = en->name; *p; p++)
        if (*p == '\\')
            *p = '/';
    return true;
}

static bool read_directory(Zip *z, long long file_bytes, Err *e)
{
    unz_global_info64 all;
    long long sum = 0;

    if (unzGetGlobalInfo64(z->unz, &all) != UNZ_OK)
        return no_directory(z, e);
    if (all.number_entry > XLSX_ENTRIES_MAX)
        return ERR(e, ERR_INVALID, "“%s”里有 %llu 个部件，至多 %d 个；请删去图片或分成几个文件",
                   "\"%s\" holds %llu parts, at most %d are read; remove pictures or split it", z->name,
                   (unsigned long long)all.number_entry, XLSX_ENTRIES_MAX);
    z->entries = calloc((size_t)all.number_entry + 1, sizeof *z->entries);
    if (!z->entries)
        abort();
    for (ZPOS64_T i = 0; i < all.number_entry; i++) {
        if ((i ? unzGoToNextFile(z->unz) : unzGoToFirstFile(z->unz)) != UNZ_OK)
            return no_directory(z, e);
        TRY(read_entry(z, &z->entries[z->n], e));
        sum += z->entries[z->n++].unpacked;
    }
    /* Entries may overlap in the file, so the file's size bounds the sum, not the entries' packed sizes. */
    if (sum > XLSX_UNPACKED_MAX || (sum > RATIO_FLOOR && sum / XLSX_RATIO_MAX > file_bytes))
        return too_big(z, e);
    return true;
}

bool zip_open(const char *name, FILE *f, Zip **out, Err *e)
{
    zlib_filefunc64_def io = {.zopen64_file = file_open,
                              .zread_file = file_read,
                              .ztell64_file = file_tell,
                              .zseek64_file = file_seek,
                              .zclose_file = file_close,
                              .zerror_file = file_error};
    Zip *z = calloc(1, sizeof *z);

    if (!z)
        abort();
    z->source.f = f;
    io.opaque = &z->source;
    z->name = name;
    z->current = -1;
    fseeko(f, 0, SEEK_END);
    long long bytes = ftello(f);
    rewind(f);
    z->unz = unzOpen2_64(name, &io);
    if (!(z->unz ? read_directory(z, bytes, e) : no_directory(z, e))) {
        zip_close(&z);
        return false;
    }
    *out = z;
    return true;
}

void zip_close(Zip **z)
{
    if (!*z)
        return;
    if ((*z)->reading)
        unzCloseCurrentFile((*z)->unz);
    if ((*z)->unz)
        unzClose((*z)->unz);
    free((*z)->entries);
    free(*z);
    *z = NULL;
}

int zip_find(const Zip *z, const char *entry)
{
    for (int i = 0; i < z->n; i++)
        if (strcasecmp(z->entries[i].name, entry) == 0)
            return i;
    return -1;
}

long long zip_bytes(const Zip *z, int entry)
{
    return z->entries[entry].unpacked;
}

/* ---- an entry ---- */

bool zip_begin(Zip *z, int entry, Err *e)
{
    int method = 0;

    if (z->reading)
        unzCloseCurrentFile(z->unz);
    z->current = entry;
    z->left = z->entries[entry].unpacked;
    z->proved = false;
    z->reading = unzGoToFilePos64(z->unz, &z->entries[entry].at) == UNZ_OK &&
                 unzOpenCurrentFile2(z->unz, &method, NULL, 0) == UNZ_OK;
    if (!z->reading || (method != 0 && method != Z_DEFLATED))
        return zip_damaged(z, e, "部件的开头不对", "its header is wrong");
    return true;
}

bool zip_read(Zip *z, char *out, size_t n, size_t *got, Err *e)
{
    int k = 0;

    *got = 0;
    if (z->proved)
        return true;
    if (z->reading)
        k = unzReadCurrentFile(z->unz, out, n > 1 << 20 ? 1 << 20 : (unsigned)n);
    if (!z->reading || k < 0 || k > z->left || (k == 0 && z->left > 0))
        return zip_damaged(z, e, "压缩数据不完整或出错", "its packed data break off or are wrong");
    *got = (size_t)k;
    z->left -= k;
    if (k > 0)
        return true;
    z->reading = false;
    if (unzCloseCurrentFile(z->unz) != UNZ_OK)
        return zip_damaged(z, e, "校验和不符", "its checksum does not match");
    z->proved = true;
    return true;
}

bool zip_damaged(const Zip *z, Err *e, const char *why_zh, const char *why_en)
{
    return ERR(
        e, ERR_INVALID, "“%s”里的 %s 已损坏：%s；请重新取得这个文件，或用 Excel、WPS 打开后另存",
        "%2$s inside \"%1$s\" is damaged: %3$s; fetch the file again, or open it in Excel or WPS and save "
        "it anew",
        z->name, zip_entry(z), TEXT(e->lang, why_zh, why_en));
}

const char *zip_name(const Zip *z)
{
    return z->name;
}

const char *zip_entry(const Zip *z)
{
    return z->current < 0 ? "" : z->entries[z->current].name;
}
