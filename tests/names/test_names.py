"""The table of names against the installed Keras: the day it gains or loses one, this says so."""

import pytest

from tests.names.table import PLACE, text

pytest.importorskip("keras")
pytest.importorskip("tf_keras")


def test_the_table_is_what_the_installed_keras_has() -> None:
    assert PLACE.read_text("utf-8") == text(), "python -m tests.names writes it anew"
