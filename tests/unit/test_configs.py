"""Configs survive TOML, and every mistake of a file is named at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from neural_render import configs
from neural_render.errors import UserError


@dataclass(frozen=True)
class Example:
    steps: int = 3
    rate: float = 0.5
    name: str | None = None
    kind: Literal["a", "b"] = "a"
    path: Path = Path("x")
    is_open: bool = False
    sizes: tuple[int, ...] = (1, 2)

    def __post_init__(self) -> None:
        if self.steps < 0:
            raise ValueError(f"steps = {self.steps} must not be negative")


def test_toml_round_trip(tmp_path: Path) -> None:
    value = Example(steps=7, rate=1e-6, name='quo"te\n', kind="b", path=Path("a/b c"), is_open=True, sizes=(4, 5, 6))
    file = tmp_path / "config.toml"
    file.write_text(configs.to_toml({"method": "m", "model": configs.to_table(value)}), encoding="utf-8")
    tables = configs.read_toml(file)
    assert tables["method"] == "m"
    assert configs.from_table(Example(), tables["model"], "here") == value


def test_none_is_left_out_and_comes_back() -> None:
    assert "name" not in configs.to_toml({"t": configs.to_table(Example())})
    assert configs.from_table(Example(name="x"), {"rate": 2}, "here") == Example(name="x", rate=2.0)


def test_every_mistake_is_named_at_once() -> None:
    table = {"stepz": 3, "rate": "fast", "kind": "c", "is_open": 1, "steps": True, "sizes": [1, "2"]}
    with pytest.raises(UserError) as caught:
        configs.from_table(Example(), table, "in preset.toml")
    text = str(caught.value)
    assert "in preset.toml" in text
    assert "unknown key 'stepz', did you mean 'steps'?" in text
    for key in ("rate", "kind", "is_open", "'steps' = True", "sizes"):
        assert key in text


def test_a_rule_of_the_dataclass_is_reported() -> None:
    with pytest.raises(UserError, match="steps = -1 must not be negative"):
        configs.from_table(Example(), {"steps": -1}, "here")


@pytest.mark.parametrize("content", [b"steps = ", b"\xff\xfe", b"[a]\n[a]\n"])
def test_broken_toml_is_a_user_error(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken.toml"
    file.write_bytes(content)
    with pytest.raises(UserError, match=r"broken\.toml"):
        configs.read_toml(file)


def test_strings_beyond_ascii_survive(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(configs.to_toml({"model": configs.to_table(Example(name="Größe 😀\u2028"))}), encoding="utf-8")
    assert configs.from_table(Example(), configs.read_toml(file)["model"], "here").name == "Größe 😀\u2028"


def test_what_toml_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError):
        configs.to_toml({"model": configs.to_table(Example(rate=float("inf")))})
