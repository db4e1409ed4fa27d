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

layout(std140) uniform type_5_block_0Fragment { vec4 _group_0_binding_1_fs[1]; };

uniform highp sampler2DArray _group_0_binding_2_fs;

uniform highp sampler2DArray _group_0_binding_4_fs;

uniform highp sampler2DArray _group_0_binding_6_fs;

uniform highp sampler2DArray _group_0_binding_8_fs;

uniform highp sampler2DArray _group_0_binding_10_fs;

uniform highp sampler2DArray _group_0_binding_12_fs;

uniform highp sampler2DArray _group_0_binding_14_fs;

uniform highp sampler2DArray _group_0_binding_16_fs;

uniform highp sampler2DArray _group_0_binding_18_fs;

smooth in vec2 _vs2fs_location0;
layout(location = 0) out vec4 _fs2p_location0;

void main() {
    Corner corner = Corner(gl_FragCoord, _vs2fs_location0);
    vec4 color = vec4(0.0);
    uvec2 place_1 = uvec2(corner.place);
    float _e6 = _group_0_binding_1_fs[0].x;
    uint stride = uint(_e6);
    uvec2 kind = (place_1 % uvec2(stride));
    uvec2 behind = (place_1 / uvec2(stride));
    uint layer = ((behind.x % 2u) + (2u * (behind.y % 2u)));
    uvec2 texel = (behind / uvec2(2u));
    switch((kind.x + (stride * kind.y))) {
        case 0u: {
            vec4 _e31 = texelFetch(_group_0_binding_2_fs, ivec3(texel, layer), 0);
            color = _e31;
            break;
        }
        case 1u: {
            vec4 _e34 = texelFetch(_group_0_binding_4_fs, ivec3(texel, layer), 0);
            color = _e34;
            break;
        }
        case 2u: {
            vec4 _e37 = texelFetch(_group_0_binding_6_fs, ivec3(texel, layer), 0);
            color = _e37;
            break;
        }
        case 3u: {
            vec4 _e40 = texelFetch(_group_0_binding_8_fs, ivec3(texel, layer), 0);
            color = _e40;
            break;
        }
        case 4u: {
            vec4 _e43 = texelFetch(_group_0_binding_10_fs, ivec3(texel, layer), 0);
            color = _e43;
            break;
        }
        case 5u: {
            vec4 _e46 = texelFetch(_group_0_binding_12_fs, ivec3(texel, layer), 0);
            color = _e46;
            break;
        }
        case 6u: {
            vec4 _e49 = texelFetch(_group_0_binding_14_fs, ivec3(texel, layer), 0);
            color = _e49;
            break;
        }
        case 7u: {
            vec4 _e52 = texelFetch(_group_0_binding_16_fs, ivec3(texel, layer), 0);
            color = _e52;
            break;
        }
        default: {
            vec4 _e55 = texelFetch(_group_0_binding_18_fs, ivec3(texel, layer), 0);
            color = _e55;
            break;
        }
    }
    vec4 _e56 = color;
    _fs2p_location0 = _e56;
    return;
}

