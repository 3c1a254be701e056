"""A server on this machine that speaks as Traffy's exchange does, wrongs and all, and remembers what it was asked."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Json = dict[str, Any]
ENDS = "2026-10-12 19:06:12"


@dataclass
class Stub:
    """What it will answer and what it was asked. `broken` answers of status 502 come first."""

    issues: list[Json] = field(default_factory=list)
    single: dict[str, Json] = field(default_factory=dict)
    asked: list[tuple[str, str, Json]] = field(default_factory=list)
    tokens: int = 0
    old_auth: bool = False
    expired: int = 0
    quota: int | None = 100
    broken: int = 0
    address: str = ""

    def paths(self) -> list[str]:
        """Methods and names of the calls, in order."""
        return [f"{method} {path}" for method, path, _said in self.asked]

    def answer(self, method: str, path: str, said: Json, bearer: str) -> tuple[int, Json]:
        """What the exchange would say."""
        self.asked.append((method, path, said))
        if self.broken:
            self.broken -= 1
            return 502, {"status": "fail", "message": "Bad gateway"}
        if self.quota == 0:
            return 200, self._failed("Running out of API usage quota | โควต้าหมด")
        if path == "get-auth/v1":
            return self._auth(said)
        if bearer != f"Bearer token-{self.tokens}":
            return 401, self._failed("ERR 1 - Invalid token")
        if self.expired:
            self.expired -= 1
            return 200, self._failed("This token has expired | Token นี้หมดอายุแล้ว")
        return 200, self._results(path, said)

    def _auth(self, said: Json) -> tuple[int, Json]:
        if said != {"user": "user", "pass": "pass:word"}:
            return 200, self._failed("Invalid user or pass")
        self.tokens += 1
        token = {"token": f"token-{self.tokens}", "expire_timestamp": ENDS}
        return 200, {**self._good(), "quota_limit": 1000, "results": [token] if self.old_auth else token}

    def _results(self, path: str, said: Json) -> Json:
        if path == "get-issues/v2":
            return {**self._good(), "count": len(self.issues), "results": self.issues}
        if path == "get-issue/v1":
            return {**self._good(), "results": self.single.get(said["ticket_id"], [])}
        return {**self._good(), "results": {}}

    def _good(self) -> Json:
        return {"status": "success", "message": "", "exec_time": "0.1s", "credit_balance": self.quota}

    def _failed(self, message: str) -> Json:
        return {"status": "fail", "message": message, "credit_balance": self.quota, "results": []}


@contextmanager
def serving(stub: Stub) -> Iterator[Stub]:
    """The stub behind a real HTTP server on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer("GET", {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()})

        def do_POST(self) -> None:
            self._answer("POST", self._body())

        def do_PATCH(self) -> None:
            self._answer("PATCH", self._body())

        def log_message(self, *args: object) -> None:
            """Nothing: the tests look at what was asked."""

        def _body(self) -> Json:
            body: Json = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            return body

        def _answer(self, method: str, said: Json) -> None:
            path = urlsplit(self.path).path.removeprefix("/exchange-api/")
            status, found = stub.answer(method, path, said, self.headers.get("Authorization", ""))
            content = json.dumps(found, ensure_ascii=False).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    stub.address = f"http://127.0.0.1:{server.server_port}/exchange-api"
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
