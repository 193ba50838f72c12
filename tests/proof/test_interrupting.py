"""Ctrl-C in an exploration shows what is known by then: with real processes and real signals."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pexpect
import pytest

# The claims are explored one by one, each without end: with two jobs, in two processes side by side.
STORY = (
    "title: Endless\nvar gold: 0..9000000\nvar silver: 0..9000000\n"
    "claim never gold == 7 and silver == 8999990\nclaim never silver == 7 and gold == 8999990\n"
    "== a\n+ Dig. -> dig\n+ Leave. -> end\n+ Down. -> trap\n"
    "== dig\n~ gold = (gold * 7 + 3) % 8999993\n~ silver = (silver * 11 + gold) % 8999993\n-> a\n"
    "== trap\n+ Round. -> trap\n"
)
CHECK = [sys.executable, "-m", "engine", "check", "--prove"]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    (tmp_path / "endless.story").write_text(STORY, encoding="utf-8")
    return tmp_path / "endless.story"


def seconds_used(pid: int) -> float:
    """CPU seconds of a process and of those that it has started."""
    fields = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields[int(path.parent.name)] = path.read_text(encoding="utf-8").rpartition(")")[2].split()
    whole = {pid} | {one for one, (_, parent, *_) in fields.items() if int(parent) == pid}
    ticks = sum(int(fields[one][11]) + int(fields[one][12]) for one in whole if one in fields)
    return ticks / os.sysconf("SC_CLK_TCK")


def wait_until_it_explores(pid: int) -> None:
    """Wait until it has worked for so long that it has found the trap, which is one turn away."""
    deadline = time.monotonic() + (60 if Path("/proc/self/stat").exists() else 5)
    while time.monotonic() < deadline and seconds_used(pid) < 2:
        time.sleep(0.1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_is_known_is_printed(story: Path, jobs: str) -> None:
    process = subprocess.Popen([*CHECK, "--jobs", jobs, str(story)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    wait_until_it_explores(process.pid)
    assert process.poll() is None, process.communicate()
    process.send_signal(signal.SIGINT)
    out, err = (text.decode() for text in process.communicate(timeout=60))
    assert err == ""
    assert "error[NC506]" in out, out
    assert "endless.story: every play checked (" in out
    assert "not decided: line 4: never gold == 7 and silver == 8999990" in out
    assert process.returncode == 1, "an error was found"


@pytest.mark.skipif(sys.platform == "win32", reason="pexpect needs a Unix terminal")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_in_a_terminal(story: Path, jobs: str) -> None:
    text = STORY.replace("+ Down. -> trap\n", "").partition("== trap")[0]
    story.write_text(text, encoding="utf-8")
    terminal = pexpect.spawn(CHECK[0], [*CHECK[1:], "--jobs", jobs, str(story)], encoding="utf-8", dimensions=(40, 200))
    # What is tried before the search takes half a minute here: it shows the progress, too.
    terminal.expect(r"states explored: [\d,]+ … \(Ctrl-C shows what is known\)", timeout=15)
    terminal.expect(r"states explored: [\d,]+", timeout=60)
    terminal.sendintr()
    terminal.expect("every play checked", timeout=60)
    terminal.expect("not decided: line 5", timeout=60)
    terminal.expect(pexpect.EOF, timeout=60)
    terminal.close()
    assert "Traceback" not in (terminal.before or "")
    assert terminal.exitstatus == 130
