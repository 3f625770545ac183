"""How a path is shown to the user."""

from pathlib import PurePath


def shown(path: PurePath, working_directory: PurePath) -> str:
    """`path` from the working directory on, with `/`; a path outside of it as it was given."""
    whole = _without_detours(working_directory / path)
    inside = whole.is_relative_to(working_directory)
    return (whole.relative_to(working_directory) if inside else path).as_posix()


def _without_detours(path: PurePath) -> PurePath:
    """`a/../b` as `b`: by the words alone, as the link that `a` may be is not what the user typed."""
    kept: list[str] = []
    for part in path.parts:
        if part == ".." and len(kept) > 1:
            kept.pop()
        else:
            kept.append(part)
    return type(path)(*kept)
