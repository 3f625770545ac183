"""NumPy's functions over places side by side."""

from tests.judge.functions.entry import called
from tests.judge.functions.scene import Scene


def windows(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    if x.rank > 1 and scene.chance(0.2):
        return f"{x}, {tuple(scene.size(1, size or 3) for size in x.sizes)}"
    if x.rank == 1 and scene.chance(0.5):
        return f"{x}, {scene.size(1, 4)}"
    axis = scene.axis(x.rank)
    length = scene.size(1, 4)
    return f"{x}, {length}, axis={axis}" if scene.chance(0.8) else f"{x}, ({length},), axis=({axis},)"


def two(scene: Scene) -> str:
    text = f"{scene.tensor(1)}, {scene.tensor(1)}"
    return text if scene.chance(0.3) else f"{text}, mode={scene.random.choice(['full', 'same', 'valid'])!r}"


def spectrum(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3, low=2)
    text = str(x) if scene.chance(0.5) else f"{x}, {scene.random.choice(['n=', ''])}{scene.size(0, 9)}"
    return text if scene.chance(0.4) else f"{text}, axis={scene.axis(x.rank)}"


def between(scene: Scene) -> str:
    known = scene.exactly([scene.size()])
    return f"{scene.tensor(1, 2)}, {known}, {known}"


FUNCTIONS = (
    called("np.lib.stride_tricks.sliding_window_view", windows),
    called("np.convolve np.correlate", two),
    called("np.fft.fft np.fft.ifft np.fft.rfft np.fft.irfft", spectrum),
    called("np.fft.fftfreq np.fft.rfftfreq", lambda scene: str(scene.size(1, 9))),
    called("np.interp", between),
)
