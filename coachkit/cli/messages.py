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
PROFILE_SO_FAR = "The profile so far:\n  coachkit profile {name}"
PAGE_SO_FAR = "The page so far:\n  coachkit plan {name}"
PAUSED_AFTER = "Kept. Go on writing up with:\n  coachkit talk {name} --after"
PERMISSION_NO = "The file says no to being written down, so nothing was kept."
TAKEN_IN = "Kept: the talk with {name} of {day}."
PARKED_ANSWERS = "Set aside, because their questions do not come up with these answers: {steps}"
THOUGHTS = "Thoughts you parked, to come back to:"
WELCOME = """Welcome. The notebook is still empty.

  coachkit talk        hold a first talk
  coachkit demo        see one first, with a made-up person
  coachkit settings    say your name and how you can be reached

The notebook is an ordinary file on this computer. Whoever can open this login can read it."""
QUIET_DAY = "Nothing is waiting today."
DAY_GO_ON = "Talks to go on with"
DAY_LOOK_AGAIN = "Days to look again"
DAY_MISSED = "We said we would look again on {day}, with {name}."
DAY_RATHER_NOT = "Helpers who would rather not, and that is all right"
DAY_SMALL_THINGS = "First small things about now"
DAY_PAUSED = "Safety comes first"
DAY_PAUSED_SINCE = "Stepping back waits for {name} since {day}; end it with: coachkit person resume {typed}"
DAY_RETURNED = "Back as promised"
DAY_COACH_IS = "{coach} is"
DAY_YOU_ARE = "You are"
DAY_BACK_SINCE = "back with {name} since {day}, as promised"
DAY_MORE = "and more: coachkit people"
SOMEBODY = "Somebody"
YOU = "You"
LOOKING_THROUGH = "Looking through the notebook once; next time is quick."
DAY_NEXT = "coachkit people shows everybody; coachkit talk begins a talk."
NOBODY_YET = "There is nobody in the notebook yet. Begin with: coachkit talk"
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
SETTING_KEPT = "{name} is now: {value}"
SETTING_CLEARED = "{name} is empty now."
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
