// Points on a ray and the first layer.

@group(0) @binding(1) var<uniform> params: array<vec4f, 7>;

// include ../../../fields/shaders/head.wgsl
// include points.wgsl

@fragment
fn fragment(corner: Corner) -> Channels {
  begin_head();
  tell_points(ray_of(corner.place));
  return end_head();
}
