"""Profile `diw-factory-data`: the feed `Factory_Data`, 24 of its 46 columns known by name; the rest stays raw."""

from facilities.imports import cells
from facilities.imports.numbers import class_number
from facilities.imports.profile import Column, Profile
from facilities.imports.profiles import diw_feed

PROFILE = Profile(
    name="diw-factory-data",
    title="DIW open data: factories (Factory_Data)",
    columns=(
        diw_feed.NUMBER,
        diw_feed.FOURTEEN,
        diw_feed.ELEVEN,
        Column("FACTYPE", "class", class_number),
        diw_feed.NAME,
        diw_feed.OPERATOR,
        diw_feed.ACTIVITY,
        *diw_feed.ADDRESS,
        Column("TOTAL_CAP", "capital", cells.amount),
        Column("TOTAL_WORKER", "workers", cells.count),
        Column("HP", "horsepower", cells.amount),
        *diw_feed.PLACE,
        Column("ISIC_CODE", "isic", cells.text_or_zero, aliases=("ISIC",)),
        Column("ESTATE", "estate"),
        Column("ESTATE_NAME_TH", "estate_name"),
        diw_feed.status_column("FFLAG"),
        diw_feed.SAID_ON,
    ),
    key=diw_feed.key,
    build=diw_feed.build,
    claim=diw_feed.claim,
    volatile=frozenset({"LAST_UPDATE"}),
    precedence=60,
    groups_sites=True,
)
