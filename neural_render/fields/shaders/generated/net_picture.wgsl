// The last stage of the tail, and the last layer: the picture.

// One triangle that covers the targets.

// The camera, and clip coordinates as docs/package.md defines them.

struct View {
  world_to_camera: mat4x4f,  // OpenCV
  intrinsics: vec4f,         // fx, fy, cx, cy in px of the screen
  size: vec4f,               // width, height of the screen; width, height of the targets
  center: vec4f,             // the camera in the world
  clip: vec4f,               // sign of y, scale and offset of z
}

@group(0) @binding(0) var<uniform> view: View;

const NEAR_PLANE: f32 = 0.01;  // world units

fn to_clip(position: vec4f) -> vec4f {
  let p = position;
  return vec4f(p.x, p.y * view.clip.x, p.z * view.clip.y + p.w * view.clip.z, p.w);
}

// A place in the screen's picture, in px from its top left corner, at a z-depth. Depths reach to infinity.
fn place_to_clip(place: vec2f, depth: f32) -> vec4f {
  let p = vec2f(2.0, -2.0) * place / view.size.xy + vec2f(-1.0, 1.0);
  return to_clip(vec4f(p, 1.0 - NEAR_PLANE / depth, 1.0));
}

struct Corner {
  @builtin(position) position: vec4f,
  @location(0) place: vec2f,  // in px of the targets, from their top left corner
}

@vertex
fn vertex(@builtin(vertex_index) index: u32) -> Corner {
  let p = vec2f(f32(index & 1u), f32(index >> 1u)) * 4.0 - 1.0;
  return Corner(to_clip(vec4f(p, 0.0, 1.0)), vec2f(0.5 + 0.5 * p.x, 0.5 - 0.5 * p.y) * view.size.zw);
}
// A stage of the tail with at most 32 channels: an enlargement and the residual blocks behind it.
//
// params 3: activation, number of blocks; first texel of the first block, and of the last layer

@group(0) @binding(1) var<uniform> params: array<vec4f, 4>;

// A layer over what passes before have drawn: a 1x1 convolution, or a transposed one, whose place looks at the few
// texels that reach it. Channels behind the 32nd are in a second target.
//
// params 0: first texel of the layer, texels of its inputs, of its outputs, and its first one of this group
// params 1: stride, kernel, padding (1, 1, 0 where the layer enlarges nothing), texels of the group
// params 2: pixels of the screen along an edge of a texel of the head, and of the features, 0, 0

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

@group(0) @binding(4) var features: texture_2d_array<f32>;
@group(0) @binding(6) var more_features: texture_2d_array<f32>;

fn feature(texel: vec2u, layer: u32) -> vec4f {
  if layer < GROUP {
    return textureLoad(features, texel, layer, 0);
  }
  return textureLoad(more_features, texel, layer - GROUP, 0);
}

fn gather(place: vec2f) {
  let begin = u32(params[0].x) + u32(params[0].w);
  let num_in = u32(params[0].y);
  let row = u32(params[0].z);
  let stride = u32(params[1].x);
  let kernel = u32(params[1].y);
  let count = u32(params[1].w);
  let at = vec2u(place) + u32(params[1].z);
  // Targets end with the screen, where the network does not: what is cut there is like what lies beside it.
  let factor = u32(params[2].x);
  let end = (vec2u(view.size.xy) + factor - 1u) / factor * (factor / u32(params[2].y));
  let last = textureDimensions(features) - 1u;
  begin_sums(begin + kernel * kernel * 4u * num_in * row, count);
  let reach = kernel / stride;  // texels in each direction
  for (var j = 0u; j < reach * reach; j++) {
    let back = vec2u(j % reach, j / reach);
    let texel = at / stride - back;  // wraps beyond the first, and is too large then
    if texel.x < end.x && texel.y < end.y {
      let tap = at % stride + stride * back;
      var first = begin + (tap.y * kernel + tap.x) * 4u * num_in * row;
      for (var i = 0u; i < num_in; i++) {
        add_channels(first, row, count, feature(min(texel, last), i));
        first += 4u * row;
      }
    }
  }
}

var<private> given: array<vec4f, 8>;  // inputs of a layer
var<private> kept: array<vec4f, 8>;   // what a block is added to

// A layer that begins at a texel makes sums of what is given.
fn apply(begin: u32, num_in: u32, num_out: u32) {
  begin_sums(begin + 4u * num_in * num_out, num_out);
  for (var i = 0u; i < GROUP; i++) {
    if i >= num_in {
      break;
    }
    add_channels(begin + 4u * i * num_out, num_out, num_out, given[i]);
  }
}

fn enlarge(place: vec2f) {
  gather(place);
  let count = u32(params[1].w);
  let size = (4u * count + 1u) * count;  // texels of a layer of a block
  var begin = u32(params[3].z);
  for (var b = 0u; b < u32(params[3].y); b++) {
    kept = sums;
    given = sums;
    apply(begin, count, count);
    for (var o = 0u; o < GROUP; o++) {
      if o >= count {
        break;
      }
      given[o] = activated(sums[o], params[3].x);
    }
    apply(begin + size, count, count);
    for (var o = 0u; o < GROUP; o++) {
      if o >= count {
        break;
      }
      sums[o] += kept[o];
    }
    begin += 2u * size;
  }
}

@fragment
fn fragment(corner: Corner) -> @location(0) vec4f {
  enlarge(corner.place);
  given = sums;
  apply(u32(params[3].w), u32(params[1].w), 1u);
  return vec4f(1.0 / (1.0 + exp(-sums[0].xyz)), 1.0);
}
