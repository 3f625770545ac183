"""The function of a Lambda wants other arguments than Keras passes.

## What it does

Finds a `Lambda` whose function takes two or more arguments, or none.

## Why it matters

Keras passes one argument: the tensor, or all tensors of the call in one list. Keras 3 says of the exception only that
it can't infer the shape of the output.

## Example

```python
a, b = keras.Input((10, 4)), keras.Input((10, 4))
y = layers.Lambda(lambda a, b: a - b)([a, b])  # error: [lambda-arguments] "wants `a` and `b`, but Keras passes one"
```

## Fix

```python
a, b = keras.Input((10, 4)), keras.Input((10, 4))
y = layers.Lambda(lambda both: both[0] - both[1])([a, b])  # shape: (None, 10, 4)
```

## Keras says

Under Keras 3 it raises `NotImplementedError`:

```text
Exception encountered when calling Lambda.call().

We could not automatically infer the shape of the Lambda's output. Please specify the `output_shape` argument for this
Lambda layer.

[…]
```

Under Keras 2 it raises `TypeError`:

```text
Exception encountered when calling layer "lambda" (type Lambda).

<lambda>() missing 1 required positional argument: 'b'

[…]
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import LambdaArguments
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import coded


@rule("lambda-arguments", Severity.ERROR, family=Family.ARGUMENTS, since="0.1")
def speak(fault: LambdaArguments, site: Site) -> Message:
    wants = f"wants {coded(fault.names)}" if fault.names else "takes no argument"
    return Message(
        place=site.call,
        words=f"the function of Lambda {wants}, but Keras passes one argument: the tensor, or a list of them",
        trail=site.layer_made(),
        help="take one argument, and the tensors from it by index; what is no tensor goes into `arguments=`",
    )
