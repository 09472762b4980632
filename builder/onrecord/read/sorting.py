"""Which file is what: the reader that each path of `content/` belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable
from zoneinfo import ZoneInfo

from onrecord.model import ISSUE_ID, Level, Problem, Where
from onrecord.read.changelog import decode_changelog
from onrecord.read.drafts import Claim, Decoded
from onrecord.read.issue_files import decode_folder_message, decode_issue, decode_issues, name_of
from onrecord.read.people_files import decode_people
from onrecord.read.product_files import decode_product, decode_release, decode_release_notes
from onrecord.read.site_files import decode_calendar, decode_page, decode_translated_page
from onrecord.read.source import SourceFile
from onrecord.read.suggest import did_you_mean, quoted
from onrecord.read.values import IDENT, VERSION

Reader = Callable[[SourceFile, ZoneInfo], Decoded]

SITE = "content/site.yaml"
FOLDERS = ("issues", "log", "pages", "people", "products")
FILES = ("calendar.yaml", "redactions.yaml", "site.yaml", "sources.lock")
READ_ELSEWHERE = frozenset({SITE, "content/redactions.yaml", "content/sources.lock"})
BEGINS = re.compile(rf"{ISSUE_ID.pattern}(?!\d)")
RECORDS = (".md", ".yaml")
MEANT = {
    ".md": ".md",
    ".markdown": ".md",
    ".yaml": ".yaml",
    ".yml": ".yaml",
}  # an extension in small letters, and what it should be
TAKEN = frozenset({"feed.json", "feed.xml", "index.html"})  # files that stand beside the folders of products and releases


def sort(path: str) -> Reader | Problem | None:
    """The reader of a path, or what is wrong with its name; None for what is no record (an attachment, a file read elsewhere)."""
    parts = path.split("/")[1:]
    if len(parts) == 1 and parts[0] in FOLDERS:
        return Problem(Where(path), f"a file where the folder {parts[0]}/ belongs", "rename it, or take it away")
    if len(parts) > 1 and parts[0] in FILES:
        return a_folder(f"content/{parts[0]}")
    if path in READ_ELSEWHERE or parts[-1] == "README.md":
        return None
    if parts == ["calendar.yaml"]:
        return lambda file, _: decode_calendar(file)
    stem, extension = split(parts[-1])
    meant = MEANT.get(extension.lower())
    if meant and extension != meant:
        return Problem(Where(path), f"the file's name ends in {extension}", f'rename it to "{stem}{meant}"')
    sorter = SORTERS.get(parts[0]) if len(parts) > 1 else None
    return sorter(path, parts) if sorter else stray(path, did_you_mean(parts[0], FOLDERS if len(parts) > 1 else FILES))


def a_folder(path: str) -> Problem:
    """The problem of a folder that lies where a file belongs."""
    return Problem(Where(path), f"a folder where the file {path.rpartition('/')[2]} belongs", "put the file itself there")


def stray(path: str, hint: str = "") -> Problem | None:
    """A record that nothing reads; other files, such as a logo, may lie about."""
    return Problem(Where(path), "nothing reads this file", hint, Level.WARNING) if path.endswith(RECORDS) else None


def sort_issue(path: str, parts: list[str]) -> Reader | Problem | None:
    """The reader of a file in `issues/`."""
    if len(parts) == 2:
        return sort_issue_file(path, *split(parts[1]))
    named = name_of(parts[1])
    if not named:
        return wrong_name(f"content/issues/{parts[1]}", parts[1], "folder")
    if len(parts) > 3:
        return Problem(Where(path), "a folder inside an issue's folder is not read", "move its files up", Level.WARNING)
    if parts[2] == "issue.md":
        return lambda file, zone: decode_issue(file, zone, *named)
    if parts[2].endswith(".md"):
        return lambda file, zone: decode_folder_message(file, zone, named[0])
    return None


def sort_issue_file(path: str, stem: str, extension: str) -> Reader | Problem | None:
    """The reader of a file right in `issues/`."""
    if extension == ".yaml":
        return decode_issues
    if extension != ".md":
        return None
    named = name_of(stem)
    return (lambda file, zone: decode_issue(file, zone, *named)) if named else wrong_name(path, stem, "file")


def wrong_name(path: str, stem: str, what: str) -> Problem:
    """The problem of a name without an issue id."""
    if BEGINS.match(stem):
        hint = 'name it as in "42-fans-too-loud", without spaces and other signs'
        return Problem(Where(path), f"the {what}'s name {quoted(stem)} does not go on as an issue's", hint)
    return Problem(Where(path), f"the {what}'s name {quoted(stem)} holds no issue id", 'name it as in "42-fans-too-loud"')


def sort_person(path: str, parts: list[str]) -> Reader | Problem | None:
    """The reader of a file in `people/`."""
    stem, extension = split(parts[-1])
    if len(parts) == 2 and extension == ".yaml":
        return lambda file, _: decode_people(file, stem)
    return stray(path, "a person stands in people/<alias>.yaml")


def sort_page(path: str, parts: list[str]) -> Reader | Problem | None:
    """The reader of a file in `pages/`."""
    stem, extension = split(parts[-1])
    name, dot, lang = stem.partition(".")
    if len(parts) == 2 and extension == ".md":
        return (lambda file, _: decode_translated_page(file, name, lang)) if dot else lambda file, _: decode_page(file, stem)
    return stray(path, "a page stands in pages/<name>.md")


def sort_product(path: str, parts: list[str]) -> Reader | Problem | None:
    """The reader of a file in `products/`."""
    product = parts[1]
    if len(parts) == 2:
        return stray(path, "a product stands in products/<product>/product.yaml")
    if not IDENT.fullmatch(product) or product in TAKEN:
        return Problem(
            Where(path), f"the folder's name {quoted(product)} is no product id", "it is of a to z, 0 to 9, dots and hyphens"
        )
    if parts[2:] == ["product.yaml"]:
        return lambda file, _: decode_product(file, product)
    if parts[2:] == ["CHANGELOG.md"]:
        return lambda file, _: decode_changelog(file, product)
    if parts[2] == "releases" and len(parts) == 4:
        return sort_release(path, product, *split(parts[3]))
    return stray(path, did_you_mean(parts[2], ("product.yaml", "CHANGELOG.md", "releases")))


def sort_release(path: str, product: str, version: str, extension: str) -> Reader | Problem | None:
    """The reader of a file in a product's `releases/`."""
    if extension not in RECORDS:
        return stray(path, "a release stands in releases/<version>.md or .yaml")
    if not VERSION.fullmatch(version) or version in TAKEN:
        return Problem(Where(path), f"the file's name {quoted(version)} is no version", 'a version looks like "1.2.0"')
    decode = decode_release if extension == ".yaml" else decode_release_notes
    return lambda file, zone: decode(file, product, version, zone)


def split(name: str) -> tuple[str, str]:
    """A file's name without its extension, and that."""
    stem, dot, extension = name.rpartition(".")
    return (stem, dot + extension) if stem else (name, "")


SORTERS: dict[str, Callable[[str, list[str]], Reader | Problem | None]] = {
    "issues": sort_issue,
    "people": sort_person,
    "pages": sort_page,
    "products": sort_product,
}


def claims_of(path: str) -> tuple[Claim, ...]:
    """What a file that could not even be opened would have held."""
    parts = path.split("/")[1:]
    stem = split(parts[-1])[0]
    match parts:
        case [folder] if folder in FOLDERS:
            return (Claim("folder", folder),)
        case ["products", product]:
            return (Claim("product", product), Claim("releases", product))
        case ["people", _]:
            return (Claim("person", stem),)
        case ["products", product, "product.yaml"]:
            return (Claim("product", product),)
        case ["products", product, "CHANGELOG.md"]:
            return (Claim("releases", product),)
        case ["products", product, "releases", _]:
            return (Claim("release", f"{product}/{stem}"),)
        case ["issues", _] | ["issues", _, "issue.md"]:
            named = name_of(stem if len(parts) == 2 else parts[1])
            return (Claim("issue", named[0]),) if named else ()
        case _:
            return ()
