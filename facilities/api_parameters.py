"""What the search of the JSON API may be asked: described here for OpenAPI, read by `facilities.selection`."""

from ninja import Field, Schema

_SEVERAL = "May be repeated: any of the values"


class SearchParameters(Schema):
    """Parameters that the search takes. Values of different filters must all hold; others are refused."""

    q: str = Field("", description="Part of a name, operator, address or area, several words, or a number in any form")
    limit: int = Field(20, description="1 to 100")
    after: str = Field("", description="Id of the last item of the page before (its `next`)")
    kind: list[str] = Field([], description=f"factory, mine, sme, seized or suspected. {_SEVERAL}")
    status: list[str] = Field(
        [], description=f"operating, licensed, stopped, suspended, closed, struck_off or unknown. {_SEVERAL}"
    )
    class_: list[str] = Field([], alias="class", description=f"Class of a factory, 1 to 3. {_SEVERAL}")
    type: list[str] = Field([], description=f"Factory type 1 to 107, or a sub-item such as 9(6). {_SEVERAL}")
    hazard: list[str] = Field([], description="yes or no")
    area: list[str] = Field([], description="Code of 2, 4 or 6 digits, or a Thai or English name, of the stated area")
    office: list[str] = Field([], description="diw, ieat, dpim, tisi, or pio- with a province code: whom it concerns")
    position: list[str] = Field([], description="surveyed, stated, repaired, approximate, none or outside")
    certificate: list[str] = Field([], description="tis, tis_s or tcps: a certificate of this kind is held there")
    estate: list[str] = Field([], description="Number or name of an estate, zone or park")
    bbox: list[str] = Field([], description="west,south,east,north in degrees, WGS84")
    near: list[str] = Field([], description="lon,lat or lon,lat,metres (1,000 m where not said)")
    inside: list[str] = Field([], description="lon lat,lon lat,...: corners of a shape, sides straight on the map")


NAMES = tuple(field.alias or name for name, field in SearchParameters.model_fields.items())
