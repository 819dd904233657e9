"""A whole first conversation as typed: each question in the order asked, and the keys that answer it."""

from __future__ import annotations

from tests.tty.window import ALT_ENTER, Window

Typed = tuple[tuple[str, str], ...]

ABOUT_YOU: Typed = (
    ("What would make this hour worth your while?", "That we laugh once\r"),
    ("Tell me about a day lately that went well", "Thursday. I made soup and Theo came by for it.\r"),
    ("What do people come to you for?", "Bikes\r"),
    ("What else do they come to you for?", "A quiet word on the stairs\r"),
    ("What else do they come to you for?", "\r"),
    ("What could you show somebody else how to do?", "Truing a wheel\r"),
    ("What else could you show somebody?", "\r"),
    ("What gets you going, even on a slow day?", "-\r"),
    ("When times were rough, what kept you going?", "My sister's postcards\r"),
    ("Who is in your life?", "Theo\r"),
    ("Who else comes to mind?", "Ana from the third floor\r"),
    ("Who else comes to mind?", "Sam Okoro\r"),
    ("Who else comes to mind?", "\r"),
    ("Where would you put Theo?", "1"),
    ("Where would you put Ana from the third floor?", "2"),
    ("Where would you put Sam Okoro?", "4"),
    ("What do you do for Theo?", "Soup\r"),
    ("What do you do for Ana from the third floor?", "I mind the cat\r"),
    ("What do you do for Sam Okoro?", "-\r"),
    ("And what does Theo do for you?", "He makes me laugh\r"),
    ("And what does Ana from the third floor do for you?", "Cards on Sundays\r"),
    ("And what does Sam Okoro do for you?", "The forms\r"),
    ("Who would you like to see more of?", "2\r"),
    ("Who else would you like to see more of?", "Cousin Lil\r"),
    ("Who else would you like to see more of?", "\r"),
    ("Where round here do you feel at home?", "The bench by the library\r"),
    ("Where else do you feel at home?", "\r"),
    ("What do you join in with round here?", "The repair café\r"),
    ("What else do you join in with?", "\r"),
    ("What matters most to you these days?", "My own kitchen\r"),
    ("What else must not get lost, whatever changes?", "\r"),
    ("What does an ordinary Tuesday look like?", f"Up at eight, the radio on.{ALT_ENTER}Soup for two at noon.\r"),
    ("How near is life to that, these days?", "4\r"),
    ("What makes it 4 and not lower?", "Theo knocks every morning\r"),
    ("What would be good enough for you?", "Six would do\r"),
)
BETWEEN_US: Typed = (
    ("What do you and your people already take care of?", "The bins, and next door's key\r"),
    ("What else do you already take care of?", "\r"),
    ("What do I, or others paid to help, do with you or for you?", "Letters from the council\r"),
    ("How does it go now?", "1"),
    ("How would you like it to go?", "4"),
    ("Which part would you like to be yours?", "I open them and sort them\r"),
    ("Who would you like alongside you?", "1\r"),
    ("What has Theo said?", "3"),
    ("Now my part. What will I stop doing?", "Reading the letters first\r"),
    ("How will we both know it is time?", "Three letters and nobody rang\r"),
    ("What else do we do with you or for you?", "Shopping\r"),
    ("How does it go now?", "2"),
    ("How would you like it to go?", "1"),
    ("What else do we do with you or for you?", "\r"),
    ("What should we do differently, or stop doing?", "Ring before you come\r"),
    ("You can have me back. Let us agree how. What would tell you it is time to ring me?", "The radio is off\r"),
    ("What else would tell you?", "Post on the floor\r"),
    ("What else would tell you?", "\r"),
    ("Besides you, who may ring me?", "1\r"),
    ("When the phone rings, what should I do first?", "Ring me back the same day\r"),
    ("Let us each take one small thing away from today. What is one small thing", "Ask Ana to the café\r"),
    ("And what will I do, or leave alone?", "Bring the form\r"),
    ("Which day would suit you for your small thing?", "friday\r"),
    ("How often shall we meet from here?", "Thursdays till Christmas\r"),
    ("Which day shall we look at your page again?", "in 4 weeks\r"),
)
STAGES = (
    "Before we start",
    "What's strong",
    "Your people and places",
    "What you want",
    "Between you and me",
    "Before I close the lid",
)
READ_BACK = "Is it right?"
LAST = "What should I do more of, or less of, next time?"


def up_to_reading_back(window: Window) -> None:
    """Type a whole talk with Maya, up to the reading back."""
    window.answer("Who is the talk with?", "Maya\r")
    window.answer("say to Maya: “Is it all right if I write some of this down?", "1")
    for question, keys in (*ABOUT_YOU, *BETWEEN_US):
        window.answer(question, keys)
    window.asked(READ_BACK)
