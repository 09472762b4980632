"""Importing: from another system's export to records of this one.

`import_cstate` and `import_table` read an export, decide what it changes, and write that; both say in a `Landing` what became of
every record.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from onrecord.importers.cstate import Options, read_cstate
from onrecord.importers.land import land
from onrecord.importers.mapping import TableMap
from onrecord.importers.mapping_file import read_map
from onrecord.importers.naming import PREFIX
from onrecord.importers.present import read_present
from onrecord.importers.result import Import, Landing, has_errors
from onrecord.importers.rows import read_rows
from onrecord.importers.table import read_table
from onrecord.model import OnrecordError
from onrecord.read.source import SourceFile
from onrecord.read.values import IDENT, WEB

__all__ = ["MAPS", "Import", "Landing", "Options", "import_cstate", "import_table", "maps"]

MAPS = Path(__file__).parent / "maps"


def import_cstate(folder: Path, root: Path, options: Options) -> Landing:
    """Bring the incidents of a cState status site into the project at a root."""
    check_options(options)
    present = read_present(root)
    if not present.has_site and not options.company:
        raise OnrecordError(f"there is no site in {root} yet; name the company with --company to begin one")
    return land(root, read_cstate(folder, options, present), present)


def check_options(options: Options) -> None:
    """OnrecordError for a prefix, product or address that is none."""
    if options.prefix:
        check_prefix(options.prefix)
    if not IDENT.fullmatch(options.product or options.prefix):
        raise OnrecordError(f'"{options.product or options.prefix}" is no product id; it is of a to z, 0 to 9, dots and hyphens')
    if options.url and not WEB.fullmatch(options.url):
        raise OnrecordError(f'"{options.url}" is no web address')


def check_prefix(prefix: str) -> None:
    """OnrecordError for a prefix that is none."""
    if not PREFIX.fullmatch(prefix):
        raise OnrecordError(f'"{prefix}" is no prefix; it is of a to z, at most twelve')


def import_table(file: Path, root: Path, map: str, prefix: str | None = None, company: str | None = None) -> Landing:
    """Bring the records of a CSV, JSON or JSON Lines file into the project at a root, through a map: the path of a map file, or the
    name of one that ships with the package. `prefix` and `company` (of a new project) stand in for the map's."""
    mapped, problems = read_map(map_file(map))
    if mapped is None:
        return Landing(problems=problems)
    mapped = adapted(mapped, prefix, company)
    present = read_present(root)
    if not present.has_site and "company" not in mapped.site:
        raise OnrecordError(f"there is no site in {root} yet; name the company with --company to begin one")
    rows, problems = read_rows(file, mapped.format, mapped.records)
    if has_errors(problems):
        return Landing(records=len(rows), problems=problems)
    return land(root, read_table(file.name, rows, mapped, present), present)


def adapted(mapped: TableMap, prefix: str | None, company: str | None) -> TableMap:
    """A map with what the caller wants otherwise."""
    if company:
        mapped = replace(mapped, site={"title": company} | dict(mapped.site) | {"company": company})
    if prefix is None:
        return mapped
    check_prefix(prefix)
    return replace(mapped, prefix=prefix)


def maps() -> tuple[str, ...]:
    """The names of the maps that ship with the package."""
    return tuple(sorted(path.stem for path in MAPS.glob("*.yaml")))


def map_file(name: str) -> SourceFile:
    """A map by its path, or by its name among those that ship."""
    path = MAPS / f"{name}.yaml" if name in maps() else Path(name)
    if not path.is_file():
        raise OnrecordError(f"there is no map {name}; it is the path of a file, or one of {', '.join(maps())}")
    return SourceFile(path.name, path.read_bytes())
