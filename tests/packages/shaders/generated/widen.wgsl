struct View {
  world_to_camera: mat4x4f,
  intrinsics: vec4f,
  size: vec4f,
  center: vec4f,
  clip: vec4f,
}
@group(0) @binding(0) var<uniform> view: View;
const NEAR_PLANE: f32 = 0.01;
fn to_host(p: vec4f) -> vec4f {
  return vec4f(p.x, p.y * view.clip.x, p.z * view.clip.y + p.w * view.clip.z, p.w);
}
fn project(p: vec3f) -> vec4f {
  let place = view.intrinsics.xy * p.xy + view.intrinsics.zw * p.z;
  let x = 2.0 * place.x / view.size.x - p.z;
  let y = p.z - 2.0 * place.y / view.size.y;
  return to_host(vec4f(x, y, p.z - NEAR_PLANE, p.z));
}
struct Corner {
  @builtin(position) position: vec4f,
  @location(0) place: vec2f,
}
@vertex
fn vertex(@builtin(vertex_index) index: u32) -> Corner {
  let across = vec2f(f32(2u * (index & 1u)), f32(index & 2u));
  let p = vec2f(2.0 * across.x - 1.0, 1.0 - 2.0 * across.y);
  return Corner(to_host(vec4f(p, 0.5, 1.0)), across * view.size.zw);
}
@group(0) @binding(2) var features: texture_2d_array<f32>;
@group(0) @binding(4) var weights: texture_2d<f32>;
struct Layers {
  first: vec4f,
  second: vec4f,
}
fn weighted(column: u32, value: vec4f) -> vec4f {
  return textureLoad(weights, vec2u(column, 0u), 0) * value.x + textureLoad(weights, vec2u(column, 1u), 0) * value.y
    + textureLoad(weights, vec2u(column, 2u), 0) * value.z + textureLoad(weights, vec2u(column, 3u), 0) * value.w;
}
fn convolved(place: vec2f) -> Layers {
  let last = vec2i(textureDimensions(features)) - 1;
  var sum = Layers(vec4f(0.0), vec4f(0.0));
  for (var tap = 0u; tap < 9u; tap++) {
    let at = vec2i(place) + vec2i(i32(tap % 3u), i32(tap / 3u)) - 1;
    let texel = clamp(at >> vec2u(1u), vec2i(0), last);
    for (var layer = 0u; layer < 2u; layer++) {
      let value = textureLoad(features, texel, layer, 0);
      sum.first += weighted(4u * tap + layer, value);
      sum.second += weighted(4u * tap + 2u + layer, value);
    }
  }
  return sum;
}
struct Features {
  @location(0) first: vec4f,
  @location(1) second: vec4f,
}
@fragment
fn fragment(corner: Corner) -> Features {
  let sum = convolved(corner.place);
  return Features(max(sum.first, vec4f(0.0)), max(sum.second, vec4f(0.0)));
}
