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

uniform highp sampler2D _group_0_binding_2_fs;

uniform highp sampler2D _group_0_binding_4_fs;

smooth in vec2 _vs2fs_location0;
layout(location = 0) out vec4 _fs2p_location0;

void main() {
    Corner corner = Corner(gl_FragCoord, _vs2fs_location0);
    vec2 place = ((0.5 * corner.place) / vec2(uvec2(textureSize(_group_0_binding_4_fs, 0).xy)));
    vec4 _e11 = textureLod(_group_0_binding_2_fs, vec2(place), 0.0);
    vec3 picked = _e11.xyz;
    vec4 _e19 = texelFetch(_group_0_binding_4_fs, ivec2(uvec2((0.5 * corner.place))), 0);
    vec3 bright = _e19.xyz;
    _fs2p_location0 = vec4(clamp(((vec3(0.5) + (0.4 * picked)) * bright), vec3(0.0), vec3(1.0)), 1.0);
    return;
}

