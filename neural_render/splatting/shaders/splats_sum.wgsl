// Splats summed in any order, where factors scale opacities: a c and a (variants direct, exponential and linear). The
// factors are those of neural_render/splatting/weighted_sum.py, which is the specification.

// include splat.wgsl
// include sums.wgsl

const MIN_DEPTH: f32 = 1e-3;  // world units
const MAX_LOG_POWER: f32 = 80.0;
const EXPONENTIAL: f32 = 1.0;  // the variants, as params[8].x has them
const LINEAR: f32 = 2.0;

struct Corner {
  @builtin(position) position: vec4f,
  @location(0) slipping: vec4f,
  @location(1) color: vec4f,  // rgb; opacity times factor
}

fn factor_of(from_here: f32, depth: f32) -> f32 {
  let variant = params[8].x;
  let sigma = params[8].y;
  let beta = params[8].z;
  let seen = max(from_here, 0.0);
  if variant == EXPONENTIAL {
    return seen * exp(-sigma * exp(min(beta * log(max(depth, MIN_DEPTH)), MAX_LOG_POWER)));
  }
  if variant == LINEAR {
    return seen * max(1.0 - depth / sigma, 0.0);
  }
  return seen;
}

@vertex
fn vertex(@builtin(vertex_index) index: u32, @builtin(instance_index) instance: u32) -> Corner {
  let culled = Corner(NOWHERE, vec4f(0.0), vec4f(0.0));
  let quad = quad_of(index, instance);
  if quad >= u32(params[0].x) {
    return culled;
  }
  let texel = texel_of(quad);
  let mean = mean_of(texel);
  let seen = see(texel, mean);
  if seen.opacity <= 0.0 {
    return culled;
  }
  let sum = harmonics(texel, normalize(mean - view.center.xyz));
  let opacity = seen.opacity * factor_of(sum.a, seen.depth);
  let extent = extent_of(seen, opacity);
  if extent == 0.0 {
    return culled;
  }
  let place = place_of(seen, corner_of(index), extent);
  return Corner(place.position, place.slipping, vec4f(colors_of(sum), opacity));
}

@fragment
fn fragment(corner: Corner) -> @location(0) vec4f {
  let alpha = corner.color.a * footprint(offset_of(corner.slipping));
  if alpha < ALPHA_MIN {
    discard;
  }
  return vec4f(corner.color.rgb - MIDDLE, 1.0) * (alpha * params[10].x);
}
