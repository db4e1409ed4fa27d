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
@group(0) @binding(1) var<uniform> params: array<vec4f, 52>;
@group(0) @binding(2) var parent_means: texture_2d<u32>;
@group(0) @binding(4) var parent_scales: texture_2d<u32>;
@group(0) @binding(6) var residuals: texture_2d_array<u32>;
@group(0) @binding(8) var grid: texture_2d<u32>;
@group(0) @binding(10) var nets: texture_2d<f32>;
const TABLE_WIDTH: u32 = 2048u;
const MAX_LEVELS: u32 = 12u;
const FIRST_COLOR: u32 = 22u;
const FIRST_LEVEL: u32 = 40u;
const PRIME_Y: u32 = 2654435761u;
const PRIME_Z: u32 = 805459861u;
const PLACE: u32 = 0u;
const TURN: u32 = 1u;
const SCALE: u32 = 2u;
const COLOR: u32 = 3u;
var<private> features: array<vec4f, 48>;
var<private> given: array<vec4f, 16>;
var<private> made: array<vec4f, 16>;
fn texel_of(row: u32) -> vec2u {
  return vec2u(row & (TABLE_WIDTH - 1u), row >> 11u);
}
fn residual(node: u32, layer: u32) -> vec4f {
  return params[9].z + vec4f(textureLoad(residuals, texel_of(node), layer, 0)) * params[9].w;
}
fn contract(position: vec3f) -> vec3f {
  let local = (position - params[1].xyz) / params[1].w;
  if params[0].w < 0.5 {
    return clamp(0.5 + 0.5 * local, vec3f(0.0), vec3f(1.0));
  }
  let norm = max(length(local), 1.0);
  return 0.5 + 0.25 * local * (2.0 - 1.0 / norm) / norm;
}
fn encode(k: u32, position: vec3f) {
  for (var l = 0u; l < u32(params[2].x); l++) {
    let level = params[FIRST_LEVEL + l];
    let place = position * level.x + 0.5;
    let cell = floor(place);
    let share = place - cell;
    var sum = vec4f(0.0);
    for (var i = 0u; i < 8u; i++) {
      let offset = vec3u(i & 1u, (i >> 1u) & 1u, i >> 2u);
      let corner = vec3u(cell) + offset;
      let near = select(1.0 - share, share, offset == vec3u(1u));
      let resolution = u32(level.y);
      let dense = corner.x + resolution * (corner.y + resolution * corner.z);
      let hashed = corner.x ^ (corner.y * PRIME_Y) ^ (corner.z * PRIME_Z);
      let entry = u32(level.z) + select(hashed, dense, resolution > 0u) % u32(level.w);
      let numbers = params[9].x + vec4f(textureLoad(grid, texel_of(entry), 0)) * params[9].y;
      sum += near.x * near.y * near.z * numbers;
    }
    features[MAX_LEVELS * k + l] = sum;
  }
}
fn give_features(k: u32) {
  for (var l = 0u; l < u32(params[2].x); l++) {
    given[l] = features[MAX_LEVELS * k + l];
  }
}
fn give_made(count: u32, least: f32) {
  for (var o = 0u; o < count; o++) {
    given[o] = max(made[o], vec4f(least));
  }
}
fn weights(texel: u32) -> vec4f {
  return textureLoad(nets, texel_of(texel), 0);
}
fn apply(begin: f32, num_in: u32, stride: u32, first: u32, count: u32) {
  for (var o = 0u; o < count; o++) {
    var texel = u32(begin) + first + o;
    var sum = weights(texel + num_in * stride);
    for (var i = 0u; i < (num_in + 3u) / 4u; i++) {
      let x = given[i];
      sum += x.x * weights(texel) + x.y * weights(texel + stride);
      sum += x.z * weights(texel + 2u * stride) + x.w * weights(texel + 3u * stride);
      texel += 4u * stride;
    }
    made[o] = sum;
  }
}
fn attend(own: u32, num_features: u32) {
  let num_levels = num_features / 4u;
  let channels = u32(params[2].z) / 4u;
  let stride = 3u * channels;
  give_features(own);
  apply(params[4].z, num_features, stride, 0u, channels);
  for (var l = 0u; l < num_levels; l++) {
    var sum = vec4f(0.0);
    for (var o = 0u; o < channels; o++) {
      let texel = u32(params[4].z) + 4u * l * stride + channels + o;
      sum += vec4f(
        dot(made[o], weights(texel)), dot(made[o], weights(texel + stride)),
        dot(made[o], weights(texel + 2u * stride)), dot(made[o], weights(texel + 3u * stride)));
    }
    given[l] = sum;
  }
  var shares = vec4f(-1e30);
  for (var k = 0u; k < num_nodes(); k++) {
    var score = 0.0;
    for (var l = 0u; l < num_levels; l++) {
      score += dot(given[l], features[MAX_LEVELS * k + l]);
    }
    shares[k] = score * inverseSqrt(params[2].z);
  }
  shares = exp(shares - max(max(shares.x, shares.y), max(shares.z, shares.w)));
  shares /= dot(shares, vec4f(1.0));
  for (var l = 0u; l < num_levels; l++) {
    given[l] = vec4f(0.0);
    for (var k = 0u; k < num_nodes(); k++) {
      given[l] += shares[k] * features[MAX_LEVELS * k + l];
    }
  }
  apply(params[4].z, num_features, stride, 2u * channels, channels);
  give_made(channels, -1e30);
  apply(params[4].w, 4u * channels, num_levels, 0u, num_levels);
  for (var l = 0u; l < num_levels; l++) {
    features[MAX_LEVELS * own + l] += made[l];
  }
}
fn bent(codes: vec3f) -> vec3f {
  return params[8].z * sign(codes) * (exp(abs(codes) / params[8].z) - 1.0);
}
fn color_of(steps: vec4f, step: f32) -> vec4f {
  let rgb = vec3f(steps.x + steps.y - steps.z, steps.x + steps.z, steps.x - steps.y - steps.z);
  return vec4f(step * rgb, params[7].z * steps.w);
}
fn codes_of(values: vec4f, low: vec4f, steps: vec4f, last: f32) -> vec4u {
  let codes = round((values - low) / select(vec4f(1.0), steps, steps > vec4f(0.0)));
  return vec4u(select(vec4f(0.0), clamp(codes, vec4f(0.0), vec4f(last)), steps > vec4f(0.0)));
}
struct Node {
  mean: vec3f,
  scale: vec3f,
}
fn num_nodes() -> u32 {
  return 1u + u32(params[0].y);
}
fn node_at(place: vec2f) -> u32 {
  return u32(place.y) * TABLE_WIDTH + u32(place.x);
}
fn grow(node: u32) -> Node {
  let num_trees = u32(params[0].x);
  let tree = node % num_trees;
  let own = node / num_trees;
  let num_features = 4u * u32(params[2].x);
  let width = u32(params[2].y);
  let curved = params[10].xyz + vec3f(textureLoad(parent_means, texel_of(tree), 0).xyz) * params[11].xyz;
  let parent = params[12].xyz + params[10].w * sign(curved) * (exp(abs(curved)) - 1.0);
  let parent_scale = params[13].xyz + vec3f(textureLoad(parent_scales, texel_of(tree), 0).xyz) * params[14].xyz;
  encode(0u, contract(parent));
  give_features(0u);
  apply(params[4].x, num_features, width / 4u, 0u, width / 4u);
  give_made(width / 4u, 0.0);
  apply(params[4].y, width, num_nodes() - 1u, 0u, num_nodes() - 1u);
  var mean = parent;
  var scale = parent_scale;
  var offset = vec3f(0.0);
  for (var k = 1u; k < num_nodes(); k++) {
    let child = k * num_trees + tree;
    let steps = residual(child, SCALE).xyz * params[5].zww;
    let size = parent_scale.x + made[k - 1u].w + steps.x;
    let away = made[k - 1u].xyz + params[6].w * bent(residual(child, PLACE).xyz);
    let place = parent + exp(size) * away;
    encode(k, contract(place));
    if k == own {
      mean = place;
      scale = size + vec3f(0.0, steps.yz);
      offset = away;
    }
  }
  if params[2].z > 0.0 {
    attend(own, num_features);
  }
  give_features(own);
  given[num_features / 4u] = vec4f(offset, 0.0);
  apply(params[5].x, num_features + 3u, width / 4u, 0u, width / 4u);
  give_made(width / 4u, 0.0);
  return Node(mean, scale);
}
fn ask(first: u32, count: u32) {
  apply(params[5].y, u32(params[2].y), 2u + u32(params[0].z), first, count);
}
struct Tables {
  @location(0) means: vec4u,
  @location(1) quats: vec4u,
  @location(2) scales: vec4u,
  @location(3) colors: vec4u,
}
fn turned(a: vec4f, b: vec4f) -> vec4f {
  return vec4f(a.x * b.x - dot(a.yzw, b.yzw), a.x * b.yzw + b.x * a.yzw + cross(a.yzw, b.yzw));
}
fn mean_codes(mean: vec3f) -> vec4u {
  let scaled = (mean - params[17].xyz) / params[15].w;
  let bent = sign(scaled) * log(1.0 + abs(scaled));
  return codes_of(vec4f(bent, 0.0), vec4f(params[15].xyz, 0.0), vec4f(params[16].xyz, 0.0), 65535.0);
}
@fragment
fn fragment(corner: Corner) -> Tables {
  var tables = Tables();
  let node = node_at(corner.place);
  if node >= num_nodes() * u32(params[0].x) {
    return tables;
  }
  let known = grow(node);
  ask(0u, 3u);
  var scale = known.scale;
  if node >= u32(params[0].x) {
    scale += vec3f(0.0, made[0].yz);
  }
  let opacity = 1.0 / (1.0 + exp(-params[8].x * made[0].w - params[7].w * residual(node, PLACE).w));
  let quat = turned(made[1] + vec4f(1.0, 0.0, 0.0, 0.0), vec4f(1.0, params[6].xyz * residual(node, TURN).xyz));
  let unit = quat / max(length(quat), 1e-12);
  let color = made[2] + color_of(residual(node, COLOR), params[7].x);
  tables.means = mean_codes(known.mean);
  tables.quats = codes_of(select(unit, -unit, unit.x < 0.0), params[18], params[19], 255.0);
  tables.scales = codes_of(vec4f(scale, opacity), params[20], params[21], 255.0);
  tables.colors = codes_of(color, params[FIRST_COLOR], params[FIRST_COLOR + 1u], 255.0);
  return tables;
}
