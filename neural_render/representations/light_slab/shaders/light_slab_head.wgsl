// What the grids of a ray's pairs of coordinates hold, and the first layer.

@group(0) @binding(1) var<uniform> params: array<vec4f, 16>;

// include ../../../fields/shaders/head.wgsl
// include slab.wgsl

@fragment
fn fragment(corner: Corner) -> Channels {
  begin_head();
  _ = tell_slab(ray_of(corner.place));
  return end_head();
}
