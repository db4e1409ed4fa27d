// Features of the rays through the middles of the targets' texels.

// include fullscreen.wgsl

@group(0) @binding(1) var<uniform> params: array<vec4f, 1>;  // px of the screen per texel, frequency

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
