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
struct Hidden {
    vec4 first;
    vec4 second;
};
const float NEAR_PLANE = 0.01;

layout(std140) uniform type_6_block_0Fragment { vec4 _group_0_binding_1_fs[10]; };

uniform highp usampler2D _group_0_binding_2_fs;

smooth in vec2 _vs2fs_location0;
layout(location = 0) out vec4 _fs2p_location0;
layout(location = 1) out vec4 _fs2p_location1;

vec4 layer(uint i, vec4 code) {
    vec4 _e4 = _group_0_binding_1_fs[i];
    vec4 _e11 = _group_0_binding_1_fs[(i + 1u)];
    vec4 _e19 = _group_0_binding_1_fs[(i + 2u)];
    vec4 _e27 = _group_0_binding_1_fs[(i + 3u)];
    vec4 _e35 = _group_0_binding_1_fs[(i + 4u)];
    return sin((((((_e4 * code.x) + (_e11 * code.y)) + (_e19 * code.z)) + (_e27 * code.w)) + _e35));
}

void main() {
    Corner corner = Corner(gl_FragCoord, _vs2fs_location0);
    uvec4 _e5 = texelFetch(_group_0_binding_2_fs, ivec2(uvec2(corner.place)), 0);
    vec4 code_1 = (vec4(_e5) / vec4(255.0));
    vec4 _e11 = layer(0u, code_1);
    vec4 _e13 = layer(5u, code_1);
    Hidden _tmp_return = Hidden(_e11, _e13);
    _fs2p_location0 = _tmp_return.first;
    _fs2p_location1 = _tmp_return.second;
    return;
}

