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
    float4 _m0[18];
};

struct vertex_main_out
{
    float2 m_160 [[user(locn0)]];
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
    float2 _173 = float2(float(2u * (gl_VertexIndex & 1u)), float(gl_VertexIndex & 2u));
    _9 _187 = _9{ _26(float4(float2((2.0 * _173.x) - 1.0, 1.0 - (2.0 * _173.y)), 0.5, 1.0), v_16), _173 * v_16._m0._m2.zw };
    out.gl_Position = _187._m0;
    out.m_160 = _187._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_198 [[color(0)]];
    float4 m_199 [[color(1)]];
};

struct fragment_main_in
{
    float2 m_195 [[user(locn0)]];
};

static inline __attribute__((always_inline))
float4 _94(uint _91, float4 _92, float4 _93, constant _20& v_19)
{
    return ((((((((v_19._m0[_91] * _92.x) + (v_19._m0[_91 + 1u] * _92.y)) + (v_19._m0[_91 + 2u] * _92.z)) + (v_19._m0[_91 + 3u] * _92.w)) + (v_19._m0[_91 + 4u] * _93.x)) + (v_19._m0[_91 + 5u] * _93.y)) + (v_19._m0[_91 + 6u] * _93.z)) + (v_19._m0[_91 + 7u] * _93.w)) + v_19._m0[_91 + 8u];
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _20& v_19 [[buffer(1)]], texture2d_array<float> _22 [[texture(2)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    uint2 _217 = uint2(fast::clamp((_9{ gl_FragCoord, in.m_195 })._m1, float2(0.0), float2(4294967040.0)));
    uint3 _219 = uint3(_217, 0u);
    float4 _220 = _22.read(uint2(_219.xy), uint(_219.z), 0);
    uint3 _221 = uint3(_217, 1u);
    float4 _222 = _22.read(uint2(_221.xy), uint(_221.z), 0);
    float4 _223 = _94(0u, _220, _222, v_19);
    _14 _234 = _14{ float4(_223.xyz, 0.0500000007450580596923828125 + (0.100000001490116119384765625 * abs(_223.w))), float4(0.5) + (sin(_94(9u, _220, _222, v_19)) * 0.5) };
    out.m_198 = _234._m0;
    out.m_199 = _234._m1;
    return out;
}
