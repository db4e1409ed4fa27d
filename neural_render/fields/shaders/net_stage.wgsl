// A stage of the tail that others follow.

// include ../../splatting/shaders/fullscreen.wgsl
// include stage.wgsl

@fragment
fn fragment(corner: Corner) -> Channels {
  enlarge(corner.place);
  return group_of_channels();
}
