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
    float4 _m0[3];
};

struct vertex_main_out
{
    float2 m_82 [[user(locn0)]];
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
    float2 _98 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _8 _112 = _8{ _26(float4(_98, 0.0, 1.0), v_16), float2(0.5 + (0.5 * _98.x), 0.5 - (0.5 * _98.y)) * v_16._m0._m2.zw };
    out.gl_Position = _112._m0;
    out.m_82 = _112._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_123 [[color(0)]];
};

struct fragment_main_in
{
    float2 m_120 [[user(locn0)]];
};

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _20& _19 [[buffer(1)]], texture2d<float> _22 [[texture(2)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    float4 _140 = fast::min(_22.read(uint2(uint2(fast::clamp((_8{ gl_FragCoord, in.m_120 })._m1, float2(0.0), float2(4294967040.0)))), 0), float4(1000000015047466219876688855040.0));
    out.m_123 = _140 / float4(fast::max(_140.w + (_19._m0[0u].w * _19._m0[2u].x), 1.0000000031710768509710513471353e-30));
    return out;
}
