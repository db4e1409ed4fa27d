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
const uint SPACE = 7u;
const float NEAR_PLANE = 0.01;
const uint TABLE_WIDTH = 2048u;
const uint GROUP = 8u;
const float RELU = 1.0;
const uint NUM_POINTS = 8u;
const uint NUM_OCTAVES = 6u;
const float FULL_TURN = 6.2831855;
const uint SPACE_LEVELS = 4u;
const uint SPACE_ENTRY = 2u;
const float TINY = 1e-9;
const float FARTHEST = 10000.0;
const vec2 DENSITY = vec2(5.0, -2.0);

layout(std140) uniform type_1_block_0Fragment { vec4 _group_0_binding_1_fs[13]; };

uniform highp usampler2D _group_0_binding_4_fs;

layout(std140) uniform View_block_1Fragment { View _group_0_binding_0_fs; };

uniform highp sampler2D _group_0_binding_2_fs;

vec4 sums[8] = vec4[8](vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0));

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

void tell_points(Ray ray) {
    uint i = 0u;
    float octave = 0.0;
    uint k = 0u;
    bool loop_init = true;
    while(true) {
        if (!loop_init) {
            uint _e76 = i;
            i = (_e76 + 1u);
        }
        loop_init = false;
        uint _e3 = i;
        if ((_e3 < 24u)) {
        } else {
            break;
        }
        {
            uint _e6 = i;
            float share_2 = (float((_e6 / 3u)) / 7.0);
            float _e16 = _group_0_binding_1_fs[6].x;
            float _e20 = _group_0_binding_1_fs[6].y;
            vec3 point = (ray.origin + (mix(_e16, _e20, share_2) * ray.direction));
            vec4 _e27 = _group_0_binding_1_fs[5];
            float _e33 = _group_0_binding_1_fs[5].w;
            vec3 local_1 = ((point - _e27.xyz) * _e33);
            uint _e35 = i;
            float x_3 = local_1[(_e35 % 3u)];
            uint _e39 = i;
            uint first = (_e39 * 13u);
            octave = 1.0;
            k = 0u;
            bool loop_init_1 = true;
            while(true) {
                if (!loop_init_1) {
                    uint _e71 = k;
                    k = (_e71 + 1u);
                }
                loop_init_1 = false;
                uint _e46 = k;
                if ((_e46 < NUM_OCTAVES)) {
                } else {
                    break;
                }
                {
                    float _e49 = octave;
                    float _e52 = octave;
                    float angle = ((_e49 * x_3) - (FULL_TURN * roundEven(((_e52 * x_3) / FULL_TURN))));
                    uint _e59 = k;
                    tell((first + _e59), sin(angle));
                    uint _e64 = k;
                    tell(((first + NUM_OCTAVES) + _e64), cos(angle));
                    float _e67 = octave;
                    octave = (_e67 * 2.0);
                }
            }
            tell((first + 12u), x_3);
        }
    }
    return;
}

vec4 space_texel(uint texel_4) {
    uvec4 codes = texelFetch(_group_0_binding_4_fs, ivec2(uvec2((texel_4 & 2047u), (texel_4 >> 11u))), 0);
    vec4 _e11 = _group_0_binding_1_fs[9];
    vec4 _e14 = _group_0_binding_1_fs[10];
    return (_e11 + (_e14 * vec4(codes)));
}

vec4 space_slice(uint corner_1, uint right, uint down, vec2 share_1) {
    vec4 _e4 = space_texel(corner_1);
    vec4 _e6 = space_texel((corner_1 + right));
    vec4 upper = mix(_e4, _e6, share_1.x);
    vec4 _e10 = space_texel((corner_1 + down));
    vec4 _e13 = space_texel(((corner_1 + down) + right));
    return mix(upper, mix(_e10, _e13, share_1.x), share_1.y);
}

float softplus(float x_2) {
    return (max(x_2, 0.0) + log((1.0 + exp(-(abs(x_2))))));
}

void tell_space(uint channel_1, Ray ray_1) {
    vec4 met[8] = vec4[8](vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0));
    vec4 here[8] = vec4[8](vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0));
    float before = 0.0;
    float amount = 0.0;
    float mean = 0.0;
    uint s = 0u;
    bool local = false;
    uint begin = 0u;
    float density = 0.0;
    uint l = 0u;
    uint t = 0u;
    uint i_1 = 0u;
    uint next = 0u;
    uint l_1 = 0u;
    uint f = 0u;
    uint axis = 0u;
    vec4 _e4 = _group_0_binding_1_fs[7];
    vec3 scale = _e4.xyz;
    float _e9 = _group_0_binding_1_fs[7].w;
    uint count_4 = uint(_e9);
    float end = _group_0_binding_1_fs[8].w;
    float _e18 = _group_0_binding_1_fs[11].x;
    uint levels = uint(_e18);
    float _e23 = _group_0_binding_1_fs[11].y;
    uint stride_1 = uint(_e23);
    vec4 _e29 = _group_0_binding_1_fs[8];
    vec3 origin = ((ray_1.origin * scale) + _e29.xyz);
    vec3 direction = (normalize((ray_1.direction * scale)) + vec3(1e-9));
    vec3 middles = (-(origin) / direction);
    vec3 spans = (vec3(1.0) / abs(direction));
    vec3 entries = (middles - spans);
    vec3 exits = (middles + spans);
    float first_1 = clamp(max(max(entries.x, entries.y), entries.z), 0.0, FARTHEST);
    float last = clamp(min(min(exits.x, exits.y), exits.z), 0.0, FARTHEST);
    float chord = max((last - first_1), 0.0);
    bool loop_init_2 = true;
    while(true) {
        if (!loop_init_2) {
            uint _e232 = s;
            s = (_e232 + 1u);
        }
        loop_init_2 = false;
        uint _e75 = s;
        if ((_e75 < count_4)) {
            local = (chord > 0.0);
        } else {
            local = false;
        }
        bool _e82 = local;
        if (_e82) {
        } else {
            break;
        }
        {
            uint _e83 = s;
            float share_3 = ((float(_e83) + 0.5) / float(count_4));
            vec3 place_2 = clamp(((0.5 * end) * ((origin + ((first_1 + (chord * share_3)) * direction)) + vec3(1.0))), vec3(0.0), vec3(end));
            begin = 0u;
            density = 0.0;
            l = 0u;
            bool loop_init_3 = true;
            while(true) {
                if (!loop_init_3) {
                    uint _e189 = l;
                    l = (_e189 + 1u);
                }
                loop_init_3 = false;
                uint _e109 = l;
                if ((_e109 < levels)) {
                } else {
                    break;
                }
                {
                    uint _e113 = l;
                    float _e115 = _group_0_binding_1_fs[12][_e113];
                    uint size = uint(_e115);
                    vec3 at = ((place_2 * float((size - 1u))) + vec3(0.5));
                    uvec3 cell = min(uvec3(at), uvec3((size - 2u)));
                    vec3 within = (at - vec3(cell));
                    uint _e131 = begin;
                    uint corner_2 = (_e131 + (((((cell.z * size) + cell.y) * size) + cell.x) * stride_1));
                    t = 0u;
                    bool loop_init_4 = true;
                    while(true) {
                        if (!loop_init_4) {
                            uint _e167 = t;
                            t = (_e167 + 1u);
                        }
                        loop_init_4 = false;
                        uint _e143 = t;
                        if ((_e143 < stride_1)) {
                        } else {
                            break;
                        }
                        {
                            uint _e145 = t;
                            vec4 _e149 = space_slice((corner_2 + _e145), stride_1, (size * stride_1), within.xy);
                            uint _e150 = t;
                            vec4 _e157 = space_slice(((corner_2 + _e150) + ((size * size) * stride_1)), stride_1, (size * stride_1), within.xy);
                            uint _e158 = l;
                            uint _e161 = t;
                            here[((_e158 * SPACE_ENTRY) + _e161)] = mix(_e149, _e157, within.z);
                        }
                    }
                    float _e169 = density;
                    uint _e170 = l;
                    float _e175 = here[(_e170 * SPACE_ENTRY)].x;
                    density = (_e169 + _e175);
                    uint _e177 = begin;
                    begin = (_e177 + ((((((size * size) * size) + 7u) / 8u) * 8u) * stride_1));
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
            i_1 = 0u;
            bool loop_init_5 = true;
            while(true) {
                if (!loop_init_5) {
                    uint _e229 = i_1;
                    i_1 = (_e229 + 1u);
                }
                loop_init_5 = false;
                uint _e217 = i_1;
                if ((_e217 < 8u)) {
                } else {
                    break;
                }
                {
                    uint _e220 = i_1;
                    vec4 _e222 = met[_e220];
                    uint _e223 = i_1;
                    vec4 _e225 = here[_e223];
                    met[_e220] = (_e222 + (weight_1 * _e225));
                }
            }
        }
    }
    next = channel_1;
    float _e238 = _group_0_binding_1_fs[11].z;
    uint features = uint(_e238);
    bool loop_init_6 = true;
    while(true) {
        if (!loop_init_6) {
            uint _e269 = l_1;
            l_1 = (_e269 + 1u);
        }
        loop_init_6 = false;
        uint _e242 = l_1;
        if ((_e242 < levels)) {
        } else {
            break;
        }
        {
            f = 0u;
            bool loop_init_7 = true;
            while(true) {
                if (!loop_init_7) {
                    uint _e266 = f;
                    f = (_e266 + 1u);
                }
                loop_init_7 = false;
                uint _e246 = f;
                if ((_e246 < features)) {
                } else {
                    break;
                }
                {
                    uint _e248 = next;
                    uint _e249 = l_1;
                    uint _e252 = f;
                    uint _e257 = f;
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
    bool loop_init_8 = true;
    while(true) {
        if (!loop_init_8) {
            uint _e290 = axis;
            axis = (_e290 + 1u);
        }
        loop_init_8 = false;
        uint _e279 = axis;
        if ((_e279 < 3u)) {
        } else {
            break;
        }
        {
            uint _e282 = next;
            uint _e285 = axis;
            uint _e287 = axis;
            tell(((_e282 + 2u) + _e285), direction[_e287]);
        }
    }
    return;
}

void main() {
    Corner corner = Corner(gl_FragCoord, _vs2fs_location0);
    Ray _e2 = ray_of(corner.place);
    begin_head();
    tell_points(_e2);
    tell_space(312u, _e2);
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

