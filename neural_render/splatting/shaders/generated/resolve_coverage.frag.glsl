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

uniform highp sampler2D _group_0_binding_2_fs;

uniform highp sampler2D _group_0_binding_4_fs;

smooth in vec2 _vs2fs_location0;
layout(location = 0) out vec4 _fs2p_location0;

void main() {
    Corner corner = Corner(gl_FragCoord, _vs2fs_location0);
    uvec2 texel = uvec2(corner.place);
    vec4 _e5 = texelFetch(_group_0_binding_2_fs, ivec2(texel), 0);
    vec4 sum = clamp(_e5, vec4(-1e30), vec4(1e30));
    vec4 _e13 = texelFetch(_group_0_binding_4_fs, ivec2(texel), 0);
    float alpha = (1.0 - exp(-(_e13.x)));
    _fs2p_location0 = vec4((((sum.xyz / vec3(max(sum.w, MIN_WEIGHT))) + ((sum.w > 0.0) ? MIDDLE : vec3(0.0))) * alpha), alpha);
    return;
}

