// An enlargement for four places at once, so that a weight that is read serves four. An enlargement by s has s x s kinds of
// places, which see other weights; a pass draws places of one kind, and a texel holds those behind the texels
// (2x + i, 2y + j) of the features, i and j 0 or 1: place i + 2j. Eight channels of each are computed.
// The program's own number in params 0 is the kind, x + s y; in params 1 it is the first texel of the eight channels.

// include net.wgsl
// include features.wgsl

// The two texels of a place's channels in `sums` are neighbours, those of four places follow each other.
fn begin_fours(texel: u32) {
  let first = weight(texel);
  let second = weight(texel + 1u);
  sums = array(first, second, first, second, first, second, first, second);
}

fn add_one_to_fours(texel: u32, values: vec4f) {  // one channel of four places
  let first = weight(texel);
  sums[0] += values.x * first;
  sums[2] += values.y * first;
  sums[4] += values.z * first;
  sums[6] += values.w * first;
  let second = weight(texel + 1u);
  sums[1] += values.x * second;
  sums[3] += values.y * second;
  sums[5] += values.z * second;
  sums[7] += values.w * second;
}

fn add_to_fours(texel: u32, stride: u32, a: vec4f, b: vec4f, c: vec4f, d: vec4f) {  // four channels of four places
  add_one_to_fours(texel, vec4f(a.x, b.x, c.x, d.x));
  add_one_to_fours(texel + stride, vec4f(a.y, b.y, c.y, d.y));
  add_one_to_fours(texel + 2u * stride, vec4f(a.z, b.z, c.z, d.z));
  add_one_to_fours(texel + 3u * stride, vec4f(a.w, b.w, c.w, d.w));
}

fn enlarge(place: vec2u) {
  let begin = u32(params[0].x) + u32(params[1].w);
  let num_in = u32(params[0].y);
  let row = u32(params[0].z);
  let stride = u32(params[1].x);
  let kernel = u32(params[1].y);
  let kind = u32(params[0].w);
  let at = vec2u(kind % stride, kind / stride) + u32(params[1].z);
  let end = features_end();
  let last = textureDimensions(features) - 1u;
  begin_fours(begin + kernel * kernel * 4u * num_in * row);
  let reach = kernel / stride;
  for (var j = 0u; j < reach * reach; j++) {
    let back = vec2u(j % reach, j / reach);
    let t0 = 2u * place + at / stride - back;  // wraps beyond the first, and is too large then
    let t3 = t0 + 1u;
    let x = vec2u(t0.x, t3.x);
    let y = vec2u(t0.y, t3.y);
    let has_x = select(vec2f(0.0), vec2f(1.0), x < vec2u(end.x));
    let has_y = select(vec2f(0.0), vec2f(1.0), y < vec2u(end.y));
    let u = min(x, vec2u(last.x));
    let v = min(y, vec2u(last.y));
    let tap = at % stride + stride * back;
    var first = begin + (tap.y * kernel + tap.x) * 4u * num_in * row;
    for (var i = 0u; i < num_in; i++) {
      let a = has_x.x * has_y.x * feature(vec2u(u.x, v.x), i);
      let b = has_x.y * has_y.x * feature(vec2u(u.y, v.x), i);
      let c = has_x.x * has_y.y * feature(vec2u(u.x, v.y), i);
      let d = has_x.y * has_y.y * feature(vec2u(u.y, v.y), i);
      add_to_fours(first, row, a, b, c, d);
      first += 4u * row;
    }
  }
}
