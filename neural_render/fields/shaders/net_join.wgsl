// The parts of an enlargement by 2 (net_part), put together, and the residual blocks behind it: at most 16 channels.
//
// params 0: texels of the channels, activation, number of blocks, first texel of the first block

// include ../../splatting/shaders/fullscreen.wgsl

@group(0) @binding(1) var<uniform> params: array<vec4f, 1>;

// include net.wgsl
// include block.wgsl

@group(0) @binding(4) var part_0: texture_2d_array<f32>;
@group(0) @binding(6) var part_1: texture_2d_array<f32>;
@group(0) @binding(8) var part_2: texture_2d_array<f32>;
@group(0) @binding(10) var part_3: texture_2d_array<f32>;
@group(0) @binding(12) var more_0: texture_2d_array<f32>;  // channels behind the 8th
@group(0) @binding(14) var more_1: texture_2d_array<f32>;  // channels behind the 8th
@group(0) @binding(16) var more_2: texture_2d_array<f32>;  // channels behind the 8th
@group(0) @binding(18) var more_3: texture_2d_array<f32>;  // channels behind the 8th

@fragment
fn fragment(corner: Corner) -> Channels {
  let place = vec2u(corner.place);
  let texel = place / 4u;
  let layer = 2u * ((place.x / 2u) % 2u) + 4u * ((place.y / 2u) % 2u);
  switch place.x % 2u + 2u * (place.y % 2u) {
    case 0u: {
      given[0] = textureLoad(part_0, texel, layer, 0);
      given[1] = textureLoad(part_0, texel, layer + 1u, 0);
      given[2] = textureLoad(more_0, texel, layer, 0);
      given[3] = textureLoad(more_0, texel, layer + 1u, 0);
    }
    case 1u: {
      given[0] = textureLoad(part_1, texel, layer, 0);
      given[1] = textureLoad(part_1, texel, layer + 1u, 0);
      given[2] = textureLoad(more_1, texel, layer, 0);
      given[3] = textureLoad(more_1, texel, layer + 1u, 0);
    }
    case 2u: {
      given[0] = textureLoad(part_2, texel, layer, 0);
      given[1] = textureLoad(part_2, texel, layer + 1u, 0);
      given[2] = textureLoad(more_2, texel, layer, 0);
      given[3] = textureLoad(more_2, texel, layer + 1u, 0);
    }
    default: {
      given[0] = textureLoad(part_3, texel, layer, 0);
      given[1] = textureLoad(part_3, texel, layer + 1u, 0);
      given[2] = textureLoad(more_3, texel, layer, 0);
      given[3] = textureLoad(more_3, texel, layer + 1u, 0);
    }
  }
  sums = given;
  pass_blocks(u32(params[0].w), u32(params[0].z), u32(params[0].x), params[0].y);
  return group_of_channels();
}
