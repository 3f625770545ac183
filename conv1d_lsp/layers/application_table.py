"""What was measured of the models of `keras.applications`; `tests/judge/applications.py` writes it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Measured(NamedTuple):
    """One model. A height or width of n becomes `(n + offset) // stride`, with `open_offset` where the
    model was made for images of any size: some of them pad by the size that they are made for.

    size: the images that its ImageNet weights with their top are for; least: the smallest height and width.
    features: the channels of what comes out without top, where the model has `trainable` and `fixed` parameters. With
    it, `below_top` trainable ones and `each_class` more for each class.
    """

    size: int
    least: int
    offset: int
    open_offset: int
    stride: int
    features: int
    trainable: int
    fixed: int
    below_top: int
    each_class: int


#: By the name of the function.
TABLE: Mapping[str, Measured] = MappingProxyType(
    {
        "DenseNet121": Measured(224, 32, 3, 3, 32, 1024, 6953856, 83648, 6953856, 1025),
        "DenseNet169": Measured(224, 32, 3, 3, 32, 1664, 12484480, 158400, 12484480, 1665),
        "DenseNet201": Measured(224, 32, 3, 3, 32, 1920, 18092928, 229056, 18092928, 1921),
        "EfficientNetB0": Measured(224, 32, 31, 0, 32, 1280, 4007548, 42023, 4007548, 1281),
        "EfficientNetV2B0": Measured(224, 32, 31, 31, 32, 1280, 5858704, 60608, 5858704, 1281),
        "InceptionResNetV2": Measured(299, 75, -43, -43, 32, 1536, 54276192, 60544, 54276192, 1537),
        "InceptionV3": Measured(299, 75, -43, -43, 32, 2048, 21768352, 34432, 21768352, 2049),
        "MobileNet": Measured(224, 32, 1, 1, 32, 1024, 3206976, 21888, 3206976, 1025),
        "MobileNetV2": Measured(224, 32, 31, 1, 32, 1280, 2223872, 34112, 2223872, 1281),
        "MobileNetV3Large": Measured(224, 32, 31, 1, 32, 960, 2971952, 24400, 4202032, 1281),
        "MobileNetV3Small": Measured(224, 32, 31, 1, 32, 576, 927008, 12112, 1517856, 1025),
        "ResNet101": Measured(224, 32, 31, 31, 32, 2048, 42552832, 105344, 42552832, 2049),
        "ResNet101V2": Measured(224, 32, 31, 31, 32, 2048, 42528896, 97664, 42528896, 2049),
        "ResNet50": Measured(224, 32, 31, 31, 32, 2048, 23534592, 53120, 23534592, 2049),
        "ResNet50V2": Measured(224, 32, 31, 31, 32, 2048, 23519360, 45440, 23519360, 2049),
        "VGG16": Measured(224, 32, 0, 0, 32, 512, 14714688, 0, 134260544, 4097),
        "VGG19": Measured(224, 32, 0, 0, 32, 512, 20024384, 0, 139570240, 4097),
        "Xception": Measured(299, 71, 25, 25, 32, 2048, 20806952, 54528, 20806952, 2049),
    }
)
