"""The contract's JSON."""

from __future__ import annotations

import json

from coachkit.exporters.envelope import envelope
from coachkit.exporters.json_form import plan_data, profile_data
from coachkit.person.plan import Plan
from coachkit.person.profile import Profile
from tests.wording.sample import INES, PLAN, PROFILE


def test_the_envelope_names_version_and_kind_and_keeps_letters_readable():
    assert json.loads(envelope("people", [])) == {"coachkit": 1, "kind": "people", "data": []}
    assert "café" in envelope("profile", profile_data(PROFILE))


def test_a_profile_has_the_fields_of_the_contract():
    data = profile_data(PROFILE)
    assert list(data) == ["person", "statements", "circle", "scales"]
    assert data["person"] == {"id": INES.id, "name": "Ines"}
    assert set(data["statements"][0]) == {
        "id", "kind", "text", "said_by", "how_known", "source", "confirmed", "share", "area", "time",
    }  # fmt: skip
    assert data["statements"][0]["source"] == {"session": "t1", "step": "hope", "item": None}
    assert set(data["circle"][0]) == {"id", "name", "ring", "link", "gives", "receives"}
    assert data["scales"] == [{"name": "an ordinary Tuesday", "on": "2026-11-26", "value": 4, "good_enough": "6"}]


def test_a_plan_has_the_fields_of_the_contract():
    data = plan_data(PLAN)
    assert list(data) == ["person", "status", "agreed_on", "heading", "already", "handovers", "how_often", "promise",
                          "first_steps", "introductions", "still_to_settle", "returned", "ending", "ended_on",
                          "paused_since"]  # fmt: skip
    assert list(data["handovers"][0]) == [
        "id", "what", "now", "next", "person_does", "helper", "helper_said", "who_asks", "helper_limit", "helper_gets",
        "backup", "coach_does", "coach_stops", "stop_when", "stop_by", "status", "since",
    ]  # fmt: skip
    assert data["how_often"] == {
        "phase": "alongside", "how_often": "Thursdays until Christmas", "from": None, "look_again_on": "2027-01-07",
    }  # fmt: skip
    assert set(data["promise"]) == {"signs", "who_may_call", "first", "how", "how_soon", "if_not_me"}
    assert data["first_steps"][0] == {"who": "person", "what": "ask Mr Okafor about the number 14", "by": "2026-12-02"}
    assert list(data["introductions"][0]) == ["who", "to", "with", "because", "status", "id", "since"]
    assert data["still_to_settle"] == ["Mr Okafor hasn't been asked yet."]


def test_only_the_coach_gets_the_mix_and_the_ideas():
    assert "coach" not in plan_data(PLAN)
    coach = plan_data(PLAN, coach=True)["coach"]
    assert list(coach) == ["mix", "if_i_left_tomorrow", "ideas"]
    assert len(coach["if_i_left_tomorrow"]) == 3
    assert coach["ideas"][0] == {
        "id": "show_rice", "text": "Who would love to learn this?", "because": ["Rice for sixty, no recipe"],
    }  # fmt: skip


def test_what_was_not_said_is_null_or_empty():
    data = plan_data(Plan(person=INES))
    assert (data["how_often"], data["promise"], data["heading"], data["status"]) == (None, None, None, "open")
    assert profile_data(Profile(person=INES)) == {
        "person": {"id": INES.id, "name": "Ines"}, "statements": [], "circle": [], "scales": [],
    }  # fmt: skip
    assert json.loads(envelope("plan", plan_data(PLAN, coach=True)))["data"]["person"]["name"] == "Ines"
