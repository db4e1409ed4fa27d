// Points on a ray, what it meets in the grids of space, and the first layer.

@group(0) @binding(1) var<uniform> params: array<vec4f, 13>;
@group(0) @binding(4) var space: texture_2d<u32>;

const SPACE: u32 = 7u;

// include ../../../fields/shaders/head.wgsl
// include points.wgsl
// include ../../../fields/shaders/space.wgsl

@fragment
fn fragment(corner: Corner) -> Channels {
  let ray = ray_of(corner.place);
  begin_head();
  tell_points(ray);
  tell_space(3u * NUM_POINTS * (2u * NUM_OCTAVES + 1u), ray);
  return end_head();
}
