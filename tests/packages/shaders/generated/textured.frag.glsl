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

uniform highp sampler2D _group_0_binding_2_fs;

smooth in vec2 _vs2fs_location0;
layout(location = 0) out vec4 _fs2p_location0;

void main() {
    Corner corner = Corner(gl_FragCoord, _vs2fs_location0);
    vec4 _e5 = textureLod(_group_0_binding_2_fs, vec2(corner.uv), 0.0);
    _fs2p_location0 = vec4(_e5.xyz, 1.0);
    return;
}

