struct View {
  world_to_camera: mat4x4f,
  intrinsics: vec4f,
  size: vec4f,
  center: vec4f,
  clip: vec4f,
}
@group(0) @binding(0) var<uniform> view: View;
const NEAR_PLANE: f32 = 0.01;
fn to_clip(position: vec4f) -> vec4f {
  let p = position;
  return vec4f(p.x, p.y * view.clip.x, p.z * view.clip.y + p.w * view.clip.z, p.w);
}
fn place_to_clip(place: vec2f, depth: f32) -> vec4f {
  let p = vec2f(2.0, -2.0) * place / view.size.xy + vec2f(-1.0, 1.0);
  return to_clip(vec4f(p, 1.0 - NEAR_PLANE / depth, 1.0));
}
@group(0) @binding(1) var<uniform> params: array<vec4f, 1>;
@group(0) @binding(2) var level_0: texture_2d<f32>;
@group(0) @binding(3) var level_0_sampler: sampler;
@group(0) @binding(4) var level_1: texture_2d<f32>;
@group(0) @binding(5) var level_1_sampler: sampler;
@group(0) @binding(6) var level_2: texture_2d<f32>;
@group(0) @binding(7) var level_2_sampler: sampler;
@group(0) @binding(8) var level_3: texture_2d<f32>;
@group(0) @binding(9) var level_3_sampler: sampler;
const LAST_LEVEL: f32 = 3.0;
const MAX_TAPS: f32 = 4.0;
struct Corner {
  @builtin(position) position: vec4f,
  @location(0) uv: vec2f,
}
@vertex
fn vertex(@location(0) position: vec3f, @location(1) uv: vec2f) -> Corner {
  let p = (view.world_to_camera * vec4f(position, 1.0)).xyz;
  let place = view.intrinsics.xy * p.xy + view.intrinsics.zw * p.z;
  let x = 2.0 * place.x / view.size.x - p.z;
  let y = p.z - 2.0 * place.y / view.size.y;
  return Corner(to_clip(vec4f(x, y, p.z - NEAR_PLANE / params[0].z, p.z)), uv);
}
fn sample_of(level: u32, uv: vec2f) -> vec4f {
  switch level {
    case 0u: { return textureSampleLevel(level_0, level_0_sampler, uv, 0.0); }
    case 1u: { return textureSampleLevel(level_1, level_1_sampler, uv, 0.0); }
    case 2u: { return textureSampleLevel(level_2, level_2_sampler, uv, 0.0); }
    default: { return textureSampleLevel(level_3, level_3_sampler, uv, 0.0); }
  }
}
@fragment
fn fragment(corner: Corner) -> @location(0) vec4f {
  let across = dpdx(corner.uv);
  let down = dpdy(corner.uv);
  let size = params[0].xy;
  let lengths = vec2f(length(across * size), length(down * size));
  let longer = max(max(lengths.x, lengths.y), 1e-6);
  let shorter = max(min(lengths.x, lengths.y), 1.0);
  let taps = clamp(floor(longer / shorter + 0.5), 1.0, MAX_TAPS);
  let level = clamp(log2(longer / taps), 0.0, LAST_LEVEL);
  let along = select(down, across, lengths.x > lengths.y);
  let first = u32(level);
  let share = level - f32(first);
  var sum = vec4f(0.0);
  for (var tap = 0.0; tap < taps; tap += 1.0) {
    let uv = corner.uv + along * ((tap + 0.5) / taps - 0.5);
    var picked = sample_of(first, uv);
    if share > 0.0 {
      picked = mix(picked, sample_of(first + 1u, uv), share);
    }
    sum += picked;
  }
  let color = sum / taps;
  if color.a < 0.5 {
    discard;
  }
  return vec4f(color.rgb, 1.0);
}
