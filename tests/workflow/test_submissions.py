"""Which forms were carried out already."""

from __future__ import annotations

from bot.workflow.submissions import SeenSubmissions


def test_a_form_is_claimed_once() -> None:
    """However often it arrives; other forms are not in its way."""
    seen = SeenSubmissions()
    assert [seen.claim("V1"), seen.claim("V1"), seen.claim("V2"), seen.claim("V1")] == [True, False, True, False]


def test_the_oldest_claims_are_forgotten() -> None:
    """Memory stays bounded; what is recent counts."""
    seen = SeenSubmissions(remembered=2)
    for form in ("V1", "V2", "V3"):
        assert seen.claim(form)
    assert not seen.claim("V3")
    assert seen.claim("V1")
