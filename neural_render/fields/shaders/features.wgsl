// What a pass before has drawn, for a layer that enlarges. Channels behind the 32nd are in a second target.
//
// params 0: first texel of the layer, texels of its inputs, of its outputs; a number of the program's own
// params 1: stride, kernel, padding (1, 1, 0 where the layer enlarges nothing), texels of the group
// params 2: pixels of the screen along an edge of a texel of the head, and of the features, 0, 0

@group(0) @binding(4) var features: texture_2d_array<f32>;
@group(0) @binding(6) var more_features: texture_2d_array<f32>;

fn feature(texel: vec2u, layer: u32) -> vec4f {
  var value: vec4f;
  if layer < GROUP {
    value = textureLoad(features, texel, layer, 0);
  } else {
    value = textureLoad(more_features, texel, layer - GROUP, 0);
  }
  return value;
}

// How many texels the network has there. Targets end with the screen, where the network does not: what is cut there is
// like what lies beside it.
fn features_end() -> vec2u {
  let factor = u32(params[2].x);
  return (vec2u(view.size.xy) + factor - 1u) / factor * (factor / u32(params[2].y));
}
