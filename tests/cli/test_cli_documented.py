"""Every command and every option stands in the README."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from onrecord.cli import main

README = Path(__file__).resolve().parents[2] / "README.md"


def commands(group: click.Group, name: str = "onrecord") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {word}")
        else:
            yield f"{name} {word}", command


def names(text: str, word: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


def test_every_command_and_option_is_documented():
    text = README.read_text(encoding="utf-8")
    missing = [name for name, _ in commands(main) if not names(text, name)]
    missing += [
        f"{name} {parameter.opts[0]}"
        for name, command in commands(main)
        for parameter in command.params
        if isinstance(parameter, click.Option) and not any(names(text, option) for option in parameter.opts)
    ]
    assert missing == []


def test_every_command_says_what_it_does_and_takes_a_root():
    for name, command in commands(main):
        assert command.help, name
        rootless = name == "onrecord verify"  # it is given a site from outside, and no project
        assert any("--root" in parameter.opts for parameter in command.params) is not rootless, name
        for parameter in command.params:
            assert isinstance(parameter, click.Argument) or parameter.help, f"{name} {parameter.name}"
