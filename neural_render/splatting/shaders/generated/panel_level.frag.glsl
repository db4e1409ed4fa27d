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

layout(std140) uniform View_block_0Fragment { View _group_0_binding_0_fs; };

layout(std140) uniform type_5_block_1Fragment { vec4 _group_0_binding_1_fs[2]; };

uniform highp usampler2D _group_0_binding_2_fs;

uniform highp sampler2D _group_0_binding_4_fs;

smooth in vec2 _vs2fs_location0;
layout(location = 0) out vec4 _fs2p_location0;

vec4 to_clip(vec4 position) {
    float _e6 = _group_0_binding_0_fs.clip.x;
    float _e12 = _group_0_binding_0_fs.clip.y;
    float _e18 = _group_0_binding_0_fs.clip.z;
    return vec4(position.x, (position.y * _e6), ((position.z * _e12) + (position.w * _e18)), position.w);
}

vec4 place_to_clip(vec2 place, float depth) {
    vec4 _e8 = _group_0_binding_0_fs.size;
    vec2 p = (((vec2(2.0, -2.0) * place) / _e8.xy) + vec2(-1.0, 1.0));
    vec4 _e21 = to_clip(vec4(p, (1.0 - (NEAR_PLANE / depth)), 1.0));
    return _e21;
}

void main() {
    Corner corner = Corner(gl_FragCoord, _vs2fs_location0);
    vec4 _e6 = _group_0_binding_0_fs.size;
    vec4 guess = textureLod(_group_0_binding_4_fs, vec2((corner.place / _e6.zw)), 0.0);
    vec4 _e13 = _group_0_binding_1_fs[0];
    uvec4 _e18 = texelFetch(_group_0_binding_2_fs, ivec2(uvec2(corner.place)), 0);
    vec4 _e22 = _group_0_binding_1_fs[1];
    vec4 d = (_e13 + (vec4(_e18) * _e22));
    _fs2p_location0 = clamp((guess + vec4(((d.x + d.y) - d.z), (d.x + d.z), ((d.x - d.y) - d.z), d.w)), vec4(0.0), vec4(1.0));
    return;
}

