"""One optimizer for all representations: Adam over named parameters, schedules, and tables whose rows grow and shrink.

A table is a set of parameters, Adam moments and statistics buffers that share their first dimension. Its rows are
edited here and nowhere else, so that a splat, its moments and its statistics never part.

Adam: Kingma and Ba 2015, algorithm 1. Letters: N rows of a table, P numbers of a parameter.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn

Schedule = Callable[[int], float]  # step -> learning rate

BETAS = (0.9, 0.999)
# 3DGS's value. With 1e-8 the small gradients of splats are damped: 1.2 dB less after 100 steps.
EPS = 1e-15


def constant(rate: float) -> Schedule:
    return lambda step: rate


def exponential(first: float, last: float, num_steps: int) -> Schedule:
    """Log-linear from `first` at step 0 to `last` at `num_steps`, then constant."""

    def rate(step: int) -> float:
        progress = min(step / max(num_steps, 1), 1.0)
        return math.exp((1.0 - progress) * math.log(first) + progress * math.log(last))

    return rate


@dataclass(frozen=True)
class ParamGroup:
    """One trainable tensor of a representation."""

    name: str  # the parameter's name in the module
    schedule: Schedule
    table: str | None = None  # the row table it belongs to


class Optimizer:
    """Adam whose state is named tensors: `exp_avg.<parameter>` and `exp_avg_sq.<parameter>`."""

    def __init__(self, model: nn.Module, groups: list[ParamGroup], row_buffers: dict[str, tuple[str, ...]]) -> None:
        """`row_buffers` names the statistics buffers of each table. Raises ValueError when a trainable tensor is in no
        group or in several."""
        names = [group.name for group in groups]
        trainable = {name for name, parameter in model.named_parameters() if parameter.requires_grad}
        if len(set(names)) != len(names) or set(names) != trainable:
            wrong = set(names) ^ trainable or {name for name in names if names.count(name) > 1}
            raise ValueError(f"param_groups must name every trainable tensor exactly once; look at {sorted(wrong)}")
        self.model = model
        self.groups = groups
        self.row_buffers = row_buffers
        parameters = dict(model.named_parameters())
        self.exp_avg = {name: torch.zeros_like(parameters[name].data) for name in names}
        self.exp_avg_sq = {name: torch.zeros_like(parameters[name].data) for name in names}

    def step(self, step: int) -> None:
        """One Adam update with the gradients that are there; the gradients are dropped afterwards."""
        updates = []
        for group in self.groups:
            parameter, name = self.model.get_parameter(group.name), group.name
            if parameter.grad is not None:
                moments = self.exp_avg[name], self.exp_avg_sq[name]
                updates.append(Update(parameter.data, parameter.grad, *moments, group.schedule(step)))
                parameter.grad = None
        adam_update(updates, num_updates=step + 1)

    def drop_gradients(self) -> None:
        for group in self.groups:
            self.model.get_parameter(group.name).grad = None

    def gradients_are_finite(self) -> bool:
        gradients = (self.model.get_parameter(group.name).grad for group in self.groups)
        return all_finite([gradient for gradient in gradients if gradient is not None])

    def rows(self, table: str) -> Rows:
        return Rows(self, table)

    def state(self) -> dict[str, Tensor]:
        """The moments as named tensors, for a checkpoint."""
        moments = {"exp_avg": self.exp_avg, "exp_avg_sq": self.exp_avg_sq}
        return {f"{kind}.{name}": value for kind, values in moments.items() for name, value in values.items()}

    def load_state(self, state: dict[str, Tensor]) -> None:
        """The inverse of `state`. Raises KeyError or ValueError when it does not fit the parameters."""
        for kind, moments in (("exp_avg", self.exp_avg), ("exp_avg_sq", self.exp_avg_sq)):
            for group in self.groups:
                value = state[f"{kind}.{group.name}"]
                if value.shape != self.model.get_parameter(group.name).shape:
                    raise ValueError(f"{kind}.{group.name} has shape {tuple(value.shape)}")
                moments[group.name] = value


class Rows:
    """The rows of one table: parameters, moments and statistics buffers together."""

    def __init__(self, optimizer: Optimizer, table: str) -> None:
        self._optimizer = optimizer
        self._model = optimizer.model
        self.parameters = [group.name for group in optimizer.groups if group.table == table]
        self._buffers = optimizer.row_buffers.get(table, ())
        if not self.parameters:
            raise KeyError(f"no parameter group belongs to a table '{table}'")

    def append(self, new: dict[str, Tensor]) -> None:
        """Adds rows at the end: `new` gives [M, ...] for every parameter of the table; moments and statistics are 0."""
        if set(new) != set(self.parameters):
            raise KeyError(f"append needs {self.parameters}, got {sorted(new)}")
        count = next(iter(new.values())).shape[0]

        def with_zeros(value: Tensor) -> Tensor:
            return torch.cat([value, value.new_zeros(count, *value.shape[1:])])

        for name in self.parameters:
            old = self._model.get_parameter(name).data
            self._set_parameter(name, torch.cat([old, new[name].to(old)]))
        self._map_state(with_zeros)

    def keep(self, rows: Tensor) -> None:
        """Keeps the rows that `rows` ([N] bool, or [M] int64 in a new order) selects."""
        for name in self.parameters:
            self._set_parameter(name, self._model.get_parameter(name).data[rows])
        self._map_state(lambda value: value[rows])

    def replace(self, rows: Tensor, new: dict[str, Tensor]) -> None:
        """Overwrites the parameters `new` in the rows [M] int64; their moments become 0, the statistics stay."""
        for name, value in new.items():
            self._model.get_parameter(name).data[rows] = value
            self._optimizer.exp_avg[name][rows] = 0
            self._optimizer.exp_avg_sq[name][rows] = 0

    def _set_parameter(self, name: str, value: Tensor) -> None:
        # A new Parameter, because autograd remembers the shape of the old one while a graph of it is alive.
        path, _, leaf = name.rpartition(".")
        setattr(self._model.get_submodule(path), leaf, nn.Parameter(value))

    def _map_state(self, change: Callable[[Tensor], Tensor]) -> None:
        for name in self.parameters:
            self._optimizer.exp_avg[name] = change(self._optimizer.exp_avg[name])
            self._optimizer.exp_avg_sq[name] = change(self._optimizer.exp_avg_sq[name])
        for name in self._buffers:
            setattr(self._model, name, change(self._model.get_buffer(name)))


class Update(NamedTuple):
    """One tensor's part of an Adam step."""

    parameter: Tensor  # [P...], changed in place
    gradient: Tensor  # [P...]
    exp_avg: Tensor  # [P...], changed in place
    exp_avg_sq: Tensor  # [P...], changed in place
    rate: float


def adam_update(updates: list[Update], *, num_updates: int) -> None:
    """One Adam step in place; `num_updates` counts from 1. One kernel for all tensors on a CPU, torch elsewhere."""
    fused = [u._replace(gradient=u.gradient.contiguous()) for u in updates if _is_native(u.parameter)]
    if fused:
        from neural_render import native

        native.adam(fused, *BETAS, EPS, num_updates)
    if others := [update for update in updates if not _is_native(update.parameter)]:
        _adam_update_together(others, num_updates)


def _adam_update_together(updates: list[Update], num_updates: int) -> None:
    """`reference_adam_update` of many tensors: a network has hundreds, and a GPU would wait for each of them."""
    parameters, gradients, exp_avg, exp_avg_sq, rates = (list(values) for values in zip(*updates, strict=True))
    torch._foreach_lerp_(exp_avg, gradients, 1 - BETAS[0])
    torch._foreach_mul_(exp_avg_sq, BETAS[1])
    torch._foreach_addcmul_(exp_avg_sq, gradients, gradients, value=1 - BETAS[1])
    denominators = torch._foreach_sqrt(exp_avg_sq)
    torch._foreach_div_(denominators, math.sqrt(1 - BETAS[1] ** num_updates))
    torch._foreach_add_(denominators, EPS)
    steps = [-rate / (1 - BETAS[0] ** num_updates) for rate in rates]
    torch._foreach_addcdiv_(parameters, exp_avg, denominators, scalars=steps)


def reference_adam_update(
    parameter: Tensor, gradient: Tensor, exp_avg: Tensor, exp_avg_sq: Tensor, *, rate: float, num_updates: int
) -> None:
    """The twin of the native kernel, in any dtype and on any device."""
    exp_avg.lerp_(gradient, 1 - BETAS[0])
    exp_avg_sq.mul_(BETAS[1]).addcmul_(gradient, gradient, value=1 - BETAS[1])
    scale = math.sqrt(1 - BETAS[1] ** num_updates)
    denominator = exp_avg_sq.sqrt().div_(scale).add_(EPS)
    parameter.addcdiv_(exp_avg, denominator, value=-rate / (1 - BETAS[0] ** num_updates))


def all_finite(tensors: list[Tensor]) -> bool:
    """True when no entry of any of them is NaN or infinite."""
    fused = [tensor for tensor in tensors if _is_native(tensor)]
    if fused:
        from neural_render import native

        if not native.all_finite(fused):
            return False
    # One answer for all: a GPU would be waited for at each.
    others = [torch.isfinite(tensor).all() for tensor in tensors if not _is_native(tensor)]
    return not others or bool(torch.stack(others).all())


def _is_native(tensor: Tensor) -> bool:
    return tensor.device.type == "cpu" and tensor.dtype == torch.float32 and tensor.is_contiguous()
