// Sorted discs from the targets that the network filled.

// include quads.wgsl

@group(0) @binding(1) var<uniform> params: array<vec4f, 1>;  // how many
@group(0) @binding(2) var places: texture_2d<f32>;
@group(0) @binding(4) var colors: texture_2d<f32>;
@group(0) @binding(6) var order: texture_2d<u32>;

@vertex
fn vertex(@builtin(vertex_index) index: u32, @builtin(instance_index) instance: u32) -> Corner {
  let quad = quad_of(index, instance);
  if quad >= u32(params[0].x) {
    return nothing();
  }
  let number = textureLoad(order, texel_of(quad, textureDimensions(order).x), 0).x;
  let texel = texel_of(number, textureDimensions(places).x);
  let place = textureLoad(places, texel, 0);
  return disc(index, place.xyz, place.w, textureLoad(colors, texel, 0));
}

@fragment
fn fragment(corner: Corner) -> @location(0) vec4f {
  let alpha = corner.color.a * fade(corner.offset);
  return vec4f(alpha * corner.color.rgb, alpha);
}
