// What sums of splats hold: colours as differences from the middle, so that the rounding of half floats, which grows with
// a sum, is of differences that cancel and not of light that adds up.

const MIDDLE = vec3f(0.5);
const MIN_WEIGHT: f32 = 1e-30;
const MAX_SUM: f32 = 1e30;  // instead of the infinity that half floats overflow to
