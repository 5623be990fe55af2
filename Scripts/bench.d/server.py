"""The server: its start and memory, calls at 64 connections, 1,000 step pods reporting at once, and list pages with 100,000 runs
of 20 steps in the database (--runs N for fewer)."""
import json
import os
import pathlib
import sqlite3
import statistics
import sys
import time
import urllib.request
import uuid

from http_load import call, load, percentile
from measure import figure, finish, run

CONNECTIONS, CALLS, PODS, STEPS = 64, 6400, 1000, 20
RUNS = int(sys.argv[sys.argv.index("--runs") + 1]) if "--runs" in sys.argv else 100_000
PORT = 8238
HOME = pathlib.Path(os.environ["APUS_HOME"])
DATA = HOME / "server"
NOW = "2026-01-01T00:00:00.000Z"


def start():
    """Milliseconds from the command to the first answer."""
    began = time.perf_counter()
    run("apus", "server", "start", "--port", str(PORT))
    load(PORT, [[call("GET", "/info", key())]])
    return (time.perf_counter() - began) * 1000


def key():
    return (DATA / "api-key").read_text().strip()


def answer(path):
    """The items that the server answers."""
    asked = urllib.request.Request(f"http://127.0.0.1:{PORT}/api/v1{path}", headers={"Authorization": f"Bearer {key()}"})
    with urllib.request.urlopen(asked) as response:
        return json.load(response)["items"]


def memory():
    """MiB that the server has in memory."""
    process = json.loads((DATA / "process.json").read_text())["process"]
    status = pathlib.Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def spread(calls):
    return [calls[place::CONNECTIONS] for place in range(CONNECTIONS)]


def measured(name, calls):
    rate, times = load(PORT, spread(calls))
    figure(f"{name}: calls per second", rate, "/s")
    figure(f"{name}: p99", percentile(times, 0.99), "ms")


def new_run(name, steps, token):
    """Stores a run of `steps` steps that has begun; returns its identity."""
    identity, digest = str(uuid.uuid4()), f"sha256:{0:064x}"
    stacks = {"components": components, "failureMode": "continue_on_failure", "orchestratorSettings": {}, "pipeline": "bench",
              "stack": "default", "stepSettings": {}}
    plan = stacks | {"steps": [
        {"command": {"shell": {"_0": "true"}}, "environment": {}, "inputs": {}, "mustRun": False, "name": f"s{number}",
         "orchestratorSettings": {}, "outputs": [], "retry": {"backoff": 1, "delay": 0, "maximumRetries": 0}, "secrets": [],
         "upstream": [], "cacheSeed": digest} for number in range(steps)]}
    stored = {"run": {"createdAt": NOW, "id": identity, "name": name, "pipeline": "bench", "stack": "default", "status": "initializing"},
              "plan": plan}
    load(PORT, [[call("POST", "/runs", token, json.dumps(stored).encode()),
                 call("POST", f"/runs/{identity}/status", token, json.dumps({"status": "running", "at": NOW}).encode())]])
    return identity


def attempt(identity, number, verb, token, **body):
    path = f"/runs/{identity}/steps/s{number}/attempts/1/{verb}"
    return call("POST", path, token, json.dumps({"at": NOW, "holder": f"pod-{number}"} | body).encode())


def launch(identity, number, token):
    return attempt(identity, number, "launch", token, inputs={})


def report(identity, number, token):
    return attempt(identity, number, "report", token, outcome={"succeeded": {"outputs": {}}})


def pod(identity, number, token):
    """What one step pod calls."""
    about = call("GET", f"/runs/{identity}", token)
    yield call("GET", "/info", token)
    yield attempt(identity, number, "claim", token)
    yield call("GET", f"/runs/{identity}/steps/s{number}/secret-variables", token)
    yield from [about] * 7
    yield from [report(identity, number, token)] * 2


def fill(count):
    """Copies the newest run that has ended `count` times, with its steps and events."""
    base = sqlite3.connect(DATA / "apus.db")
    base.executescript("PRAGMA synchronous = OFF; PRAGMA journal_size_limit = 0")
    (old,) = base.execute("SELECT id FROM run WHERE status = 'succeeded' AND pipeline = 'copied'").fetchone()
    tables = {}
    for table in ("run", "step_run", "event"):
        column = "id" if table == "run" else "run"
        tables[table] = base.execute(f"SELECT * FROM {table} WHERE {column} = ?", (old,)).fetchall()
    (name, created) = base.execute("SELECT name, created_at FROM run WHERE id = ?", (old,)).fetchone()
    statuses = ["succeeded"] * 8 + ["failed", "cancelled"]
    for number in range(count):
        new = str(uuid.UUID(int=(created + number << 80) | 7 << 76 | 1 << 63 | number))
        status = statuses[number % len(statuses)]
        for table, rows in tables.items():
            for row in rows:
                cells = [cell.replace(old, new).replace(name, f"copied-{number}") if isinstance(cell, str) else cell for cell in row]
                if table == "run":
                    cells[2], cells[3], cells[4] = f"pipeline-{number % 50}", status, created + number
                    cells[6] = (cells[6].replace('"succeeded"', f'"{status}"').replace('"pipeline":"copied"', f'"pipeline":"{cells[2]}"'))
                base.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(cells))})", cells)
        if number % 1000 == 999:
            base.commit()
    base.commit()
    base.close()


figure("server start to first answer", start(), "ms", 2000)
figure("memory, idle", memory(), "MiB", 60)
token = key()
run("apus", "login", f"http://127.0.0.1:{PORT}")
components = answer("/components")
load(PORT, spread([call("GET", "/runs", token)] * 640))

identity = new_run("calls", CALLS, token)
for number in range(100):
    new_run(f"listed-{number}", 1, token)
print(f"At {CONNECTIONS} connections:")
measured("run list of 50", [call("GET", "/runs?limit=50", token)] * CALLS)
measured("step launch", [launch(identity, number, token) for number in range(CALLS)])
measured("step claim", [attempt(identity, number, "claim", token) for number in range(CALLS)])
measured("step report", [report(identity, number, token) for number in range(CALLS)])

identity = new_run("pods", PODS, token)
load(PORT, spread([launch(identity, number, token) for number in range(PODS)]))
began = time.perf_counter()
_, times = load(PORT, [pod(identity, number, token) for number in range(PODS)])
assert len(times) == PODS * 12
figure(f"{PODS} step pods reporting at once, 12 calls each: all done", time.perf_counter() - began, "s")
figure("the slowest of their calls", percentile(times, 1), "ms")
figure("memory, most of these parts", memory(), "MiB")

print(f"With {RUNS} runs of {STEPS} steps:")
pipeline = HOME / "copied.yaml"
pipeline.write_text("name: copied\nsteps:\n" + "".join(
    f"  s{number}: {{run: 'true'{f', after: [s{number - 1}]' if number else ''}}}\n" for number in range(STEPS)))
run("apus", "pipeline", "run", str(pipeline), "--stack", "default", cwd=HOME)
run("apus", "server", "stop")
fill(RUNS)
figure("size of the database", (DATA / "apus.db").stat().st_size / 2**30, "GiB")
figure("server start to first answer", start(), "ms", 2000)
some = answer("/runs?pipeline=pipeline-7&limit=1")[0]["id"]
PAGES = ["/runs", "/runs?limit=100", "/runs?status=failed&limit=100", "/runs?status=running", "/runs?pipeline=pipeline-7&limit=100",
         "/runs?pipeline=pipeline-7&status=cancelled&limit=100", "/runs?matching=copied-4242", f"/runs/{some}/steps", "/stacks",
         "/components", "/connectors", "/schedules", "/secrets"]
for path in PAGES:
    _, times = load(PORT, [[call("GET", path, token)] * 30])
    figure(f"GET {path.replace(some, 'RUN')}", statistics.median(times) * 1000, "ms", 50)
    figure(f"GET {path.replace(some, 'RUN')}, slowest", times[-1] * 1000, "ms")
figure("memory after these pages", memory(), "MiB", 150)
finish()
