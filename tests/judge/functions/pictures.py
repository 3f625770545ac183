"""Functions on images."""

from tests.judge.functions.entry import called
from tests.judge.functions.scene import Scene


def images(scene: Scene, channels: int = 3) -> str:
    sizes = [scene.size(4, 9), scene.size(4, 9), channels]
    if scene.chance(0.85):
        sizes.insert(0, scene.size())
        return str(scene.sized(sizes, openness=0.05))
    return str(scene.exactly(sizes))


def resized(scene: Scene) -> str:
    return f"{images(scene)}, ({scene.size(2, 12)}, {scene.size(2, 12)})"


def patches(scene: Scene) -> str:
    size = scene.size(1, 3)
    text = f"{images(scene)}, ({size}, {scene.size(1, 3)})"
    if scene.chance(0.4):
        text += f", strides=({scene.size(1, 3)}, {scene.size(1, 3)})"
    return text if scene.chance(0.5) else f"{text}, padding={scene.random.choice(['same', 'valid'])!r}"


def padded(scene: Scene) -> str:
    return f"{images(scene)}, {scene.size(0, 2)}, {scene.size(0, 2)}, {scene.size(0, 2)}, {scene.size(0, 2)}"


def padded_to(scene: Scene) -> str:
    return (
        f"{images(scene)}, {scene.size(0, 2)}, {scene.size(0, 2)}, target_height={scene.size(10, 14)}, target_width=15"
    )


def either_padded(scene: Scene) -> str:
    return padded(scene) if scene.chance(0.6) else padded_to(scene)


def enlarged(scene: Scene) -> str:
    return f"{images(scene)}, {scene.size(1, 3)}, {scene.size(1, 3)}, 'channels_last'"


def alone(scene: Scene) -> str:
    return images(scene, 3 if scene.chance(0.9) else 2)


FUNCTIONS = (
    called("ops.image.resize tf.image.resize", resized),
    called("ops.image.extract_patches", patches),
    called("ops.image.pad_images ops.image.crop_images", either_padded),
    called("ops.image.rgb_to_grayscale ops.image.rgb_to_hsv ops.image.hsv_to_rgb ops.image.gaussian_blur", alone),
    called("tf.image.rgb_to_grayscale", alone),
    called("K.resize_images", enlarged),
)
