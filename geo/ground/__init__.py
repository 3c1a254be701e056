"""The ground under the register: roads, railways, water and names from an OpenStreetMap extract, for looks only."""
