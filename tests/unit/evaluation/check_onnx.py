"""Runs exported ONNX files in onnxruntime on the records of our scoring, after the checker of ONNX.

    check_onnx.py FOLDER      # NAME.onnx and NAME.json: {inputs: {field: values}, expected, scale}

Exit 0 when each output is within 1e-6 of ours, 1 with a message when one is not, 77 without onnxruntime.
"""
import glob
import json
import math
import sys

try:
    import numpy
    import onnx
    import onnxruntime
except ImportError as error:
    print(error)
    sys.exit(77)

TOLERANCE = 1e-6


def columns(session, inputs):
    """The records as the session takes them."""
    taken = {}
    for wanted in session.get_inputs():
        values = inputs[wanted.name]
        if wanted.type == "tensor(string)":
            taken[wanted.name] = numpy.array(values, dtype=object).reshape(-1, 1)
        else:
            taken[wanted.name] = numpy.array([float(value) for value in values]).reshape(-1, 1)
    return taken


def check(path):
    """The largest relative difference; an AssertionError where something is wrong."""
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    with open(path[:-5] + ".json") as file:
        case = json.load(file)
    meta = json.loads({entry.key: entry.value for entry in model.metadata_props}["driftwood.json"])
    session = onnxruntime.InferenceSession(path)
    assert [value.name for value in session.get_inputs()] == [value["name"] for value in meta["inputs"]]
    assert [value.name for value in session.get_outputs()] == [value["name"] for value in meta["outputs"]]
    largest = 0.0
    rows = len(case["expected"])
    for begin, end in ((0, 1), (1, 8), (8, rows), (0, 0)):
        part = {name: values[begin:end] for name, values in case["inputs"].items()}
        found = session.run(None, columns(session, part))[0].reshape(end - begin, len(case["expected"][0]))
        for ours, theirs, scale in zip(case["expected"][begin:end], found, case["scale"][begin:end]):
            for one, other in zip([float(value) for value in ours], theirs.tolist(), strict=True):
                if one == other or (math.isnan(one) and math.isnan(other)):
                    continue
                difference = abs(one - other) / scale
                assert difference <= TOLERANCE, f"{other} instead of {one}"
                largest = max(largest, difference)
    return largest


worst = 0.0
files = sorted(glob.glob(sys.argv[1] + "/*.onnx"))
for file in files:
    try:
        worst = max(worst, check(file))
    except Exception as trouble:  # whatever is wrong with a file, it has a name
        print(f"{file}: {type(trouble).__name__}: {trouble}")
        sys.exit(1)
print(f"onnxruntime {onnxruntime.__version__}, onnx {onnx.__version__}: {len(files)} files, largest difference {worst:.2g}")
sys.exit(0 if files else 1)
