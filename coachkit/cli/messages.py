"""What the commands say that is not a person's words: plain sentences, with {names} to fill."""

from __future__ import annotations

ABOUT = """Strengths-based coaching at the kitchen table.

\b
A talk about what is strong becomes a profile and a page to step back by.
Everything stays on this computer; nothing is ever sent anywhere.

\b
Begin with:     coachkit talk
Or look first:  coachkit demo
"""
UNFORESEEN = (
    "Something went wrong that should not have ({kind} at {where}). What was said up to here is kept.\n"
    "coachkit doctor prints a report to send along; there are nobody's words in it."
)
KEPT_SO_FAR = "Everything said so far is kept. Go on with:\n  coachkit talk {name}"
WHAT_CHANGED = "What changed"
LOOKING_KEPT = "Everything said so far is kept. Go on with:\n  coachkit look-again {name}"
PROFILE_SO_FAR = "The profile so far:\n  coachkit profile {name}"
PAGE_SO_FAR = "The page so far:\n  coachkit plan {name}"
PAUSED_AFTER = "Kept. Go on writing up with:\n  coachkit talk {name} --after"
PERMISSION_NO = "The file says no to being written down, so nothing was kept."
TAKEN_IN = "Kept: the talk with {name} of {day}."
PARKED_ANSWERS = "Set aside, because their questions do not come up with these answers: {steps}"
THOUGHTS = "Thoughts you parked, to come back to:"
WELCOME = """Welcome. The notebook is still empty.

{protect}  coachkit demo                see a talk first, with a made-up person
  coachkit script print first_conversation --sheet
                               one page to take along
  coachkit settings            say your name and how you can be reached
  coachkit talk                hold a first talk

{who}"""
WELCOME_PROTECT = """  coachkit notebook protect    a passphrase, for when the laptop is lost
"""
WELCOME_OPEN = "The notebook is an ordinary file on this computer. Whoever can open this login can read it."
WELCOME_PROTECTED = "The notebook is protected by a passphrase while it is closed."
QUIET_DAY = "Nothing is waiting today."
DAY_GO_ON = "Talks to go on with"
DAY_LOOK_AGAIN = "Days to look again"
DAY_MISSED = "We said we would look again on {day}, with {name}."
DAY_RATHER_NOT = "Helpers who would rather not, and that is all right"
DAY_SMALL_THINGS = "First small things about now"
DAY_MEET = "People and places to meet"
DAY_PAUSED = "Safety comes first"
DAY_PAUSED_SINCE = "Stepping back waits for {name} since {day}; end it with: coachkit person resume {typed}"
DAY_RETURNED = "Back as promised"
DAY_COACH_IS = "{coach} has been"
DAY_YOU_ARE = "You have been"
DAY_BACK_SINCE = "back with {name} since {day}, as promised"
DAY_MORE = "and more: coachkit people"
SOMEBODY = "Somebody"
YOU = "You"
LOOKING_THROUGH = "Looking through the notebook once; next time is quick."
DAY_NEXT = "coachkit people shows everybody; coachkit talk begins a talk."
ALL_PUT_AWAY = "Everybody is put away. coachkit people --archived shows them."
NOBODY_YET = "There is nobody in the notebook yet. Begin with: coachkit talk"
IMPORT_COUNTS = "{new} new, {known} known, {unsure} unsure, {refused} refused"
IMPORT_ALL = "All together"
IMPORT_DRY = "A dry run: nothing was kept."
IMPORT_UNDO = "coachkit undo takes the whole import back."
IMPORT_BROKEN_OFF = "What has come in so far is kept. The same command goes on; coachkit undo takes it back."
IMPORT_MORE = "and more like these"
IMPORT_READING = "Reading"
IMPORT_INDEXING = "Making it searchable"
IMPORT_RATE = "{rate} a second"
IMPORT_SO_FAR = "{records} read so far"
IMPORT_STILL_INDEXING = "Making it searchable: {left} talks left. Whoever stops here loses nothing."
SUGGESTIONS_KEPT = "Kept for {name}: {yes} said yes to, {no} left out."
SUGGESTIONS_NONE = "Nothing waits to be looked at for {name}."
IMPORT_SUGGESTIONS = "Whatever was gleaned from notes and transcripts waits for you: coachkit suggestions PERSON"
FOUND_NOTHING = "Nothing was found."
LOGGED = "Kept: a contact with {name}, {day}; begun by {began}."
STEPPED_BACK = "You have stepped back again from {name}. The promise stands."
RESUMED = "Stepping back goes on for {name}. Nothing moves by itself; the page is as it was."
ENDED = "Kept: how the time with {name} ended. Their page and their words stay theirs."
NO_HANDOVERS = "Nothing is written down yet of who does what with {name}."
NO_INTRODUCTIONS = "Nobody is written down yet for anybody to meet. Begin with: coachkit introduce PERSON --to NAME"
NO_INTRODUCTIONS_OF = "Nobody is written down yet for {name} to meet."
INTRODUCE_AGAIN = "  coachkit introduce {name} --to {to} {step}"
NO_TALKS = "There are no talks yet."
NOTHING_SAID = "Nothing has been said yet that belongs in the profile of {name}."
ADDED = "{name} is in the notebook now ({id})."
RENAMED = "{old} is called {new} from now on."
ARCHIVED = "{name} is put away. Nothing is lost: coachkit person archive {name} --back brings them back."
UNARCHIVED = "{name} is back on the list."
MERGED = "{one} and {into} are one now, as {into}. coachkit undo takes it back."
SEPARATED = "The {n} people called {name} are told apart from now on."
AGREED = "{name} said yes to this page on {day}."
UNDONE = "Taken back: {sentence}."
NOTHING_TO_UNDO = "There is nothing to take back."
FORGET_ASK = "Rub out the talk with {name} of {day} for good? No undo brings it back."
FORGET_YES = "Yes, rub it out"
FORGET_NO = "No, keep it"
FORGOTTEN = "The talk is gone from the notebook."
KEPT_AS_IT_WAS = "Nothing was changed."
NO_DAY = "“{text}” is not a day."
DAY_TO_COME = "{day} is still to come; looking back needs a day gone by."
A_DAY = "Write it like 2026-11-26, march, 7 January or 3 weeks ago."
SETTING_KEPT = "{name} is now: {value}"
SETTING_CLEARED = "{name} is empty now."
NO_DAYS = "No day near or ahead to put in a calendar yet: {names}."
SO_MANY_PEOPLE = "{n} people"
FILE_WRITTEN = "Written: {path}"
FILE_IS_THERE = "{path} is there already."
FILE_FORCE = "Add --force to write over it."
DEMO_INTRO = "Rosa is made up. Her talk was recorded; what follows is what coachkit makes of it. Nothing is kept."
DEMO_TALK = "A little of the talk"
DEMO_PROFILE = "Her profile"
DEMO_PAGE = "Her page, which she keeps"
DEMO_COACH = "For the coach alone, lid half down"
DEMO_EXPORT = "The same as a Markdown file (the first lines)"
DEMO_NEXT = "Now yours: coachkit talk"
WHOM = "Whom? Name somebody, or say --all."
WRONG_FORMAT = "--format is one of: {formats}."
NOT_BEGUN = "Nothing was written down."
EDIT_KEPT = "What was changed so far is kept."
SET_ASIDE = "Set aside: kept, and back as soon as their questions come up again."
CONCERN = "A concern was raised on {day}."
OUTPUT_REFUSED = "What came out could not be written: {reason}."
OUTPUT_AGAIN = "Nothing in the notebook was lost. Look where the output goes, then try again."
NOT_A_FILE = "{path} is no ordinary file, so nothing is written over it."
SCRIPT_FIXED = "{path} was put right where prose was not under a |."
SCRIPT_ALLOWED = "{path}: {n} allowed by its author, each with a reason."
SCRIPT_CLEAN = "Nothing to put right."
SCRIPT_NEW = "Written: {path}\nChange it, then: coachkit script check {id}\nTry it:          coachkit script walk {id}"
SCRIPT_COPIED = "Yours now: {path}\nKeep the ids; raise the version when you change a question."
SCRIPT_SAME = "Nothing is different."
COVERAGE = "{id}: {percent} % ({met} of {wanted}) in {n} recorded walks"
NOT_YET_READ = "This translation is not yet read by a speaker."
TRY_AGAIN = "That is not it. Try again; if it is lost, the recovery code opens it: coachkit notebook recover"
NO_NOTEBOOK = "There is no notebook yet. Begin one: coachkit talk"
PROTECTED = "by a passphrase, while the computer is off or the notebook closed"
NOT_PROTECTED = "none: whoever can open this login can read it. To change that: coachkit notebook protect"
PROTECT_ABOUT = (
    "A passphrase protects the notebook while it is closed: on a laptop that is lost, stolen or lent, nobody reads it "
    "without the passphrase.\n"
    "It does not protect from somebody who uses your login while the notebook is open, from a program that watches "
    "what you type, or what you printed, exported or sent."
)
PROTECT_HOW = (
    "At least {fewest} letters: whoever has the laptop can try short ones day and night. Four words that "
    "do not belong together are long, and easy to keep in mind."
)
PROTECT_NO_LINE = "Nothing is shown while you type."
ASK_NEW = "New passphrase: "
ASK_AGAIN = "The same once more: "
NOT_THE_SAME = "The two were not the same. Try again."
TOO_SHORT = "That is too short: at least {fewest} letters."
FOUR_WORDS = "Four words that do not belong together are long enough, and easy to keep in mind."
KEY_GIVEN = "That file holds the key of a notebook. A passphrase is needed here."
CODE_ABOUT = """The recovery code opens the notebook when the passphrase is forgotten. It is shown this once.
Write it on paper and keep it where you keep a passport, not with the laptop.
Without the passphrase and without this code nobody can open the notebook, and nobody can help."""
CODE_STAYS = "It stays in this window's history until you close the window."
CODE_TYPE_BACK = "Is it written down? Type its last four letters."
CODE_WRONG = "That is not what the last four say. Look at your paper."
KEYRING_NONE = (
    "This computer has no keyring that coachkit can use, so each command asks for the passphrase. For "
    "scripts there is --key-file."
)
KEYRING_ASK = (
    "Keep a copy of the key in this computer's keyring ({name}), so that not every command asks? Whoever "
    "can use your login can then read the notebook."
)
KEYRING_NO = "No, ask me each time"
KEYRING_YES = "Yes, keep a copy there"
KEYRING_KEPT = "A copy of the key is in the keyring ({name}). Whoever can use your login can read the notebook."
KEYRING_GONE = "The copy of the key is no longer in the keyring."
KEYRING_FAILED = "The keyring did not take the key, so each command asks for the passphrase."
KEYRING_STAYS = "The keyring did not let go of its copy of the key. Take out “coachkit” there by hand."
KEY_FILE_KEPT = (
    "The key is in {path}. Whoever has that file and the notebook can read it. To use it: "
    "COACHKIT_PASSPHRASE_FILE={path}"
)
KEY_FILE_BESIDE = "{path} would lie in the notebook's own folder, and whoever takes the folder would have both."
KEY_FILE_ELSEWHERE = "Name a file somewhere else: on a stick that you carry, say."
PROTECTED_NOW = (
    "The notebook is protected. What was readable before was overwritten; some drives, SSDs above all, "
    "keep old copies that nothing can reach, so have the disk encrypted too."
)
PROTECTED_ALREADY = "The notebook is protected already. For another passphrase: coachkit notebook change-passphrase"
COPIES_PLAIN = "These copies from before could not be protected, and anybody can read them: {names}"
COPIES_LEFT = "From these copies the protection could not be taken: {names}. The old passphrase opens them."
NOT_PROTECTED_YET = "The notebook is not protected, so there is nothing to do."
UNPROTECT_ASK = "Take the protection off? Whoever has this computer or a copy of the folder can then read the notebook."
UNPROTECT_YES = "Yes, take it off"
UNPROTECT_NO = "No, keep it protected"
UNPROTECTED_NOW = "The notebook is no longer protected. Keyring and recovery code open nothing any more."
NEW_ONE_OPENS = (
    "The new passphrase opens the notebook from now on. The recovery code stays good. Copies you keep "
    "elsewhere still open with the old one."
)
RECOVERY_CODE = "Recovery code: "
RECOVERED_NOW = (
    "The new passphrase and the new code open the notebook from now on. The old ones open only copies you "
    "keep elsewhere."
)
PROTECT_LINE = "The notebook is not protected by a passphrase: coachkit notebook protect"
STATUS_NOT_LOOKED = "not looked at without the passphrase"
KEYRING_HAS_COPY = "in this computer's keyring: whoever can use your login can read the notebook"
KEYRING_HAS_NONE = "in no keyring: each command asks for the passphrase, or reads COACHKIT_PASSPHRASE_FILE"
KEYRING_LOST = "the keyring that held it does not give it: each command asks for the passphrase"
COPIES_READABLE = "{n} in the folder backups can be read by anybody: coachkit notebook protect"
