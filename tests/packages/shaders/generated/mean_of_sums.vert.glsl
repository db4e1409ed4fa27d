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
const float NEAR_PLANE = 0.01;

layout(std140) uniform View_block_0Vertex { View _group_0_binding_0_vs; };

smooth out vec2 _vs2fs_location0;

vec4 to_host(vec4 p) {
    float _e6 = _group_0_binding_0_vs.clip.x;
    float _e12 = _group_0_binding_0_vs.clip.y;
    float _e18 = _group_0_binding_0_vs.clip.z;
    return vec4(p.x, (p.y * _e6), ((p.z * _e12) + (p.w * _e18)), p.w);
}

vec4 project(vec3 p_1) {
    vec4 _e3 = _group_0_binding_0_vs.intrinsics;
    vec4 _e9 = _group_0_binding_0_vs.intrinsics;
    vec2 place = ((_e3.xy * p_1.xy) + (_e9.zw * p_1.z));
    float _e20 = _group_0_binding_0_vs.size.x;
    float x = (((2.0 * place.x) / _e20) - p_1.z);
    float _e31 = _group_0_binding_0_vs.size.y;
    float y = (p_1.z - ((2.0 * place.y) / _e31));
    vec4 _e39 = to_host(vec4(x, y, (p_1.z - NEAR_PLANE), p_1.z));
    return _e39;
}

void main() {
    uint index = uint(gl_VertexID);
    vec2 across = vec2(float((2u * (index & 1u))), float((index & 2u)));
    vec2 p_2 = vec2(((2.0 * across.x) - 1.0), (1.0 - (2.0 * across.y)));
    vec4 _e24 = to_host(vec4(p_2, 0.5, 1.0));
    vec4 _e27 = _group_0_binding_0_vs.size;
    Corner _tmp_return = Corner(_e24, (across * _e27.zw));
    gl_Position = _tmp_return.position;
    _vs2fs_location0 = _tmp_return.place;
    return;
}

