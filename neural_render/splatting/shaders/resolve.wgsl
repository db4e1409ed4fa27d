// The weighted mean of splats and background: weighted_sum.resolve for the variants direct, exponential and linear.

// include fullscreen.wgsl
// include sums.wgsl

@group(0) @binding(1) var<uniform> params: array<vec4f, 3>;  // variant, sigma, beta, w_B; background; exposure
@group(0) @binding(2) var sums: texture_2d<f32>;

@fragment
fn fragment(corner: Corner) -> @location(0) vec4f {
  let sum = clamp(textureLoad(sums, vec2u(corner.place), 0), vec4f(-MAX_SUM), vec4f(MAX_SUM));
  return vec4f(sum.rgb + MIDDLE * sum.a, sum.a) / max(sum.a + params[0].w * params[2].x, MIN_WEIGHT);
}
