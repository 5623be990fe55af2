"""Fails when an environment variable that the code reads is missing in Documentation/environment.md, or the other way round."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
documented = set(re.findall(r"`(APUS_[A-Z0-9_]+)", (ROOT / "Documentation/environment.md").read_text()))
used = {}
for folder in ("Sources", "Plugins", "Tests", "Scripts"):
    for file in (ROOT / folder).rglob("*"):
        if file.is_file() and file.suffix in ("", ".swift", ".sh", ".py"):
            for name in re.findall(r"\b(APUS_[A-Z0-9_]*[A-Z0-9])\b", file.read_text(errors="ignore")):
                used.setdefault(name, file.relative_to(ROOT))
problems = [f"{where}: {name} is not in Documentation/environment.md" for name, where in sorted(used.items()) if name not in documented
            and not name.startswith(("APUS_INPUT", "APUS_OUTPUT", "APUS_PARAM"))]
problems += [f"Documentation/environment.md: nothing reads {name}" for name in sorted(documented - set(used))
             if not name.startswith(("APUS_INPUT", "APUS_OUTPUT", "APUS_PARAM"))]
print("\n".join(problems), file=sys.stderr, end="\n" if problems else "")
sys.exit(1 if problems else 0)
