"""The data that comes with Keras. It is downloaded when a program runs: these shapes are those that Keras documents."""

import pytest

from tests.units.interpreter.reading import faults, reading, shapes

LOADED = "(a, b), (c, d) = keras.datasets.{}\n"


@pytest.mark.parametrize(
    ("load", "expected"),
    [
        ("mnist.load_data()", ["(60000, 28, 28)", "(60000,)", "(10000, 28, 28)", "(10000,)"]),
        ("cifar100.load_data()", ["(50000, 32, 32, 3)", "(50000, 1)", "(10000, 32, 32, 3)", "(10000, 1)"]),
        ("imdb.load_data(num_words=1000)", ["(25000,)"] * 4),
        ("imdb.load_data(maxlen=50)", ["(?,)"] * 4),
        ("reuters.load_data(test_split=0.5)", ["(5614,)"] * 4),
        ("boston_housing.load_data()", ["(404, 13)", "(404,)", "(102, 13)", "(102,)"]),
        ("california_housing.load_data(version='small')", ["(480, 8)", "(480,)", "(120, 8)", "(120,)"]),
    ],
)
def test_what_load_data_gives(load: str, expected: list[str]) -> None:
    result = reading(LOADED.format(load))
    assert [shape for name in "abcd" for shape in shapes(result, name)] == expected


def test_lists_of_words_are_no_numbers_until_they_are_padded() -> None:
    result = reading(LOADED.format("imdb.load_data()") + "e = a[0]\nf = np.array(a)[0]\ng = a[:100]\n")
    assert [shapes(result, name) for name in "efg"] == [[], [], ["(100,)"]]
    result = reading(LOADED.format("imdb.load_data()") + "e = keras.utils.pad_sequences(a, maxlen=200)\nf = e[0]\n")
    assert [shapes(result, name) for name in "ef"] == [["(25000, 200)"], ["(200,)"]]


def test_images_without_their_channels() -> None:
    program = """
        (x, y), _ = keras.datasets.mnist.load_data()
        model = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(8, 3)])
        rows = keras.Sequential([keras.Input(x.shape[1:]), layers.Conv1D(8, 3)])
        a = rows.predict(x)
        b = model.predict(x.reshape(-1, 28, 28, 1)[:5])
        """
    result = reading(program)
    assert [shapes(result, name) for name in "ab"] == [["(60000, 26, 8)"], ["(5, 26, 26, 8)"]]
    assert faults(result) == []
