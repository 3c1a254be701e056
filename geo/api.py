"""The typed JSON API. Apps add their routers by dotted name in `geo.urls`; errors become problem details."""

from ninja import NinjaAPI

api = NinjaAPI(
    title="ผังอุต / Phang-Ut",
    version="1",
    description="Register, reports, competence and inspection plans. Coordinates are longitude, latitude in WGS84.",
    urls_namespace="api",
    docs_url="/docs",
)
