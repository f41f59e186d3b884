#include "base/text.h"
#include "cli/command.h"
#include "store/store.h"

bool run_init(Cli *c, Err *e)
{
    AUTO(store_close) Store *s = NULL;
    AUTO(buf_free) Buf out = cli_buf();

    TRY(store_open(c->store, STORE_CREATE, &s, e));
    buf_printf(&out,
               TEXT(c->lang, "已建立 %s；下一步：qingyu import 城市目录\n",
                    "made %s; next: qingyu import CITY-FOLDER\n"),
               c->store);
    return cli_write(&out, e);
}
