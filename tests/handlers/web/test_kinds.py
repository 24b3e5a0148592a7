"""Attack 19 forgets no kind of object: whatever an id of the API names has a stranger's tried.

The kinds are read from the application's own schema: a new path parameter, a new field or query
that is an id, or a new signed body without an id in its path fails until its test is named here.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from fastapi import APIRouter, FastAPI

from handlers.web.fields import Id, Shape, Small
from tests.handlers.web.matrix import schema

ROOT: Final = Path(__file__).parents[3]
NAME: Final = re.compile(r"\{([a-z_]+)\}")
ID_CHARACTERS: Final = 22
JSON: Final = "application/json"


def is_id(found: Any) -> bool:  # noqa: ANN401 -- JSON
    """Whether this is 16 bytes in base64url: an id, a tag, a token, a salt."""
    return (found.get("format"), found.get("minLength"), found.get("maxLength")) == (
        "base64url",
        ID_CHARACTERS,
        ID_CHARACTERS,
    )


def is_made(found: Any) -> bool:  # noqa: ANN401 -- JSON
    """Whether these are bytes that a device signs or seals: what they name no schema says."""
    least, most = found.get("minLength"), found.get("maxLength")
    return found.get("format") == "base64url" and bool(least != most)


def leaves(found: Any, root: Any, at: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 -- JSON
    """Every value that a schema has no parts of, with the way to it: `.wraps[].card`."""
    if "$ref" in found:
        name = found["$ref"].split("/")[-1]
        yield from leaves(root["components"]["schemas"][name], root, at)
        return
    parts = [(at, each) for word in ("anyOf", "oneOf", "allOf") for each in found.get(word, [])]
    parts += [(f"{at}.{name}", each) for name, each in found.get("properties", {}).items()]
    parts += [(f"{at}[]", found["items"])] if "items" in found else []
    each = found.get("additionalProperties")
    parts += [(f"{at}{{}}", each)] if isinstance(each, dict) else []
    if not parts:
        yield at, found
    for way, part in parts:
        yield from leaves(part, root, way)


def kinds(root: Any) -> set[str]:  # noqa: ANN401 -- JSON
    """`{case}` of paths, `GET /api/flags?before` of queries, `POST /api/flags .id` of bodies, and
    `POST /api/contacts` where a device's bytes are all that can name something.
    """
    found: set[str] = set()
    for path, operations in root["paths"].items():
        for method, operation in operations.items():
            route = f"{method.upper()} {path}"
            asked = operation.get("parameters", [])
            found |= {f"{{{name}}}" for name in NAME.findall(path)}
            for each in asked:
                if each["in"] != "path" and any(
                    is_id(one) for _, one in leaves(each["schema"], root)
                ):
                    found.add(f"{route}?{each['name']}")
            content = operation.get("requestBody", {}).get("content", {})
            body = list(leaves(content[JSON]["schema"], root)) if JSON in content else []
            found |= {f"{route} {way}" for way, one in body if is_id(one)}
            named = any(is_id(each["schema"]) for each in asked if each["in"] == "path")
            if not named and any(is_made(one) for _, one in body):
                found.add(route)
    return found


WEB: Final = "tests/handlers/web"
WALKED: Final = (
    "tests/hostile/test_attack_19_matrix.py::test_attack_19_a_strangers_object_is_as_a_random_one"
)
FLAGS: Final = (
    f"{WEB}/test_upward_objects.py"
    "::test_attack_19_a_strangers_flag_or_disclosure_is_as_a_random_one"
)
PAGES: Final = (
    f"{WEB}/test_strangers_ids.py::test_a_page_before_a_strangers_object_is_as_before_a_random_one"
)
ENTRIES: Final = (
    f"{WEB}/test_entries.py"
    "::test_another_writer_takes_no_entrys_place_and_is_told_nothing_by_its_tag"
)
REPORTS: Final = (
    f"{WEB}/test_upward_objects.py::test_attack_19_a_strangers_report_is_as_a_random_one"
)
REQUESTS: Final = (
    "tests/hostile/test_attack_19_matrix.py"
    "::test_attack_19_a_request_under_a_strangers_id_takes_nothing_over"
)
AGAIN: Final = (
    "tests/client/test_strangers.py::test_attack_19_a_strangers_word_about_again_is_as_none"
)
AUDITS: Final = (
    "tests/client/test_strangers.py::test_attack_19_another_auditors_audit_is_as_a_random_one"
)
PAPERS: Final = (
    "tests/client/test_strangers.py::test_attack_19_a_paper_about_a_strangers_case_does_nothing"
)
NO_CONCERN: Final = (
    f"{WEB}/test_holds_unseen.py::test_attack_42_whoever_may_not_read_a_concern_holds_none"
)
ROTA: Final = f"{WEB}/test_rota.py::test_a_rota_that_is_behind_or_wrong_is_refused"
NO_RECORD: Final = f"{WEB}/test_disclosures.py::test_other_content_under_the_same_id_is_refused"

TRIED: Final[Mapping[str, str]] = {
    "{account}": WALKED,
    "{audit}": AUDITS,
    "{case}": WALKED,
    "{device}": f"{WEB}/test_me.py::test_nobody_signs_anybody_elses_device_out",
    "{disclosure}": FLAGS,
    "{entry}": f"{WEB}/test_upward_objects.py::test_attack_19_a_strangers_entry_is_as_a_random_one",
    "{flag}": FLAGS,
    "{hold}": (
        f"{WEB}/test_holds_unseen.py"
        "::test_attack_42_a_hold_because_of_a_concern_is_its_readers_alone"
    ),
    "{invite_id}": f"{WEB}/test_strangers_ids.py::test_an_invite_is_withdrawn_by_holders_alone",
    "{report}": REPORTS,
    "{role}": f"{WEB}/test_passing.py::test_a_half_is_handed_to_its_keeper_alone_and_on_record",
    "{version}": f"{WEB}/test_passing.py::test_a_half_is_handed_to_its_keeper_alone_and_on_record",
    "{tag}": AGAIN,
    "{training}": f"{WEB}/test_team_file.py::test_a_training_is_a_holders_word_about_a_member",
    "GET /api/disclosures?before": PAGES,
    "GET /api/flags?before": PAGES,
    "GET /api/record-audits?before": AUDITS,
    "GET /api/records?before": (
        "tests/client/test_strangers.py::test_attack_19_a_page_of_records_before_a_strangers_case"
    ),
    "GET /api/reports?before": REPORTS,
    "POST /api/again/met .tags[]": AGAIN,
    "PUT /api/again .instead": AGAIN,
    "PUT /api/again .tag": AGAIN,
    "POST /api/requests .first.tag": AGAIN,
    "POST /api/disclosures .case": f"{WEB}/test_disclosures.py::test_records_that_are_refused",
    "POST /api/disclosures .id": NO_RECORD,
    "POST /api/disclosures .mark": (
        f"{WEB}/test_disclosures.py::test_a_refusal_is_final_for_its_ground"
    ),
    "POST /api/enquiries .id": (
        f"{WEB}/test_strangers_ids.py::test_an_enquiry_under_a_strangers_id_changes_nothing"
    ),
    "POST /api/entries .id": ENTRIES,
    "POST /api/entries .tag": ENTRIES,
    "POST /api/flags .id": (
        f"{WEB}/test_flags.py::test_another_flag_under_the_same_id_is_refused_and_changes_nothing"
    ),
    "POST /api/flags/receipt .id": (
        f"{WEB}/test_flags.py::test_the_receipt_says_one_word_to_whoever_knows_the_id"
    ),
    "POST /api/keeping/holds .concern": NO_CONCERN,
    "POST /api/keeping/holds .id": (
        f"{WEB}/test_strangers_ids.py"
        "::test_a_hold_under_the_id_of_one_that_is_hidden_changes_nothing"
    ),
    "POST /api/keeping/holds .reference": NO_CONCERN,
    "POST /api/record-audits .id": AUDITS,
    "POST /api/reports .id": (
        f"{WEB}/test_strangers_ids.py::test_a_report_under_a_strangers_id_changes_nothing"
    ),
    "PUT /api/rota .changes[].worker": ROTA,
    "PUT /api/rota .slots[].worker": ROTA,
    "POST /api/cannot-act": PAPERS,
    "POST /api/contacts": PAPERS,
    "POST /api/me/erase": PAPERS,
    "POST /api/requests": REQUESTS,
}
"""Where a real stranger's object of this kind is tried."""

OWN_SECRET: Final = "a secret of the sender's, or one that lets in whoever has it"
OWN: Final = "about the sender alone, whom the session or the launch names"
TEAMS: Final = "the whole team's, checked against its certificates"
CALENDAR: Final = "a time, which is nobody's"
SEALED: Final = "what is sealed names nothing to the service; the ids beside it are listed"

NOBODYS: Final[Mapping[str, str]] = {
    "{kind}": "which of one's own secrets",
    "{month}": CALENDAR,
    "{period}": CALENDAR,
    "{week}": CALENDAR,
    "POST /api/cases/{case}/epochs .key_change.keys.wrapped[].salt": OWN_SECRET,
    "POST /api/enrol .keys.wrapped[].salt": OWN_SECRET,
    "PUT /api/me/keys/{kind} .salt": OWN_SECRET,
    "POST /api/enrol .invite": OWN_SECRET,
    "POST /api/invite .invite": OWN_SECRET,
    "POST /api/enrol": OWN,
    "POST /api/launch": OWN,
    "POST /api/sessions": OWN,
    "POST /api/me/consents": OWN,
    "PUT /api/me/bundle": OWN,
    "PUT /api/me/keys/{kind}": OWN,
    "PUT /api/numbers/{week}": OWN,
    "PUT /api/team/backup": OWN,
    "POST /api/tables": TEAMS,
    "POST /api/team/certificates": TEAMS,
    "POST /api/team/file/trainings": TEAMS,
    "POST /api/team/passing": TEAMS,
    "POST /api/team/root": TEAMS,
    "POST /api/team/roster": TEAMS,
    "POST /api/disclosures": SEALED,
    "POST /api/entries": SEALED,
    "POST /api/flags": SEALED,
    "POST /api/reports": SEALED,
}
"""What names no object of anybody else's, and why."""


def test_attack_19_every_kind_of_object_has_a_strangers_tried() -> None:
    assert kinds(schema()) == TRIED.keys() | NOBODYS.keys()
    assert not TRIED.keys() & NOBODYS.keys()


@pytest.mark.parametrize("named", sorted(set(TRIED.values())))
def test_every_test_named_here_exists(named: str) -> None:
    file, _, test = named.partition("::")
    assert re.search(rf"^(async )?def {test}\(", (ROOT / file).read_text(), re.MULTILINE), named


class NewNote(Shape):
    """A body with ids that nobody thought of."""

    about: Id
    others: list[Id]
    signed: Small


def test_a_kind_that_nobody_thought_of_is_found() -> None:
    new = APIRouter()

    @new.get("/api/notes/{note}")
    async def look(note: Id, beside: Id | None = None) -> None: ...

    @new.post("/api/notes")
    async def write(body: NewNote) -> None: ...

    app = FastAPI()
    app.include_router(new)
    assert kinds(app.openapi()) == {
        "{note}",
        "GET /api/notes/{note}?beside",
        "POST /api/notes",
        "POST /api/notes .about",
        "POST /api/notes .others[]",
    }
