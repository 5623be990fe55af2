"""What the benchmarks share: running commands with their time and memory, and printing a figure beside its target."""
import os
import statistics
import subprocess
import time


def run(*words, **options):
    """Runs a command that has to succeed, and returns its standard output."""
    done = subprocess.run(words, capture_output=True, text=True, **options)
    if done.returncode:
        raise SystemExit(f"$ {' '.join(words)}\n{done.stdout}{done.stderr}exit code {done.returncode}")
    return done.stdout


def once(words):
    """Wall time in milliseconds and peak memory in MiB of one run of a command."""
    begin = time.perf_counter()
    child = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = status
    if status:
        raise SystemExit(f"{' '.join(words)} fails")
    return (time.perf_counter() - begin) * 1000, usage.ru_maxrss / 1024


def beside(first, second, rounds=30):
    """Medians of both commands, run in turns."""
    for words in (first, second):
        once(words)
    runs = [(once(first), once(second)) for _ in range(rounds)]
    medians = [[statistics.median(run[which][what] for run in runs) for what in (0, 1)] for which in (0, 1)]
    return medians


missed = []


def figure(name, value, unit, target=None, least=None):
    """Prints a measured figure, and whether it meets its target: at most `target`, or at least `least`."""
    met = (target is None or value <= target) and (least is None or value >= least)
    verdict = "" if target is None and least is None else f"   target {'' if least is None else '>= '}{least if target is None else target:g} {unit}: "
    if verdict:
        verdict += "met" if met else "MISSED"
    if not met:
        missed.append(name)
    print(f"{name:<62}{value:>9.2f} {unit}{verdict}", flush=True)


def finish():
    """Ends the benchmark: with exit code 1 when a target was missed."""
    raise SystemExit(1 if missed else 0)
