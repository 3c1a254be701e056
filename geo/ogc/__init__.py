"""OGC API Features over the layer registry: Part 1 Core, Part 2 coordinate systems, Part 3 filtering with CQL2."""
