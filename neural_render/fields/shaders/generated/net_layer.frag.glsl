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
struct Channels {
    vec4 c0_;
    vec4 c1_;
    vec4 c2_;
    vec4 c3_;
    vec4 c4_;
    vec4 c5_;
    vec4 c6_;
    vec4 c7_;
};
const float NEAR_PLANE = 0.01;
const uint TABLE_WIDTH = 2048u;
const uint GROUP = 8u;
const float RELU = 1.0;

layout(std140) uniform View_block_0Fragment { View _group_0_binding_0_fs; };

layout(std140) uniform type_5_block_1Fragment { vec4 _group_0_binding_1_fs[4]; };

uniform highp sampler2D _group_0_binding_2_fs;

vec4 sums[8] = vec4[8](vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0));

uniform highp sampler2DArray _group_0_binding_4_fs;

uniform highp sampler2DArray _group_0_binding_6_fs;

uniform highp sampler2DArray _group_0_binding_8_fs;

uniform highp sampler2DArray _group_0_binding_10_fs;

smooth in vec2 _vs2fs_location0;
layout(location = 0) out vec4 _fs2p_location0;
layout(location = 1) out vec4 _fs2p_location1;
layout(location = 2) out vec4 _fs2p_location2;
layout(location = 3) out vec4 _fs2p_location3;
layout(location = 4) out vec4 _fs2p_location4;
layout(location = 5) out vec4 _fs2p_location5;
layout(location = 6) out vec4 _fs2p_location6;
layout(location = 7) out vec4 _fs2p_location7;

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

vec4 weight(uint texel) {
    vec4 _e8 = texelFetch(_group_0_binding_2_fs, ivec2(uvec2((texel & 2047u), (texel >> 11u))), 0);
    return _e8;
}

void begin_sums(uint texel_1, uint count) {
    if ((count > 4u)) {
        vec4 _e8 = weight((texel_1 + 4u));
        sums[4] = _e8;
        vec4 _e13 = weight((texel_1 + 5u));
        sums[5] = _e13;
        vec4 _e18 = weight((texel_1 + 6u));
        sums[6] = _e18;
        vec4 _e23 = weight((texel_1 + 7u));
        sums[7] = _e23;
    }
    if ((count > 2u)) {
        vec4 _e30 = weight((texel_1 + 2u));
        sums[2] = _e30;
        vec4 _e35 = weight((texel_1 + 3u));
        sums[3] = _e35;
    }
    vec4 _e38 = weight(texel_1);
    sums[0] = _e38;
    vec4 _e43 = weight((texel_1 + 1u));
    sums[1] = _e43;
    return;
}

void add_channel(uint texel_2, uint count_1, float value) {
    if ((count_1 > 4u)) {
        vec4 _e7 = sums[4];
        vec4 _e10 = weight((texel_2 + 4u));
        sums[4] = (_e7 + (value * _e10));
        vec4 _e15 = sums[5];
        vec4 _e18 = weight((texel_2 + 5u));
        sums[5] = (_e15 + (value * _e18));
        vec4 _e23 = sums[6];
        vec4 _e26 = weight((texel_2 + 6u));
        sums[6] = (_e23 + (value * _e26));
        vec4 _e31 = sums[7];
        vec4 _e34 = weight((texel_2 + 7u));
        sums[7] = (_e31 + (value * _e34));
    }
    if ((count_1 > 2u)) {
        vec4 _e41 = sums[2];
        vec4 _e44 = weight((texel_2 + 2u));
        sums[2] = (_e41 + (value * _e44));
        vec4 _e49 = sums[3];
        vec4 _e52 = weight((texel_2 + 3u));
        sums[3] = (_e49 + (value * _e52));
    }
    vec4 _e57 = sums[0];
    vec4 _e58 = weight(texel_2);
    sums[0] = (_e57 + (value * _e58));
    vec4 _e63 = sums[1];
    vec4 _e66 = weight((texel_2 + 1u));
    sums[1] = (_e63 + (value * _e66));
    return;
}

void add_channels(uint texel_3, uint stride, uint count_2, vec4 value_1) {
    add_channel(texel_3, count_2, value_1.x);
    add_channel((texel_3 + stride), count_2, value_1.y);
    add_channel((texel_3 + (2u * stride)), count_2, value_1.z);
    add_channel((texel_3 + (3u * stride)), count_2, value_1.w);
    return;
}

vec4 normal_share(vec4 x) {
    vec4 t = (vec4(1.0) / (vec4(1.0) + (0.2316419 * abs(x))));
    vec4 series = (t * (vec4(0.1274148) + (t * (vec4(-0.14224836) + (t * (vec4(0.7107069) + (t * (vec4(-0.72657603) + (t * 0.5307027)))))))));
    vec4 tail = (series * exp(((-0.5 * x) * x)));
    return mix(tail, (vec4(1.0) - tail), greaterThan(x, vec4(0.0)));
}

vec4 activated(vec4 x_1, float kind) {
    vec4 share = vec4(0.0);
    share = step(vec4(0.0), x_1);
    if ((kind != RELU)) {
        vec4 _e8 = normal_share(x_1);
        share = _e8;
    }
    vec4 _e9 = share;
    return (x_1 * _e9);
}

void activate_sums(uint count_3, float kind_1) {
    if ((count_3 > 4u)) {
        vec4 _e8 = sums[4];
        vec4 _e9 = activated(_e8, kind_1);
        sums[4] = _e9;
        vec4 _e14 = sums[5];
        vec4 _e15 = activated(_e14, kind_1);
        sums[5] = _e15;
        vec4 _e20 = sums[6];
        vec4 _e21 = activated(_e20, kind_1);
        sums[6] = _e21;
        vec4 _e26 = sums[7];
        vec4 _e27 = activated(_e26, kind_1);
        sums[7] = _e27;
    }
    if ((count_3 > 2u)) {
        vec4 _e34 = sums[2];
        vec4 _e35 = activated(_e34, kind_1);
        sums[2] = _e35;
        vec4 _e40 = sums[3];
        vec4 _e41 = activated(_e40, kind_1);
        sums[3] = _e41;
    }
    vec4 _e46 = sums[0];
    vec4 _e47 = activated(_e46, kind_1);
    sums[0] = _e47;
    vec4 _e52 = sums[1];
    vec4 _e53 = activated(_e52, kind_1);
    sums[1] = _e53;
    return;
}

void add_to_sums(vec4 values_1[8]) {
    vec4 _e3 = sums[0];
    sums[0] = (_e3 + values_1[0]);
    vec4 _e8 = sums[1];
    sums[1] = (_e8 + values_1[1]);
    vec4 _e13 = sums[2];
    sums[2] = (_e13 + values_1[2]);
    vec4 _e18 = sums[3];
    sums[3] = (_e18 + values_1[3]);
    vec4 _e23 = sums[4];
    sums[4] = (_e23 + values_1[4]);
    vec4 _e28 = sums[5];
    sums[5] = (_e28 + values_1[5]);
    vec4 _e33 = sums[6];
    sums[6] = (_e33 + values_1[6]);
    vec4 _e38 = sums[7];
    sums[7] = (_e38 + values_1[7]);
    return;
}

Channels group_of_channels() {
    vec4 _e2 = sums[0];
    vec4 _e5 = sums[1];
    vec4 _e8 = sums[2];
    vec4 _e11 = sums[3];
    vec4 _e14 = sums[4];
    vec4 _e17 = sums[5];
    vec4 _e20 = sums[6];
    vec4 _e23 = sums[7];
    return Channels(_e2, _e5, _e8, _e11, _e14, _e17, _e20, _e23);
}

vec4 feature(uvec2 texel_4, uint layer) {
    vec4 value_2 = vec4(0.0);
    if ((layer < GROUP)) {
        vec4 _e7 = texelFetch(_group_0_binding_4_fs, ivec3(texel_4, layer), 0);
        value_2 = _e7;
    } else {
        vec4 _e12 = texelFetch(_group_0_binding_6_fs, ivec3(texel_4, (layer - GROUP)), 0);
        value_2 = _e12;
    }
    vec4 _e13 = value_2;
    return _e13;
}

uvec2 features_end() {
    float _e3 = _group_0_binding_1_fs[2].x;
    uint factor = uint(_e3);
    vec4 _e7 = _group_0_binding_0_fs.size;
    float _e20 = _group_0_binding_1_fs[2].y;
    return ((((uvec2(_e7.xy) + uvec2(factor)) - uvec2(1u)) / uvec2(factor)) * (factor / uint(_e20)));
}

void gather(vec2 place_1) {
    uint j = 0u;
    bool local = false;
    uint first = 0u;
    uint i = 0u;
    float _e4 = _group_0_binding_1_fs[0].x;
    float _e9 = _group_0_binding_1_fs[0].w;
    uint begin = (uint(_e4) + uint(_e9));
    float _e15 = _group_0_binding_1_fs[0].y;
    uint num_in = uint(_e15);
    float _e20 = _group_0_binding_1_fs[0].z;
    uint row = uint(_e20);
    float _e25 = _group_0_binding_1_fs[1].x;
    uint stride_1 = uint(_e25);
    float _e30 = _group_0_binding_1_fs[1].y;
    uint kernel = uint(_e30);
    float _e35 = _group_0_binding_1_fs[1].w;
    uint count_4 = uint(_e35);
    float _e41 = _group_0_binding_1_fs[1].z;
    uvec2 at = (uvec2(place_1) + uvec2(uint(_e41)));
    uvec2 _e45 = features_end();
    uvec2 last = (uvec2(textureSize(_group_0_binding_4_fs, 0).xy) - uvec2(1u));
    begin_sums((begin + ((((kernel * kernel) * 4u) * num_in) * row)), count_4);
    uint reach = (kernel / stride_1);
    bool loop_init = true;
    while(true) {
        if (!loop_init) {
            uint _e111 = j;
            j = (_e111 + 1u);
        }
        loop_init = false;
        uint _e60 = j;
        if ((_e60 < (reach * reach))) {
        } else {
            break;
        }
        {
            uint _e63 = j;
            uint _e65 = j;
            uvec2 back = uvec2((_e63 % reach), (_e65 / reach));
            uvec2 texel_5 = ((at / uvec2(stride_1)) - back);
            if ((texel_5.x < _e45.x)) {
                local = (texel_5.y < _e45.y);
            } else {
                local = false;
            }
            bool _e80 = local;
            if (_e80) {
                uvec2 tap = ((at % uvec2(stride_1)) + (stride_1 * back));
                first = (begin + (((((tap.y * kernel) + tap.x) * 4u) * num_in) * row));
                i = 0u;
                bool loop_init_1 = true;
                while(true) {
                    if (!loop_init_1) {
                        uint _e108 = i;
                        i = (_e108 + 1u);
                    }
                    loop_init_1 = false;
                    uint _e97 = i;
                    if ((_e97 < num_in)) {
                    } else {
                        break;
                    }
                    {
                        uint _e99 = first;
                        uint _e101 = i;
                        vec4 _e102 = feature(min(texel_5, last), _e101);
                        add_channels(_e99, row, count_4, _e102);
                        uint _e103 = first;
                        first = (_e103 + (4u * row));
                    }
                }
            }
        }
    }
    return;
}

void main() {
    Corner corner = Corner(gl_FragCoord, _vs2fs_location0);
    vec4 values[8] = vec4[8](vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0));
    uint o = 0u;
    uint o_1 = 0u;
    gather(corner.place);
    uvec2 place_2 = uvec2(corner.place);
    float _e7 = _group_0_binding_1_fs[1].w;
    uint count_5 = uint(_e7);
    float _e12 = _group_0_binding_1_fs[3].x;
    if ((_e12 > 0.0)) {
        float _e18 = _group_0_binding_1_fs[3].x;
        activate_sums(count_5, _e18);
    }
    float _e22 = _group_0_binding_1_fs[3].y;
    if ((_e22 > 0.0)) {
        bool loop_init_2 = true;
        while(true) {
            if (!loop_init_2) {
                uint _e37 = o;
                o = (_e37 + 1u);
            }
            loop_init_2 = false;
            uint _e28 = o;
            if ((_e28 < count_5)) {
            } else {
                break;
            }
            {
                uint _e30 = o;
                uint _e33 = o;
                vec4 _e35 = texelFetch(_group_0_binding_8_fs, ivec3(place_2, _e33), 0);
                values[_e30] = _e35;
            }
        }
        float _e42 = _group_0_binding_1_fs[3].y;
        if ((_e42 > 1.0)) {
            bool loop_init_3 = true;
            while(true) {
                if (!loop_init_3) {
                    uint _e58 = o_1;
                    o_1 = (_e58 + 1u);
                }
                loop_init_3 = false;
                uint _e47 = o_1;
                if ((_e47 < count_5)) {
                } else {
                    break;
                }
                {
                    uint _e49 = o_1;
                    vec4 _e51 = values[_e49];
                    uint _e53 = o_1;
                    vec4 _e55 = texelFetch(_group_0_binding_10_fs, ivec3(place_2, _e53), 0);
                    values[_e49] = (_e51 + _e55);
                }
            }
        }
        vec4 _e60[8] = values;
        add_to_sums(_e60);
    }
    Channels _e61 = group_of_channels();
    _fs2p_location0 = _e61.c0_;
    _fs2p_location1 = _e61.c1_;
    _fs2p_location2 = _e61.c2_;
    _fs2p_location3 = _e61.c3_;
    _fs2p_location4 = _e61.c4_;
    _fs2p_location5 = _e61.c5_;
    _fs2p_location6 = _e61.c6_;
    _fs2p_location7 = _e61.c7_;
    return;
}

