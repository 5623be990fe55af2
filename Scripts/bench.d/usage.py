"""Memory and processor time of programs in pods: the node is this machine, so they are watched in /proc."""
import os
import threading
import time


def cgroup_peak(entry):
    """The most memory in MiB that the container of a process was charged with: what a limit in its pod's manifest acts on."""
    with open(f"/proc/{entry}/cgroup") as file:
        groups = dict(line.rstrip().split(":", 2)[1:] for line in file)
    name = next((name for name in groups if "memory" in name.split(",")), None)
    group = groups[name or ""]
    if group == "/":
        raise ProcessLookupError(f"{entry} has just ended, and is counted to the whole machine")
    path = f"/sys/fs/cgroup/memory{group}/memory.max_usage_in_bytes" if name else f"/sys/fs/cgroup{group}/memory.peak"
    with open(path) as file:
        return int(file.read()) / (1 << 20)


def spent(entry):
    """Seconds of processor time of all threads that a process has, to the nanosecond: /proc/PID/stat counts in hundredths, and rounds
    down twice."""
    total = 0
    for thread in os.listdir(f"/proc/{entry}/task"):
        with open(f"/proc/{entry}/task/{thread}/schedstat") as file:
            total += int(file.read().split()[0])
    return total / 1e9


class Usage(threading.Thread):
    """Memory and processor time of every process of a program, sampled until stopped."""

    def __init__(self, program, period=0.005):
        super().__init__(daemon=True)
        self.program, self.period, self.found, self.over = program.encode(), period, {}, threading.Event()
        self.looks = {}  # at processes of other programs

    def run(self):
        while not self.over.wait(self.period):
            self.sample()

    def sample(self):
        for entry in os.listdir("/proc"):
            # A process of the container runtime becomes the program soon or never. Looking at all others again and again would take
            # the processors and their caches from what is measured.
            if not entry.isdigit() or self.looks.get(entry, 0) * self.period > 1:
                continue
            try:
                with open(f"/proc/{entry}/cmdline", "rb") as file:
                    if self.program not in file.read():
                        self.looks[entry] = self.looks.get(entry, 0) + 1
                        continue
                with open(f"/proc/{entry}/status") as file:
                    resident = next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM"))
                self.found[entry] = (cgroup_peak(entry), resident, max(spent(entry), self.found.get(entry, (0, 0, 0))[2]))
            except (OSError, StopIteration, KeyError):
                continue

    def wait_until_gone(self):
        """A pod of the run before may still be ending; the first on a node is also charged with reading the image's files."""
        while True:
            self.found, self.looks = {}, {}
            self.sample()
            if not self.found:
                return
            time.sleep(0.2)

    def most(self, what):
        return max(values[what] for values in self.found.values())
