"""Data that go into a network as they were loaded.

## What it does

Advises to scale data that are known not to be scaled, where they reach `fit` through nothing that changes numbers, and
the model begins with a layer that multiplies them by weights: the images of `keras.datasets` (mnist, fashion_mnist,
cifar10, cifar100), whose numbers go from 0 to 255, and the tables boston_housing and california_housing of Keras,
`fetch_california_housing`, `load_wine` and `load_breast_cancer` of scikit-learn, whose columns have very different
scales. After a division, a scaler of scikit-learn or a subtraction, with a `Rescaling`, `Normalization` or
`BatchNormalization` layer anywhere in the model, or where a step is not known, it is silent.

## Why it matters

Keras draws the first weights for numbers of about the size 1. Numbers many times as large give outputs, a first loss
and first gradients as much too large, so that training begins far off, and may not get on at the usual learning rate.
Of columns of different scales, the network sees little but the largest.

## Example

```python
import keras

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()  # judge: the data would be fetched from the net
net = [keras.layers.Conv1D(32, 3), keras.layers.GlobalMaxPooling1D(), keras.layers.Dense(10, activation="softmax")]
model = keras.Sequential([keras.Input((28, 28)), *net])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x_train, y_train)  # information: [unscaled-data] "has the numbers of mnist"  # judge: there is no data
```

## Fix

```python
import keras

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()  # judge: the data would be fetched from the net
net = [keras.layers.Conv1D(32, 3), keras.layers.GlobalMaxPooling1D(), keras.layers.Dense(10, activation="softmax")]
model = keras.Sequential([keras.Input((28, 28)), *net])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x_train / 255.0, y_train)  # judge: there is no data
```

## Keras says

Keras was not asked: the data would be fetched from the net.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.told_faults import Unscaled
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("unscaled-data", Severity.INFORMATION, family=Family.ADVICE, since="0.1")
def speak(fault: Unscaled, site: Site) -> Message:
    if fault.columns:
        data = f"the columns of {site.subject()} ({fault.data}) have different scales, up to {fault.greatest:,}"
    else:
        data = f"{site.subject()} has the numbers of {fault.data} as they were loaded, 0 to 255"
    return Message(
        place=site.passed(),
        words=f"{data}, and nothing scales them before {fault.first}",
        help="scale each column, by StandardScaler or by a Normalization layer that has adapted to the training data"
        if fault.columns
        else "divide them by 255.0, or begin the model with layers.Rescaling(1 / 255)",
    )
