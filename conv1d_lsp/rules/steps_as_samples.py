"""One sample whose steps count as samples.

## What it does

Finds `predict`, `fit`, `evaluate` or a call of a model of one channel on one sample without its batch axis.

## Why it matters

The first axis counts the samples. Where the model wants (None, 100, 1), data of shape (100, 1) is taken for 100 samples
of one step each: Keras adds the last axis that is missing, and if the layers can work on one step, the line runs and
gives 100 answers to another question.

## Example

```python
model = keras.Sequential([keras.Input((100, 1)), layers.Conv1D(8, 5, padding="same"), layers.GlobalMaxPooling1D()])
signal = np.random.rand(100, 1)
out = model.predict(signal)  # warning: [steps-as-samples] "100 samples of one step"
```

## Fix

```python
model = keras.Sequential([keras.Input((100, 1)), layers.Conv1D(8, 5, padding="same"), layers.GlobalMaxPooling1D()])
signal = np.random.rand(100, 1)
out = model.predict(signal[np.newaxis])  # shape: (1, 8)
```

Quick fixes for the Example:

- Add the batch axis: a batch of one sample (`--unsafe-fixes`)

## Keras says

Under Keras 3 nothing: it runs, and gives (100, 8).

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.data_faults import StepsAsSamples
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("steps-as-samples", Severity.ERROR, family=Family.DATA, since="0.2")
def speak(fault: StepsAsSamples, site: Site) -> Message:
    subject = f"the data in `{fault.part}`" if fault.part else site.subject(0, "the data")
    title = "Add the batch axis: a batch of one sample"
    return Message(
        place=site.argument_at(fault.part, None) if fault.part else site.passed(),
        words=f"{subject} has {fault.given}, but the model wants {fault.expected}: "
        f"it counts as {fault.given[0]} samples of one step",
        trail=site.model_made(f"the model is made here; its input is {fault.expected}"),
        help="it runs; the first axis counts the samples, also if there is one only: `x[np.newaxis]` puts it in front",
        fixes=[] if fault.part else [site.data_repairs().add_axis("{}", title).unsafe()],
    )
