// A layer of a wide network: up to 32 of its channels.
//
// params 3: activation, how many targets are added behind it (0, 1 or 2), 0, 0

// include ../../splatting/shaders/fullscreen.wgsl

@group(0) @binding(1) var<uniform> params: array<vec4f, 4>;

// include gather.wgsl

@group(0) @binding(8) var skipped: texture_2d_array<f32>;
@group(0) @binding(10) var also_skipped: texture_2d_array<f32>;

@fragment
fn fragment(corner: Corner) -> Channels {
  gather(corner.place);
  let place = vec2u(corner.place);
  let count = u32(params[1].w);
  if params[3].x > 0.0 {
    activate_sums(count, params[3].x);
  }
  if params[3].y > 0.0 {
    var values: array<vec4f, 8>;
    for (var o = 0u; o < count; o++) {
      values[o] = textureLoad(skipped, place, o, 0);
    }
    if params[3].y > 1.0 {
      for (var o = 0u; o < count; o++) {
        values[o] += textureLoad(also_skipped, place, o, 0);
      }
    }
    add_to_sums(values);
  }
  return group_of_channels();
}
