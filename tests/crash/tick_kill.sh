#!/bin/sh
# Usage: tick_kill.sh PROGRAM KILLS. The clock of supervision is run over a season, a day at a time, and killed (kill -9)
# at random moments of its work, always again on the same day until it ends by itself. At the end the store holds
# exactly what its twin holds that was never killed: each reminder, press and slip once, with its notices, and verify
# finds nothing. PROGRAM lies in a build folder, with tests/crash's tick_world.
set -e
program=$(realpath "$1")
kills=$2
world=$(realpath "$(dirname "$program")/../../tests/tick_world")
city=$(realpath "$(dirname "$0")/../../cities/jiande")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export QINGYU_STORE="$work/q.db" QINGYU_TODAY=2021-09-01 QINGYU_LANG=en
"$program" init >/dev/null
mkdir "$work/city"
cp "$city"/*.csv "$work/city"
"$program" import "$work/city" >/dev/null
"$world" "$QINGYU_STORE" 24
"$program" backup "$work/new.db" >/dev/null
python3 - "$program" "$kills" "$work" <<'END'
import datetime, os, random, shutil, sqlite3, subprocess, sys, time

program, kills, work = sys.argv[1], int(sys.argv[2]), sys.argv[3]
rng = random.Random(20210901)
FIRST, DAYS = datetime.date(2021, 9, 1), 75
EVENTS = "SELECT task, verb, rule, base_on, colour, on_day, content FROM task_event WHERE rule <> '' ORDER BY 1, 3, 4"
NOTICES = "SELECT subject, recipient_kind, recipient, title, body FROM notice ORDER BY 1, 2, 3, 4, 5"
killed = between = 0


def store(name):
    """A new one, as it was before the first tick."""
    path = "%s/%s.db" % (work, name)
    for end in ("", "-wal", "-shm"):
        if os.path.exists(path + end):
            os.remove(path + end)
    shutil.copy(work + "/new.db", path)
    return path


def tick(path, day):
    return subprocess.Popen([program, "tick", "--as-of", day.isoformat(), "--store", path], stdout=subprocess.DEVNULL)


def rows(path, query):
    with sqlite3.connect("file:%s?mode=ro" % path, uri=True) as db:
        return db.execute(query).fetchall()


def done(path):
    return rows(path, "SELECT count(*) FROM task_event WHERE rule <> ''")[0][0]


def whole_day(path, day):
    began = time.time()
    if tick(path, day).wait() != 0:
        sys.exit("the tick of %s failed" % day)
    return time.time() - began


def day_with_kills(path, day, most, length):
    """Kills it at most so often, then lets it end; tells how often it was killed."""
    global killed, between
    for _ in range(most):
        before = done(path)
        process = tick(path, day)
        time.sleep(rng.uniform(0, 1.1 * length))
        process.kill()
        if process.wait() == 0:
            return
        if process.returncode != -9:
            sys.exit("the tick of %s ended with %d" % (day, process.returncode))
        killed += 1
        between += before < done(path) < expected[day]
    whole_day(path, day)


days = [FIRST + datetime.timedelta(i) for i in range(DAYS)]
twin, expected, lengths = store("twin"), {}, {}
for day in days:
    lengths[day] = whole_day(twin, day)
    expected[day] = done(twin)
busy = [d for d, before in zip(days[1:], days) if expected[d] > expected[before]]
if len(busy) < 20:
    sys.exit("only %d days had something due" % len(busy))
seasons = 0
while killed < kills:
    path = store("killed")
    seasons += 1
    for day in days:
        if day in busy and killed < kills:
            day_with_kills(path, day, min(kills - killed, 1 + 2 * kills // len(busy)), lengths[day])
        else:
            whole_day(path, day)
    if rows(path, EVENTS) != rows(twin, EVENTS):
        lost = set(rows(twin, EVENTS)) - set(rows(path, EVENTS))
        more = set(rows(path, EVENTS)) - set(rows(twin, EVENTS))
        sys.exit("lost: %s; more: %s" % (sorted(lost)[:5], sorted(more)[:5]))
    if rows(path, NOTICES) != rows(twin, NOTICES):
        sys.exit("the notices differ from the twin's")
    keys = rows(path, "SELECT task, rule, base_on FROM task_event WHERE rule <> ''")
    if len(keys) != len(set(keys)):
        sys.exit("something was done twice")
    subprocess.run([program, "verify", "--store", path], check=True, stdout=subprocess.DEVNULL)
if between == 0 and kills >= 20:
    sys.exit("no kill fell between two tasks of a day: the trial proves nothing")
print("kill -9 of the clock: %d times in %d seasons of %d days, %d of them between two tasks of one day; %d reminders, "
      "presses and slips as in the twin, none twice, verify clean" % (killed, seasons, DAYS, between, expected[days[-1]]))
END
