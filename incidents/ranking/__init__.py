"""Which registered site a report is about, as a ranked list with reasons, and "none of them" among the answers."""

from incidents.ranking.finding import NEAREST, Asked, Found, assess_sources, find_many, find_one, find_sites, rank_found
from incidents.ranking.question import (
    MODEL_VERSION,
    LikelySource,
    Question,
    Ranking,
    RankReason,
    SourceSite,
    Wind,
)
from incidents.ranking.weighing import rank

__all__ = [
    "MODEL_VERSION",
    "NEAREST",
    "Asked",
    "Found",
    "LikelySource",
    "Question",
    "RankReason",
    "Ranking",
    "SourceSite",
    "Wind",
    "assess_sources",
    "find_many",
    "find_one",
    "find_sites",
    "rank",
    "rank_found",
]
