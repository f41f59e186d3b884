#include "account/password.h"

#include <pthread.h>
#include <sodium.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"

/* Words, one a line, in lower case; # begins a comment. Put in by blocklist.S. */
extern const char password_blocklist[];

bool password_prepare(const char *typed, char out[PASSWORD_BYTES_MAX])
{
    const char *end = typed + strlen(typed);
    size_t n = 0, characters = 0;

    while (typed < end) {
        const char *at = typed;
        uint32_t cp = utf8_next(&typed, end);
        if (++characters > PASSWORD_MOST)
            return false;
        if (cp == 0x3000)
            cp = ' ';
        else if (cp >= 0xFF01 && cp <= 0xFF5E)
            cp -= 0xFEE0;
        else if (cp == 0xFFFD) { /* a broken byte stays what it is */
            memcpy(out + n, at, (size_t)(typed - at));
            n += (size_t)(typed - at);
            continue;
        }
        n += utf8_encode(cp, out + n);
    }
    out[n] = '\0';
    return true;
}

/* ---- rules ---- */

static bool has_one_form(uint32_t cp)
{
    return (cp >= 0x20 && cp <= 0x7E) || (cp >= 0x3400 && cp <= 0x9FFF) || (cp >= 0x20000 && cp <= 0x2A6DF) ||
           (cp >= 0x2A700 && cp <= 0x2EBE0) || (cp >= 0x30000 && cp <= 0x323AF);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static void lower_all(const char *text, char *out, size_t size)
{
    size_t n = 0;

    for (; *text && n + 1 < size; text++)
        out[n++] = lower(*text);
    out[n] = '\0';
}

/* Is it a word of the list, bare or with up to four digits or marks behind it? */
static bool is_listed(const char *low)
{
    for (const char *line = password_blocklist; *line;) {
        size_t n = strcspn(line, "\n");
        bool word = n > 0 && *line != '#' && strncmp(low, line, n) == 0;
        const char *rest = low + n;
        if (word && strlen(rest) <= 4 && strspn(rest, "0123456789!@#$%&*.?_-") == strlen(rest))
            return true;
        line += n + (line[n] == '\n');
    }
    return false;
}

/* "aaaaaaaaaa", "1212121212", "abcdefghij": fewer than five different characters, or each the next of the one
 * before. */
static bool is_simple(const char *low)
{
    bool seen[256] = {false};
    size_t different = 0;
    bool up = true, down = true;
    char before = '\0';

    for (; *low; before = *low++) {
        different += !seen[(unsigned char)*low];
        seen[(unsigned char)*low] = true;
        up = up && (!before || *low == before + 1);
        down = down && (!before || *low == before - 1);
    }
    return different < 5 || up || down;
}

static bool check_characters(const char *prepared, size_t *n, Err *e)
{
    const char *p = prepared, *end = prepared + strlen(prepared);

    for (*n = 0; p < end; (*n)++)
        if (!has_one_form(utf8_next(&p, end)))
            return ERR(
                e, ERR_INVALID, "密码的第 %zu 个字符不能用；可以用键盘上的字母、数字、符号、空格和汉字",
                "character %zu of the password cannot be used; letters, digits, marks and blanks of the "
                "keyboard and Chinese characters can",
                *n + 1);
    return true;
}

bool password_check(const char *prepared, const char *account, Err *e)
{
    char low[PASSWORD_BYTES_MAX], name[PASSWORD_BYTES_MAX];
    size_t n;

    TRY(check_characters(prepared, &n, e));
    if (n < PASSWORD_LEAST)
        return ERR(
            e, ERR_INVALID, "密码只有 %zu 个字符，至少要 %d 个；几个不相干的词连起来就好记",
            "the password has %zu characters, at least %d are needed; some unrelated words in a row are "
            "easy to remember",
            n, PASSWORD_LEAST);
    lower_all(prepared, low, sizeof low);
    lower_all(account, name, sizeof name);
    bool bad = is_listed(low) || is_simple(low);
    if (!bad && strlen(name) >= 4 && strstr(low, name))
        bad = strlen(low) - strlen(name) < PASSWORD_LEAST - 2; /* little besides the name */
    secret_wipe(low, sizeof low);
    return !bad ||
           ERR(e, ERR_INVALID, "这个密码太容易猜到（常用词、账户名或连续字符）；请换一个",
               "this password is guessed too easily (a common word, the account's name, or characters "
               "in a row); choose another");
}

/* ---- Argon2id ---- */

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t freed = PTHREAD_COND_INITIALIZER;
static int under_way;

static void enter(void)
{
    pthread_mutex_lock(&gate);
    while (under_way >= PASSWORD_AT_ONCE)
        pthread_cond_wait(&freed, &gate);
    under_way++;
    pthread_mutex_unlock(&gate);
}

static void leave(void)
{
    pthread_mutex_lock(&gate);
    under_way--;
    pthread_cond_signal(&freed);
    pthread_mutex_unlock(&gate);
}

/* "$argon2id$v=19$m=65536,t=2,p=1$SALT$HASH" (the PHC string format), made here and not by crypto_pwhash_str,
 * which takes its salt from the system alone. */
bool password_hash(const char *prepared, Chance *c, char out[PASSWORD_HASH_MAX], Err *e)
{
    enum { HASH = 32, HASH_TEXT = 48 };
    unsigned char salt[crypto_pwhash_SALTBYTES], hash[HASH];
    char salt_text[HASH_TEXT], hash_text[HASH_TEXT];

    secret_random(c, salt, sizeof salt);
    enter();
    int rc = crypto_pwhash(hash, HASH, prepared, strlen(prepared), salt, PASSWORD_PASSES, PASSWORD_MEMORY,
                           crypto_pwhash_ALG_ARGON2ID13);
    leave();
    if (rc != 0)
        return ERR(e, ERR_IO, "内存不够，不能处理密码（要 %zu MB）",
                   "not enough memory to work on a password (%zu MB are needed)", PASSWORD_MEMORY >> 20);
    sodium_bin2base64(salt_text, sizeof salt_text, salt, sizeof salt,
                      sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
    sodium_bin2base64(hash_text, sizeof hash_text, hash, HASH, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
    snprintf(out, PASSWORD_HASH_MAX, "$argon2id$v=19$m=%zu,t=%d,p=1$%s$%s", PASSWORD_MEMORY >> 10,
             (int)PASSWORD_PASSES, salt_text, hash_text);
    secret_wipe(hash, sizeof hash);
    secret_wipe(hash_text, sizeof hash_text);
    return true;
}

bool password_matches(const char *hash, const char *prepared)
{
    char other[PASSWORD_HASH_MAX];
    Err ignored = {0};

    if (!*hash) {
        (void)!password_hash(prepared, NULL, other, &ignored);
        return false;
    }
    enter();
    int rc = crypto_pwhash_str_verify(hash, prepared, strlen(prepared));
    leave();
    return rc == 0;
}

bool password_is_outdated(const char *hash)
{
    char text[PASSWORD_HASH_MAX] = "";

    /* The string is compared in a field of its full length, as the library asks. */
    snprintf(text, sizeof text, "%s", hash);
    return crypto_pwhash_str_needs_rehash(text, PASSWORD_PASSES, PASSWORD_MEMORY) != 0;
}

void password_once(Chance *c, char out[PASSWORD_ONCE_MAX])
{
    static const char digits[] = "abcdefghjkmnpqrstuvwxyz23456789";
    size_t n = 0;

    for (int i = 0; i < 12; i++) {
        if (i && i % 4 == 0)
            out[n++] = '-';
        out[n++] = digits[secret_below(c, sizeof digits - 1)];
    }
    out[n] = '\0';
}
