"""The statement of one tile as our server runs it, its parameters written in, for programs that bind none."""


def of_tile(layer: str, zoom: int, x: int, y: int) -> str:
    """For a visitor who is not logged in. Needs Django set up."""
    from django.db import connection
    from psycopg import ClientCursor

    from geo.layers import Viewer, layer_for
    from tiles import serving
    from tiles.grid import TileCoord

    visitor = Viewer()
    found = serving.ask(layer_for(visitor, layer), visitor, TileCoord(zoom, x, y)).statement
    connection.ensure_connection()
    return str(ClientCursor(connection.connection).mogrify(found.sql, found.params))
