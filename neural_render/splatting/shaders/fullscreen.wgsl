// One triangle that covers the targets.

// include view.wgsl

struct Corner {
  @builtin(position) position: vec4f,
  @location(0) place: vec2f,  // in px of the targets, from their top left corner
}

@vertex
fn vertex(@builtin(vertex_index) index: u32) -> Corner {
  let p = vec2f(f32(index & 1u), f32(index >> 1u)) * 4.0 - 1.0;
  return Corner(to_clip(vec4f(p, 0.0, 1.0)), vec2f(0.5 + 0.5 * p.x, 0.5 - 0.5 * p.y) * view.size.zw);
}
