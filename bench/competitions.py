"""The public series at hand, and the competitions' scores. Used by bench/accuracy and bench/learn."""
import csv
import lzma
import os

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DATA = os.path.join(ROOT, "..", "shared", "data")
SETS = {"m3_yearly": 1, "m3_quarterly": 4, "m3_monthly": 12, "m4_yearly": 1, "m4_quarterly_part": 4,
        "m4_monthly_part_train_only": 12}
csv.field_size_limit(10 ** 9)


def present():
    return os.path.isdir(os.path.join(DATA, "competitions"))


def series(name):
    """(id, training part, test part) of every series with three values or more; the last 18 are held out where a set
    has no test part."""
    path = os.path.join(DATA, "competitions", name + ".csv")
    opened = open(path, "rt") if os.path.exists(path) else lzma.open(path + ".xz", "rt")
    with opened as f:
        for row in csv.DictReader(f):
            train = [float(v) for v in row["train"].split()]
            if "test" in row and row["test"]:
                test = [float(v) for v in row["test"].split()]
            else:
                train, test = train[:-18], train[-18:]
            if len(train) >= 3:
                yield row["id"], train, test


def added_up(name, by, horizon=None, least=10):
    """The series of a set added up over `by` periods, from the end of the training part; with a horizon, the last
    values of the whole series are held out instead of the test part."""
    for ident, train, test in series(name):
        if horizon:
            train, test = train + test, []
        parts = [p[len(p) % by:] if i == 0 else p[:len(p) - len(p) % by] for i, p in enumerate((train, test))]
        train, test = [[sum(p[i:i + by]) for i in range(0, len(p), by)] for p in parts]
        if horizon:
            train, test = train[:-horizon], train[-horizon:]
        if len(train) >= least and test:
            yield ident, train, test


def retail():
    """Australian retail trade by state and industry: windows of several lengths, 18 months held out."""
    with open(os.path.join(DATA, "hierarchy", "au_retail_monthly.csv"), encoding="utf-8") as f:
        for row in csv.DictReader(f):
            v = [float(x) for x in row["values"].split() if x != "NA"]
            for n in (48, 72, 96, 120, 160):
                for end in range(len(v) - 18, n, -(97 + n // 3)):
                    yield row["series_id"], v[end - n:end], v[end:end + 18]


def seasonal_test(y, m):
    if m == 1 or len(y) < 3 * m:
        return False
    mean = sum(y) / len(y)
    total = sum((v - mean) ** 2 for v in y)
    if total == 0:
        return False
    r = [sum((y[t] - mean) * (y[t - k] - mean) for t in range(k, len(y))) / total for k in range(1, m + 1)]
    return abs(r[-1]) > 1.645 * ((1 + 2 * sum(v * v for v in r[:-1])) / len(y)) ** 0.5


def naive2(y, m, h):
    """M4's benchmark."""
    if not seasonal_test(y, m):
        return [y[-1]] * h
    half, ratios = m // 2, [[] for _ in range(m)]
    for t in range(half, len(y) - half):
        centre = (sum(y[t - half:t + half + 1]) - (y[t - half] + y[t + half]) / 2) / m
        ratios[t % m].append(y[t] / centre)
    factor = [sum(r) / len(r) for r in ratios]
    mean = sum(factor) / m
    factor = [f / mean for f in factor]
    return [y[-1] / factor[(len(y) - 1) % m] * factor[(len(y) + j) % m] for j in range(h)]


def smape(actual, given):
    return sum(200 * abs(a - g) / (abs(a) + abs(g)) if a or g else 0 for a, g in zip(actual, given)) / len(actual)


def step(y, m):
    """Mean absolute change from the same period a year before: what MASE and MSIS are scaled by. 0 for none."""
    steps = [abs(y[t] - y[t - m]) for t in range(m, len(y))]
    return sum(steps) / len(steps) if steps else 0
