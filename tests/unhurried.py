"""How Hypothesis tries examples: without looking at a clock. A test says beside it what is its own, and no more.

By itself it fails an example that takes more than 200 ms (`deadline`), and a test whose first examples are drawn more
slowly than it expects (`HealthCheck.too_slow`). Both tell how much else a machine has to do, not what is wrong with us.
A test that names the checks that it does without replaces the profile's, so each set of them here has the clock's too.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

UNTIMED = (HealthCheck.too_slow,)
SHARED = (*UNTIMED, HealthCheck.function_scoped_fixture)
"""For a test all of whose examples may meet the same fixture."""
LARGE = (*UNTIMED, HealthCheck.data_too_large)
"""For a test that has to see what is large."""
GENERATED = tuple(HealthCheck)
"""For examples that a program draws from a schema, as it likes."""


def unhurried() -> None:
    """On top of Hypothesis' own profile, which is another one under CI=true; and `long`, for a night: `make fuzz`."""
    settings.register_profile("unhurried", deadline=None, suppress_health_check=UNTIMED)
    settings.load_profile("unhurried")
    settings.register_profile("long", max_examples=3000)
