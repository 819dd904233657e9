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
SYNCED = (
    "{service} copies {folder} to other computers, piece by piece while it is written, which can damage a notebook: "
    "it can be read, and nothing is written there. Choose a folder that stays on this computer, set COACHKIT_HOME to "
    "it, and move the notebook there."
)
SYNCED_KNOWN = (
    "{service} copies {folder} to other computers. It is written there because you said so: never have two computers "
    "open the notebook on the same day."
)
QUIET_DAY = "Nothing is waiting today."
DAY_TAKEN_BACK = "A yes taken back"
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
DAY_LONG_AGO = "Longer ago than {retention}: shall it still be kept?"
DAY_LONG_AGO_DO = "{names}: coachkit person pack gives it back, person forget rubs it out, person keep keeps it on"
AND_MORE = "and more"
DAY_MORE = "and more: coachkit people"
SOMEBODY = "Somebody"
YOU = "You"
LOOKING_THROUGH = "Looking through the notebook once; next time is quick."
DAY_NEXT = "coachkit people shows everybody; coachkit talk begins a talk."
ALL_PUT_AWAY = "Everybody is put away. coachkit people --archived shows them."
NOBODY_YET = "There is nobody in the notebook yet. Begin with: coachkit talk"
REFUSED_NO_PLACE = "{path} could not be written: there is no such folder, or it takes no files."
REFUSED_OTHERS = "Records of another form were refused too, which stdout cannot hold beside these: --refused FILE."
IMPORT_COUNTS = "{new} new, {known} known, {unsure} unsure, {refused} refused"
IMPORT_ALL = "All together"
IMPORT_QUIET = "Nothing to look at in this many files: {count}"
IMPORT_OWN_PEOPLE = "Records say themselves whose they are, so --person was left aside for them."
IMPORT_DRY = "A dry run: nothing was kept."
IMPORT_UNDO = "coachkit undo takes the whole import back."
IMPORT_BROKEN_OFF = "What has come in so far is kept. The same command goes on; coachkit undo takes it back."
IMPORT_MORE = "and more like these"
IMPORT_MORE_NOTES = "and {count} more to look at; --format json tells them all"
IMPORT_READING = "Reading"
IMPORT_INDEXING = "Making it searchable"
IMPORT_RATE = "{rate} a second"
IMPORT_SO_FAR = "{records} read so far"
IMPORT_STILL_INDEXING = "Making it searchable: {left} talks left. Whoever stops here loses nothing."
SUGGESTIONS_KEPT = "Kept for {name}: {yes} said yes to, {no} left out."
SUGGESTIONS_NONE = "Nothing waits to be looked at for {name}."
IMPORT_SUGGESTIONS = "What was gleaned of free text waits for you:\n  coachkit suggestions {person}"
FIND_SAID_BY = ", said by {name}"
FIND_COACH, FIND_OTHER = "the coach", "somebody else"
FIND_NOTED = ", noted"
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
AGREED_KEPT = "Kept: {name} agreed to being written down, {day}."
AGREED_WITHDRAWN = "Kept: {name} took back the yes to being written down, {day}. Nothing was rubbed out by that."
STILL_WITHDRAWN = "It was taken back after that, on {day}, and that stands."
STILL_AGREED = "There is a yes after that, of {day}, and that stands."
MAY_KNOW_KEPT = "Kept: who may know what {name} said. To say it for one line: coachkit profile {typed} --check"
KEPT_ON = "Kept on: what there is of {name}."
RENAMED = "{old} is called {new} from now on."
ARCHIVED = "{name} is put away. Nothing is lost: coachkit person archive {typed} --back brings them back."
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
FORGOTTEN_MEANWHILE = "This person was forgotten in another window, so nothing of this talk is kept."
FORGET_PERSON_ASK = "Forget {name} for good? No undo brings them back."
FORGET_PERSON_YES = "Yes, forget them"
FORGET_PERSON_NO = "No, keep them"
FORGET_PACK = "To give them everything first: coachkit person pack {typed} --full -o FOLDER"
FORGET_COPY = "Looking through copy {number} of {of}"
FORGET_NOTEBOOK = "Rubbing it out of the notebook; in a large one this takes a while."
FORGET_NOT_BEGUN = "Nothing was changed: {name} is still in the notebook."
FORGET_HALF_WAY = (
    "Broken off: {name} is still in the notebook. Some copies may be made over already.\n"
    "The same command goes on:\n  coachkit person forget {typed}"
)
FORGET_ALMOST = (
    "{name} is forgotten; only the receipt was not printed.\n"
    "What is left in unused parts of the file goes with the next command: coachkit"
)
RECEIPT_NOT_PRINTED = (
    "{name} is forgotten. Only the receipt could not be printed: {reason}.\n"
    "That it was done, and when, stands in: coachkit notebook trail"
)
RECEIPT_NOT_WRITTEN = "{name} is forgotten, and the receipt was printed. Only the file is missing: {reason}"
NO_FOLDER = "{path} could not be written: there is no folder {folder}."
KEPT_AS_IT_WAS = "Nothing was changed."
NO_DAY = "“{text}” is not a day."
DAY_TO_COME = "{day} is still to come; looking back needs a day gone by."
A_DAY = "Write it like 2025-11-26, march, 7 January or 3 weeks ago."
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
TYPE_HERE = "Type it; Ctrl-D on a line by itself ends it."
TYPE_HERE_WINDOWS = "Type it; Ctrl-Z and Enter on a line by themselves end it."
WHOM = "Whom? Name somebody, or say --all."
TOO_MANY_WORDS = "There are more words here than this command takes. A text of several words stands in quotes."
WRONG_FORMAT = "--format is one of: {formats}."
NOT_BEGUN = "Nothing was written down."
EDIT_KEPT = "What was changed so far is kept."
SET_ASIDE = "Set aside: kept, and back as soon as their questions come up again."
CONCERN = "A concern was raised on {day}."
OUTPUT_REFUSED = "What came out could not be written: {reason}."
OUTPUT_AGAIN = (
    "Look where the output goes. A command that only shows something can simply be done again. One that changes "
    "something has most likely done it: look before you do that again."
)
IS_KEPT = "{path} is a notebook, or belongs to one, so nothing is written over it."
ANOTHER_FILE = "Name another file."
NOT_A_FILE = "{path} is no ordinary file, so nothing is written over it."
NOT_A_PACK = "{path} holds something else than an earlier pack, so it stays as it is."
ANOTHER_FOLDER = "Name another folder."
IN_THE_WAY = "{path} is where a page or a folder of the pack would have to go, so nothing was changed."
PACK_NEEDS_A_FOLDER = "A pack is a folder with several files, so it cannot go to stdout."
NAME_A_FOLDER = "Name one: -o FOLDER"
PACK_TAKEN_BACK = "Everything of {name} was taken back, so there is no copy of what stands."
PACK_WITH_FULL = "What is kept all the same, with --full: coachkit person pack {typed} --full -o FOLDER"
PACK_STAYS = "These are not coachkit's, so they stay as they were: {names}"
PACK_LOOK_FIRST = (
    "Before you hand it over, read for-the-coach-third-parties.md: it lists who else is named. "
    "What you hand over is in the folder hand-over."
)
NOT_NOTED = "The notebook could not be written to, so this does not stand in its trail."
TRAIL_NOTHING = "Nothing has been done yet that stands in the trail."
SCRIPT_FIXED = "{path} was put right where prose was not under a |."
SCRIPT_ALLOWED = "{path}: {n} allowed by its author, each with a reason."
SCRIPT_CLEAN = "Nothing to put right."
SCRIPT_NEW = "Written: {path}\nChange it, then: coachkit script check {id}\nTry it:          coachkit script walk {id}"
SCRIPT_COPIED = "Yours now: {path}\nKeep the ids; raise the version when you change a question."
SCRIPT_SAME = "Nothing is different."
COVERAGE = "{id}: {percent} % ({met} of {wanted}) in {n} recorded walks"
NOT_YET_READ = "This translation is not yet read by a speaker."
TRY_AGAIN = "That is not it. Try again; if it is lost, the recovery code opens it: coachkit notebook recover"
COPY_PROTECTED = "{name} is protected, {when}. Its own passphrase is wanted, or the recovery code of that time."
COPY_AS_TODAY = "as the notebook is today"
COPY_AS_ON = "as the notebook was on {day}"
ASK_COPY = "Passphrase of the copy (Enter alone: the recovery code): "
COPY_TRY_AGAIN = "That does not open the copy. Enter alone, and the recovery code is asked for."
COPY_CODE_ASK = "Which recovery code was on the paper when the copy was made?"
COPY_NOT_OPENED = "That does not open {name}. It is protected, {when}. Nothing was changed."
COPY_NOT_GIVEN = "{name} is protected, {when}, and nothing was given that opens it."
COPY_HOW = (
    "Its passphrase in a file: COACHKIT_PASSPHRASE_FILE=FILE. Or its recovery code: --code-file FILE. "
    "Or run this on a terminal, which asks."
)
COPY_LOOK_FOR = (
    "The passphrase or the code of another day may be on another paper. Each copy opens with those of its own day."
)
NOT_THAT = "That does not open it."
REPLACED_NOT_OPENED = "The notebook that is there now was not opened."
ASK_REPLACED = "Passphrase of the notebook that is there now (Enter alone if it is forgotten): "
COPY_NO_PIPE = "A copy is a whole database, and cannot be sent to the screen or through a pipe."
COPY_NAMED = "Name a file or a folder: coachkit notebook backup /media/stick"
COPY_HOLDS = "It holds {held}, and was read back."
COPY_KEYS = "Its keys are in {keys}. Keep both together; today's passphrase opens it."
NOT_ON_THE_TRAIL = "The copy stands, but the notebook could not make a note of it: {reason}"
RESTORE_HOLDS = "This copy holds {held}; its last entry: {day}."
RESTORE_ASK = "Put it in the place of the notebook? The notebook as it is now is kept among the copies."
RESTORE_ASK_NEW = "Put it where the notebook belongs? There is none yet."
RESTORE_YES = "Yes, put it back"
RESTORE_NO = "No, leave all as it is"
RESTORED = "The copy is the notebook now: {held}."
REPLACED = "The one before is kept: {path}"
PROTECTED_BY_ITS_OWN = "It is protected, {when}: the same passphrase and the same recovery code open it."
RESTORED_BY_CODE = "For a new passphrase: coachkit notebook recover"
RESTORED_ERASED = (
    "Something was rubbed out for good after this copy was made, and it is in the notebook again.\n"
    "See when: coachkit notebook trail. Then rub it out once more: coachkit person forget, or session forget."
)
RESTORED_PLAIN = "It is not protected by a passphrase. To change that: coachkit notebook protect"
NOTHING_TO_REPAIR = "The notebook is well, so there is nothing to repair. Nothing was written."
REPAIRED = "Saved what could be read: {path}"
REPAIRED_UNSURE = "More may have been lost; what cannot be read cannot be counted."
REPAIRED_NEXT = "The damaged notebook was not changed. To take the new one into use: coachkit notebook restore {path}"
COPIES_NONE = "none yet; coachkit makes one each day something is kept"
COPIES = "{n} in {folder}, the newest of {day}"
RESTORE_OR_BEGIN = "From a copy: coachkit notebook restore FILE"
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
CODE_IN_VAIN = "The notebook is not protected. The recovery code shown above opens nothing: tear up the paper."
NEW_CODE_IN_VAIN = "The new recovery code shown above opens nothing: tear it up. The one you used is still good."
CODE_ASK = "What is the recovery code?"
CODE_LOOKS = "Six groups of four letters. Capitals and gaps do not matter."
CODE_LENGTH = "That has {n} letters, and a recovery code has {whole}. Look whether one was left out or came in."
CODE_NOT_IT = (
    "That is not it. Compare it with your paper, letter by letter; and look whether there is another paper: each time "
    "the notebook was protected or recovered a new code was shown, and the latest is the good one."
)
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
KEY_NOT_SHOWN = "The key is never shown on a screen."
KEY_FILE_ELSEWHERE = "Name a file somewhere else: on a stick that you carry, say."
PROTECTED_NOW = (
    "The notebook is protected. What was readable before was overwritten; some drives, SSDs above all, "
    "keep old copies that nothing can reach, so have the disk encrypted too."
)
PROTECTED_ALREADY = "The notebook is protected already. For another passphrase: coachkit notebook change-passphrase"
COPIES_PROTECTED = "{n} copies from before, which anybody could read, are under the passphrase now too."
COPY_PROTECTED_NOW = "A copy from before, which anybody could read, is under the passphrase now too."
COPIES_PLAIN = (
    "These copies could not be put under the passphrase, and anybody who has them can read them:\n{lines}\n"
    "Put right what is said, then: coachkit notebook protect. Or delete them, where you have no need of them."
)
COPIES_LEFT = "From these copies the protection could not be taken: {names}. The old passphrase opens them."
NOT_PROTECTED_YET = "The notebook is not protected, so there is nothing to do."
UNPROTECT_ASK = "Take the protection off? Whoever has this computer or a copy of the folder can then read the notebook."
UNPROTECT_YES = "Yes, take it off"
UNPROTECT_NO = "No, keep it protected"
UNPROTECTED_NOW = (
    "The notebook is no longer protected.\n"
    "Copies that you made while it was, and keep elsewhere, still are: keep the paper with the recovery code, and "
    "the passphrase, for as long as you keep those."
)
NEW_ONE_OPENS = (
    "The new passphrase opens the notebook from now on. The recovery code stays good. Copies you keep "
    "elsewhere still open with the old one."
)
RECOVERED_NOW = (
    "The new passphrase and the new code open the notebook from now on. The old ones open only copies you "
    "keep elsewhere."
)
PROTECT_LINE = "The notebook is not protected by a passphrase: coachkit notebook protect"
STATUS_NOT_LOOKED = "not looked at without the passphrase"
STATUS_NOT_TOLD = "cannot be told: it cannot be opened, see below"
PROTECTION_NOT_TOLD = (
    "cannot be told: the file is damaged, or it is protected and its keys, notebook.keys beside it, are damaged or gone"
)
KEYRING_HAS_COPY = "in this computer's keyring: whoever can use your login can read the notebook"
KEYRING_HAS_NONE = "in no keyring: each command asks for the passphrase, or reads COACHKIT_PASSPHRASE_FILE"
KEYRING_LOST = "the keyring that held it does not give it: each command asks for the passphrase"
COPIES_READABLE = "{n} in the notebook's folder can be read by anybody: coachkit notebook protect"
KEYS_MISSING = "by a passphrase, but its keys file is missing: nobody can open it without"
