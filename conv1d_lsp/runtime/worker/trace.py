"""Run a program statement by statement and tell the shapes that pass through chosen lines, and what raises."""

from __future__ import annotations
import __future__

import ast
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from conv1d_lsp.runtime.worker.faults import fault_of, unreadable
from conv1d_lsp.runtime.worker.fresh import fresh_state
from conv1d_lsp.runtime.worker.instrument import RECORDER, instrument
from conv1d_lsp.runtime.worker.observe import is_layer, is_model, shapes_of

#: Passes through one line that are kept; a training loop would fill the memory.
MOST_PASSES = 1000


def trace_program(keras: Any, generation: int, request: dict[str, Any]) -> dict[str, Any]:
    """Answer {"shapes": {line: passes}, "faults", "skipped", "unasked"}; a pass is a list of shapes.

    The request: `text`; `lines` to record; `files`, other modules of the program, by name; `name`, what `__name__` is.
    A top-level statement that raises is told, what it would have bound is unbound, and the next ones still run;
    those that then miss a name are `skipped` (their first and last line), which is no fault of theirs.
    """
    with tempfile.TemporaryDirectory(prefix="program-") as folder, fresh_state(keras, generation, Path(folder)):
        for name, text in request.get("files", {}).items():
            Path(folder, name).parent.mkdir(parents=True, exist_ok=True)
            Path(folder, name).write_text(text, encoding="utf-8")
        run = Run(Path(folder, "program.py"), request.get("name", "__main__"))
        try:
            text, run.unasked = instrument(request["text"], request["lines"])
            run.path.write_text(text, encoding="utf-8")
            tree = ast.parse(text, str(run.path))
        except (SyntaxError, ValueError) as error:
            run.faults.append(unreadable(error))
        else:
            run.all_of(tree)
    return run.answer()


class Run:
    """One program while it runs."""

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self.module = ModuleType(name)
        self.module.__file__ = str(path)
        self.module.__dict__[RECORDER] = self.unconverted(self.record)
        self.passes: dict[int, list[list[Any]]] = {}
        self.pending: list[tuple[int, Any]] = []
        self.faults: list[dict[str, Any]] = []
        self.skipped: list[tuple[int, int]] = []
        self.unasked: list[int] = []
        self.lost: set[str] = set()
        self.flags = 0

    @staticmethod
    def unconverted(function: Any) -> Any:
        """AutoGraph must leave the recorder alone."""
        return sys.modules["tensorflow"].autograph.experimental.do_not_convert(function)

    def record(self, line: int, value: Any, changed: Any = None) -> Any:
        """Note the value's shapes and hand it on. A layer of a list is asked later: the model calls it first."""
        seen = changed if value is None else value
        if is_layer(seen) and not is_model(seen):
            self.pending.append((line, seen))
        else:
            self.note(line, seen)
        return value

    def note(self, line: int, value: Any) -> None:
        shapes = shapes_of(value)
        passes = self.passes.setdefault(line, [])
        if shapes and len(passes) < MOST_PASSES:
            passes.append(shapes)

    def all_of(self, tree: ast.Module) -> None:
        sys.modules[self.module.__name__] = self.module
        for statement in tree.body:
            if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
                for alias in statement.names:
                    self.flags |= getattr(__future__, alias.name).compiler_flag
            if not self.one(tree, statement):
                break

    def one(self, tree: ast.Module, statement: ast.stmt) -> bool:
        """Run one top-level statement; False if the program ends with it."""
        try:
            code = compile(ast.Module([statement], []), str(self.path), "exec", self.flags, dont_inherit=True)
            exec(code, self.module.__dict__)
        except SystemExit:
            return False
        except BaseException as error:
            if isinstance(error, NameError) and getattr(error, "name", None) in self.lost:
                self.skipped.append((statement.lineno, statement.end_lineno or statement.lineno))
            else:
                self.faults.append(fault_of(tree, error, self.path))
            self.unbind(statement)
        for line, layer in self.pending:
            self.note(line, layer)
        self.pending.clear()
        return True

    def unbind(self, statement: ast.stmt) -> None:
        """A real program would never get to the names that a failed statement was to bind."""
        for name in bound_by(statement):
            self.module.__dict__.pop(name, None)
            self.lost.add(name)

    def answer(self) -> dict[str, Any]:
        return {"shapes": self.passes, "faults": self.faults, "skipped": self.skipped, "unasked": self.unasked}


def bound_by(statement: ast.stmt) -> set[str]:
    """Module-level names that the statement assigns, defines or imports."""
    names: set[str] = set()
    nodes: list[ast.AST] = [statement]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.alias):
            names.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
            continue
        nodes.extend(ast.iter_child_nodes(node))
    return names
