#version 300 es

precision highp float;
precision highp int;

struct View {
    mat4x4 world_to_camera;
    vec4 intrinsics;
    vec4 size;
    vec4 center;
    vec4 clip;
};
struct Corner {
    vec4 position;
    vec2 place;
};
struct Node {
    vec3 mean;
    vec3 scale;
};
struct Palette {
    uvec4 harmonic1_;
    uvec4 harmonic2_;
    uvec4 harmonic3_;
    uvec4 harmonic4_;
    uvec4 harmonic5_;
    uvec4 harmonic6_;
    uvec4 harmonic7_;
    uvec4 harmonic8_;
};
const float NEAR_PLANE = 0.01;
const uint TABLE_WIDTH = 2048u;
const uint MAX_LEVELS = 12u;
const uint FIRST_COLOR = 22u;
const uint FIRST_LEVEL = 40u;
const uint PRIME_Y = 2654435761u;
const uint PRIME_Z = 805459861u;
const uint PLACE = 0u;
const uint TURN = 1u;
const uint SCALE = 2u;
const uint COLOR = 3u;

layout(std140) uniform View_block_0Vertex { View _group_0_binding_0_vs; };

smooth out vec2 _vs2fs_location0;

vec4 to_clip(vec4 position) {
    float _e6 = _group_0_binding_0_vs.clip.x;
    float _e12 = _group_0_binding_0_vs.clip.y;
    float _e18 = _group_0_binding_0_vs.clip.z;
    return vec4(position.x, (position.y * _e6), ((position.z * _e12) + (position.w * _e18)), position.w);
}

vec4 place_to_clip(vec2 place, float depth) {
    vec4 _e8 = _group_0_binding_0_vs.size;
    vec2 p = (((vec2(2.0, -2.0) * place) / _e8.xy) + vec2(-1.0, 1.0));
    vec4 _e21 = to_clip(vec4(p, (1.0 - (NEAR_PLANE / depth)), 1.0));
    return _e21;
}

uvec2 texel_of(uint row) {
    return uvec2((row & 2047u), (row >> 11u));
}

uvec4 codes_of(vec4 values, vec4 low, vec4 steps_1, float last) {
    vec4 codes_1 = roundEven(((values - low) / mix(vec4(1.0), steps_1, greaterThan(steps_1, vec4(0.0)))));
    return uvec4(mix(vec4(0.0), clamp(codes_1, vec4(0.0), vec4(last)), greaterThan(steps_1, vec4(0.0))));
}

uint node_at(vec2 place_1) {
    return ((uint(place_1.y) * TABLE_WIDTH) + uint(place_1.x));
}

void main() {
    uint index = uint(gl_VertexID);
    vec2 p_1 = ((vec2(float((index & 1u)), float((index >> 1u))) * 4.0) - vec2(1.0));
    vec4 _e16 = to_clip(vec4(p_1, 0.0, 1.0));
    vec4 _e30 = _group_0_binding_0_vs.size;
    Corner _tmp_return = Corner(_e16, (vec2((0.5 + (0.5 * p_1.x)), (0.5 - (0.5 * p_1.y))) * _e30.zw));
    gl_Position = _tmp_return.position;
    _vs2fs_location0 = _tmp_return.place;
    return;
}

