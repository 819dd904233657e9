"""What is still to settle: in comes the plan, out goes a sentence for each thing begun and not yet finished."""

from __future__ import annotations

from coachkit.person.handover import Handover, HelperSaid, Next
from coachkit.person.plan import Plan
from coachkit.person.promise import Phase
from coachkit.person.way import OUT_OF_HAND
from coachkit.wording.voices import Speaker, Voice
from coachkit.wording.words import named, quoted


def still_to_settle(plan: Plan, voice: Voice = Voice.YOU) -> tuple[str, ...]:
    """Sentences about what was begun only; what was never talked about is nobody's business here."""
    say = Speaker(voice, plan.person.name, plan.coach)
    moving = [one for one in plan.handovers if not one.stays and one.next is not None and one.stands not in OUT_OF_HAND]
    said = [sentence for handover in moving for sentence in (_helper(handover, say), _sign(handover, say))]
    return tuple(dict.fromkeys(sentence for sentence in (*said, *_meeting(plan, say)) if sentence))


def _helper(handover: Handover, say: Speaker) -> str:
    what = quoted(handover.what)
    if not handover.helper:
        return say("nobody_named", what=what) if handover.next is Next.CIRCLE else ""
    helper = named(handover.helper)
    match handover.helper_said:
        case HelperSaid.YES:
            return ""
        case HelperSaid.NOT_ASKED:
            return say("not_asked", helper=helper)
        case HelperSaid.ASKED:
            return say("not_said", helper=helper)
        case HelperSaid.NO:
            return say("said_no", helper=helper, what=what)
        case None:
            return say("answer_unknown", helper=helper)


def _sign(handover: Handover, say: Speaker) -> str:
    open_ended = handover.coach_stops and not handover.stop_when and not handover.stop_by
    return say("no_sign", what=quoted(handover.what)) if open_ended else ""


def _meeting(plan: Plan, say: Speaker) -> list[str]:
    open_still = []
    if plan.promise:
        unset = (("no_how", plan.promise.how), ("no_how_soon", plan.promise.how_soon),
                 ("no_if_not_me", plan.promise.if_not_me))  # fmt: skip
        open_still += [say(key) for key, text in unset if not text]
    ended = plan.ending or (plan.how_often and plan.how_often.phase is Phase.DOOR_OPEN)
    if plan.handovers and not ended and not (plan.how_often and plan.how_often.look_again_on):
        open_still.append(say("no_look_again"))
    return open_still
