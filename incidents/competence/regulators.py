"""Who regulates a place or a site, whatever is reported: from the particular to the general."""

from incidents.competence.classes import CLASS_RULES
from incidents.competence.places import PLACE_RULES
from incidents.competence.sites import SITE_RULES

REGULATOR_RULES = SITE_RULES + CLASS_RULES + PLACE_RULES
