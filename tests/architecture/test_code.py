"""How the code is built: small files with a docstring, no raw SQL in the edges, migrations complete, no stand-ins."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[2]
APPS = ("geo", "facilities", "incidents", "inspections", "tiles", "fixtures")
LONGEST = 300


def modules() -> list[Path]:
    return [file for app in APPS for file in sorted((ROOT / app).rglob("*.py")) if "migrations" not in file.parts]


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def edges() -> list[Path]:
    """Where requests and commands come in."""
    kinds = ("views", "api", "routes", "admin", "commands", "forms", "urls", "health")
    return [file for file in modules() if {file.stem, *file.parts} & set(kinds)]


@pytest.mark.parametrize("file", modules(), ids=name)
def test_a_module_is_short_and_says_what_it_is(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count("\n") < LONGEST, "split it"
    assert ast.get_docstring(ast.parse(text)), "a module docstring always"


@pytest.mark.parametrize("file", edges(), ids=name)
def test_the_edges_hold_no_sql(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"\.(execute|executemany|raw|extra)\(|\bRawSQL\b", text)


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_no_broad_except_and_no_stand_in() -> None:
    words = "except Exc" + "eption|except BaseExc" + "eption|TO" + "DO|FIX" + "ME|NotImplemented" + "Error"
    found = subprocess.run(
        ["git", "grep", "-nE", words, "--", "*.py", "*.js", "*.sh", "*.html"], cwd=ROOT, capture_output=True, text=True
    )
    assert found.stdout == ""


def test_no_committed_file_names_an_index_host() -> None:
    hosts = r"pypi\.org/simple|files\.pythonhosted\.org|registry\.npmjs"
    found = subprocess.run(["git", "grep", "-lE", hosts], cwd=ROOT, capture_output=True, text=True)
    assert found.stdout == ""


def test_data_files_carry_their_origin() -> None:
    unnamed = []
    for app in APPS:
        readmes = [file for file in (ROOT / app / "data" / "README.md", ROOT / app / "README.md") if file.is_file()]
        said = "".join(file.read_text(encoding="utf-8") for file in readmes)
        files = [file for kind in ("csv", "gz", "json", "geojson") for file in (ROOT / app / "data").glob(f"*.{kind}")]
        unnamed += [name(file) for file in files if file.name not in said]
    assert unnamed == []
