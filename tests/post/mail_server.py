#!/usr/bin/python3
"""A real mail server on a free loopback port, for tests: mail_server.py FOLDER. Tells its port on standard output.
Each mail it takes becomes N.json in FOLDER, read by Python's own mail parser, so that what the program wrote is judged
by another. A recipient nobody@ does not exist (550), busy@ is busy (451), policy@ is refused as policy (550 5.7.1)."""
import asyncio
import email
import email.policy
import json
import os
import sys

try:
    from aiosmtpd.smtp import SMTP
except ImportError:
    sys.exit(77)

ANSWERS = {"nobody": "550 5.1.1 no such mailbox", "busy": "451 4.3.2 try again later",
           "policy": "550 5.7.1 relaying denied"}


class Handler:
    def __init__(self, folder):
        self.folder, self.n = folder, 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = ANSWERS.get(address.split("@")[0])
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        raw = envelope.content
        m = email.message_from_bytes(raw, policy=email.policy.default)
        self.n += 1
        mail = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "subject": m["Subject"],
                "text": m.get_content().replace("\r\n", "\n"), "message_id": m["Message-ID"], "date": m["Date"],
                "header_to": m["To"], "header_from": m["From"], "headers": [k for k, _ in m.items()],
                "id": m["X-Qingyu-Id"], "type": m.get_content_type(),
                "defects": [type(d).__name__ for d in m.defects],
                "longest": max(len(line) for line in raw.split(b"\r\n")),
                "ascii": raw.isascii()}
        part = os.path.join(self.folder, "part")
        with open(part, "w", encoding="utf-8") as f:
            json.dump(mail, f, ensure_ascii=False)
        os.rename(part, os.path.join(self.folder, "%d.json" % self.n))
        return "250 2.0.0 taken"


async def main():
    handler = Handler(sys.argv[1])
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(handler), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
