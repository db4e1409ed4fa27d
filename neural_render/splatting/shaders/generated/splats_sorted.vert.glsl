#version 300 es

precision highp float;
precision highp int;

uniform uint naga_vs_first_instance;

struct View {
    mat4x4 world_to_camera;
    vec4 intrinsics;
    vec4 size;
    vec4 center;
    vec4 clip;
};
struct Seen {
    vec2 place;
    vec2 along;
    vec2 deviations;
    vec2 box;
    float depth;
    float opacity;
};
struct Place {
    vec4 position;
    vec4 slipping;
};
struct Corner {
    vec4 position;
    vec4 slipping;
    vec4 color;
};
const float NEAR_PLANE = 0.01;
const float SH_C0_ = 0.2820948;
const float SH_C1_ = 0.48860252;
const vec3 SH_C2_ = vec3(1.0925485, 0.31539157, 0.54627424);
const vec3 SH_C3_ = vec3(0.5900436, 2.8906114, 0.4570458);
const vec2 SH_C3_MORE = vec2(0.37317634, 1.4453057);
const float SHARED = 1.0;
const uint TABLE_WIDTH = 2048u;
const float EPS2D = 0.3;
const float FOV_MARGIN = 0.3;
const float ALPHA_MIN = 0.003921569;
const float ALPHA_MAX = 0.999;
const float DET_MAX = 1e36;
const vec4 NOWHERE = vec4(2.0, 2.0, 2.0, 1.0);
const float SNAP = 0.0625;

layout(std140) uniform View_block_0Vertex { View _group_0_binding_0_vs; };

layout(std140) uniform type_4_block_1Vertex { vec4 _group_0_binding_1_vs[44]; };

uniform highp usampler2D _group_0_binding_2_vs;

uniform highp usampler2D _group_0_binding_4_vs;

uniform highp usampler2D _group_0_binding_6_vs;

uniform highp usampler2DArray _group_0_binding_8_vs;

uniform highp usampler2DArray _group_0_binding_10_vs;

uniform highp usampler2D _group_0_binding_12_vs;

smooth out vec4 _vs2fs_location0;
smooth out vec4 _vs2fs_location1;

vec4 to_clip(vec4 position) {
    float _e6 = _group_0_binding_0_vs.clip.x;
    float _e12 = _group_0_binding_0_vs.clip.y;
    float _e18 = _group_0_binding_0_vs.clip.z;
    return vec4(position.x, (position.y * _e6), ((position.z * _e12) + (position.w * _e18)), position.w);
}

vec4 place_to_clip(vec2 place, float depth) {
    vec4 _e8 = _group_0_binding_0_vs.size;
    vec2 p = (((vec2(2.0, -2.0) * place) / _e8.xy) + vec2(-1.0, 1.0));
    vec4 _e21 = to_clip(vec4(p, (1.0 - (NEAR_PLANE / depth)), 1.0));
    return _e21;
}

vec4 harmonic(uvec2 texel, uint first, uint k) {
    vec4 _e9 = _group_0_binding_1_vs[(12u + (2u * k))];
    uvec4 _e13 = texelFetch(_group_0_binding_10_vs, ivec3(texel, (k - first)), 0);
    vec4 _e21 = _group_0_binding_1_vs[(13u + (2u * k))];
    return (_e9 + (vec4(_e13) * _e21));
}

uvec2 texel_of(uint splat) {
    return uvec2((splat % TABLE_WIDTH), (splat / TABLE_WIDTH));
}

vec4 harmonics(uvec2 texel_1, vec3 d) {
    vec4 sum = vec4(0.0);
    uvec2 place_1 = uvec2(0u);
    float num_bases = _group_0_binding_1_vs[0].y;
    vec4 _e9 = _group_0_binding_1_vs[12];
    uvec4 _e13 = texelFetch(_group_0_binding_8_vs, ivec3(texel_1, 0), 0);
    vec4 _e17 = _group_0_binding_1_vs[13];
    sum = (SH_C0_ * (_e9 + (vec4(_e13) * _e17)));
    float _e27 = _group_0_binding_1_vs[0].w;
    uint first_1 = ((_e27 > 0.0) ? 1u : 0u);
    place_1 = texel_1;
    float _e35 = _group_0_binding_1_vs[0].w;
    if ((_e35 == SHARED)) {
        uvec4 _e40 = texelFetch(_group_0_binding_2_vs, ivec2(texel_1), 0);
        uvec2 _e42 = texel_of(_e40.w);
        place_1 = _e42;
    }
    if ((num_bases > 1.0)) {
        vec4 _e45 = sum;
        uvec2 _e48 = place_1;
        vec4 _e50 = harmonic(_e48, first_1, 2u);
        uvec2 _e53 = place_1;
        vec4 _e55 = harmonic(_e53, first_1, 1u);
        uvec2 _e59 = place_1;
        vec4 _e61 = harmonic(_e59, first_1, 3u);
        sum = (_e45 + (SH_C1_ * (((d.z * _e50) - (d.y * _e55)) - (d.x * _e61))));
    }
    vec3 s = (d * d);
    if ((num_bases > 4.0)) {
        vec4 _e69 = sum;
        uvec2 _e74 = place_1;
        vec4 _e76 = harmonic(_e74, first_1, 4u);
        uvec2 _e81 = place_1;
        vec4 _e83 = harmonic(_e81, first_1, 5u);
        uvec2 _e96 = place_1;
        vec4 _e98 = harmonic(_e96, first_1, 6u);
        uvec2 _e106 = place_1;
        vec4 _e108 = harmonic(_e106, first_1, 7u);
        uvec2 _e116 = place_1;
        vec4 _e118 = harmonic(_e116, first_1, 8u);
        sum = (_e69 + ((((1.0925485 * (((d.x * d.y) * _e76) - ((d.y * d.z) * _e83))) + ((0.31539157 * (((2.0 * s.z) - s.x) - s.y)) * _e98)) - (((1.0925485 * d.x) * d.z) * _e108)) + ((0.54627424 * (s.x - s.y)) * _e118)));
    }
    if ((num_bases > 9.0)) {
        float ring = (((4.0 * s.z) - s.x) - s.y);
        vec4 _e131 = sum;
        uvec2 _e139 = place_1;
        vec4 _e141 = harmonic(_e139, first_1, 10u);
        uvec2 _e151 = place_1;
        vec4 _e153 = harmonic(_e151, first_1, 9u);
        uvec2 _e162 = place_1;
        vec4 _e164 = harmonic(_e162, first_1, 15u);
        uvec2 _e172 = place_1;
        vec4 _e174 = harmonic(_e172, first_1, 11u);
        uvec2 _e177 = place_1;
        vec4 _e179 = harmonic(_e177, first_1, 13u);
        uvec2 _e199 = place_1;
        vec4 _e201 = harmonic(_e199, first_1, 12u);
        uvec2 _e211 = place_1;
        vec4 _e213 = harmonic(_e211, first_1, 14u);
        sum = (_e131 + ((((((((2.8906114 * d.x) * d.y) * d.z) * _e141) - (0.5900436 * (((d.y * ((3.0 * s.x) - s.y)) * _e153) + ((d.x * (s.x - (3.0 * s.y))) * _e164)))) - ((0.4570458 * ring) * ((d.y * _e174) + (d.x * _e179)))) + (((0.37317634 * d.z) * (((2.0 * s.z) - (3.0 * s.x)) - (3.0 * s.y))) * _e201)) + (((1.4453057 * d.z) * (s.x - s.y)) * _e213)));
    }
    vec4 _e217 = sum;
    return _e217;
}

uint quad_of(uint vertex_1, uint instance_1) {
    return ((instance_1 * 128u) + (vertex_1 / 4u));
}

vec2 corner_of(uint vertex_2) {
    return ((vec2(float((vertex_2 & 1u)), float(((vertex_2 >> 1u) & 1u))) * 2.0) - vec2(1.0));
}

vec3 mean_of(uvec2 texel_2) {
    vec4 _e3 = _group_0_binding_1_vs[1];
    uvec4 _e7 = texelFetch(_group_0_binding_2_vs, ivec2(texel_2), 0);
    vec4 _e12 = _group_0_binding_1_vs[2];
    vec3 bent = (_e3.xyz + (vec3(_e7.xyz) * _e12.xyz));
    vec4 _e18 = _group_0_binding_1_vs[3];
    float _e23 = _group_0_binding_1_vs[1].w;
    return (_e18.xyz + ((_e23 * sign(bent)) * (exp(abs(bent)) - vec3(1.0))));
}

mat3x3 rotation_of(uvec2 texel_3) {
    vec4 code = vec4(0.0);
    vec4 _e3 = _group_0_binding_1_vs[4];
    uvec4 _e6 = texelFetch(_group_0_binding_4_vs, ivec2(texel_3), 0);
    vec4 _e10 = _group_0_binding_1_vs[5];
    code = (_e3 + (vec4(_e6) * _e10));
    float _e17 = _group_0_binding_1_vs[5].x;
    if ((_e17 == 0.0)) {
        vec4 _e21 = code;
        vec4 _e23 = code;
        code.x = sqrt(max((1.0 - dot(_e21.yzw, _e23.yzw)), 0.0));
    }
    vec4 _e31 = code;
    vec4 _e32 = code;
    vec4 _e33 = code;
    vec4 q = (_e31 * inversesqrt(max(dot(_e32, _e33), 1e-12)));
    return mat3x3(vec3((1.0 - (2.0 * ((q.z * q.z) + (q.w * q.w)))), (2.0 * ((q.y * q.z) + (q.x * q.w))), (2.0 * ((q.y * q.w) - (q.x * q.z)))), vec3((2.0 * ((q.y * q.z) - (q.x * q.w))), (1.0 - (2.0 * ((q.y * q.y) + (q.w * q.w)))), (2.0 * ((q.z * q.w) + (q.x * q.y)))), vec3((2.0 * ((q.y * q.w) + (q.x * q.z))), (2.0 * ((q.z * q.w) - (q.x * q.y))), (1.0 - (2.0 * ((q.y * q.y) + (q.z * q.z))))));
}

vec4 shape_of(uvec2 texel_4) {
    vec4 _e3 = _group_0_binding_1_vs[6];
    uvec4 _e6 = texelFetch(_group_0_binding_6_vs, ivec2(texel_4), 0);
    vec4 _e10 = _group_0_binding_1_vs[7];
    return (_e3 + (vec4(_e6) * _e10));
}

Seen see(uvec2 texel_5, vec3 mean) {
    Seen seen = Seen(vec2(0.0), vec2(0.0), vec2(0.0), vec2(0.0), 0.0, 0.0);
    vec2 along = vec2(1.0, 0.0);
    mat4x4 _e6 = _group_0_binding_0_vs.world_to_camera;
    vec3 p_1 = (_e6 * vec4(mean, 1.0)).xyz;
    if ((p_1.z <= NEAR_PLANE)) {
        Seen _e14 = seen;
        return _e14;
    }
    vec4 _e15 = shape_of(texel_5);
    vec4 _e18 = _group_0_binding_0_vs.intrinsics;
    vec2 focal = _e18.xy;
    vec4 _e22 = _group_0_binding_0_vs.intrinsics;
    vec2 center = _e22.zw;
    vec2 slope = (p_1.xy / vec2(p_1.z));
    vec4 _e31 = _group_0_binding_0_vs.size;
    vec2 margin = (0.15 * _e31.xy);
    vec4 _e39 = _group_0_binding_0_vs.size;
    vec2 tilt = clamp(slope, (-((center + margin)) / focal), (((_e39.xy - center) + margin) / focal));
    mat4x4 axes = _group_0_binding_0_vs.world_to_camera;
    mat3x3 _e55 = rotation_of(texel_5);
    mat3x3 turned = (mat3x3(axes[0].xyz, axes[1].xyz, axes[2].xyz) * _e55);
    vec3 s_1 = (exp(_e15.xyz) / vec3(p_1.z));
    vec3 u = ((focal.x * s_1) * vec3((turned[0].x - (tilt.x * turned[0].z)), (turned[1].x - (tilt.x * turned[1].z)), (turned[2].x - (tilt.x * turned[2].z))));
    vec3 v = ((focal.y * s_1) * vec3((turned[0].y - (tilt.y * turned[0].z)), (turned[1].y - (tilt.y * turned[1].z)), (turned[2].y - (tilt.y * turned[2].z))));
    float xx = (dot(u, u) + EPS2D);
    float yy = (dot(v, v) + EPS2D);
    float xy = dot(u, v);
    float area = length(cross(u, v));
    float det = ((area * area) + (EPS2D * ((xx + yy) - EPS2D)));
    if (!((det < DET_MAX))) {
        Seen _e131 = seen;
        return _e131;
    }
    float half_difference = (0.5 * (xx - yy));
    float radius = length(vec2(half_difference, xy));
    float long_variance = ((0.5 * (xx + yy)) + radius);
    if ((radius > (1e-6 * long_variance))) {
        along = normalize(((half_difference > 0.0) ? vec2((radius + half_difference), xy) : vec2(xy, (radius - half_difference))));
    }
    seen.place = ((slope * focal) + center);
    vec2 _e160 = along;
    seen.along = _e160;
    seen.deviations = sqrt(vec2(long_variance, (det / long_variance)));
    seen.box = sqrt(vec2(xx, yy));
    seen.depth = p_1.z;
    float _e179 = _group_0_binding_1_vs[0].z;
    seen.opacity = ((_e179 > 0.5) ? ((_e15.w * area) / sqrt(det)) : _e15.w);
    Seen _e183 = seen;
    return _e183;
}

float extent_of(Seen seen_1, float opacity) {
    bool local = false;
    if ((opacity <= ALPHA_MIN)) {
        return 0.0;
    }
    float extent_1 = sqrt((2.0 * log((opacity / ALPHA_MIN))));
    vec2 reach = (extent_1 * seen_1.box);
    if (all(greaterThan((seen_1.place + reach), vec2(0.0)))) {
        vec4 _e25 = _group_0_binding_0_vs.size;
        local = all(lessThan((seen_1.place - reach), _e25.xy));
    } else {
        local = false;
    }
    bool is_inside = local;
    return (is_inside ? extent_1 : 0.0);
}

Place place_of(Seen seen_2, vec2 corner_1, float extent) {
    vec2 offset_1 = (corner_1 * (vec2(extent) + (vec2(0.0625) / seen_2.deviations)));
    vec2 d_1 = (offset_1 * seen_2.deviations);
    vec2 place_2 = ((seen_2.place + (d_1.x * seen_2.along)) + (d_1.y * vec2(-(seen_2.along.y), seen_2.along.x)));
    vec4 _e27 = place_to_clip(place_2, seen_2.depth);
    vec4 _e30 = _group_0_binding_0_vs.size;
    vec4 _e35 = _group_0_binding_0_vs.size;
    return Place(_e27, vec4(offset_1, ((place_2 * _e30.zw) / _e35.xy)));
}

float footprint(vec2 offset) {
    return exp((-0.5 * dot(offset, offset)));
}

vec3 colors_of(vec4 sum_1) {
    return max((sum_1.xyz + vec3(0.5)), vec3(0.0));
}

void main() {
    uint index = uint(gl_VertexID);
    uint instance = (uint(gl_InstanceID) + naga_vs_first_instance);
    Corner culled = Corner(vec4(2.0, 2.0, 2.0, 1.0), vec4(0.0), vec4(0.0));
    uint _e12 = quad_of(index, instance);
    float _e16 = _group_0_binding_1_vs[0].x;
    if ((_e12 >= uint(_e16))) {
        Corner _tmp_return = culled;
        gl_Position = _tmp_return.position;
        _vs2fs_location0 = _tmp_return.slipping;
        _vs2fs_location1 = _tmp_return.color;
        return;
    }
    uint width = uvec2(textureSize(_group_0_binding_12_vs, 0).xy).x;
    uvec4 _e27 = texelFetch(_group_0_binding_12_vs, ivec2(uvec2((_e12 % width), (_e12 / width))), 0);
    uvec2 _e29 = texel_of(_e27.x);
    vec3 _e30 = mean_of(_e29);
    Seen _e31 = see(_e29, _e30);
    float _e33 = extent_of(_e31, _e31.opacity);
    if ((_e33 == 0.0)) {
        Corner _tmp_return = culled;
        gl_Position = _tmp_return.position;
        _vs2fs_location0 = _tmp_return.slipping;
        _vs2fs_location1 = _tmp_return.color;
        return;
    }
    vec2 _e36 = corner_of(index);
    Place _e37 = place_of(_e31, _e36, _e33);
    vec4 _e40 = _group_0_binding_0_vs.center;
    vec4 _e44 = harmonics(_e29, normalize((_e30 - _e40.xyz)));
    vec3 _e47 = colors_of(_e44);
    Corner _tmp_return = Corner(_e37.position, _e37.slipping, vec4(_e47, _e31.opacity));
    gl_Position = _tmp_return.position;
    _vs2fs_location0 = _tmp_return.slipping;
    _vs2fs_location1 = _tmp_return.color;
    return;
}

