"""The ASGI door."""

import os

from django.core.asgi import get_asgi_application

from geo.doors import WithDoors

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geo.settings")
application = WithDoors(get_asgi_application())
