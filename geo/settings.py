"""Settings: one module; every option is read from the environment by `geo.env` and documented in docs/operations.md."""

from pathlib import Path

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from geo import basemaps, env

BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = env.directory("PHANGUT_STATE", BASE_DIR / ".state")

DEBUG = env.flag("PHANGUT_DEBUG", default=False)
SECRET_KEY = env.secret("PHANGUT_SECRET_KEY", STATE_DIR / "secret_key")
ALLOWED_HOSTS = env.words("PHANGUT_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("PHANGUT_TRUSTED_ORIGINS")

# Said, not found out: without a web server in front that sets the header, any client could claim it.
HTTPS = env.flag("PHANGUT_HTTPS", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS

INSTALLED_APPS = [
    # Without the administration's own pages, which geo.urls finds: no command needs them, and each would load them.
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.gis",
    "leaflet",
    "procrastinate.contrib.django",
    "geo",
    "facilities",
    "incidents",
    "inspections",
    "tiles",
    "fixtures",
]

MIDDLEWARE = [
    "geo.metrics.MetricsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "geo.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "geo.middleware.ProblemMiddleware",
]

ROOT_URLCONF = "geo.urls"
ASGI_APPLICATION = "geo.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

POOL_WAIT_S = env.number("PHANGUT_POOL_WAIT_S", 5, low=1, high=60)
STRANGERS_MS = round(1_000 * env.number("PHANGUT_STRANGERS_S", 10, low=0.1, high=300))
DATABASES = {
    "default": {
        **env.database("DATABASE_URL"),
        "ENGINE": "django.contrib.gis.db.backends.postgis",
        # Every connection is tried before use, and attempts to connect end soon, so that a database that was
        # away is used again within seconds of its return (psycopg_pool by default waits up to minutes).
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            # Compiling takes far longer than any of our questions takes where its plan is good.
            "options": "-c jit=off",
            # Only cursors that bind on the server can have their plans kept: those of the rules of competence.
            "prepare_threshold": 5,
            "pool": {
                "min_size": 1,
                "max_size": int(env.number("PHANGUT_POOL", 12, low=1, high=200)),
                "timeout": POOL_WAIT_S,
                "reconnect_timeout": POOL_WAIT_S,
            },
        },
        "TEST": {"NAME": env.text("PHANGUT_TEST_DB") or None},
    }
}

LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("Thai")), ("en", _("English"))]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True

# gis.W001: Debian 12's GDAL cannot block file and network access from a malicious spatial reference. Files
# from outside are read by pyogrio, which brings its own GDAL; GeoDjango's is only given SRIDs of ours.
SILENCED_SYSTEM_CHECKS = ["gis.W001"]

STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
STATICFILES_DIRS = [folder for folder in [STATE_DIR / "web" / "dist"] if folder.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "servestatic.storage.CompressedManifestStaticFilesStorage"},
}
MOST_STREAMS = int(env.number("PHANGUT_STREAMS", 500, low=1, high=20_000))
# Where the worker finds its tasks: <app>/jobs.py.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
MEDIA_ROOT = STATE_DIR / "media"
SNAPSHOT_DIR = STATE_DIR / "snapshots"
PHOTO_DIR = env.directory("PHANGUT_PHOTOS", STATE_DIR / "photos")
UPLOAD_BYTES = int(env.number("PHANGUT_UPLOAD_MB", 500, low=1, high=1000) * 1_000_000)
# The longest body an address takes, by how the address begins: the longest beginning that fits counts.
BODY_BYTES = {
    "": 4_000_000,
    "/report/": 42_000_000,
    "/incidents/": 42_000_000,
    "/api/photos": 8_200_000,
    "/facilities/imports/": UPLOAD_BYTES + 1_000_000,
}
DATA_UPLOAD_MAX_NUMBER_FILES = 20
TILE_CACHE_BYTES = int(env.number("PHANGUT_TILE_CACHE_MB", 512, low=0, high=100_000) * 1_000_000)
TILE_MEMORY_BYTES = int(env.number("PHANGUT_TILE_MEMORY_MB", 32, low=0, high=10_000) * 1_000_000)
BASEMAP_DIR = env.directory("PHANGUT_BASEMAP_DIR", STATE_DIR / "basemaps")
BASEMAPS = basemaps.parsed(env.text("PHANGUT_BASEMAPS"), BASEMAP_DIR)
GRAPH_DIR = env.directory("PHANGUT_GRAPHS", STATE_DIR / "graphs")
OSRM_URL = env.web_address("PHANGUT_OSRM_URL")
ROAD_SNAP_M = env.number("PHANGUT_ROAD_SNAP_M", 1000, low=1, high=100_000)
# Without roads: geodesic x detour / speed. Networks are commonly 1.2 to 1.4 times the straight line; we take the
# upper side so that a day planned on an estimate can be kept, and 50 km/h from gate to gate, towns included.
TRAVEL_DETOUR = env.number("PHANGUT_TRAVEL_DETOUR", 1.35, low=1, high=5)
TRAVEL_SPEED_KMH = env.number("PHANGUT_TRAVEL_SPEED_KMH", 50, low=5, high=120)

# Notices. Without a mail server nothing leaves: messages are written to the worker's log.
MAILERS = {"default": env.mailer("PHANGUT_EMAIL_URL")}
DEFAULT_FROM_EMAIL = env.text("PHANGUT_EMAIL_FROM", "phangut@localhost")
SITE_ADDRESS = (env.web_address("PHANGUT_ADDRESS") or "http://127.0.0.1:8000").rstrip("/")
WEBHOOK_NETWORKS = env.networks("PHANGUT_WEBHOOK_NETWORKS")

LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
CSRF_FAILURE_VIEW = "geo.problem_pages.csrf_failure"

# Nothing from any other host, but for the pictures of a base map that the setting names; scripts and styles only from
# files we serve, or with this response's nonce.
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "style-src-attr": [CSP.UNSAFE_INLINE],  # Leaflet positions its panes with style attributes
    "img-src": [CSP.SELF, "data:", "blob:", *sorted({basemap.origin for basemap in BASEMAPS if basemap.origin})],
    "worker-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}

LEAFLET_CONFIG = {
    "DEFAULT_CENTER": (13.2, 101.0),  # lat, lon: Leaflet's order
    "DEFAULT_ZOOM": 6,
    "MIN_ZOOM": 4,
    "MAX_ZOOM": 19,
    "TILES": [],
    "ATTRIBUTION_PREFIX": "",
    "RESET_VIEW": False,
    "SCALE": "metric",
    "NO_GLOBALS": True,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_secrets": {"()": "geo.log_secrets.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_secrets"]}},
    "root": {"handlers": ["console"], "level": env.text("PHANGUT_LOG_LEVEL", "WARNING")},
}
