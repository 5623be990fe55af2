"""Commands that contact nothing: 'apus stack list' beside 'kubectl version --client', then four commands on a store with
1,000 components, and completion."""
import itertools
import shutil
import statistics

from measure import beside, figure, finish, once, run

COMPONENTS, STACKS = 1000, 100

if not shutil.which("kubectl"):
    raise SystemExit("kubectl is not installed: Scripts/setup")
own, peer = beside(["apus", "stack", "list"], ["kubectl", "version", "--client"])
figure("apus stack list, wall time", own[0], "ms", 30)
figure("apus stack list, peak memory", own[1], "MiB", 40)
figure("kubectl version --client, wall time", peer[0], "ms")
figure("kubectl version --client, peak memory", peer[1], "MiB")
figure("wall time, ratio to kubectl", own[0] / peer[0], "x")
figure("peak memory, ratio to kubectl", own[1] / peer[1], "x")

for number in range(COMPONENTS // 2):
    run("apus", "orchestrator", "register", f"orchestrator-{number:04}", "--flavor", "kubernetes", "--kubernetes_namespace=team",
        "--label", "team=vision")
    run("apus", "artifact-store", "register", f"artifact-store-{number:04}", "--flavor", "local", f"--path=/data/{number:04}")
run("apus", "orchestrator", "register", "here", "--flavor", "local")
for number in range(STACKS):
    run("apus", "stack", "register", f"stack-{number:04}", "-o", "here", "-a", f"artifact-store-{number:04}")

fresh = (f"new-{number}" for number in itertools.count())
COMMANDS = {
    "apus stack list": lambda: ["apus", "stack", "list"],
    "apus stack describe": lambda: ["apus", "stack", "describe", "stack-0042"],
    "apus orchestrator register": lambda: ["apus", "orchestrator", "register", next(fresh), "--flavor", "kubernetes"],
    "apus stack set": lambda: ["apus", "stack", "set", "stack-0042"],
    "apus orchestrator list": lambda: ["apus", "orchestrator", "list"],
    "apus orchestrator list -o json": lambda: ["apus", "orchestrator", "list", "-o", "json"],
}
print(f"With {COMPONENTS} components and {STACKS} stacks in the store:")
for name, words in COMMANDS.items():
    once(words())
    runs = [once(words()) for _ in range(30)]
    target = (30, 40) if "orchestrator list" not in name else (None, None)
    figure(f"{name}, wall time", statistics.median(time for time, _ in runs), "ms", target[0])
    figure(f"{name}, peak memory", statistics.median(memory for _, memory in runs), "MiB", target[1])
completion = ["apus", "complete", "--", "orchestrator", "describe", "orchestrator-00"]
figure("completing a name, wall time", statistics.median(once(completion)[0] for _ in range(30)), "ms", 50)
finish()
