// Discs that face the camera and fade towards their edge.

// include view.wgsl

struct Corner {
  @builtin(position) position: vec4f,
  @location(0) offset: vec2f,  // radii from the middle
  @location(1) color: vec4f,
}

fn quad_of(vertex: u32, instance: u32) -> u32 {
  return instance * 128u + vertex / 4u;
}

fn texel_of(number: u32, width: u32) -> vec2u {
  return vec2u(number % width, number / width);
}

fn disc(vertex: u32, middle: vec3f, radius: f32, color: vec4f) -> Corner {
  let p = (view.world_to_camera * vec4f(middle, 1.0)).xyz;
  if p.z <= NEAR_PLANE {
    return nothing();
  }
  let offset = vec2f(f32(vertex & 1u), f32((vertex >> 1u) & 1u)) * 2.0 - 1.0;
  return Corner(project(p + vec3f(radius * offset, 0.0)), offset, color);
}

fn nothing() -> Corner {
  return Corner(vec4f(2.0, 2.0, 2.0, 1.0), vec2f(0.0), vec4f(0.0));
}

fn fade(offset: vec2f) -> f32 {
  let inside = max(1.0 - dot(offset, offset), 0.0);
  return inside * inside;
}
