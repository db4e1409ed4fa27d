// The body of a network of at most 32 channels: all residual blocks, and what they began with added behind the last.
//
// params 0: first texel of the first block, texels of the channels, number of blocks, activation

// include ../../splatting/shaders/fullscreen.wgsl

@group(0) @binding(1) var<uniform> params: array<vec4f, 1>;

// include net.wgsl
// include block.wgsl

@group(0) @binding(4) var features: texture_2d_array<f32>;

fn load(texel: vec2u, count: u32) {
  for (var o = 0u; o < GROUP; o++) {
    if o >= count {
      break;
    }
    given[o] = textureLoad(features, texel, o, 0);
  }
}

@fragment
fn fragment(corner: Corner) -> Channels {
  let place = vec2u(corner.place);
  let count = u32(params[0].y);
  load(place, count);
  sums = given;
  pass_blocks(u32(params[0].x), u32(params[0].z), count, params[0].w);
  load(place, count);
  add_to_sums(given);
  return group_of_channels();
}
