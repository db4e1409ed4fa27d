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
    float opacity;
};
struct Sums {
    vec4 weighted;
    vec4 hidden;
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
const vec3 MIDDLE = vec3(0.5);
const float MIN_WEIGHT = 1e-30;
const float MAX_SUM = 1e30;
const float MIN_DEPTH = 0.001;
const vec2 FADE = vec2(0.02, 0.1);
const vec2 FADE_LARGE = vec2(0.1, 0.2);
const float NEAREST_SHARE = 0.1;

smooth in vec4 _vs2fs_location0;
smooth in vec4 _vs2fs_location1;
smooth in float _vs2fs_location2;
layout(location = 0) out vec4 _fs2p_location0;
layout(location = 1) out vec4 _fs2p_location1;

uvec2 texel_of(uint splat) {
    return uvec2((splat % TABLE_WIDTH), (splat / TABLE_WIDTH));
}

uint quad_of(uint vertex_1, uint instance_1) {
    return ((instance_1 * 128u) + (vertex_1 / 4u));
}

vec2 corner_of(uint vertex_2) {
    return ((vec2(float((vertex_2 & 1u)), float(((vertex_2 >> 1u) & 1u))) * 2.0) - vec2(1.0));
}

vec2 offset_of(vec4 slipped) {
    vec2 slip = ((floor(slipped.zw) + vec2(0.5)) - slipped.zw);
    vec2 _e11 = dFdx(slipped.xy);
    float _e16 = dFdy(slipped.w);
    vec2 _e20 = dFdy(slipped.xy);
    return ((slipped.xy + (slip.x * _e11)) + ((slip.y * sign(_e16)) * _e20));
}

float footprint(vec2 offset) {
    return exp((-0.5 * dot(offset, offset)));
}

vec3 colors_of(vec4 sum_1) {
    return max((sum_1.xyz + vec3(0.5)), vec3(0.0));
}

float faded(float share, vec2 fade) {
    return clamp(((share - fade.x) / (fade.y - fade.x)), 0.0, 1.0);
}

void main() {
    Corner corner = Corner(gl_FragCoord, _vs2fs_location0, _vs2fs_location1, _vs2fs_location2);
    vec2 _e3 = offset_of(corner.slipping);
    float _e4 = footprint(_e3);
    float alpha = (corner.opacity * _e4);
    if ((alpha < ALPHA_MIN)) {
        discard;
    }
    Sums _tmp_return = Sums((corner.color * alpha), vec4(-(log((1.0 - min(alpha, ALPHA_MAX)))), 0.0, 0.0, 0.0));
    _fs2p_location0 = _tmp_return.weighted;
    _fs2p_location1 = _tmp_return.hidden;
    return;
}

