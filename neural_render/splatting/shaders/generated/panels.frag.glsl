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
const float LAST_LEVEL = 3.0;
const float MAX_TAPS = 4.0;

layout(std140) uniform type_4_block_0Fragment { vec4 _group_0_binding_1_fs[1]; };

uniform highp sampler2D _group_0_binding_2_fs;

uniform highp sampler2D _group_0_binding_4_fs;

uniform highp sampler2D _group_0_binding_6_fs;

uniform highp sampler2D _group_0_binding_8_fs;

smooth in vec2 _vs2fs_location0;
layout(location = 0) out vec4 _fs2p_location0;

vec4 sample_of(uint level, vec2 uv_1) {
    switch(level) {
        case 0u: {
            vec4 _e5 = textureLod(_group_0_binding_2_fs, vec2(uv_1), 0.0);
            return _e5;
        }
        case 1u: {
            vec4 _e9 = textureLod(_group_0_binding_4_fs, vec2(uv_1), 0.0);
            return _e9;
        }
        case 2u: {
            vec4 _e13 = textureLod(_group_0_binding_6_fs, vec2(uv_1), 0.0);
            return _e13;
        }
        default: {
            vec4 _e17 = textureLod(_group_0_binding_8_fs, vec2(uv_1), 0.0);
            return _e17;
        }
    }
}

void main() {
    Corner corner = Corner(gl_FragCoord, _vs2fs_location0);
    vec4 sum = vec4(0.0);
    float tap = 0.0;
    vec4 picked = vec4(0.0);
    vec2 across = dFdx(corner.uv);
    vec2 down = dFdy(corner.uv);
    vec4 _e7 = _group_0_binding_1_fs[0];
    vec2 size = _e7.xy;
    vec2 lengths = vec2(length((across * size)), length((down * size)));
    float longer = max(max(lengths.x, lengths.y), 1e-6);
    float shorter = max(min(lengths.x, lengths.y), 1.0);
    float taps = clamp(floor(((longer / shorter) + 0.5)), 1.0, MAX_TAPS);
    float level_1 = clamp(log2((longer / taps)), 0.0, LAST_LEVEL);
    vec2 along = ((lengths.x > lengths.y) ? across : down);
    uint first = uint(level_1);
    float share = (level_1 - float(first));
    bool loop_init = true;
    while(true) {
        if (!loop_init) {
            float _e71 = tap;
            tap = (_e71 + 1.0);
        }
        loop_init = false;
        float _e48 = tap;
        if ((_e48 < taps)) {
        } else {
            break;
        }
        {
            float _e51 = tap;
            vec2 uv_2 = (corner.uv + (along * (((_e51 + 0.5) / taps) - 0.5)));
            vec4 _e59 = sample_of(first, uv_2);
            picked = _e59;
            if ((share > 0.0)) {
                vec4 _e63 = picked;
                vec4 _e66 = sample_of((first + 1u), uv_2);
                picked = mix(_e63, _e66, share);
            }
            vec4 _e68 = sum;
            vec4 _e69 = picked;
            sum = (_e68 + _e69);
        }
    }
    vec4 _e74 = sum;
    vec4 color = (_e74 / vec4(taps));
    if ((color.w < 0.5)) {
        discard;
    }
    _fs2p_location0 = vec4(color.xyz, 1.0);
    return;
}

