// What the grids of a ray's pairs of coordinates hold, what it meets in those of space, and the first layer.

@group(0) @binding(1) var<uniform> params: array<vec4f, 22>;
@group(0) @binding(6) var space: texture_2d<u32>;

const SPACE: u32 = 16u;

// include ../../../fields/shaders/head.wgsl
// include slab.wgsl
// include ../../../fields/shaders/space.wgsl

@fragment
fn fragment(corner: Corner) -> Channels {
  let ray = ray_of(corner.place);
  begin_head();
  let channel = tell_slab(ray);
  tell_space(channel, ray);
  return end_head();
}
