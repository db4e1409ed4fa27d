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
struct Corner {
  @builtin(position) position: vec4f,
  @location(0) place: vec2f,
}
@vertex
fn vertex(@builtin(vertex_index) index: u32) -> Corner {
  let p = vec2f(f32(index & 1u), f32(index >> 1u)) * 4.0 - 1.0;
  return Corner(to_clip(vec4f(p, 0.0, 1.0)), vec2f(0.5 + 0.5 * p.x, 0.5 - 0.5 * p.y) * view.size.zw);
}
@group(0) @binding(1) var<uniform> params: array<vec4f, 1>;
@group(0) @binding(2) var kind_0: texture_2d_array<f32>;
@group(0) @binding(4) var kind_1: texture_2d_array<f32>;
@group(0) @binding(6) var kind_2: texture_2d_array<f32>;
@group(0) @binding(8) var kind_3: texture_2d_array<f32>;
@group(0) @binding(10) var kind_4: texture_2d_array<f32>;
@group(0) @binding(12) var kind_5: texture_2d_array<f32>;
@group(0) @binding(14) var kind_6: texture_2d_array<f32>;
@group(0) @binding(16) var kind_7: texture_2d_array<f32>;
@group(0) @binding(18) var kind_8: texture_2d_array<f32>;
@fragment
fn fragment(corner: Corner) -> @location(0) vec4f {
  let place = vec2u(corner.place);
  let stride = u32(params[0].x);
  let kind = place % stride;
  let behind = place / stride;
  let layer = behind.x % 2u + 2u * (behind.y % 2u);
  let texel = behind / 2u;
  var color: vec4f;
  switch kind.x + stride * kind.y {
    case 0u: { color = textureLoad(kind_0, texel, layer, 0); }
    case 1u: { color = textureLoad(kind_1, texel, layer, 0); }
    case 2u: { color = textureLoad(kind_2, texel, layer, 0); }
    case 3u: { color = textureLoad(kind_3, texel, layer, 0); }
    case 4u: { color = textureLoad(kind_4, texel, layer, 0); }
    case 5u: { color = textureLoad(kind_5, texel, layer, 0); }
    case 6u: { color = textureLoad(kind_6, texel, layer, 0); }
    case 7u: { color = textureLoad(kind_7, texel, layer, 0); }
    default: { color = textureLoad(kind_8, texel, layer, 0); }
  }
  return color;
}
