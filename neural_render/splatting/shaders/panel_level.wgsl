// A level of the panels' texture: what the level above it, half as large, says of each texel, and the difference that
// is stored. Luma, two chromas and alpha, as in `encode` of splatting/panel_packing.py.

// include fullscreen.wgsl

@group(0) @binding(1) var<uniform> params: array<vec4f, 2>;  // of the differences: low, step
@group(0) @binding(2) var differences: texture_2d<u32>;
@group(0) @binding(4) var above: texture_2d<f32>;
@group(0) @binding(5) var above_sampler: sampler;

@fragment
fn fragment(corner: Corner) -> @location(0) vec4f {
  let guess = textureSampleLevel(above, above_sampler, corner.place / view.size.zw, 0.0);
  let d = params[0] + vec4f(textureLoad(differences, vec2u(corner.place), 0)) * params[1];
  return clamp(guess + vec4f(d.x + d.y - d.z, d.x + d.z, d.x - d.y - d.z, d.w), vec4f(0.0), vec4f(1.0));
}
