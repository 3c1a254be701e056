"""A layer as one file for use without a network: PMTiles 3, the same tiles as are served."""
