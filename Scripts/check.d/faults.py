"""Fails when Documentation/faults.md names a test that does not exist, or a row names none and does not say so."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = "Documentation/faults.md"
names = set()
for file in (ROOT / "Tests").rglob("*.swift"):
    text = file.read_text()
    names.update(re.sub(r"\\(.)", r"\1", name) for name in re.findall(r'@Test\(\s*"((?:[^"\\]|\\.)*)"', text))
    names.update(re.findall(r"@Test[^`]*?\bfunc `([^`]+)`", text))
problems = []
for number, line in enumerate((ROOT / PAGE).read_text().splitlines(), 1):
    cells = line.strip("|").split("|") if line.startswith("| ") else []
    if not cells or cells[0].strip() == "fault":
        continue
    tests = re.findall(r"`([^`]+)`", cells[2])
    problems += [f"{PAGE}:{number}: there is no test '{test}'" for test in tests if test not in names]
    if not tests and "no test of its own yet" not in cells[1]:
        problems.append(f"{PAGE}:{number}: the row names no test")
print("\n".join(problems), file=sys.stderr, end="\n" if problems else "")
sys.exit(1 if problems else 0)
