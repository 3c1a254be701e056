"""JSON API of the foundation: search and areas."""

from ninja import Router

router = Router(tags=["geo"])
