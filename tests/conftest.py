"""Real Keras for the tests that ask it: one worker a generation in each pytest process."""

import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from hypothesis import settings

from conv1d_lsp.runtime.client import Limits, Worker
from conv1d_lsp.runtime.find import find
from conv1d_lsp.settings import Generation

settings.register_profile("untimed", deadline=None)  # no test is about time
settings.load_profile("untimed")

#: A machine that builds other things beside may be slow.
LIMITS = Limits(request=180, start=300)

#: After so many tests a worker is ended, and a new one comes: TensorFlow keeps what models were compiled into.
TESTS_OF_A_WORKER = 250


@pytest.fixture(autouse=True, scope="session")
def interruptible() -> Iterator[None]:
    """Programs begun in the background of a shell ignore Ctrl-C, and hand that on to those that a test interrupts."""
    ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    if ignored:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    if ignored:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


@pytest.fixture(autouse=True, scope="session")
def no_active_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is installed where the tests run says nothing about the programs in them, nor do earlier runs."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("CONV1D_LSP_CACHE_DIR", str(tmp_path_factory.mktemp("cache") / "conv1d-lsp"))
        for name in ("VIRTUAL_ENV", "CONDA_PREFIX"):
            patched.delenv(name, raising=False)
        yield


@pytest.fixture(autouse=True, scope="session")
def no_service() -> Iterator[None]:
    """The service that runs the tests is none for the commands in them."""
    with pytest.MonkeyPatch.context() as patched:
        for name in list(os.environ):
            if name.startswith(("GITHUB_", "GITLAB_", "CI_", "BUILD_")):
                patched.delenv(name)
        yield


@pytest.fixture(scope="session")
def ask() -> Iterator[Callable[[Generation], Worker]]:
    """Gives the worker of a generation. Where that Keras is missing the test is skipped, in CI it fails."""
    interpreter = find(sys.executable)
    with ExitStack() as workers:
        running: dict[Generation, Worker] = {}
        asked = Counter[Generation]()

        def worker(generation: Generation) -> Worker:
            if not interpreter.can_run(generation):
                reason = interpreter.obstacles[generation]
                (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
            if generation not in running:
                running[generation] = workers.enter_context(Worker(sys.executable, generation, LIMITS))
            asked[generation] += 1
            if asked[generation] % TESTS_OF_A_WORKER == 0:
                running[generation].close()
            return running[generation]

        yield worker


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the lines about which real Keras was not asked, with the reasons."""
    exempt = {
        value
        for report in terminalreporter.getreports("passed")
        for name, value in report.user_properties
        if name == "judge"
    }
    if exempt:
        terminalreporter.section(f"not judged by real Keras: {len(exempt)} lines")
        for text in sorted(map(str, exempt)):
            terminalreporter.line(text)
