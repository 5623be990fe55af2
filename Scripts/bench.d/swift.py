"""Pipelines in Swift: what a Swift step adds over a command, a graph of 10,000 steps, 1 GiB through a file artifact, and how long 50
steps compile."""
import datetime
import json
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time

from measure import figure, finish, run

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = shutil.which("pipeline-bench")


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def step_times(kind):
    """Milliseconds from launch to end of each step of a chain."""
    run("apus", "pipeline", "run", PROGRAM, "-p", f"commands={kind}")
    steps = json.loads(run("apus", "run", "describe", "-o", "json"))["steps"]
    return [(moment(step["attempts"][0]["endedAt"]) - moment(step["attempts"][0]["launchedAt"])) * 1000 for step in steps]


def compile_time(folder):
    """Seconds that a file with a pipeline of 50 steps takes."""
    lines = ["import ApusPipeline", "struct Part: Codable, ArtifactValue { var value = 0 }",
             "@Sendable func join(_ left: Part, _ right: Part) -> Part { Part(value: left.value + right.value) }",
             "let pipeline = Pipeline(\"fifty\") { flow in", "    let p0 = flow.step(\"s0\") { Part(value: 0) }",
             "    let p1 = flow.step(\"s1\", p0) { Part(value: $0.value + 1) }"]
    for number in range(2, 50):
        body = "run: join)" if number % 2 else "options: StepOptions(retry: .times(2))) { Part(value: $0.value + $1.value) }"
        lines.append(f"    let p{number} = flow.step(\"s{number}\", p{number - 1}, p{number - 2}, {body}")
    lines += ["    flow.step(\"end\", p49) { print($0.value) }", "}"]
    file = os.path.join(folder, "Fifty.swift")
    with open(file, "w") as out:
        out.write("\n".join(lines) + "\n")
    system = f"{ROOT}/.build/checkouts/swift-system/Sources/CSystem/include"
    modules = os.path.join(os.path.dirname(PROGRAM), "Modules")
    begin = time.perf_counter()
    subprocess.run(["swiftc", "-parse-as-library", "-swift-version", "6", "-c", "-I", modules, "-Xcc",
                    f"-fmodule-map-file={system}/module.modulemap", "-Xcc", f"-I{system}", file, "-o", f"{file}.o"], check=True)
    return time.perf_counter() - begin


def settle(folder):
    """Has memory at hand for 3 GiB of files, which a virtual machine's host gives slowly the first time, and nothing to be written."""
    for number in range(3):
        run("cp", f"{folder}/file", f"{folder}/settled-{number}")
    run("rm", "-f", f"{folder}/copy", f"{folder}/again", *(f"{folder}/settled-{number}" for number in range(3)))
    os.sync()


def through(mebibytes):
    """Seconds that a file of that size takes from a step to the next, without making it."""
    begin = time.perf_counter()
    output = run("apus", "pipeline", "run", PROGRAM, "-p", f"mebibytes={mebibytes}")
    return time.perf_counter() - begin - float(re.search(r"made in ([\d.e-]+) s", output)[1])


def passing(folder):
    """The same for 1 GiB, beyond what the run itself takes."""
    settle(folder)
    return -through(1) + through(1024)


def copying(folder):
    """Seconds that cp takes to copy 1 GiB twice."""
    settle(folder)
    begin = time.perf_counter()
    run("cp", f"{folder}/file", f"{folder}/copy")
    run("cp", f"{folder}/copy", f"{folder}/again")
    return time.perf_counter() - begin


# By turns, as the machine may be faster or slower for a while; the gibibytes come last, as the disk is busy with them.
rounds = [(step_times("true"), step_times("false")) for _ in range(3)]
command, swift = (statistics.median(time for times in kind for time in times) for kind in zip(*rounds))
graph = statistics.median(float(run(PROGRAM, "graph").split()[-1]) for _ in range(5))
with tempfile.TemporaryDirectory() as folder:
    seconds = compile_time(folder)
    run(PROGRAM, "--step", "make", "--inputs", folder, "--outputs", folder, "--mebibytes", "1024")
    rounds = [(passing(folder), copying(folder)) for _ in range(3)]
passed, copied = map(statistics.median, zip(*rounds))
figure("a no-op command step, launch to end", command, "ms")
figure("a no-op step in Swift, launch to end", swift, "ms")
figure("added by Swift", swift - command, "ms", 5)
figure("a graph of 10,000 steps, built and checked", graph, "ms", 50)
figure("1 GiB from a step to the next by a file artifact", passed, "s")
figure("two copies of it by cp: into the store and out of it", copied, "s")
figure("speed of the artifact, cp is 1", copied / passed, "", least=0.8)
figure("compiling a file with a pipeline of 50 steps", seconds, "s", 10)
finish()
