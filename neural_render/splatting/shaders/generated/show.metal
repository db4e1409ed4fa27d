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

struct _13
{
    _6 _m0;
};

struct vertex_main_out
{
    float2 m_75 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _19(float4 _18, constant _13& v_12)
{
    return float4(_18.x, _18.y * v_12._m0._m4.x, (_18.z * v_12._m0._m4.y) + (_18.w * v_12._m0._m4.z), _18.w);
}

vertex vertex_main_out vertex_main(constant _13& v_12 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    float2 _91 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _8 _105 = _8{ _19(float4(_91, 0.0, 1.0), v_12), float2(0.5 + (0.5 * _91.x), 0.5 - (0.5 * _91.y)) * v_12._m0._m2.zw };
    out.gl_Position = _105._m0;
    out.m_75 = _105._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_116 [[color(0)]];
};

struct fragment_main_in
{
    float2 m_113 [[user(locn0)]];
};

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], texture2d<float> _15 [[texture(2)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    out.m_116 = _15.read(uint2(uint2(fast::clamp((_8{ gl_FragCoord, in.m_113 })._m1, float2(0.0), float2(4294967040.0)))), 0);
    return out;
}
