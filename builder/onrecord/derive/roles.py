"""Who may count as whom: on which side an alias speaks, and whether it is one person all over the record."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.model import ANONYMOUS, PSEUDONYM, Corpus, Role


def roles_of(corpus: Corpus) -> Mapping[str, Role]:
    """On which side each person of the record speaks."""
    return {alias: person.role for alias, person in corpus.people.items()}


def role_of(alias: str, roles: Mapping[str, Role]) -> Role:
    """On which side an alias speaks; a stranger (whom reading refuses) is an observer, so that nothing follows from their words."""
    role = roles.get(alias)
    if role:
        return role
    return Role.CUSTOMER if PSEUDONYM.fullmatch(alias) else Role.OBSERVER


def is_nameless(alias: str) -> bool:
    """Whether an alias may stand for different people in different issues: `anonymous` and its pseudonyms."""
    return alias.startswith(ANONYMOUS) and (alias == ANONYMOUS or PSEUDONYM.fullmatch(alias) is not None)


def person_of(alias: str, issue: str) -> str:
    """Whom an alias of an issue stands for: a pseudonym for somebody of that issue alone."""
    return f"{issue}/{alias}" if alias.startswith(ANONYMOUS) and PSEUDONYM.fullmatch(alias) else alias


def is_named_customer(alias: str, roles: Mapping[str, Role]) -> bool:
    """Whether an alias is one customer, known by it all over the record."""
    return roles.get(alias) is Role.CUSTOMER and not is_nameless(alias)
