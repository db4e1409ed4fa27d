// Layers of a network (neural_render/fields/networks.py) whose weights are a texture.
//
// A texel has four channels. A weight's texel holds what one channel in adds to four channels out: of a layer's I inputs
// and O outputs it is begin + i * stride + o / 4, where the stride is O / 4 rounded up; biases are the last row. A pass
// computes up to 32 numbers, the group, in `sums`, which code names one by one: an array that is indexed by a variable
// lies in memory, which costs more than the products. What lies behind the count is computed in part, and never used.
// Functions return at their end only, and no branch is the last of one: with returns in branches, which naga writes there,
// software drivers cannot keep the sums in registers (36 ns a product instead of 3 in SwiftShader).

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
  if count > 4u {
    sums[4] = weight(texel + 4u);
    sums[5] = weight(texel + 5u);
    sums[6] = weight(texel + 6u);
    sums[7] = weight(texel + 7u);
  }
  if count > 2u {
    sums[2] = weight(texel + 2u);
    sums[3] = weight(texel + 3u);
  }
  sums[0] = weight(texel);
  sums[1] = weight(texel + 1u);
}

// Adds one channel in; `texel` is its first weight.
fn add_channel(texel: u32, count: u32, value: f32) {
  if count > 4u {
    sums[4] += value * weight(texel + 4u);
    sums[5] += value * weight(texel + 5u);
    sums[6] += value * weight(texel + 6u);
    sums[7] += value * weight(texel + 7u);
  }
  if count > 2u {
    sums[2] += value * weight(texel + 2u);
    sums[3] += value * weight(texel + 3u);
  }
  sums[0] += value * weight(texel);
  sums[1] += value * weight(texel + 1u);
}

// Adds four channels in.
fn add_channels(texel: u32, stride: u32, count: u32, value: vec4f) {
  add_channel(texel, count, value.x);
  add_channel(texel + stride, count, value.y);
  add_channel(texel + 2u * stride, count, value.z);
  add_channel(texel + 3u * stride, count, value.w);
}

// The integral of the normal distribution up to x; its error is below 1e-7 (Abramowitz and Stegun 1964, 7.1.26).
fn normal_share(x: vec4f) -> vec4f {
  let t = 1.0 / (1.0 + 0.23164190 * abs(x));
  let series = t * (0.127414796 + t * (-0.142248368 + t * (0.710706871 + t * (-0.726576014 + t * 0.530702716))));
  let tail = series * exp(-0.5 * x * x);
  return select(tail, 1.0 - tail, x > vec4f(0.0));
}

fn activated(x: vec4f, kind: f32) -> vec4f {
  var share = step(vec4f(0.0), x);
  if kind != RELU {
    share = normal_share(x);
  }
  return x * share;
}

fn activate_sums(count: u32, kind: f32) {
  if count > 4u {
    sums[4] = activated(sums[4], kind);
    sums[5] = activated(sums[5], kind);
    sums[6] = activated(sums[6], kind);
    sums[7] = activated(sums[7], kind);
  }
  if count > 2u {
    sums[2] = activated(sums[2], kind);
    sums[3] = activated(sums[3], kind);
  }
  sums[0] = activated(sums[0], kind);
  sums[1] = activated(sums[1], kind);
}

fn add_to_sums(values: array<vec4f, 8>) {
  sums[0] += values[0];
  sums[1] += values[1];
  sums[2] += values[2];
  sums[3] += values[3];
  sums[4] += values[4];
  sums[5] += values[5];
  sums[6] += values[6];
  sums[7] += values[7];
}

fn group_of_channels() -> Channels {
  return Channels(sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6], sums[7]);
}
