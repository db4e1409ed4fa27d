// Real spherical harmonics up to degree 3, with the signs and constants of neural_render/splatting/sh.py.

const SH_C0: f32 = 0.28209479177387814;
const SH_C1: f32 = 0.4886025119029199;
const SH_C2 = vec3f(1.0925484305920792, 0.31539156525252005, 0.5462742152960396);
const SH_C3 = vec3f(0.5900435899266435, 2.890611442640554, 0.4570457994644658);
const SH_C3_MORE = vec2f(0.3731763325901154, 1.445305721320277);
const SHARED: f32 = 1.0;  // params[0].w: 0 without a palette, SHARED where splats say which entry, 2 where each has its own

// Harmonic k > 0 of the texel of `rest`, in which layer 0 is harmonic `first`.
fn harmonic(texel: vec2u, first: u32, k: u32) -> vec4f {
  return params[12u + 2u * k] + vec4f(textureLoad(rest, texel, k - first, 0)) * params[13u + 2u * k];
}

// The sums of a splat's harmonics in the unit direction d: r, g, b around 0.5, and the view-dependent factor's.
fn harmonics(texel: vec2u, d: vec3f) -> vec4f {
  let num_bases = params[0].y;
  var sum = SH_C0 * (params[12] + vec4f(textureLoad(colors, texel, 0, 0)) * params[13]);
  let first = select(0u, 1u, params[0].w > 0.0);
  var place = texel;
  if params[0].w == SHARED {
    place = texel_of(textureLoad(means, texel, 0).w);
  }
  if num_bases > 1.0 {
    sum += SH_C1 * (d.z * harmonic(place, first, 2u) - d.y * harmonic(place, first, 1u) - d.x * harmonic(place, first, 3u));
  }
  let s = d * d;
  if num_bases > 4.0 {
    sum += SH_C2.x * (d.x * d.y * harmonic(place, first, 4u) - d.y * d.z * harmonic(place, first, 5u))
      + SH_C2.y * (2.0 * s.z - s.x - s.y) * harmonic(place, first, 6u)
      - SH_C2.x * d.x * d.z * harmonic(place, first, 7u)
      + SH_C2.z * (s.x - s.y) * harmonic(place, first, 8u);
  }
  if num_bases > 9.0 {
    let ring = 4.0 * s.z - s.x - s.y;
    sum += SH_C3.y * d.x * d.y * d.z * harmonic(place, first, 10u)
      - SH_C3.x * (d.y * (3.0 * s.x - s.y) * harmonic(place, first, 9u) + d.x * (s.x - 3.0 * s.y) * harmonic(place, first, 15u))
      - SH_C3.z * ring * (d.y * harmonic(place, first, 11u) + d.x * harmonic(place, first, 13u))
      + SH_C3_MORE.x * d.z * (2.0 * s.z - 3.0 * s.x - 3.0 * s.y) * harmonic(place, first, 12u)
      + SH_C3_MORE.y * d.z * (s.x - s.y) * harmonic(place, first, 14u);
  }
  return sum;
}
