"""The files of a theme's templates: which file a name means, and what `parent:` before it means where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound

from onrecord.model import OnrecordError
from onrecord.render.closure import normal

PARENT = "parent:"
"""What stands before the name of a template to mean that of the parent of the theme in which this is written."""


class TemplateFiles(BaseLoader):
    """The templates of a theme and of those it extends, given the folders of each, its own first.

    `issue.html` is the first of that name; `2:issue.html` is the first in the folders from the third on, which is what
    `parent:issue.html` comes to in a template of the second folder.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._found: dict[str, tuple[int, Path]] = {}
        for level in reversed(range(len(folders))):
            below = {name: held for name, held in self._found.items() if ":" not in name}
            self._found |= {f"{level + 1}:{name}": held for name, held in below.items()}
            for path in sorted(folders[level].rglob("*")):
                if path.is_file():
                    self._found[path.relative_to(folders[level]).as_posix()] = (level, path)

    def path(self, name: str) -> Path | None:
        """The file of a template; None where there is none."""
        return self._found[name][1] if name in self._found else None

    def holds(self, file: str) -> bool:
        """Whether a file is one of the templates."""
        return any(file == str(path) for _, path in self._found.values())

    def texts(self) -> dict[str, str]:
        """The texts of all templates by their names, whatever bytes they hold."""
        read = {path: text_of(path) for _, path in self._found.values()}
        return {name: read[path] for name, (_, path) in self._found.items()}

    def join(self, name: str, user: str) -> str:
        """The template that a name means in another one."""
        if not name.startswith(PARENT):
            return normal(name)
        level = self._found[user][0] if user in self._found else 0
        return f"{level + 1}:{normal(name.removeprefix(PARENT))}"

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002 - Jinja2's
        """The text of a template and its file."""
        path = self.path(template)
        if path is None:
            raise TemplateNotFound(template)
        return path.read_text("utf-8"), str(path), lambda: True

    def list_templates(self) -> list[str]:
        """The names of all templates."""
        return sorted(self._found)


def text_of(path: Path) -> str:
    """The text of a template, whatever bytes it holds."""
    try:
        return path.read_text("utf-8", "surrogateescape")
    except OSError as error:
        raise OnrecordError(f"{path} cannot be read: {error.strerror}") from error
