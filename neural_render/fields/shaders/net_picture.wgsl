// The places of the picture, kind by kind (net_colors), put together.
//
// params 0: stride of the last stage, 0, 0, 0

// include ../../splatting/shaders/fullscreen.wgsl

@group(0) @binding(1) var<uniform> params: array<vec4f, 1>;
@group(0) @binding(2) var kind_0: texture_2d_array<f32>;
@group(0) @binding(4) var kind_1: texture_2d_array<f32>;
@group(0) @binding(6) var kind_2: texture_2d_array<f32>;
@group(0) @binding(8) var kind_3: texture_2d_array<f32>;
@group(0) @binding(10) var kind_4: texture_2d_array<f32>;
@group(0) @binding(12) var kind_5: texture_2d_array<f32>;
@group(0) @binding(14) var kind_6: texture_2d_array<f32>;
@group(0) @binding(16) var kind_7: texture_2d_array<f32>;
@group(0) @binding(18) var kind_8: texture_2d_array<f32>;

@fragment
fn fragment(corner: Corner) -> @location(0) vec4f {
  let place = vec2u(corner.place);
  let stride = u32(params[0].x);
  let kind = place % stride;
  let behind = place / stride;
  let layer = behind.x % 2u + 2u * (behind.y % 2u);
  let texel = behind / 2u;
  var color: vec4f;
  switch kind.x + stride * kind.y {
    case 0u: { color = textureLoad(kind_0, texel, layer, 0); }
    case 1u: { color = textureLoad(kind_1, texel, layer, 0); }
    case 2u: { color = textureLoad(kind_2, texel, layer, 0); }
    case 3u: { color = textureLoad(kind_3, texel, layer, 0); }
    case 4u: { color = textureLoad(kind_4, texel, layer, 0); }
    case 5u: { color = textureLoad(kind_5, texel, layer, 0); }
    case 6u: { color = textureLoad(kind_6, texel, layer, 0); }
    case 7u: { color = textureLoad(kind_7, texel, layer, 0); }
    default: { color = textureLoad(kind_8, texel, layer, 0); }
  }
  return color;
}
