// Splats composited by their order, farthest first.

// include splat.wgsl

@group(0) @binding(12) var order: texture_2d<u32>;

struct Corner {
  @builtin(position) position: vec4f,
  @location(0) slipping: vec4f,
  @location(1) color: vec4f,  // rgb, opacity; the same at all corners, but `flat` is slow where WebGL2 runs on Metal
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
