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
const float NEAR_PLANE = 0.01;
const uint TABLE_WIDTH = 2048u;
const uint GROUP = 8u;
const float RELU = 1.0;
const uint NUM_POINTS = 8u;
const uint NUM_OCTAVES = 6u;
const float FULL_TURN = 6.2831855;

layout(std140) uniform type_1_block_0Fragment { vec4 _group_0_binding_1_fs[7]; };

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
            float share_1 = (float((_e6 / 3u)) / 7.0);
            float _e16 = _group_0_binding_1_fs[6].x;
            float _e20 = _group_0_binding_1_fs[6].y;
            vec3 point = (ray.origin + (mix(_e16, _e20, share_1) * ray.direction));
            vec4 _e27 = _group_0_binding_1_fs[5];
            float _e33 = _group_0_binding_1_fs[5].w;
            vec3 local = ((point - _e27.xyz) * _e33);
            uint _e35 = i;
            float x_2 = local[(_e35 % 3u)];
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
                    float angle = ((_e49 * x_2) - (FULL_TURN * roundEven(((_e52 * x_2) / FULL_TURN))));
                    uint _e59 = k;
                    tell((first + _e59), sin(angle));
                    uint _e64 = k;
                    tell(((first + NUM_OCTAVES) + _e64), cos(angle));
                    float _e67 = octave;
                    octave = (_e67 * 2.0);
                }
            }
            tell((first + 12u), x_2);
        }
    }
    return;
}

void main() {
    Corner corner = Corner(gl_FragCoord, _vs2fs_location0);
    begin_head();
    Ray _e2 = ray_of(corner.place);
    tell_points(_e2);
    Channels _e3 = end_head();
    _fs2p_location0 = _e3.c0_;
    _fs2p_location1 = _e3.c1_;
    _fs2p_location2 = _e3.c2_;
    _fs2p_location3 = _e3.c3_;
    _fs2p_location4 = _e3.c4_;
    _fs2p_location5 = _e3.c5_;
    _fs2p_location6 = _e3.c6_;
    _fs2p_location7 = _e3.c7_;
    return;
}

