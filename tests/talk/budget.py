"""How many examples a property is tried with."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, Phase, settings

# The large numbers, for a night: MANY_EXAMPLES=20 tries twenty times as many.
TIMES = int(os.environ.get("MANY_EXAMPLES", "1"))


def some(examples: int, **more: Any) -> settings:
    """Settings for one property: so many examples, and no clock, since a laptop on battery is slow."""
    return settings(
        max_examples=examples * TIMES,
        deadline=None,
        phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
        derandomize=TIMES == 1,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
        **more,
    )
