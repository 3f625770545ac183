"""Models as graphs of calls."""

import pytest

from conv1d_lsp.diagnostics import ModelGraph
from conv1d_lsp.engine import draw
from conv1d_lsp.settings import Settings

HEAD = "import keras\nfrom keras import layers\n"


def graphs(source: str) -> tuple[ModelGraph, ...]:
    return draw(HEAD + source, "train.py", Settings()).graphs


def graph(source: str) -> ModelGraph:
    (found,) = graphs(source)
    return found


def lines(found: ModelGraph) -> list[tuple[str, str, object]]:
    return [(found.boxes[line.source].layer, found.boxes[line.target].layer, line.shape) for line in found.lines]


def test_a_chain_has_its_shapes_on_the_lines() -> None:
    found = graph("i = keras.Input((100, 3))\nm = keras.Model(i, layers.Dense(2)(layers.Conv1D(8, 5)(i)))\n")
    assert (found.variable, found.kind, found.params) == ("m", "Functional", 146)
    assert lines(found) == [("Input", "Conv1D", (None, 100, 3)), ("Conv1D", "Dense", (None, 96, 8))]
    assert found.boxes[1].settings == (("filters", "8"), ("kernel_size", "5"))
    assert [box.params for box in found.boxes] == [0, 128, 18]


def test_a_sequential_begins_with_its_input() -> None:
    found = graph("m = keras.Sequential([keras.Input((100, 3)), layers.Conv1D(8, 5), layers.Flatten()])\n")
    assert lines(found) == [("Input", "Conv1D", (None, 100, 3)), ("Conv1D", "Flatten", (None, 96, 8))]


def test_a_sequential_that_knows_no_input_has_no_shapes() -> None:
    found = graph("m = keras.Sequential([layers.Conv1D(8, 5), layers.Flatten()])\n")
    assert lines(found) == [("Conv1D", "Flatten", "?")]


def test_calls_of_a_shared_layer_are_numbered() -> None:
    found = graph(
        "a, b = keras.Input((9, 3)), keras.Input((9, 3))\nd = layers.Dense(4)\n"
        "m = keras.Model([a, b], layers.Add()([d(a), d(b)]))\n"
    )
    assert [(box.call, box.calls) for box in found.boxes if box.layer == "Dense"] == [(1, 2), (2, 2)]
    assert lines(found).count(("Dense", "Add", (None, 9, 4))) == 2


def test_outputs_are_told_apart() -> None:
    found = graph(
        "i = keras.Input((9, 3))\ns, h, c = layers.LSTM(4, return_sequences=True, return_state=True)(i)\n"
        "m = keras.Model(i, layers.Concatenate()([h, c]))\n"
    )
    assert [(line.index, line.shape) for line in found.lines][1:] == [(1, (None, 4)), (2, (None, 4))]


def test_a_model_in_a_model_is_a_box_with_it_inside() -> None:
    inner, outer = graphs(
        "i = keras.Input((9, 3))\nenc = keras.Model(i, layers.Conv1D(4, 3)(i))\n"
        "j = keras.Input((9, 3))\nm = keras.Model(j, layers.Flatten()(enc(j)))\n"
    )
    (box,) = [box for box in outer.boxes if box.inner is not None]
    assert box.inner is not None
    assert box.inner.boxes == inner.boxes
    assert ("Functional", "Flatten", (None, 7, 4)) in lines(outer)


def test_a_call_that_fails_stands_where_it_is_made() -> None:
    found = graph(
        "i = keras.Input((100, 3))\n"
        "a = layers.MaxPooling1D(2)(i)\nb = layers.Conv1D(3, 5)(i)\ny = layers.Add()([a, b])\n"
        "m = keras.Model(i, layers.Dense(1)(y))\n"
    )
    (failing,) = [box for box in found.boxes if box.fails]
    assert (failing.layer, failing.place and failing.place.line) == ("Add", 6)
    assert set(lines(found)) >= {
        ("MaxPooling1D", "Add", (None, 50, 3)),
        ("Conv1D", "Add", (None, 96, 3)),
        ("Add", "Dense", None),
    }


@pytest.mark.parametrize("layer", ["conv = layers.Conv1D(8, 30)\ny = conv(i)", "y = layers.Conv1D(8, 30)(i)"])
def test_the_class_of_what_fails_is_read_where_it_is_made(layer: str) -> None:
    found = graph(f"i = keras.Input((10, 3))\n{layer}\nm = keras.Model(i, layers.Flatten()(y))\n")
    assert [box.layer for box in found.boxes if box.fails] == ["Conv1D"]


def test_a_call_in_a_loop_that_fails_once_stands_apart_from_its_next_ones() -> None:
    found = graph(
        "i = keras.Input((100, 3))\nx = i\nshort = layers.Conv1D(3, 5)(i)\n"
        "for skip in (short, i):\n    x = layers.Add()([x, skip])\n    x = layers.Conv1D(3, 1)(x)\n"
        "m = keras.Model(i, x)\n"
    )
    assert [(box.layer, box.fails) for box in found.boxes if box.layer == "Add"] == [("Add", False), ("Add", True)]
    assert ("Conv1D", "Add", (None, 96, 3)) in lines(found)


def test_what_fails_elsewhere_is_not_in_the_model() -> None:
    found = graph(
        "i, j = keras.Input((10, 3)), keras.Input((10, 3))\nbad = layers.Conv1D(8, 30)(j)\n"
        "m = keras.Model(i, layers.Flatten()(i))\n"
    )
    assert [box.layer for box in found.boxes] == ["Input", "Flatten"]


def test_a_file_without_keras_has_none() -> None:
    assert draw("print(1)\n", "a.py", Settings()).graphs == ()
