"""Templates compiled for speed: parts are called as the functions they are, and what is text already is not wrapped to say so.

The pages are, to the byte, those of Jinja2's own compiler. A name after a dot is looked up as an attribute only, as nearly all of
them are; a page that fails so is made again by the rules in full, and what comes of that, page or error, is what counts.
"""

from __future__ import annotations

from collections.abc import Callable
from keyword import iskeyword
from types import CodeType
from typing import ClassVar

from jinja2 import BaseLoader, Environment, nodes
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from onrecord.render.interface import Interface, are_plain
from onrecord.render.mishaps import Missing
from onrecord.render.safe import SafeHtml
from onrecord.render.template_files import TemplateFiles

_NEW = str.__new__


def shown(value: object) -> str:
    """A value as it stands in a page: safe markup as it is, all else escaped."""
    kind = type(value)
    if kind is str:
        text: str = value  # type: ignore[assignment]
        if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
            return escape(text)
        return text
    return value if kind is Markup or kind is SafeHtml else escape(value)  # type: ignore[return-value]


def part(made: Callable[..., str], macro: Macro, takes: int) -> Callable[..., str]:
    """A macro as a function of at most so many arguments; anything unusual is left to the macro itself."""
    if macro.caller or macro.catch_kwargs or macro.catch_varargs:
        return macro

    def called(*args: object, **named: object) -> str:
        lacks = takes - len(args)
        if named or lacks < 0:
            return macro(*args, **named)
        return _NEW(Markup, made(*args) if not lacks else made(*args, *(missing,) * lacks))

    return called


class _Code(CodeGenerator):
    """Writes templates as Python: the plainest that gives the same pages."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("shown(")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """What is put out, with the words of the interface as part of it."""
        if self.environment.are_words_plain:  # type: ignore[attr-defined]
            parts = self.environment.interface.parts_of  # type: ignore[attr-defined]
            node = nodes.Output([part for child in node.nodes for part in parts(child)], lineno=node.lineno)
        super().visit_Output(node, frame)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """A macro, wrapped as a part."""
        self.write("part(macro, ")
        super().macro_def(macro_ref, frame)
        self.write(f", {len(macro_ref.node.args)})")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - Jinja2's name
        """A call as it stands: nothing that a template can reach asks for the context. Words without values are no call at all."""
        are_plain = self.environment.are_words_plain and not forward_caller  # type: ignore[attr-defined]
        parts = self.environment.interface.parts_of(node) if are_plain else []  # type: ignore[attr-defined]
        if len(parts) == 1 and parts[0] is not node:
            self.visit(parts[0], frame)
            return
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(pair.key) for pair in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for arg in (*node.args, *node.kwargs):
            self.visit(arg, frame)
            self.write(", ")
        self.write(")")


class _QuickCode(_Code):
    """As above, and a name after a dot is an attribute."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """An attribute as Python writes it."""
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")


class Compiled(BytecodeCache):
    """What was compiled in this process, in some way and in some words: a site that is served is built over and over."""

    _known: ClassVar[dict[tuple[object, ...], CodeType]] = {}
    most: ClassVar[int] = 1000

    def __init__(self, *way: object) -> None:
        self._way = way

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template's code from there."""
        bucket.code = self._known.get((*self._way, bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code; of too many the oldest goes."""
        if bucket.code:
            self._known[(*self._way, bucket.key, bucket.checksum)] = bucket.code
        if len(self._known) > self.most:
            del self._known[next(iter(self._known))]


class Templates(Environment):
    """The templates of a theme, compiled once for a language. They escape everything, refuse what is undefined, and know but the
    interface's words."""

    code_generator_class = _Code

    def __init__(self, loader: BaseLoader, interface: Interface) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=Missing,
            extensions=["jinja2.ext.i18n"],
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=None if interface.digest is None else Compiled(type(self), interface.digest),
        )
        self.are_words_plain = False
        self.interface = interface
        self.globals = {**interface.globals}

    def join_path(self, template: str, parent: str) -> str:
        """The template that a name means in another one."""
        return self.loader.join(template, parent) if isinstance(self.loader, TemplateFiles) else template

    def page(self, name: str, view: object) -> str:
        """The page that a template makes of its view; what Jinja2 raises where it makes none."""
        return self.get_template(name).render(page=view)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        self.are_words_plain = are_plain(source)
        return super()._parse(source, name, filename)

    def _generate(self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False) -> str:
        code = super()._generate(source, name, filename, defer_init)
        return f"from {__name__} import part, shown; {code}"


class QuickTemplates(Templates):
    """The same pages, sooner."""

    code_generator_class = _QuickCode

    def __init__(self, loader: BaseLoader, interface: Interface) -> None:
        super().__init__(loader, interface)
        self._failed: set[str] = set()
        self._by_the_rules = Templates(loader, interface)

    def page(self, name: str, view: object) -> str:
        """The page that a template makes of its view. A template that asks for what is no attribute is not tried twice."""
        if name not in self._failed:
            try:
                return super().page(name, view)
            except AttributeError:
                self._failed.add(name)
        return self._by_the_rules.page(name, view)
