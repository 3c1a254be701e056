"""Whether the process lives and whether the service can do its work."""

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from geo.metrics import tally
from geo.models import AreaEdition, Level


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """`/healthz`: the process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """`/readyz`: 200 when reports can be taken, else 503 naming what is missing."""
    missing = what_is_missing()
    if missing:
        return JsonResponse({"status": "unavailable", "missing": missing}, status=503)
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """`/metrics`: counts of all worker processes."""
    return HttpResponse(tally.text(), content_type="text/plain; version=0.0.4; charset=utf-8")


def what_is_missing() -> list[str]:
    """In words for an administrator; empty when everything is there."""
    try:
        if unapplied := _unapplied_migrations():
            return [f"migrations not applied: {', '.join(unapplied)}"]
        in_force = AreaEdition.objects.in_force(timezone.localdate()).filter(level=Level.PROVINCE)
        return [] if in_force.exists() else ["no province boundaries in force: manage.py load_reference"]
    except Error:
        return ["the database does not answer"]


def _unapplied_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _backwards in plan]
