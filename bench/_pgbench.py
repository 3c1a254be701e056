"""pgbench on one statement: what the database alone gives."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit


def find() -> str | None:
    """pgbench on PATH, else of the newest PostgreSQL of Debian's layout."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"), key=lambda path: int(path.parts[-3]))
    return shutil.which("pgbench") or (str(installed[-1]) if installed else None)


def transactions_per_second(program: str, database_url: str, statement: str, *, clients: int, seconds: float) -> float:
    """Of the statement, which must hold no parameters any more."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql", encoding="utf-8") as file:
        file.write(statement.strip() + ";\n")
        file.flush()
        url = urlunsplit(urlsplit(database_url)._replace(scheme="postgres"))
        command = [program, "-n", "-f", file.name, "-c", str(clients), "-j", "1", "-T", f"{seconds:.0f}", url]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if done.returncode or found is None:
        raise SystemExit(f"pgbench failed:\n{done.stderr}")
    return float(found[1])
