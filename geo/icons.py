"""Line icons on a 24 by 24 grid, drawn in the colour of the text around them."""

PATHS = {
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "user": '<circle cx="12" cy="8" r="4"/><path d="M4 20.5c1-4 4.2-6 8-6s7 2 8 6"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M5 20h14"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "layers": '<path d="m12 4 9 5-9 5-9-5 9-5Z"/><path d="m4 13.5 8 4.5 8-4.5"/>',
    "filter": '<path d="M4 6h16l-6 7v5l-4 2v-7L4 6Z"/>',
    "list": '<path d="M9 7h11M9 12h11M9 17h11"/><path d="M4.5 7h.01M4.5 12h.01M4.5 17h.01" stroke-width="3"/>',
    "place": '<path d="M12 21s7-7.5 7-12a7 7 0 1 0-14 0c0 4.5 7 12 7 12Z"/><circle cx="12" cy="9" r="2.5"/>',
    "back": '<path d="M20 12H5m6-7-7 7 7 7"/>',
    "chevron": '<path d="m9 5 7 7-7 7"/>',
    "tray": '<path d="M4 13h4.5l1.5 3h4l1.5-3H20"/><path d="M6 5h12l2.5 8v6h-17v-6L6 5Z"/>',
    "locate": '<circle cx="12" cy="12" r="6"/><path d="M12 2v4M12 18v4M2 12h4M18 12h4"/>',
    "bell": '<path d="M6 16v-5a6 6 0 0 1 12 0v5l2 2H4z"/><path d="M10 21h4"/>',
    "lock": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "offline": '<path d="M3 3l18 18M8.5 16.5a5 5 0 0 1 7 0M5 13a10 10 0 0 1 5-2.7M19 13a10 10 0 0 0-3-2.1"/>'
    '<path d="M12 20h.01" stroke-width="3"/>',
    "warning": '<path d="M12 4 2.5 20h19L12 4Z"/><path d="M12 10v5"/><path d="M12 17.5h.01" stroke-width="2.5"/>',
    "compass": '<circle cx="12" cy="12" r="9"/><path d="m15.5 8.5-2 5-5 2 2-5 5-2Z"/>',
    "flag": '<path d="M6 21V4h11l-2 4 2 4H6"/>',
    "route": '<circle cx="6" cy="18" r="2.5"/><circle cx="18" cy="6" r="2.5"/>'
    '<path d="M8.5 18H16a3.5 3.5 0 0 0 0-7H8a3.5 3.5 0 0 1 0-7h7.5"/>',
    "link": '<path d="M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "tools": '<path d="m14.5 6.5 3 3L8 19l-4 1 1-4 9.5-9.5ZM12.5 8.5l3 3M17 4l3 3"/>',
    "ruler": '<path d="m3 16 13-13 5 5L8 21l-5-5Z"/><path d="m6.5 12.5 2 2M10 9l3 3M13.5 5.5l2 2"/>',
    "surface": '<path d="M5 5h14v14H5z" stroke-dasharray="3 2.5"/><path d="M8 16l8-8M8 11l3-3M13 16l3-3"/>',
    "circle": '<circle cx="12" cy="12" r="8.5"/><path d="M12 12h8.5"/><path d="M12 12h.01" stroke-width="3.5"/>',
    "polygon": (
        '<path d="m5 8 8-4 6 7-3 8-9 1-2-12Z"/>'
        '<path d="M5 8h.01M13 4h.01M19 11h.01M16 19h.01M7 20h.01" stroke-width="4"/>'
    ),
    "print": '<path d="M7 9V4h10v5M7 17H4v-7h16v7h-3"/><path d="M7 14h10v6H7z"/>',
    "chart": '<path d="M4 4v16h16"/><path d="M8.5 16v-4M13 16V8M17.5 16v-6"/>',
    "save": '<path d="M12 4v11m-4.5-4.5L12 15l4.5-4.5"/><path d="M5 16v4h14v-4"/>',
    "out": '<path d="M10 4H5v16h5M14 8l4 4-4 4M18 12H9"/>',
}


def svg(name: str) -> str:
    """The icon as an inline SVG element, hidden from screen readers: the words beside it say what it is."""
    return (
        '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"'
        f' stroke-linejoin="round" aria-hidden="true" focusable="false">{PATHS[name]}</svg>'
    )
