"""Themes: where their files lie, and the templates that turn one view into a page and can reach nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, TemplateError, TemplateNotFound

from onrecord.frozen import dataclass
from onrecord.model import OnrecordError
from onrecord.read.settings import plain_settings
from onrecord.render.closure import closure_of
from onrecord.render.templates import QuickTemplates, Templates

SHIPPED = tuple(Path(__file__).resolve().parents[n] / "themes" for n in (1, 3))
"""Where the themes lie that come with Onrecord: inside the installed package, and beside `builder/` in a checkout."""
FIELDS = frozenset({"title", "summary", "licence", "extends", "options", "makes"})
KINDS = (
    *("issue", "issue_data", "issue_calendar", "issue_feed", "release", "product", "product_feed", "person", "person_feed", "page"),
    *("issues", "tags", "products", "changes", "people", "solutions", "waiting", "promises", "figures", "talk", "data"),
    "search",
    *("feed", "not_found", "front", "hosting"),
)
"""The kinds of pages that a theme may make; one that does not say which makes them all."""
SURVEYED = frozenset({"data", "figures", "front", "people", "person", "person_feed", "promises", "waiting"})
"""Those for which all issues are looked at."""


class NoChoiceError(OnrecordError):
    """A theme, or an option of one, that a site chose and that there is not; `field` is where `site.yaml` says so."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Theme:
    """A theme: its folders (its own, then those of the themes it extends), the project it is used in, and its options with what
    each may be (the first is what it is where nothing is said). `makes` are the kinds of pages it has."""

    name: str
    folders: tuple[Path, ...]
    project: Path
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    makes: frozenset[str] = frozenset(KINDS)

    @property
    def surveys(self) -> bool:
        """Whether it makes pages for which all issues are looked at."""
        return not SURVEYED.isdisjoint(self.makes)

    def chosen(self, options: Mapping[str, str]) -> dict[str, str]:
        """Every option of the theme as a site chose it. NoChoiceError for an option or a choice that it does not have."""
        for name, choice in options.items():
            if name not in self.options:
                known = ", ".join(self.options) or "none"
                raise NoChoiceError(f"theme_options.{name}", f"the theme {self.name} has no option “{name}”; it has {known}")
            if choice not in self.options[name]:
                known = ", ".join(self.options[name])
                message = f"the theme {self.name}: the option {name} cannot be “{choice}”; it can be {known}"
                raise NoChoiceError(f"theme_options.{name}", message)
        return {name: options.get(name, choices[0]) for name, choices in self.options.items()}

    @cached_property
    def environment(self) -> Templates:
        """The templates, compiled once."""
        return QuickTemplates(FileSystemLoader([folder / "templates" for folder in self.folders]))

    def prepare(self, templates: Iterable[str]) -> None:
        """Compile some templates with all that they use, before there are several processes that would each do so. One that is
        missing or broken is told of when it is used."""
        names = dict.fromkeys(name for template in templates for name, digest in self.closure(template) if digest)
        for name in names:
            with suppress(TemplateError, ValueError, OSError, RecursionError):
                self.environment.get_template(name)

    def html(self, template: str, view: object) -> str:
        """A page from its view. OnrecordError where the template is missing, broken, or asks for what the view does not hold."""
        try:
            return self.environment.page(template, view)
        except TemplateNotFound as error:
            raise OnrecordError(f"the theme {self.name} has no template {error.name}") from error
        except TemplateError as error:
            raise OnrecordError(f"the theme {self.name}, template {template}: {error}") from error
        except Exception as error:  # a theme is code, and may be a stranger's: it fails as it likes
            raise OnrecordError(f"the theme {self.name}, template {template}: {type(error).__name__}: {error}") from error

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
        return closure_of(template, self._texts)

    @cached_property
    def _texts(self) -> dict[str, str]:
        """The texts of all templates by their names; a theme's own come before those of the themes it extends."""
        found: dict[str, str] = {}
        for root in (folder / "templates" for folder in self.folders):
            for path in sorted(root.rglob("*")):
                name = path.relative_to(root).as_posix()
                if name not in found and path.is_file():
                    found[name] = _text(path)
        return found

    def __getstate__(self) -> dict[str, Any]:
        """What another process needs: it compiles the templates itself."""
        return {key: getattr(self, key) for key in ("name", "folders", "project", "options", "makes")}


def _text(path: Path) -> str:
    """The text of a template, whatever bytes it holds."""
    try:
        return path.read_text("utf-8", "surrogateescape")
    except OSError as error:
        raise OnrecordError(f"{path} cannot be read: {error.strerror}") from error


def load_theme(name: str, root: Path) -> Theme:
    """The theme of a project: its own `themes/<name>`, else a shipped one. NoChoiceError where there is none,
    OnrecordError where it is broken."""
    folders: list[Path] = []
    options: dict[str, tuple[str, ...]] = {}
    makes: frozenset[str] | None = None
    wanted: str | None = name
    while wanted is not None:
        folder = _folder(wanted, root, tuple(folders))
        folders.append(folder)
        settings = _settings(folder, wanted)
        options = {**_options(settings, wanted), **options}
        makes = makes if makes is not None else _makes(settings, wanted)
        wanted = settings.get("extends")
    return Theme(name, tuple(folders), root, options, frozenset(KINDS) if makes is None else makes)


def _folder(name: str, root: Path, used: tuple[Path, ...]) -> Path:
    """The folder of a theme. One that extends its own name means the shipped theme of that name."""
    places = (root / "themes", *SHIPPED)
    if "/" in name or "\\" in name or name.startswith("."):
        raise OnrecordError(f"a theme is named like a folder, and “{name}” cannot be one")
    for place in places:
        folder = (place / name).resolve()
        if (folder / "theme.yaml").is_file() and folder not in used:
            return folder
    known = sorted({path.parent.name for place in places for path in place.glob("*/theme.yaml")})
    message = f"there is no theme “{name}” (with a theme.yaml); there are: {', '.join(known) or 'none'}"
    raise OnrecordError(message) if used else NoChoiceError("theme", message)


def _options(settings: Mapping[str, Any], name: str) -> dict[str, tuple[str, ...]]:
    """The options a theme declares: each a list of what it may be."""
    options = settings.get("options", {})
    if not isinstance(options, dict) or not all(isinstance(held, list) and held for held in options.values()):
        raise OnrecordError(f"the theme {name}: theme.yaml: each of the options is a list of what it may be")
    return {str(option): tuple(str(choice) for choice in choices) for option, choices in options.items()}


def _makes(settings: Mapping[str, Any], name: str) -> frozenset[str] | None:
    """The kinds of pages a theme makes; None where it does not say."""
    makes = settings.get("makes")
    if makes is None:
        return None
    if not isinstance(makes, list) or not all(isinstance(kind, str) for kind in makes):
        raise OnrecordError(f"the theme {name}: theme.yaml: makes is a list of kinds of pages")
    if unknown := [kind for kind in makes if kind not in KINDS]:
        raise OnrecordError(f"the theme {name}: theme.yaml: no kind of page is called “{unknown[0]}”; there are {', '.join(KINDS)}")
    return frozenset(makes)


def _settings(folder: Path, name: str) -> dict[str, Any]:
    try:
        text = (folder / "theme.yaml").read_text("utf-8")
    except (OSError, UnicodeError) as error:
        raise OnrecordError(f"the theme {name}: theme.yaml cannot be read: {error}") from error
    settings = plain_settings(text)
    if settings is None:
        import yaml  # imported late: nearly every theme's settings are plain

        try:
            settings = yaml.safe_load(text)
        except yaml.YAMLError as error:
            raise OnrecordError(f"the theme {name}: theme.yaml cannot be read: {error}") from error
    if not isinstance(settings, dict) or not all(isinstance(settings.get(key, ""), str) for key in FIELDS - {"options", "makes"}):
        raise OnrecordError(f"the theme {name}: theme.yaml holds no list of settings")
    if unknown := sorted(str(key) for key in settings if key not in FIELDS):
        raise OnrecordError(f"the theme {name}: theme.yaml knows no “{unknown[0]}”; it knows {', '.join(sorted(FIELDS))}")
    return settings
