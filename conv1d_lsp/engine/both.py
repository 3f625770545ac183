"""What is wrong under either generation of Keras, as one list: what someone who migrates needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from conv1d_lsp.diagnostics import Analysis, Diagnostic, Place, ShownShape, TensorFact, show_shape
from conv1d_lsp.rules.diagnose import own
from conv1d_lsp.rules.words import BOTH_REFUSE
from conv1d_lsp.settings import Generation, Settings

#: A comment that one generation has a use for is of use.
_UNUSED = "unused-suppression"

#: The analysis of one file under the generation that the settings name.
UnderOne = Callable[[Settings], Analysis]


def under_both(settings: Settings, analysis_under: UnderOne) -> Analysis:
    """The findings of both; one that only one of them has says so. A tensor of two shapes is a finding of its own."""
    older, newer = (analysis_under(replace(settings, keras=keras)) for keras in Generation)
    found = (*_merged(older, newer), *_other_shapes(older, newer))
    return replace(
        newer,
        keras_reason="both are asked for",
        diagnostics=tuple(sorted(found, key=lambda each: each.place.line)),
        complete=older.complete and newer.complete,
        parsed=newer.parsed,
        both=True,
        files=tuple(sorted({*older.files, *newer.files})),
        data_files=tuple(sorted({*older.data_files, *newer.data_files})),
    )


def _merged(older: Analysis, newer: Analysis) -> Iterator[Diagnostic]:
    """Findings of one rule at one place are one; its fixes are those that work under both."""
    before = {(each.place, each.rule): each for each in older.diagnostics}
    after = {(each.place, each.rule): each for each in newer.diagnostics}
    for key, each in after.items():
        twin = before.get(key)
        if twin is None and each.rule == _UNUSED:
            continue
        if twin is None:
            yield _alone(each, Generation.KERAS_3)
        else:
            fixes = tuple(fix for fix in each.fixes if fix in twin.fixes)
            yield replace(each, keras=(2, 3) if each.keras else (), fixes=fixes)
    for key, each in before.items():
        if key not in after and each.rule != _UNUSED:
            yield _alone(each, Generation.KERAS_2)


def _alone(diagnostic: Diagnostic, keras: Generation) -> Diagnostic:
    if BOTH_REFUSE in diagnostic.message:
        return replace(diagnostic, keras=(2, 3))
    return replace(diagnostic, message=f"{diagnostic.message} (under Keras {int(keras)} alone)", keras=(int(keras),))


def _other_shapes(older: Analysis, newer: Analysis) -> Iterator[Diagnostic]:
    """Calls that give other shapes for the same inputs; what only follows from those is not told again."""
    before = {(each.place, each.index): each for each in older.tensors}
    told: set[Place] = set()
    for each in newer.tensors:
        twin = before.get((each.place, each.index))
        if twin is None or each.place in told or not _differ(twin, each):
            continue
        told.add(each.place)
        words = f"{each.layer} gives {show_shape(twin.shape)} under Keras 2 and {show_shape(each.shape)} under Keras 3"
        yield replace(own("generations-differ", each.place, words), keras=(2, 3))


def _differ(older: TensorFact, newer: TensorFact) -> bool:
    alike = older.inputs == newer.inputs and older.layer == newer.layer and older.supposing == newer.supposing
    return alike and _is_known(older.shape) and _is_known(newer.shape) and older.shape != newer.shape


def _is_known(shape: ShownShape) -> bool:
    return not isinstance(shape, str) and not any(isinstance(axis, str) for axis in shape)
