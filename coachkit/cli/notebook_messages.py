"""What the commands say of the notebook itself, its protection and its copies: plain, with {names} to fill."""

from __future__ import annotations

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
