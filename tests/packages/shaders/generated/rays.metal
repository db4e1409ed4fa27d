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

struct _13
{
    float4 _m0;
    float4 _m1;
};

struct _16
{
    _6 _m0;
};

struct _19
{
    float4 _m0[1];
};

struct vertex_main_out
{
    float2 m_92 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _23(float4 _22, constant _16& v_15)
{
    return float4(_22.x, _22.y * v_15._m0._m4.x, (_22.z * v_15._m0._m4.y) + (_22.w * v_15._m0._m4.z), _22.w);
}

vertex vertex_main_out vertex_main(constant _16& v_15 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    float2 _105 = float2(float(2u * (gl_VertexIndex & 1u)), float(gl_VertexIndex & 2u));
    _9 _119 = _9{ _23(float4(float2((2.0 * _105.x) - 1.0, 1.0 - (2.0 * _105.y)), 0.5, 1.0), v_15), _105 * v_15._m0._m2.zw };
    out.gl_Position = _119._m0;
    out.m_92 = _119._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_130 [[color(0)]];
    float4 m_131 [[color(1)]];
};

struct fragment_main_in
{
    float2 m_127 [[user(locn0)]];
};

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _16& _15 [[buffer(0)]], constant _19& _18 [[buffer(1)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    float3 _152 = float3((((floor((_9{ gl_FragCoord, in.m_127 })._m1) + float2(0.5)) * _18._m0[0u].x) - _15._m0._m1.zw) / _15._m0._m1.xy, 1.0);
    float3 _166 = fast::normalize(float3(dot(_15._m0._m0[0].xyz, _152), dot(_15._m0._m0[1].xyz, _152), dot(_15._m0._m0[2].xyz, _152)));
    _13 _178 = _13{ float4(_166, _15._m0._m3.x), sin(float4(_166, _15._m0._m3.y) * _18._m0[0u].y) };
    out.m_130 = _178._m0;
    out.m_131 = _178._m1;
    return out;
}
