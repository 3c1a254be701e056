"""The ranking: every reason weighed, the weights added, the shares made of them. Pure.

A site's weight is the natural logarithm of how many times likelier it is the source than "no registered site", whose
weight is its own words only; shares follow by Bayes' rule and sum to one over all sites looked at. Reasons are put
into words for those shown only.
"""

from collections.abc import Sequence
from math import exp, fsum
from typing import NamedTuple

from incidents.ranking import causes, distance, history, naming, standing, unlicensed, water, wind
from incidents.ranking.naming import Named
from incidents.ranking.parameters import DEFAULTS, Parameters
from incidents.ranking.question import LikelySource, Question, Ranking, RankReason, SourceSite

SITES_SHOWN = 5


class Weights(NamedTuple):
    """What each reason is worth for a site; natural logarithms. A tuple: dozens are made for every report."""

    distance: float
    cause: float
    standing: float
    named: float
    history: float
    wind: float
    water: float

    @property
    def total(self) -> float:
        """Against "no registered site"."""
        return self.distance + self.cause + self.standing + self.named + self.history + self.wind + self.water


class _Weighed(NamedTuple):
    site: SourceSite
    weights: Weights
    named: Named | None
    total: float


def rank(question: Question, sites: Sequence[SourceSite], *, given: Parameters = DEFAULTS) -> Ranking:
    """The five likeliest of the sites and "no registered site fits", likeliest first; their reasons in words.

    Shares of sites not shown are left out, so those shown sum to one at most. Equal ones are ordered by distance
    and key.
    """
    weighed = weigh(question, sites, given)
    other = unlicensed.weight(question.description, question.category)
    highest = max([other, *(one.total for one in weighed)])
    whole = fsum([exp(other - highest), *(exp(one.total - highest) for one in weighed)])
    shown = [_site(question, one, exp(one.total - highest) / whole) for one in weighed[:SITES_SHOWN]]
    reasons = unlicensed.reasons(question.description, question.category, other, given)
    shown.append(LikelySource(None, 0, None, exp(other - highest) / whole, reasons))
    # Stable: of equal shares the site comes first.
    shown.sort(key=lambda one: -one.share)
    return Ranking(tuple(_numbered(number, one) for number, one in enumerate(shown, 1)))


def weigh(question: Question, sites: Sequence[SourceSite], given: Parameters) -> list[_Weighed]:
    """Every site with its weights, heaviest first."""
    names = naming.named(question.description, sites)
    blowing = question.wind is not None and question.category in wind.CARRIED
    trusted = wind.trust(question.wind, given) if question.wind is not None and blowing else 0.0
    sorts = [(causes.weight(site), standing.weight(site, question.category)) for site in sites]
    background = unlicensed.background(question, sites, [exp(cause + stands) for cause, stands in sorts], given)
    weighed = []
    for site, (cause, stands) in zip(sites, sorts, strict=True):
        spread, named = distance.spread_of(question, site, given), names.get(site.id)
        weights = Weights(
            distance.weight(spread, background),
            cause,
            stands,
            naming.weight(named),
            history.weight(site),
            wind.weight(question, site, spread, trusted, given) if trusted else 0.0,
            water.weight(question, site),
        )
        weighed.append(_Weighed(site, weights, named, weights.total))
    weighed.sort(key=lambda one: (-one.total, one.site.distance_m, one.site.id))
    return weighed


def _site(question: Question, one: _Weighed, share: float) -> LikelySource:
    return LikelySource(one.site.id, 0, one.site.distance_m, share, tuple(_reasons(question, one)))


def _reasons(question: Question, one: _Weighed) -> list[RankReason]:
    site, weights = one.site, one.weights
    told = (
        naming.reason(one.named, weights.named),
        distance.reason(question, site, weights.distance),
        causes.reason(site, weights.cause),
        standing.reason(site, weights.standing),
        history.reason(site, weights.history),
        wind.reason(question, site, weights.wind) if weights.wind else None,
        water.reason(question, site, weights.water),
    )
    return [reason for reason in told if reason is not None]


def _numbered(number: int, one: LikelySource) -> LikelySource:
    return LikelySource(one.facility_id, number, one.distance_m, one.share, one.reasons)
