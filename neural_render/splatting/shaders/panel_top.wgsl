// The smallest level of the panels' texture, which nothing foretells: all guesses are one half.

// include fullscreen.wgsl

@group(0) @binding(1) var<uniform> params: array<vec4f, 2>;  // of the differences: low, step
@group(0) @binding(2) var differences: texture_2d<u32>;

@fragment
fn fragment(corner: Corner) -> @location(0) vec4f {
  let d = params[0] + vec4f(textureLoad(differences, vec2u(corner.place), 0)) * params[1];
  return clamp(0.5 + vec4f(d.x + d.y - d.z, d.x + d.z, d.x - d.y - d.z, d.w), vec4f(0.0), vec4f(1.0));
}
