// Discs over each other and over what is there.

// include coded.wgsl

@group(0) @binding(6) var order: texture_2d<u32>;

@vertex
fn vertex(@builtin(vertex_index) index: u32, @builtin(instance_index) instance: u32) -> Corner {
  let quad = quad_of(index, instance);
  if quad >= u32(params[3].x) {
    return nothing();
  }
  return coded(index, textureLoad(order, texel_of(quad, textureDimensions(order).x), 0).x);
}

@fragment
fn fragment(corner: Corner) -> @location(0) vec4f {
  let alpha = corner.color.a * fade(corner.offset);
  return vec4f(alpha * corner.color.rgb, alpha);
}
