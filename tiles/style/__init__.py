"""Style documents (Mapbox/MapLibre style specification, version 8): map programs draw the layers as the page does."""
