"""The geographic foundation and Django project package: places, areas, offices, layers. Knows no other app."""
