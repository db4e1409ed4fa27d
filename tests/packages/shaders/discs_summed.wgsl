// Discs in any order, as sums.

// include coded.wgsl

@vertex
fn vertex(@builtin(vertex_index) index: u32, @builtin(instance_index) instance: u32) -> Corner {
  let quad = quad_of(index, instance);
  if quad >= u32(params[3].x) {
    return nothing();
  }
  return coded(index, quad);
}

@fragment
fn fragment(corner: Corner) -> @location(0) vec4f {
  let alpha = corner.color.a * fade(corner.offset);
  return vec4f(alpha * corner.color.rgb, alpha);
}
