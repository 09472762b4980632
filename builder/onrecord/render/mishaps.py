"""What went wrong while a template made a page, told by its file, its line, the view it had, and the nearest right name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.environment import TemplateModule
from jinja2.utils import missing

from onrecord.read.suggest import did_you_mean
from onrecord.render.template_files import PARENT, TemplateFiles

GIVEN = ("page", "_", "gettext", "ngettext")
"""The names that every template knows."""


class Missing(StrictUndefined):
    """What a template asked for and is not there: it says of what, and which name comes near."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        name, of = self._undefined_name, self._undefined_obj
        if of is missing:
            message = f'nothing is called "{name}" here'
        elif isinstance(of, TemplateModule):
            message = f'the template {str(of.__name__).rpartition(":")[2]} has no "{name}"'
        elif isinstance(of, dict):
            message = f'there is no "{name}" among {", ".join(map(str, of)) or "none"}'
        else:
            message = f'{"nothing" if of is None else type(of).__name__} has no field "{name}"'
        hint = did_you_mean(str(name), GIVEN if of is missing else _names(of))
        return f"{message}; {hint}" if hint else message


def _names(of: Any) -> Iterable[str]:  # noqa: ANN401 - a template may ask anything
    """The names that a value has for templates."""
    held = map(str, of) if isinstance(of, dict) else dir(of) if of is not None else ()
    return [name for name in held if not name.startswith("_")]


def told(error: Exception, theme: str, files: TemplateFiles, project: Path, view: str) -> str:
    """What to say of an error in a theme's template, with a view of some class."""
    place = _place(error, files, project)
    what = _what(error, files)
    if not place:  # the template of the page itself is not there
        return f"the theme {theme}: {what}"
    return f"{place}: {what} (theme {theme}, view {view})"


def _what(error: Exception, files: TemplateFiles) -> str:
    if isinstance(error, TemplateNotFound):
        _, colon, name = str(error.name).rpartition(":")
        if colon:
            return f'no parent of this theme has a template "{name}", which "{PARENT}{name}" asks for'
        hint = did_you_mean(name, [one for one in files.list_templates() if ":" not in one])
        return f'there is no template "{name}"' + (f"; {hint}" if hint else "")
    if isinstance(error, TemplateSyntaxError):
        return error.message or "it cannot be read"
    if isinstance(error, RecursionError):
        return f'it extends, includes or calls itself without end; "{PARENT}…" names the parent\'s template of its name'
    if isinstance(error, UndefinedError):
        return str(error)
    return f"{type(error).__name__}: {error}"


def _place(error: Exception, files: TemplateFiles, project: Path) -> str:
    """The file and line of the template in which it went wrong; empty where none did."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return f"{shown_path(Path(error.filename), project)}:{error.lineno}"
    trace, found = error.__traceback__, ""
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if files.holds(name):
            found = f"{shown_path(Path(name), project)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found


def shown_path(path: Path, project: Path) -> str:
    """A path as it is told: below the project where it lies there."""
    for root in (project, project.resolve()):
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.as_posix()
