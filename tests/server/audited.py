"""The real server, which notes in the file that `AUDIT` names what it and its processes open, run, import and start."""

import os
import sys

#: Of these the first argument is a path or an address.
_TOLD = frozenset(
    (
        "open",
        "os.exec",
        "os.listdir",
        "os.mkdir",
        "os.posix_spawn",
        "os.remove",
        "os.rename",
        "os.scandir",
        "os.symlink",
        "os.system",
        "os.truncate",
        "pickle.find_class",
        "socket.bind",
        "socket.connect",
        "subprocess.Popen",
    )
)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def watch(log: int) -> None:
    def note(event: str, arguments: tuple[object, ...]) -> None:
        if event == "exec":
            told = getattr(arguments[0], "co_filename", "?")
        elif event in _TOLD:
            told = os.fsdecode(arguments[0]) if isinstance(arguments[0], str | bytes) else repr(arguments[0])
        else:
            return
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES:
            event = "write"
        os.write(log, f"{event}\t{told}\n".encode("utf-8", "replace"))

    sys.addaudithook(note)


if "AUDIT" in os.environ:  # in the processes of the server too
    watch(os.open(os.environ["AUDIT"], os.O_WRONLY | os.O_APPEND))

if __name__ == "__main__":
    from conv1d_lsp.server import serve

    sys.exit(serve(["--stdio"]))
