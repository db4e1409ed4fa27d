// Where a ray crosses two planes, and what the grids of all pairs of these coordinates hold there.
//
// params 5 to 7: rows of the world's rotation to the region's axes, and the camera's shift in them
// params 8: z of the two planes, the least cosine between a ray and their normal, 0
// params 9, 10: of the coordinates x, y, u, v: the least, and one over the span
// params 11: levels of the grids, features, low and step of their codes
// params 12 and on: of each level its resolution and its first entry, two levels in one

@group(0) @binding(4) var grids: texture_2d<u32>;

fn entry(texel: u32) -> vec4f {
  let codes = textureLoad(grids, vec2u(texel & (TABLE_WIDTH - 1u), texel >> 11u), 0);
  return params[11].z + params[11].w * vec4f(codes);
}

// Tells the network what the grids hold; gives the number of the next channel.
fn tell_slab(ray: Ray) -> u32 {
  let origin = vec3f(
    dot(params[5].xyz, ray.origin) + params[5].w, dot(params[6].xyz, ray.origin) + params[6].w,
    dot(params[7].xyz, ray.origin) + params[7].w);
  let direction = normalize(vec3f(
    dot(params[5].xyz, ray.direction), dot(params[6].xyz, ray.direction), dot(params[7].xyz, ray.direction)));
  let slope = direction.xy / max(direction.z, params[8].z);
  let crossed = vec4f(
    origin.xy + (params[8].x - origin.z) * slope, origin.xy + (params[8].y - origin.z) * slope);
  let coordinates = clamp((crossed - params[9]) * params[10], vec4f(0.0), vec4f(1.0));

  let features = u32(params[11].y);
  let stride = (features + 3u) / 4u;
  var channel = 0u;
  for (var l = 0u; l < u32(params[11].x); l++) {
    let both = params[12u + l / 2u];
    let level = select(both.zw, both.xy, l % 2u == 0u);
    let resolution = u32(level.x);
    var first = u32(level.y) * stride;
    var a = 0u;
    var b = 1u;
    for (var pair = 0u; pair < 6u; pair++) {
      let place = vec2f(coordinates[a], coordinates[b]) * f32(resolution - 1u);
      let cell = min(vec2u(place), vec2u(resolution - 2u));
      let share = place - vec2f(cell);
      let texel = first + (cell.y * resolution + cell.x) * stride;
      for (var f = 0u; f < stride; f++) {
        let upper = mix(entry(texel + f), entry(texel + stride + f), share.x);
        let lower_texel = texel + resolution * stride + f;
        let value = mix(upper, mix(entry(lower_texel), entry(lower_texel + stride), share.x), share.y);
        for (var c = 0u; c < 4u && 4u * f + c < features; c++) {
          tell(channel, value[c]);
          channel++;
        }
      }
      first += resolution * resolution * stride;
      b++;
      if b == 4u {
        a++;
        b = a + 1u;
      }
    }
  }
  return channel;
}
