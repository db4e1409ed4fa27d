// The last layer: places and radii, colours and opacities.

// include fullscreen.wgsl

@group(0) @binding(1) var<uniform> params: array<vec4f, 18>;  // two times: eight columns, a bias
@group(0) @binding(2) var hidden: texture_2d_array<f32>;

struct Splat {
  @location(0) place: vec4f,
  @location(1) color: vec4f,
}

fn layer(i: u32, first: vec4f, second: vec4f) -> vec4f {
  return params[i] * first.x + params[i + 1u] * first.y + params[i + 2u] * first.z + params[i + 3u] * first.w
    + params[i + 4u] * second.x + params[i + 5u] * second.y + params[i + 6u] * second.z + params[i + 7u] * second.w
    + params[i + 8u];
}

@fragment
fn fragment(corner: Corner) -> Splat {
  let texel = vec2u(corner.place);
  let first = textureLoad(hidden, texel, 0u, 0);
  let second = textureLoad(hidden, texel, 1u, 0);
  let place = layer(0u, first, second);
  return Splat(vec4f(place.xyz, 0.05 + 0.1 * abs(place.w)), 0.5 + 0.5 * sin(layer(9u, first, second)));
}
