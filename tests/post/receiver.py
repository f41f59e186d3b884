#!/usr/bin/python3
"""A receiver of webhooks on a free loopback port, for tests: receiver.py FOLDER SECRET. Tells its port on standard
output. Each request becomes N.json in FOLDER, with whether the signature is right by Python's hmac. What it answers is
in the path: /ok 200, /once-500 500 the first time and 200 then, /hang nothing ever, /moved 302, /big 200 and a body
without end, /NUMBER that status."""
import hashlib
import hmac
import http.server
import json
import os
import sys
import threading
import time

folder, secret = sys.argv[1], sys.argv[2].encode()
lock = threading.Lock()
n = 0
broken = set()


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def record(self, body):
        global n
        h = self.headers
        told = h.get("X-Qingyu-Signature")
        right = hmac.new(secret, h["X-Qingyu-Timestamp"].encode() + b"." + body, hashlib.sha256).hexdigest()
        with lock:
            n += 1
            part = os.path.join(folder, "part")
            with open(part, "w", encoding="utf-8") as f:
                json.dump({"path": self.path, "id": h["X-Qingyu-Id"], "timestamp": h["X-Qingyu-Timestamp"],
                           "signed": told is not None, "right": told is not None and hmac.compare_digest(told, right),
                           "type": h["Content-Type"], "body": json.loads(body)}, f, ensure_ascii=False)
            os.rename(part, os.path.join(folder, "%d.json" % n))

    def do_POST(self):
        self.record(self.rfile.read(int(self.headers["Content-Length"])))
        what = self.path.strip("/")
        if what == "hang":
            time.sleep(3600)
        status = 200
        if what == "once-500" and what not in broken:
            broken.add(what)
            status = 500
        status = 302 if what == "moved" else int(what) if what.isdigit() else status
        body = b"x" * (8 << 20) if what == "big" else b"{}"
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/ok")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            pass


http.server.ThreadingHTTPServer.request_queue_size = 512
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
server.daemon_threads = True
print(server.server_address[1], flush=True)
server.serve_forever()
