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

struct _20
{
    _6 _m0;
};

struct _23
{
    float4 _m0[3];
};

struct vertex_main_out
{
    float2 m_85 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _29(float4 _28, constant _20& v_19)
{
    return float4(_28.x, _28.y * v_19._m0._m4.x, (_28.z * v_19._m0._m4.y) + (_28.w * v_19._m0._m4.z), _28.w);
}

vertex vertex_main_out vertex_main(constant _20& v_19 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    float2 _100 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _8 _114 = _8{ _29(float4(_100, 0.0, 1.0), v_19), float2(0.5 + (0.5 * _100.x), 0.5 - (0.5 * _100.y)) * v_19._m0._m2.zw };
    out.gl_Position = _114._m0;
    out.m_85 = _114._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_125 [[color(0)]];
};

struct fragment_main_in
{
    float2 m_122 [[user(locn0)]];
};

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _23& _22 [[buffer(1)]], texture2d<float> _25 [[texture(2)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    float4 _144 = fast::clamp(_25.read(uint2(uint2(fast::clamp((_8{ gl_FragCoord, in.m_122 })._m1, float2(0.0), float2(4294967040.0)))), 0), float4(-1000000015047466219876688855040.0), float4(1000000015047466219876688855040.0));
    out.m_125 = float4(_144.xyz + (float3(0.5) * _144.w), _144.w) / float4(fast::max(_144.w + (_22._m0[0u].w * _22._m0[2u].x), 1.0000000031710768509710513471353e-30));
    return out;
}
