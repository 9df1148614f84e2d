#!/usr/bin/env python3
"""Writes distances.json: inputs and what SciPy (1.10) and NumPy say of them. PSI is computed here from its definition.

Run it in this folder with a Python that has scipy; the seed makes the inputs the same every time."""
import json
import math

import numpy as np
from scipy import special, stats

rng = np.random.default_rng(20240501)


def rounded(values):
    return np.round(values, 3)


def numeric_cases():
    yield "same normal", rounded(rng.normal(20, 3, 1500)), rounded(rng.normal(20, 3, 1000))
    yield "shifted normal", rounded(rng.normal(20, 3, 1500)), rounded(rng.normal(21, 3, 700))
    yield "slightly shifted normal", rounded(rng.normal(0, 1, 2000)), rounded(rng.normal(0.08, 1, 1000))
    yield "wider normal", rounded(rng.normal(0, 1, 800)), rounded(rng.normal(0, 1.6, 300))
    yield "apart", rounded(rng.uniform(0, 1, 300)), rounded(rng.uniform(5, 6, 200))
    yield "lognormal", rounded(rng.lognormal(0, 1, 1200)), rounded(rng.lognormal(0.2, 1, 900))
    yield "few values each", rounded(rng.normal(0, 1, 7)), rounded(rng.normal(0.5, 1, 5))
    yield "two and three", np.array([1.0, 2.0]), np.array([1.5, 2.5, 3.5])
    yield "one and one", np.array([1.0]), np.array([1.0])
    yield "counts with ties", rng.poisson(3, 900).astype(float), rng.poisson(3.4, 500).astype(float)
    yield "flag", (rng.random(1000) < 0.3).astype(float), (rng.random(400) < 0.5).astype(float)
    yield "constant, then below it", np.full(500, 7.0), np.concatenate([np.full(250, 7.0), np.full(50, 6.0)])
    yield "mostly zero", np.where(rng.random(1000) < 0.85, 0, rounded(rng.exponential(2, 1000))), np.where(
        rng.random(600) < 0.7, 0, rounded(rng.exponential(2, 600)))
    yield "one hundred each", rounded(rng.normal(0, 1, 100)), rounded(rng.normal(0.3, 1, 100))


def psi(reference_counts, current_counts):
    result = 0.0
    for r, c in zip(reference_counts, current_counts):
        r_share = r / sum(reference_counts) if r else 1e-4
        c_share = c / sum(current_counts) if c else 1e-4
        result += (c_share - r_share) * math.log(c_share / r_share)
    return result


def psi_numeric(reference, current, bins):
    quantiles = list(np.quantile(reference, np.arange(1, bins) / bins))
    edges = set(quantiles)
    for q in quantiles:
        if quantiles.count(q) > 1:  # a bin of its own
            edges.add(np.nextafter(q, -np.inf))
    edges = sorted(edges)

    def counts(values):
        return np.bincount(np.searchsorted(edges, values, side="left"), minlength=len(edges) + 1).tolist()

    return psi(counts(reference), counts(current))


def numeric():
    for name, a, b in numeric_cases():
        a, b = np.sort(a), np.sort(b)
        ks = stats.ks_2samp(a, b, alternative="two-sided", method="asymp")
        p = ks.pvalue if not math.isnan(ks.pvalue) else 1.0  # one value each: SciPy rounds 1/2 to no values
        yield {"name": name, "reference": a.tolist(), "current": b.tolist(), "statistic": ks.statistic, "p": p,
               "psi": psi_numeric(a, b, 10), "psi4": psi_numeric(a, b, 4)}


def categorical():
    tables = [[[10, 20, 30], [6, 9, 17]], [[100, 200, 300, 400], [130, 180, 290, 400]], [[5000, 5000], [480, 520]],
              [[10, 0, 5], [0, 10, 5]], [[10, 0, 5], [7, 0, 9]], [[7], [9]], [[1, 1], [1, 1]], [[900, 90, 9, 1], [80, 15, 4, 1]],
              [rng.integers(1, 200, 40).tolist(), rng.integers(1, 100, 40).tolist()],
              [rng.integers(50, 60, 65).tolist(), rng.integers(10, 20, 65).tolist()]]
    for reference, current in tables:
        kept = [i for i in range(len(reference)) if reference[i] + current[i] > 0]
        test = stats.chi2_contingency([[row[i] for i in kept] for row in (reference, current)], correction=False)
        yield {"reference": reference, "current": current, "statistic": test[0], "p": test[1],
               "psi": psi(reference, current)}


def kolmogorov():
    for n in [1, 2, 3, 5, 10, 20, 50, 100, 139, 140, 141, 200, 400, 667, 804, 1000, 2048, 4096]:
        for z in [0.3, 0.5, 0.7, 0.9, 1.0, 1.2, 1.4, 1.48, 1.49, 1.6, 1.9, 2.1, 2.5, 3.5, 5.0, 9.0, 15.0]:
            d = round(z / math.sqrt(n), 6)
            if d < 1:
                yield [n, d, float(stats.kstwo.sf(d, n))]


def gamma():
    for a in [0.5, 1, 1.5, 2, 4.5, 10, 31.5, 32, 100, 500, 2047.5]:
        for factor in [0, 0.001, 0.1, 0.5, 0.9, 1, 1.01, 1.1, 1.5, 2, 5]:
            x = a * factor
            yield [a, x, float(special.gammaincc(a, x))]


with open("distances.json", "w") as out:
    json.dump({"numeric": list(numeric()), "categorical": list(categorical()), "kolmogorov": list(kolmogorov()),
               "gamma": list(gamma())}, out, separators=(",", ":"))
    out.write("\n")
