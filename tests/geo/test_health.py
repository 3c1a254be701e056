"""An administrator is told what is missing, and numbers are real."""

import pytest
from django.test import Client

from geo import health, metrics
from tests.builders_geo import an_edition


def test_the_process_lives_without_a_database(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.django_db
def test_ready_with_provinces_in_force(client: Client) -> None:
    an_edition()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_not_ready_without_provinces(client: Client) -> None:
    an_edition(active=False)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "load_reference" in answer.json()["missing"][0]


@pytest.mark.django_db
def test_not_ready_before_migrations(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(health, "_unapplied_migrations", lambda: ["geo.0009_later"])
    assert client.get("/readyz").json()["missing"] == ["migrations not applied: geo.0009_later"]


def test_requests_are_counted_by_class_of_path_and_status(client: Client, settings, tmp_path) -> None:
    settings.STATE_DIR = tmp_path
    client.get("/healthz")
    text = client.get("/metrics").content.decode()
    assert 'phangut_requests_total{path="pages",status="200"}' in text
    assert 'phangut_request_seconds_bucket{path="pages",le="+Inf"}' in text


@pytest.mark.parametrize(
    ("path", "kind"), [("/api/areas", "api"), ("/tiles/a/1/2/3.mvt", "tiles"), ("/", "pages"), ("/x/y", "pages")]
)
def test_labels_come_from_a_small_fixed_set(path: str, kind: str) -> None:
    assert metrics.path_class(path) == kind


def test_counts_of_other_workers_are_added(settings, tmp_path) -> None:
    settings.STATE_DIR = tmp_path
    tally = metrics.Tally()
    tally.add("/", 200, 0.02)
    tally.share()
    (mine,) = tmp_path.glob("metrics/*/*.json")
    mine.with_name("999999.json").write_bytes(mine.read_bytes())
    assert 'phangut_requests_total{path="pages",status="200"} 2' in tally.text()
    assert 'phangut_request_seconds_bucket{path="pages",le="0.05"} 2' in tally.text()
    assert 'phangut_request_seconds_bucket{path="pages",le="0.01"} 0' in tally.text()


def test_buckets_rise(settings, tmp_path) -> None:
    settings.STATE_DIR = tmp_path
    tally = metrics.Tally()
    tally.add("/", 200, 0.2)
    bounds = [line.split('le="')[1].split('"')[0] for line in tally.text().splitlines() if "_bucket" in line]
    assert [float(bound) for bound in bounds] == sorted(float(bound) for bound in bounds)


def test_without_a_writable_state_directory_a_worker_tells_its_own(settings, tmp_path) -> None:
    (tmp_path / "file").touch()
    settings.STATE_DIR = tmp_path / "file"
    tally = metrics.Tally()
    tally.add("/", 200, 0.02)
    assert 'phangut_requests_total{path="pages",status="200"} 1' in tally.text()
