// A layer over what passes before have drawn: a 1x1 convolution, or a transposed one, whose place looks at the few
// texels that reach it. Channels behind the 32nd are in a second target.
//
// params 0: first texel of the layer, texels of its inputs, of its outputs, and its first one of this group
// params 1: stride, kernel, padding (1, 1, 0 where the layer enlarges nothing), texels of the group
// params 2: pixels of the screen along an edge of a texel of the head, and of the features, 0, 0

// include net.wgsl

@group(0) @binding(4) var features: texture_2d_array<f32>;
@group(0) @binding(6) var more_features: texture_2d_array<f32>;

fn feature(texel: vec2u, layer: u32) -> vec4f {
  if layer < GROUP {
    return textureLoad(features, texel, layer, 0);
  }
  return textureLoad(more_features, texel, layer - GROUP, 0);
}

fn gather(place: vec2f) {
  let begin = u32(params[0].x) + u32(params[0].w);
  let num_in = u32(params[0].y);
  let row = u32(params[0].z);
  let stride = u32(params[1].x);
  let kernel = u32(params[1].y);
  let count = u32(params[1].w);
  let at = vec2u(place) + u32(params[1].z);
  // Targets end with the screen, where the network does not: what is cut there is like what lies beside it.
  let factor = u32(params[2].x);
  let end = (vec2u(view.size.xy) + factor - 1u) / factor * (factor / u32(params[2].y));
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
