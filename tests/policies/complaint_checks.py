"""The checks of complaints, incidents and enquiries from outside (R2, R25, R31).

Here: what must hold. Never here: how it is switched off (switches.py).
"""

from dataclasses import fields, replace
from functools import partial

from handlers.chat import replies
from handlers.chat.incoming import Kind
from handlers.chat.render import Complaints
from handlers.web.enquiries import EnquiryBody
from people.accounts import Role
from supervision import reports
from supervision.enquiries import Enquiry, Who
from supervision.errors import Stale
from supervision.reports import NewReport, Report, ReportId, ReportMark, ReportState
from tests.policies.setting import NOW, incoming, profile_of, refuses, renderer_of, texts

OUTSIDE = Complaints(name="The Dean of Students", contact="dean@example.org")


def enquiries_have_no_words() -> None:
    """What is noted is a code, a channel, an hour and who noted it; the answer is one for all."""
    assert set(EnquiryBody.model_fields) == {"id", "kind", "channel"}
    assert {each.name for each in fields(Enquiry)} == {"id", "hour", "kind", "channel", "by"}
    script = texts().render("enquiry-script", "en")
    assert "whether somebody comes to us or not" in script
    texts().require(
        {f"enquiry-line-{who.value}": ("emergency", "talk", "talk_number") for who in Who}
    )


def somebody_outside_hears_complaints(name: str) -> None:
    """The policy asks for them, and the bot tells everybody alike who they are."""
    assert profile_of(name).complaints is not None
    renderer = replace(renderer_of(name), complaints=OUTSIDE)
    (row,) = replies.replies(incoming(Kind.COMPLAIN, person=1), language="en")
    said = renderer.call(row).arguments["text"]
    assert OUTSIDE.name in said
    assert OUTSIDE.contact in said


async def r31(name: str) -> None:
    """A report reaches two holders, leaves out whom it is about, and ends with its author told."""
    somebody_outside_hears_complaints(name)
    for left_out in (Role.COORDINATOR, Role.MANAGER):
        others = {Role.COORDINATOR, Role.MANAGER, Role.DEPUTY} - {left_out}
        reports.check_new(
            NewReport(
                id=ReportId(bytes(16)), sealed=b"sealed", wraps=dict.fromkeys(others, b"wrap")
            )
        )
    report = Report(
        id=ReportId(bytes(16)),
        state=ReportState.NEW,
        holders=frozenset({Role.COORDINATOR, Role.MANAGER}),
        received=NOW,
        head=0,
    )
    looked = reports.marked(report, ReportMark.LOOKED)
    for early in (report, looked):
        assert refuses(Stale, partial(reports.marked, early, ReportMark.CLOSED))
    told = reports.marked(looked, ReportMark.TOLD)
    assert reports.marked(told, ReportMark.CLOSED).state is ReportState.CLOSED
