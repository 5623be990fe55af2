"""Runs of many steps on the testbed: its real control plane and node for the orchestrator pod, hollow nodes for the steps' pods.

A hollow kubelet plays those pods: it says that each runs and ends, and claims and reports its attempt to the server as apus-step does.
What the orchestrator asks of the API server, and when, is read from the API server's audit log. Everything shares this machine's
processors, so for comparison it is also measured how fast Jobs without pods are created by a client that does nothing else.
"""
import concurrent.futures
import contextlib
import datetime
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

from cluster import Cluster, moment, pipeline, set_up
from measure import figure, finish, run
from usage import Usage

STEPS = int(sys.argv[sys.argv.index("--steps") + 1]) if "--steps" in sys.argv else 10_000
LAYERS = 100
NAMESPACE = f"apus-scale-{os.getpid()}"
JOBS = f"/apis/batch/v1/namespaces/{NAMESPACE}/jobs"
LABEL = "apus.dev/hollow"
DRIVER = f"system:serviceaccount:{NAMESPACE}:zenml-service-account"


def fan(count):
    wide = [f"w{number}" for number in range(count - 2)]
    return {"source": [], **{step: ["source"] for step in wide}, "sink": wide}


def layered(count):
    """Layers of equal width; each step comes after two of the layer before."""
    layers = min(LAYERS, max(count // 10, 2))
    width = count // layers
    return {f"l{layer}x{place}": [f"l{layer - 1}x{other % width}" for other in (place, place + 1)] if layer else []
            for layer in range(layers) for place in range(width)}


@contextlib.contextmanager
def hollow_nodes(server, *options):
    """Has a process play pods meanwhile."""
    with open(os.path.join(os.environ["APUS_HOME"], "server", "api-key")) as file:
        key = file.read().strip()
    process = subprocess.Popen(
        ["hollow-kubelet", "--pool", NAMESPACE, "--server", server, *options],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "APUS_API_KEY": key})
    try:
        if process.stdout.readline().strip() != "ready":
            raise SystemExit("the hollow kubelet does not start")
        yield
    finally:
        process.stdin.close()
        process.wait()
    if process.returncode:
        raise SystemExit("the hollow kubelet had trouble")


class AuditLog:
    """What the orchestrator pods of the namespace asked the API server for, from now on."""

    def __init__(self):
        self.path = os.environ["APUS_TESTBED_AUDIT"]
        self.start = os.path.getsize(self.path)

    def requests(self):
        """One event for each request, in order of arrival."""
        found = {}
        with open(self.path) as log:
            log.seek(self.start)
            for line in log:
                if DRIVER not in line:
                    continue
                event = json.loads(line)
                if event["user"]["username"] == DRIVER:
                    found.setdefault(event["auditID"], event)
        return sorted(found.values(), key=lambda event: event["requestReceivedTimestamp"])


def arrived(event):
    text = event["requestReceivedTimestamp"].rstrip("Z")
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.timezone.utc).timestamp()


class Measured:
    """One run and what it cost."""

    def __init__(self, file, steps, seconds):
        self.steps = steps
        log = AuditLog()
        name = os.path.basename(file).removesuffix(".yaml")
        begin = time.time()
        run("apus", "pipeline", "run", file, "--asynchronous")
        self.submission = time.time() - begin
        usage = Usage(newest(name)["id"], period=0.5)
        usage.start()
        self.name = wait_for_end(name, seconds)
        usage.over.set()
        usage.join()
        self.memory, self.processor = usage.most(0), usage.most(2)
        self.requests = log.requests()
        self.report = json.loads(run("apus", "run", "describe", self.name, "-o", "json"))
        self.ends = {step["step"]: moment(step["endedAt"]) for step in self.report["steps"]}
        self.makespan = max(self.ends.values()) - min(map(arrived, self.creations()))

    def creations(self):
        return [event for event in self.requests
                if event["verb"] == "create" and event["objectRef"].get("resource") == "jobs"]

    def rate(self):
        """Creations per second, between the first and the last, without the steps that come alone."""
        times = [arrived(event) for event in self.creations()][1:-1]
        return (len(times) - 1) / (times[-1] - times[0])

    def kinds(self):
        counts = {}
        for event in self.requests:
            key = f"{event['verb']} {event['objectRef'].get('resource', '')}"
            counts[key] = counts.get(key, 0) + 1
        return counts

    def refusals(self):
        return sum(1 for event in self.requests if event.get("responseStatus", {}).get("code") == 429)

    def dispatches(self):
        """Seconds from the end of the last step that a step waits for until the API server got the request for its Job."""
        order = [step["step"] for step in self.report["steps"]]
        waits = []
        for event in self.creations():
            index, attempt = re.search(r"-(\d+)-(\d+)$", event["objectRef"]["name"]).groups()
            before = self.steps[order[int(index)]]
            if before and attempt == "1":
                waits.append(arrived(event) - max(self.ends[step] for step in before))
        return sorted(waits)

    def show(self, what, rate=None):
        count = len(self.steps)
        figure(f"{what}: submission", self.submission, "s")
        figure(f"{what}: makespan", self.makespan, "s")
        figure(f"{what}: Jobs created", self.rate(), "/s", least=rate)
        figure(f"{what}: API requests of the orchestrator for a step", len(self.requests) / count, "", 2.2)
        print("    " + ", ".join(f"{kind} {number}" for kind, number in sorted(self.kinds().items())))
        figure(f"{what}: requests refused for too much traffic", self.refusals(), "")
        figure(f"{what}: orchestrator's peak memory that its pod is charged with", self.memory, "MiB", 100)
        figure(f"{what}: orchestrator's processor time", self.processor, "s")

    def show_dispatch(self, what, target=None):
        waits = self.dispatches()
        figure(f"{what}: dispatch, median", statistics.median(waits) * 1000, "ms")
        figure(f"{what}: dispatch, 99 of 100", waits[int(len(waits) * 0.99)] * 1000, "ms", target)


def newest(pipeline_name):
    return json.loads(run("apus", "run", "list", "--pipeline", pipeline_name, "--limit", "1", "-o", "json"))["items"][0]


def wait_for_end(pipeline_name, seconds):
    end = time.time() + seconds
    while (found := newest(pipeline_name))["status"] != "succeeded":
        if found["status"] in ("failed", "cancelled") or time.time() > end:
            raise SystemExit(f"run {found['name']} is {found['status']}: {found.get('reason')}")
        time.sleep(1)
    return found["name"]


def largest_object():
    """The kind, name and bytes of the largest object in the namespace, as the API server sends it."""
    largest = ("", "", 0)
    for kind in ("jobs", "pods", "secrets", "configmaps"):
        for thing in json.loads(run("kubectl", "-n", NAMESPACE, "get", kind, "-o", "json"))["items"]:
            size = len(json.dumps(thing, separators=(",", ":")))
            if size > largest[2]:
                largest = (kind, thing["metadata"]["name"], size)
    return largest


def bare_rate(cluster, count):
    """Jobs per second that 16 connections create when nothing else is done with them."""
    def create(numbers):
        connection = cluster.connection()
        for number in numbers:
            cluster.call(connection, "POST", JOBS, {
                "apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": f"bare-{number}", "labels": {"bench": "bare"}},
                "spec": {"parallelism": 0, "template": {"spec": {
                    "restartPolicy": "Never", "containers": [{"name": "main", "image": "none", "command": ["true"]}]}}}})

    begin = time.time()
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        list(pool.map(create, [range(start, count, 16) for start in range(16)]))
    took = time.time() - begin
    run("kubectl", "-n", NAMESPACE, "delete", "jobs", "-l", "bench=bare", "--wait=false")
    return count / took


def clean():
    """Removes what a run made, so that the next one finds the control plane as this one did."""
    run("kubectl", "-n", NAMESPACE, "delete", "jobs", "-l", "apus.dev/role=orchestrator", "--wait=false")
    while run("kubectl", "-n", NAMESPACE, "get", "pods,jobs", "-o", "name", "--chunk-size=500").strip():
        time.sleep(2)


def measure(folder):
    server = set_up(NAMESPACE)
    hollow = {"node_selectors": {LABEL: NAMESPACE}, "tolerations": [{"key": LABEL, "operator": "Exists"}]}
    cluster = Cluster()

    def measured(name, steps):
        return Measured(pipeline(folder, name, steps, pod_settings=hollow), steps, 1800)

    with hollow_nodes(server):
        measured("first", fan(4))  # pushes the image and lets the node pull it
        clean()
        wide = measured("fan", fan(STEPS))
        wide.show(f"fan-out of {STEPS}", rate=100)
        clean()
        deep = measured("layers", layered(STEPS))
        deep.show(f"layers of {STEPS}")
        deep.show_dispatch(f"layers of {STEPS}, as fast as they go")
        clean()
    count = min(STEPS, 2000)
    figure("Jobs without pods, by a client that does nothing else", bare_rate(cluster, count), "/s")
    with hollow_nodes(server, "--seconds", "1", "--spread", "2"):
        paced = measured("paced", layered(count))
        paced.show_dispatch(f"layers of {count}, each step 1 to 3 s", 50)
        kind, name, size = largest_object()
        figure(f"largest object of that run ({kind[:-1]} {name})", size / 1024, "KiB", 64)
        clean()


run("kubectl", "create", "namespace", NAMESPACE)
try:
    with tempfile.TemporaryDirectory() as folder:
        measure(folder)
finally:
    subprocess.run(["kubectl", "delete", "namespace", NAMESPACE, "--wait=false"], stdout=subprocess.DEVNULL)
finish()
