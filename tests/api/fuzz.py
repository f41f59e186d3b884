#!/usr/bin/env python3
"""Asks a server of our own everything that its OpenAPI document allows and much that it does not. Usage:
tests/api/fuzz.py QINGYU [REQUESTS] [SEED]. Fails on a 5xx, a crash, an answer outside its schema, a refusal that is no
problem document, or a header that is missing. The same seed gives the same requests."""
import http.client
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import urllib.parse

QINGYU, REQUESTS = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10000
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
rng = random.Random(SEED)
WEIRD = ["", " ", "0", "-1", "1e309", "NaN", "9" * 40, "true", "null", "[]", "{}", "'", "\"", "\\", "<b>", "../..", "%s%n", "*",
         "建德市", "２０２１年１－６月", "2021-06", "2021-02-30", "2021-06-31", "1900", "2199-12", "0000-00", "2021Q5", "2021Q2", "2016-02",
         "2021年1-6月", "ytd", "IVA", "GDP", "330182", "330182001", "no", "en", "x" * 513, "x" * 512, "\u202e", "\U0001f600"]
BROKEN = ["%ff", "%C0%AF", "%ED%A0%80", "%", "%zz", "%00", "%0d%0aX:1", "%7f", "\xa0"]
TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None), "array": list,
         "object": dict}


def fits(api, schema, value, at):
    """What does not fit, as a text; None when all does."""
    if "$ref" in schema:
        schema = api["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in schema:
        tried = [fits(api, s, value, at) for s in schema["anyOf"]]
        return None if None in tried else tried[0]
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, TYPES[k]) and (k == "boolean" or not isinstance(value, bool)) for k in kinds):
        return "%s is %r, not %s" % (at, value, kinds)
    if isinstance(value, dict):
        lacking = set(schema["required"]) - set(value)
        unknown = set(value) - set(schema["properties"])
        if lacking or unknown:
            return "%s lacks %s and has %s" % (at, lacking, unknown)
        return next((x for k, v in value.items() if (x := fits(api, schema["properties"][k], v, at + "." + k))), None)
    if isinstance(value, list):
        return next((x for v in value if (x := fits(api, schema["items"], v, at + "[]"))), None)
    return None


def value_for(p):
    """A value for a parameter: mostly a good one, often a strange one."""
    schema, roll = p["schema"], rng.random()
    if roll < 0.45:
        return str(p["example"])
    if roll < 0.6 and "enum" in schema:
        return rng.choice(schema["enum"])
    if roll < 0.7 and schema["type"] == "integer":
        return str(rng.choice([0, 1, 2, 9999, 10000, 10001, 2 ** 31, 2 ** 63, 10 ** 9, 10 ** 9 + 1]))
    if roll < 0.8 and schema.get("format") == "date":
        return "%04d-%02d-%02d" % (rng.choice([1, 1899, 1990, 2020, 2021, 2022, 9999]), rng.randint(0, 13), rng.randint(0, 32))
    if roll < 0.9 and p["name"] == "period":
        return rng.choice(["%d-%02d", "%d年1-%d月", "%dQ%d", "%d.%d"]) % (rng.randint(1890, 2210), rng.randint(0, 13))
    return rng.choice(WEIRD)


def target_for(path, operation):
    query = []
    for p in operation["parameters"]:
        value = value_for(p)
        text = urllib.parse.quote(value, safe="") if rng.random() > 0.03 else rng.choice(BROKEN)
        if p["in"] == "path":
            path = path.replace("{%s}" % p["name"], text or "IVA")
        elif rng.random() < 0.35 or p["required"]:
            query.append("%s=%s" % (p["name"], text))
    if rng.random() < 0.05:
        query.append(rng.choice(["perod=1", "=", "a", "&&&", "lang=fr", "limit[]=1", "%ff=1"]))
    rng.shuffle(query)
    return path + ("?" + "&".join(query) if query else "")


def headers_for():
    h = {}
    if rng.random() < 0.3:
        h["Accept"] = rng.choice(["*/*", "text/csv", "application/json", "text/html", "q=;;,", "application/json;q=0", "," * 50])
    if rng.random() < 0.3:
        h["Accept-Language"] = rng.choice(["en", "zh-CN,zh;q=0.9", "fr", "*;q=", "en;q=9"])
    if rng.random() < 0.2:
        h["If-None-Match"] = rng.choice(["*", "\"x\"", "W/\"", ",,,"])
    if rng.random() < 0.2:
        h["Accept-Encoding"] = rng.choice(["gzip", "br", "gzip;q=0", "identity"])
    return h


def judge(api, operation, method, answer, body):
    """What is wrong with an answer, None when nothing is."""
    kind = answer.getheader("Content-Type") or ""
    if answer.status >= 500:
        return "status %d" % answer.status
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"):
        if not answer.getheader(name):
            return "no " + name
    if method == "HEAD" or answer.status in (204, 304):
        return "a body" if body else None
    if answer.status >= 400:
        if kind != "application/problem+json":
            return "a refusal of type " + kind
        problem = json.loads(body)
        problem.pop("errors", None)
        return fits(api, {"$ref": "/Problem"}, problem, "problem")
    content = operation["responses"]["200"]["content"] if operation else {}
    schema = content.get("application/json", {}).get("schema", {})
    if kind == "application/json" and not answer.getheader("Content-Encoding") and ("$ref" in schema or "properties" in schema):
        return fits(api, schema, json.loads(body), "answer")
    return None


def serve(work):
    store = os.path.join(work, "q.db")
    for words in (["init"], ["import", os.path.join(ROOT, "cities/jiande")], ["judge", "--period", "2021-06"]):
        subprocess.run([QINGYU, *words, "--store", store], check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen([QINGYU, "serve", "--store", store, "--listen", "127.0.0.1:0"], text=True,
                              stdout=subprocess.PIPE, stderr=open(os.path.join(work, "log"), "w"))
    return server, int(re.search(r":(\d+)/", server.stdout.readline()).group(1))


def main():
    with tempfile.TemporaryDirectory(prefix="qingyu-api-") as work:
        server, port = serve(work)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/api/openapi.json")
        api = json.loads(connection.getresponse().read())
        operations = [(path, op) for path, methods in api["paths"].items() for op in methods.values()
                      if "text/event-stream" not in op["responses"]["200"]["content"]]  # does not end by itself
        counts = {}
        for n in range(REQUESTS):
            path, operation = rng.choice(operations)
            method = rng.choices(["GET", "HEAD", "POST", "DELETE", "OPTIONS"], [90, 4, 3, 2, 1])[0]
            target = target_for(path, operation)
            body = rng.choice([None, b"", b"{}", b"\xff" * 100]) if method == "POST" else None
            try:
                connection.putrequest(method, target.encode("utf-8").decode("latin-1"), skip_accept_encoding=True)
                for name, value in headers_for().items():
                    connection.putheader(name, value)
                if body is not None:
                    connection.putheader("Content-Length", str(len(body)))
                connection.endheaders(body)
                answer = connection.getresponse()
                text = answer.read()
            except (http.client.InvalidURL, UnicodeEncodeError):
                connection.close()
                continue
            except (ConnectionError, http.client.BadStatusLine) as why:
                sys.exit("request %d of seed %d, %s %s: %r (server: %s)" % (n, SEED, method, target, why, server.poll()))
            found = judge(api, operation if method == "GET" else None, method, answer, text)
            if found:
                sys.exit("request %d of seed %d, %s %s: %s\n%s" % (n, SEED, method, target, found, text[:500]))
            counts[answer.status] = counts.get(answer.status, 0) + 1
        connection.close()
        server.terminate()
        if server.wait(60) != 0:
            sys.exit("the server ended with %d; its log: %s" % (server.returncode, open(os.path.join(work, "log")).read()[-2000:]))
        print("api: %d requests over %d operations, no 5xx, all in their schemas: %s"
              % (REQUESTS, len(operations), ", ".join("%d x %d" % (v, k) for k, v in sorted(counts.items()))))


main()
