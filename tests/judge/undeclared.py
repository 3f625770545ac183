"""What the comparison of lists and signatures leaves out, with the reasons."""

from collections.abc import Mapping
from types import MappingProxyType

from conv1d_lsp.settings import Generation

K2, K3 = Generation

#: Classes under `keras.layers` that nobody puts into a model as they are.
NO_LAYERS: Mapping[str, str] = MappingProxyType({"Layer": "the base of all layers, which users derive from"})

#: Signatures that a declaration states otherwise than Keras's own, by layer and generation.
OTHER_SIGNATURES: Mapping[tuple[str, Generation], str] = MappingProxyType({})

#: Layers and aliases that are still to be declared, by the generations that have them. Who declares one takes it off.
IN_BOTH = """
CategoryEncoding
CenterCrop
ConvLSTM1D
ConvLSTM2D
ConvLSTM3D
Discretization
GRUCell
HashedCrossing
Hashing
IntegerLookup
LSTMCell
Normalization
RNN
RandomBrightness
RandomContrast
RandomCrop
RandomFlip
RandomRotation
RandomTranslation
RandomZoom
Resizing
SimpleRNNCell
StackedRNNCells
StringLookup
TextVectorization
"""
IN_KERAS_2 = """
AbstractRNNCell
RandomHeight
RandomWidth
"""
IN_KERAS_3 = """
AugMix
AutoContrast
ContrastLimitedAdaptiveHistogramEqualization
CutMix
Equalization
MaxNumBoundingBoxes
MelSpectrogram
MixUp
Pipeline
RandAugment
RandomColorDegeneration
RandomColorJitter
RandomElasticTransform
RandomErasing
RandomGaussianBlur
RandomGrayscale
RandomHue
RandomInvert
RandomPerspective
RandomPosterization
RandomSaturation
RandomSharpness
RandomShear
STFTSpectrogram
Solarization
"""

ON_THE_WAY: Mapping[Generation, frozenset[str]] = MappingProxyType(
    {K2: frozenset((IN_BOTH + IN_KERAS_2).split()), K3: frozenset((IN_BOTH + IN_KERAS_3).split())}
)
