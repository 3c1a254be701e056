"""The words of heat, hexagons, areas in colour and base maps."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def text() -> dict[str, str]:
    """By key, as `tiles.words.text`."""
    return _forms() | _density() | _areas() | _table() | _base_maps()


def _forms() -> dict[str, str]:
    return {
        "groundShowAs": _("Show as"),
        "groundShowAsOf": _("Show {name} as"),
        "groundAs_symbols": pgettext("way of showing a layer", "Symbols"),
        "groundAs_heat": pgettext("way of showing a layer", "Heat map"),
        "groundAs_hexagons": pgettext("way of showing a layer", "Hexagons"),
        "groundAs_areas": pgettext("way of showing a layer", "Areas in colour"),
    }


def _density() -> dict[str, str]:
    return {
        "groundNothing": _("Nothing in view"),
        "groundHere": _("{count} in this hexagon"),
        "groundFew": pgettext("end of a scale of colours", "Few"),
        "groundMany": _("Many (up to {count} in one spot)"),
        "groundHeatMethod": _("Colours by the root of how many are near; the strongest colour is the most in view."),
        "groundHexMethod": _(
            "How many are in each hexagon. Each class reaches further than the one before by the same factor. "
            "Click a hexagon to zoom in."
        ),
    }


def _areas() -> dict[str, str]:
    return {
        "groundLevel": _("Areas"),
        "groundLevel_auto": _("By zoom"),
        "groundLevel_province": _("Province"),
        "groundLevel_district": _("District"),
        "groundLevel_subdistrict": _("Subdistrict"),
        "groundPer": _("Figures"),
        "groundPer_count": pgettext("figures of areas", "Count"),
        "groundPer_factories": _("Per 100 factories"),
        "groundPer_km2": _("Per km²"),
        "groundPer_thousand": _("Per 1,000 km²"),
        "groundNoData": _("No figure"),
        "groundClasses": _("Classes of about as many areas each (quantiles). Areas without any are left plain."),
        "groundNone": _("None"),
        "groundBaseNow": _(
            "Set against the factories of today's register, whatever their status; filters do not change them."
        ),
        "groundEdition": _("Boundaries: {edition}"),
        "groundFiner": _("Zoom in to see these areas on the map."),
        "groundFailed": _("The figures did not load."),
    }


def _table() -> dict[str, str]:
    return {
        "groundTable": _("Table"),
        "groundTableTitle": _("{layer} by area"),
        "groundArea": _("Area"),
        "groundCount": pgettext("figures of areas", "Count"),
        "groundBase_factories": pgettext("figures of areas", "Factories"),
        "groundBase_km2": _("km²"),
        "groundCsv": _("Download CSV"),
        "groundSum": _("{areas} areas, {count} altogether"),
        "groundClose": _("Close the table"),
    }


def _base_maps() -> dict[str, str]:
    return {
        "groundBase_map": _("Base map"),
        "groundOwn": _("Own backdrop"),
        "groundBaseFailed": _("The base map did not load; the own backdrop is shown."),
    }
