// Discs whose places are codes on a bent scale.

// include quads.wgsl

@group(0) @binding(1) var<uniform> params: array<vec4f, 4>;  // low and unit; step; center; how many, radius
@group(0) @binding(2) var places: texture_2d<u32>;
@group(0) @binding(4) var colors: texture_2d<f32>;

fn coded(vertex: u32, number: u32) -> Corner {
  let texel = texel_of(number, textureDimensions(places).x);
  let bent = params[0].xyz + vec3f(textureLoad(places, texel, 0).xyz) * params[1].xyz;
  let place = params[2].xyz + params[0].w * sign(bent) * (exp(abs(bent)) - 1.0);
  return disc(vertex, place, params[3].y, textureLoad(colors, texel, 0));
}
