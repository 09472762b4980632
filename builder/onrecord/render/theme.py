"""Themes: where their files lie, and the templates that turn one view into a page and can reach nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from onrecord.frozen import dataclass, replace
from onrecord.model import OnrecordError, Problem, Site
from onrecord.read.source import SourceFile
from onrecord.read.suggest import did_you_mean, one_of, quoted
from onrecord.render import catalogue
from onrecord.render.closure import closure_of
from onrecord.render.interface import Interface
from onrecord.render.language import NOWHERE, Language, language_of
from onrecord.render.mishaps import shown_path, told
from onrecord.render.options import Option, UnfitError, Value
from onrecord.render.template_files import TemplateFiles
from onrecord.render.templates import QuickTemplates, Templates
from onrecord.render.theme_file import ThemeFile, read_theme_file

SHIPPED = tuple(Path(__file__).resolve().parents[n] / "themes" for n in (1, 3))
"""Where the themes lie that come with Onrecord: inside the installed package, and beside `builder/` in a checkout."""
KINDS = (
    *("issue", "issue_data", "issue_calendar", "issue_feed", "release", "product", "product_feed", "person", "person_feed", "page"),
    *("issues", "tags", "products", "changes", "people", "solutions", "waiting", "promises", "figures", "talk", "data"),
    *("feed", "json_feeds", "releases_feed", "promises_feed", "promises_calendar", "embed", "not_found", "front", "hosting"),
    *("related", "facets", "search", "log", "history", "edits", "verify"),
)
"""The kinds of pages that a theme may make; one that does not say which makes them all. `json_feeds` is a JSON Feed beside each
Atom feed that it makes."""
SURVEYED = frozenset(
    {
        *("data", "embed", "figures", "front", "people", "person", "person_feed"),
        *("promises", "promises_calendar", "promises_feed", "waiting"),
    }
)
"""Those for which all issues are looked at."""
ONCE = frozenset({"issue_data", "hosting", "log"})
"""Those that there are once, in however many languages a site is told."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """What a site chose of themes that there is not: where in `site.yaml` (a field), what is wrong, how to mend it."""

    field: str
    message: str
    hint: str = ""


class NoChoiceError(OnrecordError):
    """A theme, or options of one, that a site chose and that there are not."""

    def __init__(self, *unfit: Unfit) -> None:
        super().__init__("; ".join(f"{one.message}; {one.hint}" if one.hint else one.message for one in unfit))
        self.unfit = unfit


class BrokenThemeError(OnrecordError):
    """A theme whose `theme.yaml`, or that of one it extends, holds mistakes."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class Theme:
    """A theme: its folders (its own, then those of the themes it extends), the project it is used in, and its options. `makes` are
    the kinds of pages it has. `told` are the languages that its pages are made in, by their tags; the empty one is the main one."""

    name: str
    folders: tuple[Path, ...]
    project: Path
    options: Mapping[str, Option] = field(default_factory=dict)
    makes: frozenset[str] = frozenset(KINDS)
    told: Mapping[str, Language] = field(default_factory=dict)
    _environments: dict[str, Templates] = field(default_factory=dict, compare=False, repr=False)

    @property
    def surveys(self) -> bool:
        """Whether it makes pages for which all issues are looked at."""
        return not SURVEYED.isdisjoint(self.makes)

    def chosen(self, options: Mapping[str, str]) -> dict[str, Value]:
        """Every option of the theme as a site chose it. NoChoiceError for options, or words for them, that it does not have."""
        wrong, found = [], {name: option.default for name, option in self.options.items()}
        for name, text in options.items():
            try:
                found[name] = self.options[name].value(text)
            except KeyError:
                hint = did_you_mean(name, self.options) or f"it has {', '.join(self.options) or 'none'}"
                wrong.append(Unfit(f"theme_options.{name}", f"the theme {self.name} has no option {quoted(name)}", hint))
            except UnfitError as error:
                wrong.append(Unfit(f"theme_options.{name}", f"the option {quoted(name)} {error.message}", error.hint))
        if wrong:
            raise NoChoiceError(*wrong)
        return found

    def colours(self, options: Mapping[str, Value]) -> str:
        """A style sheet of the colours that a site chose, for others to use; empty where there is none to choose."""
        lines = [f"  --{name}: {options[name]};\n" for name, option in self.options.items() if option.type == "colour"]
        return f":root {{\n{''.join(lines)}}}\n" if lines else ""

    @cached_property
    def files(self) -> TemplateFiles:
        """The files of its templates."""
        return TemplateFiles([folder / "templates" for folder in self.folders])

    @property
    def environment(self) -> Templates:
        """The templates in the main language, compiled once."""
        return self.environment_in("")

    def environment_in(self, tag: str) -> Templates:
        """The templates in a language, compiled once."""
        if tag not in self._environments:
            language = self.told.get(tag) or Language(tag or NOWHERE, ZoneInfo("UTC"))
            self._environments[tag] = QuickTemplates(self.files, Interface(language.catalogue, language.number))
        return self._environments[tag]

    @property
    def catalogues(self) -> tuple[Path, ...]:
        """Where the words of the interface lie: the theme's own count before those of the themes it extends, and these before
        Onrecord's."""
        return (*(folder / "locale" for folder in self.folders), catalogue.SHIPPED)

    def telling(self, site: Site) -> Theme:
        """The same theme in the languages of a site. OnrecordError where a catalogue is broken."""
        tags = {"": site.language, **{tag: tag for tag in site.others}}
        told = {name: language_of(site, tag, catalogue.load_catalogue(tag, self.catalogues)) for name, tag in tags.items()}
        return replace(self, told=told, _environments={})

    def html(self, template: str, view: object, tag: str = "") -> str:
        """A page from its view, in a language. OnrecordError where the template is missing, broken, or asks for what the view does
        not hold."""
        try:
            return self.environment_in(tag).page(template, view)
        except Exception as error:  # a theme is code, and may be a stranger's: it fails as it likes
            raise OnrecordError(told(error, self.name, self.files, self.project, type(view).__name__)) from error

    @cached_property
    def statics(self) -> dict[str, Path]:
        """The files to be published as they are, by their names below `static/`; a theme's own come before those it extends."""
        found: dict[str, Path] = {}
        for folder in self.folders:
            root = folder / "static"
            for path in sorted(root.rglob("*")):
                if path.is_file():
                    found.setdefault(path.relative_to(root).as_posix(), path)
        return dict(sorted(found.items()))

    def closure(self, template: str) -> tuple[tuple[str, str], ...]:
        """A template and all that it may extend, include or import: their names, and the SHA-256 of each in hex."""
        return closure_of(template, self._texts, self.files.join)

    @cached_property
    def _texts(self) -> dict[str, str]:
        return self.files.texts()

    def __getstate__(self) -> dict[str, Any]:
        """What another process needs: it compiles the templates itself."""
        return {key: getattr(self, key) for key in ("name", "folders", "project", "options", "makes", "told")} | {
            "_environments": {}
        }


def load_theme(name: str, root: Path) -> Theme:
    """The theme of a project: its own `themes/<name>`, else a shipped one. NoChoiceError where there is none,
    BrokenThemeError where it, or one that it extends, holds mistakes."""
    first = _folder(name, root, ())
    if first is None:
        raise NoChoiceError(Unfit("theme", f"there is no theme {quoted(name)}", one_of(name, theme_names(root))))
    folders, problems = [first], list[Problem]()
    read, wrong = _read(first, root)
    options, makes = read.options, read.makes
    while read.parent:
        problems += wrong
        folder = _folder(read.parent, root, tuple(folders))
        if folder is None:
            problems.append(_no_parent(read, folders, root))
            break
        folders.append(folder)
        read, wrong = _read(folder, root)
        options = {**read.options, **options}
        makes = read.makes if makes is None else makes
    else:
        problems += wrong
    if problems:
        raise BrokenThemeError(tuple(problems))
    return Theme(name, tuple(folders), root, options, frozenset(KINDS) if makes is None else makes)


def theme_names(root: Path) -> list[str]:
    """The names of the themes that a project can use."""
    return sorted({path.parent.name for place in (root / "themes", *SHIPPED) for path in place.glob("*/theme.yaml")})


def _folder(name: str, root: Path, used: tuple[Path, ...]) -> Path | None:
    """The folder of a theme; None where there is none. One that extends its own name means the shipped theme of that name."""
    if "/" in name or "\\" in name or name.startswith("."):
        return None
    for place in (root / "themes", *SHIPPED):
        folder = (place / name).resolve()
        if (folder / "theme.yaml").is_file() and folder not in used:
            return folder
    return None


def _no_parent(read: ThemeFile, folders: list[Path], root: Path) -> Problem:
    others = [name for name in theme_names(root) if _folder(name, root, tuple(folders))]
    if _folder(read.parent, root, ()):
        return Problem(read.parent_at, f"the theme {quoted(read.parent)} extends itself", f"it can extend {', '.join(others)}")
    return Problem(read.parent_at, f"there is no theme {quoted(read.parent)}", one_of(read.parent, others))


def _read(folder: Path, root: Path) -> tuple[ThemeFile, tuple[Problem, ...]]:
    path = folder / "theme.yaml"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise OnrecordError(f"{path} cannot be read: {error.strerror}") from error
    return read_theme_file(SourceFile(shown_path(path, root), data), KINDS)
