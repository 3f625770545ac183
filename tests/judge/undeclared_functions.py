"""Functions of `keras.ops` and of the backend of Keras 2 that no declaration in `conv1d_lsp/arrays/` has, and why."""

from collections.abc import Mapping
from types import MappingProxyType

_REASONS = {
    "known to the interpreter: sizes, dtypes and the like as Python sees them": """
        keras.ops: shape dtype get_item
        keras.backend: int_shape shape dtype backend epsilon floatx image_data_format set_epsilon set_floatx
        keras.backend: set_image_data_format clear_session
        """,
    "gives no tensor, or wants none": """
        keras.ops: convert_to_numpy custom_gradient is_tensor jvp ndim vectorize
        keras.backend: batch_get_value batch_set_value count_params eval function get_uid get_value gradients
        keras.backend: is_keras_tensor is_sparse learning_phase learning_phase_scope manual_variable_initialization
        keras.backend: moving_average_update name_scope ndim placeholder print_tensor random_normal_variable
        keras.backend: random_uniform_variable reset_uids set_learning_phase set_value to_dense update update_add
        keras.backend: update_sub variable ctc_label_dense_to_sparse
        """,
    "what it gives is what its functions give": """
        keras.ops: associative_scan cond fori_loop map scan switch vectorized_map while_loop
        keras.backend: foldl foldr map_fn rnn switch
        """,
    "depends on the numbers in the tensor": """
        keras.ops: bincount ctc_decode nonzero unique
        keras.backend: ctc_decode
        """,
    "not worked out yet": """
        keras.backend: conv2d_transpose local_conv1d local_conv2d normalize_batch_in_training resize_volumes
        """,
}


def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for reason, rows in _REASONS.items():
        for row in rows.split("\n"):
            module, _, names = row.strip().partition(":")
            found |= {f"{module}.{name}": reason for name in names.split()}
    return found


#: The reason by the function's path.
UNDECLARED: Mapping[str, str] = MappingProxyType(_by_name())
