"""How well planes were found: the measures of AirPlanes (Watson et al. 2024), from points and from labels.

Geometry: acc is the mean distance from predicted to true points, compl from true to predicted, both clipped at 1 m;
chamfer = (acc + compl) / 2; F1 is of precision and recall at 5 cm. Instances: labels of the same points in two ways, 0
being a label like others, give RI (share of pairs that both ways treat alike; scikit-learn's rand_score), VOI (the sum
of both conditional entropies in bits; scikit-image's variation_of_information) and SC (mean over both directions of the
size-weighted best IoU). These are the definitions of github.com/nianticlabs/airplanes, computed here from the
contingency table. Letters: P points, A, B labels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neural_render.planes.plane import Floats
from neural_render.splatting.neighbors import nearest

MAX_DISTANCE_M = 1.0
F1_DISTANCE_M = 0.05


@dataclass(frozen=True)
class Geometry:
    """Distances in metres, shares in [0, 1]."""

    acc: float
    compl: float
    chamfer: float
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class Instances:
    """How alike two ways to label points are."""

    ri: float  # higher is better
    voi: float  # lower is better
    sc: float  # higher is better


def geometry(predicted: Floats, truth: Floats) -> Geometry:  # [P, 3] in metres
    """Compares two clouds; nothing predicted counts as MAX_DISTANCE_M away. `truth` must not be empty."""
    if not len(predicted):
        return Geometry(MAX_DISTANCE_M, MAX_DISTANCE_M, MAX_DISTANCE_M, 0.0, 0.0, 0.0)
    to_truth = np.minimum(nearest(predicted, truth, within=MAX_DISTANCE_M)[0], MAX_DISTANCE_M)
    to_predicted = np.minimum(nearest(truth, predicted, within=MAX_DISTANCE_M)[0], MAX_DISTANCE_M)
    acc, compl = float(to_truth.mean()), float(to_predicted.mean())
    precision, recall = (float((d <= F1_DISTANCE_M).mean()) for d in (to_truth, to_predicted))
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Geometry(acc, compl, (acc + compl) / 2, precision, recall, f1)


def instances(predicted: NDArray[np.integer], truth: NDArray[np.integer]) -> Instances:  # [P] labels
    """Compares two labellings of the same points; there must be at least two."""
    table = contingency(predicted, truth)
    return Instances(rand_index(table), variation_of_information(table), segmentation_covering(table))


def contingency(first: NDArray[np.integer], second: NDArray[np.integer]) -> Floats:  # [P] labels
    """How many points have the label a in one way and b in the other, [A, B]."""
    _, a = np.unique(first, return_inverse=True)
    _, b = np.unique(second, return_inverse=True)
    size = (int(a.max()) + 1, int(b.max()) + 1)
    return np.bincount(a * size[1] + b, minlength=size[0] * size[1]).reshape(size).astype(np.float64)


def rand_index(table: Floats) -> float:  # [A, B]
    """The share of pairs of points that both ways put together or both keep apart."""
    count = table.sum()
    together = (table**2).sum()
    apart = count**2 - (table.sum(axis=0) ** 2).sum() - (table.sum(axis=1) ** 2).sum() + together
    return float((together - count + apart) / (count * (count - 1)))


def variation_of_information(table: Floats) -> float:  # [A, B]
    """H(a | b) + H(b | a) in bits."""
    joint = table / table.sum()

    def entropy(shares: Floats) -> float:
        shares = shares[shares > 0]
        return float(-(shares * np.log2(shares)).sum())

    return max(2 * entropy(joint) - entropy(joint.sum(axis=0)) - entropy(joint.sum(axis=1)), 0.0)


def segmentation_covering(table: Floats) -> float:  # [A, B]
    """For each segment its best IoU with one of the other way, weighted by size; the mean of both directions."""
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    iou = table / (rows[:, None] + columns[None] - table)
    covered = iou.max(axis=1) @ rows + iou.max(axis=0) @ columns
    return float(covered / table.sum() / 2)
