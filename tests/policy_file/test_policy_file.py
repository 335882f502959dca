"""The policy file: what it says is what counts, and what it gets wrong is told at once, line by line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app.policies import governed, warnings
from bot.domain.rules import Condition, Operation, Rule
from bot.policy_file import PolicyError, load_policy
from tests.stories.offices import POLICY
from tests.unhurried import SHARED

if TYPE_CHECKING:
    from bot.domain.rules import Policy

ROLES = '[roles]\nadmins = ["S0ADMINS", "U0ALICE"]\nleads = ["S0LEADS"]\neverybody = ["*"]\n'
EXAMPLES = (Path("bot/simulator/policy.toml"), Path("docs/policy.example.toml"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "policy.toml"


def load(file: Path, text: str) -> Policy:
    file.write_text(text, encoding="utf-8")
    return load_policy(file, governed())


def problems(file: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(PolicyError) as caught:
        load(file, text)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return caught.value.problems


def test_what_is_written_is_what_counts(file: Path) -> None:
    """Roles, rules and conditions; what a condition leaves out it does not replace."""
    policy = load(
        file,
        ROLES
        + """
        [operations.create]
        run       = ["admins"]
        request   = ["everybody"]
        approve   = ["leads", "admins"]
        notify    = ["leads"]
        approvals = 2

        [[operations.create.when]]
        role      = "ADMIN"
        run       = []
        approvals = 3

        [[operations.create.when]]
        role_not         = ["MEMBER"]
        email_domain     = ["example.com"]
        email_domain_not = "example.org"
        notify           = []
        """,
    )
    assert policy.roles == {"admins": ("S0ADMINS", "U0ALICE"), "leads": ("S0LEADS",), "everybody": ("*",)}
    assert policy.operations["create"] == Operation(
        Rule(("admins",), ("everybody",), ("leads", "admins"), ("leads",), 2),
        (
            Condition(role=("ADMIN",), replaces={"run": (), "approvals": 3}),
            Condition(
                role_not=("MEMBER",),
                email_domain=("example.com",),
                email_domain_not=("example.org",),
                replaces={"notify": ()},
            ),
        ),
    )
    assert policy.operation("delete", changes=True).rule == Rule(run=("admins",))
    assert policy.operation("list", changes=False).rule == Rule(run=("admins",))


def test_a_file_may_begin_with_a_byte_order_mark(file: Path) -> None:
    """Some editors write one."""
    assert load(file, "\ufeff" + ROLES).roles["leads"] == ("S0LEADS",)


@pytest.mark.parametrize("path", EXAMPLES, ids=str)
def test_our_own_files_can_be_used(path: Path) -> None:
    """Without a mistake, and without a request that nobody can approve."""
    assert warnings(load_policy(path, governed())) == ()


def test_the_stories_policy_can_be_used(file: Path) -> None:
    """As an operator's can."""
    assert warnings(load(file, POLICY)) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "there is no role admins, which may run what the file does not name."),
        ('[roles]\nadmins = "U0ALICE"', ", line 2: roles.admins should be a list of Slack ids."),
        ("roles = 1", ", line 1: roles should be a table of lists."),
        ("[operation.create]", ", line 1: operation is not a key (did you mean operations?)."),
        ('[roles]\nadmins = [\n"u0alice"]', ", line 2: roles.admins: “u0alice” is no Slack id: a person's begins with"),
        ("[operations.creat]", ", line 1: operations.creat: a policy has no such operation (did you mean create?)."),
        ("[operations.help]", ", line 1: operations.help: a policy has no such operation."),
        (
            "[operations.create]\naprove = []",
            ", line 2: operations.create.aprove is not a key (did you mean approve?).",
        ),
        ("[operations.create]\nxyz = []", ", line 2: operations.create.xyz is not a key."),
        ("operations.create.run = 1", ", line 1: operations.create.run should be a list of role names."),
        ("[operations.create]\nrun = [1]", ", line 2: operations.create.run should be a list of role names."),
        ("operations.create = 1", ", line 1: operations.create should be a table."),
        ("[operations.create]\napprovals = true", ", line 2: operations.create.approvals should be a whole number"),
        ("[operations.create]\napprovals = 0", ", line 2: operations.create.approvals should be a whole number"),
        ("[operations.create]\napprovals = 11", "should be a whole number from 1 to 10."),
        ("[operations.create]\napprovals = 1.0", ", line 2: operations.create.approvals should be a whole number"),
        ('[operations.create]\n"run" = ["lead"]', ", line 2: operations.create.run: there is no role “lead”."),
        ('[operations."create"]\nrun = ["U0BEN"]', ", line 2: operations.create.run: “U0BEN” is no role; put it into"),
        ('[operations.create]\nrequest = ["*"]', ", line 2: operations.create.request: “*” is no role; put it into"),
        (
            "[operations.list]\nrequest = []",
            ", line 2: operations.list.request: it changes nothing, so nobody requests",
        ),
        ("[operations.list]\napprovals = 1", ", line 2: operations.list.approvals: it changes nothing"),
        ("[operations.create]\nwhen = 1", ", line 2: operations.create.when should be a table of its own"),
        ("[operations.create]\nwhen = [1]", ", line 2: operations.create.when should be a table of its own"),
        ("[[operations.create.when]]\nrun = []", ", line 1: operations.create.when has no condition; there are role,"),
        ("[[operations.create.when]]\nrole = []", ", line 1: operations.create.when replaces nothing; it can replace"),
        ('[[operations.create.when]]\nrole = ""\nrun = []', ", line 2: operations.create.when.role should be a text"),
        (
            "[[operations.create.when]]\nrols = 1",
            ", line 2: operations.create.when.rols is not a key (did you mean role",
        ),
        (
            '[[operations.create.when]]\nrole = "A"\nrun = []\n[[operations.create.when]]\nrole = 1\nrun = []',
            ", line 5: operations.create.when.role should be a text, or a list of texts.",
        ),
        (
            '[[operations.create.when]]\nemail_domain = "@example.com"\nrun = []',
            ", line 2: operations.create.when.email_domain: write “example.com”, without the @.",
        ),
        (
            '[[operations.create.when]]\nrole = "A"\nrun = ["x"]',
            ", line 3: operations.create.run: there is no role “x”.",
        ),
        ("[roles\n", ", line 1: it is not TOML: "),
        ("[roles]\n[roles]\n", ", line 2: it is not TOML: "),
        ("a = '''", ", line 1: it is not TOML: "),
    ],
)
def test_a_mistake_is_told_with_its_line(file: Path, text: str, told: str) -> None:
    """And with what was probably meant."""
    found = problems(file, text)
    assert any(told in problem for problem in found), found
    assert all(problem.startswith("policy.toml") for problem in found)


def test_all_mistakes_are_told_at_once(file: Path) -> None:
    """In the order of the lines."""
    found = problems(file, ROLES + "[operations.create]\nrun = ['lead']\naprove = []\n[operations.gone]\n")
    assert [problem.partition(":")[0] for problem in found] == [f"policy.toml, line {line}" for line in (6, 7, 8)]


def test_a_file_that_cannot_be_read(file: Path) -> None:
    """It is missing, a folder, or not text."""
    with pytest.raises(PolicyError, match=r"policy.toml cannot be read: No such file"):
        load_policy(file, governed())
    with pytest.raises(PolicyError, match="cannot be read: Is a directory"):
        load_policy(file.parent, governed())
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PolicyError, match="it is not UTF-8"):
        load_policy(file, governed())


@settings(suppress_health_check=SHARED)
@given(st.text(st.sampled_from("[]roles.adminoptcwhe=\"*'\n #1,{}"), max_size=200))
def test_no_text_does_more_than_fail(file: Path, text: str) -> None:
    """It is a policy, or it has problems to tell."""
    try:
        load(file, text)
    except PolicyError as error:
        assert error.problems  # noqa: PT017 - either end is right
