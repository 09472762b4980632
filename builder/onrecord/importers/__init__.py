"""Importing: from another system's export to records of this one.

`import_cstate` and `import_table` read an export, decide what it changes, and write that; both say in a `Landing` what became of
every record.
"""

from __future__ import annotations

from pathlib import Path

from onrecord.importers.cstate import Options, read_cstate
from onrecord.importers.land import land
from onrecord.importers.present import read_present
from onrecord.importers.result import Import, Landing
from onrecord.model import OnrecordError

__all__ = ["Import", "Landing", "import_cstate"]


def import_cstate(folder: Path, root: Path, options: Options) -> Landing:
    """Bring the incidents of a cState status site into the project at a root."""
    present = read_present(root)
    if not present.has_site and not options.company:
        raise OnrecordError(f"there is no site in {root} yet; name the company with --company to begin one")
    return land(root, read_cstate(folder, options, present), present)
