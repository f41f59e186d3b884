#!/bin/sh
# Usage: full.sh PROGRAM. Imports into a store on a disk that fills up: a clear error, exit 1, nothing lost.
# The small disk is a tmpfs; where mounting is not allowed, a limit on the size of files takes its place.
set -e
program=$(realpath "$1")
city=$(realpath "$(dirname "$0")/../../cities/jiande")
work=$(mktemp -d)
mkdir "$work/disk"
mounted=
if mount -t tmpfs -o size=3m tmpfs "$work/disk" 2>/dev/null; then mounted=1; fi
trap '[ -z "$mounted" ] || umount "$work/disk"; rm -rf "$work"' EXIT
export QINGYU_STORE="$work/disk/q.db" QINGYU_TODAY=2021-07-20 QINGYU_LANG=en
"$program" init >/dev/null
mkdir "$work/small"
cp -r "$city"/*.csv "$work/small"
mkdir "$work/small/observations"
cp "$city/observations/published.csv" "$work/small/observations"
"$program" import "$work/small" >/dev/null
before=$("$program" verify)
code=0
[ -n "$mounted" ] || ulimit -f 1000
awk 'BEGIN {
    print "indicator,area,period,basis,measure,value,note"
    for (i = 0; i < 60000; i++)
        printf "IPOWER,330182%03d,%d-%02d,ytd,value,%d,a note that takes room %d\n", i % 3 + 1, 1950 + int(i / 36) % 70, i / 3 % 12 + 1, i, i
}' | awk -F, 'NR == 1 || !seen[$2 $3]++' >"$work/many.csv" 2>/dev/null || true
( trap '' XFSZ; "$program" import "$work/many.csv" --accept-warnings ) >"$work/out" 2>&1 || code=$?
if [ $code = 0 ]; then
    # The file fitted: fill the rest and hand in more.
    i=0
    while [ $code = 0 ] && [ $i -lt 40 ]; do
        i=$((i + 1))
        sed "2,\$s/\$/ $i/" "$work/many.csv" >"$work/many$i.csv"
        ( trap '' XFSZ; "$program" import "$work/many$i.csv" --accept-warnings --as-of "2021-08-$(printf '%02d' $((i % 28 + 1)))" ) >"$work/out" 2>&1 || code=$?
        [ $code != 0 ] || before=$("$program" verify)
    done
fi
[ $code = 1 ] || { echo "expected exit 1, got $code"; cat "$work/out"; exit 1; }
after=$("$program" verify)
[ "$before" = "$after" ] || { echo "the store changed: $before / $after"; exit 1; }
echo "disk full: $(tail -1 "$work/out")"
