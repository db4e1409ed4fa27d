"""A path tracer for one still room, tuned so that few samples suffice; needs a vectorised Mitsuba variant.

It differs from Mitsuba's `path` in three ways, each of which trades an invisible bias for much less noise:
every light is sampled at the first hit of every path; from the second hit on, surfaces answer with their diffuse lobe
only (so that no path finds the window by luck through a gloss); what those later hits add is clamped.
"""

from __future__ import annotations

from typing import Any

BOUNCES = 3  # surface hits of a path; a fourth would add 3 % of light for half as much time again
CLAMP = 1.0  # largest radiance that one later hit may add; white paper in the scene has about 0.4


def register(mi: Any) -> None:
    """Makes the integrator known to Mitsuba as `room_path`; call after the variant is set."""
    import drjit as dr

    class RoomPath(mi.SamplingIntegrator):
        """Estimates radiance along camera rays, and the first hit's albedo, normal and distance for the denoiser."""

        def aov_names(self) -> list[str]:
            return ["albedo.R", "albedo.G", "albedo.B", "normal.X", "normal.Y", "normal.Z", "distance"]

        def sample(
            self, scene: Any, sampler: Any, ray: Any, medium: Any = None, active: Any = True
        ) -> tuple[Any, Any, list[Any]]:
            full, matte = mi.BSDFContext(), mi.BSDFContext()
            matte.type_mask = int(mi.BSDFFlags.DiffuseReflection)
            num_lights = len(scene.emitters())
            radiance, weight = mi.Spectrum(0.0), mi.Spectrum(1.0)
            active = mi.Bool(active)
            previous, bsdf_pdf, valid = dr.zeros(mi.SurfaceInteraction3f), mi.Float(1.0), mi.Bool(False)
            ray = mi.Ray3f(ray)
            features: list[Any] = []
            for hit in range(BOUNCES + 1):
                si = scene.ray_intersect(ray, active)
                if hit == 0:
                    valid = si.is_valid()
                    features = _features(si, ray, valid)
                emitter = si.emitter(scene, active)
                share = 1.0
                if hit > 0:
                    toward = mi.DirectionSample3f(scene, si, previous)
                    light_pdf = scene.pdf_emitter_direction(previous, toward, active & (emitter != None))  # noqa: E711
                    share = _balance(dr, bsdf_pdf, light_pdf * (num_lights if hit == 1 else 1))
                found = weight * share * emitter.eval(si, active & (emitter != None))  # noqa: E711
                radiance += found if hit < 2 else dr.minimum(found, CLAMP)
                if hit == BOUNCES:
                    break
                active &= si.is_valid()
                bsdf, context = si.bsdf(ray), full if hit == 0 else matte
                strata = num_lights if hit == 0 else 1
                for light in range(strata):
                    u = sampler.next_2d(active)
                    u.x = (u.x + light) / strata
                    toward, arriving = scene.sample_emitter_direction(si, u, True, active)
                    lit = active & (toward.pdf > 0)
                    local = si.to_local(toward.d)
                    value, pdf = bsdf.eval_pdf(context, si, local, lit)
                    one = weight * value * arriving * _balance(dr, toward.pdf * strata, pdf) / strata
                    one = dr.select(lit, one, 0.0)
                    radiance += one if hit == 0 else dr.minimum(one, CLAMP)
                bsdf_sample, factor = bsdf.sample(context, si, sampler.next_1d(active), sampler.next_2d(active), active)
                active &= bsdf_sample.pdf > 0
                weight = dr.select(active, weight * factor, 0.0)
                ray = si.spawn_ray(si.to_world(bsdf_sample.wo))
                previous, bsdf_pdf = si, bsdf_sample.pdf
            return radiance, valid, features

    def _features(si: Any, ray: Any, valid: Any) -> list[Any]:
        albedo = si.bsdf(ray).eval_diffuse_reflectance(si, valid)
        normal = si.sh_frame.n
        return [albedo.x, albedo.y, albedo.z, normal.x, normal.y, normal.z, dr.select(valid, si.t, 0.0)]

    mi.register_integrator("room_path", lambda properties: RoomPath(properties))


def _balance(dr: Any, a: Any, b: Any) -> Any:
    """Returns the weight of strategy `a` against `b` by the power heuristic."""
    return dr.select(a > 0, a * a / (a * a + b * b), 0.0)
