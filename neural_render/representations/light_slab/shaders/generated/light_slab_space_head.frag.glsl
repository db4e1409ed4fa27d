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
struct Ray {
    vec3 origin;
    vec3 direction;
};
const uint SPACE = 16u;
const float NEAR_PLANE = 0.01;
const uint TABLE_WIDTH = 2048u;
const uint GROUP = 8u;
const float RELU = 1.0;
const uint SPACE_LEVELS = 4u;
const uint SPACE_ENTRY = 2u;
const float TINY = 1e-9;
const float FARTHEST = 10000.0;
const vec2 DENSITY = vec2(5.0, -2.0);

layout(std140) uniform type_1_block_0Fragment { vec4 _group_0_binding_1_fs[22]; };

uniform highp usampler2D _group_0_binding_6_fs;

layout(std140) uniform View_block_1Fragment { View _group_0_binding_0_fs; };

uniform highp sampler2D _group_0_binding_2_fs;

vec4 sums[8] = vec4[8](vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0));

uniform highp usampler2D _group_0_binding_4_fs;

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
    vec4 t_1 = (vec4(1.0) / (vec4(1.0) + (0.2316419 * abs(x))));
    vec4 series = (t_1 * (vec4(0.1274148) + (t_1 * (vec4(-0.14224836) + (t_1 * (vec4(0.7107069) + (t_1 * (vec4(-0.72657603) + (t_1 * 0.5307027)))))))));
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

Ray ray_of(vec2 place_1) {
    float _e8 = _group_0_binding_1_fs[1].x;
    vec2 pixel = ((floor(place_1) + vec2(0.5)) * _e8);
    vec4 _e12 = _group_0_binding_0_fs.intrinsics;
    vec4 _e17 = _group_0_binding_0_fs.intrinsics;
    vec3 along = vec3(((pixel - _e12.zw) / _e17.xy), 1.0);
    mat4x4 axes = _group_0_binding_0_fs.world_to_camera;
    vec4 _e27 = _group_0_binding_0_fs.center;
    return Ray(_e27.xyz, vec3(dot(axes[0].xyz, along), dot(axes[1].xyz, along), dot(axes[2].xyz, along)));
}

void begin_head() {
    float _e3 = _group_0_binding_1_fs[0].w;
    float _e9 = _group_0_binding_1_fs[0].y;
    float _e15 = _group_0_binding_1_fs[0].z;
    float _e22 = _group_0_binding_1_fs[1].z;
    begin_sums((uint(_e3) + ((4u * uint(_e9)) * uint(_e15))), uint(_e22));
    return;
}

void tell(uint channel, float value_2) {
    float _e5 = _group_0_binding_1_fs[0].w;
    float _e10 = _group_0_binding_1_fs[0].z;
    float _e17 = _group_0_binding_1_fs[1].z;
    add_channel((uint(_e5) + (channel * uint(_e10))), uint(_e17), value_2);
    return;
}

Channels end_head() {
    float _e3 = _group_0_binding_1_fs[1].z;
    float _e8 = _group_0_binding_1_fs[1].y;
    activate_sums(uint(_e3), _e8);
    Channels _e9 = group_of_channels();
    return _e9;
}

vec4 entry(uint texel_4) {
    uvec4 codes = texelFetch(_group_0_binding_4_fs, ivec2(uvec2((texel_4 & 2047u), (texel_4 >> 11u))), 0);
    float _e12 = _group_0_binding_1_fs[11].z;
    float _e16 = _group_0_binding_1_fs[11].w;
    return (vec4(_e12) + (_e16 * vec4(codes)));
}

uint tell_slab(Ray ray) {
    uint channel_1 = 0u;
    uint l = 0u;
    uint first = 0u;
    uint a = 0u;
    uint b = 0u;
    uint pair = 0u;
    uint f = 0u;
    uint c = 0u;
    bool local = false;
    vec4 _e3 = _group_0_binding_1_fs[5];
    float _e10 = _group_0_binding_1_fs[5].w;
    vec4 _e14 = _group_0_binding_1_fs[6];
    float _e21 = _group_0_binding_1_fs[6].w;
    vec4 _e25 = _group_0_binding_1_fs[7];
    float _e32 = _group_0_binding_1_fs[7].w;
    vec3 origin = vec3((dot(_e3.xyz, ray.origin) + _e10), (dot(_e14.xyz, ray.origin) + _e21), (dot(_e25.xyz, ray.origin) + _e32));
    vec4 _e37 = _group_0_binding_1_fs[5];
    vec4 _e43 = _group_0_binding_1_fs[6];
    vec4 _e49 = _group_0_binding_1_fs[7];
    vec3 direction = normalize(vec3(dot(_e37.xyz, ray.direction), dot(_e43.xyz, ray.direction), dot(_e49.xyz, ray.direction)));
    float _e60 = _group_0_binding_1_fs[8].z;
    vec2 slope = (direction.xy / vec2(max(direction.z, _e60)));
    float _e68 = _group_0_binding_1_fs[8].x;
    float _e77 = _group_0_binding_1_fs[8].y;
    vec4 crossed = vec4((origin.xy + ((_e68 - origin.z) * slope)), (origin.xy + ((_e77 - origin.z) * slope)));
    vec4 _e85 = _group_0_binding_1_fs[9];
    vec4 _e89 = _group_0_binding_1_fs[10];
    vec4 coordinates = clamp(((crossed - _e85) * _e89), vec4(0.0), vec4(1.0));
    float _e99 = _group_0_binding_1_fs[11].y;
    uint features = uint(_e99);
    uint stride_1 = ((features + 3u) / 4u);
    bool loop_init = true;
    while(true) {
        if (!loop_init) {
            uint _e241 = l;
            l = (_e241 + 1u);
        }
        loop_init = false;
        uint _e109 = l;
        float _e113 = _group_0_binding_1_fs[11].x;
        if ((_e109 < uint(_e113))) {
        } else {
            break;
        }
        {
            uint _e118 = l;
            vec4 both = _group_0_binding_1_fs[(12u + (_e118 / 2u))];
            uint _e126 = l;
            vec2 level = (((_e126 % 2u) == 0u) ? both.xy : both.zw);
            uint resolution = uint(level.x);
            first = (uint(level.y) * stride_1);
            a = 0u;
            b = 1u;
            pair = 0u;
            bool loop_init_1 = true;
            while(true) {
                if (!loop_init_1) {
                    uint _e238 = pair;
                    pair = (_e238 + 1u);
                }
                loop_init_1 = false;
                uint _e144 = pair;
                if ((_e144 < 6u)) {
                } else {
                    break;
                }
                {
                    uint _e147 = a;
                    uint _e149 = b;
                    vec2 place_2 = (vec2(coordinates[_e147], coordinates[_e149]) * float((resolution - 1u)));
                    uvec2 cell = min(uvec2(place_2), uvec2((resolution - 2u)));
                    vec2 share_2 = (place_2 - vec2(cell));
                    uint _e163 = first;
                    uint texel_6 = (_e163 + (((cell.y * resolution) + cell.x) * stride_1));
                    f = 0u;
                    bool loop_init_2 = true;
                    while(true) {
                        if (!loop_init_2) {
                            uint _e219 = f;
                            f = (_e219 + 1u);
                        }
                        loop_init_2 = false;
                        uint _e172 = f;
                        if ((_e172 < stride_1)) {
                        } else {
                            break;
                        }
                        {
                            uint _e174 = f;
                            vec4 _e176 = entry((texel_6 + _e174));
                            uint _e178 = f;
                            vec4 _e180 = entry(((texel_6 + stride_1) + _e178));
                            vec4 upper = mix(_e176, _e180, share_2.x);
                            uint _e185 = f;
                            uint lower_texel = ((texel_6 + (resolution * stride_1)) + _e185);
                            vec4 _e187 = entry(lower_texel);
                            vec4 _e189 = entry((lower_texel + stride_1));
                            vec4 value_3 = mix(upper, mix(_e187, _e189, share_2.x), share_2.y);
                            c = 0u;
                            bool loop_init_3 = true;
                            while(true) {
                                if (!loop_init_3) {
                                    uint _e216 = c;
                                    c = (_e216 + 1u);
                                }
                                loop_init_3 = false;
                                uint _e196 = c;
                                if ((_e196 < 4u)) {
                                    uint _e202 = f;
                                    uint _e204 = c;
                                    local = (((4u * _e202) + _e204) < features);
                                } else {
                                    local = false;
                                }
                                bool _e208 = local;
                                if (_e208) {
                                } else {
                                    break;
                                }
                                {
                                    uint _e209 = channel_1;
                                    uint _e210 = c;
                                    tell(_e209, value_3[_e210]);
                                    uint _e213 = channel_1;
                                    channel_1 = (_e213 + 1u);
                                }
                            }
                        }
                    }
                    uint _e221 = first;
                    first = (_e221 + ((resolution * resolution) * stride_1));
                    uint _e226 = b;
                    b = (_e226 + 1u);
                    uint _e228 = b;
                    if ((_e228 == 4u)) {
                        uint _e232 = a;
                        a = (_e232 + 1u);
                        uint _e234 = a;
                        b = (_e234 + 1u);
                    }
                }
            }
        }
    }
    uint _e243 = channel_1;
    return _e243;
}

vec4 space_texel(uint texel_5) {
    uvec4 codes_1 = texelFetch(_group_0_binding_6_fs, ivec2(uvec2((texel_5 & 2047u), (texel_5 >> 11u))), 0);
    vec4 _e11 = _group_0_binding_1_fs[18];
    vec4 _e14 = _group_0_binding_1_fs[19];
    return (_e11 + (_e14 * vec4(codes_1)));
}

vec4 space_slice(uint corner_1, uint right, uint down, vec2 share_1) {
    vec4 _e4 = space_texel(corner_1);
    vec4 _e6 = space_texel((corner_1 + right));
    vec4 upper_1 = mix(_e4, _e6, share_1.x);
    vec4 _e10 = space_texel((corner_1 + down));
    vec4 _e13 = space_texel(((corner_1 + down) + right));
    return mix(upper_1, mix(_e10, _e13, share_1.x), share_1.y);
}

float softplus(float x_2) {
    return (max(x_2, 0.0) + log((1.0 + exp(-(abs(x_2))))));
}

void tell_space(uint channel_2, Ray ray_1) {
    vec4 met[8] = vec4[8](vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0));
    vec4 here[8] = vec4[8](vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0));
    float before = 0.0;
    float amount = 0.0;
    float mean = 0.0;
    uint s = 0u;
    bool local_1 = false;
    uint begin = 0u;
    float density = 0.0;
    uint l_1 = 0u;
    uint t = 0u;
    uint i = 0u;
    uint next = 0u;
    uint l_2 = 0u;
    uint f_1 = 0u;
    uint axis = 0u;
    vec4 _e4 = _group_0_binding_1_fs[16];
    vec3 scale = _e4.xyz;
    float _e9 = _group_0_binding_1_fs[16].w;
    uint count_4 = uint(_e9);
    float end = _group_0_binding_1_fs[17].w;
    float _e18 = _group_0_binding_1_fs[20].x;
    uint levels = uint(_e18);
    float _e23 = _group_0_binding_1_fs[20].y;
    uint stride_2 = uint(_e23);
    vec4 _e29 = _group_0_binding_1_fs[17];
    vec3 origin_1 = ((ray_1.origin * scale) + _e29.xyz);
    vec3 direction_1 = (normalize((ray_1.direction * scale)) + vec3(1e-9));
    vec3 middles = (-(origin_1) / direction_1);
    vec3 spans = (vec3(1.0) / abs(direction_1));
    vec3 entries = (middles - spans);
    vec3 exits = (middles + spans);
    float first_1 = clamp(max(max(entries.x, entries.y), entries.z), 0.0, FARTHEST);
    float last = clamp(min(min(exits.x, exits.y), exits.z), 0.0, FARTHEST);
    float chord = max((last - first_1), 0.0);
    bool loop_init_4 = true;
    while(true) {
        if (!loop_init_4) {
            uint _e232 = s;
            s = (_e232 + 1u);
        }
        loop_init_4 = false;
        uint _e75 = s;
        if ((_e75 < count_4)) {
            local_1 = (chord > 0.0);
        } else {
            local_1 = false;
        }
        bool _e82 = local_1;
        if (_e82) {
        } else {
            break;
        }
        {
            uint _e83 = s;
            float share_3 = ((float(_e83) + 0.5) / float(count_4));
            vec3 place_3 = clamp(((0.5 * end) * ((origin_1 + ((first_1 + (chord * share_3)) * direction_1)) + vec3(1.0))), vec3(0.0), vec3(end));
            begin = 0u;
            density = 0.0;
            l_1 = 0u;
            bool loop_init_5 = true;
            while(true) {
                if (!loop_init_5) {
                    uint _e189 = l_1;
                    l_1 = (_e189 + 1u);
                }
                loop_init_5 = false;
                uint _e109 = l_1;
                if ((_e109 < levels)) {
                } else {
                    break;
                }
                {
                    uint _e113 = l_1;
                    float _e115 = _group_0_binding_1_fs[21][_e113];
                    uint size = uint(_e115);
                    vec3 at = ((place_3 * float((size - 1u))) + vec3(0.5));
                    uvec3 cell_1 = min(uvec3(at), uvec3((size - 2u)));
                    vec3 within = (at - vec3(cell_1));
                    uint _e131 = begin;
                    uint corner_2 = (_e131 + (((((cell_1.z * size) + cell_1.y) * size) + cell_1.x) * stride_2));
                    t = 0u;
                    bool loop_init_6 = true;
                    while(true) {
                        if (!loop_init_6) {
                            uint _e167 = t;
                            t = (_e167 + 1u);
                        }
                        loop_init_6 = false;
                        uint _e143 = t;
                        if ((_e143 < stride_2)) {
                        } else {
                            break;
                        }
                        {
                            uint _e145 = t;
                            vec4 _e149 = space_slice((corner_2 + _e145), stride_2, (size * stride_2), within.xy);
                            uint _e150 = t;
                            vec4 _e157 = space_slice(((corner_2 + _e150) + ((size * size) * stride_2)), stride_2, (size * stride_2), within.xy);
                            uint _e158 = l_1;
                            uint _e161 = t;
                            here[((_e158 * SPACE_ENTRY) + _e161)] = mix(_e149, _e157, within.z);
                        }
                    }
                    float _e169 = density;
                    uint _e170 = l_1;
                    float _e175 = here[(_e170 * SPACE_ENTRY)].x;
                    density = (_e169 + _e175);
                    uint _e177 = begin;
                    begin = (_e177 + ((((((size * size) * size) + 7u) / 8u) * 8u) * stride_2));
                }
            }
            float _e194 = density;
            float _e198 = softplus(((5.0 * _e194) + -2.0));
            float sigma = ((0.5 * chord) * _e198);
            float _e200 = before;
            float _e203 = before;
            float weight_1 = (exp(-(_e200)) - exp((-(_e203) - sigma)));
            float _e208 = before;
            before = (_e208 + sigma);
            float _e210 = amount;
            amount = (_e210 + weight_1);
            float _e212 = mean;
            mean = (_e212 + (weight_1 * share_3));
            i = 0u;
            bool loop_init_7 = true;
            while(true) {
                if (!loop_init_7) {
                    uint _e229 = i;
                    i = (_e229 + 1u);
                }
                loop_init_7 = false;
                uint _e217 = i;
                if ((_e217 < 8u)) {
                } else {
                    break;
                }
                {
                    uint _e220 = i;
                    vec4 _e222 = met[_e220];
                    uint _e223 = i;
                    vec4 _e225 = here[_e223];
                    met[_e220] = (_e222 + (weight_1 * _e225));
                }
            }
        }
    }
    next = channel_2;
    float _e238 = _group_0_binding_1_fs[20].z;
    uint features_1 = uint(_e238);
    bool loop_init_8 = true;
    while(true) {
        if (!loop_init_8) {
            uint _e269 = l_2;
            l_2 = (_e269 + 1u);
        }
        loop_init_8 = false;
        uint _e242 = l_2;
        if ((_e242 < levels)) {
        } else {
            break;
        }
        {
            f_1 = 0u;
            bool loop_init_9 = true;
            while(true) {
                if (!loop_init_9) {
                    uint _e266 = f_1;
                    f_1 = (_e266 + 1u);
                }
                loop_init_9 = false;
                uint _e246 = f_1;
                if ((_e246 < features_1)) {
                } else {
                    break;
                }
                {
                    uint _e248 = next;
                    uint _e249 = l_2;
                    uint _e252 = f_1;
                    uint _e257 = f_1;
                    float _e261 = met[((_e249 * SPACE_ENTRY) + (_e252 / 4u))][(_e257 % 4u)];
                    tell(_e248, _e261);
                    uint _e263 = next;
                    next = (_e263 + 1u);
                }
            }
        }
    }
    uint _e271 = next;
    float _e272 = amount;
    tell(_e271, _e272);
    uint _e273 = next;
    float _e276 = mean;
    tell((_e273 + 1u), _e276);
    bool loop_init_10 = true;
    while(true) {
        if (!loop_init_10) {
            uint _e290 = axis;
            axis = (_e290 + 1u);
        }
        loop_init_10 = false;
        uint _e279 = axis;
        if ((_e279 < 3u)) {
        } else {
            break;
        }
        {
            uint _e282 = next;
            uint _e285 = axis;
            uint _e287 = axis;
            tell(((_e282 + 2u) + _e285), direction_1[_e287]);
        }
    }
    return;
}

void main() {
    Corner corner = Corner(gl_FragCoord, _vs2fs_location0);
    Ray _e2 = ray_of(corner.place);
    begin_head();
    uint _e3 = tell_slab(_e2);
    tell_space(_e3, _e2);
    Channels _e4 = end_head();
    _fs2p_location0 = _e4.c0_;
    _fs2p_location1 = _e4.c1_;
    _fs2p_location2 = _e4.c2_;
    _fs2p_location3 = _e4.c3_;
    _fs2p_location4 = _e4.c4_;
    _fs2p_location5 = _e4.c5_;
    _fs2p_location6 = _e4.c6_;
    _fs2p_location7 = _e4.c7_;
    return;
}

