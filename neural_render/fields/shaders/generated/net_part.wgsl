struct View {
  world_to_camera: mat4x4f,
  intrinsics: vec4f,
  size: vec4f,
  center: vec4f,
  clip: vec4f,
}
@group(0) @binding(0) var<uniform> view: View;
const NEAR_PLANE: f32 = 0.01;
fn to_clip(position: vec4f) -> vec4f {
  let p = position;
  return vec4f(p.x, p.y * view.clip.x, p.z * view.clip.y + p.w * view.clip.z, p.w);
}
fn place_to_clip(place: vec2f, depth: f32) -> vec4f {
  let p = vec2f(2.0, -2.0) * place / view.size.xy + vec2f(-1.0, 1.0);
  return to_clip(vec4f(p, 1.0 - NEAR_PLANE / depth, 1.0));
}
struct Corner {
  @builtin(position) position: vec4f,
  @location(0) place: vec2f,
}
@vertex
fn vertex(@builtin(vertex_index) index: u32) -> Corner {
  let p = vec2f(f32(index & 1u), f32(index >> 1u)) * 4.0 - 1.0;
  return Corner(to_clip(vec4f(p, 0.0, 1.0)), vec2f(0.5 + 0.5 * p.x, 0.5 - 0.5 * p.y) * view.size.zw);
}
@group(0) @binding(1) var<uniform> params: array<vec4f, 3>;
@group(0) @binding(2) var net: texture_2d<f32>;
const TABLE_WIDTH: u32 = 2048u;
const GROUP: u32 = 8u;
const RELU: f32 = 1.0;
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
fn add_channels(texel: u32, stride: u32, count: u32, value: vec4f) {
  add_channel(texel, count, value.x);
  add_channel(texel + stride, count, value.y);
  add_channel(texel + 2u * stride, count, value.z);
  add_channel(texel + 3u * stride, count, value.w);
}
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
@group(0) @binding(4) var features: texture_2d_array<f32>;
@group(0) @binding(6) var more_features: texture_2d_array<f32>;
fn feature(texel: vec2u, layer: u32) -> vec4f {
  var value: vec4f;
  if layer < GROUP {
    value = textureLoad(features, texel, layer, 0);
  } else {
    value = textureLoad(more_features, texel, layer - GROUP, 0);
  }
  return value;
}
fn features_end() -> vec2u {
  let factor = u32(params[2].x);
  return (vec2u(view.size.xy) + factor - 1u) / factor * (factor / u32(params[2].y));
}
fn begin_fours(texel: u32) {
  let first = weight(texel);
  let second = weight(texel + 1u);
  sums = array(first, second, first, second, first, second, first, second);
}
fn add_one_to_fours(texel: u32, values: vec4f) {
  let first = weight(texel);
  sums[0] += values.x * first;
  sums[2] += values.y * first;
  sums[4] += values.z * first;
  sums[6] += values.w * first;
  let second = weight(texel + 1u);
  sums[1] += values.x * second;
  sums[3] += values.y * second;
  sums[5] += values.z * second;
  sums[7] += values.w * second;
}
fn add_to_fours(texel: u32, stride: u32, a: vec4f, b: vec4f, c: vec4f, d: vec4f) {
  add_one_to_fours(texel, vec4f(a.x, b.x, c.x, d.x));
  add_one_to_fours(texel + stride, vec4f(a.y, b.y, c.y, d.y));
  add_one_to_fours(texel + 2u * stride, vec4f(a.z, b.z, c.z, d.z));
  add_one_to_fours(texel + 3u * stride, vec4f(a.w, b.w, c.w, d.w));
}
fn enlarge(place: vec2u) {
  let begin = u32(params[0].x) + u32(params[1].w);
  let num_in = u32(params[0].y);
  let row = u32(params[0].z);
  let stride = u32(params[1].x);
  let kernel = u32(params[1].y);
  let kind = u32(params[0].w);
  let at = vec2u(kind % stride, kind / stride) + u32(params[1].z);
  let end = features_end();
  let last = textureDimensions(features) - 1u;
  begin_fours(begin + kernel * kernel * 4u * num_in * row);
  let reach = kernel / stride;
  for (var j = 0u; j < reach * reach; j++) {
    let back = vec2u(j % reach, j / reach);
    let t0 = 2u * place + at / stride - back;
    let t3 = t0 + 1u;
    let x = vec2u(t0.x, t3.x);
    let y = vec2u(t0.y, t3.y);
    let has_x = select(vec2f(0.0), vec2f(1.0), x < vec2u(end.x));
    let has_y = select(vec2f(0.0), vec2f(1.0), y < vec2u(end.y));
    let u = min(x, vec2u(last.x));
    let v = min(y, vec2u(last.y));
    let tap = at % stride + stride * back;
    var first = begin + (tap.y * kernel + tap.x) * 4u * num_in * row;
    for (var i = 0u; i < num_in; i++) {
      let a = has_x.x * has_y.x * feature(vec2u(u.x, v.x), i);
      let b = has_x.y * has_y.x * feature(vec2u(u.y, v.x), i);
      let c = has_x.x * has_y.y * feature(vec2u(u.x, v.y), i);
      let d = has_x.y * has_y.y * feature(vec2u(u.y, v.y), i);
      add_to_fours(first, row, a, b, c, d);
      first += 4u * row;
    }
  }
}
@fragment
fn fragment(corner: Corner) -> Channels {
  enlarge(vec2u(corner.place));
  return group_of_channels();
}
