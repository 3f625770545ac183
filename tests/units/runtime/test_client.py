"""What a worker may do to its client, shown with small programs in its place."""

import sys
import textwrap
import time
from pathlib import Path

import pytest

from conv1d_lsp.runtime.answers import Died, Trace
from conv1d_lsp.runtime.client import Limits, RequestError, StartError, Worker
from conv1d_lsp.settings import Generation
from tests.units.runtime.processes import alive, wait_until

READY = 'print(\'{"ready": true, "versions": {}}\', flush=True)\n'
NOTHING = '{"shapes": {}, "faults": [], "skipped": [], "unasked": []}'


def fake(program: str, request: float = 5.0) -> Worker:
    command = [sys.executable, "-c", "import os, sys, time\n" + textwrap.dedent(program)]
    return Worker(sys.executable, Generation.KERAS_3, Limits(request=request, start=5.0), command)


def answer(program: str, request: float = 5.0) -> Trace | Died:
    with fake(READY + textwrap.dedent(program), request) as worker:
        return worker.trace("x = 1", [])


def test_an_answer() -> None:
    assert answer(f"input(); print('{NOTHING}', flush=True); input()") == Trace({}, (), (), ())


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("input(); os.abort()", "the worker ended with SIGABRT"),
        ("input(); os.kill(os.getpid(), 11)", "the worker ended with SIGSEGV"),
        ("input(); sys.exit(3)", "the worker ended with exit status 3"),
        ("input(); sys.exit('no room left')", "the worker ended with exit status 1: no room left"),
        ("sys.exit(4)", "the worker ended with exit status 4"),
        ("input(); print('hello', flush=True); input()", "the worker's answer is not JSON"),
    ],
)
def test_a_death_is_told(program: str, reason: str) -> None:
    assert answer(program) == Died(reason)


def test_a_hang_is_ended() -> None:
    start = time.monotonic()
    assert answer("input(); time.sleep(60)", request=0.3) == Died("no answer within 0.3 seconds")
    assert time.monotonic() - start < 10


def test_much_chatter_does_not_block() -> None:
    assert isinstance(answer(f"input(); sys.stderr.write('x\\n' * 10**6); print('{NOTHING}', flush=True)"), Trace)


def test_it_starts_anew_after_a_death(tmp_path: Path) -> None:
    mark = tmp_path / "died"
    program = f"""
        input()
        if not os.path.exists({str(mark)!r}):
            open({str(mark)!r}, "w").close()
            os.abort()
        print('{NOTHING}', flush=True)
        input()
    """
    with fake(READY + textwrap.dedent(program)) as worker:
        assert isinstance(worker.trace("", []), Died)
        assert isinstance(worker.trace("", []), Trace)


def test_a_refused_request() -> None:
    with pytest.raises(RequestError, match="no request named"):
        answer("""input(); print('{"refused": "there is no request named x"}', flush=True); input()""")


def test_what_it_started_ends_with_it(tmp_path: Path) -> None:
    note = tmp_path / "child"
    program = f"""
        import subprocess
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        with open({str(note)!r}, "w") as file:
            file.write(str(child.pid))
        input()
        time.sleep(60)
    """
    assert isinstance(answer(program, request=2.0), Died)
    child = int(note.read_text())
    assert wait_until(lambda: not alive(child))


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        (
            """print('{"ready": false, "reason": "TensorFlow is not installed in this interpreter."}')""",
            "^TensorFlow is",
        ),
        ("sys.exit('boom')", "exit status 1: boom"),
        ("time.sleep(60)", "no answer within 5 seconds"),
    ],
)
def test_it_says_why_it_cannot_start(program: str, reason: str) -> None:
    with fake(program) as worker, pytest.raises(StartError, match=reason):
        worker.start()


def test_a_program_that_is_not_there() -> None:
    worker = Worker("", Generation.KERAS_2, command=["/no/such/python"])
    with worker, pytest.raises(StartError, match="No such file"):
        worker.start()
