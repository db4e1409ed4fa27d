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

layout(std140) uniform type_5_block_0Fragment { vec4 _group_0_binding_1_fs[2]; };

uniform highp usampler2D _group_0_binding_2_fs;

smooth in vec2 _vs2fs_location0;
layout(location = 0) out vec4 _fs2p_location0;

void main() {
    Corner corner = Corner(gl_FragCoord, _vs2fs_location0);
    vec4 _e3 = _group_0_binding_1_fs[0];
    uvec4 _e8 = texelFetch(_group_0_binding_2_fs, ivec2(uvec2(corner.place)), 0);
    vec4 _e12 = _group_0_binding_1_fs[1];
    vec4 d = (_e3 + (vec4(_e8) * _e12));
    _fs2p_location0 = clamp((vec4(0.5) + vec4(((d.x + d.y) - d.z), (d.x + d.z), ((d.x - d.y) - d.z), d.w)), vec4(0.0), vec4(1.0));
    return;
}

