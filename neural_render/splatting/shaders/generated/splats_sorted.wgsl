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
@group(0) @binding(1) var<uniform> params: array<vec4f, 44>;
@group(0) @binding(2) var means: texture_2d<u32>;
@group(0) @binding(4) var quats: texture_2d<u32>;
@group(0) @binding(6) var scales: texture_2d<u32>;
@group(0) @binding(8) var colors: texture_2d_array<u32>;
@group(0) @binding(10) var rest: texture_2d_array<u32>;
const SH_C0: f32 = 0.28209479177387814;
const SH_C1: f32 = 0.4886025119029199;
const SH_C2 = vec3f(1.0925484305920792, 0.31539156525252005, 0.5462742152960396);
const SH_C3 = vec3f(0.5900435899266435, 2.890611442640554, 0.4570457994644658);
const SH_C3_MORE = vec2f(0.3731763325901154, 1.445305721320277);
const SHARED: f32 = 1.0;
fn harmonic(texel: vec2u, first: u32, k: u32) -> vec4f {
  return params[12u + 2u * k] + vec4f(textureLoad(rest, texel, k - first, 0)) * params[13u + 2u * k];
}
fn harmonics(texel: vec2u, d: vec3f) -> vec4f {
  let num_bases = params[0].y;
  var sum = SH_C0 * (params[12] + vec4f(textureLoad(colors, texel, 0, 0)) * params[13]);
  let first = select(0u, 1u, params[0].w > 0.0);
  var place = texel;
  if params[0].w == SHARED {
    place = texel_of(textureLoad(means, texel, 0).w);
  }
  if num_bases > 1.0 {
    sum += SH_C1 * (d.z * harmonic(place, first, 2u) - d.y * harmonic(place, first, 1u) - d.x * harmonic(place, first, 3u));
  }
  let s = d * d;
  if num_bases > 4.0 {
    sum += SH_C2.x * (d.x * d.y * harmonic(place, first, 4u) - d.y * d.z * harmonic(place, first, 5u))
      + SH_C2.y * (2.0 * s.z - s.x - s.y) * harmonic(place, first, 6u)
      - SH_C2.x * d.x * d.z * harmonic(place, first, 7u)
      + SH_C2.z * (s.x - s.y) * harmonic(place, first, 8u);
  }
  if num_bases > 9.0 {
    let ring = 4.0 * s.z - s.x - s.y;
    sum += SH_C3.y * d.x * d.y * d.z * harmonic(place, first, 10u)
      - SH_C3.x * (d.y * (3.0 * s.x - s.y) * harmonic(place, first, 9u) + d.x * (s.x - 3.0 * s.y) * harmonic(place, first, 15u))
      - SH_C3.z * ring * (d.y * harmonic(place, first, 11u) + d.x * harmonic(place, first, 13u))
      + SH_C3_MORE.x * d.z * (2.0 * s.z - 3.0 * s.x - 3.0 * s.y) * harmonic(place, first, 12u)
      + SH_C3_MORE.y * d.z * (s.x - s.y) * harmonic(place, first, 14u);
  }
  return sum;
}
const TABLE_WIDTH: u32 = 2048u;
const EPS2D: f32 = 0.3;
const FOV_MARGIN: f32 = 0.3;
const ALPHA_MIN: f32 = 1.0 / 255.0;
const ALPHA_MAX: f32 = 0.999;
const DET_MAX: f32 = 1e36;
const NOWHERE = vec4f(2.0, 2.0, 2.0, 1.0);
const SNAP: f32 = 1.0 / 16.0;
struct Seen {
  place: vec2f,
  along: vec2f,
  deviations: vec2f,
  box: vec2f,
  depth: f32,
  opacity: f32,
}
fn quad_of(vertex: u32, instance: u32) -> u32 {
  return instance * 128u + vertex / 4u;
}
fn corner_of(vertex: u32) -> vec2f {
  return vec2f(f32(vertex & 1u), f32((vertex >> 1u) & 1u)) * 2.0 - 1.0;
}
fn texel_of(splat: u32) -> vec2u {
  return vec2u(splat % TABLE_WIDTH, splat / TABLE_WIDTH);
}
fn mean_of(texel: vec2u) -> vec3f {
  let bent = params[1].xyz + vec3f(textureLoad(means, texel, 0).xyz) * params[2].xyz;
  return params[3].xyz + params[1].w * sign(bent) * (exp(abs(bent)) - 1.0);
}
fn rotation_of(texel: vec2u) -> mat3x3f {
  var code = params[4] + vec4f(textureLoad(quats, texel, 0)) * params[5];
  if params[5].x == 0.0 {
    code.x = sqrt(max(1.0 - dot(code.yzw, code.yzw), 0.0));
  }
  let q = code * inverseSqrt(max(dot(code, code), 1e-12));
  return mat3x3f(
    vec3f(1.0 - 2.0 * (q.z * q.z + q.w * q.w), 2.0 * (q.y * q.z + q.x * q.w), 2.0 * (q.y * q.w - q.x * q.z)),
    vec3f(2.0 * (q.y * q.z - q.x * q.w), 1.0 - 2.0 * (q.y * q.y + q.w * q.w), 2.0 * (q.z * q.w + q.x * q.y)),
    vec3f(2.0 * (q.y * q.w + q.x * q.z), 2.0 * (q.z * q.w - q.x * q.y), 1.0 - 2.0 * (q.y * q.y + q.z * q.z)),
  );
}
fn shape_of(texel: vec2u) -> vec4f {
  return params[6] + vec4f(textureLoad(scales, texel, 0)) * params[7];
}
fn see(texel: vec2u, mean: vec3f) -> Seen {
  var seen = Seen();
  let p = (view.world_to_camera * vec4f(mean, 1.0)).xyz;
  if p.z <= NEAR_PLANE {
    return seen;
  }
  let shape = shape_of(texel);
  let focal = view.intrinsics.xy;
  let center = view.intrinsics.zw;
  let slope = p.xy / p.z;
  let margin = FOV_MARGIN * 0.5 * view.size.xy;
  let tilt = clamp(slope, -(center + margin) / focal, (view.size.xy - center + margin) / focal);
  let axes = view.world_to_camera;
  let turned = mat3x3f(axes[0].xyz, axes[1].xyz, axes[2].xyz) * rotation_of(texel);
  let s = exp(shape.xyz) / p.z;
  let u = focal.x * s * vec3f(
    turned[0].x - tilt.x * turned[0].z, turned[1].x - tilt.x * turned[1].z, turned[2].x - tilt.x * turned[2].z);
  let v = focal.y * s * vec3f(
    turned[0].y - tilt.y * turned[0].z, turned[1].y - tilt.y * turned[1].z, turned[2].y - tilt.y * turned[2].z);
  let xx = dot(u, u) + EPS2D;
  let yy = dot(v, v) + EPS2D;
  let xy = dot(u, v);
  let area = length(cross(u, v));
  let det = area * area + EPS2D * (xx + yy - EPS2D);
  if !(det < DET_MAX) {
    return seen;
  }
  let half_difference = 0.5 * (xx - yy);
  let radius = length(vec2f(half_difference, xy));
  let long_variance = 0.5 * (xx + yy) + radius;
  var along = vec2f(1.0, 0.0);
  if radius > 1e-6 * long_variance {
    along = normalize(select(
      vec2f(xy, radius - half_difference), vec2f(radius + half_difference, xy), half_difference > 0.0));
  }
  seen.place = slope * focal + center;
  seen.along = along;
  seen.deviations = sqrt(vec2f(long_variance, det / long_variance));
  seen.box = sqrt(vec2f(xx, yy));
  seen.depth = p.z;
  seen.opacity = select(shape.w, shape.w * area / sqrt(det), params[0].z > 0.5);
  return seen;
}
fn extent_of(seen: Seen, opacity: f32) -> f32 {
  if opacity <= ALPHA_MIN {
    return 0.0;
  }
  let extent = sqrt(2.0 * log(opacity / ALPHA_MIN));
  let reach = extent * seen.box;
  let is_inside = all(seen.place + reach > vec2f(0.0)) && all(seen.place - reach < view.size.xy);
  return select(0.0, extent, is_inside);
}
struct Place {
  position: vec4f,
  slipping: vec4f,
}
fn place_of(seen: Seen, corner: vec2f, extent: f32) -> Place {
  let offset = corner * (extent + SNAP / seen.deviations);
  let d = offset * seen.deviations;
  let place = seen.place + d.x * seen.along + d.y * vec2f(-seen.along.y, seen.along.x);
  return Place(place_to_clip(place, seen.depth), vec4f(offset, place * view.size.zw / view.size.xy));
}
fn offset_of(slipped: vec4f) -> vec2f {
  let slip = floor(slipped.zw) + 0.5 - slipped.zw;
  return slipped.xy + slip.x * dpdx(slipped.xy) + slip.y * sign(dpdy(slipped.w)) * dpdy(slipped.xy);
}
fn footprint(offset: vec2f) -> f32 {
  return exp(-0.5 * dot(offset, offset));
}
fn colors_of(sum: vec4f) -> vec3f {
  return max(sum.rgb + 0.5, vec3f(0.0));
}
@group(0) @binding(12) var order: texture_2d<u32>;
struct Corner {
  @builtin(position) position: vec4f,
  @location(0) slipping: vec4f,
  @location(1) color: vec4f,
}
@vertex
fn vertex(@builtin(vertex_index) index: u32, @builtin(instance_index) instance: u32) -> Corner {
  let culled = Corner(NOWHERE, vec4f(0.0), vec4f(0.0));
  let quad = quad_of(index, instance);
  if quad >= u32(params[0].x) {
    return culled;
  }
  let width = textureDimensions(order).x;
  let texel = texel_of(textureLoad(order, vec2u(quad % width, quad / width), 0).x);
  let mean = mean_of(texel);
  let seen = see(texel, mean);
  let extent = extent_of(seen, seen.opacity);
  if extent == 0.0 {
    return culled;
  }
  let place = place_of(seen, corner_of(index), extent);
  let sum = harmonics(texel, normalize(mean - view.center.xyz));
  return Corner(place.position, place.slipping, vec4f(colors_of(sum), seen.opacity));
}
@fragment
fn fragment(corner: Corner) -> @location(0) vec4f {
  let alpha = min(corner.color.a * footprint(offset_of(corner.slipping)), ALPHA_MAX);
  if alpha < ALPHA_MIN {
    discard;
  }
  return vec4f(corner.color.rgb * alpha, alpha);
}
