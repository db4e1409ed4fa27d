// The first layer of a light field: a program computes what the network is told about a ray, channel by channel.
//
// params 0: 0, texels of the layer's inputs, of its outputs, and its first one of this group
// params 1: pixels of the screen along an edge of one texel, activation, texels of the group, 0
// params 2 to 4: the network's shape, which only readers need
// params 5 and on: the program's own

// include ../../splatting/shaders/fullscreen.wgsl
// include net.wgsl

struct Ray {
  origin: vec3f,
  direction: vec3f,  // of a z-depth of 1
}

fn ray_of(place: vec2f) -> Ray {
  let pixel = (floor(place) + 0.5) * params[1].x;
  let along = vec3f((pixel - view.intrinsics.zw) / view.intrinsics.xy, 1.0);
  let axes = view.world_to_camera;
  return Ray(view.center.xyz, vec3f(dot(axes[0].xyz, along), dot(axes[1].xyz, along), dot(axes[2].xyz, along)));
}

fn begin_head() {
  begin_sums(u32(params[0].w) + 4u * u32(params[0].y) * u32(params[0].z), u32(params[1].z));
}

fn tell(channel: u32, value: f32) {
  add_channel(u32(params[0].w) + channel * u32(params[0].z), u32(params[1].z), value);
}

fn end_head() -> Channels {
  activate_sums(u32(params[1].z), params[1].y);
  return group_of_channels();
}
