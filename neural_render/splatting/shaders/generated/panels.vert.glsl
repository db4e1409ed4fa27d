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
    vec2 uv;
};
const float NEAR_PLANE = 0.01;
const float LAST_LEVEL = 3.0;
const float MAX_TAPS = 4.0;

layout(std140) uniform View_block_0Vertex { View _group_0_binding_0_vs; };

layout(std140) uniform type_4_block_1Vertex { vec4 _group_0_binding_1_vs[1]; };

layout(location = 0) in vec3 _p2vs_location0;
layout(location = 1) in vec2 _p2vs_location1;
smooth out vec2 _vs2fs_location0;

vec4 to_clip(vec4 position_1) {
    float _e6 = _group_0_binding_0_vs.clip.x;
    float _e12 = _group_0_binding_0_vs.clip.y;
    float _e18 = _group_0_binding_0_vs.clip.z;
    return vec4(position_1.x, (position_1.y * _e6), ((position_1.z * _e12) + (position_1.w * _e18)), position_1.w);
}

vec4 place_to_clip(vec2 place, float depth) {
    vec4 _e8 = _group_0_binding_0_vs.size;
    vec2 p = (((vec2(2.0, -2.0) * place) / _e8.xy) + vec2(-1.0, 1.0));
    vec4 _e21 = to_clip(vec4(p, (1.0 - (NEAR_PLANE / depth)), 1.0));
    return _e21;
}

void main() {
    vec3 position = _p2vs_location0;
    vec2 uv = _p2vs_location1;
    mat4x4 _e4 = _group_0_binding_0_vs.world_to_camera;
    vec3 p_1 = (_e4 * vec4(position, 1.0)).xyz;
    vec4 _e11 = _group_0_binding_0_vs.intrinsics;
    vec4 _e17 = _group_0_binding_0_vs.intrinsics;
    vec2 place_1 = ((_e11.xy * p_1.xy) + (_e17.zw * p_1.z));
    float _e28 = _group_0_binding_0_vs.size.x;
    float x = (((2.0 * place_1.x) / _e28) - p_1.z);
    float _e39 = _group_0_binding_0_vs.size.y;
    float y = (p_1.z - ((2.0 * place_1.y) / _e39));
    float _e47 = _group_0_binding_1_vs[0].z;
    vec4 _e52 = to_clip(vec4(x, y, (p_1.z - (NEAR_PLANE / _e47)), p_1.z));
    Corner _tmp_return = Corner(_e52, uv);
    gl_Position = _tmp_return.position;
    _vs2fs_location0 = _tmp_return.uv;
    return;
}

