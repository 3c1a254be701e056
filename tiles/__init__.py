"""Published layers as vector tiles, and the map that shows them."""
