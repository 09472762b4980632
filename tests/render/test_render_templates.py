"""Templates compiled for speed: the same pages, and the same mistakes told, as by Jinja2's own compiler."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import TemplateError
from test_render_site import a_rich_corpus

from onrecord.derive import assess
from onrecord.render.catalogue import Catalogue
from onrecord.render.interface import Interface
from onrecord.render.make import HTML
from onrecord.render.safe import SafeHtml
from onrecord.render.site import site_pages
from onrecord.render.templates import QuickTemplates, Templates
from rendering import DAY, broadsheet


class Plain(Templates):
    """The same settings, compiled by Jinja2 alone."""

    code_generator_class = CodeGenerator
    _generate = Environment._generate


@dataclass(frozen=True)
class AView:
    """What the templates below see."""

    name: str = "Ann <&\"'>"
    safe: SafeHtml = field(default_factory=lambda: SafeHtml("<b>bold</b>"))
    number: int = 3
    none: None = None
    options: dict[str, str] = field(default_factory=lambda: {"accent": "plum", "items": "three"})
    names: tuple[str, ...] = ("ann", "<bea>", "cem")
    inner: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(**{"class": "reserved", "text": "in <i>"}))


ENGLISH = Interface(Catalogue(), str)

PARTS = """
{% macro one(a) %}<i>{{ a }}</i>{% endmacro %}
{% macro two(a, b=2, c="<c>") %}{{ a }}{{ b }}{{ c }}{% endmacro %}
{% macro any(a) %}{{ a }}{{ varargs | join("&") }}{{ kwargs.more }}{% endmacro %}
{% macro around(a) %}<p>{{ caller(a) }}</p>{% endmacro %}
{% macro again(n) %}{{ n }}{% if n %}{{ again(n - 1) }}{% endif %}{% endmacro %}
"""

VALUES = "{{ _('%(who)s said %(what)s.', who=page.name, what=parts.one(page.safe)) }}"
SNIPPETS = [
    "{{ page.name }} {{ page.safe }} {{ page.number }} {{ page.none }} {{ page.names }}",
    "{{ page.options.accent }} {{ page.options['accent'] }} {{ page.options.items() | list }}",
    "{{ page.inner.class }} {{ page.inner.text }}",
    "{% for name in page.names %}{{ loop.index }}{{ name }}{% if not loop.last %}, {% endif %}{% endfor %}",
    "{{ page.names | join(', ') }}|{{ page.name | upper }}|{{ (page.name ~ page.safe) | length }}",
    "{{ parts.one(page.name) }} {{ parts.one(page.safe) }} {{ parts.one(a=page.number) }} {{ parts.one(parts.one(page.name)) }}",
    "{{ parts.two(1) }} {{ parts.two(1, 5) }} {{ parts.two(1, c=page.name) }} {{ parts.two(1, 2, page.safe) }}",
    "{{ parts.any(1, 2, '<', more=page.name) }} {{ parts.again(3) }}",
    "{% call(x) parts.around(page.name) %}{{ x }} & <{{ page.number }}>{% endcall %}",
    "{% set part = parts.one(page.name) %}{{ part }}{{ part | length }}",
    "{% set block %}<{{ page.name }}>{% endset %}{{ block | trim }}",
    "{{ _('Words & <b>signs</b>, 100 %%') }}{{ _('by') | upper }}{{ parts.one(_('said <')) }}",
    VALUES,
    "{{ _('%(n)s', n=page.number) }}{{ parts.one(_('%(n)s', n=page.name)) }}{{ _('%(a)s and %(a)s', a=page.name) }}",
    "{{ 'yes' if page.none else _('no & %(x)s', x=page.name) }}{{ page.name or _('none') }}{{ page.none or _('none') }}",
    "{{ ngettext('%(num)s <one>', '%(num)s many by %(who)s', page.number, who=page.name) }}",
    "{% macro _(x) %}own {{ x }}{% endmacro %}{{ _('words') }}",
    "{% import 'parts.html' as _ %}{{ _.one(1) }}{% from 'parts.html' import one as gettext %}{{ gettext('words') }}",
    "{% for _ in page.names %}{{ _ }}{% endfor %}{% set gettext = page.names.index %}{{ gettext('ann') }}",
    "{% trans who=page.name %}said by {{ who }}{% endtrans %}{% trans %}plainly 100 %{% endtrans %}",
    "{% if page.gone is defined %}there{% else %}not there{% endif %}{{ page.options.gone | default('none') }}",
    "{{ page.name.upper() }} {{ page.names.index('cem') }} {{ page.names[1] }} {{ page.names[-1] }}",
    "{% autoescape false %}{{ page.name }}{% endautoescape %}{% filter upper %}{{ page.name }}{% endfilter %}",
    "{{ page.name | e }}{{ page.safe | e }}{{ (page.safe ~ '<')[0:3] }}",
    # mistakes
    "{{ page.gone }}",
    "{{ page.none.gone }}",
    "{{ page.gone.more }}",
    "{{ gone }}",
    "{{ gone() }}",
    "{{ page.gone() }}",
    "{{ page.number() }}",
    "{{ parts.gone(1) }}",
    "{{ parts.one() }}",
    "{{ parts.one(1, 2) }}",
    "{{ parts.one(1, b=2) }}",
    "{{ parts.around(1) }}",
    "{{ parts.two() }}",
    "{{ _('%(who)s said') }}",
    "{{ _('%(who)s said', what=1) }}",
    "{{ _('100 % of') }}",
    "{{ _('said %(x)s', x=page.gone) }}",
    "{{ _(page.gone) }}",
]


def the_outcome(environment: Templates) -> str:
    """The page, or the mistake as it is told."""
    try:
        return environment.page("page.html", AView())
    except (TemplateError, ValueError, TypeError, KeyError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_quick_templates_keep_the_rules_of_jinja(snippet: str):
    loader = DictLoader({"parts.html": PARTS, "page.html": "{% import 'parts.html' as parts %}" + snippet})
    outcomes = [the_outcome(kind(loader, ENGLISH)) for kind in (Plain, Templates, QuickTemplates)]
    assert len(set(outcomes)) == 1, outcomes


def test_the_snippets_show_something():
    loader = DictLoader({"parts.html": PARTS, "page.html": "{% import 'parts.html' as parts %}" + VALUES})
    assert the_outcome(QuickTemplates(loader, ENGLISH)) == "Ann &lt;&amp;&#34;&#39;&gt; said <i><b>bold</b></i>."


def test_a_template_that_needs_all_rules_is_made_by_them_from_then_on():
    templates = QuickTemplates(DictLoader({"page.html": "{{ page.options.accent }}"}), ENGLISH)
    assert [templates.page("page.html", AView()) for _ in range(2)] == ["plum", "plum"]


def test_every_page_of_a_site_is_as_jinja_makes_it():
    theme, corpus = broadsheet(), a_rich_corpus()
    plain = Plain(theme.environment.loader, theme.environment.interface)
    pages = [page for page in site_pages(corpus, assess(corpus, DAY), theme) if page.maker.startswith(HTML)]
    assert len(pages) > 20
    for page in pages:
        template = page.maker.removeprefix(HTML)
        assert theme.html(template, page.view) == plain.page(template, page.view), page.path
