"""A chain of no-op steps on the testbed, beside the same chain of bare Jobs, each created by a watch on the completion of the one before.

Both use the same image and the same node. The orchestrator pod and a step pod are watched in /proc on this machine, which is the node.
"""
import json
import os
import statistics
import subprocess
import tempfile
import time

from cluster import Cluster, chain, moment, pipeline, set_up
from measure import figure, finish, run
from usage import Usage

STEPS = 10
ROUNDS = 3
WATCHED = 7  # the median of three still differs by a tenth from one bench to the next
NAMESPACE = "zenml"
IDLE = "0.517"  # seconds; tells the idle pods' processes from all others


def bare_chain(cluster, image, mark):
    """Seconds from the first Job's creation to the last one's completion."""
    jobs = f"/apis/batch/v1/namespaces/{NAMESPACE}/jobs"
    making, watching = cluster.connection(), cluster.connection()

    def create(number):
        labels = {"bench": mark}
        cluster.call(making, "POST", jobs, {
            "apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": f"{mark}-{number}", "labels": labels},
            "spec": {"backoffLimit": 0, "template": {"metadata": {"labels": labels}, "spec": {
                "restartPolicy": "Never", "automountServiceAccountToken": False, "enableServiceLinks": False,
                "containers": [{"name": "main", "image": image, "command": ["/bin/sh", "-c", ":"]}]}}}})

    version = cluster.call(watching, "GET", jobs)["metadata"]["resourceVersion"]
    watching.request("GET", f"{jobs}?watch=1&resourceVersion={version}&labelSelector=bench%3D{mark}")
    events = watching.getresponse()
    begin = time.time()
    create(0)
    done = set()
    while len(done) < STEPS:
        job = json.loads(events.readline())["object"]
        if job.get("status", {}).get("succeeded") and job["metadata"]["name"] not in done:
            done.add(job["metadata"]["name"])
            if len(done) < STEPS:
                create(len(done))
    took = time.time() - begin
    cluster.call(making, "DELETE", f"{jobs}?labelSelector=bench%3D{mark}&propagationPolicy=Background")
    return took


def idle_pod(cluster, image, mark):
    """Processor time of a pod that does nothing, as secure as those of Apus: what the container runtime spends in its process before
    the program starts."""
    usage = Usage("/bin/sleep\0" + IDLE)
    usage.start()
    jobs, connection = f"/apis/batch/v1/namespaces/{NAMESPACE}/jobs", cluster.connection()
    for number in range(ROUNDS):
        cluster.call(connection, "POST", jobs, {
            "apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": f"{mark}-{number}", "labels": {"bench": mark}},
            "spec": {"backoffLimit": 0, "template": {"metadata": {"labels": {"bench": mark}}, "spec": {
                "restartPolicy": "Never", "automountServiceAccountToken": False, "enableServiceLinks": False,
                "containers": [{"name": "main", "image": image, "command": ["/bin/sleep", IDLE], "securityContext": {
                    "allowPrivilegeEscalation": False, "runAsUser": 65532, "runAsNonRoot": True,
                    "capabilities": {"drop": ["ALL"]}, "seccompProfile": {"type": "RuntimeDefault"}}}]}}}})
        run("kubectl", "-n", NAMESPACE, "wait", "--for=condition=complete", "--timeout=120s", f"job/{mark}-{number}")
    usage.over.set()
    usage.join()
    cluster.call(connection, "DELETE", f"{jobs}?labelSelector=bench%3D{mark}&propagationPolicy=Background")
    return statistics.median(values[2] for values in usage.found.values())


def watched(file):
    """Memory and processor time of the pods of a run. Looking at them takes from the processors, so such a run's makespan is not used."""
    usages = Usage("/apus/bin/apus-orchestrator"), Usage("/apus/bin/apus-step")
    for usage in usages:
        usage.wait_until_gone()
        usage.start()
    apus_chain(file)
    for usage in usages:
        usage.over.set()
        usage.join()
    return [usage.found.values() for usage in usages]


def kubectl_beside(file):
    """Processor time of a kubectl that watches the Jobs of a run and does nothing else."""
    watcher = subprocess.Popen(["kubectl", "-n", NAMESPACE, "get", "jobs", "-l", "pipeline=chain", "--watch", "-o", "name"],
                               stdout=subprocess.DEVNULL)
    apus_chain(file)
    watcher.terminate()
    _, watcher.returncode, usage = os.wait4(watcher.pid, 0)
    return usage.ru_utime + usage.ru_stime


def apus_chain(file):
    """Seconds from the first step's launch to the run's end, and the seconds that the whole command took."""
    begin = time.time()
    run("apus", "pipeline", "run", file)
    command = time.time() - begin
    report = json.loads(run("apus", "run", "describe", "-o", "json"))
    first = report["steps"][0]["attempts"][0]["launchedAt"]
    return moment(report["steps"][-1]["endedAt"]) - moment(first), command


with tempfile.TemporaryDirectory() as folder:
    set_up(NAMESPACE)
    file = pipeline(folder, "chain", chain(STEPS))
    cluster = Cluster()
    apus_chain(file)  # pushes the image and lets the node pull it
    image = run("kubectl", "-n", NAMESPACE, "get", "pods", "-l", "pipeline=chain,apus.dev/role=step", "-o",
                "jsonpath={.items[0].spec.containers[0].image}")
    own, bare, commands, drivers, steps = [], [], [], [], []
    for number in range(ROUNDS):
        makespan, command = apus_chain(file)
        own.append(makespan)
        commands.append(command)
        bare.append(bare_chain(cluster, image, f"bench-{os.getpid()}-{number}"))
    for _ in range(WATCHED):
        driver, step = watched(file)
        drivers += driver
        steps += step
    watcher = kubectl_beside(file)
    idle = idle_pod(cluster, image, f"idle-{os.getpid()}")
    subprocess.run(["kubectl", "-n", NAMESPACE, "delete", "jobs", "-l", "pipeline=chain", "--wait=false"], stdout=subprocess.DEVNULL)
figure(f"chain of {STEPS} no-op steps on Apus, makespan", statistics.median(own), "s")
figure("the same chain of bare Jobs, makespan", statistics.median(bare), "s")
figure("ratio", statistics.median(own) / statistics.median(bare), "x", 0.6)
figure("'apus pipeline run' of it, from start to end", statistics.median(commands), "s")
for name, pods in (("orchestrator pod", drivers), ("step pod", steps)):
    charged, resident, processor = zip(*pods)
    figure(f"{name}, peak memory that it is charged with", max(charged), "MiB", 20)
    figure(f"{name}, peak resident, shared files included", max(resident), "MiB")
    figure(f"{name}, processor time", statistics.median(processor), "s", 0.1)
figure("an idle pod, processor time", idle, "s")
figure("'kubectl get jobs --watch' of such a run, processor time", watcher, "s")
finish()
