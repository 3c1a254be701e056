"""The trigram index of `search_text` sorts new entries in later; until then every search reads them one by one."""

from django.db import connection

_SETTLE = "SELECT gin_clean_pending_list('facility_search_trgm'::regclass)"


def sort_in() -> None:
    """Sort new entries in now. After any load: PostgreSQL's planner counts them as so dear that it avoids the index.

    Quick where there are none. Otherwise only VACUUM and ANALYZE would do it, and autovacuum comes when it likes.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE)
