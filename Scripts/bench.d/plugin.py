"""What an executable plugin costs: starting it, on top of its own start, and a request to it."""
import json
import os
import re
import statistics
import struct
import subprocess
import tempfile
import time

from measure import figure, finish, run

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def own_start(program):
    """Milliseconds from starting the program by itself until it has introduced itself."""
    request = json.dumps({"id": 1, "call": "hello", "arguments": {"protocols": [1], "host": "bench"}, "seconds": 10}).encode()
    begin = time.perf_counter()
    child = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                             env={**os.environ, "APUS_PLUGIN_COOKIE": os.environ["APUS_PLUGIN_COOKIE"]})
    child.stdin.write(struct.pack(">I", len(request)) + request)
    child.stdin.flush()
    child.stdout.read(struct.unpack(">I", child.stdout.read(4))[0])
    passed = (time.perf_counter() - begin) * 1000
    child.stdin.close()
    child.wait()
    return passed


def value(name):
    return re.search(rf'{name} = "([^"]+)"', open(f"{ROOT}/Sources/ApusWire/Plugins/PluginProtocol.swift").read())[1]


os.environ["APUS_PLUGIN_COOKIE"] = value("let cookie")
with tempfile.TemporaryDirectory() as folder:
    run("apus", "flavor", "new", "bench", "--lang", "python", "--folder", f"{folder}/bench")
    program = f"{folder}/bench/bench.py"
    said = run("apus", "flavor", "test", program, f"--path={folder}/artifacts")
    start, request = map(float, re.search(r"starts in ([\d.]+) ms, answers in ([\d.]+) ms", said).groups())
    own = statistics.median(own_start(program) for _ in range(15))
figure("start of an executable plugin (Python)", start, "ms")
figure("the same program's own start", own, "ms")
figure("added by the host", start - own, "ms", 30)
figure("a request to it", request, "ms", 1)
finish()
