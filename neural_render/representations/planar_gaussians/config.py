"""Settings of planar Gaussian splatting (Zanjani et al. 2025): those of sorted Gaussians, and what makes planes.

The paper's own constants are not known; a value without a source is ours. Lengths are in metres, which a scene that
does not know its scale takes from the extent of its cameras (`EXTENT_M`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from neural_render.representations.splats_config import SplatsConfig, out_of_range, positive

EXTENT_M = 2.0  # what the cameras' extent stands for where the scale is not known: that of a walk through a room


@dataclass(frozen=True)
class PlanarGaussiansConfig(SplatsConfig):
    """Gaussians that lie flat on surfaces and know which plane they belong to; for rooms, facades and shops."""

    # PGSR starts its terms after 7000 of 30000 steps.
    geometry_from: float = 0.23
    """What follows is trained after this share of the steps."""
    reach: float = 10.0
    """Farther splats, in metres from the camera, are no part of a picture's geometry."""
    # PGSR has 100 for scales in its scenes' units. This and the weights below were chosen on two generated rooms: ten
    # times as much of all three, and three times of this, cost 0.2 and 0.5 dB and found no better planes.
    flatten_weight: float = 1.0
    """Weight of the mean thickness of the splats."""
    # PGSR, as for its single-view term.
    normal_weight: float = 0.015
    """Weight of the difference between composited normals and those of the composited depth."""
    # MonoSDF, for either of its two terms.
    given_normal_weight: float = 0.05
    """Weight of the difference between composited normals and those of `--normals` or the capture, where they are."""

    descriptor_size: int = 8
    """Numbers that a splat's plane is told by."""
    initial_spread: float = 0.05
    """How far first descriptors are from each other, which all have a length of about the root of their size."""
    descriptors_rate: float = 2.5e-3
    """Learning rate of descriptors; the same as 3DGS's for colours."""
    lift_weight: float = 0.005
    """Weight of how far a photo's segments are from a linear map of the descriptors."""
    lift_side: int = 128
    """Segments are compared in pictures of at most so many pixels a side."""
    lift_ridge: float = 1e-3
    """Regularisation of that linear map, as a share of the pixels."""
    max_segments: int = 48
    """So many of a photo's segments count, the largest first."""
    segment_color: float = 0.05
    """Neighbouring pixels of a segment differ by less than this in the mean of their channels."""
    segment_normal_deg: float = 12.0
    """And by less than this angle in their normals, in degrees."""
    # PlanarSplatting's merging of planes (utils/merge_util.py) has 25 degrees and 5 cm.
    segment_merge_deg: float = 25.0
    """Segments that touch become one where their normals are within this angle, in degrees."""
    segment_merge_offset: float = 0.05
    """And their middles within this distance of each other's planes, in metres; so are neighbouring pixels."""
    # As in NeuralPlane (plane_excavator.py).
    segment_min_share: float = 0.004
    """Segments below this share of the picture are left out."""

    align_weight: float = 0.002
    """Weight of how far neighbours are from being one plane."""
    align_anchors: int = 256
    """Splats that look at their neighbours in a step."""
    align_neighbors: int = 8
    """Neighbours that each of them looks at."""
    align_cosine: float = 0.8
    """Neighbours whose descriptors have at least this cosine count as being on one plane."""

    separate_weight: float = 0.001
    """Weight of what makes descriptors gather around few modes."""
    # Kong and Fowlkes 2018 derive the number of steps from the bandwidth and use 5 to 10.
    separate_steps: int = 3
    """Steps of mean shift."""
    separate_kappa: float = 10.0
    """Concentration of its kernel exp(kappa cos)."""
    separate_margin: float = 0.5
    """Modes push each other away down to this cosine."""

    leaf_opacity: float = 0.1
    """Fainter splats are no leaves of the tree."""
    # On the generated scene `bare` (160 px, 350 steps from a teacher, all descriptors alike) 5 and 0.05 m find planes
    # with an F1 of 17 %, 8 and 0.1 m with one of 47 %.
    tree_distance: float = 8.0
    """Largest Bhattacharyya distance of siblings in the tree."""
    tree_cosine: float = 0.8
    """Smallest cosine of their descriptors."""
    # PlanarSplatting's merging (utils/merge_util.py), which also has an offset of 0.05 m.
    tree_normal_deg: float = 25.0
    """Largest angle between their normals, in degrees."""
    tree_offset: float = 0.1
    """Largest distance of a mean from the other's plane, in metres."""
    tree_neighbors: int = 12
    """Leaves that may merge are among so many nearest ones of each other."""
    tree_thickness: float = 0.01
    """Added to every deviation of Gaussians that are compared, in metres: flat ones have no volume."""
    # These were chosen on `bare`, where half of the ray-plane depths are off by less than 2.5 %.
    fit_share: float = 0.02
    """Deviation of a point that planes are fitted to, as a share of the depth that it was seen at."""
    fit_least: float = 0.03
    """Its smallest deviation, in metres."""
    fit_cosine: float = 0.9
    """Smallest cosine of its normal and a plane's."""
    fit_takes: float = 3.0
    """What is parallel to a plane within so many deviations becomes no plane of its own."""
    fit_holds: float = 1.5
    """Points within so many deviations of a plane may belong to it."""
    fit_descriptor_weight: float = 2.0
    """Weight of descriptors when a point chooses its plane."""
    fit_min_share: float = 0.002
    """Planes with a smaller share of the points are not looked for."""
    fit_min_points: int = 15
    """Smaller pieces of a plane are left out."""
    # As for planes in fused depth, whose voxels are two pixels and cells two voxels.
    cell_px: float = 4.0
    """Side of the cells that outlines are drawn with, in pixels at the median depth."""
    cell_least: float = 0.04
    """Their smallest side, in metres."""
    min_area: float = 0.05
    """Smaller planes are left out, in square metres."""
    min_leaves: int = 20
    """The tree's nodes of fewer splats propose no plane."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if wrong := out_of_range(self, _RANGES):
            raise ValueError("; ".join(wrong))


_WEIGHTS = (
    "flatten_weight normal_weight given_normal_weight lift_weight align_weight separate_weight fit_descriptor_weight"
)
_COUNTS = (
    "descriptor_size lift_side max_segments align_anchors align_neighbors separate_steps tree_neighbors min_leaves"
)
_LENGTHS = (
    "reach initial_spread segment_color segment_merge_offset tree_distance tree_offset tree_thickness min_area "
    "separate_kappa lift_ridge descriptors_rate fit_share fit_least fit_takes fit_holds cell_px cell_least"
)
_SHARES = "geometry_from leaf_opacity segment_min_share fit_min_share"
_RANGES = (
    *positive(_LENGTHS),
    (_WEIGHTS, "finite and at least 0", lambda value: 0 <= value < math.inf),
    (_COUNTS, "a whole number of at least 1", lambda value: isinstance(value, int) and value >= 1),
    ("fit_min_points", "a whole number of at least 3", lambda value: isinstance(value, int) and value >= 3),
    (_SHARES, "between 0 and 1", lambda value: 0 <= value <= 1),
    ("align_cosine separate_margin tree_cosine fit_cosine", "between -1 and 1", lambda value: -1 <= value <= 1),
    ("segment_normal_deg segment_merge_deg tree_normal_deg", "above 0 and at most 90", lambda value: 0 < value <= 90),
)
