"""Loads exported models with Python's torch and runs the example that travels with each.

    check_export.py MODEL.pt ...

Exit 0 when every forward() gives its example's output, 1 with a message when one does not, 77 without torch.
"""
import json
import math
import sys

try:
    import torch
except ImportError as error:
    print(error)
    sys.exit(77)

TOLERANCE = 1e-5


def check(path):
    """What is wrong with the model, or None."""
    extra = {"meta.json": ""}
    model = torch.jit.load(path, _extra_files=extra)
    meta = json.loads(extra["meta.json"])
    example = meta["example"]
    numbers = [math.nan if value is None else value for value in example["numeric"]]
    arguments = [torch.tensor([numbers], dtype=torch.float64)]
    if len(meta["inputs"]) > 1:
        arguments.append([example["text"]])
    result = model(*arguments)
    if meta["task"] == "anomaly-detection":
        result, anomalous = result
        if bool(anomalous[0]) != example["anomalous"]:
            return f"anomalous is {bool(anomalous[0])}"
    found = result.flatten().tolist()
    expected = example["output"]
    if len(found) != len(expected):
        return f"expected {expected}, found {found}"
    for want, got in zip(expected, found):
        if not abs(want - got) <= TOLERANCE * (1 + abs(want)):
            return f"expected {expected}, found {found}"
    if model.classes != meta["outputs"][0].get("classes", []):
        return f"classes are {model.classes}"
    if model.training or model.model_id != meta["model"] or model.feature_names != meta["feature_names"]:
        return "attributes do not agree with meta.json"
    print(f"torch {torch.__version__}: {meta['task']} gives {found}")
    return None


for file in sys.argv[1:]:
    trouble = check(file)
    if trouble:
        print(f"{file}: {trouble}")
        sys.exit(1)
