// The harmonics behind the first of trees of Gaussians: a palette in which each splat has its own entry. Hosts draw this
// once, and only where there are such harmonics: one pass has too few attachments for them and the other tables.

// include trees.wgsl

struct Palette {
  @location(0) harmonic1: vec4u,
  @location(1) harmonic2: vec4u,
  @location(2) harmonic3: vec4u,
  @location(3) harmonic4: vec4u,
  @location(4) harmonic5: vec4u,
  @location(5) harmonic6: vec4u,
  @location(6) harmonic7: vec4u,
  @location(7) harmonic8: vec4u,
}

// Codes of harmonic b: what the net says, and residuals.
fn harmonic_codes(node: u32, b: u32) -> vec4u {
  let value = params[8].y * made[b - 1u] + color_of(residual(node, COLOR + b), params[7].y);
  return codes_of(value, params[FIRST_COLOR + 2u * b], params[FIRST_COLOR + 1u + 2u * b], 255.0);
}

@fragment
fn fragment(corner: Corner) -> Palette {
  var palette = Palette();
  let node = node_at(corner.place);
  let num_bases = u32(params[0].z);
  if node >= num_nodes() * u32(params[0].x) {
    return palette;
  }
  grow(node);
  ask(3u, num_bases - 1u);
  palette.harmonic1 = harmonic_codes(node, 1u);
  palette.harmonic2 = harmonic_codes(node, 2u);
  palette.harmonic3 = harmonic_codes(node, 3u);
  if num_bases > 4u {
    palette.harmonic4 = harmonic_codes(node, 4u);
    palette.harmonic5 = harmonic_codes(node, 5u);
    palette.harmonic6 = harmonic_codes(node, 6u);
    palette.harmonic7 = harmonic_codes(node, 7u);
    palette.harmonic8 = harmonic_codes(node, 8u);
  }
  return palette;
}
