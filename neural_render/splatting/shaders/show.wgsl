// A premultiplied picture of the targets' size, as it is.

// include fullscreen.wgsl

@group(0) @binding(2) var picture: texture_2d<f32>;

@fragment
fn fragment(corner: Corner) -> @location(0) vec4f {
  return textureLoad(picture, vec2u(corner.place), 0);
}
