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
@group(0) @binding(1) var<uniform> params: array<vec4f, 1>;
struct Features {
  @location(0) first: vec4f,
  @location(1) second: vec4f,
}
@fragment
fn fragment(corner: Corner) -> Features {
  let pixel = (floor(corner.place) + 0.5) * params[0].x;
  let p = vec3f((pixel - view.intrinsics.zw) / view.intrinsics.xy, 1.0);
  let axes = view.world_to_camera;
  let direction = normalize(vec3f(dot(axes[0].xyz, p), dot(axes[1].xyz, p), dot(axes[2].xyz, p)));
  let first = vec4f(direction, view.center.x);
  return Features(first, sin(params[0].y * vec4f(direction, view.center.y)));
}
