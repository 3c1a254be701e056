"""The address that Traffy pushes to."""

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from geo.allowance import sender_of
from geo.errors import BadInput, Unreadable
from incidents.outside.hook_door import LARGEST, system_behind, take_in


@csrf_exempt  # the secret in the path is the proof of who sends
@require_http_methods(["POST", "PATCH"])
def traffy(request: HttpRequest, secret: str) -> JsonResponse:
    """200 once the message is stored, whatever comes of it; 400 naming what cannot be understood."""
    system = system_behind(secret, sender_of(request))
    if request.content_type != "application/json":
        raise Unreadable("A message is application/json", field="Content-Type", value=request.content_type)
    content = request.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise BadInput(f"A message has at most {LARGEST:,} bytes", field="body", value=len(content))
    return JsonResponse(take_in(system, request.method or "", content, now=timezone.now()))
