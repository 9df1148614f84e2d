"""Loads exported .pt2 files with torch.export, runs them on the records of our scoring, trains and saves them again.

    check_pt2.py FOLDER      # NAME.pt2, and NAME.json as tests/support/scored_rows.h writes it

Exit 0 when all of it works and each output is within 1e-6 of ours, 1 with a message otherwise.
"""
import glob
import io
import json
import math
import sys
import warnings

import torch

TOLERANCE = 1e-6
MISSING = "\uffff"


def arguments(meta, inputs, begin, end):
    """The records as the program takes them."""
    taken = []
    for part in meta["inputs"]:
        columns = []
        for field in part["fields"]:
            values = inputs[field["path"]][begin:end]
            if part["name"] == "text":
                places = {text: place for place, text in enumerate(field["vocabulary"])}
                places[MISSING] = part["missing"]
                columns.append([places.get(value, part["unknown"]) for value in values])
            else:
                columns.append([float(value) for value in values])
        kind = torch.int64 if part["name"] == "text" else torch.float64
        taken.append(torch.tensor(columns, dtype=kind).T.contiguous() if columns else torch.empty(end - begin, 0, dtype=kind))
    return taken


def first(result):
    return result[0] if isinstance(result, tuple) else result


def compare(module, meta, case):
    largest = 0.0
    rows = len(case["expected"])
    for begin, end in ((0, 2), (2, 9), (9, rows)):
        found = first(module(*arguments(meta, case["inputs"], begin, end))).reshape(end - begin, -1).tolist()
        for ours, theirs, scale in zip(case["expected"][begin:end], found, case["scale"][begin:end]):
            for one, other in zip([float(value) for value in ours], theirs, strict=True):
                if one == other or (math.isnan(one) and math.isnan(other)):
                    continue
                assert abs(one - other) / scale <= TOLERANCE, f"{other} instead of {one}"
                largest = max(largest, abs(one - other) / scale)
    return largest


def train(program, meta, case):
    """Whether some steps towards other outputs lower the loss; where features are enormous, gradients are zero or no numbers."""
    module = program.module()
    finite = [i for i, row in enumerate(case["expected"]) if all(math.isfinite(float(value)) for value in row)][:64]
    inputs = {name: [values[i] for i in finite] for name, values in case["inputs"].items()}
    taken = arguments(meta, inputs, 0, len(finite))
    goal = first(module(*taken)).detach() * 0.5
    optimizer = torch.optim.Adam(module.parameters(), lr=1e-3)
    losses = []
    for _ in range(20):
        optimizer.zero_grad()
        loss = torch.mean((first(module(*taken)) - goal) ** 2)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses[-1] < losses[0]


def check(path):
    extra = {"driftwood.json": ""}
    program = torch.export.load(path, extra_files=extra)
    meta = json.loads(extra["driftwood.json"])
    with open(path[:-4] + ".json") as file:
        case = json.load(file)
    assert json.loads(program.graph_module.meta["custom"] if isinstance(program.graph_module.meta.get("custom"), str)
                      else json.dumps(program.graph_module.meta["custom"]))["driftwood_model"] == meta["model"]
    largest = compare(program.module(), meta, case)
    saved = io.BytesIO()
    torch.export.save(program, saved)
    saved.seek(0)
    assert compare(torch.export.load(saved).module(), meta, case) == largest
    compare(program.run_decompositions().module(), meta, case)
    return largest, train(program, meta, case)


if tuple(map(int, torch.__version__.split("+")[0].split(".")[:2])) >= (2, 9):
    warnings.filterwarnings("error", message=".*(deprecated|older|old format)")
worst = 0.0
trained = 0
files = sorted(glob.glob(sys.argv[1] + "/*.pt2"))
for file in files:
    try:
        difference, learned = check(file)
        worst = max(worst, difference)
        trained += learned
    except Exception as trouble:  # whatever is wrong with a file, it has a name
        print(f"{file}: {type(trouble).__name__}: {trouble}")
        sys.exit(1)
print(f"torch {torch.__version__}: {len(files)} files, largest difference {worst:.2g}, {trained} trained further")
sys.exit(0 if 2 * trained > len(files) else 1)
