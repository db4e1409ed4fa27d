"""Mitsuba 3: turns items and lights into a scene, renders photographs, casts rays for the exact maps.

Imported only after `use_mitsuba()` was called, since Mitsuba's types depend on the variant.
"""

from __future__ import annotations

import ctypes.util
import glob
import os
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import integrator
from .denoise import denoise
from .meshes import Mesh
from .scene import Item, Light, Material, Planes

PASSES = 4  # independent renders of a view: they tell noise from signal
OUTLIER = 2.0  # a pass may exceed the median of the passes by this factor (and a floor) before it is clipped


def use_mitsuba() -> Any:
    """Imports Mitsuba with the LLVM variant where libLLVM is found, else the scalar one, and returns the module.

    Raises ImportError with the remedy when Mitsuba is not installed.
    """
    try:
        import mitsuba as mi
    except ImportError as error:
        raise ImportError("make_capture needs Mitsuba 3: pip install mitsuba pillow numpy") from error
    found = os.environ.get("DRJIT_LIBLLVM_PATH") or ctypes.util.find_library("LLVM")
    candidates = sorted(glob.glob("/usr/lib/*/libLLVM-[0-9]*.so") + glob.glob("/usr/lib/llvm-*/lib/libLLVM.so"))
    if not found and candidates:
        os.environ["DRJIT_LIBLLVM_PATH"] = found = candidates[-1]
    mi.set_variant("llvm_ad_rgb" if found else "scalar_rgb")
    return mi


@dataclass(frozen=True)
class View:
    """A pinhole camera: camera-to-world with x right, y up, z backwards (OpenGL), intrinsics in pixels."""

    c2w: np.ndarray  # [4, 4]
    width: int
    height: int
    focal_px: float

    def rays(self) -> tuple[np.ndarray, np.ndarray]:
        """Returns the origin [3] and, for every pixel centre, a direction [H * W, 3] of z-depth 1 (not unit length)."""
        x = (np.arange(self.width) + 0.5 - self.width / 2) / self.focal_px
        y = (np.arange(self.height) + 0.5 - self.height / 2) / self.focal_px
        grid = np.stack(np.broadcast_arrays(x[None, :], -y[:, None], -1.0), -1).reshape(-1, 3)
        return self.c2w[:3, 3], grid @ self.c2w[:3, :3].T


@dataclass(frozen=True)
class Maps:
    """What the first hit of every pixel centre is."""

    depth: np.ndarray  # [H, W] z-depth, metres
    normals: np.ndarray  # [H, W, 3] unit, world axes, towards the camera
    plane_ids: np.ndarray  # [H, W] uint8


def _texture(mi: Any, image: np.ndarray) -> dict[str, Any]:
    """Returns a bitmap texture; uint8 images are sRGB, float ones are raw values."""
    if image.dtype == np.uint8:
        return {"type": "bitmap", "bitmap": mi.Bitmap(np.ascontiguousarray(image))}
    return {"type": "bitmap", "bitmap": mi.Bitmap(np.ascontiguousarray(image[..., None])), "raw": True}


def _bsdf(mi: Any, material: Material) -> dict[str, Any]:
    """Returns the BSDF of a material as a Mitsuba dictionary."""
    if isinstance(material.color, np.ndarray):
        color = _texture(mi, material.color)
    else:
        color = {"type": "rgb", "value": list(material.color)}
    if material.roughness is None:
        inner = {"type": "diffuse", "reflectance": color}
    elif material.metal:
        # Colour stands for the reflectance at normal incidence: a perfect mirror, tinted.
        inner = {
            "type": "roughconductor",
            "material": "none",
            "alpha": material.roughness,
            "specular_reflectance": color,
        }
    else:
        inner = {"type": "roughplastic", "diffuse_reflectance": color, "alpha": material.roughness, "nonlinear": True}
    if material.height is not None:
        inner = {
            "type": "bumpmap",
            "arbitrary": _texture(mi, material.height),
            "scale": material.height_m,
            "bsdf": inner,
        }
    return {"type": "twosided", "bsdf": inner}


def build(mi: Any, items: list[Item], lights: list[Light], planes: Planes) -> Any:
    """Builds the Mitsuba scene; each mesh carries its triangles' plane ids as the attribute `face_plane`."""
    shapes: dict[str, Any] = {}
    for index, item in enumerate(items):
        shapes[f"item_{index}"] = _shape(mi, item.mesh, {"bsdf": _bsdf(mi, item.material)}, planes)
    for index, light in enumerate(lights):
        radiance: dict[str, Any] = {"type": "rgb", "value": list(light.radiance)}
        if light.image is not None:
            srgb = light.image / 255.0
            linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4) * light.radiance
            radiance = {"type": "bitmap", "bitmap": mi.Bitmap(np.ascontiguousarray(linear, np.float32)), "raw": True}
        black = {"type": "diffuse", "reflectance": {"type": "rgb", "value": 0.0}}
        parts = {"bsdf": black, "emitter": {"type": "area", "radiance": radiance}}
        shapes[f"light_{index}"] = _shape(mi, light.mesh, parts, planes)
    if mi.variant().startswith("scalar"):
        paths = {"type": "path", "max_depth": integrator.BOUNCES + 1}
        chosen = {"type": "aov", "aovs": "albedo:albedo,normal:sh_normal,distance:depth", "paths": paths}
    else:
        integrator.register(mi)
        chosen = {"type": "room_path"}
    return mi.load_dict({"type": "scene", "integrator": chosen, **shapes})


def _shape(mi: Any, mesh: Mesh, parts: dict[str, Any], planes: Planes) -> Any:
    """Returns a Mitsuba mesh that holds `parts` (BSDF, emitter)."""
    properties = mi.Properties()
    for key, part in parts.items():
        properties[key] = mi.load_dict(part)
    shape = mi.Mesh("mesh", len(mesh.vertices), len(mesh.faces), properties, True, True)
    params = mi.traverse(shape)
    params["vertex_positions"] = mesh.vertices.astype(np.float32).ravel()
    params["vertex_normals"] = mesh.normals.astype(np.float32).ravel()
    params["vertex_texcoords"] = mesh.uvs.astype(np.float32).ravel()
    params["faces"] = mesh.faces.astype(np.uint32).ravel()
    params.update()
    shape.add_attribute("face_plane", 1, planes.ids_of(mesh).astype(np.float32))
    return shape


def photograph(mi: Any, scene: Any, view: View, spp: int, seed: int) -> np.ndarray:
    """Renders linear radiance [H, W, 3] with about `spp` samples per pixel, in denoised passes."""
    # Mitsuba's camera looks along +z with +x to the left.
    frame = view.c2w @ np.diag([-1.0, 1.0, -1.0, 1.0])
    per_pass = max(round(spp / PASSES), 4)
    sensor = mi.load_dict(
        {
            "type": "perspective",
            "fov": float(np.degrees(2 * np.arctan(view.width / 2 / view.focal_px))),
            "fov_axis": "x",
            "near_clip": 0.01,
            "to_world": mi.ScalarTransform4f(frame),
            "film": {
                "type": "hdrfilm",
                "width": view.width,
                "height": view.height,
                "pixel_format": "rgb",
                "rfilter": {"type": "gaussian", "stddev": 0.4},
            },
            "sampler": {"type": "multijitter", "sample_count": per_pass},
        }
    )
    passes = np.stack(
        [np.array(mi.render(scene, sensor=sensor, spp=per_pass, seed=seed * PASSES + k)) for k in range(PASSES)]
    )
    # A lucky path shows as one pass far above the others.
    limit = np.median(passes[..., :3], axis=0) * OUTLIER + 0.02
    passes[..., :3] = np.minimum(passes[..., :3], limit)
    return denoise(passes)


def cast(mi: Any, scene: Any, view: View) -> Maps:
    """Casts one ray through every pixel centre and returns exact depth, normals and plane ids.

    The room is closed, so that every ray hits something.
    """
    origin, directions = view.rays()
    length = np.linalg.norm(directions, axis=1)
    unit = directions / length[:, None]
    if mi.variant().startswith("scalar"):
        hits = [_hit(mi, scene, origin, direction) for direction in unit]
        t, normals, ids = (np.array(column) for column in zip(*hits, strict=True))
    else:
        ray = mi.Ray3f(mi.Point3f(*origin.tolist()), mi.Vector3f(unit.T.astype(np.float32)))
        si = scene.ray_intersect(ray)
        t, normals = np.array(si.t), np.array(si.sh_frame.n).T
        ids = np.array(si.shape.eval_attribute_1("face_plane", si))
    facing = np.where(np.sum(normals * unit, axis=1, keepdims=True) > 0, -1, 1)
    shape = (view.height, view.width)
    return Maps(
        (t / length).reshape(shape), (normals * facing).reshape(*shape, 3), np.rint(ids).astype(np.uint8).reshape(shape)
    )


def _hit(mi: Any, scene: Any, origin: np.ndarray, direction: np.ndarray) -> tuple[float, list[float], float]:
    """Casts one ray with the scalar variant: distance, shading normal, plane id."""
    si = scene.ray_intersect(mi.Ray3f(origin.tolist(), direction.tolist()))
    return float(si.t), list(si.sh_frame.n), float(si.shape.eval_attribute_1("face_plane", si))


def develop(linear: np.ndarray, exposure: float) -> np.ndarray:
    """Turns linear radiance into an sRGB image [H, W, 3] uint8: linear up to 0.6, then a soft shoulder towards 1."""
    x = np.maximum(linear * exposure, 0)
    knee = 0.6
    x = np.where(x < knee, x, 1 - (1 - knee) * np.exp(-(x - knee) / (1 - knee)))
    srgb = np.where(x <= 0.0031308, 12.92 * x, 1.055 * np.maximum(x, 1e-9) ** (1 / 2.4) - 0.055)
    return np.clip(np.rint(srgb * 255), 0, 255).astype(np.uint8)
