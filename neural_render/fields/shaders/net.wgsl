// Layers of a network (neural_render/fields/networks.py) whose weights are a texture.
//
// A texel has four channels. A weight's texel holds what one channel in adds to four channels out: of a layer's I inputs
// and O outputs it is begin + i * stride + o / 4, where the stride is O / 4 rounded up; biases are the last row. A pass
// computes up to 32 channels, the group, in `sums`.

@group(0) @binding(2) var net: texture_2d<f32>;

const TABLE_WIDTH: u32 = 2048u;
const GROUP: u32 = 8u;  // texels
const RELU: f32 = 1.0;

// One attachment each; where the targets have fewer, the rest goes nowhere.
struct Channels {
  @location(0) c0: vec4f,
  @location(1) c1: vec4f,
  @location(2) c2: vec4f,
  @location(3) c3: vec4f,
  @location(4) c4: vec4f,
  @location(5) c5: vec4f,
  @location(6) c6: vec4f,
  @location(7) c7: vec4f,
}

var<private> sums: array<vec4f, 8>;

fn weight(texel: u32) -> vec4f {
  return textureLoad(net, vec2u(texel & (TABLE_WIDTH - 1u), texel >> 11u), 0);
}

// The sums become the biases, whose first texel is given.
fn begin_sums(texel: u32, count: u32) {
  for (var o = 0u; o < GROUP; o++) {
    if o >= count {
      break;
    }
    sums[o] = weight(texel + o);
  }
}

// Adds one channel in; `texel` is its first weight.
fn add_channel(texel: u32, count: u32, value: f32) {
  for (var o = 0u; o < GROUP; o++) {
    if o >= count {
      break;
    }
    sums[o] += value * weight(texel + o);
  }
}

// Adds four channels in.
fn add_channels(texel: u32, stride: u32, count: u32, value: vec4f) {
  for (var o = 0u; o < GROUP; o++) {
    if o >= count {
      break;
    }
    let at = texel + o;
    sums[o] += value.x * weight(at) + value.y * weight(at + stride) + value.z * weight(at + 2u * stride)
      + value.w * weight(at + 3u * stride);
  }
}

// The integral of the normal distribution up to x; its error is below 1e-7 (Abramowitz and Stegun 1964, 7.1.26).
fn normal_share(x: vec4f) -> vec4f {
  let t = 1.0 / (1.0 + 0.23164190 * abs(x));
  let series = t * (0.127414796 + t * (-0.142248368 + t * (0.710706871 + t * (-0.726576014 + t * 0.530702716))));
  let tail = series * exp(-0.5 * x * x);
  return select(tail, 1.0 - tail, x > vec4f(0.0));
}

fn activated(x: vec4f, kind: f32) -> vec4f {
  if kind == RELU {
    return max(x, vec4f(0.0));
  }
  return x * normal_share(x);
}

fn group_of_channels() -> Channels {
  return Channels(sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6], sums[7]);
}
