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

struct _15
{
    _6 _m0;
};

struct vertex_main_out
{
    float2 m_94 [[user(locn0)]];
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
    float2 _107 = float2(float(2u * (gl_VertexIndex & 1u)), float(gl_VertexIndex & 2u));
    _9 _121 = _9{ _24(float4(float2((2.0 * _107.x) - 1.0, 1.0 - (2.0 * _107.y)), 0.5, 1.0), v_14), _107 * v_14._m0._m2.zw };
    out.gl_Position = _121._m0;
    out.m_94 = _121._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_132 [[color(0)]];
};

struct fragment_main_in
{
    float2 m_129 [[user(locn0)]];
};

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], texture2d<float> _17 [[texture(2)]], texture2d<float> _21 [[texture(4)]], sampler _19 [[sampler(3)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _9 _125 = _9{ gl_FragCoord, in.m_129 };
    out.m_132 = float4(fast::clamp((float3(0.5) + (_17.sample(_19, ((_125._m1 * 0.5) / float2(uint2(_21.get_width(0u), _21.get_height(0u)))), level(0.0)).xyz * 0.4000000059604644775390625)) * _21.read(uint2(uint2(fast::clamp(_125._m1 * 0.5, float2(0.0), float2(4294967040.0)))), 0).xyz, float3(0.0), float3(1.0)), 1.0);
    return out;
}
