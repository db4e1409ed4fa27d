"""Device budgets: what a phone can hold and draw. `--budget` names one or gives bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from neural_render.configs import nearest
from neural_render.errors import UserError

UNITS = {"B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9}
MOST_BYTES = 10**12
FULL = 0.99  # of the splats: trees have several


@dataclass(frozen=True)
class Budget:
    """Limits of a package; None where there is none."""

    num_bytes: int | None = None  # of all its files
    num_splats: int | None = None
    sh_degree: int | None = None
    num_entries: int | None = None  # of a palette, from which splats have their harmonics

    def is_full(self, num_splats: int) -> bool:
        """Whether hardly any more splats are allowed than so many; not where their number has no limit."""
        return self.num_splats is not None and num_splats >= FULL * self.num_splats


# Counts are those that viewers allow such devices: Spark draws 0.5 million splats on a headset, 1 to 1.5 on phones, 2.5
# on a desktop; SuperSplat 1 or 2 on phones, 2 or 4 on a desktop; a plan for Filament on phones calls 100 to 200
# thousand comfortable and 500 the most, of degree 0 or 1. For bytes there is no such number: ours are about 20 a splat,
# where our tables have 20, 32 or 80 at the degrees 0, 1 and 3 before gzip.
UNLIMITED = Budget()
PRESETS = {
    "tiny": Budget(2 * 10**6, 100_000, 0),
    "phone-low": Budget(8 * 10**6, 400_000, 1),
    "phone": Budget(20 * 10**6, 1_200_000, 1),
    "desktop": Budget(60 * 10**6, 3_000_000, 3),
}


def parse(text: str) -> Budget:
    """The budget that `--budget` means, as "phone" or "8MB"; raises UserError where it means none."""
    if text in PRESETS:
        return PRESETS[text]
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([kMG]?B)", text)
    num_bytes = float(match[1]) * UNITS[match[2]] if match else 0.0
    if not 1 <= num_bytes <= MOST_BYTES:
        raise UserError(
            f"there is no budget '{text}'{nearest(text, PRESETS)}",
            f"--budget {text}",
            f"give one of {', '.join(PRESETS)}, or a size such as 8MB, at most {MOST_BYTES // UNITS['GB']}GB",
        )
    return Budget(num_bytes=int(num_bytes))
