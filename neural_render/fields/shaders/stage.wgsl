// A stage of the tail with at most 32 channels: an enlargement and the residual blocks behind it.
//
// params 3: activation, number of blocks; first texel of the first block, and of the last layer

@group(0) @binding(1) var<uniform> params: array<vec4f, 4>;

// include gather.wgsl

var<private> given: array<vec4f, 8>;  // inputs of a layer
var<private> kept: array<vec4f, 8>;   // what a block is added to

// A layer that begins at a texel makes sums of what is given.
fn apply(begin: u32, num_in: u32, num_out: u32) {
  begin_sums(begin + 4u * num_in * num_out, num_out);
  for (var i = 0u; i < GROUP; i++) {
    if i >= num_in {
      break;
    }
    add_channels(begin + 4u * i * num_out, num_out, num_out, given[i]);
  }
}

fn enlarge(place: vec2f) {
  gather(place);
  let count = u32(params[1].w);
  let size = (4u * count + 1u) * count;  // texels of a layer of a block
  var begin = u32(params[3].z);
  for (var b = 0u; b < u32(params[3].y); b++) {
    kept = sums;
    given = sums;
    apply(begin, count, count);
    for (var o = 0u; o < GROUP; o++) {
      if o >= count {
        break;
      }
      given[o] = activated(sums[o], params[3].x);
    }
    apply(begin + size, count, count);
    for (var o = 0u; o < GROUP; o++) {
      if o >= count {
        break;
      }
      sums[o] += kept[o];
    }
    begin += 2u * size;
  }
}
