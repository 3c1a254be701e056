"""Why the body in charge is in charge, as anybody with a tracking code may read it.

Reasons of rules that look at the presumed site tell its class, type or licence, and with the area that is enough to
guess which facility is presumed: those are replaced by words that say nothing of any site.
"""

from django.utils.translation import gettext as _

from incidents.models import Attribution, CompetenceRule

_OF_NO_SITE = {"kinds": {"none"}, "classes": {"0"}, "types": set[str](), "issuers": {"unknown"}}
"""What holds where no site is presumed: a rule that this satisfies rests on no site."""


def public_reason(attribution: Attribution) -> str:
    """In the language of the moment. A rule that is not found counts as one that speaks of a site."""
    rule = CompetenceRule.objects.filter(rule=attribution.rule, version=attribution.rule_version).first()
    if rule is not None and not speaks_of_site(rule):
        return attribution.reason
    return _("This body deals with matters of this kind in this area. If it is another's, it is passed on.")


def speaks_of_site(rule: CompetenceRule) -> bool:
    """Whether the lead rests on what the presumed site is, or the rule's words say so."""
    if any(_rests_on(set(getattr(rule, name)), without) for name, without in _OF_NO_SITE.items()):
        return True
    words = f"{rule.reason_th} {rule.reason_en}"
    return any(sign in words for sign in ("{factory_class}", "{types}", "ที่สันนิษฐาน", "presumed"))


def _rests_on(asked: set[str], without_site: set[str]) -> bool:
    return bool(asked) and not asked & without_site
