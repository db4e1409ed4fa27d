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

struct _17
{
    float4 _m0;
    float4 _m1;
};

struct _20
{
    _6 _m0;
};

struct vertex_main_out
{
    float2 m_263 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _28(float4 _27, constant _20& v_19)
{
    return float4(_27.x, _27.y * v_19._m0._m4.x, (_27.z * v_19._m0._m4.y) + (_27.w * v_19._m0._m4.z), _27.w);
}

vertex vertex_main_out vertex_main(constant _20& v_19 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    float2 _276 = float2(float(2u * (gl_VertexIndex & 1u)), float(gl_VertexIndex & 2u));
    _9 _290 = _9{ _28(float4(float2((2.0 * _276.x) - 1.0, 1.0 - (2.0 * _276.y)), 0.5, 1.0), v_19), _276 * v_19._m0._m2.zw };
    out.gl_Position = _290._m0;
    out.m_263 = _290._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_301 [[color(0)]];
    float4 m_302 [[color(1)]];
};

struct fragment_main_in
{
    float2 m_298 [[user(locn0)]];
};

static inline __attribute__((always_inline))
uint _120(uint _122, uint _123)
{
    return _122 % ((_123 == 0u) ? 1u : _123);
}

static inline __attribute__((always_inline))
uint _129(uint _130, uint _131)
{
    return _130 / ((_131 == 0u) ? 1u : _131);
}

static inline __attribute__((always_inline))
float4 _95(uint _93, float4 _94, texture2d<float> v_24)
{
    return (((v_24.read(uint2(uint2(_93, 0u)), 0) * _94.x) + (v_24.read(uint2(uint2(_93, 1u)), 0) * _94.y)) + (v_24.read(uint2(uint2(_93, 2u)), 0) * _94.z)) + (v_24.read(uint2(uint2(_93, 3u)), 0) * _94.w);
}

static inline __attribute__((always_inline))
_13 _138(float2 _137, texture2d_array<float> v_22, texture2d<float> v_24)
{
    _13 _150 = _13{ float4(0.0), float4(0.0) };
    uint _152 = 0u;
    uint2 _171 = uint2(4294967295u);
    uint2 _210 = uint2(4294967295u);
    int2 _161 = int2(uint3(v_22.get_width(0u), v_22.get_height(0u), v_22.get_array_size()).xy) - int2(1);
    for (;;)
    {
        if (all(uint2(0u) == _171))
        {
            break;
        }
        _171 -= uint2(uint(_171.y == 0u), 1u);
        if (!(_152 < 9u))
        {
            break;
        }
        int2 _204 = min(max((((int2(fast::clamp(_137, float2(-2147483648.0), float2(2147483520.0))) + int2(int(_120(_152, 3u)), int(_129(_152, 3u)))) - int2(1)) >> int2(uint2(1u))), int2(0)), _161);
        uint _154 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _210))
            {
                break;
            }
            _210 -= uint2(uint(_210.y == 0u), 1u);
            if (!(_154 < 2u))
            {
                break;
            }
            int3 _230 = int3(_204, int(_154));
            float4 _231 = v_22.read(uint2(_230.xy), uint(_230.z), 0);
            _150._m0 += _95((4u * _152) + _154, _231, v_24);
            _150._m1 += _95(((4u * _152) + 2u) + _154, _231, v_24);
            _154++;
            continue;
        }
        _152++;
        continue;
    }
    return _150;
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], texture2d_array<float> v_22 [[texture(2)]], texture2d<float> v_24 [[texture(4)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _13 _310 = _138((_9{ gl_FragCoord, in.m_298 })._m1, v_22, v_24);
    _17 _316 = _17{ _310._m0, fast::clamp(float4(0.5) + (_310._m1 * 0.5), float4(0.0), float4(1.0)) };
    out.m_301 = _316._m0;
    out.m_302 = _316._m1;
    return out;
}
