// Points on a ray, their coordinates as sines and cosines.
//
// params 5: center of the points' coordinates, units of theirs in one of the world
// params 6: z-depths of the nearest and the farthest point, 0, 0

const NUM_POINTS: u32 = 8u;
const NUM_OCTAVES: u32 = 6u;
const FULL_TURN: f32 = 6.28318530717958647692;

fn tell_points(ray: Ray) {
  for (var i = 0u; i < 3u * NUM_POINTS; i++) {
    let share = f32(i / 3u) / f32(NUM_POINTS - 1u);
    let point = ray.origin + mix(params[6].x, params[6].y, share) * ray.direction;
    let local = (point - params[5].xyz) * params[5].w;
    let x = local[i % 3u];
    let first = i * (2u * NUM_OCTAVES + 1u);
    var octave = 1.0;
    for (var k = 0u; k < NUM_OCTAVES; k++) {
      // Phones are exact for small angles only.
      let angle = octave * x - FULL_TURN * round(octave * x / FULL_TURN);
      tell(first + k, sin(angle));
      tell(first + NUM_OCTAVES + k, cos(angle));
      octave *= 2.0;
    }
    tell(first + 2u * NUM_OCTAVES, x);
  }
}
