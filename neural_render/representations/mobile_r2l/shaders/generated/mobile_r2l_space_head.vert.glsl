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
struct Channels {
    vec4 c0_;
    vec4 c1_;
    vec4 c2_;
    vec4 c3_;
    vec4 c4_;
    vec4 c5_;
    vec4 c6_;
    vec4 c7_;
};
struct Ray {
    vec3 origin;
    vec3 direction;
};
const uint SPACE = 7u;
const float NEAR_PLANE = 0.01;
const uint TABLE_WIDTH = 2048u;
const uint GROUP = 8u;
const float RELU = 1.0;
const uint NUM_POINTS = 8u;
const uint NUM_OCTAVES = 6u;
const float FULL_TURN = 6.2831855;
const uint SPACE_LEVELS = 4u;
const uint SPACE_ENTRY = 2u;
const float TINY = 1e-9;
const float FARTHEST = 10000.0;
const vec2 DENSITY = vec2(5.0, -2.0);

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

vec4 normal_share(vec4 x) {
    vec4 t_1 = (vec4(1.0) / (vec4(1.0) + (0.2316419 * abs(x))));
    vec4 series = (t_1 * (vec4(0.1274148) + (t_1 * (vec4(-0.14224836) + (t_1 * (vec4(0.7107069) + (t_1 * (vec4(-0.72657603) + (t_1 * 0.5307027)))))))));
    vec4 tail = (series * exp(((-0.5 * x) * x)));
    return mix(tail, (vec4(1.0) - tail), greaterThan(x, vec4(0.0)));
}

vec4 activated(vec4 x_1, float kind) {
    vec4 share = vec4(0.0);
    share = step(vec4(0.0), x_1);
    if ((kind != RELU)) {
        vec4 _e8 = normal_share(x_1);
        share = _e8;
    }
    vec4 _e9 = share;
    return (x_1 * _e9);
}

float softplus(float x_2) {
    return (max(x_2, 0.0) + log((1.0 + exp(-(abs(x_2))))));
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

