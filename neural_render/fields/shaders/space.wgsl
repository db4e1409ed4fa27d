// What a ray meets in the grids of space (neural_render/fields/space_grid.py). A program that includes this declares
// the texture `space` of their codes and says at which of its params the grids' begin, SPACE:
//
// params SPACE: one over half of the box's edges, points on a ray
// params SPACE + 1: minus the box's center times these, where places end
// params SPACE + 2, 3: least and step of the codes, per channel
// params SPACE + 4: levels, texels of an entry, features, 0
// params SPACE + 5: entries along an edge of each level

const SPACE_LEVELS: u32 = 4u;
const SPACE_ENTRY: u32 = 2u;  // texels
const TINY: f32 = 1e-9;
const FARTHEST: f32 = 1e4;
const DENSITY: vec2f = vec2f(5.0, -2.0);

fn space_texel(texel: u32) -> vec4f {
  let codes = textureLoad(space, vec2u(texel & (TABLE_WIDTH - 1u), texel >> 11u), 0);
  return params[SPACE + 2u] + params[SPACE + 3u] * vec4f(codes);
}

// Between four corners of a slice; `corner` is the texel of the least one.
fn space_slice(corner: u32, right: u32, down: u32, share: vec2f) -> vec4f {
  let upper = mix(space_texel(corner), space_texel(corner + right), share.x);
  return mix(upper, mix(space_texel(corner + down), space_texel(corner + down + right), share.x), share.y);
}

fn softplus(x: f32) -> f32 {
  return max(x, 0.0) + log(1.0 + exp(-abs(x)));
}

// Tells the network what the ray meets; its channels begin at `channel`.
fn tell_space(channel: u32, ray: Ray) {
  let scale = params[SPACE].xyz;
  let count = u32(params[SPACE].w);
  let end = params[SPACE + 1u].w;
  let levels = u32(params[SPACE + 4u].x);
  let stride = u32(params[SPACE + 4u].y);
  let origin = ray.origin * scale + params[SPACE + 1u].xyz;
  let direction = normalize(ray.direction * scale) + TINY;
  let middles = -origin / direction;
  let spans = 1.0 / abs(direction);
  let entries = middles - spans;
  let exits = middles + spans;
  let first = clamp(max(max(entries.x, entries.y), entries.z), 0.0, FARTHEST);
  let last = clamp(min(min(exits.x, exits.y), exits.z), 0.0, FARTHEST);
  let chord = max(last - first, 0.0);

  var met: array<vec4f, 8>;  // SPACE_LEVELS times SPACE_ENTRY
  var here: array<vec4f, 8>;
  var before = 0.0;
  var amount = 0.0;
  var mean = 0.0;
  for (var s = 0u; s < count && chord > 0.0; s++) {
    let share = (f32(s) + 0.5) / f32(count);
    let place = clamp(0.5 * end * (origin + (first + chord * share) * direction + 1.0), vec3f(0.0), vec3f(end));
    var begin = 0u;
    var density = 0.0;
    for (var l = 0u; l < levels; l++) {
      let size = u32(params[SPACE + 5u][l]);
      let at = place * f32(size - 1u) + 0.5;
      let cell = min(vec3u(at), vec3u(size - 2u));
      let within = at - vec3f(cell);
      let corner = begin + ((cell.z * size + cell.y) * size + cell.x) * stride;
      for (var t = 0u; t < stride; t++) {
        let near = space_slice(corner + t, stride, size * stride, within.xy);
        let far = space_slice(corner + t + size * size * stride, stride, size * stride, within.xy);
        here[l * SPACE_ENTRY + t] = mix(near, far, within.z);
      }
      density += here[l * SPACE_ENTRY].x;
      begin += (size * size * size + 7u) / 8u * 8u * stride;
    }
    let sigma = 0.5 * chord * softplus(DENSITY.x * density + DENSITY.y);
    let weight = exp(-before) - exp(-before - sigma);
    before += sigma;
    amount += weight;
    mean += weight * share;
    for (var i = 0u; i < SPACE_LEVELS * SPACE_ENTRY; i++) {
      met[i] += weight * here[i];
    }
  }
  var next = channel;
  let features = u32(params[SPACE + 4u].z);
  for (var l = 0u; l < levels; l++) {
    for (var f = 0u; f < features; f++) {
      tell(next, met[l * SPACE_ENTRY + f / 4u][f % 4u]);
      next++;
    }
  }
  tell(next, amount);
  tell(next + 1u, mean);
  for (var axis = 0u; axis < 3u; axis++) {
    tell(next + 2u + axis, direction[axis]);
  }
}
