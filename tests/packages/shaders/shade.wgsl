// The last layer of the tail: a colour and a brightness, in two targets of different formats.

// include fullscreen.wgsl
// include convolution.wgsl

struct Shaded {
  @location(0) color: vec4f,
  @location(1) brightness: vec4f,
}

@fragment
fn fragment(corner: Corner) -> Shaded {
  let sum = convolved(corner.place);
  return Shaded(sum.first, clamp(0.5 + 0.5 * sum.second, vec4f(0.0), vec4f(1.0)));
}
