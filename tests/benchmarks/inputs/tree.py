"""A tree of some 5,000 files: the interpreter's own library and packages that are installed, and 91 files with Keras.

python -m tests.benchmarks.inputs.tree FOLDER
"""

import ast
import random
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.inputs.large import large

_HERE = Path(__file__).parent
_PLAIN_FILES = 4_900
_PACKAGES = ("pandas", "scipy", "sklearn", "joblib", "numpy")
_LEFT_OUT = {"__pycache__", "site-packages", "lib2to3"}

#: The folder of the files with Keras.
MODELS = "models"


def write(folder: Path) -> None:
    """Copies and writes the files. The same ones each time, where the same packages are installed."""
    plain = [each for each in _installed() if _is_plain(each[1])]
    for root, path in random.Random(1).sample(plain, min(_PLAIN_FILES, len(plain))):
        target = folder / root.name / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    models = folder / MODELS
    models.mkdir(parents=True, exist_ok=True)
    for name, text in _with_keras():
        (models / name).write_text(text, encoding="utf-8")


def _installed() -> Iterator[tuple[Path, Path]]:
    """Folders and the Python files in them."""
    library, packages = Path(sysconfig.get_path("stdlib")), Path(sysconfig.get_path("purelib"))
    for root in (library, *(packages / name for name in _PACKAGES)):
        for path in sorted(root.rglob("*.py")):
            if not _LEFT_OUT & {*path.relative_to(root).parts}:
                yield root, path


def _is_plain(path: Path) -> bool:
    text = path.read_bytes()
    if b"keras" in text:
        return False
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return True


def _with_keras() -> Iterator[tuple[str, str]]:
    """Names and texts; no two texts are the same."""
    small = (_HERE / "small.py").read_text(encoding="utf-8")
    typical = (_HERE / "typical.py").read_text(encoding="utf-8")
    for number in range(30):
        yield f"small_{number}.py", small.replace("(24,", f"({24 + number},")
    for number in range(40):
        yield f"typical_{number}.py", typical.replace("RATE = 50", f"RATE = {50 + number}")
    for number in range(5):
        yield f"large_{number}.py", large().replace("Dropout(0.3)", f"Dropout(0.3{number})")
    applications = Path(sysconfig.get_path("purelib")) / "keras" / "src" / "applications"
    own = [each for each in sorted(applications.glob("*.py")) if not each.name.endswith(("_test.py", "__init__.py"))]
    for path in own[:16]:
        yield f"application_{path.name}", path.read_text(encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
