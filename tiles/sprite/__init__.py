"""The signs of the map as one image for map programs, drawn from the data that the page draws from."""
