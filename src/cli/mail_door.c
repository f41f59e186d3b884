#include "cli/mail_door.h"

static const char *option_or(const Cli *c, const char *option, const char *variable)
{
    const char *given = option ? cli_value(c, option) : NULL, *set = getenv(variable);

    return given ? given : set ? set : "";
}

PostServer cli_mail_server(const Cli *c)
{
    return (PostServer){.smtp = option_or(c, "smtp", "QINGYU_SMTP"),
                        .from = option_or(c, "from", "QINGYU_SMTP_FROM"),
                        .user = option_or(c, NULL, "QINGYU_SMTP_USER"),
                        .password = option_or(c, NULL, "QINGYU_SMTP_PASSWORD"),
                        .tls = cli_has(c, "smtp-tls")};
}

const char *cli_site(const Cli *c)
{
    return option_or(c, "site", "QINGYU_SITE");
}
