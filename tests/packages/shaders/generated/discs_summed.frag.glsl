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
    vec2 offset;
    vec4 color;
};
const float NEAR_PLANE = 0.01;

smooth in vec2 _vs2fs_location0;
smooth in vec4 _vs2fs_location1;
layout(location = 0) out vec4 _fs2p_location0;

uint quad_of(uint vertex_1, uint instance_1) {
    return ((instance_1 * 128u) + (vertex_1 / 4u));
}

uvec2 texel_of(uint number, uint width) {
    return uvec2((number % width), (number / width));
}

Corner nothing() {
    return Corner(vec4(2.0, 2.0, 2.0, 1.0), vec2(0.0), vec4(0.0));
}

float fade(vec2 offset) {
    float inside = max((1.0 - dot(offset, offset)), 0.0);
    return (inside * inside);
}

void main() {
    Corner corner = Corner(gl_FragCoord, _vs2fs_location0, _vs2fs_location1);
    float _e4 = fade(corner.offset);
    float alpha = (corner.color.w * _e4);
    _fs2p_location0 = vec4((alpha * corner.color.xyz), alpha);
    return;
}

