"""What is said of a notebook that was looked through: in comes a part and its faults, out goes one plain line."""

from __future__ import annotations

WELL = {
    "file": "opens, and is in today's form or can be brought to it",
    "pages": "every one is as it was written",
    "links": "everything belongs to something that is there",
    "search": "the index says what was said",
    "scripts": "every talk has the questions it was held with",
    "lists": "people and talks are as their entries tell",
    "people": "everybody's profile and page can be worked out",
    "trail": "every line can be read",
    "keys": "the key file is whole, and fits",
    "copies": "every copy can be put back",
}
FAULTY = {
    "file": "cannot be read as a notebook",
    "pages": "{n} places are not as they were written",
    "links": "{n} entries belong to something that is not there",
    "search": "the index does not say what was said",
    "scripts": "{n} talks' questions are not the ones they were held with",
    "lists": "{n} people or talks are not as their entries tell",
    "people": "{n} people's profile or page cannot be worked out",
    "trail": "{n} lines cannot be read",
    "keys": "the key file is damaged, or belongs to another notebook",
    "copies": "{n} copies cannot be put back: {names}",
}
NOT_LOOKED_AT = "cannot be looked at while the file cannot be read"
NO_KEYS = "not protected by a passphrase, so there are none"
NO_COPIES = "none yet"
OTHER_KEY = "{well}; {n} are under another passphrase, and were not looked at"
ALL_WELL = "The notebook is well."
NOT_WELL = (
    "The notebook is damaged; it was not changed. Put back a copy (coachkit notebook restore FILE), or save what can "
    "be read: coachkit notebook check --repair"
)
COPIES_NOT_WELL = (
    "The notebook itself is well. Move the copies named above away; a new one: coachkit notebook backup FILE"
)
