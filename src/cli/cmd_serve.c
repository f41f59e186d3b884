/* serve: the door for browsers and programs. */
#include "base/log.h"
#include "cli/mail_door.h"
#include "http/server.h"

bool run_serve(Cli *c, Err *e)
{
    const char *listen = cli_value(c, "listen");

    log_set_level(LOG_INFO);
    arena_keep_pages();
    return serve(&(ServeSpec){.listen = listen ? listen : "127.0.0.1:8021",
                              .http = {.store = c->store,
                                       .open_reading = cli_has(c, "open-reading"),
                                       .now = cli_seconds,
                                       .today = cli_today,
                                       .no_clock = cli_has(c, "no-clock"),
                                       .mail = cli_mail_server(c),
                                       .site = cli_site(c)},
                              .lang = c->lang,
                              .log_requests = !cli_has(c, "quiet")},
                 e);
}
