// Residual blocks of at most 32 channels, which stay in `sums`.

var<private> given: array<vec4f, 8>;  // inputs of a layer
var<private> kept: array<vec4f, 8>;   // what a block is added to

// A layer that begins at a texel makes sums of what is given.
fn apply(begin: u32, count: u32) {
  begin_sums(begin + 4u * count * count, count);
  for (var i = 0u; i < GROUP; i++) {
    if i >= count {
      break;
    }
    add_channels(begin + 4u * i * count, count, count, given[i]);
  }
}

// So many blocks, the first of which begins at a texel.
fn pass_blocks(first: u32, number: u32, count: u32, kind: f32) {
  let size = (4u * count + 1u) * count;  // texels of a layer
  for (var b = 0u; b < number; b++) {
    let begin = first + 2u * size * b;
    kept = sums;
    given = sums;
    apply(begin, count);
    activate_sums(count, kind);
    given = sums;
    apply(begin + size, count);
    add_to_sums(kept);
  }
}
