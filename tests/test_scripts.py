"""The commands a newcomer meets: they parse, explain themselves, refuse nonsense, and find a usable Python."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parent.parent
COMMANDS = ["bootstrap", "run", "test", "bench", "manage", "with"]
BASH_FILES = [
    *(REPO / "script" / name for name in COMMANDS),
    *sorted((REPO / "script" / "lib").glob("*.sh")),
    REPO / ".ci" / "run",
]
# Spelled in two halves: this file, too, is searched for them.
INDEX_HOSTS = ["pypi." + "org", "python" + "hosted.org", "registry.npm" + "js.org", "registry." + "yarnpkg.com"]


def run(*command: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **variables}
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)


def script(name: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return run(REPO / "script" / name, *arguments, **variables)


def shell(code: str, **variables: str) -> str:
    """What `code` prints after the scripts' functions were read."""
    source = f'set -euo pipefail; source "{REPO}/script/lib/environment.sh"; {code}'
    done = run("/bin/bash", "-c", source, **variables)
    return done.stdout.strip() if done.returncode == 0 else f"failed: {done.stderr}"


@pytest.mark.parametrize("path", BASH_FILES, ids=lambda path: path.name)
def test_bash_accepts_the_file(path: Path) -> None:
    assert run("bash", "-n", path).stderr == ""


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_executable_and_explains_itself(name: str) -> None:
    done = script(name, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: script/{name}")


@pytest.mark.parametrize(
    "arguments",
    [
        ("bootstrap", "--wrong"),
        ("run", "--wrong"),
        ("run", "--port"),
        ("run", "--port", "70000"),
        ("run", "--port", "08"),
        ("bench", "--wrong"),
        ("bench", "no-such-bench"),
        ("with",),
    ],
    ids=" ".join,
)
def test_a_wrong_option_is_refused_with_the_usage(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = script(*arguments, PHANGUT_STATE=str(tmp_path / "state"))
    assert done.returncode == 2
    assert f"Usage: script/{arguments[0]}" in done.stderr
    assert not (tmp_path / "state").exists()


# --- finding Python ----------------------------------------------------------------------------------------


def fake_python(folder: Path, name: str, answer: str, code: int = 0) -> None:
    """An executable that answers the probe with `answer`, as a real Python of that version would."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\n[ -z '{answer}' ] || echo '{answer}'\nexit {code}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


def chosen(tmp_path: Path) -> str:
    return shell(
        'PATH="$FAKES"; hash -r; python_find || echo none',
        FAKES=str(tmp_path / "bin"),
        HOME=str(tmp_path),
        PHANGUT_STATE=str(tmp_path / "state"),
    )


def test_3_13_is_preferred_over_a_newer_and_an_older_python(tmp_path: Path) -> None:
    for version in ("3.12", "3.13", "3.14"):
        fake_python(tmp_path / "bin", f"python{version}", f"{version} /real/{version}")
    assert chosen(tmp_path) == "/real/3.13"


def test_a_shim_that_refuses_is_passed_over(tmp_path: Path) -> None:
    fake_python(tmp_path / "bin", "python3.13", "", code=127)
    fake_python(tmp_path / "bin", "python3", "3.12 /usr/real/python3.12")
    assert chosen(tmp_path) == "/usr/real/python3.12"


def test_pyenv_is_searched_after_path(tmp_path: Path) -> None:
    fake_python(tmp_path / "bin", "python3", "", code=1)
    fake_python(tmp_path / ".pyenv" / "versions" / "3.13.0" / "bin", "python", "3.13 /pyenv/python3.13")
    assert chosen(tmp_path) == "/pyenv/python3.13"


def test_no_python_is_said_and_not_guessed(tmp_path: Path) -> None:
    fake_python(tmp_path / "bin", "python3", "", code=1)
    assert chosen(tmp_path) == "none"


def test_the_probe_itself_names_a_real_interpreter() -> None:
    version, path = shell('python_probe "$THIS"', THIS=sys.executable).split(" ", 1)
    assert tuple(map(int, version.split("."))) >= (3, 12)
    assert Path(path).exists()


# --- state -------------------------------------------------------------------------------------------------


def test_a_relative_state_directory_counts_from_where_the_caller_stands(tmp_path: Path) -> None:
    answer = shell('cd "$PLACE"; state_open; echo "$PHANGUT_STATE"', PLACE=str(tmp_path), PHANGUT_STATE="a b/ผัง")
    assert answer == str(tmp_path.resolve() / "a b" / "ผัง")


def test_the_secret_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    code = 'state_open; state_secret_key; cat "$PHANGUT_STATE/secret_key"'
    first, second = (shell(code, PHANGUT_STATE=str(tmp_path)) for _ in range(2))
    assert first == second
    assert re.fullmatch(r"[A-Za-z0-9]{50}", first)
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_stale_process_id_does_not_look_like_a_running_server(tmp_path: Path) -> None:
    (tmp_path / "pg" / "data").mkdir(parents=True)
    (tmp_path / "pg" / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n")
    assert shell("state_open; pg_running && echo up || echo down", PHANGUT_STATE=str(tmp_path)) == "down"


# --- promises ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", INDEX_HOSTS)
def test_no_committed_file_names_a_package_index(host: str) -> None:
    found = run("git", "-C", REPO, "grep", "--files-with-matches", "--fixed-strings", host)
    assert found.stdout == ""


def test_every_environment_variable_is_documented() -> None:
    sources = [*(REPO / "geo").glob("*.py"), *BASH_FILES, *(REPO / "tests").rglob("*.py")]
    text = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    names = set(re.findall(r"\b(PHANGUT_[A-Z_]+|DATABASE_URL|REALDATA_[A-Z]+)\b", text))
    documented = (REPO / "docs" / "operations.md").read_text(encoding="utf-8")
    assert names
    assert {name for name in names if f"`{name}`" not in documented} == set()


def test_every_command_is_documented() -> None:
    documented = (REPO / "docs" / "operations.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"`script/{name}" not in documented] == []
