"""Eight processes registering, connecting and switching at once on one store for a minute: what the test of that name says."""
import os
import re
import subprocess

os.environ["APUS_TEST_PROCESSES_SECONDS"] = "60"
os.environ["APUS_TEST_PROGRAMS"] = os.environ["PATH"].split(":")[0]
done = subprocess.run(["swift", "test", "--filter", "ManyProcessesTests"], capture_output=True, text=True)
found = re.search(r"(\d+) commands in .*", done.stdout)
if done.returncode or not found:
    raise SystemExit(f"{done.stdout}{done.stderr}the test fails")
print(f"eight processes on one store: {found[0]}; nothing lost, doubled or locked")
