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
struct Node {
    vec3 mean;
    vec3 scale;
};
struct Palette {
    uvec4 harmonic1_;
    uvec4 harmonic2_;
    uvec4 harmonic3_;
    uvec4 harmonic4_;
    uvec4 harmonic5_;
    uvec4 harmonic6_;
    uvec4 harmonic7_;
    uvec4 harmonic8_;
};
const float NEAR_PLANE = 0.01;
const uint TABLE_WIDTH = 2048u;
const uint MAX_LEVELS = 12u;
const uint FIRST_COLOR = 22u;
const uint FIRST_LEVEL = 40u;
const uint PRIME_Y = 2654435761u;
const uint PRIME_Z = 805459861u;
const uint PLACE = 0u;
const uint TURN = 1u;
const uint SCALE = 2u;
const uint COLOR = 3u;

layout(std140) uniform type_5_block_0Fragment { vec4 _group_0_binding_1_fs[52]; };

uniform highp usampler2D _group_0_binding_2_fs;

uniform highp usampler2D _group_0_binding_4_fs;

uniform highp usampler2DArray _group_0_binding_6_fs;

uniform highp usampler2D _group_0_binding_8_fs;

uniform highp sampler2D _group_0_binding_10_fs;

vec4 features[48] = vec4[48](vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0));

vec4 given[16] = vec4[16](vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0));

vec4 made[16] = vec4[16](vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0));

smooth in vec2 _vs2fs_location0;
layout(location = 0) out uvec4 _fs2p_location0;
layout(location = 1) out uvec4 _fs2p_location1;
layout(location = 2) out uvec4 _fs2p_location2;
layout(location = 3) out uvec4 _fs2p_location3;
layout(location = 4) out uvec4 _fs2p_location4;
layout(location = 5) out uvec4 _fs2p_location5;
layout(location = 6) out uvec4 _fs2p_location6;
layout(location = 7) out uvec4 _fs2p_location7;

uvec2 texel_of(uint row) {
    return uvec2((row & 2047u), (row >> 11u));
}

vec4 residual(uint node, uint layer) {
    float _e5 = _group_0_binding_1_fs[9].z;
    uvec2 _e7 = texel_of(node);
    uvec4 _e9 = texelFetch(_group_0_binding_6_fs, ivec3(_e7, layer), 0);
    float _e14 = _group_0_binding_1_fs[9].w;
    return (vec4(_e5) + (vec4(_e9) * _e14));
}

vec3 contract(vec3 position_1) {
    vec4 _e3 = _group_0_binding_1_fs[1];
    float _e9 = _group_0_binding_1_fs[1].w;
    vec3 local = ((position_1 - _e3.xyz) / vec3(_e9));
    float _e15 = _group_0_binding_1_fs[0].w;
    if ((_e15 < 0.5)) {
        return clamp((vec3(0.5) + (0.5 * local)), vec3(0.0), vec3(1.0));
    }
    float norm = max(length(local), 1.0);
    return (vec3(0.5) + (((0.25 * local) * (2.0 - (1.0 / norm))) / vec3(norm)));
}

void encode(uint k, vec3 position_2) {
    uint l = 0u;
    vec4 sum = vec4(0.0);
    uint i = 0u;
    bool loop_init = true;
    while(true) {
        if (!loop_init) {
            uint _e115 = l;
            l = (_e115 + 1u);
        }
        loop_init = false;
        uint _e4 = l;
        float _e8 = _group_0_binding_1_fs[2].x;
        if ((_e4 < uint(_e8))) {
        } else {
            break;
        }
        {
            uint _e13 = l;
            vec4 level = _group_0_binding_1_fs[(FIRST_LEVEL + _e13)];
            vec3 place_2 = ((position_2 * level.x) + vec3(0.5));
            vec3 cell = floor(place_2);
            vec3 share = (place_2 - cell);
            sum = vec4(0.0);
            i = 0u;
            bool loop_init_1 = true;
            while(true) {
                if (!loop_init_1) {
                    uint _e105 = i;
                    i = (_e105 + 1u);
                }
                loop_init_1 = false;
                uint _e29 = i;
                if ((_e29 < 8u)) {
                } else {
                    break;
                }
                {
                    uint _e32 = i;
                    uint _e35 = i;
                    uint _e40 = i;
                    uvec3 offset_1 = uvec3((_e32 & 1u), ((_e35 >> 1u) & 1u), (_e40 >> 2u));
                    uvec3 corner_1 = (uvec3(cell) + offset_1);
                    vec3 near = mix((vec3(1.0) - share), share, equal(offset_1, uvec3(1u)));
                    uint resolution = uint(level.y);
                    uint dense = (corner_1.x + (resolution * (corner_1.y + (resolution * corner_1.z))));
                    uint hashed = ((corner_1.x ^ (corner_1.y * PRIME_Y)) ^ (corner_1.z * PRIME_Z));
                    uint entry = (uint(level.z) + (((resolution > 0u) ? dense : hashed) % uint(level.w)));
                    float _e83 = _group_0_binding_1_fs[9].x;
                    uvec2 _e85 = texel_of(entry);
                    uvec4 _e87 = texelFetch(_group_0_binding_8_fs, ivec2(_e85), 0);
                    float _e92 = _group_0_binding_1_fs[9].y;
                    vec4 numbers = (vec4(_e83) + (vec4(_e87) * _e92));
                    vec4 _e96 = sum;
                    sum = (_e96 + (((near.x * near.y) * near.z) * numbers));
                }
            }
            uint _e110 = l;
            vec4 _e113 = sum;
            features[((MAX_LEVELS * k) + _e110)] = _e113;
        }
    }
    return;
}

void give_features(uint k_1) {
    uint l_1 = 0u;
    bool loop_init_2 = true;
    while(true) {
        if (!loop_init_2) {
            uint _e21 = l_1;
            l_1 = (_e21 + 1u);
        }
        loop_init_2 = false;
        uint _e3 = l_1;
        float _e7 = _group_0_binding_1_fs[2].x;
        if ((_e3 < uint(_e7))) {
        } else {
            break;
        }
        {
            uint _e11 = l_1;
            uint _e16 = l_1;
            vec4 _e19 = features[((MAX_LEVELS * k_1) + _e16)];
            given[_e11] = _e19;
        }
    }
    return;
}

void give_made(uint count, float least) {
    uint o = 0u;
    bool loop_init_3 = true;
    while(true) {
        if (!loop_init_3) {
            uint _e16 = o;
            o = (_e16 + 1u);
        }
        loop_init_3 = false;
        uint _e4 = o;
        if ((_e4 < count)) {
        } else {
            break;
        }
        {
            uint _e7 = o;
            uint _e10 = o;
            vec4 _e12 = made[_e10];
            given[_e7] = max(_e12, vec4(least));
        }
    }
    return;
}

vec4 weights(uint texel) {
    uvec2 _e2 = texel_of(texel);
    vec4 _e4 = texelFetch(_group_0_binding_10_fs, ivec2(_e2), 0);
    return _e4;
}

void apply(float begin, uint num_in, uint stride, uint first, uint count_1) {
    uint o_1 = 0u;
    uint texel_1 = 0u;
    vec4 sum_1 = vec4(0.0);
    uint i_1 = 0u;
    bool loop_init_4 = true;
    while(true) {
        if (!loop_init_4) {
            uint _e72 = o_1;
            o_1 = (_e72 + 1u);
        }
        loop_init_4 = false;
        uint _e7 = o_1;
        if ((_e7 < count_1)) {
        } else {
            break;
        }
        {
            uint _e11 = o_1;
            texel_1 = ((uint(begin) + first) + _e11);
            uint _e14 = texel_1;
            vec4 _e17 = weights((_e14 + (num_in * stride)));
            sum_1 = _e17;
            i_1 = 0u;
            bool loop_init_5 = true;
            while(true) {
                if (!loop_init_5) {
                    uint _e65 = i_1;
                    i_1 = (_e65 + 1u);
                }
                loop_init_5 = false;
                uint _e21 = i_1;
                if ((_e21 < ((num_in + 3u) / 4u))) {
                } else {
                    break;
                }
                {
                    uint _e28 = i_1;
                    vec4 x = given[_e28];
                    vec4 _e31 = sum_1;
                    uint _e33 = texel_1;
                    vec4 _e34 = weights(_e33);
                    uint _e37 = texel_1;
                    vec4 _e39 = weights((_e37 + stride));
                    sum_1 = (_e31 + ((x.x * _e34) + (x.y * _e39)));
                    vec4 _e43 = sum_1;
                    uint _e45 = texel_1;
                    vec4 _e49 = weights((_e45 + (2u * stride)));
                    uint _e52 = texel_1;
                    vec4 _e56 = weights((_e52 + (3u * stride)));
                    sum_1 = (_e43 + ((x.z * _e49) + (x.w * _e56)));
                    uint _e60 = texel_1;
                    texel_1 = (_e60 + (4u * stride));
                }
            }
            uint _e68 = o_1;
            vec4 _e70 = sum_1;
            made[_e68] = _e70;
        }
    }
    return;
}

uint num_nodes() {
    float _e4 = _group_0_binding_1_fs[0].y;
    return (1u + uint(_e4));
}

void attend(uint own, uint num_features) {
    uint l_2 = 0u;
    vec4 sum_2 = vec4(0.0);
    uint o_2 = 0u;
    vec4 shares = vec4(-1e30);
    uint k_2 = 0u;
    float score = 0.0;
    uint l_3 = 0u;
    uint l_4 = 0u;
    uint k_3 = 0u;
    uint l_5 = 0u;
    uint num_levels = (num_features / 4u);
    float _e7 = _group_0_binding_1_fs[2].z;
    uint channels = (uint(_e7) / 4u);
    uint stride_1 = (3u * channels);
    give_features(own);
    float _e16 = _group_0_binding_1_fs[4].z;
    apply(_e16, num_features, stride_1, 0u, channels);
    bool loop_init_6 = true;
    while(true) {
        if (!loop_init_6) {
            uint _e84 = l_2;
            l_2 = (_e84 + 1u);
        }
        loop_init_6 = false;
        uint _e20 = l_2;
        if ((_e20 < num_levels)) {
        } else {
            break;
        }
        {
            sum_2 = vec4(0.0);
            o_2 = 0u;
            bool loop_init_7 = true;
            while(true) {
                if (!loop_init_7) {
                    uint _e77 = o_2;
                    o_2 = (_e77 + 1u);
                }
                loop_init_7 = false;
                uint _e27 = o_2;
                if ((_e27 < channels)) {
                } else {
                    break;
                }
                {
                    float _e32 = _group_0_binding_1_fs[4].z;
                    uint _e35 = l_2;
                    uint _e40 = o_2;
                    uint texel_2 = (((uint(_e32) + ((4u * _e35) * stride_1)) + channels) + _e40);
                    vec4 _e42 = sum_2;
                    uint _e44 = o_2;
                    vec4 _e46 = made[_e44];
                    vec4 _e47 = weights(texel_2);
                    uint _e50 = o_2;
                    vec4 _e52 = made[_e50];
                    vec4 _e54 = weights((texel_2 + stride_1));
                    uint _e57 = o_2;
                    vec4 _e59 = made[_e57];
                    vec4 _e63 = weights((texel_2 + (2u * stride_1)));
                    uint _e66 = o_2;
                    vec4 _e68 = made[_e66];
                    vec4 _e72 = weights((texel_2 + (3u * stride_1)));
                    sum_2 = (_e42 + vec4(dot(_e46, _e47), dot(_e52, _e54), dot(_e59, _e63), dot(_e68, _e72)));
                }
            }
            uint _e80 = l_2;
            vec4 _e82 = sum_2;
            given[_e80] = _e82;
        }
    }
    bool loop_init_8 = true;
    while(true) {
        if (!loop_init_8) {
            uint _e128 = k_2;
            k_2 = (_e128 + 1u);
        }
        loop_init_8 = false;
        uint _e91 = k_2;
        uint _e92 = num_nodes();
        if ((_e91 < _e92)) {
        } else {
            break;
        }
        {
            score = 0.0;
            l_3 = 0u;
            bool loop_init_9 = true;
            while(true) {
                if (!loop_init_9) {
                    uint _e116 = l_3;
                    l_3 = (_e116 + 1u);
                }
                loop_init_9 = false;
                uint _e98 = l_3;
                if ((_e98 < num_levels)) {
                } else {
                    break;
                }
                {
                    float _e100 = score;
                    uint _e102 = l_3;
                    vec4 _e104 = given[_e102];
                    uint _e107 = k_2;
                    uint _e109 = l_3;
                    vec4 _e112 = features[((MAX_LEVELS * _e107) + _e109)];
                    score = (_e100 + dot(_e104, _e112));
                }
            }
            uint _e118 = k_2;
            float _e120 = score;
            float _e124 = _group_0_binding_1_fs[2].z;
            shares[_e118] = (_e120 * inversesqrt(_e124));
        }
    }
    vec4 _e130 = shares;
    float _e132 = shares.x;
    float _e134 = shares.y;
    float _e137 = shares.z;
    float _e139 = shares.w;
    shares = exp((_e130 - vec4(max(max(_e132, _e134), max(_e137, _e139)))));
    vec4 _e145 = shares;
    vec4 _e146 = shares;
    shares = (_e145 / vec4(dot(_e146, vec4(1.0))));
    bool loop_init_10 = true;
    while(true) {
        if (!loop_init_10) {
            uint _e187 = l_4;
            l_4 = (_e187 + 1u);
        }
        loop_init_10 = false;
        uint _e154 = l_4;
        if ((_e154 < num_levels)) {
        } else {
            break;
        }
        {
            uint _e157 = l_4;
            given[_e157] = vec4(0.0);
            k_3 = 0u;
            bool loop_init_11 = true;
            while(true) {
                if (!loop_init_11) {
                    uint _e184 = k_3;
                    k_3 = (_e184 + 1u);
                }
                loop_init_11 = false;
                uint _e163 = k_3;
                uint _e164 = num_nodes();
                if ((_e163 < _e164)) {
                } else {
                    break;
                }
                {
                    uint _e167 = l_4;
                    vec4 _e169 = given[_e167];
                    uint _e170 = k_3;
                    float _e172 = shares[_e170];
                    uint _e175 = k_3;
                    uint _e177 = l_4;
                    vec4 _e180 = features[((MAX_LEVELS * _e175) + _e177)];
                    given[_e167] = (_e169 + (_e172 * _e180));
                }
            }
        }
    }
    float _e192 = _group_0_binding_1_fs[4].z;
    apply(_e192, num_features, stride_1, (2u * channels), channels);
    give_made(channels, -1e30);
    float _e199 = _group_0_binding_1_fs[4].w;
    apply(_e199, (4u * channels), num_levels, 0u, num_levels);
    bool loop_init_12 = true;
    while(true) {
        if (!loop_init_12) {
            uint _e220 = l_5;
            l_5 = (_e220 + 1u);
        }
        loop_init_12 = false;
        uint _e205 = l_5;
        if ((_e205 < num_levels)) {
        } else {
            break;
        }
        {
            uint _e210 = l_5;
            vec4 _e213 = features[((MAX_LEVELS * own) + _e210)];
            uint _e215 = l_5;
            vec4 _e217 = made[_e215];
            features[((MAX_LEVELS * own) + _e210)] = (_e213 + _e217);
        }
    }
    return;
}

vec3 bent(vec3 codes) {
    float _e4 = _group_0_binding_1_fs[8].z;
    float _e11 = _group_0_binding_1_fs[8].z;
    return ((_e4 * sign(codes)) * (exp((abs(codes) / vec3(_e11))) - vec3(1.0)));
}

vec4 color_of(vec4 steps, float step_) {
    vec3 rgb = vec3(((steps.x + steps.y) - steps.z), (steps.x + steps.z), ((steps.x - steps.y) - steps.z));
    float _e20 = _group_0_binding_1_fs[7].z;
    return vec4((step_ * rgb), (_e20 * steps.w));
}

uvec4 codes_of(vec4 values, vec4 low, vec4 steps_1, float last) {
    vec4 codes_1 = roundEven(((values - low) / mix(vec4(1.0), steps_1, greaterThan(steps_1, vec4(0.0)))));
    return uvec4(mix(vec4(0.0), clamp(codes_1, vec4(0.0), vec4(last)), greaterThan(steps_1, vec4(0.0))));
}

uint node_at(vec2 place_1) {
    return ((uint(place_1.y) * TABLE_WIDTH) + uint(place_1.x));
}

Node grow(uint node_1) {
    vec3 mean = vec3(0.0);
    vec3 scale = vec3(0.0);
    vec3 offset = vec3(0.0);
    uint k_4 = 1u;
    float _e4 = _group_0_binding_1_fs[0].x;
    uint num_trees = uint(_e4);
    uint tree = (node_1 % num_trees);
    uint own_1 = (node_1 / num_trees);
    float _e12 = _group_0_binding_1_fs[2].x;
    uint num_features_1 = (4u * uint(_e12));
    float _e18 = _group_0_binding_1_fs[2].y;
    uint width = uint(_e18);
    vec4 _e22 = _group_0_binding_1_fs[10];
    uvec2 _e25 = texel_of(tree);
    uvec4 _e27 = texelFetch(_group_0_binding_2_fs, ivec2(_e25), 0);
    vec4 _e32 = _group_0_binding_1_fs[11];
    vec3 curved = (_e22.xyz + (vec3(_e27.xyz) * _e32.xyz));
    vec4 _e38 = _group_0_binding_1_fs[12];
    float _e43 = _group_0_binding_1_fs[10].w;
    vec3 parent = (_e38.xyz + ((_e43 * sign(curved)) * (exp(abs(curved)) - vec3(1.0))));
    vec4 _e55 = _group_0_binding_1_fs[13];
    uvec2 _e58 = texel_of(tree);
    uvec4 _e60 = texelFetch(_group_0_binding_4_fs, ivec2(_e58), 0);
    vec4 _e65 = _group_0_binding_1_fs[14];
    vec3 parent_scale = (_e55.xyz + (vec3(_e60.xyz) * _e65.xyz));
    vec3 _e70 = contract(parent);
    encode(0u, _e70);
    give_features(0u);
    float _e75 = _group_0_binding_1_fs[4].x;
    apply(_e75, num_features_1, (width / 4u), 0u, (width / 4u));
    give_made((width / 4u), 0.0);
    float _e87 = _group_0_binding_1_fs[4].y;
    uint _e88 = num_nodes();
    uint _e92 = num_nodes();
    apply(_e87, width, (_e88 - 1u), 0u, (_e92 - 1u));
    mean = parent;
    scale = parent_scale;
    bool loop_init_13 = true;
    while(true) {
        if (!loop_init_13) {
            uint _e157 = k_4;
            k_4 = (_e157 + 1u);
        }
        loop_init_13 = false;
        uint _e102 = k_4;
        uint _e103 = num_nodes();
        if ((_e102 < _e103)) {
        } else {
            break;
        }
        {
            uint _e105 = k_4;
            uint child = ((_e105 * num_trees) + tree);
            vec4 _e109 = residual(child, SCALE);
            vec4 _e113 = _group_0_binding_1_fs[5];
            vec3 steps_2 = (_e109.xyz * _e113.zww);
            uint _e118 = k_4;
            float _e123 = made[(_e118 - 1u)].w;
            float size = ((parent_scale.x + _e123) + steps_2.x);
            uint _e128 = k_4;
            vec4 _e132 = made[(_e128 - 1u)];
            float _e137 = _group_0_binding_1_fs[6].w;
            vec4 _e139 = residual(child, PLACE);
            vec3 _e141 = bent(_e139.xyz);
            vec3 away = (_e132.xyz + (_e137 * _e141));
            vec3 place_3 = (parent + (exp(size) * away));
            uint _e147 = k_4;
            vec3 _e148 = contract(place_3);
            encode(_e147, _e148);
            uint _e149 = k_4;
            if ((_e149 == own_1)) {
                mean = place_3;
                scale = (vec3(size) + vec3(0.0, steps_2.yz));
                offset = away;
            }
        }
    }
    float _e162 = _group_0_binding_1_fs[2].z;
    if ((_e162 > 0.0)) {
        attend(own_1, num_features_1);
    }
    give_features(own_1);
    vec3 _e169 = offset;
    given[(num_features_1 / 4u)] = vec4(_e169, 0.0);
    float _e175 = _group_0_binding_1_fs[5].x;
    apply(_e175, (num_features_1 + 3u), (width / 4u), 0u, (width / 4u));
    give_made((width / 4u), 0.0);
    vec3 _e186 = mean;
    vec3 _e187 = scale;
    return Node(_e186, _e187);
}

void ask(uint first_1, uint count_2) {
    float _e5 = _group_0_binding_1_fs[5].y;
    float _e9 = _group_0_binding_1_fs[2].y;
    float _e15 = _group_0_binding_1_fs[0].z;
    apply(_e5, uint(_e9), (2u + uint(_e15)), first_1, count_2);
    return;
}

uvec4 harmonic_codes(uint node_2, uint b) {
    float _e5 = _group_0_binding_1_fs[8].y;
    vec4 _e10 = made[(b - 1u)];
    vec4 _e14 = residual(node_2, (COLOR + b));
    float _e18 = _group_0_binding_1_fs[7].y;
    vec4 _e19 = color_of(_e14, _e18);
    vec4 value = ((_e5 * _e10) + _e19);
    vec4 _e27 = _group_0_binding_1_fs[(FIRST_COLOR + (2u * b))];
    vec4 _e34 = _group_0_binding_1_fs[(23u + (2u * b))];
    uvec4 _e36 = codes_of(value, _e27, _e34, 255.0);
    return _e36;
}

void main() {
    Corner corner = Corner(gl_FragCoord, _vs2fs_location0);
    Palette palette = Palette(uvec4(0u), uvec4(0u), uvec4(0u), uvec4(0u), uvec4(0u), uvec4(0u), uvec4(0u), uvec4(0u));
    uint _e4 = node_at(corner.place);
    float _e8 = _group_0_binding_1_fs[0].z;
    uint num_bases = uint(_e8);
    uint _e10 = num_nodes();
    float _e14 = _group_0_binding_1_fs[0].x;
    if ((_e4 >= (_e10 * uint(_e14)))) {
        Palette _e18 = palette;
        _fs2p_location0 = _e18.harmonic1_;
        _fs2p_location1 = _e18.harmonic2_;
        _fs2p_location2 = _e18.harmonic3_;
        _fs2p_location3 = _e18.harmonic4_;
        _fs2p_location4 = _e18.harmonic5_;
        _fs2p_location5 = _e18.harmonic6_;
        _fs2p_location6 = _e18.harmonic7_;
        _fs2p_location7 = _e18.harmonic8_;
        return;
    }
    Node _e19 = grow(_e4);
    ask(3u, (num_bases - 1u));
    uvec4 _e25 = harmonic_codes(_e4, 1u);
    palette.harmonic1_ = _e25;
    uvec4 _e28 = harmonic_codes(_e4, 2u);
    palette.harmonic2_ = _e28;
    uvec4 _e31 = harmonic_codes(_e4, 3u);
    palette.harmonic3_ = _e31;
    if ((num_bases > 4u)) {
        uvec4 _e36 = harmonic_codes(_e4, 4u);
        palette.harmonic4_ = _e36;
        uvec4 _e39 = harmonic_codes(_e4, 5u);
        palette.harmonic5_ = _e39;
        uvec4 _e42 = harmonic_codes(_e4, 6u);
        palette.harmonic6_ = _e42;
        uvec4 _e45 = harmonic_codes(_e4, 7u);
        palette.harmonic7_ = _e45;
        uvec4 _e48 = harmonic_codes(_e4, 8u);
        palette.harmonic8_ = _e48;
    }
    Palette _e49 = palette;
    _fs2p_location0 = _e49.harmonic1_;
    _fs2p_location1 = _e49.harmonic2_;
    _fs2p_location2 = _e49.harmonic3_;
    _fs2p_location3 = _e49.harmonic4_;
    _fs2p_location4 = _e49.harmonic5_;
    _fs2p_location5 = _e49.harmonic6_;
    _fs2p_location6 = _e49.harmonic7_;
    _fs2p_location7 = _e49.harmonic8_;
    return;
}

