"""Amounts of memory in words."""


def size_in_words(size: float) -> str:
    """Bytes as Keras writes them: `55.50 KB`."""
    for unit in ("B", "KB", "MB", "GB"):
        if size < 1024:
            return f"{size:.2f} {unit}"
        size /= 1024
    return f"{size:.2f} TB"
