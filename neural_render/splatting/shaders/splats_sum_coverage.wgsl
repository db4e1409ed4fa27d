// Splats summed in any order, where factors only weigh: alpha f c and alpha f, and -log of the transmittance.

// include splat.wgsl
// include blending.wgsl
// include sums.wgsl

struct Corner {
  @builtin(position) position: vec4f,
  @location(0) slipping: vec4f,
  @location(1) color: vec4f,  // rgb less MIDDLE, times the weight f; the weight
  @location(2) opacity: f32,
}

struct Sums {
  @location(0) weighted: vec4f,
  @location(1) hidden: vec4f,
}

@vertex
fn vertex(@builtin(vertex_index) index: u32, @builtin(instance_index) instance: u32) -> Corner {
  let culled = Corner(NOWHERE, vec4f(0.0), vec4f(0.0), 0.0);
  let quad = quad_of(index, instance);
  if quad >= u32(params[0].x) {
    return culled;
  }
  let texel = texel_of(quad);
  let mean = mean_of(texel);
  let seen = see(texel, mean);
  let opacity = seen.opacity * nearness_of(texel, seen.depth);
  let extent = extent_of(seen, opacity);
  if extent == 0.0 {
    return culled;
  }
  let place = place_of(seen, corner_of(index), extent);
  let sum = harmonics(texel, normalize(mean - view.center.xyz));
  let weight = coverage_factor_of(sum.a, seen.depth) * params[10].x;
  let color = vec4f(colors_of(sum) - MIDDLE, 1.0) * weight;
  return Corner(place.position, place.slipping, color, opacity);
}

@fragment
fn fragment(corner: Corner) -> Sums {
  let alpha = corner.opacity * footprint(offset_of(corner.slipping));
  if alpha < ALPHA_MIN {
    discard;
  }
  return Sums(corner.color * alpha, vec4f(-log(1.0 - min(alpha, ALPHA_MAX)), 0.0, 0.0, 0.0));
}
