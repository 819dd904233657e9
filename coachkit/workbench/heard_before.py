"""What was heard before: in come somebody and the words of a talk, out go the talks kept that may be the same one."""

from __future__ import annotations

from collections.abc import Iterable

from coachkit.notebook.importing import PastTalk
from coachkit.notebook.store import Notebook
from coachkit.talk.alike import Heard, words_of

# Of so many talks it is kept in memory which are like which, some 20 MB.
_MOST_TALKS = 20_000


class HeardBefore:
    """The talks kept with each person that an import meets, gone through once; those met first are let go first."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._people: dict[str, Heard] = {}
        self._talks = 0

    def like(self, person_id: str, words: frozenset[str]) -> list[str]:
        """The talks with somebody that may be nearly the same as one of these words."""
        heard = self._people.get(person_id)
        if heard is None:
            heard = self._people[person_id] = Heard()
            for session, said in self._notebook.said_with(person_id):
                heard.add(session, words_of(said))
            self._talks += heard.talks
            while self._talks > _MOST_TALKS and len(self._people) > 1:
                self._talks -= self._people.pop(next(iter(self._people))).talks
        return heard.like(words)

    def keep(self, person_id: str, talks: Iterable[PastTalk]) -> None:
        """Have talks that are kept by now among those of somebody met before."""
        heard = self._people.get(person_id)
        if heard is None:
            return
        for talk in talks:
            heard.add(talk.session_id, words_of(text for *_, text in talk.rows))
            self._talks += 1

    def forget(self) -> None:
        """Go through everything anew: another window has kept something."""
        self._people.clear()
        self._talks = 0
