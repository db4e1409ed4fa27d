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

struct _15
{
    _6 _m0;
};

struct _18
{
    float4 _m0[2];
};

struct vertex_main_out
{
    float2 m_79 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _24(float4 _23, constant _15& v_14)
{
    return float4(_23.x, _23.y * v_14._m0._m4.x, (_23.z * v_14._m0._m4.y) + (_23.w * v_14._m0._m4.z), _23.w);
}

vertex vertex_main_out vertex_main(constant _15& v_14 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    float2 _95 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _8 _109 = _8{ _24(float4(_95, 0.0, 1.0), v_14), float2(0.5 + (0.5 * _95.x), 0.5 - (0.5 * _95.y)) * v_14._m0._m2.zw };
    out.gl_Position = _109._m0;
    out.m_79 = _109._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_120 [[color(0)]];
};

struct fragment_main_in
{
    float2 m_117 [[user(locn0)]];
};

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _18& _17 [[buffer(1)]], texture2d<uint> _20 [[texture(2)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    float4 _146 = _17._m0[0u] + (float4(_20.read(uint2(uint2(fast::clamp((_8{ gl_FragCoord, in.m_117 })._m1, float2(0.0), float2(4294967040.0)))), 0)) * _17._m0[1u]);
    out.m_120 = fast::clamp(float4(0.5) + float4((_146.x + _146.y) - _146.z, _146.x + _146.z, (_146.x - _146.y) - _146.z, _146.w), float4(0.0), float4(1.0));
    return out;
}
