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
@group(0) @binding(2) var color: texture_2d<f32>;
@group(0) @binding(3) var color_sampler: sampler;
@group(0) @binding(4) var brightness: texture_2d<f32>;
@fragment
fn fragment(corner: Corner) -> @location(0) vec4f {
  let place = 0.5 * corner.place / vec2f(textureDimensions(brightness));
  let picked = textureSampleLevel(color, color_sampler, place, 0.0).rgb;
  let bright = textureLoad(brightness, vec2u(0.5 * corner.place), 0).rgb;
  return vec4f(clamp((0.5 + 0.4 * picked) * bright, vec3f(0.0), vec3f(1.0)), 1.0);
}
