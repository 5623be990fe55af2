"""What the Kubernetes orchestrator adds to pods, on the testbed: a chain and a fan-out of steps that do nothing, beside bare Jobs.

All use the same image, the same pod spec and the same node, in turns. The bare chain is driven by a watch, which creates Job i + 1
once Job i is complete; a second one does so once the container of Job i has ended. Bare fan-outs are created in parallel.
With --prestart, the chain is also run with the option of that name.
"""
import concurrent.futures
import copy
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from cluster import Cluster, chain, moment, pipeline, set_up
from measure import figure, finish, run

STEPS, WIDTH = 10, 20
ROUNDS, PODS = 3, 7
NAMESPACE = f"apus-bench-{os.getpid()}"
JOBS, PODS_PATH = f"/apis/batch/v1/namespaces/{NAMESPACE}/jobs", f"/api/v1/namespaces/{NAMESPACE}/pods"


class Bare:
    """Jobs and pods without Apus, made from the pod spec of a step: its image and its settings, another command."""

    def __init__(self, cluster, spec):
        self.cluster, self.serial = cluster, 0
        self.spec = copy.deepcopy(spec)
        container = self.spec["containers"][0]
        container["command"] = ["/bin/sh", "-c", "date +%s.%N >/dev/termination-log"]
        container.pop("env", None)
        self.making = cluster.connection()

    def mark(self):
        self.serial += 1
        return f"bare-{self.serial}"

    def create(self, mark, number, connection=None):
        labels = {"bench": mark}
        self.cluster.call(connection or self.making, "POST", JOBS, {
            "apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": f"{mark}-{number}", "labels": labels},
            "spec": {"backoffLimit": 0, "template": {"metadata": {"labels": labels}, "spec": self.spec}}})

    def watch(self, path, mark):
        """The objects with the mark, each time one changes, from now on."""
        connection = self.cluster.connection()
        version = self.cluster.call(connection, "GET", f"{path}?limit=1")["metadata"]["resourceVersion"]
        connection.request("GET", f"{path}?watch=1&resourceVersion={version}&labelSelector=bench%3D{mark}")
        answer = connection.getresponse()
        while line := answer.readline():
            yield json.loads(line)["object"]

    def delete(self, mark):
        for path in (JOBS, PODS_PATH):
            self.cluster.call(self.making, "DELETE", f"{path}?labelSelector=bench%3D{mark}&propagationPolicy=Background")

    def start(self):
        """Seconds from a pod's creation until its container has started."""
        mark = self.mark()
        begin = time.time()
        self.cluster.call(self.making, "POST", PODS_PATH, {
            "apiVersion": "v1", "kind": "Pod", "metadata": {"name": mark, "labels": {"bench": mark}}, "spec": self.spec})
        while not (ended := terminated(self.cluster.call(self.making, "GET", f"{PODS_PATH}/{mark}"))):
            time.sleep(0.1)
        self.delete(mark)
        return float(ended["message"]) - begin

    def chain(self, path, name, is_over):
        """Seconds from the first Job's creation until the last of `STEPS` is over; each is created when the one before is."""
        mark = self.mark()
        events = self.watch(path, mark)
        begin = time.time()
        done = set()
        self.create(mark, 0)
        while len(done) < STEPS:
            thing = next(events)
            if is_over(thing) and name(thing) not in done:
                done.add(name(thing))
                if len(done) < STEPS:
                    self.create(mark, len(done))
        took = time.time() - begin
        self.delete(mark)
        return took

    def fan(self):
        """Seconds from the first creation of `WIDTH` Jobs until all are complete."""
        mark = self.mark()
        events = self.watch(JOBS, mark)
        connections = [self.cluster.connection() for _ in range(WIDTH)]
        for connection in connections:
            connection.connect()
        begin = time.time()
        with concurrent.futures.ThreadPoolExecutor(WIDTH) as pool:
            list(pool.map(lambda number: self.create(mark, number, connections[number]), range(WIDTH)))
        done = set()
        while len(done) < WIDTH:
            job = next(events)
            if complete(job):
                done.add(job["metadata"]["name"])
        took = time.time() - begin
        self.delete(mark)
        return took


def complete(job):
    return bool(job.get("status", {}).get("succeeded"))


def terminated(pod):
    """How the pod's container ended, or `None`."""
    return next((status["state"]["terminated"] for status in pod.get("status", {}).get("containerStatuses", [])
                 if "terminated" in status["state"]), None)


class Apus:
    """One run, and the seconds that its parts took."""

    def __init__(self, file):
        begin = time.time()
        run("apus", "pipeline", "run", file)
        end = time.time()
        steps = json.loads(run("apus", "run", "describe", "-o", "json"))["steps"]
        starts, ends = ([moment(step[what]) for step in steps] for what in ("startedAt", "endedAt"))
        self.makespan = max(ends) - min(moment(step["attempts"][0]["launchedAt"]) for step in steps)
        self.to_first_step = min(starts) - begin
        self.from_last_step = end - max(ends)
        self.own = [end - start for start, end in zip(starts, ends)]
        self.edges = [after - before for before, after in zip(ends, starts[1:])]
        run("kubectl", "-n", NAMESPACE, "delete", "jobs", "-l", "apus.dev/role=orchestrator", "--wait=false")


def quiet():
    """Waits until nothing of the rounds before is left: deleting containers costs the node as much as starting them."""
    while run("kubectl", "-n", NAMESPACE, "get", "pods", "-o", "name").strip():
        time.sleep(0.3)


def in_turns(*measures):
    """What each measure gives, `ROUNDS` times, with nothing else going on."""
    results = [[] for _ in measures]
    for _ in range(ROUNDS):
        for result, measure in zip(results, measures):
            quiet()
            result.append(measure())
    return results


def median(values):
    return statistics.median(values)


def measure(folder):
    set_up(NAMESPACE)
    cluster = Cluster()
    line = pipeline(folder, "line", chain(STEPS))
    fan = pipeline(folder, "fan", {f"s{number}": [] for number in range(WIDTH)})
    run("apus", "pipeline", "run", line)  # pushes the image and lets the node pull it
    jobs = json.loads(run("kubectl", "-n", NAMESPACE, "get", "jobs", "-l", "apus.dev/role=step", "-o", "json"))["items"]
    bare = Bare(cluster, jobs[0]["spec"]["template"]["spec"])
    run("kubectl", "-n", NAMESPACE, "delete", "jobs", "--all")

    pod = median([bare.start() for _ in range(PODS)])
    chains, jobs, pods = in_turns(
        lambda: Apus(line), lambda: bare.chain(JOBS, lambda job: job["metadata"]["name"], complete),
        lambda: bare.chain(PODS_PATH, lambda pod: pod["metadata"]["labels"]["job-name"], terminated))
    fans, many = in_turns(lambda: Apus(fan), bare.fan)

    figure("a bare pod, from its creation until its container has started", pod, "s")
    figure(f"chain of {STEPS} no-op steps on Apus, makespan", median([one.makespan for one in chains]), "s")
    figure("the same of bare Jobs, each created when one is complete", median(jobs), "s")
    figure("the same, each created when a container has ended", median(pods), "s")
    figure("Apus' chain, ratio to bare Jobs", median([one.makespan for one in chains]) / median(jobs), "x")
    figure("Apus' chain, ratio to a watch on containers' ends", median([one.makespan for one in chains]) / median(pods), "x")
    figure("a step's own time", median([own for one in chains for own in one.own]), "s")
    edge = median([edge for one in chains for edge in one.edges])
    figure("an edge of the chain, from a step's end to the next one's start", edge, "s")
    figure("an edge, on top of a bare pod's start", edge - pod, "s", 0.15)
    figure(f"{WIDTH} no-op steps at once on Apus, makespan", median([one.makespan for one in fans]), "s")
    figure(f"{WIDTH} bare Jobs at once, makespan", median(many), "s")
    figure("ratio", median([one.makespan for one in fans]) / median(many), "x", 1)
    first = median([one.to_first_step for one in chains])
    figure("from 'pipeline run' to the first step's start", first, "s")
    figure("the same, on top of a bare pod's start", first - pod, "s", 1.5)
    figure("from the last step's end to the command's exit", median([one.from_last_step for one in chains]), "s", 0.2)
    if "--prestart" in sys.argv:
        early = pipeline(folder, "early", chain(STEPS), prestart=STEPS - 1)
        (ahead,) = in_turns(lambda: Apus(early))
        makespan = median([one.makespan for one in ahead])
        figure("the chain with 'prestart', makespan", makespan, "s")
        figure("the same, ratio to bare Jobs", makespan / median(jobs), "x", 0.15)


run("kubectl", "create", "namespace", NAMESPACE)
try:
    with tempfile.TemporaryDirectory() as folder:
        measure(folder)
finally:
    subprocess.run(["kubectl", "delete", "namespace", NAMESPACE, "--wait=false"], stdout=subprocess.DEVNULL)
finish()
