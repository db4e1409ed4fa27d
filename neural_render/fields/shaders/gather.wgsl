// A layer for one texel: a 1x1 convolution, or a transposed one, whose place looks at the few texels that reach it.
// The program's own number is the first texel of its group of outputs.

// include net.wgsl
// include features.wgsl

fn gather(place: vec2f) {
  let begin = u32(params[0].x) + u32(params[0].w);
  let num_in = u32(params[0].y);
  let row = u32(params[0].z);
  let stride = u32(params[1].x);
  let kernel = u32(params[1].y);
  let count = u32(params[1].w);
  let at = vec2u(place) + u32(params[1].z);
  let end = features_end();
  let last = textureDimensions(features) - 1u;
  begin_sums(begin + kernel * kernel * 4u * num_in * row, count);
  let reach = kernel / stride;  // texels in each direction
  for (var j = 0u; j < reach * reach; j++) {
    let back = vec2u(j % reach, j / reach);
    let texel = at / stride - back;  // wraps beyond the first, and is too large then
    if texel.x < end.x && texel.y < end.y {
      let tap = at % stride + stride * back;
      var first = begin + (tap.y * kernel + tap.x) * 4u * num_in * row;
      for (var i = 0u; i < num_in; i++) {
        add_channels(first, row, count, feature(min(texel, last), i));
        first += 4u * row;
      }
    }
  }
}
