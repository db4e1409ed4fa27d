// One corner of a splat's quad: what neural_render/splatting/raster/reference.py computes, which is the specification.
//
// Notation: p is the mean in camera axes, J the Jacobian of the projection, the rows u and v of J W R diag(s) a square
// root of the 2D covariance. The quad lies along the eigenvectors of that covariance and ends where alpha falls below
// ALPHA_MIN, so a fragment needs only its offset in standard deviations along both.

// include view.wgsl

@group(0) @binding(1) var<uniform> params: array<vec4f, 44>;
@group(0) @binding(2) var means: texture_2d<u32>;
@group(0) @binding(4) var quats: texture_2d<u32>;
@group(0) @binding(6) var scales: texture_2d<u32>;
@group(0) @binding(8) var colors: texture_2d_array<u32>;
@group(0) @binding(10) var rest: texture_2d_array<u32>;  // a palette, or the colours again

// include harmonics.wgsl

const TABLE_WIDTH: u32 = 2048u;
const EPS2D: f32 = 0.3;  // px^2
const FOV_MARGIN: f32 = 0.3;
const ALPHA_MIN: f32 = 1.0 / 255.0;
const ALPHA_MAX: f32 = 0.999;
const DET_MAX: f32 = 1e36;  // px^4; beyond it float32 overflows
const NOWHERE = vec4f(2.0, 2.0, 2.0, 1.0);  // outside of the picture; the position of all corners of a culled splat

const SNAP: f32 = 1.0 / 16.0;  // px; the coarsest grid to which GPUs snap corners

struct Seen {
  place: vec2f,       // px
  along: vec2f,       // unit vector of the longer eigenvector
  deviations: vec2f,  // px; along it, and across
  box: vec2f,         // px; standard deviations along x and y
  depth: f32,         // z-depth in world units
  opacity: f32,       // with the antialias compensation; 0 where the splat is culled
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
  var code = params[4] + vec4f(textureLoad(quats, texel, 0)) * params[5];  // w, x, y, z
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

fn shape_of(texel: vec2u) -> vec4f {  // log scales, opacity
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
  // |u x v|^2 is det(U U^T) and, unlike xx yy - xy^2, cannot turn negative for a needle or a disc seen edge-on.
  let area = length(cross(u, v));
  let det = area * area + EPS2D * (xx + yy - EPS2D);
  if !(det < DET_MAX) {
    return seen;
  }

  let half_difference = 0.5 * (xx - yy);
  let radius = length(vec2f(half_difference, xy));
  let long_variance = 0.5 * (xx + yy) + radius;
  // Of the two forms of the eigenvector, the one without cancellation.
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

// How far the quad reaches, in standard deviations; 0 where no pixel of the picture has an alpha of ALPHA_MIN.
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
  slipping: vec4f,  // what fragments interpolate
}

fn place_of(seen: Seen, corner: vec2f, extent: f32) -> Place {
  let offset = corner * (extent + SNAP / seen.deviations);
  let d = offset * seen.deviations;
  let place = seen.place + d.x * seen.along + d.y * vec2f(-seen.along.y, seen.along.x);
  return Place(place_to_clip(place, seen.depth), vec4f(offset, place * view.size.zw / view.size.xy));
}

// A fragment's offset in standard deviations. GPUs snap corners to a grid, and all that they interpolate slips with
// them: `slipping` has the offset and its place in px of the targets, which would be a pixel's centre. The offset is
// linear in the place.
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
