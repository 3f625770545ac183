"""The table of names against the installed Keras: the day it gains or loses one, this says so."""

import pytest

from tests.names import tensorflow_1
from tests.names.table import PLACE, text

pytest.importorskip("keras")
pytest.importorskip("tf_keras")


def test_the_table_is_what_the_installed_keras_has() -> None:
    assert PLACE.read_text("utf-8") == text(), "python -m tests.names writes it anew"


def test_the_table_of_tensorflow_1_is_what_the_installed_tensorflow_lacks() -> None:
    pytest.importorskip("tensorflow")
    assert tensorflow_1.PLACE.read_text("utf-8") == tensorflow_1.text(), "python -m tests.names writes it anew"
