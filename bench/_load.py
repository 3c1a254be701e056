"""Requests per second of one address: with wrk, else ab, else a small client of our own."""

import asyncio
import re
import shutil
import subprocess
import time
from urllib.parse import urlsplit

_ACCEPT = "Accept-Encoding: gzip"
"""What every browser sends; all servers measured here compress when asked."""

_TIMEOUT_S = 60


def tool() -> str:
    """Which client measures."""
    return next((name for name in ("wrk", "ab") if shutil.which(name)), "own client")


def requests_per_second(url: str, *, clients: int, seconds: float) -> float:
    """Over keep-alive connections. Ends the run when an answer is not a success."""
    measure = {"wrk": _wrk, "ab": _ab}.get(tool(), _own)
    return measure(url, clients, seconds)


def _wrk(url: str, clients: int, seconds: float) -> float:
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds:.0f}s", f"--timeout={_TIMEOUT_S}s", "-H", _ACCEPT, url]
    text = _output(command)
    _refuse_failures(re.search(r"Non-2xx or 3xx responses: (\d+)", text), url)
    return _number(r"Requests/sec:\s+([\d.]+)", text)


def _ab(url: str, clients: int, seconds: float) -> float:
    # -n after -t: ab would otherwise stop at 50,000 requests.
    command = [
        "ab",
        "-q",
        "-k",
        f"-c{clients}",
        f"-t{seconds:.0f}",
        "-n10000000",
        f"-s{_TIMEOUT_S}",
        "-H",
        _ACCEPT,
        url,
    ]
    text = _output(command)
    _refuse_failures(re.search(r"Non-2xx responses:\s+(\d+)", text), url)
    return _number(r"Requests per second:\s+([\d.]+)", text)


def _own(url: str, clients: int, seconds: float) -> float:
    return asyncio.run(_count(url, clients, seconds)) / seconds


async def _count(url: str, clients: int, seconds: float) -> int:
    deadline = time.monotonic() + seconds
    return sum(await asyncio.gather(*(_one_client(url, deadline) for _ in range(clients))))


async def _one_client(url: str, deadline: float) -> int:
    parts = urlsplit(url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    request = f"GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\n{_ACCEPT}\r\n\r\n".encode()
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port, limit=1 << 24)
    done = 0
    while time.monotonic() < deadline:
        writer.write(request)
        await _read_answer(reader, url)
        done += 1
    writer.close()
    return done


async def _read_answer(reader: asyncio.StreamReader, url: str) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    _refuse_failures(None if re.match(r"http/1\.1 2", head) else re.match(r"http/1\.1 (\d+)", head), url)
    if length := re.search(r"content-length: (\d+)", head):
        await reader.readexactly(int(length[1]))
        return
    while (size := int((await reader.readline()).strip() or b"0", 16)) > 0:
        await reader.readexactly(size + 2)
    await reader.readline()


def _output(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _number(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    if found is None:
        raise SystemExit(f"no figure in:\n{text}")
    return float(found[1])


def _refuse_failures(failures: "re.Match[str] | None", url: str) -> None:
    if failures:
        raise SystemExit(f"{url} answered with failures: {failures[0]}")
