@group(0) @binding(1) var<uniform> params: array<vec4f, 16>;
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
struct Ray {
  origin: vec3f,
  direction: vec3f,
}
fn ray_of(place: vec2f) -> Ray {
  let pixel = (floor(place) + 0.5) * params[1].x;
  let along = vec3f((pixel - view.intrinsics.zw) / view.intrinsics.xy, 1.0);
  let axes = view.world_to_camera;
  return Ray(view.center.xyz, vec3f(dot(axes[0].xyz, along), dot(axes[1].xyz, along), dot(axes[2].xyz, along)));
}
fn begin_head() {
  begin_sums(u32(params[0].w) + 4u * u32(params[0].y) * u32(params[0].z), u32(params[1].z));
}
fn tell(channel: u32, value: f32) {
  add_channel(u32(params[0].w) + channel * u32(params[0].z), u32(params[1].z), value);
}
fn end_head() -> Channels {
  activate_sums(u32(params[1].z), params[1].y);
  return group_of_channels();
}
@group(0) @binding(4) var grids: texture_2d<u32>;
fn entry(texel: u32) -> vec4f {
  let codes = textureLoad(grids, vec2u(texel & (TABLE_WIDTH - 1u), texel >> 11u), 0);
  return params[11].z + params[11].w * vec4f(codes);
}
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
@fragment
fn fragment(corner: Corner) -> Channels {
  begin_head();
  _ = tell_slab(ray_of(corner.place));
  return end_head();
}
