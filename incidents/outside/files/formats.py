"""The formats that `import_reports` takes, by name."""

from pathlib import Path

from geo.errors import BadInput
from incidents.outside.files import csv_rows, json_rows, mapped
from incidents.outside.files.rows import Source

FORMATS = ("traffy-csv", "traffy-json", "traffy-public", "open311", "generic")


def opened(path: Path, name: str, mapping: object = None) -> Source:
    """A file in the format stated; nothing is guessed. Raises `BadInput` for what is not in it."""
    if not path.is_file():
        raise BadInput("There is no such file", field="file", value=path)
    match name:
        case "traffy-csv":
            return csv_rows.traffy(path)
        case "traffy-json":
            return json_rows.exchange_json(path)
        case "traffy-public":
            return csv_rows.traffy(path) if path.suffix.lower() == ".csv" else json_rows.public_json(path)
        case "open311":
            return json_rows.open311_document(path)
        case "generic":
            return mapped.opened(path, mapping)
    raise BadInput(f"format is one of {', '.join(FORMATS)}", field="format", value=name)
