struct View {
  world_to_camera: mat4x4f,
  intrinsics: vec4f,
  size: vec4f,
  center: vec4f,
  clip: vec4f,
}
@group(0) @binding(0) var<uniform> view: View;
const NEAR_PLANE: f32 = 0.01;
fn to_host(p: vec4f) -> vec4f {
  return vec4f(p.x, p.y * view.clip.x, p.z * view.clip.y + p.w * view.clip.z, p.w);
}
fn project(p: vec3f) -> vec4f {
  let place = view.intrinsics.xy * p.xy + view.intrinsics.zw * p.z;
  let x = 2.0 * place.x / view.size.x - p.z;
  let y = p.z - 2.0 * place.y / view.size.y;
  return to_host(vec4f(x, y, p.z - NEAR_PLANE, p.z));
}
struct Corner {
  @builtin(position) position: vec4f,
  @location(0) offset: vec2f,
  @location(1) color: vec4f,
}
fn quad_of(vertex: u32, instance: u32) -> u32 {
  return instance * 128u + vertex / 4u;
}
fn texel_of(number: u32, width: u32) -> vec2u {
  return vec2u(number % width, number / width);
}
fn disc(vertex: u32, middle: vec3f, radius: f32, color: vec4f) -> Corner {
  let p = (view.world_to_camera * vec4f(middle, 1.0)).xyz;
  if p.z <= NEAR_PLANE {
    return nothing();
  }
  let offset = vec2f(f32(vertex & 1u), f32((vertex >> 1u) & 1u)) * 2.0 - 1.0;
  return Corner(project(p + vec3f(radius * offset, 0.0)), offset, color);
}
fn nothing() -> Corner {
  return Corner(vec4f(2.0, 2.0, 2.0, 1.0), vec2f(0.0), vec4f(0.0));
}
fn fade(offset: vec2f) -> f32 {
  let inside = max(1.0 - dot(offset, offset), 0.0);
  return inside * inside;
}
@group(0) @binding(1) var<uniform> params: array<vec4f, 4>;
@group(0) @binding(2) var places: texture_2d<u32>;
@group(0) @binding(4) var colors: texture_2d<f32>;
fn coded(vertex: u32, number: u32) -> Corner {
  let texel = texel_of(number, textureDimensions(places).x);
  let bent = params[0].xyz + vec3f(textureLoad(places, texel, 0).xyz) * params[1].xyz;
  let place = params[2].xyz + params[0].w * sign(bent) * (exp(abs(bent)) - 1.0);
  return disc(vertex, place, params[3].y, textureLoad(colors, texel, 0));
}
@vertex
fn vertex(@builtin(vertex_index) index: u32, @builtin(instance_index) instance: u32) -> Corner {
  let quad = quad_of(index, instance);
  if quad >= u32(params[3].x) {
    return nothing();
  }
  return coded(index, quad);
}
@fragment
fn fragment(corner: Corner) -> @location(0) vec4f {
  let alpha = corner.color.a * fade(corner.offset);
  return vec4f(alpha * corner.color.rgb, alpha);
}
