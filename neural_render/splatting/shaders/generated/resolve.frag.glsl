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
const vec3 MIDDLE = vec3(0.5);
const float MIN_WEIGHT = 1e-30;
const float MAX_SUM = 1e30;

layout(std140) uniform type_6_block_0Fragment { vec4 _group_0_binding_1_fs[3]; };

uniform highp sampler2D _group_0_binding_2_fs;

smooth in vec2 _vs2fs_location0;
layout(location = 0) out vec4 _fs2p_location0;

void main() {
    Corner corner = Corner(gl_FragCoord, _vs2fs_location0);
    vec4 _e5 = texelFetch(_group_0_binding_2_fs, ivec2(uvec2(corner.place)), 0);
    vec4 sum = clamp(_e5, vec4(-1e30), vec4(1e30));
    float _e22 = _group_0_binding_1_fs[0].w;
    float _e26 = _group_0_binding_1_fs[2].x;
    _fs2p_location0 = (vec4((sum.xyz + (MIDDLE * sum.w)), sum.w) / vec4(max((sum.w + (_e22 * _e26)), MIN_WEIGHT)));
    return;
}

