#!/bin/sh
# Usage: kill.sh PROGRAM TRIALS. Kills imports at random moments (kill -9) and looks at what is left: every
# submission with a receipt is there whole, none without one is there in part, and verify finds nothing.
set -e
program=$(realpath "$1")
trials=$2
city=$(realpath "$(dirname "$0")/../../cities/jiande")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export QINGYU_STORE="$work/q.db" QINGYU_TODAY=2021-07-20 QINGYU_LANG=en
"$program" init >/dev/null
"$program" import "$city" >/dev/null
rows=3000
awk -v n=$rows 'BEGIN {
    print "indicator,area,period,basis,measure,value,unit,known_on"
    for (i = 0; i < n; i++)
        printf "IPOWER,330182%03d,%d-%02d,ytd,value,%d,,2021-07-%02d\n", i % 3 + 1, 2010 + int(i / 36) % 11, i / 3 % 12 + 1, 1000 + i, 1 + int(i / 396) % 19
}' >"$work/rows.csv"
acknowledged=0 killed=0 i=0
while [ $i -lt "$trials" ]; do
    i=$((i + 1))
    sed "2,\$s/,,2021/,,2021/; 1s/\$/,note/; 2,\$s/\$/,trial $i/" "$work/rows.csv" >"$work/trial$i.csv"
    "$program" import "$work/trial$i.csv" --accept-warnings >"$work/out" 2>&1 &
    pid=$!
    # A different moment each time, over the whole length of an import: steps of 67 ms around 180.
    sleep "0.$(printf '%03d' $(((i * 67) % 180)))"
    if kill -9 $pid 2>/dev/null; then killed=$((killed + 1)); fi
    if wait $pid 2>/dev/null; then
        grep -q "trial$i.csv: submission" "$work/out"
        acknowledged=$((acknowledged + 1))
        echo "trial$i.csv" >>"$work/acknowledged"
    fi
    rm -f "$work/trial$i.csv"
    if [ $((i % 50)) = 0 ] || [ $i = "$trials" ]; then
        "$program" verify >/dev/null
        "$program" submissions --json >"$work/list"
        python3 - "$work/list" "$work/acknowledged" $rows <<'END'
import json, os, sys
listed = {s["file"]: s["rows"] for s in json.load(open(sys.argv[1])) if s["file"].startswith("trial")}
acknowledged = open(sys.argv[2]).read().split() if os.path.exists(sys.argv[2]) else []
lost = [f for f in acknowledged if f not in listed]
partial = [f for f, n in listed.items() if n != int(sys.argv[3])]
if lost or partial:
    sys.exit("lost: %s, in part: %s" % (lost, partial))
END
    fi
done
if [ $killed = 0 ] && [ "$trials" -ge 20 ]; then
    echo "no import was killed: the trial proves nothing" >&2
    exit 1
fi
echo "kill -9: $trials imports, $killed killed, $acknowledged acknowledged; all whole, verify clean"
