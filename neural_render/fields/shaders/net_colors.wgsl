// The last stage of the tail, of at most 8 channels, and the last layer: places of one kind of the picture, place p in
// layer p.
//
// params 3: activation, number of blocks; first texel of the first block, and of the last layer

// include ../../splatting/shaders/fullscreen.wgsl

@group(0) @binding(1) var<uniform> params: array<vec4f, 4>;

// include fours.wgsl

struct Colors {
  @location(0) c0: vec4f,
  @location(1) c1: vec4f,
  @location(2) c2: vec4f,
  @location(3) c3: vec4f,
}

var<private> kept: array<vec4f, 8>;

fn apply(begin: u32, count: u32) {
  let given = sums;
  begin_fours(begin + 4u * count * count);
  add_to_fours(begin, count, given[0], given[2], given[4], given[6]);
  if count > 1u {
    add_to_fours(begin + 4u * count, count, given[1], given[3], given[5], given[7]);
  }
}

fn color(lower: vec4f, upper: vec4f) -> vec4f {
  let begin = u32(params[3].w);
  var sum = lower.x * weight(begin) + lower.y * weight(begin + 1u) + lower.z * weight(begin + 2u)
    + lower.w * weight(begin + 3u);
  var bias = begin + 4u;
  if u32(params[0].z) > 1u {
    sum += upper.x * weight(bias) + upper.y * weight(bias + 1u) + upper.z * weight(bias + 2u)
      + upper.w * weight(bias + 3u);
    bias += 4u;
  }
  return vec4f(1.0 / (1.0 + exp(-(sum + weight(bias)).xyz)), 1.0);
}

@fragment
fn fragment(corner: Corner) -> Colors {
  enlarge(vec2u(corner.place));
  let count = u32(params[0].z);
  let size = (4u * count + 1u) * count;
  for (var b = 0u; b < u32(params[3].y); b++) {
    let begin = u32(params[3].z) + 2u * size * b;
    kept = sums;
    apply(begin, count);
    activate_sums(GROUP, params[3].x);
    apply(begin + size, count);
    add_to_sums(kept);
  }
  return Colors(color(sums[0], sums[1]), color(sums[2], sums[3]), color(sums[4], sums[5]), color(sums[6], sums[7]));
}
