// The picture: colours between the texels of a smaller target, times a brightness of whole texels.

// include fullscreen.wgsl

@group(0) @binding(2) var color: texture_2d<f32>;
@group(0) @binding(3) var color_sampler: sampler;
@group(0) @binding(4) var brightness: texture_2d<f32>;

@fragment
fn fragment(corner: Corner) -> @location(0) vec4f {
  // A target of half the screen, rounded up, ends beyond it.
  let place = 0.5 * corner.place / vec2f(textureDimensions(brightness));
  let picked = textureSampleLevel(color, color_sampler, place, 0.0).rgb;
  let bright = textureLoad(brightness, vec2u(0.5 * corner.place), 0).rgb;
  return vec4f(clamp((0.5 + 0.4 * picked) * bright, vec3f(0.0), vec3f(1.0)), 1.0);
}
