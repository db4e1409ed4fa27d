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

struct vertex_main_out
{
    float2 m_78 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _22(float4 _21, constant _15& v_14)
{
    return float4(_21.x, _21.y * v_14._m0._m4.x, (_21.z * v_14._m0._m4.y) + (_21.w * v_14._m0._m4.z), _21.w);
}

vertex vertex_main_out vertex_main(constant _15& v_14 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    float2 _94 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _8 _108 = _8{ _22(float4(_94, 0.0, 1.0), v_14), float2(0.5 + (0.5 * _94.x), 0.5 - (0.5 * _94.y)) * v_14._m0._m2.zw };
    out.gl_Position = _108._m0;
    out.m_78 = _108._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_119 [[color(0)]];
};

struct fragment_main_in
{
    float2 m_116 [[user(locn0)]];
};

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], texture2d<float> _17 [[texture(2)]], texture2d<float> _19 [[texture(4)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    uint2 _133 = uint2(fast::clamp((_8{ gl_FragCoord, in.m_116 })._m1, float2(0.0), float2(4294967040.0)));
    float4 _135 = fast::min(_17.read(uint2(_133), 0), float4(1000000015047466219876688855040.0));
    float _140 = 1.0 - exp(-_19.read(uint2(_133), 0).x);
    out.m_119 = float4((_135.xyz / float3(fast::max(_135.w, 1.0000000031710768509710513471353e-30))) * _140, _140);
    return out;
}
