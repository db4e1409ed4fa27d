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
struct Tables {
    uvec4 means;
    uvec4 quats;
    uvec4 scales;
    uvec4 colors0_;
    uvec4 colors1_;
    uvec4 colors2_;
    uvec4 colors3_;
};
const float NEAR_PLANE = 0.01;
const uint TABLE_WIDTH = 2048u;
const uint MAX_LEVELS = 12u;
const uint FIRST_COLOR = 22u;
const uint FIRST_LEVEL = 30u;
const uint PRIME_Y = 2654435761u;
const uint PRIME_Z = 805459861u;
const uint PLACE = 0u;
const uint TURN = 1u;
const uint SCALE = 2u;
const uint COLOR = 3u;

layout(std140) uniform type_5_block_0Fragment { vec4 _group_0_binding_1_fs[42]; };

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

void encode(uint k_1, vec3 position_2) {
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
            vec3 place_1 = ((position_2 * level.x) + vec3(0.5));
            vec3 cell = floor(place_1);
            vec3 share = (place_1 - cell);
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
            features[((MAX_LEVELS * k_1) + _e110)] = _e113;
        }
    }
    return;
}

void give_features(uint k_2) {
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
            vec4 _e19 = features[((MAX_LEVELS * k_2) + _e16)];
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

void attend(uint own, uint num_nodes, uint num_features) {
    uint l_2 = 0u;
    vec4 sum_2 = vec4(0.0);
    uint o_2 = 0u;
    vec4 shares = vec4(-1e30);
    uint k_3 = 0u;
    float score = 0.0;
    uint l_3 = 0u;
    uint l_4 = 0u;
    uint k_4 = 0u;
    uint l_5 = 0u;
    uint num_levels = (num_features / 4u);
    float _e8 = _group_0_binding_1_fs[2].z;
    uint channels = (uint(_e8) / 4u);
    uint stride_1 = (3u * channels);
    give_features(own);
    float _e17 = _group_0_binding_1_fs[4].z;
    apply(_e17, num_features, stride_1, 0u, channels);
    bool loop_init_6 = true;
    while(true) {
        if (!loop_init_6) {
            uint _e85 = l_2;
            l_2 = (_e85 + 1u);
        }
        loop_init_6 = false;
        uint _e21 = l_2;
        if ((_e21 < num_levels)) {
        } else {
            break;
        }
        {
            sum_2 = vec4(0.0);
            o_2 = 0u;
            bool loop_init_7 = true;
            while(true) {
                if (!loop_init_7) {
                    uint _e78 = o_2;
                    o_2 = (_e78 + 1u);
                }
                loop_init_7 = false;
                uint _e28 = o_2;
                if ((_e28 < channels)) {
                } else {
                    break;
                }
                {
                    float _e33 = _group_0_binding_1_fs[4].z;
                    uint _e36 = l_2;
                    uint _e41 = o_2;
                    uint texel_2 = (((uint(_e33) + ((4u * _e36) * stride_1)) + channels) + _e41);
                    vec4 _e43 = sum_2;
                    uint _e45 = o_2;
                    vec4 _e47 = made[_e45];
                    vec4 _e48 = weights(texel_2);
                    uint _e51 = o_2;
                    vec4 _e53 = made[_e51];
                    vec4 _e55 = weights((texel_2 + stride_1));
                    uint _e58 = o_2;
                    vec4 _e60 = made[_e58];
                    vec4 _e64 = weights((texel_2 + (2u * stride_1)));
                    uint _e67 = o_2;
                    vec4 _e69 = made[_e67];
                    vec4 _e73 = weights((texel_2 + (3u * stride_1)));
                    sum_2 = (_e43 + vec4(dot(_e47, _e48), dot(_e53, _e55), dot(_e60, _e64), dot(_e69, _e73)));
                }
            }
            uint _e81 = l_2;
            vec4 _e83 = sum_2;
            given[_e81] = _e83;
        }
    }
    bool loop_init_8 = true;
    while(true) {
        if (!loop_init_8) {
            uint _e128 = k_3;
            k_3 = (_e128 + 1u);
        }
        loop_init_8 = false;
        uint _e92 = k_3;
        if ((_e92 < num_nodes)) {
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
                    uint _e107 = k_3;
                    uint _e109 = l_3;
                    vec4 _e112 = features[((MAX_LEVELS * _e107) + _e109)];
                    score = (_e100 + dot(_e104, _e112));
                }
            }
            uint _e118 = k_3;
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
            uint _e186 = l_4;
            l_4 = (_e186 + 1u);
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
            k_4 = 0u;
            bool loop_init_11 = true;
            while(true) {
                if (!loop_init_11) {
                    uint _e183 = k_4;
                    k_4 = (_e183 + 1u);
                }
                loop_init_11 = false;
                uint _e163 = k_4;
                if ((_e163 < num_nodes)) {
                } else {
                    break;
                }
                {
                    uint _e166 = l_4;
                    vec4 _e168 = given[_e166];
                    uint _e169 = k_4;
                    float _e171 = shares[_e169];
                    uint _e174 = k_4;
                    uint _e176 = l_4;
                    vec4 _e179 = features[((MAX_LEVELS * _e174) + _e176)];
                    given[_e166] = (_e168 + (_e171 * _e179));
                }
            }
        }
    }
    float _e191 = _group_0_binding_1_fs[4].z;
    apply(_e191, num_features, stride_1, (2u * channels), channels);
    give_made(channels, -1e30);
    float _e198 = _group_0_binding_1_fs[4].w;
    apply(_e198, (4u * channels), num_levels, 0u, num_levels);
    bool loop_init_12 = true;
    while(true) {
        if (!loop_init_12) {
            uint _e219 = l_5;
            l_5 = (_e219 + 1u);
        }
        loop_init_12 = false;
        uint _e204 = l_5;
        if ((_e204 < num_levels)) {
        } else {
            break;
        }
        {
            uint _e209 = l_5;
            vec4 _e212 = features[((MAX_LEVELS * own) + _e209)];
            uint _e214 = l_5;
            vec4 _e216 = made[_e214];
            features[((MAX_LEVELS * own) + _e209)] = (_e212 + _e216);
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

vec4 turned(vec4 a, vec4 b) {
    return vec4(((a.x * b.x) - dot(a.yzw, b.yzw)), (((a.x * b.yzw) + (b.x * a.yzw)) + cross(a.yzw, b.yzw)));
}

uvec4 codes_of(vec4 values, vec4 low, vec4 steps_1, float last) {
    vec4 codes_1 = roundEven(((values - low) / mix(vec4(1.0), steps_1, greaterThan(steps_1, vec4(0.0)))));
    return uvec4(mix(vec4(0.0), clamp(codes_1, vec4(0.0), vec4(last)), greaterThan(steps_1, vec4(0.0))));
}

uvec4 mean_codes(vec3 mean_1) {
    vec4 _e3 = _group_0_binding_1_fs[17];
    float _e9 = _group_0_binding_1_fs[15].w;
    vec3 scaled = ((mean_1 - _e3.xyz) / vec3(_e9));
    vec3 bent_1 = (sign(scaled) * log((vec3(1.0) + abs(scaled))));
    vec4 _e23 = _group_0_binding_1_fs[15];
    vec4 _e29 = _group_0_binding_1_fs[16];
    uvec4 _e34 = codes_of(vec4(bent_1, 0.0), vec4(_e23.xyz, 0.0), vec4(_e29.xyz, 0.0), 65535.0);
    return _e34;
}

uvec4 color_codes(uint node_1, uint b_1) {
    vec4 color = vec4(0.0);
    vec4 _e6 = made[(2u + b_1)];
    color = _e6;
    if ((b_1 == 0u)) {
        vec4 _e10 = color;
        vec4 _e12 = residual(node_1, COLOR);
        float _e16 = _group_0_binding_1_fs[7].x;
        vec4 _e17 = color_of(_e12, _e16);
        color = (_e10 + _e17);
    } else {
        float _e22 = _group_0_binding_1_fs[8].y;
        vec4 _e23 = color;
        vec4 _e27 = residual(node_1, (COLOR + b_1));
        float _e31 = _group_0_binding_1_fs[7].y;
        vec4 _e32 = color_of(_e27, _e31);
        color = ((_e22 * _e23) + _e32);
    }
    vec4 _e34 = color;
    vec4 _e41 = _group_0_binding_1_fs[(FIRST_COLOR + (2u * b_1))];
    vec4 _e48 = _group_0_binding_1_fs[(23u + (2u * b_1))];
    uvec4 _e50 = codes_of(_e34, _e41, _e48, 255.0);
    return _e50;
}

void main() {
    Corner corner = Corner(gl_FragCoord, _vs2fs_location0);
    Tables tables = Tables(uvec4(0u), uvec4(0u), uvec4(0u), uvec4(0u), uvec4(0u), uvec4(0u), uvec4(0u));
    vec3 mean = vec3(0.0);
    vec3 scale = vec3(0.0);
    vec3 offset = vec3(0.0);
    uint k = 1u;
    float _e6 = _group_0_binding_1_fs[0].x;
    uint num_trees = uint(_e6);
    float _e12 = _group_0_binding_1_fs[0].y;
    uint num_nodes_1 = (1u + uint(_e12));
    uint node_2 = ((uint(corner.place.y) * TABLE_WIDTH) + uint(corner.place.x));
    if ((node_2 >= (num_nodes_1 * num_trees))) {
        Tables _e26 = tables;
        _fs2p_location0 = _e26.means;
        _fs2p_location1 = _e26.quats;
        _fs2p_location2 = _e26.scales;
        _fs2p_location3 = _e26.colors0_;
        _fs2p_location4 = _e26.colors1_;
        _fs2p_location5 = _e26.colors2_;
        _fs2p_location6 = _e26.colors3_;
        return;
    }
    uint tree = (node_2 % num_trees);
    uint own_1 = (node_2 / num_trees);
    float _e33 = _group_0_binding_1_fs[2].x;
    uint num_features_1 = (4u * uint(_e33));
    float _e39 = _group_0_binding_1_fs[2].y;
    uint width = uint(_e39);
    vec4 _e43 = _group_0_binding_1_fs[10];
    uvec2 _e46 = texel_of(tree);
    uvec4 _e48 = texelFetch(_group_0_binding_2_fs, ivec2(_e46), 0);
    vec4 _e53 = _group_0_binding_1_fs[11];
    vec3 curved = (_e43.xyz + (vec3(_e48.xyz) * _e53.xyz));
    vec4 _e59 = _group_0_binding_1_fs[12];
    float _e64 = _group_0_binding_1_fs[10].w;
    vec3 parent = (_e59.xyz + ((_e64 * sign(curved)) * (exp(abs(curved)) - vec3(1.0))));
    vec4 _e76 = _group_0_binding_1_fs[13];
    uvec2 _e79 = texel_of(tree);
    uvec4 _e81 = texelFetch(_group_0_binding_4_fs, ivec2(_e79), 0);
    vec4 _e86 = _group_0_binding_1_fs[14];
    vec3 parent_scale = (_e76.xyz + (vec3(_e81.xyz) * _e86.xyz));
    vec3 _e91 = contract(parent);
    encode(0u, _e91);
    give_features(0u);
    float _e96 = _group_0_binding_1_fs[4].x;
    apply(_e96, num_features_1, (width / 4u), 0u, (width / 4u));
    give_made((width / 4u), 0.0);
    float _e108 = _group_0_binding_1_fs[4].y;
    apply(_e108, width, (num_nodes_1 - 1u), 0u, (num_nodes_1 - 1u));
    mean = parent;
    scale = parent_scale;
    bool loop_init_13 = true;
    while(true) {
        if (!loop_init_13) {
            uint _e175 = k;
            k = (_e175 + 1u);
        }
        loop_init_13 = false;
        uint _e121 = k;
        if ((_e121 < num_nodes_1)) {
        } else {
            break;
        }
        {
            uint _e123 = k;
            uint child = ((_e123 * num_trees) + tree);
            vec4 _e127 = residual(child, SCALE);
            float _e132 = _group_0_binding_1_fs[6].y;
            vec3 steps_2 = (_e127.xyz * _e132);
            uint _e136 = k;
            float _e141 = made[(_e136 - 1u)].w;
            float size = ((parent_scale.x + _e141) + steps_2.x);
            uint _e146 = k;
            vec4 _e150 = made[(_e146 - 1u)];
            float _e155 = _group_0_binding_1_fs[6].x;
            vec4 _e157 = residual(child, PLACE);
            vec3 _e159 = bent(_e157.xyz);
            vec3 away = (_e150.xyz + (_e155 * _e159));
            vec3 place_2 = (parent + (exp(size) * away));
            uint _e165 = k;
            vec3 _e166 = contract(place_2);
            encode(_e165, _e166);
            uint _e167 = k;
            if ((_e167 == own_1)) {
                mean = place_2;
                scale = (vec3(size) + vec3(0.0, steps_2.yz));
                offset = away;
            }
        }
    }
    float _e180 = _group_0_binding_1_fs[2].z;
    if ((_e180 > 0.0)) {
        attend(own_1, num_nodes_1, num_features_1);
    }
    give_features(own_1);
    vec3 _e187 = offset;
    given[(num_features_1 / 4u)] = vec4(_e187, 0.0);
    float _e193 = _group_0_binding_1_fs[5].x;
    apply(_e193, (num_features_1 + 3u), (width / 4u), 0u, (width / 4u));
    give_made((width / 4u), 0.0);
    float _e207 = _group_0_binding_1_fs[0].z;
    uint num_bases = uint(_e207);
    float _e212 = _group_0_binding_1_fs[5].y;
    apply(_e212, width, (2u + num_bases), 0u, (2u + num_bases));
    if ((own_1 > 0u)) {
        vec3 _e220 = scale;
        vec4 _e223 = made[0];
        scale = (_e220 + vec3(0.0, _e223.yz));
    }
    float _e231 = _group_0_binding_1_fs[8].x;
    float _e236 = made[0].w;
    float _e241 = _group_0_binding_1_fs[6].w;
    vec4 _e243 = residual(node_2, PLACE);
    float opacity = (1.0 / (1.0 + exp(((-(_e231) * _e236) - (_e241 * _e243.w)))));
    vec4 _e254 = made[1];
    float _e264 = _group_0_binding_1_fs[6].z;
    vec4 _e266 = residual(node_2, TURN);
    vec4 _e271 = turned((_e254 + vec4(1.0, 0.0, 0.0, 0.0)), vec4(1.0, (_e264 * _e266.xyz)));
    vec4 unit = (_e271 / vec4(max(length(_e271), 1e-12)));
    vec3 _e278 = mean;
    uvec4 _e279 = mean_codes(_e278);
    tables.means = _e279;
    vec4 _e288 = _group_0_binding_1_fs[18];
    vec4 _e291 = _group_0_binding_1_fs[19];
    uvec4 _e293 = codes_of(((unit.x < 0.0) ? -(unit) : unit), _e288, _e291, 255.0);
    tables.quats = _e293;
    vec3 _e295 = scale;
    vec4 _e299 = _group_0_binding_1_fs[20];
    vec4 _e302 = _group_0_binding_1_fs[21];
    uvec4 _e304 = codes_of(vec4(_e295, opacity), _e299, _e302, 255.0);
    tables.scales = _e304;
    uvec4 _e307 = color_codes(node_2, 0u);
    tables.colors0_ = _e307;
    if ((num_bases > 1u)) {
        uvec4 _e312 = color_codes(node_2, 1u);
        tables.colors1_ = _e312;
        uvec4 _e315 = color_codes(node_2, 2u);
        tables.colors2_ = _e315;
        uvec4 _e318 = color_codes(node_2, 3u);
        tables.colors3_ = _e318;
    }
    Tables _e319 = tables;
    _fs2p_location0 = _e319.means;
    _fs2p_location1 = _e319.quats;
    _fs2p_location2 = _e319.scales;
    _fs2p_location3 = _e319.colors0_;
    _fs2p_location4 = _e319.colors1_;
    _fs2p_location5 = _e319.colors2_;
    _fs2p_location6 = _e319.colors3_;
    return;
}

