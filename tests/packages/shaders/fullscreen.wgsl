// One triangle over the targets.

// include view.wgsl

struct Corner {
  @builtin(position) position: vec4f,
  @location(0) place: vec2f,  // px of the targets
}

@vertex
fn vertex(@builtin(vertex_index) index: u32) -> Corner {
  let across = vec2f(f32(2u * (index & 1u)), f32(index & 2u));  // 0 ... 2 in pictures
  let p = vec2f(2.0 * across.x - 1.0, 1.0 - 2.0 * across.y);
  return Corner(to_host(vec4f(p, 0.5, 1.0)), across * view.size.zw);
}
