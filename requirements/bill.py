"""Lets sbom.json name each package by its purl alone: from which index it comes is each machine's own affair.

python requirements/bill.py sbom.json
"""

import json
import sys
from pathlib import Path
from typing import Any


def without_places(bill: dict[str, Any]) -> dict[str, Any]:
    """The bill with its hashes, which belong to the files of a package wherever they are."""
    for component in bill["components"]:
        for files in component.get("externalReferences", ()):
            files |= {"url": component["purl"], "comment": "files of this version"}
    for tool in bill["metadata"]["tools"]["components"]:
        tool.pop("externalReferences", None)
    return bill


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(json.dumps(without_places(json.loads(path.read_text())), indent=2) + "\n")
