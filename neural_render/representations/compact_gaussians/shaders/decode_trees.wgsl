// Trees of Gaussians as tables of splats, but for the harmonics behind the first. Hosts draw this once.

// include trees.wgsl

struct Tables {
  @location(0) means: vec4u,
  @location(1) quats: vec4u,
  @location(2) scales: vec4u,
  @location(3) colors: vec4u,
}

// Hamilton's product, w x y z.
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
