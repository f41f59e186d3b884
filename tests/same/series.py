#!/usr/bin/env python3
"""Series for tests/same/bytes.sh: series.py SERIES.csv PART.csv FLOWS.txt PROJECTS.txt

SERIES.csv is a long table for `qingyu forecast`: generated series with gaps, zeros, negatives, constants, jumps and
numbers far apart, and every tenth of the M3 competition where ../shared/data is there. PART.csv has every fifth of
them. FLOWS.txt has the same kinds of numbers as lines "id,m flow flow .." for bench/year_end;
PROJECTS.txt a class of projects and questions for bench/reference.
"""
import csv
import os
import random
import sys

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "shared", "data", "competitions")
PERIODS = {1: lambda i: "%d" % (1950 + i), 4: lambda i: "%dQ%d" % (1950 + i // 4, i % 4 + 1),
           12: lambda i: "%d-%02d" % (1950 + i // 12, i % 12 + 1)}
chance = random.Random(20240601)

KINDS = {
    "season": lambda t, m, u: 100 + 0.4 * t + (25 if t % m == m // 2 else 0) + 6 * u,
    "growth": lambda t, m, u: 50 * 1.02 ** t * (1 + 0.1 * u),
    "gaps": lambda t, m, u: None if t % 7 == 3 else 80 + 10 * u,
    "zeros": lambda t, m, u: 0 if t % 5 == 0 else 3 + u,
    "negative": lambda t, m, u: 20 * u - 1,
    "constant": lambda t, m, u: 7.5,
    "jump": lambda t, m, u: (1000 if t > 30 else 10) + u,
    "tiny": lambda t, m, u: 1e-200 * (2 + u),
    "huge": lambda t, m, u: 1e90 * (2 + u),
    "rounded": lambda t, m, u: round(5 + 2 * u, 1),
    "walk": lambda t, m, u: 0.1 * t * t - 3 * t + 4 * u,
    "count": lambda t, m, u: max(0, int(4 * u)),
}


def generated():
    for name, kind in sorted(KINDS.items()):
        for m in (1, 4, 12):
            for n in (3, 5, 14, 27, 90, 150):
                yield "%s %d %d" % (name, m, n), m, [kind(t, m, chance.uniform(-1, 1)) for t in range(n)]


def competition():
    for m, name in ((1, "m3_yearly"), (4, "m3_quarterly"), (12, "m3_monthly")):
        path = os.path.join(DATA, name + ".csv")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as f:
                for i, row in enumerate(csv.DictReader(f)):
                    if i % 10 == 0:
                        yield row["id"], m, [float(v) for v in row["train"].split()]


def projects():
    """A class and what is asked of it, for bench/reference."""
    chance = random.Random(5)
    for i in range(200):
        at, left = chance.randrange(1000), chance.randrange(30, 900)
        slip = chance.choice((0, 0, chance.randrange(-100, 800)))
        yield "case %d %d %d %d %r %d %d %s %r" % (i // 3, i % 4, at, at + left, chance.uniform(1, 900), i % 5 == 0,
                                                   max(at, at + left + slip), "nan", chance.uniform(1, 900))
    for i in range(200):
        yield "new %d %d 3000 %d %d %r 4000" % (i, i % 4, 3000 + i, 3000 + chance.randrange(900), chance.uniform(1, 900))


def main():
    with open(sys.argv[4], "w") as f:
        f.writelines(line + "\n" for line in projects())
    with open(sys.argv[1], "w") as whole, open(sys.argv[2], "w") as part, open(sys.argv[3], "w") as flows:
        whole.write("id,period,value\n")
        part.write("id,period,value\n")
        for i, (ident, m, y) in enumerate(list(generated()) + list(competition())):
            lines = ["%s,%s,%s\n" % (ident, PERIODS[m](t), "" if v is None else repr(v)) for t, v in enumerate(y)]
            whole.writelines(lines)
            if i % 5 == 0:
                part.writelines(lines)
            if m > 1 and None not in y:
                flows.write("%s,%d %s\n" % (ident.replace(" ", "_"), m, " ".join(map(repr, y))))


main()
