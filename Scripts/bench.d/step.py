"""What apus-step adds to a local step: from launch to the end of a no-op step, less the time of the bare command."""
import datetime
import json
import os
import statistics
import tempfile

from measure import figure, finish, once, run

STEPS = 30


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


with tempfile.TemporaryDirectory() as folder:
    file = os.path.join(folder, "chain.yaml")
    with open(file, "w") as out:
        out.write("name: chain\ncache: false\nsteps:\n")
        for number in range(STEPS):
            out.write(f"  s{number}: {{run: ':'" + (f", after: [s{number - 1}]" if number else "") + "}\n")
    run("apus", "pipeline", "run", file)
    steps = json.loads(run("apus", "run", "describe", "-o", "json"))["steps"]
bare = statistics.median(once(["/bin/sh", "-c", ":"])[0] for _ in range(STEPS))
own = statistics.median(
    (moment(step["attempts"][0]["endedAt"]) - moment(step["attempts"][0]["launchedAt"])) * 1000 for step in steps)
chain = (moment(steps[-1]["endedAt"]) - moment(steps[0]["attempts"][0]["launchedAt"])) * 1000 / STEPS
figure("a no-op step under apus-step, launch to end", own, "ms")
figure("the bare command", bare, "ms")
figure("added by apus-step", own - bare, "ms", 30)
figure("a step of a chain, with what the driver adds", chain, "ms")
finish()
