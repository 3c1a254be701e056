"""Imports point one way, and pure modules know no Django."""

from pathlib import Path

from importlinter import cli

ROOT = Path(__file__).parents[2]


def test_the_import_contracts_hold(monkeypatch) -> None:
    monkeypatch.chdir(ROOT)
    assert cli.lint_imports(config_filename=str(ROOT / "pyproject.toml")) == cli.EXIT_STATUS_SUCCESS
