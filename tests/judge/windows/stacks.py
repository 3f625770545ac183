"""Random stacks over steps, with branches that meet again, and what the declarations say of their windows."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from conv1d_lsp.layers import Called, Configured, find, plain
from conv1d_lsp.layers.sight import ITSELF, Sight, Windows, through, together
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Shape, dim

Description = dict[str, Any]


@dataclass
class Stack:
    """A stack that the declarations take: its layers, and what each of its tensors sees of the input.

    whole: of each tensor, whose windows no border cuts anywhere on the way.
    """

    keras: Generation
    length: int
    nodes: list[Description] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    sights: list[Sight] = field(default_factory=list)
    whole: list[list[bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.shapes.append(Shape((OPEN, dim(self.length), dim(1))))
        self.sights.append(ITSELF)
        self.whole.append([True] * self.length)

    def add(self, layer: str, settings: Description, *inputs: int) -> bool:
        """Put a layer on top; False if Keras would refuse it."""
        declaration = find(layer, self.keras)
        if declaration is None:
            return False
        configured = declaration.configure((), {name: plain(value) for name, value in settings.items()}, self.keras)
        given = tuple(self.shapes[i] for i in inputs)
        called = configured.call(given if len(given) > 1 else given[0]) if isinstance(configured, Configured) else None
        if not isinstance(configured, Configured) or not isinstance(called, Called) or not called.outputs[0].ranked:
            return False
        steps = called.outputs[0][1].value
        if steps is None or not 1 <= steps <= 400 or called.at_run_time:
            return False
        own = configured.variants[0].sight(given if len(given) > 1 else given[0])
        seen = through(self.sights[inputs[0]], own)
        for other in inputs[1:]:
            seen = together(seen, through(self.sights[other], own))
        self.nodes.append({"layer": layer, "settings": settings, "inputs": list(inputs)})
        self.shapes.append(called.outputs[0])
        self.sights.append(seen)
        self.whole.append([all(self._is_whole(i, own, output) for i in inputs) for output in range(steps)])
        return True

    def _is_whole(self, tensor: int, own: Sight, output: int) -> bool:
        if not isinstance(own, Windows):
            return False
        first, last = own.window(output)
        return 0 <= first <= last < len(self.whole[tensor]) and all(self.whole[tensor][first : last + 1])

    @property
    def described(self) -> Description:
        return {"length": self.length, "nodes": self.nodes}

    def wrong(self, measured: list[tuple[int, int] | None]) -> str | None:
        """Why this is not what was said: windows that no border cuts must be the same, the others no wider."""
        sight = self.sights[-1]
        if not isinstance(sight, Windows) or not sight.placed:
            return None
        for output, real in enumerate(measured):
            first, last = sight.window(output)
            if self.whole[-1][output] and real != (first, last):
                return f"output {output} sees {real}, not {(first, last)}"
            if real is not None and not first <= real[0] <= real[1] <= last:
                return f"output {output} sees {real}, outside of {(first, last)}"
        return None

    @property
    def followed(self) -> bool:
        return isinstance(self.sights[-1], Windows) and self.sights[-1].placed


def random_stack(seed: int, number: int, keras: Generation) -> Stack:
    """The stack of this number."""
    random = Random(f"{seed}:{number}")
    stack = Stack(keras, random.randint(20, 90))
    for _ in range(random.randint(1, 6)):
        top = len(stack.shapes) - 1
        stack.add(*random.choice(DRAWS)(random), top)
        if random.random() < 0.25:
            join(random, stack)
    return stack


def join(random: Random, stack: Stack) -> None:
    """Two tensors of one length, added or put beside each other."""
    top = len(stack.shapes) - 1
    alike = [i for i, shape in enumerate(stack.shapes) if shape[1].value == stack.shapes[top][1].value]
    other = random.choice(alike)
    stack.add(random.choice(["Add", "Concatenate", "Maximum"]), {}, top, other)


def convolution(random: Random) -> tuple[str, Description]:
    settings = {"kernel_size": random.randint(1, 6), "padding": random.choice(["valid", "same"])}
    if random.random() < 0.4:
        settings["strides"] = random.randint(1, 4)
    elif random.random() < 0.5:
        settings["dilation_rate"] = random.randint(1, 4)
    layer = random.choice(["Conv1D", "Conv1D", "SeparableConv1D", "DepthwiseConv1D"])
    if layer == "Conv1D" and random.random() < 0.3:
        settings["padding"] = "causal"
    return layer, settings if layer == "DepthwiseConv1D" else {"filters": 1, **settings}


def transposed(random: Random) -> tuple[str, Description]:
    settings: Description = {"filters": 1, "kernel_size": random.randint(1, 6), "strides": random.randint(1, 4)}
    return "Conv1DTranspose", {**settings, "padding": random.choice(["valid", "same"])}


def pooling(random: Random) -> tuple[str, Description]:
    settings: Description = {"pool_size": random.randint(1, 4), "padding": random.choice(["valid", "same"])}
    if random.random() < 0.5:
        settings["strides"] = random.randint(1, 3)
    return random.choice(["MaxPooling1D", "AveragePooling1D"]), settings


def moved(random: Random) -> tuple[str, Description]:
    pair = (random.randint(0, 4), random.randint(0, 4))
    return random.choice([("ZeroPadding1D", {"padding": pair}), ("Cropping1D", {"cropping": pair})])


def regrouped(random: Random) -> tuple[str, Description]:
    return "Reshape", {"target_shape": (-1, random.choice([1, 2, 3, 4, 6]))}


def longer(random: Random) -> tuple[str, Description]:
    return "UpSampling1D", {"size": random.randint(1, 4)}


def shared_out(random: Random) -> tuple[str, Description]:
    layer = random.choice(["AdaptiveAveragePooling1D", "AdaptiveMaxPooling1D"])
    return layer, {"output_size": random.randint(2, 12)}


def multiplied(random: Random) -> tuple[str, Description]:
    equation, shape = random.choice([("abc,cd->abd", (None, 2)), ("...c,cd->...d", 1)])
    return "EinsumDense", {"equation": equation, "output_shape": shape}


DRAWS = (convolution, convolution, convolution, transposed, pooling, moved, regrouped, longer, shared_out, multiplied)
