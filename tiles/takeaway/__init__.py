"""The map's view as one HTML file that opens without a network: what the viewer saw, and no more."""
