"""One position out of what a row says of its place, believed only where its stated area bears it out."""
