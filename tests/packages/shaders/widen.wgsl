// A hidden layer of the tail: two layers of features in, two out.

// include fullscreen.wgsl
// include convolution.wgsl

struct Features {
  @location(0) first: vec4f,
  @location(1) second: vec4f,
}

@fragment
fn fragment(corner: Corner) -> Features {
  let sum = convolved(corner.place);
  return Features(max(sum.first, vec4f(0.0)), max(sum.second, vec4f(0.0)));
}
