"""docs/policies.md, made from the profiles, the requirements and what their tests say.

Only the text; scripts/policies.py writes it, and a test holds the file equal to it.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from policy.profiles import Profile, load_profile, names
from policy.requirements import Requirement, load_requirements
from policy.texts import Texts
from tests.policies.checks import CHECKS
from tests.policies.switches import SWITCHES

HEAD: Final = """\
<!-- Made by `make policies` from policy/profiles, policy/requirements.toml and tests/policies. -->
# Five policies

Peerlink runs under one of five student unions' confidentiality policies, chosen by `POLICY`; they
are never merged. What each says is data in [policy/profiles](../policy/profiles), what people read
is in [policy/locales](../policy/locales/en) (`policy-<profile>` and `limits-<profile>`), in our own
words. Nothing here stands in for a union's own text or its data protection officer.

Whatever a policy says about who decides, an identity opens only when two holders agree
([protocol.md](protocol.md) §13). Implied consent and case sharing with a partner, which one of the
policies allows, are not done at all.

A policy and what is agreed to under it have one text in English and one in each language in which a
named person has reviewed it ([policy/locales](../policy/locales)); a consent names the digest and
the language of the text that was read, and no other pair is taken ([protocol.md](protocol.md) §5).
The version on record and approved (R28) is the text in the service's language. Whom to call is no
union's policy: it goes by `CRISIS_COUNTRY` or `CRISIS_FILE` ([operating.md](operating.md)).

"""

TESTS: Final = """
## Which test proves what
Each cell is the test `tests/policies/test_requirements.py::test_requirement[<number>-<profile>]`,
run under that profile:

- *yes*: it alone holds what is asked;
- *with*: it and the tests named under [held by](#what-holds-it) hold it together. Those run once,
  under the policy that each of them sets, or under all five where they say so: what they hold is
  done alike under every policy;
- *part*: something that software could hold is not held, and the last column says what;
- empty: the policy does not ask it.

What no software can hold stands apart, under *beyond software*: it is in no cell. For each of these
requirements a switch turns it off in the running code, and
`test_switched_off_exactly_its_tests_fail` shows that exactly its own tests fail.

"""

HELD: Final = """
## What holds it
"""


def page() -> str:
    """The whole page."""
    profiles = {name: load_profile(name) for name in sorted(names(), key=_number)}
    asked = load_requirements()
    parts = [HEAD, *_said(profiles), TESTS, *_proofs(profiles, asked)]
    parts += [HELD, *_held(asked), "\n", *_others(asked)]
    return "".join(parts)


def _number(name: str) -> str:
    return load_profile(name).number


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |\n"


def _table(*heads: str) -> Iterator[str]:
    yield _row(*heads)
    yield "|" + "---|" * len(heads) + "\n"


def _said(profiles: Mapping[str, Profile]) -> Iterator[str]:
    """What each policy says, as its profile has it."""
    texts = Texts.load()

    def listed(codes: tuple[str, ...], prefix: str) -> str:
        return "; ".join(texts.render(f"{prefix}-{code}", "en") for code in codes)

    yield from _table("", *(f"{each.number} {name}" for name, each in profiles.items()))
    every = profiles.values()
    yield _row("grounds (R16, R26)", *(_grounds(each, texts) for each in every))
    yield _row("who decides (R17, R20)", *(_decides(each) for each in every))
    told = (listed(each.telling.recipients, "told") or "as recorded each time" for each in every)
    yield _row("may be told (R21)", *told)
    yield _row("limits under 18 (R24)", *(each.under_18.limits for each in every))
    yield _row("kept (R14)", *(_kept(each) for each in every))
    given = (listed(each.statistics.recipients, "given") for each in every)
    yield _row("numbers go to (R27)", *given)
    approvers = (each.approval.by if each.approval else "" for each in every)
    yield _row("changes approved by (R28)", *approvers)
    reviews = (f"every {each.review.months} months" if each.review else "" for each in every)
    yield _row("looked at again (R30)", *reviews)


def _grounds(profile: Profile, texts: Texts) -> str:
    said = []
    for ground in profile.grounds:
        off = f" (off unless `{ground.switch}` is switched on)" if ground.switch else ""
        said.append(texts.render(f"ground-{ground.code}", "en") + off)
    return "; ".join(said) + (" (the text breaks off here)" if profile.incomplete else "")


def _decides(profile: Profile) -> str:
    decision = profile.decision
    said = [f"by: {decision.by}" if decision.by else "not said"]
    said += [f"senior: {decision.senior}"] if decision.senior else []
    said += [f"asks: {decision.consults}"] if decision.consults else []
    said += [f"deputy: {decision.deputy}"] if decision.deputy else []
    said += ["never one alone"] if decision.never_alone else []
    said += ["a refusal is final"] if decision.refusal_final else []
    return "; ".join(said).replace("-", " ")


def _kept(profile: Profile) -> str:
    days = profile.retention.days
    return {
        "unstated": "not said: `RETENTION_DAYS` and `RECORDS_DAYS` must be set",
        "at-most": f"at most {days} days: `RETENTION_DAYS` and `RECORDS_DAYS` must be set",
        "exactly": f"{days} days",
        "after-degree": "end of the degree, as the student says, and a year; until they say it, "
        "from the end of a conversation: `RETENTION_DAYS` and `RECORDS_DAYS` must be set",
    }[profile.retention.rule]


def _proofs(profiles: Mapping[str, Profile], asked: Mapping[str, Requirement]) -> Iterator[str]:
    yield from _table("", "what is asked", *profiles, "lacking")
    for r, requirement in asked.items():
        cells = (
            requirement.proof.value if each.number in requirement.asked_by else ""
            for each in profiles.values()
        )
        yield _row(r, requirement.text, *cells, requirement.lacking)


def _held(asked: Mapping[str, Requirement]) -> Iterator[str]:
    yield from _table("", "what the test holds", "what the switch does")
    for r in asked:
        yield _row(r, CHECKS[r].__doc__ or "", SWITCHES[r].__doc__ or "")


def _others(asked: Mapping[str, Requirement]) -> Iterator[str]:
    yield from _table("", "held by", "beyond software")
    for r, requirement in asked.items():
        tests = (f"`{test}`" for test in requirement.also)
        yield _row(r, "<br>".join(tests), requirement.beyond)
