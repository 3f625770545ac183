"""Files of data that a program reads: looked at again when they change, left alone where nobody trusts the folder."""

from pathlib import Path

import numpy as np
import pytest
from lsprotocol import types as t

from tests.server.clients import MODERN, PUSHED, session, until
from tests.server.test_real_engine import SERVER

MAIN = """\
import keras
import numpy as np
from keras import layers

x = np.load("x.npy")
model = keras.Sequential([keras.Input(x.shape[1:]), layers.Conv1D(8, 50)])
"""


async def test_data_that_changes_on_the_disk(tmp_path: Path) -> None:
    main, data = tmp_path / "main.py", tmp_path / "x.npy"
    main.write_text(MAIN, encoding="utf-8")
    np.save(data, np.zeros((4, 100, 3)))

    def changed(kind: t.FileChangeType) -> t.DidChangeWatchedFilesParams:
        return t.DidChangeWatchedFilesParams([t.FileEvent(data.as_uri(), kind)])

    async with session(PUSHED, SERVER) as client:
        client.open(main.as_uri(), MAIN)
        assert not await client.found(main.as_uri())
        np.save(data, np.zeros((4, 40, 3)))
        client.workspace_did_change_watched_files(changed(t.FileChangeType.Changed))
        await until(lambda: client.diagnostics[main.as_uri()])
        (fault,) = client.diagnostics[main.as_uri()]
        assert fault.code == "window-too-long"
        data.unlink()
        client.workspace_did_change_watched_files(changed(t.FileChangeType.Deleted))
        await until(lambda: not client.diagnostics[main.as_uri()])
        np.save(data, np.zeros((4, 40, 3)))
        client.workspace_did_change_watched_files(changed(t.FileChangeType.Created))
        await until(lambda: client.diagnostics[main.as_uri()])


@pytest.mark.parametrize("options", [{"trusted": False, "readDataFiles": True}, {"readDataFiles": False}])
async def test_data_is_left_alone(tmp_path: Path, options: dict[str, bool]) -> None:
    main = tmp_path / "main.py"
    main.write_text(MAIN, encoding="utf-8")
    np.save(tmp_path / "x.npy", np.zeros((4, 40, 3)))
    async with session(MODERN, SERVER, options=options) as client:
        client.open(main.as_uri(), MAIN)
        assert not await client.found(main.as_uri())
    async with session(MODERN, SERVER) as client:
        client.open(main.as_uri(), MAIN)
        assert await client.found(main.as_uri())
