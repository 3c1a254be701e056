"""`manage.py build_roads`."""
