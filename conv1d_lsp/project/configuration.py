"""The table `[tool.conv1d-lsp]` of a `pyproject.toml`, validated."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from conv1d_lsp.project.errors import ConfigurationError, as_written, did_you_mean

if TYPE_CHECKING:
    from conv1d_lsp.settings import Both, Generation

TABLE = "conv1d-lsp"

_KEYS = ("keras", "read-data-files", "rules", "per-path", "baseline")
_LARGEST = 20_000_000


def configured_in(folder: Path) -> dict[str, object] | None:
    """The folder's table with known keys only, or None if its `pyproject.toml` (should there be one) has none.

    Raises ConfigurationError if the file speaks of this tool and is no TOML, or has a key that is not known.
    """
    file = folder / "pyproject.toml"
    try:
        if not file.is_file() or file.stat().st_size > _LARGEST:
            return None
        data = file.read_bytes()
    except OSError:
        return None
    if TABLE.encode() not in data:
        return None
    table = _table(file, data)
    for key in table or ():
        if key not in _KEYS:
            raise ConfigurationError(f'{file}: [tool.{TABLE}] has no setting "{key}"{did_you_mean(key, _KEYS)}')
    return table


def generation(value: object, where: str) -> Generation | Both | None:
    """What a user means by 2, 3 (or "2", "3"), by "both", or by "auto", which is None.

    Raises ConfigurationError, whose sentence begins with `where`.
    """
    if value == "auto":
        return None
    from conv1d_lsp.settings import BOTH, Generation

    if value == BOTH.value:
        return BOTH
    if type(value) in (int, str) and value in (2, 3, "2", "3"):  # TOML's 2.0 is no generation, nor is true
        return Generation(int(str(value)))
    raise ConfigurationError(f'{where} must be 2, 3, "both" or "auto", not {as_written(value)}')


def switch(value: object, where: str) -> bool:
    """What a user means by true or false. Raises ConfigurationError, whose sentence begins with `where`."""
    if isinstance(value, bool):
        return value
    raise ConfigurationError(f"{where} must be true or false, not {as_written(value)}")


def _table(file: Path, data: bytes) -> dict[str, object] | None:
    import tomllib

    try:
        tool = tomllib.loads(data.decode()).get("tool")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigurationError(f"{file} is not valid TOML: {error}") from error
    table = tool.get(TABLE) if isinstance(tool, dict) else None
    if table is None or isinstance(table, dict):
        return table
    raise ConfigurationError(f"{file}: tool.{TABLE} must be a table, not {as_written(table)}")
