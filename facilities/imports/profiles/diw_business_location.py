"""Profile `diw-business-location`: the feed `Business_Location`: names, addresses, positions; no size, no class."""

from facilities.imports.profile import Profile
from facilities.imports.profiles import diw_feed

PROFILE = Profile(
    name="diw-business-location",
    title="DIW open data: places of business (Business_Location)",
    columns=(
        diw_feed.NUMBER,
        diw_feed.FOURTEEN,
        diw_feed.NAME,
        diw_feed.OPERATOR,
        diw_feed.ACTIVITY,
        *diw_feed.ADDRESS,
        *diw_feed.PLACE,
        diw_feed.status_column("STATUS"),
        diw_feed.SAID_ON,
    ),
    key=diw_feed.key,
    build=diw_feed.build,
    claim=diw_feed.claim,
    volatile=frozenset({"LAST_UPDATE"}),
    precedence=50,
    groups_sites=True,
)
