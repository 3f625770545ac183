"""What is said of a file that imports others of its project."""

import pickle
from pathlib import Path

from conv1d_lsp.diagnostics import Analysis, Severity
from conv1d_lsp.engine import analyze, reaches_keras
from conv1d_lsp.settings import Settings
from tests.units.engine.several import Project


def shapes(analysis: Analysis) -> dict[str, object]:
    return {fact.name: fact.shapes[0] for fact in analysis.variables}


BLOCKS = "from keras import layers\n\n\ndef conv(x, k=3):\n    return layers.Conv1D(4, k)(x)\n"


def test_relative_imports_of_a_file_in_a_package(project: Project) -> None:
    project.write(
        {
            "pkg/__init__.py": "STEPS = 20\n",
            "pkg/blocks.py": BLOCKS,
            "pkg/sub/__init__.py": "from . import sizes\nfrom .. import STEPS as ALL\n",
            "pkg/sub/sizes.py": "CHANNELS = 3\n",
        }
    )
    text = """
from keras import Input
from ..blocks import conv
from . import sizes, ALL
from .sizes import CHANNELS
from ...beyond import nothing

x = conv(Input((ALL, sizes.CHANNELS)))
y = conv(Input((CHANNELS, 1)), k=4)
"""
    analysis = project.check("pkg/sub/model.py", text)
    assert shapes(analysis)["x"] == (None, 18, 4)
    assert [(each.rule, each.place.line) for each in analysis.diagnostics] == [("window-too-long", 9)]
    assert [Path(name).name for name in analysis.files] == ["__init__.py", "blocks.py", "__init__.py", "sizes.py"]


def test_a_package_that_imports_the_checked_file(project: Project) -> None:
    project.write({"pkg/__init__.py": "from .model import *\nfrom .blocks import conv\n", "pkg/blocks.py": BLOCKS})
    text = "from keras import Input\nfrom .blocks import conv\nimport pkg.model\nx = conv(Input((9, 1)))\n"
    analysis = project.check("pkg/model.py", text)
    assert not analysis.diagnostics and shapes(analysis)["x"] == (None, 7, 4)


def test_a_fault_in_another_file(project: Project) -> None:
    project.write(
        {
            "blocks.py": BLOCKS,
            "deeper.py": "from blocks import conv\n\n\ndef f(x):\n    return conv(x)\n",
        }
    )
    analysis = project.check("main.py", "from keras import Input\nfrom deeper import f\ny = f(Input((2, 1)))\n")
    (fault,) = analysis.diagnostics
    assert (fault.severity, fault.place.line, fault.place.column) == (Severity.ERROR, 3, 5)
    assert fault.message.endswith(f"(in {project.folder.as_posix()}/blocks.py, line 5)")
    trail = [(Path(step.place.file).name, step.place.line) for step in fault.trail if "help" not in step.message]
    assert trail == [("main.py", 3), ("deeper.py", 5), ("blocks.py", 5)]
    assert not fault.fixes
    assert pickle.loads(pickle.dumps(analysis)) == analysis


def test_what_raises_stands_before_the_advice(project: Project) -> None:
    project.write({"blocks.py": BLOCKS})
    (fault,) = project.check(
        "main.py", "from keras import Input\nfrom blocks import conv\nconv(Input((2, 1)))\n"
    ).diagnostics
    assert [step.message for step in fault.trail][-2] == "this line raises" and fault.trail[-1].is_advice


IMPORTS = """
import numpy as np
import tensorflow as tf
from keras import *
from keras import Input, layers
y = layers.Conv1D(4, 9)(Input((8, 1)))
z = tf.keras.layers.Conv1D(4, 9)(tf.keras.Input((8, 1)))
x = np.zeros((3,))
"""


def test_a_file_beside_the_program_may_be_imported_in_place_of_keras(project: Project) -> None:
    assert len(project.check("main.py", IMPORTS).diagnostics) == 2
    project.write({"keras.py": "", "numpy.py": "", "tensorflow.py": ""})
    analysis = project.check("main.py", IMPORTS)
    assert not analysis.diagnostics and not analysis.tensors


def test_a_layer_of_another_file_is_no_reason_to_edit_it(project: Project) -> None:
    project.write({"shared.py": "from keras import layers\nconv = layers.Conv1D(4, 9)\n"})
    analysis = project.check("main.py", "from keras import Input\nfrom shared import conv\ny = conv(Input((2, 1)))\n")
    (fault,) = analysis.diagnostics
    assert fault.place.line == 3
    assert all(edit.place.file == analysis.file for fix in fault.fixes for edit in fix.edits)
    assert any(Path(step.place.file).name == "shared.py" for step in fault.trail)


def test_warnings_of_other_files_are_theirs(project: Project) -> None:
    text = "from keras import layers, Input\nx = layers.Conv1D(4, 3)(Input((9, 1)))  # (None, 9, 4)\n"
    project.write({"other.py": text})
    assert not project.check("main.py", "import keras\nfrom other import x\n").diagnostics
    assert project.check("other.py", text).diagnostics


NET = """
from keras import Model, layers
from blocks import conv


def net():
    inputs = layers.Input((9, 1))
    model = Model(inputs, conv(inputs))
    return model
"""


def test_models_that_are_built_elsewhere_are_known_here(project: Project) -> None:
    project.write({"blocks.py": BLOCKS, "nets.py": NET})
    analysis = project.check("main.py", "import keras\nfrom nets import net\n\nclassifier = net()\n")
    (model,) = analysis.models
    assert (model.variable, model.place.line, model.outputs) == ("classifier", 4, ((None, 7, 4),))
    assert {row.place.file for row in model.layers if row.place is not None} == {analysis.file}
    assert not analysis.tensors


def test_the_generation_comes_from_what_is_followed(project: Project) -> None:
    project.write({"common.py": "from older import *\n", "older.py": "from tf_keras import layers, Input\n"})
    analysis = project.check("main.py", "from common import layers, Input\n")
    assert analysis.keras == 2 and analysis.keras_reason.endswith("older.py imports tf_keras")


def test_nothing_is_followed_without_a_project(project: Project) -> None:
    project.write({"blocks.py": BLOCKS})
    text = "from keras import Input\nfrom blocks import conv\ny = conv(Input((2, 1)))\n"
    analysis = analyze(text, str(project.folder / "main.py"), Settings())
    assert not analysis.diagnostics and not analysis.files


# Bounds


def test_a_chain_of_a_hundred_modules(project: Project) -> None:
    project.write({f"m{n}.py": f"from m{n + 1} import conv, SIZE as BEFORE\nSIZE = BEFORE + 1\n" for n in range(100)})
    project.write({"m100.py": f"{BLOCKS}\nSIZE = 5\n"})
    analysis = project.check("main.py", "from keras import Input\nfrom m0 import *\nx = conv(Input((SIZE, 1)))\n")
    assert analysis.complete and shapes(analysis)["x"] == (None, 103, 4)


def test_a_chain_that_is_too_long_leaves_the_name(project: Project) -> None:
    project.write({f"m{n}.py": f"from m{n + 1} import SIZE\n" for n in range(400)} | {"m400.py": "SIZE = 1\n"})
    analysis = project.check("main.py", "from keras import Input\nfrom m0 import SIZE\nx = Input((SIZE, 1))\n")
    assert analysis.complete and not analysis.diagnostics and shapes(analysis)["x"] == (None, "SIZE", 1)


def test_modules_that_all_import_each_other(project: Project) -> None:
    names = [f"m{n}" for n in range(20)]
    project.write({f"{name}.py": "".join(f"from {each} import *\n" for each in names) + "N = 7\n" for name in names})
    analysis = project.check("main.py", "from keras import Input\nfrom m0 import *\nx = Input((N, 1))\n")
    assert analysis.complete and shapes(analysis)["x"] == (None, 7, 1)


def test_imported_modules_count_against_the_budget(project: Project) -> None:
    project.write({"slow.py": "n = 0\nfor a in range(300):\n    for b in range(300):\n        n = n + a * b\n"})
    analysis = project.check("main.py", "import keras\nimport slow\nx = 1\n", Settings(budget=1000))
    assert [each.rule for each in analysis.diagnostics] == ["cut-short"]


# Files that do not mention Keras


def test_a_file_that_reaches_keras_through_others(project: Project) -> None:
    project.write({"pkg/__init__.py": "", "pkg/a.py": "from . import b\n", "pkg/b.py": BLOCKS})
    project.write({"pkg/none.py": "import os, pkg.nothing\n", "pkg/nothing.py": "from pkg import none\n"})
    imports = project.imports("main.py")
    assert reaches_keras("from pkg.a import (\n    b,\n)\n", imports)
    assert reaches_keras("if x:\n    import os, pkg.a as p\n", imports)
    assert reaches_keras('importlib.import_module("pkg.b")\n', imports)
    assert not reaches_keras(
        "from pkg import none\nimport os, numpy as np\nfrom . import x\nfrom .. import y\n", imports
    )
    assert not reaches_keras("from\nimport\nfrom . import\nimport ,a..b\nfrom .....x import y\n", imports)


def test_each_file_of_a_chain_is_asked_once_whether_it_reaches_keras(project: Project) -> None:
    project.write({f"m{n}.py": f"import m{n + 1}\n" for n in range(9)} | {"m9.py": "import keras\n"})
    imports = project.imports("main.py")
    assert reaches_keras("import m0\n", imports)
    assert len(imports.sources.leads_to_keras) == 10 and all(imports.sources.leads_to_keras.values())


def test_a_file_without_the_word_is_analysed(project: Project) -> None:
    project.write({"common.py": "from keras import *\nfrom keras.layers import *\n"})
    analysis = project.check("main.py", "from common import *\ny = Conv1D(4, 9)(Input((3, 1)))\n")
    assert [each.rule for each in analysis.diagnostics] == ["window-too-long"]
