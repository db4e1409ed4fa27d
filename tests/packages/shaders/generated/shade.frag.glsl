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
struct Layers {
    vec4 first;
    vec4 second;
};
struct Shaded {
    vec4 color;
    vec4 brightness;
};
const float NEAR_PLANE = 0.01;

uniform highp sampler2DArray _group_0_binding_2_fs;

uniform highp sampler2D _group_0_binding_4_fs;

smooth in vec2 _vs2fs_location0;
layout(location = 0) out vec4 _fs2p_location0;
layout(location = 1) out vec4 _fs2p_location1;

vec4 weighted(uint column, vec4 value) {
    vec4 _e6 = texelFetch(_group_0_binding_4_fs, ivec2(uvec2(column, 0u)), 0);
    vec4 _e13 = texelFetch(_group_0_binding_4_fs, ivec2(uvec2(column, 1u)), 0);
    vec4 _e21 = texelFetch(_group_0_binding_4_fs, ivec2(uvec2(column, 2u)), 0);
    vec4 _e29 = texelFetch(_group_0_binding_4_fs, ivec2(uvec2(column, 3u)), 0);
    return ((((_e6 * value.x) + (_e13 * value.y)) + (_e21 * value.z)) + (_e29 * value.w));
}

Layers convolved(vec2 place) {
    Layers sum = Layers(vec4(0.0), vec4(0.0));
    uint tap = 0u;
    uint layer = 0u;
    ivec2 last = (ivec2(uvec2(textureSize(_group_0_binding_2_fs, 0).xy)) - ivec2(1));
    bool loop_init = true;
    while(true) {
        if (!loop_init) {
            uint _e71 = tap;
            tap = (_e71 + 1u);
        }
        loop_init = false;
        uint _e15 = tap;
        if ((_e15 < 9u)) {
        } else {
            break;
        }
        {
            uint _e19 = tap;
            uint _e23 = tap;
            ivec2 at = ((ivec2(place) + ivec2(int((_e19 % 3u)), int((_e23 / 3u)))) - ivec2(1));
            ivec2 texel = min(max((at >> uvec2(1u)), ivec2(0)), last);
            layer = 0u;
            bool loop_init_1 = true;
            while(true) {
                if (!loop_init_1) {
                    uint _e68 = layer;
                    layer = (_e68 + 1u);
                }
                loop_init_1 = false;
                uint _e40 = layer;
                if ((_e40 < 2u)) {
                } else {
                    break;
                }
                {
                    uint _e44 = layer;
                    vec4 value_1 = texelFetch(_group_0_binding_2_fs, ivec3(texel, _e44), 0);
                    vec4 _e48 = sum.first;
                    uint _e50 = tap;
                    uint _e52 = layer;
                    vec4 _e54 = weighted(((4u * _e50) + _e52), value_1);
                    sum.first = (_e48 + _e54);
                    vec4 _e57 = sum.second;
                    uint _e59 = tap;
                    uint _e63 = layer;
                    vec4 _e65 = weighted((((4u * _e59) + 2u) + _e63), value_1);
                    sum.second = (_e57 + _e65);
                }
            }
        }
    }
    Layers _e73 = sum;
    return _e73;
}

void main() {
    Corner corner = Corner(gl_FragCoord, _vs2fs_location0);
    Layers _e2 = convolved(corner.place);
    Shaded _tmp_return = Shaded(_e2.first, clamp((vec4(0.5) + (0.5 * _e2.second)), vec4(0.0), vec4(1.0)));
    _fs2p_location0 = _tmp_return.color;
    _fs2p_location1 = _tmp_return.brightness;
    return;
}

