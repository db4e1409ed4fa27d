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
struct Colors {
    vec4 c0_;
    vec4 c1_;
    vec4 c2_;
    vec4 c3_;
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

vec4 kept[8] = vec4[8](vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0));

smooth in vec2 _vs2fs_location0;
layout(location = 0) out vec4 _fs2p_location0;
layout(location = 1) out vec4 _fs2p_location1;
layout(location = 2) out vec4 _fs2p_location2;
layout(location = 3) out vec4 _fs2p_location3;

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

void add_to_sums(vec4 values[8]) {
    vec4 _e3 = sums[0];
    sums[0] = (_e3 + values[0]);
    vec4 _e8 = sums[1];
    sums[1] = (_e8 + values[1]);
    vec4 _e13 = sums[2];
    sums[2] = (_e13 + values[2]);
    vec4 _e18 = sums[3];
    sums[3] = (_e18 + values[3]);
    vec4 _e23 = sums[4];
    sums[4] = (_e23 + values[4]);
    vec4 _e28 = sums[5];
    sums[5] = (_e28 + values[5]);
    vec4 _e33 = sums[6];
    sums[6] = (_e33 + values[6]);
    vec4 _e38 = sums[7];
    sums[7] = (_e38 + values[7]);
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

void begin_fours(uint texel_5) {
    vec4 _e1 = weight(texel_5);
    vec4 _e4 = weight((texel_5 + 1u));
    sums = vec4[8](_e1, _e4, _e1, _e4, _e1, _e4, _e1, _e4);
    return;
}

void add_one_to_fours(uint texel_6, vec4 values_1) {
    vec4 _e2 = weight(texel_6);
    vec4 _e5 = sums[0];
    sums[0] = (_e5 + (values_1.x * _e2));
    vec4 _e11 = sums[2];
    sums[2] = (_e11 + (values_1.y * _e2));
    vec4 _e17 = sums[4];
    sums[4] = (_e17 + (values_1.z * _e2));
    vec4 _e23 = sums[6];
    sums[6] = (_e23 + (values_1.w * _e2));
    vec4 _e29 = weight((texel_6 + 1u));
    vec4 _e32 = sums[1];
    sums[1] = (_e32 + (values_1.x * _e29));
    vec4 _e38 = sums[3];
    sums[3] = (_e38 + (values_1.y * _e29));
    vec4 _e44 = sums[5];
    sums[5] = (_e44 + (values_1.z * _e29));
    vec4 _e50 = sums[7];
    sums[7] = (_e50 + (values_1.w * _e29));
    return;
}

void add_to_fours(uint texel_7, uint stride_1, vec4 a, vec4 b_1, vec4 c, vec4 d) {
    add_one_to_fours(texel_7, vec4(a.x, b_1.x, c.x, d.x));
    add_one_to_fours((texel_7 + stride_1), vec4(a.y, b_1.y, c.y, d.y));
    add_one_to_fours((texel_7 + (2u * stride_1)), vec4(a.z, b_1.z, c.z, d.z));
    add_one_to_fours((texel_7 + (3u * stride_1)), vec4(a.w, b_1.w, c.w, d.w));
    return;
}

void enlarge(uvec2 place_1) {
    uint j = 0u;
    uint first = 0u;
    uint i = 0u;
    float _e4 = _group_0_binding_1_fs[0].x;
    float _e9 = _group_0_binding_1_fs[1].w;
    uint begin_1 = (uint(_e4) + uint(_e9));
    float _e15 = _group_0_binding_1_fs[0].y;
    uint num_in = uint(_e15);
    float _e20 = _group_0_binding_1_fs[0].z;
    uint row = uint(_e20);
    float _e25 = _group_0_binding_1_fs[1].x;
    uint stride_2 = uint(_e25);
    float _e30 = _group_0_binding_1_fs[1].y;
    uint kernel = uint(_e30);
    float _e35 = _group_0_binding_1_fs[0].w;
    uint kind_2 = uint(_e35);
    float _e43 = _group_0_binding_1_fs[1].z;
    uvec2 at = (uvec2((kind_2 % stride_2), (kind_2 / stride_2)) + uvec2(uint(_e43)));
    uvec2 _e47 = features_end();
    uvec2 last = (uvec2(textureSize(_group_0_binding_4_fs, 0).xy) - uvec2(1u));
    begin_fours((begin_1 + ((((kernel * kernel) * 4u) * num_in) * row)));
    uint reach = (kernel / stride_2);
    bool loop_init = true;
    while(true) {
        if (!loop_init) {
            uint _e170 = j;
            j = (_e170 + 1u);
        }
        loop_init = false;
        uint _e62 = j;
        if ((_e62 < (reach * reach))) {
        } else {
            break;
        }
        {
            uint _e65 = j;
            uint _e67 = j;
            uvec2 back = uvec2((_e65 % reach), (_e67 / reach));
            uvec2 t0_ = (((2u * place_1) + (at / uvec2(stride_2))) - back);
            uvec2 t3_ = (t0_ + uvec2(1u));
            uvec2 x_2 = uvec2(t0_.x, t3_.x);
            uvec2 y = uvec2(t0_.y, t3_.y);
            vec2 has_x = mix(vec2(0.0), vec2(1.0), lessThan(x_2, uvec2(_e47.x)));
            vec2 has_y = mix(vec2(0.0), vec2(1.0), lessThan(y, uvec2(_e47.y)));
            uvec2 u = min(x_2, uvec2(last.x));
            uvec2 v = min(y, uvec2(last.y));
            uvec2 tap = ((at % uvec2(stride_2)) + (stride_2 * back));
            first = (begin_1 + (((((tap.y * kernel) + tap.x) * 4u) * num_in) * row));
            i = 0u;
            bool loop_init_1 = true;
            while(true) {
                if (!loop_init_1) {
                    uint _e167 = i;
                    i = (_e167 + 1u);
                }
                loop_init_1 = false;
                uint _e123 = i;
                if ((_e123 < num_in)) {
                } else {
                    break;
                }
                {
                    uint _e131 = i;
                    vec4 _e132 = feature(uvec2(u.x, v.x), _e131);
                    vec4 a_1 = ((has_x.x * has_y.x) * _e132);
                    uint _e140 = i;
                    vec4 _e141 = feature(uvec2(u.y, v.x), _e140);
                    vec4 b_2 = ((has_x.y * has_y.x) * _e141);
                    uint _e149 = i;
                    vec4 _e150 = feature(uvec2(u.x, v.y), _e149);
                    vec4 c_1 = ((has_x.x * has_y.y) * _e150);
                    uint _e158 = i;
                    vec4 _e159 = feature(uvec2(u.y, v.y), _e158);
                    vec4 d_1 = ((has_x.y * has_y.y) * _e159);
                    uint _e161 = first;
                    add_to_fours(_e161, row, a_1, b_2, c_1, d_1);
                    uint _e162 = first;
                    first = (_e162 + (4u * row));
                }
            }
        }
    }
    return;
}

void apply(uint begin, uint count_4) {
    vec4 given[8] = sums;
    begin_fours((begin + ((4u * count_4) * count_4)));
    add_to_fours(begin, count_4, given[0], given[2], given[4], given[6]);
    if ((count_4 > 1u)) {
        add_to_fours((begin + (4u * count_4)), count_4, given[1], given[3], given[5], given[7]);
        return;
    } else {
        return;
    }
}

vec4 color(vec4 lower, vec4 upper) {
    vec4 sum = vec4(0.0);
    uint bias = 0u;
    float _e5 = _group_0_binding_1_fs[3].w;
    uint begin_2 = uint(_e5);
    vec4 _e8 = weight(begin_2);
    vec4 _e13 = weight((begin_2 + 1u));
    vec4 _e19 = weight((begin_2 + 2u));
    vec4 _e25 = weight((begin_2 + 3u));
    sum = ((((lower.x * _e8) + (lower.y * _e13)) + (lower.z * _e19)) + (lower.w * _e25));
    bias = (begin_2 + 4u);
    float _e35 = _group_0_binding_1_fs[0].z;
    if ((uint(_e35) > 1u)) {
        vec4 _e39 = sum;
        uint _e41 = bias;
        vec4 _e42 = weight(_e41);
        uint _e45 = bias;
        vec4 _e48 = weight((_e45 + 1u));
        uint _e52 = bias;
        vec4 _e55 = weight((_e52 + 2u));
        uint _e59 = bias;
        vec4 _e62 = weight((_e59 + 3u));
        sum = (_e39 + ((((upper.x * _e42) + (upper.y * _e48)) + (upper.z * _e55)) + (upper.w * _e62)));
        uint _e66 = bias;
        bias = (_e66 + 4u);
    }
    vec4 _e69 = sum;
    uint _e70 = bias;
    vec4 _e71 = weight(_e70);
    return vec4((vec3(1.0) / (vec3(1.0) + exp(-((_e69 + _e71).xyz)))), 1.0);
}

void main() {
    Corner corner = Corner(gl_FragCoord, _vs2fs_location0);
    uint b = 0u;
    enlarge(uvec2(corner.place));
    float _e6 = _group_0_binding_1_fs[0].z;
    uint count_5 = uint(_e6);
    uint size = (((4u * count_5) + 1u) * count_5);
    bool loop_init_2 = true;
    while(true) {
        if (!loop_init_2) {
            uint _e44 = b;
            b = (_e44 + 1u);
        }
        loop_init_2 = false;
        uint _e15 = b;
        float _e19 = _group_0_binding_1_fs[3].y;
        if ((_e15 < uint(_e19))) {
        } else {
            break;
        }
        {
            float _e25 = _group_0_binding_1_fs[3].z;
            uint _e29 = b;
            uint begin_3 = (uint(_e25) + ((2u * size) * _e29));
            vec4 _e34[8] = sums;
            kept = _e34;
            apply(begin_3, count_5);
            float _e39 = _group_0_binding_1_fs[3].x;
            activate_sums(GROUP, _e39);
            apply((begin_3 + size), count_5);
            vec4 _e42[8] = kept;
            add_to_sums(_e42);
        }
    }
    vec4 _e48 = sums[0];
    vec4 _e51 = sums[1];
    vec4 _e52 = color(_e48, _e51);
    vec4 _e55 = sums[2];
    vec4 _e58 = sums[3];
    vec4 _e59 = color(_e55, _e58);
    vec4 _e62 = sums[4];
    vec4 _e65 = sums[5];
    vec4 _e66 = color(_e62, _e65);
    vec4 _e69 = sums[6];
    vec4 _e72 = sums[7];
    vec4 _e73 = color(_e69, _e72);
    Colors _tmp_return = Colors(_e52, _e59, _e66, _e73);
    _fs2p_location0 = _tmp_return.c0_;
    _fs2p_location1 = _tmp_return.c1_;
    _fs2p_location2 = _tmp_return.c2_;
    _fs2p_location3 = _tmp_return.c3_;
    return;
}

