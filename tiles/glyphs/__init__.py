"""Letters for map programs that take them from the server: our own font as signed distances, no outside host."""
