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

vec4 given[8] = vec4[8](vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0));

vec4 kept[8] = vec4[8](vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0));

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
    uint o = 0u;
    bool loop_init = true;
    while(true) {
        if (!loop_init) {
            uint _e16 = o;
            o = (_e16 + 1u);
        }
        loop_init = false;
        uint _e4 = o;
        if ((_e4 < GROUP)) {
        } else {
            break;
        }
        {
            uint _e7 = o;
            if ((_e7 >= count)) {
                break;
            }
            uint _e10 = o;
            uint _e12 = o;
            vec4 _e14 = weight((texel_1 + _e12));
            sums[_e10] = _e14;
        }
    }
    return;
}

void add_channel(uint texel_2, uint count_1, float value) {
    uint o_1 = 0u;
    bool loop_init_1 = true;
    while(true) {
        if (!loop_init_1) {
            uint _e20 = o_1;
            o_1 = (_e20 + 1u);
        }
        loop_init_1 = false;
        uint _e5 = o_1;
        if ((_e5 < GROUP)) {
        } else {
            break;
        }
        {
            uint _e8 = o_1;
            if ((_e8 >= count_1)) {
                break;
            }
            uint _e11 = o_1;
            vec4 _e13 = sums[_e11];
            uint _e14 = o_1;
            vec4 _e16 = weight((texel_2 + _e14));
            sums[_e11] = (_e13 + (value * _e16));
        }
    }
    return;
}

void add_channels(uint texel_3, uint stride, uint count_2, vec4 value_1) {
    uint o_2 = 0u;
    bool loop_init_2 = true;
    while(true) {
        if (!loop_init_2) {
            uint _e41 = o_2;
            o_2 = (_e41 + 1u);
        }
        loop_init_2 = false;
        uint _e6 = o_2;
        if ((_e6 < GROUP)) {
        } else {
            break;
        }
        {
            uint _e9 = o_2;
            if ((_e9 >= count_2)) {
                break;
            }
            uint _e11 = o_2;
            uint at = (texel_3 + _e11);
            uint _e14 = o_2;
            vec4 _e16 = sums[_e14];
            vec4 _e18 = weight(at);
            vec4 _e22 = weight((at + stride));
            vec4 _e29 = weight((at + (2u * stride)));
            vec4 _e36 = weight((at + (3u * stride)));
            sums[_e14] = (_e16 + ((((value_1.x * _e18) + (value_1.y * _e22)) + (value_1.z * _e29)) + (value_1.w * _e36)));
        }
    }
    return;
}

vec4 normal_share(vec4 x) {
    vec4 t = (vec4(1.0) / (vec4(1.0) + (0.2316419 * abs(x))));
    vec4 series = (t * (vec4(0.1274148) + (t * (vec4(-0.14224836) + (t * (vec4(0.7107069) + (t * (vec4(-0.72657603) + (t * 0.5307027)))))))));
    vec4 tail = (series * exp(((-0.5 * x) * x)));
    return mix(tail, (vec4(1.0) - tail), greaterThan(x, vec4(0.0)));
}

vec4 activated(vec4 x_1, float kind) {
    if ((kind == RELU)) {
        return max(x_1, vec4(0.0));
    }
    vec4 _e7 = normal_share(x_1);
    return (x_1 * _e7);
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
    if ((layer < GROUP)) {
        vec4 _e6 = texelFetch(_group_0_binding_4_fs, ivec3(texel_4, layer), 0);
        return _e6;
    }
    vec4 _e11 = texelFetch(_group_0_binding_6_fs, ivec3(texel_4, (layer - GROUP)), 0);
    return _e11;
}

void gather(vec2 place_1) {
    uint j = 0u;
    bool local = false;
    uint first = 0u;
    uint i = 0u;
    float _e4 = _group_0_binding_1_fs[0].x;
    float _e9 = _group_0_binding_1_fs[0].w;
    uint begin_2 = (uint(_e4) + uint(_e9));
    float _e15 = _group_0_binding_1_fs[0].y;
    uint num_in_1 = uint(_e15);
    float _e20 = _group_0_binding_1_fs[0].z;
    uint row = uint(_e20);
    float _e25 = _group_0_binding_1_fs[1].x;
    uint stride_1 = uint(_e25);
    float _e30 = _group_0_binding_1_fs[1].y;
    uint kernel = uint(_e30);
    float _e35 = _group_0_binding_1_fs[1].w;
    uint count_3 = uint(_e35);
    float _e41 = _group_0_binding_1_fs[1].z;
    uvec2 at_1 = (uvec2(place_1) + uvec2(uint(_e41)));
    float _e48 = _group_0_binding_1_fs[2].x;
    uint factor = uint(_e48);
    vec4 _e52 = _group_0_binding_0_fs.size;
    float _e65 = _group_0_binding_1_fs[2].y;
    uvec2 end = ((((uvec2(_e52.xy) + uvec2(factor)) - uvec2(1u)) / uvec2(factor)) * (factor / uint(_e65)));
    uvec2 last = (uvec2(textureSize(_group_0_binding_4_fs, 0).xy) - uvec2(1u));
    begin_sums((begin_2 + ((((kernel * kernel) * 4u) * num_in_1) * row)), count_3);
    uint reach = (kernel / stride_1);
    bool loop_init_3 = true;
    while(true) {
        if (!loop_init_3) {
            uint _e134 = j;
            j = (_e134 + 1u);
        }
        loop_init_3 = false;
        uint _e83 = j;
        if ((_e83 < (reach * reach))) {
        } else {
            break;
        }
        {
            uint _e86 = j;
            uint _e88 = j;
            uvec2 back = uvec2((_e86 % reach), (_e88 / reach));
            uvec2 texel_5 = ((at_1 / uvec2(stride_1)) - back);
            if ((texel_5.x < end.x)) {
                local = (texel_5.y < end.y);
            } else {
                local = false;
            }
            bool _e103 = local;
            if (_e103) {
                uvec2 tap = ((at_1 % uvec2(stride_1)) + (stride_1 * back));
                first = (begin_2 + (((((tap.y * kernel) + tap.x) * 4u) * num_in_1) * row));
                i = 0u;
                bool loop_init_4 = true;
                while(true) {
                    if (!loop_init_4) {
                        uint _e131 = i;
                        i = (_e131 + 1u);
                    }
                    loop_init_4 = false;
                    uint _e120 = i;
                    if ((_e120 < num_in_1)) {
                    } else {
                        break;
                    }
                    {
                        uint _e122 = first;
                        uint _e124 = i;
                        vec4 _e125 = feature(min(texel_5, last), _e124);
                        add_channels(_e122, row, count_3, _e125);
                        uint _e126 = first;
                        first = (_e126 + (4u * row));
                    }
                }
            }
        }
    }
    return;
}

void apply(uint begin, uint num_in, uint num_out) {
    uint i_1 = 0u;
    begin_sums((begin + ((4u * num_in) * num_out)), num_out);
    bool loop_init_5 = true;
    while(true) {
        if (!loop_init_5) {
            uint _e24 = i_1;
            i_1 = (_e24 + 1u);
        }
        loop_init_5 = false;
        uint _e9 = i_1;
        if ((_e9 < GROUP)) {
        } else {
            break;
        }
        {
            uint _e12 = i_1;
            if ((_e12 >= num_in)) {
                break;
            }
            uint _e15 = i_1;
            uint _e20 = i_1;
            vec4 _e22 = given[_e20];
            add_channels((begin + ((4u * _e15) * num_out)), num_out, num_out, _e22);
        }
    }
    return;
}

void enlarge(vec2 place_2) {
    uint begin_1 = 0u;
    uint b = 0u;
    uint o_3 = 0u;
    uint o_4 = 0u;
    gather(place_2);
    float _e4 = _group_0_binding_1_fs[1].w;
    uint count_4 = uint(_e4);
    uint size = (((4u * count_4) + 1u) * count_4);
    float _e14 = _group_0_binding_1_fs[3].z;
    begin_1 = uint(_e14);
    bool loop_init_6 = true;
    while(true) {
        if (!loop_init_6) {
            uint _e81 = b;
            b = (_e81 + 1u);
        }
        loop_init_6 = false;
        uint _e19 = b;
        float _e23 = _group_0_binding_1_fs[3].y;
        if ((_e19 < uint(_e23))) {
        } else {
            break;
        }
        {
            vec4 _e28[8] = sums;
            kept = _e28;
            vec4 _e31[8] = sums;
            given = _e31;
            uint _e32 = begin_1;
            apply(_e32, count_4, count_4);
            o_3 = 0u;
            bool loop_init_7 = true;
            while(true) {
                if (!loop_init_7) {
                    uint _e53 = o_3;
                    o_3 = (_e53 + 1u);
                }
                loop_init_7 = false;
                uint _e35 = o_3;
                if ((_e35 < GROUP)) {
                } else {
                    break;
                }
                {
                    uint _e38 = o_3;
                    if ((_e38 >= count_4)) {
                        break;
                    }
                    uint _e41 = o_3;
                    uint _e44 = o_3;
                    vec4 _e46 = sums[_e44];
                    float _e50 = _group_0_binding_1_fs[3].x;
                    vec4 _e51 = activated(_e46, _e50);
                    given[_e41] = _e51;
                }
            }
            uint _e55 = begin_1;
            apply((_e55 + size), count_4, count_4);
            o_4 = 0u;
            bool loop_init_8 = true;
            while(true) {
                if (!loop_init_8) {
                    uint _e74 = o_4;
                    o_4 = (_e74 + 1u);
                }
                loop_init_8 = false;
                uint _e59 = o_4;
                if ((_e59 < GROUP)) {
                } else {
                    break;
                }
                {
                    uint _e62 = o_4;
                    if ((_e62 >= count_4)) {
                        break;
                    }
                    uint _e65 = o_4;
                    vec4 _e67 = sums[_e65];
                    uint _e69 = o_4;
                    vec4 _e71 = kept[_e69];
                    sums[_e65] = (_e67 + _e71);
                }
            }
            uint _e76 = begin_1;
            begin_1 = (_e76 + (2u * size));
        }
    }
    return;
}

void main() {
    Corner corner = Corner(gl_FragCoord, _vs2fs_location0);
    enlarge(corner.place);
    Channels _e2 = group_of_channels();
    _fs2p_location0 = _e2.c0_;
    _fs2p_location1 = _e2.c1_;
    _fs2p_location2 = _e2.c2_;
    _fs2p_location3 = _e2.c3_;
    _fs2p_location4 = _e2.c4_;
    _fs2p_location5 = _e2.c5_;
    _fs2p_location6 = _e2.c6_;
    _fs2p_location7 = _e2.c7_;
    return;
}

