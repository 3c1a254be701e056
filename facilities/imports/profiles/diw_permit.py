"""Profile `diw-permit`: the feed `Factory_Operation_Permit`: the day of the licence and the status, and no place."""

from facilities.imports import dates
from facilities.imports.profile import Column, Profile
from facilities.imports.profiles import diw_feed

PROFILE = Profile(
    name="diw-permit",
    title="DIW open data: operation permits (Factory_Operation_Permit)",
    columns=(
        diw_feed.NUMBER,
        diw_feed.FOURTEEN,
        diw_feed.NAME,
        diw_feed.OPERATOR,
        diw_feed.ACTIVITY,
        Column("POKDATE", "issued_on", dates.day, rule="date_unreadable"),
        diw_feed.status_column("STATUS"),
        diw_feed.SAID_ON,
    ),
    key=diw_feed.key,
    build=diw_feed.build,
    claim=lambda reading: None,
    volatile=frozenset({"LAST_UPDATE"}),
    precedence=30,
)
