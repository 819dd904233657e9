"""What WhatsApp puts where words would be: in come the lines of a message, out comes what the person wrote."""

from __future__ import annotations

import re

_NAME = r"[^\n<>()]{1,160}\.\w{2,5}"
# Around somebody who is mentioned, and in what WhatsApp itself says.
_MARKS = dict.fromkeys(map(ord, "\u200e\u2068\u2069"))
# `IMG-1.jpg (file attached)`, `1.jpg <attached>`, `<attached: 1.jpg>`, `<Media omitted>`, in whatever language.
_SENT = re.compile(
    rf"\u200e?(?:{_NAME} \([^()\n]{{3,40}}\)|{_NAME} • \u200e?\d+ [^\n]{{3,40}}"
    rf"|{_NAME} <\u200e?[^<>\n]{{3,40}}>|<\u200e?[^<>\n]{{3,200}}>|null)\s*"
)
# On iOS a mark tells it from what a person writes; on Android the words alone do.
_EDITED = re.compile(
    r"[ \u200e]*(?:\u200e<[^<>\n]{5,60}>|<\u200e?(?:This message was edited|Diese Nachricht wurde bearbeitet"
    r"|Se editó este mensaje|Este mensaje fue editado|Este mensaje se editó|Ce message a été modifié"
    r"|Questo messaggio è stato modificato|Dit bericht is bewerkt|Dit bericht werd bewerkt|Mensagem editada"
    r"|Esta mensagem foi editada|Denne besked blev redigeret|Denne besked er redigeret|Denne meldingen ble redigert"
    r"|Det här meddelandet redigerades|Ta wiadomość została (?:edytowana|zmieniona)|Wiadomość edytowana"
    r"|Bu mesaj düzenlendi|Golygwyd y neges hon|Cafodd y neges hon ei golygu)\.?>)\s*$"
)
_DELETED = re.compile(
    r"(?:This message was deleted(?: by admin [^\n]{1,80})?|You deleted this message(?: as admin)?"
    r"|Diese Nachricht wurde gelöscht"
    r"|Du hast diese Nachricht gelöscht"
    r"|Se eliminó este mensaje|Este mensaje fue eliminado|Eliminaste este mensaje|Ce message a été supprimé"
    r"|Vous avez supprimé ce message|Questo messaggio è stato eliminato|Hai eliminato questo messaggio"
    r"|Dit bericht is verwijderd|Je hebt dit bericht verwijderd|Essa mensagem foi apagada|Mensagem apagada"
    r"|Du slettede denne besked|Denne besked blev slettet|Ta wiadomość została usunięta|Bu mesaj silindi"
    r"|Cafodd y neges hon ei dileu|(?:image|video|audio|sticker|GIF|document|Contact card) omitted)\.?"
)
_CALL = re.compile(
    r"(?:Missed|Silenced|Declined|Verpasster) (?:group )?(?:(?:voice|video) call|(?:Sprach|Video)anruf)"
    r"(?:[,.] (?:Tap|Tippe)[^\n]{1,40})?\.?"
    r"|(?:Group )?(?:Voice call|Video call|(?:Sprach|Video)anruf|Llamada(?: de voz)?|Videollamada|Appel (?:vocal|vidéo)"
    r"|Chiamata(?: vocale)?|Videochiamata|Spraakoproep|Video-oproep|Ligação de voz|Chamada de (?:voz|vídeo))"
    r"[,.] \u200e?(?:\d+ ?(?:s|sec|secs|second|seconds|Sek|seg|min|mins|minute|minutes|Min|hr|hrs|h|hour|hours|Std)\b"
    r"[^\n]{0,20}|\d+:\d\d|No answer|Not answered|Keine Antwort|Sin respuesta|Pas de réponse)\.?",
    re.IGNORECASE,
)
# What somebody asked, and what there was to choose from, are their words; the rest of a poll is not.
_POLL = re.compile(r"(?:POLL|UMFRAGE|ENCUESTA|SONDAGE|SONDAGGIO|PEILING|ENQUETE|ANKIETA) ?:")
_OPTION = re.compile(
    r"(?:OPTION|OPCIÓN|OPZIONE|OPTIE|OPÇÃO|OPCJA) ?: (.*?)(?: \(\u200e?\d+ [^\W\d_]{3,12}\.?\))?\s*", re.DOTALL
)
# Groups rename themselves with a colon in the name; chats begin with a word on encryption under the chat's own name.
_OWN = re.compile(r"(?:changed|renamed|created|added|pinned|left|joined) ", re.IGNORECASE)


def said(lines: list[str]) -> str:
    """The words of a message, its lines kept; empty where it was a picture, a call, or taken back.

    What WhatsApp says itself begins with a left-to-right mark on iOS, whatever the language; words that stand under
    something sent are kept.
    """
    first, *more = lines
    bare = first.strip("\u200e \r")
    if _POLL.match(bare):
        first, more = bare[bare.index(":") + 1 :].strip(), [_asked(line) for line in more]
    elif _SENT.fullmatch(first.strip()) or _DELETED.fullmatch(bare) or _CALL.fullmatch(bare) or first[:1] == "\u200e":
        first = ""
    text = "\n".join([first, *more]) if first else "\n".join(more)
    if text.rstrip()[-1:] == ">":
        text = _EDITED.sub("", text)
    return text.translate(_MARKS).strip("\u200f \n")


def _asked(line: str) -> str:
    """A line of a poll without what WhatsApp puts around it."""
    found = _OPTION.fullmatch(line.strip("\u200e \r"))
    return found[1] if found else line


def own_words(author: str) -> bool:
    """Whether what stands before a colon is a sentence of WhatsApp's, not a name."""
    return len(author.split()) > 4 and _OWN.search(author) is not None
