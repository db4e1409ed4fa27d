// An enlargement of a stage of the tail that others follow: eight channels of places of one kind, texel t of place p in
// layer 2p + t.

// include ../../splatting/shaders/fullscreen.wgsl

@group(0) @binding(1) var<uniform> params: array<vec4f, 3>;

// include fours.wgsl

@fragment
fn fragment(corner: Corner) -> Channels {
  enlarge(vec2u(corner.place));
  return group_of_channels();
}
