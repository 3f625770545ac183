"""What the pure functions answer about records made by hand."""

from lsprotocol import types as t
from msgspec.structs import replace

from conv1d_lsp.diagnostics import Edit, Fix, LayerRow, ModelFact, Place, ReceptiveField, TensorFact, VariableFact
from conv1d_lsp.server.client import Client
from conv1d_lsp.server.markup import Markup
from conv1d_lsp.server.options import ALL_HINTS
from conv1d_lsp.server.remedies import Remedies
from conv1d_lsp.server.requests.code_actions import FIX_ALL, code_actions, fix_all, to_fix, wants_all, wants_fixes
from conv1d_lsp.server.requests.diagnostics import report, to_protocol
from conv1d_lsp.server.requests.hover import hover
from conv1d_lsp.server.requests.inlay_hints import inlay_hints
from conv1d_lsp.server.snapshot import Snapshot
from tests.server.clients import label_of
from tests.units.server.records import CONVOLVED, PATH, SOURCE, TOO_LONG, URI, analysis, place_of, snapshot

ABLE = Client(related=True, data=True, preferred=True, document_changes=True)
WHOLE = t.Range(t.Position(0, 0), t.Position(99, 0))
MARKDOWN = Markup(t.MarkupKind.Markdown)
PLAIN = Markup(t.MarkupKind.PlainText)


def nothing(rule: str) -> str | None:
    return {"known": "page"}.get(rule)


def said(of: Snapshot, line: int, character: int, markup: Markup = PLAIN) -> str:
    answer = hover(of, t.Position(line, character), markup, nothing)
    assert answer is not None and isinstance(answer.contents, t.MarkupContent)
    return answer.contents.value


def test_a_diagnostic_in_the_clients_words() -> None:
    (item,) = to_protocol(snapshot(analysis(diagnostics=(TOO_LONG,))), ABLE)
    assert item.range == t.Range(t.Position(1, 21), t.Position(1, 23))  # the emoji in front counts two
    assert (item.code, item.source, item.severity) == ("window-too-long", "conv1d-lsp", t.DiagnosticSeverity.Error)
    assert item.related_information is not None
    assert item.related_information[0].location == t.Location(URI, t.Range(t.Position(0, 4), t.Position(0, 17)))
    assert item.data == {"name": "window-too-long@2:21-2:23"}


def test_a_client_gets_only_what_it_can_take() -> None:
    (item,) = to_protocol(snapshot(analysis(diagnostics=(TOO_LONG,))), Client())
    assert item.related_information is None and item.data is None
    assert item.code_description is None and item.tags is None


def test_a_code_leads_to_its_page_and_what_does_nothing_is_faded() -> None:
    unused = replace(TOO_LONG, rule="unused-suppression")
    items = to_protocol(snapshot(analysis(diagnostics=(TOO_LONG, unused))), Client(code_pages=True, fades=True))
    pages = [item.code_description.href for item in items if item.code_description]
    assert [page.rpartition("/")[2] for page in pages] == ["README.md#window-too-long", "README.md#unused-suppression"]
    assert [item.tags for item in items] == [None, [t.DiagnosticTag.Unnecessary]]


def test_a_pull_is_answered_unchanged_only_for_the_same_version() -> None:
    first = report(snapshot(analysis(diagnostics=(TOO_LONG,))), ABLE, None)
    assert isinstance(first, t.RelatedFullDocumentDiagnosticReport) and len(first.items) == 1
    again = report(snapshot(analysis(diagnostics=(TOO_LONG,))), ABLE, first.result_id)
    assert isinstance(again, t.RelatedUnchangedDocumentDiagnosticReport)
    newer = report(snapshot(analysis(diagnostics=(TOO_LONG,)), version=8), ABLE, first.result_id)
    assert isinstance(newer, t.RelatedFullDocumentDiagnosticReport)
    assert report(None, ABLE, None) == t.RelatedFullDocumentDiagnosticReport(items=[])


def test_hover_shows_shape_calculation_and_origin() -> None:
    assert said(snapshot(analysis(tensors=(CONVOLVED,))), 1, 6).split("\n") == [
        "y: (None, 98, 64) = Conv1D(filters=64, kernel_size=3)",
        "from (None, 100, 1)",
        "steps: (100 - 3) // 1 + 1 = 98",
        "256 parameters",
        "by default: strides=1, padding='valid', data_format=None, dilation_rate=1, groups=1, activation=None, "
        "use_bias=True",
    ]


def test_hover_says_how_much_a_step_sees() -> None:
    one = ReceptiveField("input_layer", 1000, 61, "2", 30)
    fact = replace(CONVOLVED, fields=(one,))
    told = "a step sees 61 of the 1,000 steps, stride 2"
    assert f"receptive field: {told}, padding 30" in said(snapshot(analysis(tensors=(fact,))), 1, 6).split("\n")
    fact = replace(CONVOLVED, fields=(replace(one, padding=None), replace(one, input="b")))
    lines = said(snapshot(analysis(tensors=(fact,))), 1, 6).split("\n")
    assert lines[-4:-2] == [f"receptive field over input_layer: {told}", f"receptive field over b: {told}, padding 30"]


def test_hover_in_markdown_shows_calculations_as_code() -> None:
    of = snapshot(analysis(tensors=(CONVOLVED,)))
    assert "steps: `(100 - 3) // 1 + 1 = 98`" in said(of, 1, 6, MARKDOWN)
    assert "**y**: `(None, 98, 64)`" in said(of, 1, 6, MARKDOWN)


def test_hover_tells_why_something_is_not_known() -> None:
    fact = replace(CONVOLVED, shape=(None, "?", 64), why="`steps` is a parameter that nobody passes")
    assert "?: `steps` is a parameter" in said(snapshot(analysis(tensors=(fact,))), 1, 12)


def test_hover_takes_the_narrowest_code_around() -> None:
    inner = TensorFact(place_of("Input((9, 8))"), None, None, "InputLayer", None, (None, 9, 8))
    outer = TensorFact(place_of("x = Input((9, 8))"), None, None, "Conv1D", None, (None, 7, 4))
    assert said(snapshot(analysis(tensors=(outer, inner))), 0, 6).startswith("(None, 9, 8)")


def test_hover_of_a_diagnostic_tells_what_its_rule_does_and_why_it_matters() -> None:
    page = "A title.\n\n## What it does\n\nFinds\nit.\n\n## Why it matters\n\nIt `matters`.\n\n## Example\n\nNo.\n"
    answer = hover(snapshot(analysis(diagnostics=(TOO_LONG,))), t.Position(1, 21), PLAIN, lambda rule: page)
    assert answer is not None and isinstance(answer.contents, t.MarkupContent)
    assert answer.contents.value == f"{TOO_LONG.rule}: A title.\n\nFinds it.\n\nIt matters."


def test_hover_of_several_calls_says_how_many_more() -> None:
    facts = tuple(replace(CONVOLVED, shape=(None, steps, 64)) for steps in range(5))
    shown = said(snapshot(analysis(tensors=facts)), 1, 12)
    assert "(None, 2, 64)" in shown and "(None, 3, 64)" not in shown and "and 2 more" in shown


def test_hover_of_a_model_counts_its_parameters() -> None:
    row = LayerRow("conv1d", "Conv1D", None, (None, 7, 8), 1200)
    model = ModelFact(
        "m", "model", "Sequential", place_of("Sequential(["), ((None, 9, 8),), ((None, 7, 8),), 1200, 1100, (row,)
    )
    variable = VariableFact(place_of("model"), "model", "model", ((None, 7, 8),))
    of = snapshot(analysis(models=(model,), variables=(variable,)))
    assert said(of, 2, 2).split("\n") == [
        "model: Sequential model",
        "(None, 9, 8) → (None, 7, 8)",
        "1 layer, 1,200 parameters, 1,100 of them trainable",
        "",
        "conv1d (Conv1D)  (None, 7, 8)  1,200",
    ]
    unbuilt = replace(model, inputs=None, outputs=None, total_params=None)
    assert "its shapes are not known" in said(snapshot(analysis(models=(unbuilt,))), 2, 10)


def test_hover_of_an_array() -> None:
    variable = VariableFact(place_of("x"), "x", "array", ((32, 100, 1),))
    assert said(snapshot(analysis(variables=(variable,))), 0, 0) == "x: (32, 100, 1) (array)"


def test_hover_on_a_diagnostic_shows_the_rule() -> None:
    def page(rule: str) -> str:
        return f"About `{rule}`.\n\nWithout padding\nit is so.\n\n```python\n```"

    of = snapshot(analysis(diagnostics=(TOO_LONG,)))
    answer = hover(of, t.Position(1, 21), PLAIN, page)
    assert answer is not None and isinstance(answer.contents, t.MarkupContent)
    assert answer.contents.value == "window-too-long: About window-too-long.\n\nWithout padding it is so."
    assert answer.range == t.Range(t.Position(1, 21), t.Position(1, 23))
    assert hover(of, t.Position(0, 0), PLAIN, page) is None


def test_hints_stand_behind_names_and_at_the_end_of_lines() -> None:
    element = TensorFact(place_of("Conv1D(8, 3)"), None, None, "Conv1D", None, (None, 7, 8), formula=("steps: 7",))
    inside = TensorFact(place_of("Input((9, 8))"), None, None, "Conv1D", None, (None, 1, 1))
    variables = (
        VariableFact(place_of("x"), "x", "tensor", ((None, 9, 8),)),
        VariableFact(place_of("model"), "model", "model", ((None, 7, 8),)),
        VariableFact(place_of("y"), "y", "tensor", ("?", ("?", "?"))),
    )
    hints = inlay_hints(snapshot(analysis(tensors=(inside, element), variables=variables)), WHOLE, ALL_HINTS)
    assert [(hint.position.line, hint.position.character, label_of(hint.label)) for hint in hints] == [
        (0, 1, ": (None, 9, 8)"),
        (2, 5, " → (None, 7, 8)"),
        (3, 17, "(None, 7, 8)"),
    ]
    assert not isinstance(hints[2].label, str)
    (part,) = hints[2].label
    assert part.location is not None
    assert hints[2].padding_left and part.tooltip == "Conv1D()\nsteps: 7" and part.location.range.start.line == 3


def test_each_kind_of_hint_can_be_left_out() -> None:
    element = TensorFact(place_of("Conv1D(8, 3)"), None, None, "Conv1D", None, (None, 7, 8))
    variables = (
        VariableFact(place_of("x"), "x", "tensor", ((None, 9, 8),)),
        VariableFact(place_of("model"), "model", "model", ((None, 7, 8),)),
    )
    known = snapshot(analysis(tensors=(element,), variables=variables))
    lines = {kind: [hint.position.line for hint in inlay_hints(known, WHOLE, {kind})] for kind in sorted(ALL_HINTS)}
    assert lines == {"layers": [3], "models": [2], "variables": [0]}


def test_many_outputs_are_shortened() -> None:
    variables = (VariableFact(place_of("model"), "model", "model", tuple((None, size) for size in range(9))),)
    (hint,) = inlay_hints(snapshot(analysis(variables=variables)), WHOLE, ALL_HINTS)
    assert hint.label == " → (None, 0), (None, 1), (None, 2), (None, 3), …"


def test_a_hint_names_several_shapes_once_each() -> None:
    shapes = [(None, 9), (None, 9), (None, 7), (None, 5), (None, 3)]
    variables = tuple(VariableFact(place_of("x"), "x", "tensor", (shape,)) for shape in shapes)
    (hint,) = inlay_hints(snapshot(analysis(variables=variables)), WHOLE, ALL_HINTS)
    assert hint.label == ": (None, 9) then (None, 7) then (None, 5) then …"


def test_hints_are_given_for_the_wanted_lines_only() -> None:
    variables = (VariableFact(place_of("x"), "x", "tensor", ((9,),)),)
    wanted = t.Range(t.Position(1, 0), t.Position(3, 0))
    assert inlay_hints(snapshot(analysis(variables=variables)), wanted, ALL_HINTS) == []


def asked(line: int, *names: str) -> t.CodeActionParams:
    point = t.Position(line, 0)
    context = [t.Diagnostic(t.Range(point, point), "", data={"name": name}) for name in names]
    return t.CodeActionParams(t.TextDocumentIdentifier(URI), t.Range(point, point), t.CodeActionContext([*context]))


def test_fixes_are_found_by_line_or_by_name() -> None:
    other = replace(TOO_LONG, fixes=(), rule="other")
    of = snapshot(analysis(diagnostics=(other, TOO_LONG)))
    assert to_fix(of, asked(1)) == (TOO_LONG, other)
    assert to_fix(of, asked(0)) == ()
    assert to_fix(of, asked(0, "window-too-long@2:21-2:23")) == (TOO_LONG,)


def test_the_first_safe_fix_is_preferred() -> None:
    of = snapshot(analysis(diagnostics=(TOO_LONG,)))
    unsafe, safe = code_actions(of, ABLE, [(TOO_LONG, Remedies(TOO_LONG.fixes))])
    assert (unsafe.is_preferred, safe.is_preferred) == (False, True)
    assert safe.edit is not None and safe.edit.changes is None
    assert safe.edit.document_changes == [
        t.TextDocumentEdit(
            t.OptionalVersionedTextDocumentIdentifier(URI, 7),
            [t.TextEdit(t.Range(t.Position(1, 21), t.Position(1, 23)), "9")],
        )
    ]


def test_an_old_client_gets_plain_changes() -> None:
    of = snapshot(analysis(diagnostics=(TOO_LONG,)))
    (action,) = code_actions(of, Client(), [(TOO_LONG, Remedies(TOO_LONG.fixes[1:]))])
    assert action.is_preferred is None and action.edit is not None
    assert action.edit.changes is not None and list(action.edit.changes) == [URI]


def test_fixes_are_left_out_where_other_kinds_are_wanted() -> None:
    assert wants_fixes(None) and wants_fixes([]) and wants_fixes([t.CodeActionKind.QuickFix])
    assert not wants_fixes([t.CodeActionKind.SourceOrganizeImports, "source.fixAll"])


def test_what_silences_comes_last_and_once() -> None:
    here = Fix("Silence", False, (Edit(Place(PATH, 2, 29, 2, 29), "  # conv1d: ignore[window-too-long]"),))
    remedies = Remedies(TOO_LONG.fixes, here)
    of = snapshot(analysis(diagnostics=(TOO_LONG,)))
    twin = replace(TOO_LONG, message="and more")
    titles = [each.title for each in code_actions(of, ABLE, [(TOO_LONG, remedies), (twin, Remedies((), here))])]
    assert titles == ["Pad", "Shorten the window to 9", "Silence"]
    assert [each.is_preferred for each in code_actions(of, ABLE, [(TOO_LONG, Remedies((), here))])] == [False]


def test_all_fixes_are_made_where_they_are_asked_for_by_name() -> None:
    assert all(wants_all([kind]) for kind in ("", "source", t.CodeActionKind.SourceFixAll, FIX_ALL))
    assert not any(wants_all(only) for only in (None, [], ["quickfix"], ["source.fix"], [f"{FIX_ALL}.more"]))


def test_an_edit_for_each_stretch_of_lines() -> None:
    of = snapshot(analysis())
    (action,) = fix_all(of, Client(), SOURCE.replace("(9, 8)", "(9, 1)").replace("])\n", "\n])  # end"))
    assert action.edit is not None and action.edit.changes is not None and action.kind == FIX_ALL
    assert list(action.edit.changes[URI]) == [
        t.TextEdit(t.Range(t.Position(0, 0), t.Position(1, 0)), "x = Input((9, 1))\n"),
        t.TextEdit(t.Range(t.Position(4, 0), t.Position(5, 0)), "\n])  # end"),
    ]
    assert fix_all(of, ABLE, SOURCE) == []
