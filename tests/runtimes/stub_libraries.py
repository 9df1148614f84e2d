"""Makes empty stand-ins for the libraries that a folder of shared libraries needs and this machine lacks.

    stub_libraries.py LIBRARIES STUBS

pip's PyTorch is a CUDA build, whose libraries for the GPU are several gigabytes. On a machine without one they are only
loaded and asked whether there is a GPU: libraries of their names will do, whose functions say that there is none.
"""
import collections
import pathlib
import re
import subprocess
import sys
import tempfile


NO_DEVICE = 100  # of cudaError_t and CUresult


def said(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


libraries, stubs = (pathlib.Path(path) for path in sys.argv[1:3])
stubs.mkdir(parents=True, exist_ok=True)
needed = {}  # a version of symbols: the library that has it
missing = set()
wanted = collections.defaultdict(set)  # version: symbols; "" has those of no version
defined = set()
for library in sorted(libraries.glob("*.so*")):
    missing |= set(re.findall(r"(\S+) => not found", said("ldd", library)))
    of = None
    for line in said("readelf", "-V", library).splitlines():
        if found := re.search(r"File: (\S+)", line):
            of = found[1]
        elif (found := re.search(r"Name: (\S+)", line)) and of:
            needed[found[1]] = of
    for line in said("nm", "-D", "--undefined-only", library).splitlines():
        symbol, _, version = line.split()[-1].partition("@")
        wanted[version.lstrip("@")].add(symbol)
    defined |= {line.split()[-1].partition("@")[0] for line in said("nm", "-D", "--defined-only", library).splitlines()}

loose = {symbol for symbol in wanted[""] - defined if re.match(r"_?_?(cu|nccl|nvsh|nvrtc|nvJit)", symbol)}
for name in sorted(missing):
    versions = {version: wanted[version] for version, of in needed.items() if of == name}
    symbols = set().union(*versions.values()) if versions else set()
    if not versions:
        symbols = loose
    with tempfile.TemporaryDirectory() as folder:
        code, script = pathlib.Path(folder, "stub.c"), pathlib.Path(folder, "stub.map")
        code.write_text("".join(f'const char* {symbol}(void) {{ return ""; }}\n' if "Error" in symbol and "Get" in symbol
                                and "Last" not in symbol else f"int {symbol}(void) {{ return {NO_DEVICE}; }}\n"
                                for symbol in sorted(symbols)) or "int stub;\n")
        script.write_text("".join(f"{version} {{ global: {' '.join(f'{s};' for s in sorted(of))} }};\n"
                                  for version, of in versions.items()))
        command = ["gcc", "-w", "-fno-builtin", "-shared", "-nostdlib", f"-Wl,-soname,{name}", "-o", stubs / name, code]
        if versions:
            command.append(f"-Wl,--version-script={script}")
        subprocess.run(command, check=True)
print(f"{len(missing)} libraries in {stubs}")
