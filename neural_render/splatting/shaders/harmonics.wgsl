// Real spherical harmonics up to degree 3, with the signs and constants of neural_render/splatting/sh.py.

const SH_C0: f32 = 0.28209479177387814;
const SH_C1: f32 = 0.4886025119029199;
const SH_C2 = vec3f(1.0925484305920792, 0.31539156525252005, 0.5462742152960396);
const SH_C3 = vec3f(0.5900435899266435, 2.890611442640554, 0.4570457994644658);
const SH_C3_MORE = vec2f(0.3731763325901154, 1.445305721320277);

fn harmonic(texel: vec2u, k: u32) -> vec4f {
  return params[12u + 2u * k] + vec4f(textureLoad(colors, texel, k, 0)) * params[13u + 2u * k];
}

// The sums of a splat's harmonics in the unit direction d: r, g, b around 0.5, and the view-dependent factor's.
fn harmonics(texel: vec2u, d: vec3f) -> vec4f {
  let num_bases = params[0].y;
  var sum = SH_C0 * harmonic(texel, 0u);
  if num_bases > 1.0 {
    sum += SH_C1 * (d.z * harmonic(texel, 2u) - d.y * harmonic(texel, 1u) - d.x * harmonic(texel, 3u));
  }
  let s = d * d;
  if num_bases > 4.0 {
    sum += SH_C2.x * (d.x * d.y * harmonic(texel, 4u) - d.y * d.z * harmonic(texel, 5u))
      + SH_C2.y * (2.0 * s.z - s.x - s.y) * harmonic(texel, 6u)
      - SH_C2.x * d.x * d.z * harmonic(texel, 7u)
      + SH_C2.z * (s.x - s.y) * harmonic(texel, 8u);
  }
  if num_bases > 9.0 {
    let ring = 4.0 * s.z - s.x - s.y;
    sum += SH_C3.y * d.x * d.y * d.z * harmonic(texel, 10u)
      - SH_C3.x * (d.y * (3.0 * s.x - s.y) * harmonic(texel, 9u) + d.x * (s.x - 3.0 * s.y) * harmonic(texel, 15u))
      - SH_C3.z * ring * (d.y * harmonic(texel, 11u) + d.x * harmonic(texel, 13u))
      + SH_C3_MORE.x * d.z * (2.0 * s.z - 3.0 * s.x - 3.0 * s.y) * harmonic(texel, 12u)
      + SH_C3_MORE.y * d.z * (s.x - s.y) * harmonic(texel, 14u);
  }
  return sum;
}
