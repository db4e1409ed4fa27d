// A stage of the tail with at most 32 channels that others follow: an enlargement and the residual blocks behind it.
//
// params 3: activation, number of blocks, first texel of the first block, 0

// include ../../splatting/shaders/fullscreen.wgsl

@group(0) @binding(1) var<uniform> params: array<vec4f, 4>;

// include gather.wgsl
// include block.wgsl

@fragment
fn fragment(corner: Corner) -> Channels {
  gather(corner.place);
  pass_blocks(u32(params[3].z), u32(params[3].y), u32(params[1].w), params[3].x);
  return group_of_channels();
}
