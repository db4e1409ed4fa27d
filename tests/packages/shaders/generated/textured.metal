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

struct _11
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
    float2 m_96 [[user(locn0)]];
    float4 gl_Position [[position]];
};

struct vertex_main_in
{
    float3 m_88 [[attribute(0)]];
    float2 m_91 [[attribute(1)]];
};

static inline __attribute__((always_inline))
float4 _22(float4 _21, constant _14& v_13)
{
    return float4(_21.x, _21.y * v_13._m0._m4.x, (_21.z * v_13._m0._m4.y) + (_21.w * v_13._m0._m4.z), _21.w);
}

static inline __attribute__((always_inline))
float4 _52(float3 _51, constant _14& v_13)
{
    float2 _67 = (v_13._m0._m1.xy * _51.xy) + (v_13._m0._m1.zw * _51.z);
    return _22(float4(((2.0 * _67.x) / v_13._m0._m2.x) - _51.z, _51.z - ((2.0 * _67.y) / v_13._m0._m2.y), _51.z - 0.00999999977648258209228515625, _51.z), v_13);
}

vertex vertex_main_out vertex_main(vertex_main_in in [[stage_in]], constant _14& v_13 [[buffer(0)]])
{
    vertex_main_out out = {};
    _11 _110 = _11{ _52((v_13._m0._m0 * float4(in.m_88, 1.0)).xyz, v_13), in.m_91 };
    out.gl_Position = _110._m0;
    out.m_96 = _110._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_120 [[color(0)]];
};

struct fragment_main_in
{
    float2 m_118 [[user(locn0)]];
};

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], texture2d<float> _16 [[texture(2)]], sampler _18 [[sampler(3)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    out.m_120 = float4(_16.sample(_18, (_11{ gl_FragCoord, in.m_118 })._m1, level(0.0)).xyz, 1.0);
    return out;
}
