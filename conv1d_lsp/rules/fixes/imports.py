"""Names and modules of Keras in import statements and attributes, put right."""

import libcst as cst

from conv1d_lsp.diagnostics import Edit
from conv1d_lsp.interpreter.library.public_names import Road, names_of
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.proposal import Proposal
from conv1d_lsp.rules.reading.paths import nearest, path_to
from conv1d_lsp.settings import Generation
from conv1d_lsp.source.text import text_of


def renamed(text: Text, node: cst.CSTNode, name: str, title: str) -> Proposal:
    """Another name after the dot, or in an import, where the program goes on calling it what it did."""
    if isinstance(node, cst.Attribute):
        return Proposal(title, (text.replace(node.attr, name),))
    alias = nearest(path_to(node, text.positions), cst.ImportAlias)
    if alias is None or alias.name is not node:
        return Proposal(title, None)
    kept = "" if alias.asname is not None else f" as {text_of(node)}"
    return Proposal(title, (text.replace(node, f"{name}{kept}"),))


def by_path(text: Text, node: cst.CSTNode, path: str, instead: str, title: str) -> Proposal:
    """`tf.train.Saver` or `import keras.layers.core as core`: the same by another path below the same root."""
    around = path_to(node, text.positions)
    alias = nearest(around, cst.ImportAlias)
    named = alias is None or (alias.asname is not None and nearest(around, cst.Import) is not None)
    if not isinstance(node, cst.Attribute) or not named or nearest(around, cst.ImportFrom) is not None:
        return Proposal(title, None)
    written, (root, _, inside), (other, _, now) = text_of(node), path.partition("."), instead.partition(".")
    if root != other or not now or not written.endswith(f".{inside}"):
        return Proposal(title, None)
    return Proposal(title, (text.replace(node, f"{written.removesuffix(inside)}{now}"),))


def moved(text: Text, node: cst.CSTNode, path: str, instead: str, keras: Generation, title: str) -> Proposal:
    """The module of an import by its present name, if that has all that is imported."""
    statement = nearest(path_to(node, text.positions), cst.ImportFrom)
    if statement is None or statement.module is None or isinstance(statement.names, cst.ImportStar):
        return Proposal(title, None)
    if statement.module is not node:
        return Proposal(title, _from_elsewhere(text, statement, path, instead))
    known = names_of(instead, keras, Road.KERAS) or frozenset()
    written = text_of(node)
    if not written.endswith(path) or any(text_of(alias.name) not in known for alias in statement.names):
        return Proposal(title, None)
    return Proposal(title, (text.replace(node, written.removesuffix(path) + instead),))


def _from_elsewhere(text: Text, statement: cst.ImportFrom, path: str, instead: str) -> tuple[Edit, ...] | None:
    """The one name of an import from another module, called what it was."""
    assert statement.module is not None
    names = () if isinstance(statement.names, cst.ImportStar) else statement.names
    written, (module, _, name) = text_of(statement.module), instead.rpartition(".")
    old_module = path.rpartition(".")[0]
    if len(names) != 1 or not written.endswith(old_module):
        return None
    alias = names[0]
    kept = "" if alias.asname is not None or text_of(alias.name) == name else f" as {text_of(alias.name)}"
    return (
        text.replace(statement.module, written.removesuffix(old_module) + module),
        text.replace(alias.name, f"{name}{kept}"),
    )
