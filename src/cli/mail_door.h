/* How the program reaches the world outside: the mail server and the page's own address, from options or the
 * environment. The password comes from the environment alone, since a command line can be read by others. */
#pragma once
#include "cli/command.h"
#include "post/post.h"

/* --smtp, --from, --smtp-tls, else $QINGYU_SMTP, $QINGYU_SMTP_FROM; $QINGYU_SMTP_USER, $QINGYU_SMTP_PASSWORD.
 * smtp is
 * "" where none is given. */
PostServer cli_mail_server(const Cli *c);
/* --site, else $QINGYU_SITE; "" none. */
const char *cli_site(const Cli *c);
