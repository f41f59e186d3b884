#!/usr/bin/env python3
"""Asks a server of our own everything that its OpenAPI document allows and much that it does not, as accounts of
several roles, with bodies of writes made from their schemas. Usage: tests/api/fuzz.py QINGYU [REQUESTS] [SEED]. Fails on a 5xx, a crash, an answer outside its schema, a refusal that is no
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
    if isinstance(value, dict) and "additionalProperties" in schema:
        return None
    if isinstance(value, dict):
        lacking = set(schema["required"]) - set(value)
        unknown = set(value) - set(schema["properties"])
        if lacking or unknown:
            return "%s lacks %s and has %s" % (at, lacking, unknown)
        return next((x for k, v in value.items() if (x := fits(api, schema["properties"][k], v, at + "." + k))), None)
    if isinstance(value, list):
        return next((x for v in value if (x := fits(api, schema["items"], v, at + "[]"))), None)
    return None


tame = False  # for a while: what fits alone


def value_for(p):
    """A value for a parameter: mostly a good one, often a strange one."""
    schema, roll = p["schema"], rng.random()
    if roll < 0.45 or tame:
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
        text = urllib.parse.quote(value, safe="") if tame or rng.random() > 0.03 else rng.choice(BROKEN)
        if p["in"] == "path":
            path = path.replace("{%s}" % p["name"], text or "IVA")
        elif rng.random() < 0.35 or p["required"]:
            query.append("%s=%s" % (p["name"], text))
    if rng.random() < 0.05 and not tame:
        query.append(rng.choice(["perod=1", "=", "a", "&&&", "lang=fr", "limit[]=1", "%ff=1"]))
    rng.shuffle(query)
    return path + ("?" + "&".join(query) if query else "")


TEXTS = {"name": ["fuzz%d"], "role": ["analyst", "leader", "department", "area", "auditor", "firm", "public"],
         "period": ["2021-06", "2021-05", "2019-12", "2021Q1"], "decision": ["approve", "return"], "kind": ["verify", "export"],
         "scope": ["*", "read_all", "submit;read_published"], "areas": ["330182001", "*"], "departments": ["jxj", "czj;swj", "*"],
         "indicator": ["IVA", "RETAIL", "GDP", "规上工业增加值"], "area": ["330182", "330182001", ""], "measure": ["value", "yoy"],
         "value": ["1", "73.5", "-2", "1e400", "17.7%"], "leader": ["L04"], "expires_on": ["2031-01-01", "2021-02-30"],
         "verb": ["issue", "accept", "decline", "feedback", "ask_close", "verify", "close", "return", "ask_extension", "withdraw", "split"],
         "lead": ["jxj", "330182001"], "supporting": ["", "fgj;czj"], "unit": ["jxj", "330182001", ""], "due_on": ["2031-01-01", ""],
         "date": ["2031-02-01", ""], "rhythm": ["none", "weekly:5", "monthly:28"], "urgency": ["normal", "urgent"],
         "serves": ["indicator", "none"], "serves_code": ["IVA", ""], "held_on": ["2021-11-05", ""], "class": ["core", "zone"],
         "scheme": ["jiande2021"], "item": ["iva", "fai"], "formula": ['growth("IVA")', "1 / 0"], "answer": ["accepted", "rejected"],
         "unit_kind": ["area", "department"], "from": ["2021-01-01"], "title": ["title %d"], "text": ["text %d"]}


def text_for(name):
    roll = rng.random() * (0.6 if tame else 1)
    if roll < 0.7 and name in TEXTS:
        text = rng.choice(TEXTS[name])
        return text % rng.randint(0, 40) if "%d" in text else text
    return rng.choice(WEIRD) if roll < 0.9 else "reason %d" % rng.randint(0, 99)


def value_of(api, name, schema):
    """A value of the schema: mostly one that fits."""
    if rng.random() < 0.04 and not tame:
        return rng.choice([None, 1, "x", [], {}, True, -1e308])
    if "anyOf" in schema:
        schema = schema["anyOf"][0]
    if "$ref" in schema:
        schema = api["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    kind = schema["type"][0] if isinstance(schema["type"], list) else schema["type"]
    if kind == "object" and "additionalProperties" in schema:
        return {rng.choice(["code", "name_zh", "rule", "indicator", "x"]): text_for("value") for _ in range(rng.randint(0, 4))}
    if kind == "object":
        required = set(schema["required"])
        chosen = {k: value_of(api, k, v) for k, v in schema["properties"].items() if k in required or rng.random() < 0.4}
        if rng.random() < 0.05 and not tame:
            chosen["surplus"] = 1
        return chosen
    if kind == "array":
        return [value_of(api, name, schema["items"]) for _ in range(rng.randint(0, 3))]
    return {"string": lambda: text_for(name), "integer": lambda: rng.choice([0, 1, -1, 2 ** 53]),
            "number": lambda: rng.choice([0, 1.5, -1e308]), "boolean": lambda: rng.random() < 0.5}[kind]()


def body_for(api, operation):
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" in content:
        body = json.dumps(value_of(api, "", content["application/json"]["schema"])).encode()
    elif content:
        body = rng.choice([b"indicator,area,period,basis,measure,value,unit\nIVA,330182,2021-06,ytd,value,%d,\n" % rng.randint(0, 99),
                           b"PK\x03\x04", b"a,b\n1,2\n", b"", "指标,2021年6月\n工业增加值,5\n".encode("gb18030")])
    else:
        body = b"{}"
    roll = rng.random()
    if roll < 0.03 and body:
        at = rng.randrange(len(body))
        return body[:at] + bytes([rng.randrange(256)]) + body[at + 1:]
    return rng.choice([b"", b"\xff" * 100, b"[" * 5000, b"null"]) if roll < 0.06 else body


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
        problem.pop("outcome", None)
        return fits(api, {"$ref": "/Problem"}, problem, "problem")
    answers = operation["responses"] if operation else {}
    content = (answers.get(str(answer.status)) or answers.get("201") or answers.get("200") or {}).get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    if kind == "application/json" and not answer.getheader("Content-Encoding") and ("$ref" in schema or "properties" in schema):
        return fits(api, schema, json.loads(body), "answer")
    return None


PASSWORD = "a password of the fuzzer"
ACCOUNTS = {"adm": ["--role", "administrator"], "ana": ["--role", "analyst"], "dep": ["--role", "department", "--departments", "jxj"],
            "tow": ["--role", "area", "--areas", "330182001"], "fir": ["--role", "firm", "--firms", "F1"],
            "sup": ["--role", "supervision"], "led": ["--role", "leader", "--leader", "L04"], "aud": ["--role", "auditor"]}


def log_in(connection, name):
    """Headers of a session; those of nobody where it is refused, as after the fuzzer changed the account."""
    connection.request("POST", "/api/v1/session", json.dumps({"name": name, "password": PASSWORD}))
    answer = connection.getresponse()
    session = json.loads(answer.read())
    if answer.status != 200:
        return {}
    return {"Cookie": answer.getheader("Set-Cookie").split(";")[0], "X-CSRF-Token": session["csrf"]}


def serve(work):
    store = os.path.join(work, "q.db")
    for words in (["init"], ["import", os.path.join(ROOT, "cities/jiande")], ["judge", "--period", "2021-06"]):
        subprocess.run([QINGYU, *words, "--store", store], check=True, stdout=subprocess.DEVNULL)
    for name, words in ACCOUNTS.items():
        subprocess.run([QINGYU, "user", "add", name, *words, "--password-stdin", "--store", store], check=True, input=PASSWORD + "\n",
                       text=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen([QINGYU, "serve", "--store", store, "--listen", "127.0.0.1:0"], text=True,
                              stdout=subprocess.PIPE, stderr=open(os.path.join(work, "log"), "w"))
    return server, int(re.search(r":(\d+)/", server.stdout.readline()).group(1))


def main():
    global tame
    with tempfile.TemporaryDirectory(prefix="qingyu-api-") as work:
        server, port = serve(work)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/api/openapi.json")
        api = json.loads(connection.getresponse().read())
        operations = [(path, method.upper(), op) for path, methods in api["paths"].items() for method, op in methods.items()
                      if path != "/api/v1/events"]
        reads = [o for o in operations if o[1] == "GET"]
        writes = [o for o in operations if o[1] != "GET"]
        who = {name: log_in(connection, name) for name in ACCOUNTS}
        who["nobody"] = {}
        counts = {}
        for n in range(REQUESTS):
            path, method, operation = rng.choice(reads if rng.random() < 0.75 else writes)
            if (method, path) in (("DELETE", "/api/v1/session"), ("POST", "/api/v1/session/password")) and rng.random() < 0.8:
                continue
            if rng.random() < 0.06:
                method, operation = rng.choice(["HEAD", "POST", "PUT", "DELETE", "OPTIONS"]), dict(operation, responses={})
            if n % 500 == 499:
                who.update({name: log_in(connection, name) for name in ACCOUNTS})
            tame = method != "GET" and rng.random() < 0.6
            account = rng.choice(["adm", "ana", "dep", "sup"] if tame else list(who))
            target = target_for(path, operation)
            body = body_for(api, operation) if method in ("POST", "PUT", "DELETE") else None
            headers = {**headers_for(), **who[account]}
            if body is not None and rng.random() < 0.2:
                headers["Idempotency-Key"] = rng.choice(["key-of-the-fuzzer-%d" % rng.randint(0, 30), "short", "x" * 65])
            try:
                connection.putrequest(method, target.encode("utf-8").decode("latin-1"), skip_accept_encoding=True)
                for name, value in headers.items():
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
            found = judge(api, operation if operation["responses"] else None, method, answer, text)
            if found:
                sys.exit("request %d of seed %d, %s %s as %s with %r: %s\n%s" % (n, SEED, method, target, account, body and body[:300],
                                                                             found, text[:500]))
            counts[answer.status] = counts.get(answer.status, 0) + 1
            if answer.status == 401 and account != "nobody":
                who[account] = log_in(connection, account)
            if answer.getheader("Connection") == "close":
                connection.close()
        connection.close()
        server.terminate()
        if server.wait(60) != 0:
            sys.exit("the server ended with %d; its log: %s" % (server.returncode, open(os.path.join(work, "log")).read()[-2000:]))
        subprocess.run([QINGYU, "verify", "--store", os.path.join(work, "q.db")], check=True, stdout=subprocess.DEVNULL)
        print("api: %d requests over %d operations, no 5xx, all in their schemas: %s"
              % (REQUESTS, len(operations), ", ".join("%d x %d" % (v, k) for k, v in sorted(counts.items()))))


main()
