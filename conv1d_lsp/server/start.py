"""The server's process: its arguments and its streams."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from typing import BinaryIO, NoReturn, cast

from conv1d_lsp.server import (
    acting,
    answers,
    commands,
    completing,
    configuration,
    lifecycle,
    navigation,
    notebooks,
    synchronization,
)
from conv1d_lsp.server.arguments import parse
from conv1d_lsp.server.ending import leave
from conv1d_lsp.server.server import Server
from conv1d_lsp.server.streams import Inbox, Outbox

#: Parsing is recursive in native code, and some systems give a thread half a megabyte.
_STACK_BYTES = 16 * 1024 * 1024

#: Seconds in which a client that leaves can still read what was answered.
_LAST_WORDS = 2.0


def start(arguments: Sequence[str]) -> int:
    """Serve as the arguments say. Returns only if they make no sense, or ask for help."""
    try:
        options = parse(arguments)
    except SystemExit as error:
        return int(error.code or 0)
    return run(Server(parent=options.clientProcessId), options.tcp)


def run(server: Server, port: int | None = None) -> NoReturn:
    """Serve until the client leaves, on a port or else over the standard streams; then end the process."""
    lifecycle.register(server)
    configuration.register(server)
    synchronization.register(server)
    notebooks.register(server)
    answers.register(server)
    acting.register(server)
    commands.register(server)
    completing.register(server)
    navigation.register(server)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="conv1d-lsp: %(levelname)s: %(message)s")
    logging.getLogger("pygls").setLevel(logging.ERROR)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # else the reader's thread would be waited for
    threading.stack_size(_STACK_BYTES)
    if port is None:
        _serve_streams(server)
    else:
        _serve_port(server, port)
    leave(server.exit_code)


def _serve_streams(server: Server) -> None:
    """Serve over the standard streams until they close.

    The protocol gets copies of them; what anyone else reads or prints, a child process or C code included, finds an
    empty stdin, and stderr.
    """
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    outbox = Outbox(sink)
    server.start_io(cast(BinaryIO, Inbox(source, outbox)), cast(BinaryIO, outbox))
    outbox.finish(_LAST_WORDS)


def _serve_port(server: Server, port: int) -> None:
    try:
        server.start_tcp("127.0.0.1", port)
    except OSError as error:  # of the port alone: what a client brings about ends within pygls
        reason = os.strerror(error.errno) if error.errno else str(error)
        print(f"conv1d-lsp server: port {port} cannot be waited on: {reason}", file=sys.stderr)
        sys.exit(2)
