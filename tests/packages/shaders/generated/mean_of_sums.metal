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
    _6 _m0;
};

struct vertex_main_out
{
    float2 m_90 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _20(float4 _19, constant _14& v_13)
{
    return float4(_19.x, _19.y * v_13._m0._m4.x, (_19.z * v_13._m0._m4.y) + (_19.w * v_13._m0._m4.z), _19.w);
}

vertex vertex_main_out vertex_main(constant _14& v_13 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    float2 _103 = float2(float(2u * (gl_VertexIndex & 1u)), float(gl_VertexIndex & 2u));
    _9 _117 = _9{ _20(float4(float2((2.0 * _103.x) - 1.0, 1.0 - (2.0 * _103.y)), 0.5, 1.0), v_13), _103 * v_13._m0._m2.zw };
    out.gl_Position = _117._m0;
    out.m_90 = _117._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_128 [[color(0)]];
};

struct fragment_main_in
{
    float2 m_125 [[user(locn0)]];
};

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], texture2d<float> _16 [[texture(2)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    float4 _143 = _16.read(uint2(uint2(fast::clamp((_9{ gl_FragCoord, in.m_125 })._m1, float2(0.0), float2(4294967040.0)))), 0);
    float _147 = _143.w / (1.0 + _143.w);
    out.m_128 = float4((_143.xyz / float3(fast::max(_143.w, 9.9999999747524270787835121154785e-07))) * _147, _147);
    return out;
}
