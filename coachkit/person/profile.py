"""The asset profile: in comes what all talks yielded and what was decided, out goes what stands now."""

from __future__ import annotations

from coachkit.person.circle import Member
from coachkit.person.gathered import Person
from coachkit.person.statement import ScaleReading, Share, Statement
from coachkit.value import Value


class Profile(Value):
    """What a person brings and who is around them; `on` is the day of the latest talk."""

    person: Person
    on: str | None = None
    statements: tuple[Statement, ...] = ()
    circle: tuple[Member, ...] = ()
    scales: tuple[ScaleReading, ...] = ()

    def of(self, *kinds: str) -> tuple[Statement, ...]:
        """The statements of these kinds, in the order they were said."""
        return tuple(statement for statement in self.statements if statement.kind in kinds)

    def anyone_may_know(self, *kinds: str) -> tuple[Statement, ...]:
        """Those of these kinds that may be told to anyone."""
        return tuple(statement for statement in self.of(*kinds) if statement.share is Share.ANYONE)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show yet."""
        return not (self.statements or self.circle)
