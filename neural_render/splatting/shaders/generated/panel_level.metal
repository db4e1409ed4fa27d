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

struct _8
{
    float4 _m0;
    float2 _m1;
};

struct _17
{
    _6 _m0;
};

struct _20
{
    float4 _m0[2];
};

struct vertex_main_out
{
    float2 m_85 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _30(float4 _29, constant _17& v_16)
{
    return float4(_29.x, _29.y * v_16._m0._m4.x, (_29.z * v_16._m0._m4.y) + (_29.w * v_16._m0._m4.z), _29.w);
}

vertex vertex_main_out vertex_main(constant _17& v_16 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    float2 _101 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _8 _115 = _8{ _30(float4(_101, 0.0, 1.0), v_16), float2(0.5 + (0.5 * _101.x), 0.5 - (0.5 * _101.y)) * v_16._m0._m2.zw };
    out.gl_Position = _115._m0;
    out.m_85 = _115._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_126 [[color(0)]];
};

struct fragment_main_in
{
    float2 m_123 [[user(locn0)]];
};

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _17& _16 [[buffer(0)]], constant _20& _19 [[buffer(1)]], texture2d<uint> _22 [[texture(2)]], texture2d<float> _24 [[texture(4)]], sampler _26 [[sampler(5)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _8 _119 = _8{ gl_FragCoord, in.m_123 };
    float4 _162 = _19._m0[0u] + (float4(_22.read(uint2(uint2(fast::clamp(_119._m1, float2(0.0), float2(4294967040.0)))), 0)) * _19._m0[1u]);
    out.m_126 = fast::clamp(_24.sample(_26, (_119._m1 / _16._m0._m2.zw), level(0.0)) + float4((_162.x + _162.y) - _162.z, _162.x + _162.z, (_162.x - _162.y) - _162.z, _162.w), float4(0.0), float4(1.0));
    return out;
}
