// The last stage of the tail, and the last layer: the picture.

// include ../../splatting/shaders/fullscreen.wgsl
// include stage.wgsl

@fragment
fn fragment(corner: Corner) -> @location(0) vec4f {
  enlarge(corner.place);
  given = sums;
  apply(u32(params[3].w), u32(params[1].w), 1u);
  return vec4f(1.0 / (1.0 + exp(-sums[0].xyz)), 1.0);
}
