#!/bin/sh
# Usage: serve_kill.sh PROGRAM TRIALS. Eight clients hand in figures by HTTP while the server is killed at random moments
# (kill -9). After each restart every acknowledged submission is there whole, an unacknowledged one whole or not at
# all, what was cut short and is sent again under its Idempotency-Key is done once, and verify finds nothing.
set -e
program=$(realpath "$1")
trials=$2
city=$(realpath "$(dirname "$0")/../../cities/jiande")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export QINGYU_STORE="$work/q.db" QINGYU_TODAY=2021-07-20 QINGYU_LANG=en
"$program" init >/dev/null
"$program" import "$city" >/dev/null
echo "a password of the trials" | "$program" user add robot --role analyst --password-stdin >/dev/null
"$program" token add robot --label trials --scope 'read_all;submit' --json >"$work/token"
python3 - "$program" "$trials" "$work" <<'END'
import http.client, json, random, re, subprocess, sys, threading, time

program, trials, work = sys.argv[1], int(sys.argv[2]), sys.argv[3]
token = json.load(open(work + "/token"))["token"]
rng = random.Random(20210720)
CLIENTS, ROWS = 8, 60
acknowledged, begun, lock = {}, {}, threading.Lock()
counts = {"killed": 0, "again": 0}


def start():
    server = subprocess.Popen([program, "serve", "--listen", "127.0.0.1:0", "--quiet"], stdout=subprocess.PIPE,
                              stderr=open(work + "/log", "a"), text=True)
    return server, int(re.search(r":(\d+)/", server.stdout.readline()).group(1))


def rows(n):
    """A file of its own for each number: the same keys again, known later, are a revision."""
    lines = ["indicator,area,period,basis,measure,value,unit,known_on,note"]
    for i in range(ROWS):
        lines.append("IPOWER,330182%03d,%d-%02d,ytd,value,%d,,2021-07-19,file %d"
                     % (i % 3 + 1, 2010 + i // 12, i % 12 + 1, 1000 + i + n, n))
    return ("\n".join(lines) + "\n").encode()


def hand_in(port, n):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("POST", "/api/v1/submissions?accept_warnings=yes&file=trial%d.csv" % n, rows(n),
                       {"Authorization": "Bearer " + token, "Idempotency-Key": "trial-%08d" % n})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status not in (200, 201):
        raise SystemExit("trial%d: %d %s" % (n, answer.status, body[:300]))
    return json.loads(body)["submission"]


def client(port, numbers):
    for n in numbers:
        with lock:
            begun[n] = True
        try:
            submission = hand_in(port, n)
        except (OSError, http.client.HTTPException):
            return
        with lock:
            acknowledged[n] = submission


def listed(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/api/v1/submissions?kind=observations&limit=10000", headers={"Authorization": "Bearer " + token})
    answer = connection.getresponse()
    found = json.loads(answer.read())
    connection.close()
    assert found["total"] < 10000
    return [s for s in found["items"] if s["file"].startswith("trial")]


def check(port):
    found = listed(port)
    ids = {s["id"]: s for s in found}
    files = [s["file"] for s in found]
    lost = [n for n, s in acknowledged.items() if s not in ids or ids[s]["file"] != "trial%d.csv" % n]
    if lost or any(s["rows"] != ROWS for s in found) or len(files) != len(set(files)):
        sys.exit("lost: %s; in part: %s; twice: %d" % (lost, [s["id"] for s in found if s["rows"] != ROWS],
                                                       len(files) - len(set(files))))


number = 0
for trial in range(1, trials + 1):
    server, port = start()
    threads = []
    for c in range(CLIENTS):
        threads.append(threading.Thread(target=client, args=(port, range(number, number + 200))))
        number += 200
    for t in threads:
        t.start()
    time.sleep(rng.uniform(0.02, 0.4))
    server.kill()
    server.wait()
    counts["killed"] += 1
    for t in threads:
        t.join()
    server, port = start()
    check(port)
    for n in [n for n in begun if n not in acknowledged][:CLIENTS]:
        acknowledged[n] = hand_in(port, n)
        counts["again"] += 1
    check(port)
    begun.clear()
    server.terminate()
    if server.wait(60) != 0:
        sys.exit("the server ended with %d" % server.returncode)
    if trial % 10 == 0 or trial == trials:
        subprocess.run([program, "verify"], check=True, stdout=subprocess.DEVNULL)
print("kill -9 of the server: %d times under %d writers, %d submissions acknowledged (%d of them sent again), none lost or "
      "twice, verify clean" % (counts["killed"], CLIENTS, len(acknowledged), counts["again"]))
END
