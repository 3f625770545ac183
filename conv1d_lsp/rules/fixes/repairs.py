"""The repairs that rules propose, by what they do to the code of one finding."""

import libcst as cst

from conv1d_lsp.arrays import Same
from conv1d_lsp.diagnostics import Edit
from conv1d_lsp.interpreter.values import GraphNode, Tensor
from conv1d_lsp.rules.fixes import arguments, branches, data, functions, imports, layers, sizes, targets
from conv1d_lsp.rules.fixes.in_lambda import in_lambda
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.proposal import Proposal
from conv1d_lsp.rules.reading.calls import (
    Construction,
    argument_at,
    construction_of,
    inner_construction,
    input_expression,
    layer_call,
    written_word,
)
from conv1d_lsp.rules.reading.imports import numpy_name
from conv1d_lsp.rules.reading.operands import operands_of
from conv1d_lsp.rules.reading.paths import nearest, path_to
from conv1d_lsp.rules.site import Site
from conv1d_lsp.source.text import text_of


class Repairs:
    """Each method gives a proposal; its edits are None where the code is not written in a way that can be edited."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._text = Text(site.file, site.positions)
        self._construction = site.construction

    # Arguments of the layer

    def set_argument(self, name: str, value: str, title: str) -> Proposal:
        """Give an argument of the layer this value, as code."""
        made = self._construction
        takes = made is not None and (name in made.places or made.argument(name) is not None)
        return self._one(title, arguments.set_argument(self._text, made, name, value) if made and takes else None)

    def set_word(self, name: str, word: str, title: str) -> Proposal:
        """The same for a string, in the quotes that the call uses."""
        made = self._construction
        return self.set_argument(name, arguments.quoted(made, word), title) if made else Proposal(title, None)

    def rename_argument(self, old: str, new: str, title: str) -> Proposal:
        made = self._construction
        return self._one(title, arguments.rename_argument(self._text, made.call, old, new) if made else None)

    def name_argument(self, parameter: str, name: str, title: str) -> Proposal:
        """Pass the positional argument of one parameter as the keyword argument `name`."""
        made = self._construction
        return self._one(title, arguments.name_argument(self._text, made, parameter, name) if made else None)

    def remove_argument(self, name: str, title: str) -> Proposal:
        made = self._construction
        return self._one(title, arguments.remove_argument(self._text, made.call, name) if made else None)

    def wrap_argument(self, name: str, left: str, right: str, title: str) -> Proposal:
        """Put text around the value of an argument."""
        given = self._construction.argument(name) if self._construction else None
        return Proposal(title, None if given is None else self._text.around(given.value, left, right))

    def set_part(self, name: str, index: int, value: str, title: str) -> Proposal:
        """Another value for one part of the tuple or list that an argument is."""
        given = self._construction.argument(name) if self._construction else None
        parts = given.value.elements if given is not None and isinstance(given.value, cst.Tuple | cst.List) else ()
        fits = index < len(parts) and not any(isinstance(each, cst.StarredElement) for each in parts)
        return Proposal(title, (self._text.replace(parts[index].value, value),) if fits else None)

    def make_tuple(self, name: str, title: str) -> Proposal:
        """A tuple of the one number that an argument is: `100` or `(100)` becomes `(100,)`."""
        given = self._construction.argument(name) if self._construction else None
        if given is None:
            return Proposal(title, None)
        if given.value.lpar:
            return Proposal(title, (self._text.after(given.value, ","),))
        return Proposal(title, self._text.around(given.value, "(", ",)"))

    def rename_keyword(self, old: str, new: str, title: str) -> Proposal:
        """The same for the call that the finding is about, which makes no layer."""
        call = self._site.finding.site.node
        return self._one(
            title, arguments.rename_argument(self._text, call, old, new) if isinstance(call, cst.Call) else None
        )

    def remove_keyword(self, name: str, title: str) -> Proposal:
        call = self._site.finding.site.node
        return self._one(
            title, arguments.remove_argument(self._text, call, name) if isinstance(call, cst.Call) else None
        )

    def remove_setting(self, name: str, index: int | None, title: str) -> Proposal:
        """The same for an argument that may be passed by position, as the last one."""
        call = self._site.finding.site.node
        given = argument_at(call, name, index)
        if given is None or given.keyword is not None or not isinstance(call, cst.Call):
            return self.remove_keyword(name, title)
        place = call.args.index(given)
        fits = place > 0 and all(each.keyword is not None for each in call.args[place + 1 :])
        return self._one(title, self._text.between(call.args[place - 1], given, "") if fits else None)

    def set_keyword(self, name: str, value: str, title: str) -> Proposal:
        """Give a keyword argument of the call this value, as code."""
        call = self._site.finding.site.node
        if not isinstance(call, cst.Call) or not isinstance(call.func, cst.Attribute):
            return Proposal(title, None)
        return self._one(title, arguments.set_argument(self._text, Construction(call, ()), name, value))

    def compile_first(self, loss: str, title: str) -> Proposal:
        """`model.compile(...)` as a statement before that of the call."""
        node = self._site.finding.site.node
        statement = nearest(path_to(node, self._text.positions), cst.SimpleStatementLine)
        match node:
            case cst.Call(func=cst.Attribute(value=cst.Name(value=model))) if statement is not None:
                indent = self._text.indent(self._text.place(statement).line)
                code = f'{model}.compile(optimizer="adam", loss="{loss}")\n{indent}'
                return self._one(title, self._text.before(statement, code))
        return Proposal(title, None)

    def exchange_parts(self, name: str, index: int | None, title: str) -> Proposal:
        """The two parts of the list or tuple that is an argument of the call, each in the place of the other."""
        given = argument_at(self._site.finding.site.node, name, index)
        parts = given.value.elements if given is not None and isinstance(given.value, cst.List | cst.Tuple) else ()
        if len(parts) != 2 or any(isinstance(each, cst.StarredElement) for each in parts):
            return Proposal(title, None)
        first, second = (each.value for each in parts)
        edits = self._text.replace(first, text_of(second)), self._text.replace(second, text_of(first))
        return Proposal(title, edits)

    def replace_word(self, word: str, new: str, title: str) -> Proposal:
        """Another string in the place of one in the arguments of the call, in the quotes that it has."""
        found = written_word(self._site.finding.site.node, word)
        if found is None:
            return Proposal(title, None)
        return self._one(title, self._text.replace(found, f"{found.prefix}{found.quote}{new}{found.quote}"))

    def wrap_setting(self, name: str, index: int | None, left: str, right: str, title: str) -> Proposal:
        """Put text around an argument of the call, which makes no layer."""
        given = argument_at(self._site.finding.site.node, name, index)
        return Proposal(title, None if given is None else self._text.around(given.value, left, right))

    def make_array(self, name: str, index: int | None, title: str) -> Proposal:
        """`np.array(…)` around an argument of the call."""
        numpy = numpy_name(self._site.positions)
        return Proposal(title, None) if numpy is None else self.wrap_setting(name, index, f"{numpy}.array(", ")", title)

    def name_setting(self, index: int, name: str, title: str) -> Proposal:
        """Pass the last positional argument of the call by this name."""
        call = self._site.finding.site.node
        given = argument_at(call, name, index)
        after = call.args[index + 1 :] if isinstance(call, cst.Call) else ()
        fits = given is not None and given.keyword is None and all(each.keyword is not None for each in after)
        return Proposal(title, (self._text.before(given, f"{name}="),) if given is not None and fits else None)

    # Layers

    def insert_layer(self, layer: str, settings: str, title: str) -> Proposal:
        """Another layer before this one."""
        return Proposal(title, layers.layer_before(self._text, self._site, layer, settings))

    def wrap_layer(self, wrapper: str, title: str) -> Proposal:
        made = self._construction
        return Proposal(title, layers.wrapped(self._text, made, wrapper) if made else None)

    def exchange_layer(self, layer: str, title: str) -> Proposal:
        """Another class with the same arguments."""
        made = self._construction
        return Proposal(title, layers.exchanged(self._text, made, layer) if made else None)

    def own_layer(self, title: str) -> Proposal:
        """A layer of its own for this call, made like the one that is called."""
        return Proposal(title, layers.made_again(self._text, self._site))

    def exchange_layer_before(self, layer: str, title: str) -> Proposal:
        """Another class for the layer that made the input."""
        node = self._maker
        made = construction_of(node, self._site.keras) if node is not None else None
        return Proposal(title, layers.exchanged(self._text, made, layer) if made else None)

    def set_argument_before(self, name: str, value: str, title: str) -> Proposal:
        """Give an argument to the layer that made the input; in a wrapper to the wrapped one."""
        node = self._maker
        made = construction_of(node, self._site.keras) if node is not None else None
        made = inner_construction(made, self._site.keras) if made is not None else None
        return self._one(title, arguments.set_argument(self._text, made, name, value) if made else None)

    def pad_branches(self, title: str) -> Proposal:
        """`padding="same"` where one branch alone loses steps."""
        return Proposal(title, branches.padded_branches(self._text, self._site.finding.inputs, self._site.keras))

    def join_inputs(self, title: str) -> Proposal:
        """The tensors of the call as one list."""
        call = layer_call(self._site.finding.site.node, self._site.finding.made)
        args = [] if call is None else [each for each in call.args if each.keyword is None]
        if len(args) < 2 or any(each.star for each in args):
            return Proposal(title, None)
        return Proposal(title, (self._text.before(args[0], "["), self._text.after(args[-1], "]")))

    def pass_itself(self, title: str) -> Proposal:
        """The tensor of the call without the list or tuple around it."""
        call = layer_call(self._site.finding.site.node, self._site.finding.made)
        given = None if call is None or not call.args or call.args[0].keyword is not None else call.args[0]
        if given is None or not isinstance(given.value, cst.List | cst.Tuple) or "\n" in text_of(given):
            return Proposal(title, None)
        items = [each.value for each in given.value.elements if isinstance(each, cst.Element)]
        plain = len(items) == 1 and isinstance(items[0], cst.Name | cst.Call | cst.Attribute)
        return self._one(title, self._text.replace(given, text_of(items[0])) if plain else None)

    def project_shortcut(self, channels: tuple[int, int], title: str) -> Proposal:
        """A convolution of kernel size 1 where a shortcut has other channels than the layers beside it."""
        return Proposal(title, branches.projected_shortcut(self._text, self._site, channels))

    def rename_attribute(self, text: str, title: str) -> Proposal:
        """Other code after the dot, where the finding is about an attribute."""
        node = self._site.finding.site.node
        return self._one(title, self._text.replace(node.attr, text) if isinstance(node, cst.Attribute) else None)

    def follow_owner(self, text: str, title: str) -> Proposal:
        """More code before the dot or the brackets, where the finding is about an attribute or an item."""
        node = self._site.finding.site.node
        owner = node.value if isinstance(node, cst.Attribute | cst.Subscript) else None
        return self._one(title, None if owner is None else self._text.after(owner, text))

    def call_super(self, title: str) -> Proposal:
        """`super().__init__()` as the first statement of the `__init__` that leaves it out."""
        made = self._site.finding.made
        return Proposal(title, None if made is None else functions.with_super(self._text, made.node))

    # Names of modules

    def rename(self, name: str, title: str) -> Proposal:
        """Another name in the module that the finding is about."""
        return imports.renamed(self._text, self._site.finding.site.node, name, title)

    def write_path(self, path: str, instead: str, title: str) -> Proposal:
        """What is reached by `path` from the root of its library by another one."""
        return imports.by_path(self._text, self._site.finding.site.node, path, instead, title)

    def move_import(self, path: str, instead: str, title: str) -> Proposal:
        """What is imported by `path` from where it is now."""
        return imports.moved(self._text, self._site.finding.site.node, path, instead, self._site.keras, title)

    def use_ops(self, same: Same, title: str) -> Proposal:
        """The function of `keras.ops` that means the same, where the finding is about a function of another library."""
        node = self._site.finding.site.node
        around = nearest(path_to(node, self._text.positions), cst.Call) if isinstance(node, cst.Attribute) else None
        call = around if around is not None and around.func is node else node
        return Proposal(title, functions.exchanged_function(self._text, call, same))

    def call_in_lambda(self, title: str) -> Proposal:
        """The call as the function of a Lambda layer, where all of its tensors are in the first argument."""
        finding = self._site.finding
        return Proposal(title, in_lambda(self._text, finding.site.node, len(finding.inputs)))

    def tuple_of_sizes(self, title: str) -> Proposal:
        """The tuple `shape` of a tensor, where the finding is about `get_shape` or `as_list`."""
        return Proposal(title, functions.tuple_of_sizes(self._text, self._site.finding.site.node))

    def turn_operands(self, title: str) -> Proposal:
        """What stands behind the operator before it, and the other way round."""
        return Proposal(title, functions.turned_operands(self._text, self._site.finding.site.node))

    def take_column(self, side: int) -> Proposal:
        """`[:, 0]` of one side of the operator."""
        operand = operands_of(self._site.finding.site.node)[side]
        edits = None if operand is None else data.with_axis(self._text, operand, ":, 0")
        return Proposal("Take the one column with `[:, 0]`", edits)

    def index_with_ellipsis(self, title: str) -> Proposal:
        """A comma and `...` behind the one thing between the brackets."""
        return Proposal(title, functions.index_with_ellipsis(self._text, self._site.finding.site.node))

    # Losses

    def exchange_loss(self, word: str, name: str) -> Proposal:
        """Another loss in the call of `compile` that the finding is about: by its word, or the name of its class."""
        edit = targets.exchanged_loss(self._text, self._site.finding.site.node, word, name)
        return self._one(f"Use `{word}`", edit)

    def end_with(self, activation: str, title: str) -> Proposal:
        """Another activation for the layer that the finding names as the last one."""
        node = self._maker
        made = construction_of(node, self._site.keras) if node is not None else self._construction
        word = None if made is None else arguments.quoted(made, activation)
        return self._one(title, arguments.set_argument(self._text, made, "activation", word) if made and word else None)

    # Inputs and data

    def correct_claim(self, shape: str, title: str) -> Proposal:
        """Another shape in the comment."""
        return Proposal(title, (Edit(self._site.claimed_shape, shape),))

    def drop_first_size(self, title: str) -> Proposal:
        """Take the first size out of the Input that the layer is called on."""
        written = self._written_sizes
        return Proposal(title, sizes.without_first(self._text, written) if written else None)

    def add_last_size(self, size: str, title: str) -> Proposal:
        """Add a size at the end of the Input that the layer is called on."""
        written = self._written_sizes
        return Proposal(title, sizes.with_last(self._text, written, size) if written else None)

    @property
    def first_size_name(self) -> str:
        """The name of the first size of the Input that the layer is called on."""
        written = self._written_sizes
        return sizes.first_name(written) if written else ""

    @property
    def whole_shape(self) -> str | None:
        """`x.shape`, if it is given to the Input that the layer is called on."""
        written = self._written_sizes
        return text_of(written) if sizes.is_whole_shape(written) else None

    def add_axis(self, subscript: str, title: str, index: int = 0) -> Proposal:
        """An axis for the data that is passed: `{}` in the subscript stands for the new axis."""
        call = layer_call(self._site.finding.site.node, None)
        passed = None if call is None else input_expression(call, index)
        return Proposal(title, None if passed is None else data.with_axis(self._text, passed, subscript))

    def reshape_data(self, there: str, back: str | None, title: str) -> Proposal:
        """Call a method of the data that is passed, and one of what the call gives; `{}` stands for the data."""
        call = layer_call(self._site.finding.site.node, None)
        passed = None if call is None else input_expression(call, 0)
        if call is None or passed is None:
            return Proposal(title, None)
        return Proposal(title, data.reshaped(self._text, call, passed, there, back))

    def swap_axes(self, title: str, index: int = 0) -> Proposal:
        """Steps for channels in data of three axes, by NumPy."""
        call, numpy = layer_call(self._site.finding.site.node, None), numpy_name(self._site.positions)
        passed = None if call is None else input_expression(call, index)
        if passed is None or numpy is None:
            return Proposal(title, None)
        return Proposal(title, self._text.around(passed, f"{numpy}.transpose(", ", (0, 2, 1))"))

    @property
    def _maker(self) -> GraphNode | None:
        tensor = self._site.input()
        return tensor.node if isinstance(tensor, Tensor) else None

    @property
    def _written_sizes(self) -> sizes.Sizes | None:
        """Of the Input that the layer is called on, or that the finding is about."""
        node = self._maker
        if node is None:
            return sizes.written_sizes(self._site.finding.site.node)
        return sizes.written_sizes(node.site.node) if node.label == "Input" else None

    def _one(self, title: str, edit: Edit | None) -> Proposal:
        return Proposal(title, None if edit is None else (edit,))
