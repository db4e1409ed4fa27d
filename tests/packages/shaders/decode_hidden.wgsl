// The first layer of a network that makes splats of codes: 4 numbers in, 8 out.

// include fullscreen.wgsl

@group(0) @binding(1) var<uniform> params: array<vec4f, 10>;  // two times: four columns, a bias
@group(0) @binding(2) var codes: texture_2d<u32>;

struct Hidden {
  @location(0) first: vec4f,
  @location(1) second: vec4f,
}

fn layer(i: u32, code: vec4f) -> vec4f {
  return sin(params[i] * code.x + params[i + 1u] * code.y + params[i + 2u] * code.z + params[i + 3u] * code.w
    + params[i + 4u]);
}

@fragment
fn fragment(corner: Corner) -> Hidden {
  let code = vec4f(textureLoad(codes, vec2u(corner.place), 0)) / 255.0;
  return Hidden(layer(0u, code), layer(5u, code));
}
