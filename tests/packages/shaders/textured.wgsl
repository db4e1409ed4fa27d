// A mesh with a picture on it.

// include view.wgsl

@group(0) @binding(2) var picture: texture_2d<f32>;
@group(0) @binding(3) var picture_sampler: sampler;

struct Corner {
  @builtin(position) position: vec4f,
  @location(0) uv: vec2f,
}

@vertex
fn vertex(@location(0) position: vec3f, @location(1) uv: vec2f) -> Corner {
  return Corner(project((view.world_to_camera * vec4f(position, 1.0)).xyz), uv);
}

@fragment
fn fragment(corner: Corner) -> @location(0) vec4f {
  return vec4f(textureSampleLevel(picture, picture_sampler, corner.uv, 0.0).rgb, 1.0);
}
