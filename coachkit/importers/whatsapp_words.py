"""What WhatsApp puts where words would be: in come the lines of a message, out comes what the person wrote."""

from __future__ import annotations

import re

_NAME = r"[^\n<>()]{1,160}\.\w{2,5}"
# `IMG-1.jpg (file attached)`, `1.jpg <attached>`, `<attached: 1.jpg>`, `<Media omitted>`, in whatever language.
_SENT = re.compile(
    rf"\u200e?(?:{_NAME} \([^()\n]{{3,40}}\)|{_NAME} <\u200e?[^<>\n]{{3,40}}>|<\u200e?[^<>\n]{{3,200}}>|null)\s*"
)
_EDITED = re.compile(r"[ \u200e]*<[^<>\n]{5,60}>\s*$")
_DELETED = re.compile(
    r"(?:This message was deleted|You deleted this message|Diese Nachricht wurde gelöscht"
    r"|Du hast diese Nachricht gelöscht"
    r"|Se eliminó este mensaje|Este mensaje fue eliminado|Eliminaste este mensaje|Ce message a été supprimé"
    r"|Vous avez supprimé ce message|Questo messaggio è stato eliminato|Hai eliminato questo messaggio"
    r"|Dit bericht is verwijderd|Je hebt dit bericht verwijderd|Essa mensagem foi apagada|Mensagem apagada"
    r"|Du slettede denne besked|Denne besked blev slettet|Ta wiadomość została usunięta|Bu mesaj silindi"
    r"|Cafodd y neges hon ei dileu|(?:image|video|audio|sticker|GIF|document|Contact card) omitted)\.?"
)
# Groups rename themselves with a colon in the name; chats begin with a word on encryption under the chat's own name.
_OWN = re.compile(r"(?:changed|renamed|created|added|pinned|left|joined) ", re.IGNORECASE)


def said(lines: list[str]) -> str:
    """The words of a message, its lines kept; empty where it was a picture, a call, or taken back.

    What WhatsApp says itself begins with a left-to-right mark on iOS, whatever the language; words that stand under
    something sent are kept.
    """
    first, *more = lines
    if _SENT.fullmatch(first.strip()) or _DELETED.fullmatch(first.strip("\u200e \r")) or first.startswith("\u200e"):
        first = ""
    text = "\n".join([first, *more]) if first else "\n".join(more)
    if "\u200e<" in text:
        text = _EDITED.sub("", text)
    return text.replace("\u200e", "").strip("\u200f \n")


def own_words(author: str) -> bool:
    """Whether what stands before a colon is a sentence of WhatsApp's, not a name."""
    return len(author.split()) > 4 and _OWN.search(author) is not None
