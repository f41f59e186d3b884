#!/usr/bin/env python3
"""Makes the sample figures of a city folder: months, towns and peers that nobody published.

    tools/sample_figures.py [--check] cities/jiande

Deterministic: the same folder gives the same bytes. Totals pass through the published anchors in
observations/published.csv; a key that is published gets no sample row. --check compares with the files on disk
and exits 1 on a difference. Every row has the status "sample".
"""
import csv
import hashlib
import io
import os
import sys

CITY = "330182"
SOURCE = "样本（生成），非公布数"
YEARS = range(2017, 2022)
LAST = (2021, 9)
HEADER = "indicator,area,period,basis,measure,value,unit,status,known_on,against,source,note".split(",")

# Monthly flows: code: (level of 2020, growth of 2018, 2019, 2020, growth of 2021 to June, share of January-June)
# Levels in the indicator's unit; growth in %. None as a level: only growth is shown.
FLOWS = {
    "IVA": (135.1, 7.6, 6.2, 8.5, 17.7, 0.4494),
    "IOUT": (498.0, 8.9, 3.1, 2.4, 27.6, 0.45669),
    "ISALE": (489.0, 8.5, 3.0, 2.1, 26.9, 0.4552),
    "IPROFIT": (38.6, 9.2, 4.0, 12.3, 41.5, 0.4405),
    "HTVA": (46.3, 9.1, 6.0, 11.2, 19.4, 0.4461),
    "SEVA": (31.7, 8.4, 7.1, 9.9, 16.2, 0.4470),
    "DIGVA": (22.4, 10.4, 8.0, 12.6, 21.3, 0.4480),
    "EQVA": (15.2, 9.6, 10.0, 11.8, 20.1, 0.4450),
    "RDEXP": (9.8, 12.0, 13.5, 14.1, 24.0, 0.4300),
    "IPOWER": (298000, 4.1, 3.6, 2.2, 15.8, 0.4702),
    "POWER": (415000, 4.8, 4.0, 3.1, 14.6, 0.4755),
    "FAI": (None, 9.8, 12.0, 9.1, 16.3, 0.4310),
    "IINV": (71.2, 10.3, 15.0, 17.1, 12.4, 0.4120),
    "HTINV": (None, 14.0, 16.5, 18.2, 22.7, 0.4200),
    "PRIV": (None, 8.1, 11.0, 7.4, 9.6, 0.4360),
    "INFRA": (None, 7.0, 9.3, 12.8, 4.1, 0.4100),
    "REINV": (64.0, 11.0, 13.2, 8.8, 6.9, 0.4630),
    "REAREA": (71.5, 6.0, 4.4, 3.9, 18.0, 0.4480),
    "RETAIL": (152.0, 9.0, 8.8, -2.6, 13.9, 0.4700),
    "LRETAIL": (48.0, 8.2, 7.5, -3.4, 17.2, 0.4720),
    "WSALES": (210.0, 10.0, 9.1, 4.0, 28.5, 0.4600),
    "CATER": (3.4, 7.7, 8.0, -11.8, 24.6, 0.4300),
    "ONLINE": (66.0, 24.0, 20.5, 16.4, 15.1, 0.4550),
    "SERV": (29.0, 9.4, 8.7, 3.6, 16.0, 0.4620),
    "TOUR": (1120.0, 13.0, 11.8, -28.0, 49.5, 0.4210),
    "EXPORT": (78.0, 9.9, 8.1, 6.7, 24.2, 0.4500),
    "TRADE": (91.0, 9.0, 7.4, 6.1, 23.5, 0.4510),
    "XBORDER": (7.6, 22.0, 19.7, 21.0, 18.4, 0.4400),
    "FDI": (8200, 5.0, 4.0, -6.0, 11.0, 0.4900),
    "TREV": (55.6, 9.6, 7.3, 2.8, 57.2, 0.57174),
    "PREV": (34.2, 10.6, 10.0, 10.1, 34.8, 0.5640),
    "PEXP": (66.5, 8.8, 9.5, 5.1, 3.2, 0.5100),
    "JOBS": (7350, 2.0, 1.5, -3.0, 9.0, 0.5500),
    "NEWENT": (9300, 11.0, 9.0, 6.0, 14.0, 0.5050),
    "UPSCALE": (62, 5.0, 6.0, 8.0, 20.0, 0.2600),
}
# Quarterly leaves: the same, and the total each belongs to.
QUARTERLY = {
    "VA1": (35.8, 2.1, 2.0, 2.3, 3.1, 0.3820), "VAI": (152.4, 6.9, 6.1, 6.4, 16.1, 0.4510),
    "VAC": (27.9, 4.2, 5.0, 3.8, 6.6, 0.4350), "VAW": (41.0, 6.4, 6.0, 1.2, 15.0, 0.4620),
    "VAT": (13.6, 5.5, 5.2, 0.4, 12.8, 0.4580), "VAH": (8.1, 6.0, 5.9, -7.5, 21.5, 0.4400),
    "VAF": (26.2, 7.1, 7.4, 8.8, 8.1, 0.4890), "VAR": (24.6, 5.8, 5.1, 4.6, 9.3, 0.4710),
    "VAO": (62.4, 8.0, 8.3, 6.0, 9.0, 0.4800),
    "CONST": (104.0, 6.0, 6.5, 4.0, 11.2, 0.4200), "AGRI": (56.7, 2.3, 2.1, 2.6, 3.4, 0.3900),
    "UINC": (54460, 8.6, 7.9, 3.9, 13.1, 0.5450), "RINC": (30610, 9.3, 9.0, 7.3, 14.6, 0.5250),
}
TOTALS = [("VA2", ("VAI", "VAC")), ("VA3", ("VAW", "VAT", "VAH", "VAF", "VAR", "VAO")), ("GDP", ("VA1", "VA2", "VA3"))]
# Stocks at a month's end: level at the end of 2020, growth over a year.
STOCKS = {"DEPOSIT": (612.4, 11.2), "LOAN": (588.9, 17.6), "ENTITIES": (48600, 8.4), "NFIRMS": (356, 4.0)}
# Rates: code: (value of June 2020, change over a year in points, basis)
RATES = {"HTSHARE": (34.1, 1.4, "ytd"), "TAXSHARE": (90.6, 1.1, "ytd"), "NPL": (0.88, -0.11, "point"),
         "AIR": (95.6, 1.2, "ytd"), "WATER": (100.0, 0.0, "point"), "UNEMP": (2.10, -0.22, "point")}
GROWTH_ONLY = {"CPI": [1.1, 1.0, 1.2, 1.2, 1.3, 1.4, 1.4, 1.4, 1.3]}
TOWN_INDICATORS = ("IVA", "IOUT", "IINV", "TREV", "PREV", "RETAIL", "IPOWER", "NFIRMS")
PEER_INDICATORS = {"IVA": 14.2, "FAI": 13.0, "RETAIL": 13.6, "PREV": 24.1, "RINC": 13.9, "UINC": 11.6, "TREV": 30.0,
                   "GDP": 12.0}


def noise(*key):
    """A number in [-1, 1) that depends on the key alone."""
    h = hashlib.sha256("/".join(map(str, key)).encode()).digest()
    return int.from_bytes(h[:6], "big") / 2 ** 47 - 1


def fixed(value, decimals):
    text = "%.*f" % (decimals, value)
    return text.lstrip("-") if float(text) == 0 else text


def known_on(year, month):
    return "%d-%02d-20" % (year, month + 1) if month < 12 else "%d-01-20" % (year + 1)


class Folder:
    def __init__(self, path):
        self.path = path
        read = lambda name: list(csv.DictReader(open(os.path.join(path, name), encoding="utf-8")))
        self.indicators = {r["code"]: r for r in read("indicators.csv")}
        self.areas = read("areas.csv")
        self.peers = [r for r in read("peers.csv") if r["set"] == "hangzhou" and r["area"] != CITY]
        self.published = {}
        for r in read("observations/published.csv"):
            if r["status"] != "forecast":
                key = (r["indicator"], r["area"], r["period"].replace("-01~", "-"), r["basis"], r["measure"])
                self.published.setdefault(key, r["value"])
        self.rows = {}

    def decimals(self, code):
        return int(self.indicators[code]["decimals"])

    def add(self, file, code, area, period, basis, measure, text, month):
        """A row, unless the key is published. Returns the text that counts."""
        key = (code, area, period, basis, measure)
        if key in self.published:
            return self.published[key]
        unit = "%" if measure == "yoy" else self.indicators[code]["unit"]
        year = int(period[:4])
        self.rows.setdefault(file, []).append(
            [code, area, period, basis, measure, text, unit, "sample", known_on(year, month), "", SOURCE, ""])
        return text


def named(year, month):
    """Period and basis of the months to the given one: December is the year."""
    return (str(year), "year") if month == 12 else ("%d-%02d" % (year, month), "ytd")


def shares(code, year, half):
    """Cumulative shares of a year's months, passing through the share of January to June."""
    weights = [1 + 0.10 * noise(code, m) + 0.02 * noise(code, year, m) for m in range(12)]
    weights[0] *= 0.80 if year != 2020 else 0.70
    weights[1] *= 0.72 if year != 2020 else 0.45
    weights[11] *= 1.18
    drift = 0 if year in (2020, 2021) else 0.006 * noise(code, year, "half")
    first, second = sum(weights[:6]), sum(weights[6:])
    weights = [w / first * (half + drift) for w in weights[:6]] + [w / second * (1 - half - drift) for w in weights[6:]]
    out, total = [], 0
    for w in weights:
        total += w
        out.append(total)
    return out


def growth_path(code, year, whole, months):
    """Year-to-date growth of each month; it settles on the year's."""
    start = 14 if year == 2021 else -16 if year == 2020 else 2.5
    return [whole + start * (1 - m / 12) ** 2 * (0.6 + 0.4 * noise(code, year, "path")) * (m != 12) +
            (0.8 * noise(code, year, m, "g") if m not in (6, 12) else 0) for m in months]


def afterwards(code, m):
    """A single month after June 2021: which part of June's growth of the year to date it still has. The low first half
    of 2020 is over, so some 15 % to 45 %: by September the year to date has lost a fifth to a third of its growth."""
    return 0.30 + 0.14 * noise(code, "afterwards") - 0.03 * (m - 8) + 0.03 * noise(code, 2021, m, "afterwards")


def levels(code, spec, months, deflate):
    """levels[(year, month)], growth[(year, month)] to the given months."""
    whole, g18, g19, g20, g21, half = spec
    base = whole if whole is not None else 100.0
    totals = {2020: base}
    for year, g in ((2020, g20), (2019, g19), (2018, g18)):
        totals[year - 1] = totals[year] / (1 + (g + deflate) / 100)
    level, growth = {}, {}
    for year in range(2017, 2021):
        for m, c in zip(range(1, 13), shares(code, year, half)):
            level[year, m] = totals[year] * c
    june = growth_path(code, 2021, g21, range(1, 7))
    shift = g21 - june[5]
    for m in range(1, 7):
        growth[2021, m] = june[m - 1] + shift
        level[2021, m] = level[2020, m] * (1 + (growth[2021, m] + deflate) / 100)
    for m in range(7, LAST[1] + 1):
        single = 1 + (g21 * afterwards(code, m) + deflate) / 100
        level[2021, m] = level[2021, m - 1] + (level[2020, m] - level[2020, m - 1]) * single
        growth[2021, m] = (level[2021, m] / level[2020, m] - 1) * 100 - deflate
    for year, g in ((2018, g18), (2019, g19), (2020, g20)):
        for m in range(1, 13):
            growth[year, m] = (level[year, m] / level[year - 1, m] - 1) * 100 - deflate if m < 12 else g
    return level, growth


def rising(texts):
    """Does not fall: no month below the one before it."""
    for a, b in zip(texts, texts[1:]):
        assert float(b) >= float(a), texts


def flow_rows(f, code, spec, months, file):
    """Rows of a cumulative flow; returns the level texts by (year, month)."""
    r = f.indicators[code]
    current, decimals = r["growth_at"] == "current", f.decimals(code)
    level, growth = levels(code, spec, months, 0 if current else 2.2 if spec[4] > 10 else 1.0)
    texts = {}
    for year in YEARS:
        for m in months:
            if (year, m) > LAST or (m == 1 and r["jan_feb"] == "merged"):
                continue
            period, basis = named(year, m)
            if spec[0] is not None:
                texts[year, m] = f.add(file, code, CITY, period, basis, "value", fixed(level[year, m], decimals), m)
            if year == 2017:
                continue
            g = growth[year, m]
            if current and spec[0] is not None:
                g = (float(texts[year, m]) / float(texts[year - 1, m]) - 1) * 100
            f.add(file, code, CITY, period, basis, "yoy", fixed(g, 1), m)
        if spec[0] is not None and r["may_fall"] == "no":
            rising([texts[k] for k in sorted(texts) if k[0] == year])
    return texts


def quarter_rows(f, file):
    level, growth = {}, {}
    for code, spec in QUARTERLY.items():
        if code.startswith("VA"):
            lv, gr = levels(code, spec, range(3, 13, 3), 1.0)
            level[code] = {k: round(v, 2) for k, v in lv.items()}
            growth[code] = gr
        else:
            flow_rows(f, code, spec, range(3, 13, 3), file)
    for total, parts in TOTALS:
        level[total] = {k: round(sum(level[p][k] for p in parts), 2) for k in level[parts[0]]}
        growth[total] = {(y, m): sum(level[p][y - 1, m] * growth[p][y, m] for p in parts) / level[total][y - 1, m]
                         for (y, m) in growth[parts[0]]}
    for code in level:
        for year in YEARS:
            for m in range(3, 13, 3):
                if (year, m) > LAST:
                    continue
                period, basis = named(year, m)
                f.add(file, code, CITY, period, basis, "value", fixed(level[code][year, m], 2), m)
                if year > 2017:
                    f.add(file, code, CITY, period, basis, "yoy", fixed(growth[code][year, m], 1), m)


def stock_rows(f, file):
    texts = {}
    for code, (end, g) in STOCKS.items():
        for year in (2019, 2020, 2021):
            for m in range(1, 13):
                if (year, m) > LAST:
                    continue
                months = (year - 2020) * 12 + m - 12
                v = end * (1 + g / 100) ** (months / 12) * (1 + 0.004 * noise(code, year, m))
                period = "%d-%02d" % (year, m)
                texts[code, year, m] = f.add(file, code, CITY, period, "point", "value", fixed(v, f.decimals(code)), m)
    for code, (value, change, basis) in RATES.items():
        step = 3 if f.indicators[code]["frequency"] == "quarter" else 1
        for year in (2019, 2020, 2021):
            for m in range(step, 13, step):
                merged = m == 1 and f.indicators[code]["jan_feb"] == "merged"
                if (year, m) > LAST or merged:
                    continue
                v = min(100, value + change * ((year - 2020) + (m - 6) / 12) + 0.15 * abs(change) * noise(code, year, m))
                period, b = named(year, m) if basis == "ytd" else ("%d-%02d" % (year, m), basis)
                f.add(file, code, CITY, period, b, "value", fixed(v, f.decimals(code)), m)
    for code, path in GROWTH_ONLY.items():
        for m, g in enumerate(path, 1):
            f.add(file, code, CITY, "2021-%02d" % m, "ytd", "yoy", fixed(g, 1), m)
    return texts


def spread(total_text, weights, decimals):
    """Cuts a total into parts that add up to it exactly (largest remainder)."""
    units = round(float(total_text) * 10 ** decimals)
    exact = [units * w / sum(weights) for w in weights]
    out = [int(x) for x in exact]
    order = sorted(range(len(exact)), key=lambda i: exact[i] - out[i], reverse=True)
    for i in order[:units - sum(out)]:
        out[i] += 1
    return out


def town_rows(f, file, city):
    towns = [a["code"] for a in f.areas if a["parent"] == CITY]
    big = {"330182001": 3.2, "330182002": 2.6, "330182003": 2.2, "330182102": 2.8, "330182104": 2.0, "330182109": 1.6}
    for code in TOWN_INDICATORS:
        decimals, stock = f.decimals(code), code in STOCKS
        start = [big.get(t, 0.7) * (1 + 0.3 * noise(code, t)) for t in towns]
        weights = {2020: start, 2021: [w * (1 + 0.06 * noise(code, t, 2021)) for w, t in zip(start, towns)]}
        parts = {}
        for year in (2020, 2021):
            for m in range(1, 13):
                if (year, m) not in city[code]:
                    continue
                parts[year, m] = spread(city[code][year, m], weights[year], decimals)
                period, basis = ("%d-%02d" % (year, m), "point") if stock else named(year, m)
                for t, units in zip(towns, parts[year, m]):
                    f.add(file, code, t, period, basis, "value", fixed(units / 10 ** decimals, decimals), m)
        if stock:
            continue
        for (year, m), now in sorted(parts.items()):
            if year != 2021:
                continue
            ratio = float(city[code][2021, m]) / float(city[code][2020, m])
            own = f.published.get((code, CITY, "2021-%02d" % m, "ytd", "yoy"))
            own = float(own) if own else city["growth", code][m]
            for i, t in enumerate(towns):
                then = parts[2020, m][i]
                if f.indicators[code]["growth_at"] == "current":
                    g = (now[i] / then - 1) * 100
                else:
                    g = ((now[i] / then) / ratio * (1 + own / 100) - 1) * 100
                f.add(file, code, t, "2021-%02d" % m, "ytd", "yoy", fixed(g, 1), m)


def peer_rows(f, file):
    for code, middle in PEER_INDICATORS.items():
        months = (3, 6, 9) if f.indicators[code]["frequency"] == "quarter" else (5, 6, 8, 9)
        for m in months:
            for p in f.peers:
                if p["valid_to"]:
                    continue
                a = p["area"]
                g = middle + (4.5 if code not in ("UINC", "RINC") else 1.2) * noise(code, a) + 0.5 * noise(code, a, m)
                g += {3: 5.0, 5: 1.5}.get(m, 0)
                if code == "TREV" and a == "330113":
                    g = 61.3 + 0.1 * m
                g *= {8: 0.84, 9: 0.76}.get(m, 1)
                if m == 3 and p["valid_from"] > "2021-03-31":
                    continue
                f.add(file, code, a, "2021-%02d" % m, "ytd", "yoy", fixed(g, 1), m)


def city_levels(f, texts, stocks):
    """The city's levels and growth that towns must add up to."""
    out = dict(texts)
    for code in STOCKS:
        out[code] = {(y, m): v for (c, y, m), v in stocks.items() if c == code}
    for code in TOWN_INDICATORS:
        out["growth", code] = {int(r[2][5:7]): float(r[5]) for r in f.rows["sample_city.csv"]
                               if r[0] == code and r[4] == "yoy" and r[2].startswith("2021-")}
    return out


def make(path):
    f = Folder(path)
    texts = {code: flow_rows(f, code, spec, range(1, 13), "sample_city.csv") for code, spec in FLOWS.items()}
    quarter_rows(f, "sample_city.csv")
    stocks = stock_rows(f, "sample_city.csv")
    town_rows(f, "sample_towns.csv", city_levels(f, texts, stocks))
    peer_rows(f, "sample_peers.csv")
    files = {}
    for name, rows in f.rows.items():
        out = io.StringIO()
        w = csv.writer(out, lineterminator="\n")
        w.writerow(HEADER)
        w.writerows(rows)
        files[os.path.join(path, "observations", name)] = out.getvalue()
    return files


def main(args):
    check = "--check" in args
    paths = [a for a in args if a != "--check"]
    if len(paths) != 1:
        sys.exit(__doc__)
    different = 0
    for name, text in make(paths[0]).items():
        if check:
            same = os.path.exists(name) and open(name, encoding="utf-8").read() == text
            different += not same
            print("%s %s" % ("same     " if same else "DIFFERENT", name))
        else:
            open(name, "w", encoding="utf-8").write(text)
            print("%6d rows %s" % (text.count("\n") - 1, name))
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
