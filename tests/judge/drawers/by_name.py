"""Settings that mean the same in every layer that has them, by their names; an entry need not speak of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from tests.judge.drawers.dice import Dice
from tests.judge.drawers.settings import (
    activation,
    among,
    boolean,
    channels_order,
    constraint,
    initializer,
    rate,
    regularizer,
)
from tests.judge.values import Value

DrawValue = Callable[[Dice], Value]

ENDINGS: Mapping[str, DrawValue] = MappingProxyType(
    {"_initializer": initializer, "_regularizer": regularizer, "_constraint": constraint}
)

NAMES: Mapping[str, DrawValue] = MappingProxyType(
    {
        "activation": activation,
        "recurrent_activation": activation,
        "autocast": among(True, False, odd_ones=(None, 3)),
        "data_format": channels_order,
        "dropout": rate,
        "recurrent_dropout": rate,
        "epsilon": among(1e-5, 0.1, odd_ones=(0, None)),
        "groups": among(1),
        "lora_rank": among(1, 2, None),
        "lora_alpha": among(1, 2.5, None),
        "seed": among(1, None),
        "sliding_window": among(1, 3, None, odd_ones=(0, -2, 2.0, "3")),
        "use_cudnn": among("auto", False),
        "weights": among(None),
        **dict.fromkeys(
            (
                "adjustment",
                "conv_op",
                "enable_caching_device",
                "factor",
                "fused",
                "gptq_unpacked_column_size",
                "idf_weights",
                "implementation",
                "input_length",
                "quantization_config",
                "return_runtime",
                "noise_shape",
                "reverse_state_order",
                "virtual_batch_size",
            ),
            among(None),
        ),
        **dict.fromkeys(
            (
                "ragged",
                "renorm",
                "rms_scaling",
                "robust_masking",
                "softmax_robust_masking",
                "sparse",
                "synchronized",
                "time_major",
                "unit_forget_bias",
                "use_bias",
                "zero_output_for_mask",
            ),
            boolean,
        ),
    }
)


def by_name(setting: str) -> DrawValue | None:
    """How a setting of this name is drawn; None if that is the entry's to say."""
    ending = next((draw for end, draw in ENDINGS.items() if setting.endswith(end)), None)
    return NAMES.get(setting, ending)
