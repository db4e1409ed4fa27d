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
struct Features {
    vec4 first;
    vec4 second;
};
const float NEAR_PLANE = 0.01;

layout(std140) uniform View_block_0Fragment { View _group_0_binding_0_fs; };

layout(std140) uniform type_6_block_1Fragment { vec4 _group_0_binding_1_fs[1]; };

smooth in vec2 _vs2fs_location0;
layout(location = 0) out vec4 _fs2p_location0;
layout(location = 1) out vec4 _fs2p_location1;

vec4 to_host(vec4 p) {
    float _e6 = _group_0_binding_0_fs.clip.x;
    float _e12 = _group_0_binding_0_fs.clip.y;
    float _e18 = _group_0_binding_0_fs.clip.z;
    return vec4(p.x, (p.y * _e6), ((p.z * _e12) + (p.w * _e18)), p.w);
}

vec4 project(vec3 p_1) {
    vec4 _e3 = _group_0_binding_0_fs.intrinsics;
    vec4 _e9 = _group_0_binding_0_fs.intrinsics;
    vec2 place = ((_e3.xy * p_1.xy) + (_e9.zw * p_1.z));
    float _e20 = _group_0_binding_0_fs.size.x;
    float x = (((2.0 * place.x) / _e20) - p_1.z);
    float _e31 = _group_0_binding_0_fs.size.y;
    float y = (p_1.z - ((2.0 * place.y) / _e31));
    vec4 _e39 = to_host(vec4(x, y, (p_1.z - NEAR_PLANE), p_1.z));
    return _e39;
}

void main() {
    Corner corner = Corner(gl_FragCoord, _vs2fs_location0);
    float _e9 = _group_0_binding_1_fs[0].x;
    vec2 pixel = ((floor(corner.place) + vec2(0.5)) * _e9);
    vec4 _e13 = _group_0_binding_0_fs.intrinsics;
    vec4 _e18 = _group_0_binding_0_fs.intrinsics;
    vec3 p_2 = vec3(((pixel - _e13.zw) / _e18.xy), 1.0);
    mat4x4 axes = _group_0_binding_0_fs.world_to_camera;
    vec3 direction = normalize(vec3(dot(axes[0].xyz, p_2), dot(axes[1].xyz, p_2), dot(axes[2].xyz, p_2)));
    float _e40 = _group_0_binding_0_fs.center.x;
    vec4 first = vec4(direction, _e40);
    float _e45 = _group_0_binding_1_fs[0].y;
    float _e49 = _group_0_binding_0_fs.center.y;
    Features _tmp_return = Features(first, sin((_e45 * vec4(direction, _e49))));
    _fs2p_location0 = _tmp_return.first;
    _fs2p_location1 = _tmp_return.second;
    return;
}

