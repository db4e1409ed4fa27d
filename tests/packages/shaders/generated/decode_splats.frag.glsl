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
struct Splat {
    vec4 place;
    vec4 color;
};
const float NEAR_PLANE = 0.01;

layout(std140) uniform type_6_block_0Fragment { vec4 _group_0_binding_1_fs[18]; };

uniform highp sampler2DArray _group_0_binding_2_fs;

smooth in vec2 _vs2fs_location0;
layout(location = 0) out vec4 _fs2p_location0;
layout(location = 1) out vec4 _fs2p_location1;

vec4 layer(uint i, vec4 first, vec4 second) {
    vec4 _e5 = _group_0_binding_1_fs[i];
    vec4 _e12 = _group_0_binding_1_fs[(i + 1u)];
    vec4 _e20 = _group_0_binding_1_fs[(i + 2u)];
    vec4 _e28 = _group_0_binding_1_fs[(i + 3u)];
    vec4 _e36 = _group_0_binding_1_fs[(i + 4u)];
    vec4 _e44 = _group_0_binding_1_fs[(i + 5u)];
    vec4 _e52 = _group_0_binding_1_fs[(i + 6u)];
    vec4 _e60 = _group_0_binding_1_fs[(i + 7u)];
    vec4 _e68 = _group_0_binding_1_fs[(i + 8u)];
    return (((((((((_e5 * first.x) + (_e12 * first.y)) + (_e20 * first.z)) + (_e28 * first.w)) + (_e36 * second.x)) + (_e44 * second.y)) + (_e52 * second.z)) + (_e60 * second.w)) + _e68);
}

void main() {
    Corner corner = Corner(gl_FragCoord, _vs2fs_location0);
    uvec2 texel = uvec2(corner.place);
    vec4 first_1 = texelFetch(_group_0_binding_2_fs, ivec3(texel, 0u), 0);
    vec4 second_1 = texelFetch(_group_0_binding_2_fs, ivec3(texel, 1u), 0);
    vec4 _e12 = layer(0u, first_1, second_1);
    vec4 _e22 = layer(9u, first_1, second_1);
    Splat _tmp_return = Splat(vec4(_e12.xyz, (0.05 + (0.1 * abs(_e12.w)))), (vec4(0.5) + (0.5 * sin(_e22))));
    _fs2p_location0 = _tmp_return.place;
    _fs2p_location1 = _tmp_return.color;
    return;
}

