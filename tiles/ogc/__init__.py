"""OGC API - Tiles, Part 1, over the same tiles as `/tiles/`: an extension of the feature API under `/ogc/`."""
