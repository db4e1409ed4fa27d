// Splats summed in any order, where factors only weigh: alpha f c and alpha f, and -log of the transmittance. The factors
// are those of neural_render/splatting/weighted_sum.py, which is the specification.

// include splat.wgsl
// include sums.wgsl

const MIN_DEPTH: f32 = 1e-3;  // world units
const FADE = vec2f(0.02, 0.1);  // of sigma
const FADE_LARGE = vec2f(0.1, 0.2);  // of a splat's size
const NEAREST_SHARE: f32 = 0.1;  // of the radius: inside of the scene, some splats are nearer than all it is about

struct Corner {
  @builtin(position) position: vec4f,
  @location(0) slipping: vec4f,
  @location(1) color: vec4f,  // rgb less MIDDLE, times the weight f; the weight
  @location(2) opacity: f32,
}

struct Sums {
  @location(0) weighted: vec4f,
  @location(1) hidden: vec4f,
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
  let shape = shape_of(texel);
  let size = exp(max(shape.x, max(shape.y, shape.z)));
  return faded(depth / params[8].y, FADE) * faded(depth / size, FADE_LARGE);
}

fn faded(share: f32, fade: vec2f) -> f32 {
  return clamp((share - fade.x) / (fade.y - fade.x), 0.0, 1.0);
}

@vertex
fn vertex(@builtin(vertex_index) index: u32, @builtin(instance_index) instance: u32) -> Corner {
  let culled = Corner(NOWHERE, vec4f(0.0), vec4f(0.0), 0.0);
  let quad = quad_of(index, instance);
  if quad >= u32(params[0].x) {
    return culled;
  }
  let texel = texel_of(quad);
  let mean = mean_of(texel);
  let seen = see(texel, mean);
  let opacity = seen.opacity * nearness_of(texel, seen.depth);
  let extent = extent_of(seen, opacity);
  if extent == 0.0 {
    return culled;
  }
  let place = place_of(seen, corner_of(index), extent);
  let sum = harmonics(texel, normalize(mean - view.center.xyz));
  let weight = coverage_factor_of(sum.a, seen.depth) * params[10].x;
  let color = vec4f(colors_of(sum) - MIDDLE, 1.0) * weight;
  return Corner(place.position, place.slipping, color, opacity);
}

@fragment
fn fragment(corner: Corner) -> Sums {
  let alpha = corner.opacity * footprint(offset_of(corner.slipping));
  if alpha < ALPHA_MIN {
    discard;
  }
  return Sums(corner.color * alpha, vec4f(-log(1.0 - min(alpha, ALPHA_MAX)), 0.0, 0.0, 0.0));
}
