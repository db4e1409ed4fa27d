// Factors of weighted sums: neural_render/splatting/weighted_sum.py, which is the specification.

const MIN_DEPTH: f32 = 1e-3;  // world units
const MAX_LOG_POWER: f32 = 80.0;
const EXPONENTIAL: f32 = 1.0;  // the variants, as params[8].x has them
const LINEAR: f32 = 2.0;
const FADE = vec2f(0.02, 0.1);  // of sigma
const FADE_LARGE = vec2f(0.1, 0.2);  // of a splat's size
const NEAREST_SHARE: f32 = 0.1;  // of the radius: inside of the scene, some splats are nearer than all it is about

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

// All factors of a picture may be scaled alike: here to 1 at the nearest depth at which splats are expected, so that sums
// fit half floats from near and far.
fn coverage_factor_of(from_here: f32, depth: f32) -> f32 {
  let around = params[11];
  let nearest = max(distance(view.center.xyz, around.xyz) - around.w, NEAREST_SHARE * around.w);
  return exp(min(from_here - params[8].z * log(max(depth, MIN_DEPTH) / max(nearest, MIN_DEPTH)), params[10].y));
}

// What is left of the opacities of `coverage` in front of the camera.
fn nearness_of(texel: vec2u, depth: f32) -> f32 {
  let log_scales = params[6].xyz + vec3f(textureLoad(scales, texel, 0).xyz) * params[7].xyz;
  let size = exp(max(log_scales.x, max(log_scales.y, log_scales.z)));
  return faded(depth / params[8].y, FADE) * faded(depth / size, FADE_LARGE);
}

fn faded(share: f32, fade: vec2f) -> f32 {
  return clamp((share - fade.x) / (fade.y - fade.x), 0.0, 1.0);
}
