"""What a figure was measured on."""

import os
import platform
from pathlib import Path


def facts() -> str:
    """One line: processor, cores, memory, system, Python."""
    system = platform.freedesktop_os_release().get("PRETTY_NAME", "") if os.path.exists("/etc/os-release") else ""
    return ", ".join(
        fact
        for fact in (
            _processor(),
            f"{os.cpu_count()} cores",
            f"{_memory_gb():.0f} GB",
            system or platform.platform(),
            f"Python {platform.python_version()}",
        )
        if fact
    )


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.exists() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
