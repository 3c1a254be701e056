"""The administration speaks Thai where Django's own Thai catalogue is silent."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_page(client: Client) -> Client:
    """Logged in as somebody who may do everything, in Thai."""
    client.force_login(User.objects.create_superuser("head"))
    client.cookies["django_language"] = "th"
    return client


@pytest.mark.parametrize(
    ("path", "words", "not_words"),
    [
        ("/admin/", "การจัดการระบบผังอุต", "Django"),
        ("/admin/incidents/outsidesystem/add/", "ชื่อตัวแปรสภาพแวดล้อมที่เก็บคีย์", "Start typing to filter"),
        ("/admin/", "บันทึกการลบข้อมูล", "Tombstones"),
        ("/admin/", "ข้อความแจ้งเตือน", "Notices"),
        ("/admin/incidents/outsidesystem/add/", "พักการติดต่อถึง", "Paused until"),
        ("/admin/incidents/outsidesystem/add/", "- เลือก -", "Select an option"),
    ],
)
def test_pages_are_thai(admin_page: Client, path: str, words: str, not_words: str) -> None:
    page = admin_page.get(path).content.decode()
    assert words in page
    assert not_words not in page


def test_a_form_with_an_error_says_so_in_thai(admin_page: Client) -> None:
    page = admin_page.post("/admin/incidents/apiclient/add/", {"label": ""}).content.decode()
    assert "โปรดแก้ไขข้อผิดพลาดด้านล่าง" in page
