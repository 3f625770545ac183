"""What was measured of the models of `keras.applications`; `tests/judge/applications.py` writes it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Measured(NamedTuple):
    """One model. A height or width of n becomes `(n + offset) // stride`, with `open_offset` where the
    model was made for images of any size: some of them pad by the size that they are made for. None where no single
    division says it.

    size: the images that its ImageNet weights with their top are for; least: the smallest height and width.
    features: the channels of what comes out without top, where the model has `trainable` and `fixed` parameters. With
    it, `below_top` trainable ones and `each_class` more for each class.
    """

    size: int
    least: int
    offset: int | None
    open_offset: int | None
    stride: int
    features: int
    trainable: int
    fixed: int
    below_top: int
    each_class: int


#: Families that Keras 3 left out.
ONLY_IN_KERAS_2 = ("RegNet", "ResNetRS")

#: By the name of the function.
TABLE: Mapping[str, Measured] = MappingProxyType(
    {
        "ConvNeXtBase": Measured(224, 32, 0, 0, 32, 1024, 87566464, 0, 87566464, 1025),
        "ConvNeXtLarge": Measured(224, 32, 0, 0, 32, 1536, 196230336, 0, 196230336, 1537),
        "ConvNeXtSmall": Measured(224, 32, 0, 0, 32, 768, 49454688, 0, 49454688, 769),
        "ConvNeXtTiny": Measured(224, 32, 0, 0, 32, 768, 27820128, 0, 27820128, 769),
        "ConvNeXtXLarge": Measured(224, 32, 0, 0, 32, 2048, 348147968, 0, 348147968, 2049),
        "DenseNet121": Measured(224, 32, 3, 3, 32, 1024, 6953856, 83648, 6953856, 1025),
        "DenseNet169": Measured(224, 32, 3, 3, 32, 1664, 12484480, 158400, 12484480, 1665),
        "DenseNet201": Measured(224, 32, 3, 3, 32, 1920, 18092928, 229056, 18092928, 1921),
        "EfficientNetB0": Measured(224, 32, 31, 0, 32, 1280, 4007548, 42023, 4007548, 1281),
        "EfficientNetB1": Measured(240, 32, 31, 0, 32, 1280, 6513184, 62055, 6513184, 1281),
        "EfficientNetB2": Measured(260, 32, 31, 0, 32, 1408, 7700994, 67575, 7700994, 1409),
        "EfficientNetB3": Measured(300, 32, 31, 0, 32, 1536, 10696232, 87303, 10696232, 1537),
        "EfficientNetB4": Measured(380, 32, 31, 0, 32, 1792, 17548616, 125207, 17548616, 1793),
        "EfficientNetB5": Measured(456, 32, 31, 0, 32, 2048, 28340784, 172743, 28340784, 2049),
        "EfficientNetB6": Measured(528, 32, 31, 0, 32, 2304, 40735704, 224439, 40735704, 2305),
        "EfficientNetB7": Measured(600, 32, 31, 0, 32, 2560, 63786960, 310727, 63786960, 2561),
        "EfficientNetV2B0": Measured(224, 32, 31, 31, 32, 1280, 5858704, 60608, 5858704, 1281),
        "EfficientNetV2B1": Measured(240, 32, 31, 31, 32, 1280, 6860052, 71072, 6860052, 1281),
        "EfficientNetV2B2": Measured(260, 32, 31, 31, 32, 1408, 8687086, 82288, 8687086, 1409),
        "EfficientNetV2B3": Measured(300, 32, 31, 31, 32, 1536, 12821406, 109216, 12821406, 1537),
        "EfficientNetV2L": Measured(480, 32, 31, 31, 32, 1280, 117234272, 512576, 117234272, 1281),
        "EfficientNetV2M": Measured(480, 32, 31, 31, 32, 1280, 52858356, 292032, 52858356, 1281),
        "EfficientNetV2S": Measured(384, 32, 31, 31, 32, 1280, 20177488, 153872, 20177488, 1281),
        "InceptionResNetV2": Measured(299, 75, -43, -43, 32, 1536, 54276192, 60544, 54276192, 1537),
        "InceptionV3": Measured(299, 75, -43, -43, 32, 2048, 21768352, 34432, 21768352, 2049),
        "MobileNet": Measured(224, 32, 1, 1, 32, 1024, 3206976, 21888, 3206976, 1025),
        "MobileNetV2": Measured(224, 32, 31, 1, 32, 1280, 2223872, 34112, 2223872, 1281),
        "MobileNetV3Large": Measured(224, 32, 31, 1, 32, 960, 2971952, 24400, 4202032, 1281),
        "MobileNetV3Small": Measured(224, 32, 31, 1, 32, 576, 927008, 12112, 1517856, 1025),
        "NASNetLarge": Measured(331, 32, None, None, 32, 4032, 84691590, 196332, 84720150, 4033),
        "NASNetMobile": Measured(224, 32, None, None, 32, 1056, 4230954, 36650, 4232978, 1057),
        "RegNetX002": Measured(224, 32, 31, 31, 32, 368, 2315792, 20848, 2315792, 369),
        "RegNetX004": Measured(224, 32, 31, 31, 32, 384, 4772512, 36672, 4772512, 385),
        "RegNetX006": Measured(224, 32, 31, 31, 32, 528, 5667040, 33280, 5667040, 529),
        "RegNetX008": Measured(224, 32, 31, 31, 32, 672, 6586656, 37312, 6586656, 673),
        "RegNetX016": Measured(224, 32, 31, 31, 32, 912, 8277136, 43504, 8277136, 913),
        "RegNetX032": Measured(224, 32, 31, 31, 32, 1008, 14287552, 62560, 14287552, 1009),
        "RegNetX040": Measured(224, 32, 31, 31, 32, 1360, 20757248, 76064, 20757248, 1361),
        "RegNetX064": Measured(224, 32, 31, 31, 32, 1624, 24584256, 74208, 24584256, 1625),
        "RegNetX080": Measured(224, 32, 31, 31, 32, 1920, 37651648, 90464, 37651648, 1921),
        "RegNetX120": Measured(224, 32, 31, 31, 32, 2240, 43865056, 96384, 43865056, 2241),
        "RegNetX160": Measured(224, 32, 31, 31, 32, 2048, 52229536, 111168, 52229536, 2049),
        "RegNetX320": Measured(224, 32, 31, 31, 32, 2520, 105290560, 162016, 105290560, 2521),
        "RegNetY002": Measured(224, 32, 31, 31, 32, 368, 2793996, 20848, 2793996, 369),
        "RegNetY004": Measured(224, 32, 31, 31, 32, 440, 3903144, 27152, 3903144, 441),
        "RegNetY006": Measured(224, 32, 31, 31, 32, 608, 5446160, 29760, 5446160, 609),
        "RegNetY008": Measured(224, 32, 31, 31, 32, 768, 5494168, 29888, 5494168, 769),
        "RegNetY016": Measured(224, 32, 31, 31, 32, 888, 10313430, 52672, 10313430, 889),
        "RegNetY032": Measured(224, 32, 31, 31, 32, 1512, 17923338, 66160, 17923338, 1513),
        "RegNetY040": Measured(224, 32, 31, 31, 32, 1088, 19557656, 62272, 19557656, 1089),
        "RegNetY064": Measured(224, 32, 31, 31, 32, 1296, 29286252, 82432, 29286252, 1297),
        "RegNetY080": Measured(224, 32, 31, 31, 32, 2016, 37163068, 85744, 37163068, 2017),
        "RegNetY120": Measured(224, 32, 31, 31, 32, 2240, 49581544, 96384, 49581544, 2241),
        "RegNetY160": Measured(224, 32, 31, 31, 32, 3024, 80565140, 122816, 80565140, 3025),
        "RegNetY320": Measured(224, 32, 31, 31, 32, 3712, 141333770, 158288, 141333770, 3713),
        "ResNet101": Measured(224, 32, 31, 31, 32, 2048, 42552832, 105344, 42552832, 2049),
        "ResNet101V2": Measured(224, 32, 31, 31, 32, 2048, 42528896, 97664, 42528896, 2049),
        "ResNet152": Measured(224, 32, 31, 31, 32, 2048, 58219520, 151424, 58219520, 2049),
        "ResNet152V2": Measured(224, 32, 31, 31, 32, 2048, 58187904, 143744, 58187904, 2049),
        "ResNet50": Measured(224, 32, 31, 31, 32, 2048, 23534592, 53120, 23534592, 2049),
        "ResNet50V2": Measured(224, 32, 31, 31, 32, 2048, 23519360, 45440, 23519360, 2049),
        "ResNetRS101": Measured(224, 32, 31, 31, 32, 2048, 61569696, 105600, 61569696, 2049),
        "ResNetRS152": Measured(224, 32, 31, 31, 32, 2048, 84572576, 151680, 84572576, 2049),
        "ResNetRS200": Measured(224, 32, 31, 31, 32, 2048, 91160992, 176256, 91160992, 2049),
        "ResNetRS270": Measured(224, 32, 31, 31, 32, 2048, 127812448, 243072, 127812448, 2049),
        "ResNetRS50": Measured(224, 32, 31, 31, 32, 2048, 33642912, 53376, 33642912, 2049),
        "VGG16": Measured(224, 32, 0, 0, 32, 512, 14714688, 0, 134260544, 4097),
        "VGG19": Measured(224, 32, 0, 0, 32, 512, 20024384, 0, 139570240, 4097),
        "Xception": Measured(299, 71, 25, 25, 32, 2048, 20806952, 54528, 20806952, 2049),
    }
)
