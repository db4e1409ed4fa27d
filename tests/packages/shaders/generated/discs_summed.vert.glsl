#version 300 es

precision highp float;
precision highp int;

uniform uint naga_vs_first_instance;

struct View {
    mat4x4 world_to_camera;
    vec4 intrinsics;
    vec4 size;
    vec4 center;
    vec4 clip;
};
struct Corner {
    vec4 position;
    vec2 offset;
    vec4 color;
};
const float NEAR_PLANE = 0.01;

layout(std140) uniform View_block_0Vertex { View _group_0_binding_0_vs; };

layout(std140) uniform type_7_block_1Vertex { vec4 _group_0_binding_1_vs[4]; };

uniform highp usampler2D _group_0_binding_2_vs;

uniform highp sampler2D _group_0_binding_4_vs;

smooth out vec2 _vs2fs_location0;
smooth out vec4 _vs2fs_location1;

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

uint quad_of(uint vertex_1, uint instance_1) {
    return ((instance_1 * 128u) + (vertex_1 / 4u));
}

uvec2 texel_of(uint number, uint width) {
    return uvec2((number % width), (number / width));
}

Corner nothing() {
    return Corner(vec4(2.0, 2.0, 2.0, 1.0), vec2(0.0), vec4(0.0));
}

Corner disc(uint vertex_2, vec3 middle, float radius, vec4 color) {
    mat4x4 _e6 = _group_0_binding_0_vs.world_to_camera;
    vec3 p_2 = (_e6 * vec4(middle, 1.0)).xyz;
    if ((p_2.z <= NEAR_PLANE)) {
        Corner _e14 = nothing();
        return _e14;
    }
    vec2 offset_1 = ((vec2(float((vertex_2 & 1u)), float(((vertex_2 >> 1u) & 1u))) * 2.0) - vec2(1.0));
    vec4 _e33 = project((p_2 + vec3((radius * offset_1), 0.0)));
    return Corner(_e33, offset_1, color);
}

float fade(vec2 offset) {
    float inside = max((1.0 - dot(offset, offset)), 0.0);
    return (inside * inside);
}

Corner coded(uint vertex_3, uint number_1) {
    uvec2 _e5 = texel_of(number_1, uvec2(textureSize(_group_0_binding_2_vs, 0).xy).x);
    vec4 _e8 = _group_0_binding_1_vs[0];
    uvec4 _e12 = texelFetch(_group_0_binding_2_vs, ivec2(_e5), 0);
    vec4 _e17 = _group_0_binding_1_vs[1];
    vec3 bent = (_e8.xyz + (vec3(_e12.xyz) * _e17.xyz));
    vec4 _e23 = _group_0_binding_1_vs[2];
    float _e28 = _group_0_binding_1_vs[0].w;
    vec3 place_1 = (_e23.xyz + ((_e28 * sign(bent)) * (exp(abs(bent)) - vec3(1.0))));
    float _e41 = _group_0_binding_1_vs[3].y;
    vec4 _e44 = texelFetch(_group_0_binding_4_vs, ivec2(_e5), 0);
    Corner _e45 = disc(vertex_3, place_1, _e41, _e44);
    return _e45;
}

void main() {
    uint index = uint(gl_VertexID);
    uint instance = (uint(gl_InstanceID) + naga_vs_first_instance);
    uint _e2 = quad_of(index, instance);
    float _e6 = _group_0_binding_1_vs[3].x;
    if ((_e2 >= uint(_e6))) {
        Corner _e9 = nothing();
        gl_Position = _e9.position;
        _vs2fs_location0 = _e9.offset;
        _vs2fs_location1 = _e9.color;
        return;
    }
    Corner _e10 = coded(index, _e2);
    gl_Position = _e10.position;
    _vs2fs_location0 = _e10.offset;
    _vs2fs_location1 = _e10.color;
    return;
}

