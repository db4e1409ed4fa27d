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

struct _18
{
    _6 _m0;
};

struct vertex_main_out
{
    float2 m_81 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _25(float4 _24, constant _18& v_17)
{
    return float4(_24.x, _24.y * v_17._m0._m4.x, (_24.z * v_17._m0._m4.y) + (_24.w * v_17._m0._m4.z), _24.w);
}

vertex vertex_main_out vertex_main(constant _18& v_17 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    float2 _96 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _8 _110 = _8{ _25(float4(_96, 0.0, 1.0), v_17), float2(0.5 + (0.5 * _96.x), 0.5 - (0.5 * _96.y)) * v_17._m0._m2.zw };
    out.gl_Position = _110._m0;
    out.m_81 = _110._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_121 [[color(0)]];
};

struct fragment_main_in
{
    float2 m_118 [[user(locn0)]];
};

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], texture2d<float> _20 [[texture(2)]], texture2d<float> _22 [[texture(4)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    uint2 _138 = uint2(fast::clamp((_8{ gl_FragCoord, in.m_118 })._m1, float2(0.0), float2(4294967040.0)));
    float4 _140 = fast::clamp(_20.read(uint2(_138), 0), float4(-1000000015047466219876688855040.0), float4(1000000015047466219876688855040.0));
    float _145 = 1.0 - exp(-_22.read(uint2(_138), 0).x);
    out.m_121 = float4(((_140.xyz / float3(fast::max(_140.w, 1.0000000031710768509710513471353e-30))) + select(float3(0.0), float3(0.5), bool3(_140.w > 0.0))) * _145, _145);
    return out;
}
