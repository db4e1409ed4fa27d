// The weighted mean of splats where they hide the background: weighted_sum.resolve for the variant coverage.

// include fullscreen.wgsl
// include sums.wgsl

@group(0) @binding(2) var sums: texture_2d<f32>;
@group(0) @binding(4) var hidden: texture_2d<f32>;

@fragment
fn fragment(corner: Corner) -> @location(0) vec4f {
  let texel = vec2u(corner.place);
  let sum = clamp(textureLoad(sums, texel, 0), vec4f(-MAX_SUM), vec4f(MAX_SUM));
  let alpha = 1.0 - exp(-textureLoad(hidden, texel, 0).x);
  return vec4f((sum.rgb / max(sum.a, MIN_WEIGHT) + select(vec3f(0.0), MIDDLE, sum.a > 0.0)) * alpha, alpha);
}
