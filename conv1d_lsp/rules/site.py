"""What a rule may ask about the place of its fault. Imports LibCST only when it is asked something."""

from typing import TYPE_CHECKING

from msgspec import Struct

from conv1d_lsp.diagnostics import Place, Step
from conv1d_lsp.settings import Generation

if TYPE_CHECKING:
    from conv1d_lsp.interpreter.findings import Finding
    from conv1d_lsp.interpreter.values import Array, Tensor
    from conv1d_lsp.rules.fixes.argument_repairs import ArgumentRepairs
    from conv1d_lsp.rules.fixes.branch_repairs import BranchRepairs
    from conv1d_lsp.rules.fixes.call_repairs import CallRepairs
    from conv1d_lsp.rules.fixes.code_repairs import CodeRepairs
    from conv1d_lsp.rules.fixes.data_repairs import DataRepairs
    from conv1d_lsp.rules.fixes.input_repairs import InputRepairs
    from conv1d_lsp.rules.fixes.layer_repairs import LayerRepairs
    from conv1d_lsp.rules.fixes.name_repairs import NameRepairs
    from conv1d_lsp.rules.fixes.row_repairs import RowRepairs
    from conv1d_lsp.rules.fixes.sample_repairs import SampleRepairs
    from conv1d_lsp.rules.reading.calls import Construction
    from conv1d_lsp.rules.reading.shrinking import Shrinking
    from conv1d_lsp.rules.reading.trail import Trail
    from conv1d_lsp.shapes import Dim, Shape
    from conv1d_lsp.source.positions import Positions


class Site(Struct, frozen=True):
    """One finding, its file, and the generation that the file is read under."""

    finding: "Finding"
    file: str
    positions: "Positions"
    keras: Generation

    # Places

    @property
    def call(self) -> Place:
        """The node of the finding: the call, the element of a Sequential, the operation."""
        return self.positions.place(self.finding.site.node, self.file)

    def argument(self, name: str | None) -> Place:
        """The argument of the layer's constructor, if it is written in the call's own expression; else the call."""
        construction = self._construction_here
        node = None if name is None or construction is None else construction.argument(name)
        return self.call if node is None else self.positions.place(node, self.file)

    def keyword(self, name: str) -> Place:
        """The keyword argument of the call that the finding is about; else the call."""
        import libcst as cst

        node = self.finding.site.node
        args = node.args if isinstance(node, cst.Call) else ()
        found = next((each for each in args if each.keyword is not None and each.keyword.value == name), None)
        return self.call if found is None else self.positions.place(found, self.file)

    def word(self, word: str) -> Place:
        """The string in the arguments of the call that the finding is about; else the call."""
        from conv1d_lsp.rules.reading.calls import written_word

        found = written_word(self.finding.site.node, word)
        return self.call if found is None else self.positions.place(found, self.file)

    def argument_at(self, name: str, index: int | None) -> Place:
        """The argument of the call that the finding is about, by keyword or at a position; else the call."""
        from conv1d_lsp.rules.reading.calls import argument_at

        found = argument_at(self.finding.site.node, name, index)
        return self.call if found is None else self.positions.place(found, self.file)

    def argument_name(self, name: str, index: int | None) -> str | None:
        """The same argument as code in a sentence, if it is written there and short."""
        from conv1d_lsp.rules.reading.calls import argument_at, short_name

        found = argument_at(self.finding.site.node, name, index)
        return None if found is None else short_name(found.value)

    def passed(self, index: int = 0) -> Place:
        """The expression of the tensor or data that is passed; the call where it is not written there."""
        from conv1d_lsp.rules.reading.calls import input_expression, layer_call

        call, made = layer_call(self.finding.site.node, self.finding.made), self._construction_here
        if self.finding.inside:
            return self.call
        node = input_expression(call, index) if call is not None else made.call if made is not None else None
        return self.call if node is None else self.positions.place(node, self.file)

    def positional(self, index: int) -> Place:
        """The positional argument of the layer's constructor at an index; else the call."""
        construction = self._construction_here
        node = None if construction is None else construction.positional(index)
        return self.call if node is None else self.positions.place(node, self.file)

    @property
    def claimed_shape(self) -> Place:
        """The shape in the comment that the finding is about."""
        from conv1d_lsp.rules.reading.comments import shape_in, within

        where = getattr(self.finding.fault, "place", None)
        if where is not None:
            return within(self.call, str(getattr(self.finding.site.node, "value", "")), *where)
        return shape_in(self.finding.site.node, self.call, getattr(self.finding.fault, "index", 0))

    # Names

    def subject(self, index: int = 0, nameless: str = "its input") -> str:
        """What the input is called: "`x`", or `nameless` where it has no name; "each step of `x`"."""
        from conv1d_lsp.rules.reading.calls import input_expression, layer_call, short_name

        fault = self.finding.fault
        if (getattr(fault, "layer", "") or getattr(fault, "function", "")).startswith("."):
            return self.owner or "the array"  # a method of an array
        call = layer_call(self.finding.site.node, self.finding.made)
        count = len(self.finding.inputs)
        name = None if call is None else short_name(input_expression(call, index, count))
        if self.finding.inside:
            name = self._output_before(index)
        return getattr(self.finding.fault, "part", "") + (name or nameless)

    def _output_before(self, index: int) -> str | None:
        """What the layer before gave to the one that fails, inside the call of a model."""
        before = self.input(index)
        label = str(getattr(getattr(before, "node", before), "label", ""))
        return f"the output of {label}" if label.isidentifier() else None

    @property
    def owner(self) -> str | None:
        """`model` of `model.predict(data)`, `df` of `df.x` and `df[0]`, as code in a sentence."""
        import libcst as cst

        from conv1d_lsp.rules.reading.calls import short_name

        node = self.finding.site.node
        if isinstance(node, cst.Call):
            node = node.func
        return short_name(node.value) if isinstance(node, cst.Attribute | cst.Subscript) else None

    @property
    def called(self) -> str | None:
        """`model` of `model(data)`, as code in a sentence."""
        import libcst as cst

        from conv1d_lsp.rules.reading.calls import short_name

        node = self.finding.site.node
        return short_name(node.func) if isinstance(node, cst.Call) else None

    @property
    def code(self) -> str | None:
        """The whole expression, as code in a sentence."""
        from conv1d_lsp.rules.reading.calls import short_name

        return short_name(self.finding.site.node)

    @property
    def operands(self) -> tuple[str | None, str | None]:
        """Both sides of the operator that the finding is about, as code in a sentence."""
        from conv1d_lsp.rules.reading.calls import short_name
        from conv1d_lsp.rules.reading.operands import operands_of

        left, right = operands_of(self.finding.site.node)
        return short_name(left), short_name(right)

    @property
    def operation(self) -> str | None:
        """The operator with both sides, as code in a sentence, without brackets around it."""
        from conv1d_lsp.rules.reading.calls import short_name
        from conv1d_lsp.rules.reading.operands import without_brackets

        return short_name(without_brackets(self.finding.site.node))

    # How it came about

    def how_it_came(self, index: int = 0) -> tuple[Step, ...]:
        """The layers that changed the shape of the input, from its Input on; for data, where it was made."""
        return (*self._tensor_steps(index), *self._calls())

    def shrinking(self, seen: "Shape", length: "Dim", axis: str) -> "Shrinking | None":
        """Which layers took away what the input lacks: `seen` is its shape, `length` its size along the axis."""
        from conv1d_lsp.interpreter.values import Tensor
        from conv1d_lsp.rules.reading.shrinking import Shrinking

        tensor = self.input()
        return Shrinking.to(tensor, seen, length, axis) if isinstance(tensor, Tensor) else None

    def how_it_shrank(self, shrinking: "Shrinking | None") -> tuple[Step, ...]:
        """The same as `how_it_came`, of the layers that took something away alone."""
        if shrinking is None:
            return self.how_it_came()
        return (*self.trail.of_shrinking(shrinking), *self._calls())

    def how_all_came(self) -> tuple[Step, ...]:
        """The same for each of several inputs; what they share is said once."""
        steps = [step for index in range(len(self.finding.inputs)) for step in self._tensor_steps(index)]
        return (*dict.fromkeys(steps), *self._calls())

    def model_made(self, words: str, index: int = 0) -> tuple[Step, ...]:
        """The same for data that is passed to a model: where the data and the model were made."""
        trail, made = self.trail, self.finding.made
        model = [] if made is None else [trail.step(made, words)]
        return (*self._tensor_steps(index), *model, *trail.callers(self.finding.site))

    def layer_made(self) -> tuple[Step, ...]:
        """Where the layer was made and how the function that holds the call was reached."""
        return tuple(self._calls())

    @property
    def trail(self) -> "Trail":
        """What can be said of the ways to this finding."""
        from conv1d_lsp.rules.reading.trail import Trail

        return Trail(self.file, self.positions, self.finding.site.module)

    def _tensor_steps(self, index: int) -> list[Step]:
        tensor = self.input(index)
        return [] if tensor is None else self.trail.of(tensor)

    def _calls(self) -> list[Step]:
        from conv1d_lsp.rules.reading.paths import contains

        trail, site, made = self.trail, self.finding.site, self.finding.made
        layer = getattr(self.finding.fault, "layer", None) or (
            "the model" if hasattr(self.finding.fault, "call") else "it"
        )
        steps = [] if made is None or contains(site.node, made.node) else [trail.step(made, f"{layer} is made here")]
        return [*steps, *trail.callers(site)]

    # For fixes

    def input(self, index: int = 0) -> "Tensor | Array | None":
        """The tensor or array that was passed."""
        inputs = self.finding.inputs
        return inputs[index] if index < len(inputs) else None

    @property
    def maker(self) -> str | None:
        """The class of the layer that made the first input, or the operator."""
        node = getattr(self.input(), "node", None)
        return None if node is None else node.label

    def holds_numbers(self, index: int = 0) -> bool:
        """Whether an array was passed, not a symbolic tensor."""
        from conv1d_lsp.interpreter.values import Array

        return isinstance(self.input(index), Array)

    def formed_by(self, index: int = 0) -> str:
        """The method that gave an array its axes, if that is not what made it: "reshape"."""
        from conv1d_lsp.interpreter.values import Array
        from conv1d_lsp.rules.reading.calls import method_of

        value = self.input(index)
        return method_of(value.formed.node) if isinstance(value, Array) and value.formed is not None else ""

    def of_pandas(self, index: int = 0) -> bool:
        """Whether the input is a Series."""
        from conv1d_lsp.interpreter.values import PANDAS, Array

        value = self.input(index)
        return isinstance(value, Array) and value.library == PANDAS

    def of_dataset(self, index: int = 0) -> bool:
        """Whether it was passed as an element of a dataset: no code stands there that makes it."""
        from conv1d_lsp.interpreter.values import OF_DATASET, Array

        passed = self.input(index)
        return isinstance(passed, Array) and passed.library == OF_DATASET

    def of_batches(self, index: int = 0) -> bool:
        """The same, or as what a generator gives."""
        from conv1d_lsp.interpreter.values import OF_GENERATOR, Array

        passed = self.input(index)
        return self.of_dataset(index) or (isinstance(passed, Array) and passed.library == OF_GENERATOR)

    @property
    def runs(self) -> bool:
        """Whether Keras lets the line pass."""
        from conv1d_lsp.interpreter.findings import Promise

        return self.finding.promise is Promise.RUNS

    @property
    def argument_repairs(self) -> "ArgumentRepairs":
        """Proposals: the arguments of the layer that a finding is about."""
        from conv1d_lsp.rules.fixes.argument_repairs import ArgumentRepairs

        return ArgumentRepairs(self)

    @property
    def call_repairs(self) -> "CallRepairs":
        """Proposals: the arguments of the call that a finding is about, which makes no layer."""
        from conv1d_lsp.rules.fixes.call_repairs import CallRepairs

        return CallRepairs(self)

    @property
    def layer_repairs(self) -> "LayerRepairs":
        """Proposals: the layer that a finding is about, the one before it, and what it is called on."""
        from conv1d_lsp.rules.fixes.layer_repairs import LayerRepairs

        return LayerRepairs(self)

    @property
    def name_repairs(self) -> "NameRepairs":
        """Proposals: names of modules, functions and attributes."""
        from conv1d_lsp.rules.fixes.name_repairs import NameRepairs

        return NameRepairs(self)

    @property
    def code_repairs(self) -> "CodeRepairs":
        """Proposals: expressions written otherwise."""
        from conv1d_lsp.rules.fixes.code_repairs import CodeRepairs

        return CodeRepairs(self)

    @property
    def input_repairs(self) -> "InputRepairs":
        """Proposals: the sizes of the Input that a layer is called on, or that a finding is about."""
        from conv1d_lsp.rules.fixes.input_repairs import InputRepairs

        return InputRepairs(self)

    def data_repairs(self, part: str = "", index: int = 0) -> "DataRepairs":
        """Proposals for the data that the call is given."""
        from conv1d_lsp.rules.fixes.data_repairs import DataRepairs

        return DataRepairs(self, part, index)

    @property
    def branch_repairs(self) -> "BranchRepairs":
        """Proposals where the inputs of a call or an operator differ."""
        from conv1d_lsp.rules.fixes.branch_repairs import BranchRepairs

        return BranchRepairs(self)

    @property
    def row_repairs(self) -> "RowRepairs":
        """Proposals for layers in a row: of a Sequential, or one called on another."""
        from conv1d_lsp.rules.fixes.row_repairs import RowRepairs

        return RowRepairs(self)

    def sample_repairs(self, of: str, part: str) -> "SampleRepairs":
        """Proposals where data and targets do not count the same samples."""
        from conv1d_lsp.rules.fixes.sample_repairs import SampleRepairs

        return SampleRepairs(self, of, part)

    @property
    def construction(self) -> "Construction | None":
        """The call that makes the layer, wherever it is written."""
        from conv1d_lsp.rules.reading.calls import construction

        return construction(self.finding.site.node, self.finding.made, self.keras)

    @property
    def _construction_here(self) -> "Construction | None":
        """The same, if it is a part of the finding's own expression."""
        from conv1d_lsp.rules.reading.paths import contains

        made = self.construction
        return made if made is not None and contains(self.finding.site.node, made.call) else None
