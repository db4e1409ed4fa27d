// The mean colour of what was summed up, laid over what is there.

// include fullscreen.wgsl

@group(0) @binding(2) var sums: texture_2d<f32>;

@fragment
fn fragment(corner: Corner) -> @location(0) vec4f {
  let sum = textureLoad(sums, vec2u(corner.place), 0);
  let alpha = sum.a / (1.0 + sum.a);
  return vec4f(sum.rgb / max(sum.a, 1e-6) * alpha, alpha);
}
