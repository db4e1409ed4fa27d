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
@group(0) @binding(2) var picture: texture_2d<f32>;
@group(0) @binding(3) var picture_sampler: sampler;
struct Corner {
  @builtin(position) position: vec4f,
  @location(0) uv: vec2f,
}
@vertex
fn vertex(@location(0) position: vec3f, @location(1) uv: vec2f) -> Corner {
  return Corner(project((view.world_to_camera * vec4f(position, 1.0)).xyz), uv);
}
@fragment
fn fragment(corner: Corner) -> @location(0) vec4f {
  return vec4f(textureSampleLevel(picture, picture_sampler, corner.uv, 0.0).rgb, 1.0);
}
