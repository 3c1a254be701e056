"""Calls of Traffy's exchange API. Tokens are kept in memory until they end: each `get-auth` costs quota too."""

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from geo.errors import PhangUtError, Unavailable
from incidents.outside.calling import Caller
from incidents.outside.traffy import exchange
from incidents.outside.traffy.exchange import Token

_EXPIRED = ("This token has expired", "ERR 1 - Invalid token")
_MARGIN = timedelta(minutes=5)

Answer = dict[str, Any]
Tokens = MutableMapping[str, Token]
_TOKENS: Tokens = {}


class QuotaGone(PhangUtError):
    """Nothing more is answered before the first of next month."""

    code = "quota_gone"
    status = 503
    title = "The other system answers nothing more this month"


@dataclass
class Exchange:
    """One account. `quota_left` is what the last answer said; None where it says nothing or there is no limit."""

    address: str
    secret: str
    caller: Caller
    clock: Callable[[], datetime]
    tokens: Tokens = field(default_factory=lambda: _TOKENS)
    quota_left: int | None = None

    def issues(self, duration: str, org_id: str = "") -> list[exchange.Row]:
        """Tickets with activity in the last day (`today`), `3days`, or `all` of them (at most 5,000)."""
        asked = {"duration": duration, **({"org_id": org_id} if org_id else {})}
        return exchange.rows(self._ask("GET", "get-issues/v2", params=asked))

    def issue(self, ticket_id: str) -> exchange.Row | None:
        """One ticket with its status type; None where they have none such."""
        found = exchange.rows(self._ask("GET", "get-issue/v1", params={"ticket_id": ticket_id}))
        return found[0] if found else None

    def update(self, ticket_id: str, state_name: str, note: str, org_id: str = "") -> None:
        """Tell our state. `noti_staff` is off: our own officers hear of it from us."""
        told = {"ticket_id": ticket_id, "state_name": state_name, "note": note, "noti_staff": False}
        self._ask("PATCH", "update-issue/v1", json={**told, **({"org_id": org_id} if org_id else {})})

    def _ask(self, method: str, path: str, **options: Any) -> Answer:
        """With the token at hand, and once more with a new one where that is no longer taken."""
        answer = self._authorised(method, path, self._token(), **options)
        if exchange.refusal(answer).startswith(_EXPIRED):
            self.tokens.pop(self._name, None)
            answer = self._authorised(method, path, self._token(), **options)
        return self._good(answer)

    def _authorised(self, method: str, path: str, token: str, **options: Any) -> Answer:
        return self._json(method, path, headers={"Authorization": f"Bearer {token}"}, **options)

    def _token(self) -> str:
        known = self.tokens.get(self._name)
        if known is None or known.ends_at - _MARGIN <= self.clock():
            user, _, password = self.secret.partition(":")
            answer = self._good(self._json("POST", "get-auth/v1", json={"user": user, "pass": password}))
            known = self.tokens[self._name] = exchange.token(answer, self.clock())
        return known.text

    @property
    def _name(self) -> str:
        return f"{self.address} {self.secret.partition(':')[0]}"

    def _json(self, method: str, path: str, **options: Any) -> Answer:
        answer = self.caller.call(method, f"{self.address.rstrip('/')}/{path}", **options)
        try:
            found = answer.json()
        except (ValueError, RecursionError):
            raise Unavailable(f"{path} answered {answer.status_code} without JSON") from None
        if not isinstance(found, dict):
            raise Unavailable(f"{path} answered {answer.status_code} without a JSON object")
        return found

    def _good(self, answer: Answer) -> Answer:
        left = answer.get("credit_balance")
        self.quota_left = left if isinstance(left, int) and not isinstance(left, bool) else None
        if exchange.out_of_quota(answer):
            raise QuotaGone(exchange.NO_QUOTA)
        if problem := exchange.refusal(answer):
            raise Unavailable(f"The exchange refuses: {problem}")
        return answer
