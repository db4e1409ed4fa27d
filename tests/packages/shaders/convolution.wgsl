// 3 x 3 taps over eight channels, at twice the resolution of what comes in.
//
// Texel (4 tap + 2 out + in, c) of the weights holds what channel c of the layer `in` adds to the layer `out`.

@group(0) @binding(2) var features: texture_2d_array<f32>;
@group(0) @binding(4) var weights: texture_2d<f32>;

struct Layers {
  first: vec4f,
  second: vec4f,
}

fn weighted(column: u32, value: vec4f) -> vec4f {
  return textureLoad(weights, vec2u(column, 0u), 0) * value.x + textureLoad(weights, vec2u(column, 1u), 0) * value.y
    + textureLoad(weights, vec2u(column, 2u), 0) * value.z + textureLoad(weights, vec2u(column, 3u), 0) * value.w;
}

fn convolved(place: vec2f) -> Layers {
  let last = vec2i(textureDimensions(features)) - 1;
  var sum = Layers(vec4f(0.0), vec4f(0.0));
  for (var tap = 0u; tap < 9u; tap++) {
    let at = vec2i(place) + vec2i(i32(tap % 3u), i32(tap / 3u)) - 1;
    let texel = clamp(at >> vec2u(1u), vec2i(0), last);
    for (var layer = 0u; layer < 2u; layer++) {
      let value = textureLoad(features, texel, layer, 0);
      sum.first += weighted(4u * tap + layer, value);
      sum.second += weighted(4u * tap + 2u + layer, value);
    }
  }
  return sum;
}
