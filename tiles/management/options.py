"""What the commands of this app are told alike: whose view, which zooms."""

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError

from geo.layers import Layer, Viewer


def viewer_named(name: str) -> Viewer:
    """What that user may see; the public without a name. Raises `CommandError` for nobody who may log in."""
    if not name:
        return Viewer()
    user = get_user_model().objects.filter(username=name, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no user {name!r} who may log in")
    return Viewer.of(user)


def zooms_of(text: str, layer: Layer, usual_last: int) -> tuple[int, int]:
    """The first and the last of `5-12` or `7`, all of the layer's up to `usual_last` without a text.

    Raises `CommandError` with the rule that is broken.
    """
    parts = text.split("-") if text else [str(layer.min_zoom), str(usual_last)]
    numbers = [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 3]
    if (
        len(numbers) != len(parts)
        or len(parts) > 2
        or not layer.min_zoom <= numbers[0] <= numbers[-1] <= layer.max_zoom
    ):
        rule = f"--zooms is such as {layer.min_zoom}-{layer.max_zoom}, within which this layer has tiles"
        raise CommandError(f"{rule}, not {text!r}")
    return numbers[0], numbers[-1]
