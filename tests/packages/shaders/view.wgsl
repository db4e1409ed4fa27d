// The camera, and clip coordinates, as docs/package.md defines them.

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

// A point in camera axes; depths reach to infinity.
fn project(p: vec3f) -> vec4f {
  let place = view.intrinsics.xy * p.xy + view.intrinsics.zw * p.z;  // px, times the depth
  let x = 2.0 * place.x / view.size.x - p.z;
  let y = p.z - 2.0 * place.y / view.size.y;
  return to_host(vec4f(x, y, p.z - NEAR_PLANE, p.z));
}
