#pragma clang diagnostic ignored "-Wmissing-prototypes"

#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

struct _6
{
    float4x4 _m0;
    float4 _m1;
    float4 _m2;
    float4 _m3;
    float4 _m4;
};

struct _9
{
    float4 _m0;
    float2 _m1;
};

struct _14
{
    float4 _m0;
    float4 _m1;
};

struct _17
{
    _6 _m0;
};

struct _20
{
    float4 _m0[10];
};

struct vertex_main_out
{
    float2 m_132 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _26(float4 _25, constant _17& v_16)
{
    return float4(_25.x, _25.y * v_16._m0._m4.x, (_25.z * v_16._m0._m4.y) + (_25.w * v_16._m0._m4.z), _25.w);
}

vertex vertex_main_out vertex_main(constant _17& v_16 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    float2 _145 = float2(float(2u * (gl_VertexIndex & 1u)), float(gl_VertexIndex & 2u));
    _9 _159 = _9{ _26(float4(float2((2.0 * _145.x) - 1.0, 1.0 - (2.0 * _145.y)), 0.5, 1.0), v_16), _145 * v_16._m0._m2.zw };
    out.gl_Position = _159._m0;
    out.m_132 = _159._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_170 [[color(0)]];
    float4 m_171 [[color(1)]];
};

struct fragment_main_in
{
    float2 m_167 [[user(locn0)]];
};

static inline __attribute__((always_inline))
float4 _93(uint _91, float4 _92, constant _20& v_19)
{
    return sin(((((v_19._m0[_91] * _92.x) + (v_19._m0[_91 + 1u] * _92.y)) + (v_19._m0[_91 + 2u] * _92.z)) + (v_19._m0[_91 + 3u] * _92.w)) + v_19._m0[_91 + 4u]);
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _20& v_19 [[buffer(1)]], texture2d<uint> _22 [[texture(2)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    float4 _192 = float4(_22.read(uint2(uint2(fast::clamp((_9{ gl_FragCoord, in.m_167 })._m1, float2(0.0), float2(4294967040.0)))), 0)) / float4(255.0);
    _14 _195 = _14{ _93(0u, _192, v_19), _93(5u, _192, v_19) };
    out.m_170 = _195._m0;
    out.m_171 = _195._m1;
    return out;
}
