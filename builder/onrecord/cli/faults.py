"""What went wrong, as exit codes: 1 where the content is wrong, 2 where the call or the world is; never a traceback."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from onrecord.cli.printing import one_line
from onrecord.model import OnrecordError

CONTENT = 1
CALL = 2
INTERRUPTED = 130


class Fault(click.ClickException):
    """A fault of the world, told in one line."""

    exit_code = CALL

    def show(self, file: Any = None) -> None:  # noqa: ANN401, ARG002 - click's own signature
        """Print it where problems are printed."""
        click.echo(f"onrecord: {one_line(' '.join(self.format_message().split()))}", err=True)


class Commands(click.Group):
    """The commands, by the modules and names where they are, each imported when it is called, so that none pays for another;
    whatever they raise of their own accord ends in one line and an exit code."""

    def __init__(self, *args: Any, places: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(*args, **kwargs)
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        """The names of the commands."""
        return sorted(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name; a wrong name is compared with those of all commands."""
        for wanted in (cmd_name,) if cmd_name in self.places else self.places:
            module, name = self.places[wanted]
            self.add_command(getattr(import_module(module), name), wanted)
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """What the command gave back."""
        try:
            return super().invoke(ctx)
        except OnrecordError as error:
            raise Fault(str(error)) from error
        except BrokenPipeError:
            raise
        except OSError as error:
            raise Fault(_told(error)) from error
        except (click.Abort, EOFError) as error:
            if isinstance(error.__context__, KeyboardInterrupt):  # Ctrl-C at a question, which click makes an Abort of
                ctx.exit(INTERRUPTED)
            raise Fault("an answer is missing, and nobody is there to give it; give it as an option") from error
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)


def _told(error: OSError) -> str:
    what = error.strerror or str(error) or type(error).__name__
    return f"{error.filename}: {what}" if error.filename else what
