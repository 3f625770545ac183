"""Fourier transforms, frames, segments."""

from tests.judge.functions.entry import called
from tests.judge.functions.scene import Scene


def waves(scene: Scene) -> str:
    return str(scene.tensor(1, 2, 2, 3, low=4, high=20))


def real_wave(scene: Scene) -> str:
    text = waves(scene)
    return text if scene.chance(0.4) else f"{text}, {'fft_length=' if scene.chance(0.5) else ''}{scene.size(3, 16)}"


def tf_real_wave(scene: Scene) -> str:
    text = waves(scene)
    return text if scene.chance(0.4) else f"{text}, [{scene.size(3, 16)}]"


def tf_complex(scene: Scene) -> str:
    return f"tf.cast({waves(scene)}, 'complex64')"


def pair(scene: Scene) -> str:
    sizes = [scene.size(), scene.size(4, 12)]
    x = scene.sized(sizes)
    return f"({x}, {scene.exactly(x.sizes)})"


def pair_of_images(scene: Scene) -> str:
    x = scene.sized([scene.size(), scene.size(4, 12), scene.size(4, 12)])
    return f"({x}, {scene.exactly(x.sizes)})"


def short_time(scene: Scene) -> str:
    window = scene.size(2, 8)
    length = window + scene.size(0, 4)
    text = f"{scene.tensor(1, 2, 2, low=16, high=40)}, {window}, {scene.size(1, window)}, {length}"
    return text if scene.chance(0.6) else f"{text}, center={scene.chance(0.5)}"


def tf_short_time(scene: Scene) -> str:
    window = scene.size(2, 8)
    text = f"{scene.tensor(1, 2, 2, low=16, high=40)}, {window}, {scene.size(1, window)}"
    if scene.chance(0.4):
        text += f", {window + scene.size(0, 4)}"
    return text if scene.chance(0.7) else f"{text}, pad_end=True"


def framed(scene: Scene) -> str:
    return f"{scene.tensor(1, 2, 2, low=3, high=20)}, {scene.size(1, 8)}, {scene.size(1, 4)}"


def tf_framed(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3, low=3, high=20)
    text = f"{x}, {scene.size(1, 8)}, {scene.size(1, 4)}"
    if scene.chance(0.3):
        text += ", pad_end=True"
    return text if scene.chance(0.5) else f"{text}, axis={scene.axis(x.rank)}"


def back(scene: Scene) -> str:
    size = scene.size(4, 16)
    x = scene.sized([scene.size(), scene.size(2, 8), size // 2 + 1])
    text = f"({x}, {scene.exactly(x.sizes)}), {size}, {scene.size(1, 4)}, {size}"
    return (
        text
        + (f", length={scene.size(10, 30)}" if scene.chance(0.3) else "")
        + (", center=False" if scene.odd() else "")
    )


def real_back(scene: Scene) -> str:
    return pair(scene) + ("" if scene.chance(0.5) else f", {scene.size(3, 16)}")


def segments(scene: Scene) -> str:
    x = scene.exactly([scene.size(2, 6), *(scene.size() for _ in range(scene.random.randint(0, 2)))])
    ids = scene.exactly(x.sizes[:1], "int32")
    return f"{x}, {ids}" + ("" if scene.chance(0.3) else f", num_segments={scene.size()}")


def vectors(scene: Scene) -> str:
    text = f"{scene.tensor(1, low=3, high=9)}, {scene.tensor(1, low=2, high=5)}"
    return text if scene.chance(0.4) else f"{text}, {scene.random.choice(['valid', 'same', 'full'])!r}"


def window(scene: Scene) -> str:
    return str(scene.tensor(1)) if scene.odd() else str(scene.size(1, 9))


def overlapped(scene: Scene) -> str:
    return f"{scene.tensor(2, 3, high=9)}, {scene.size(1, 4)}"


FUNCTIONS = (
    called("ops.correlate", vectors),
    called("ops.hanning ops.hamming ops.blackman ops.bartlett tf.signal.hann_window", window),
    called("ops.kaiser", lambda scene: f"{window(scene)}, 0.5"),
    called("tf.signal.overlap_and_add", overlapped),
    called("ops.rfft", real_wave),
    called("tf.signal.rfft", tf_real_wave),
    called("tf.signal.fft", tf_complex),
    called("ops.fft", pair),
    called("ops.fft2 ops.ifft2", pair_of_images),
    called("ops.stft", short_time),
    called("ops.istft", back),
    called("ops.irfft", real_back),
    called("tf.signal.stft", tf_short_time),
    called("ops.extract_sequences", framed),
    called("tf.signal.frame", tf_framed),
    called("ops.segment_sum ops.segment_max", segments),
)
