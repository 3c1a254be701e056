"""Fifty people filing reports over HTTP, on schedule, each trying again under the same key until it is acknowledged."""

import asyncio
import json
import random
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

Point = tuple[float, float]

_SHARES = {
    "odour": 42,
    "pm25_dust_smoke": 25,
    "wastewater": 15,
    "noise_vibration": 12,
    "illegal_factory": 4,
    "other": 2,
}
"""As the Pollution Control Department counts complaints (domain notes 6.1), and a few of the rest."""

_ANSWER_WITHIN_S = 30.0
_AGAIN_AFTER_S = 0.25


@dataclass(frozen=True, slots=True)
class Letter:
    """One report as it is sent. `mark` stands in its description and is its key."""

    mark: str
    due_s: float
    body: bytes


@dataclass
class Outcome:
    """What the senders saw. `acknowledged` holds mark -> tracking code; seconds count from when a report was due."""

    acknowledged: dict[str, str] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    done_at: list[float] = field(default_factory=list)
    tries: int = 0
    refused: list[str] = field(default_factory=list)


def letters(places: list[Point], rate: float, seconds: float, name: str, seed: int) -> list[Letter]:
    """So many a second, evenly, around the places."""
    draw = random.Random(seed)
    return list(_letters(places, rate, seconds, name, draw))


def _letters(places: list[Point], rate: float, seconds: float, name: str, draw: random.Random) -> Iterator[Letter]:
    for number in range(int(rate * seconds)):
        lon, lat = draw.choice(places)
        mark = f"{name}-{number:06d}"
        body = {
            "category": draw.choices(list(_SHARES), list(_SHARES.values()))[0],
            "description": f"กลิ่นและควันจากโรงงานแถวบ้าน เป็นมาสองคืนแล้ว {mark}",
            "lon": lon,
            "lat": lat,
            "accuracy_m": draw.choice([8, 15, 30, 60, None]),
            "contact": f"08{draw.randrange(10**8):08d}" if draw.random() < 0.6 else None,
        }
        yield Letter(mark, number / rate, json.dumps(body).encode())


async def file_all(
    base: str, sent: list[Letter], clients: int, meanwhile: Callable[[], Awaitable[None]] | None = None
) -> Outcome:
    """Until every letter is acknowledged or refused. `meanwhile` runs beside it from the start."""
    outcome, queue = Outcome(), asyncio.Queue[Letter]()
    for letter in sent:
        queue.put_nowait(letter)
    started = time.monotonic()
    beside = asyncio.ensure_future(meanwhile()) if meanwhile else None
    await asyncio.gather(*(_client(base, queue, started, outcome) for _ in range(clients)))
    if beside:
        await beside
    return outcome


async def _client(base: str, queue: "asyncio.Queue[Letter]", started: float, outcome: Outcome) -> None:
    line = _Line(base)
    while not queue.empty():
        letter = queue.get_nowait()
        await asyncio.sleep(max(0.0, started + letter.due_s - time.monotonic()))
        await _until_acknowledged(line, letter, outcome)
        done = time.monotonic() - started
        outcome.seconds.append(done - letter.due_s)
        outcome.done_at.append(done)
    line.close()


async def _until_acknowledged(line: "_Line", letter: Letter, outcome: Outcome) -> None:
    while True:
        outcome.tries += 1
        try:
            status, answer = await asyncio.wait_for(line.post(letter), _ANSWER_WITHIN_S)
        except (OSError, EOFError, TimeoutError):
            line.close()
            await asyncio.sleep(_AGAIN_AFTER_S)
            continue
        if status == 201:
            outcome.acknowledged[letter.mark] = json.loads(answer)["tracking_code"]
            return
        if 400 <= status < 500:
            outcome.refused.append(f"{letter.mark}: {status} {answer[:200]!r}")
            return
        await asyncio.sleep(_AGAIN_AFTER_S)


class _Line:
    """One connection that is kept open."""

    def __init__(self, base: str) -> None:
        self._host = urlsplit(base)
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, letter: Letter) -> tuple[int, bytes]:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._host.hostname, self._host.port)
        reader, writer = self._streams
        head = (
            f"POST /api/reports HTTP/1.1\r\nHost: {self._host.netloc}\r\nContent-Type: application/json\r\n"
            f"Idempotency-Key: {letter.mark}\r\nContent-Length: {len(letter.body)}\r\n\r\n"
        )
        writer.write(head.encode() + letter.body)
        return await _answer(reader)

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    status = int(head.split(" ", 2)[1])
    fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
    if "content-length" in fields:
        return status, await reader.readexactly(int(fields["content-length"]))
    body = b""
    while size := int((await reader.readline()).strip() or b"0", 16):
        body += (await reader.readexactly(size + 2))[:-2]
    await reader.readline()
    return status, body
