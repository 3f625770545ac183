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
AveragePooling3D
AvgPool3D
CategoryEncoding
CenterCrop
Conv3D
Conv3DTranspose
ConvLSTM1D
ConvLSTM2D
ConvLSTM3D
Convolution3D
Convolution3DTranspose
Cropping3D
Discretization
EinsumDense
GRUCell
GlobalAveragePooling3D
GlobalAvgPool3D
GlobalMaxPool3D
GlobalMaxPooling3D
HashedCrossing
Hashing
IntegerLookup
LSTMCell
MaxPool3D
MaxPooling3D
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
SpatialDropout3D
SpectralNormalization
StackedRNNCells
StringLookup
TextVectorization
UpSampling3D
Wrapper
ZeroPadding3D
"""
IN_KERAS_2 = """
AbstractRNNCell
DenseFeatures
LocallyConnected1D
LocallyConnected2D
RandomHeight
RandomWidth
"""
IN_KERAS_3 = """
AdaptiveAveragePooling1D
AdaptiveAveragePooling2D
AdaptiveAveragePooling3D
AdaptiveMaxPooling1D
AdaptiveMaxPooling2D
AdaptiveMaxPooling3D
AugMix
AutoContrast
ContrastLimitedAdaptiveHistogramEqualization
CutMix
Equalization
FlaxLayer
GroupQueryAttention
JaxLayer
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
ReversibleEmbedding
STFTSpectrogram
Solarization
TFSMLayer
TorchModuleWrapper
"""

ON_THE_WAY: Mapping[Generation, frozenset[str]] = MappingProxyType(
    {K2: frozenset((IN_BOTH + IN_KERAS_2).split()), K3: frozenset((IN_BOTH + IN_KERAS_3).split())}
)
