"""Types into an interactive shell on a terminal of its own, until a file is there: type.py SHELL FILE TEXT...

Each TEXT is sent with a return. What the shell shows goes to standard output. Ends with 1 after a minute without the file.
"""
import os
import pty
import select
import sys
import time

SHELLS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
shell, wanted, lines = sys.argv[1], sys.argv[2], sys.argv[3:]
child, terminal = pty.fork()
if child == 0:
    os.environ["TERM"] = "xterm"
    os.execvp(SHELLS[shell][0], SHELLS[shell])
os.write(terminal, "".join(line + "\r" for line in lines).encode())
deadline = time.monotonic() + 60
while not os.path.exists(wanted) and time.monotonic() < deadline:
    if select.select([terminal], [], [], 0.05)[0]:
        try:
            seen = os.read(terminal, 65536)
        except OSError:
            break
        sys.stdout.write(seen.decode(errors="replace"))
        if b"\x1b[c" in seen or b"\x1b[0c" in seen:
            os.write(terminal, b"\x1b[?1;2c")  # what a terminal answers when it is asked what it is
os.close(terminal)
os.kill(child, 9)
os.waitpid(child, 0)
sys.exit(0 if os.path.exists(wanted) else 1)
