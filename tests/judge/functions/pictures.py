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


def pairs(scene: Scene) -> str:
    return f"{images(scene)}, {images(scene)}"


def volumes(scene: Scene) -> str:
    sizes = [scene.size(), *(scene.size(3, 7) for _ in "dhw"), 2]
    x = scene.sized(sizes[scene.chance(0.2) :], openness=0.05)
    text = f"{x}, {scene.random.choice(['2', '(1, 2, 2)', '(3, 1, 1)'])}"
    return text if scene.chance(0.6) else f"{text}, strides={scene.size(1, 3)}, padding='same'"


def affine(scene: Scene) -> str:
    return f"{images(scene)}, {scene.tensor(1, 2, low=8, high=8)}"


def points(scene: Scene) -> str:
    sizes = [4, 2] if scene.chance(0.4) else [scene.size(), 4, 2]
    if scene.chance(0.1):
        sizes[-1] = 3
    first = scene.exactly(sizes)
    return f"{images(scene)}, {first}, {scene.exactly(sizes if scene.chance(0.9) else [4, 2])}"


def coordinates(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    return f"{x}, {scene.exactly([x.rank if scene.chance(0.9) else 7, *x.sizes[1 : scene.size(1, 3)]])}, 1"


def scaled(scene: Scene) -> str:
    size = tuple(scene.size(4, 9) for _ in range(3))
    return f"{scene.exactly((8, 8, 3))}, {size}, {scene.exactly((2,))}, {scene.exactly((2,))}, (0, 1), 'linear'"


def unfolded(scene: Scene) -> str:
    x = scene.sized([scene.size(), 2, scene.size(4, 8), scene.size(4, 8)], openness=0.05)
    text = f"{x}, {scene.random.choice(['2', '(2, 3)', '1'])}"
    return text if scene.chance(0.4) else f"{text}, stride={scene.size(1, 3)}, padding={scene.size(0, 1)}"


def folded(scene: Scene) -> str:
    x = scene.sized([scene.size(), scene.size(1, 3) * 4 + scene.chance(0.15), scene.size(1, 9)])
    return f"{x}, {scene.random.choice(['4', '(4, 6)'])}, {scene.random.choice(['2', '(2, 2)'])}"


FUNCTIONS = (
    called("ops.image.ssim", pairs),
    called("ops.image.extract_patches_3d", volumes),
    called("ops.image.affine_transform", affine),
    called("ops.image.perspective_transform", points),
    called("ops.image.map_coordinates", coordinates),
    called("ops.image.scale_and_translate", scaled),
    called("ops.unfold", unfolded),
    called("ops.fold", folded),
    called("tf.image.flip_left_right tf.image.random_flip_up_down tf.image.per_image_standardization", alone),
    called("tf.image.adjust_brightness tf.image.adjust_contrast", lambda scene: f"{alone(scene)}, 0.5"),
    called("tf.image.grayscale_to_rgb", lambda scene: images(scene, 1 if scene.chance(0.8) else 2)),
    called("ops.image.resize tf.image.resize", resized),
    called("ops.image.extract_patches", patches),
    called("ops.image.pad_images ops.image.crop_images", either_padded),
    called("ops.image.rgb_to_grayscale ops.image.rgb_to_hsv ops.image.hsv_to_rgb ops.image.gaussian_blur", alone),
    called("tf.image.rgb_to_grayscale", alone),
    called("K.resize_images", enlarged),
)
