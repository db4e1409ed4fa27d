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

struct _13
{
    float4 _m0;
    float2 _m1;
};

struct _19
{
    _6 _m0;
};

struct _22
{
    float4 _m0[1];
};

struct vertex_main_out
{
    float2 m_124 [[user(locn0)]];
    float4 gl_Position [[position]];
};

struct vertex_main_in
{
    float3 m_116 [[attribute(0)]];
    float2 m_119 [[attribute(1)]];
};

static inline __attribute__((always_inline))
float4 _36(float4 _35, constant _19& v_18)
{
    return float4(_35.x, _35.y * v_18._m0._m4.x, (_35.z * v_18._m0._m4.y) + (_35.w * v_18._m0._m4.z), _35.w);
}

vertex vertex_main_out vertex_main(vertex_main_in in [[stage_in]], constant _19& v_18 [[buffer(0)]], constant _22& _21 [[buffer(1)]])
{
    vertex_main_out out = {};
    float3 _137 = (v_18._m0._m0 * float4(in.m_116, 1.0)).xyz;
    float2 _148 = (v_18._m0._m1.xy * _137.xy) + (v_18._m0._m1.zw * _137.z);
    _13 _171 = _13{ _36(float4(((2.0 * _148.x) / v_18._m0._m2.x) - _137.z, _137.z - ((2.0 * _148.y) / v_18._m0._m2.y), _137.z - (0.00999999977648258209228515625 / _21._m0[0u].z), _137.z), v_18), in.m_119 };
    out.gl_Position = _171._m0;
    out.m_124 = _171._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_181 [[color(0)]];
};

struct fragment_main_in
{
    float2 m_179 [[user(locn0)]];
};

static inline __attribute__((always_inline))
float4 _88(uint _86, float2 _87, texture2d<float> v_24, sampler v_26, texture2d<float> v_28, sampler v_29, texture2d<float> v_30, sampler v_31, texture2d<float> v_32, sampler v_33)
{
    switch (_86)
    {
        case 0u:
        {
            return v_24.sample(v_26, _87, level(0.0));
        }
        case 1u:
        {
            return v_28.sample(v_29, _87, level(0.0));
        }
        case 2u:
        {
            return v_30.sample(v_31, _87, level(0.0));
        }
        default:
        {
            return v_32.sample(v_33, _87, level(0.0));
        }
    }
    return float4(0.0);
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _22& _21 [[buffer(1)]], texture2d<float> v_24 [[texture(2)]], texture2d<float> v_28 [[texture(4)]], texture2d<float> v_30 [[texture(6)]], texture2d<float> v_32 [[texture(8)]], sampler v_26 [[sampler(3)]], sampler v_29 [[sampler(5)]], sampler v_31 [[sampler(7)]], sampler v_33 [[sampler(9)]], float4 gl_FragCoord [[position]])
{
    float4 _195 = float4(0.0);
    float _197 = 0.0;
    float4 _199 = float4(0.0);
    uint2 _250 = uint2(4294967295u);
    fragment_main_out out = {};
    _13 _175 = _13{ gl_FragCoord, in.m_179 };
    float2 _203 = dfdx(_175._m1);
    float2 _205 = dfdy(_175._m1);
    float2 _213 = float2(length(_203 * _21._m0[0u].xy), length(_205 * _21._m0[0u].xy));
    float _217 = fast::max(fast::max(_213.x, _213.y), 9.9999999747524270787835121154785e-07);
    float _225 = fast::clamp(floor((_217 / fast::max(fast::min(_213.x, _213.y), 1.0)) + 0.5), 1.0, 4.0);
    float _228 = fast::clamp(log2(_217 / _225), 0.0, 3.0);
    float2 _233 = select(_205, _203, bool2(_213.x > _213.y));
    uint _238 = uint(fast::clamp(_228, 0.0, 4294967040.0));
    float _240 = _228 - float(_238);
    for (;;)
    {
        if (all(uint2(0u) == _250))
        {
            break;
        }
        _250 -= uint2(uint(_250.y == 0u), 1u);
        if (!(_197 < _225))
        {
            break;
        }
        float2 _273 = _175._m1 + (_233 * (((_197 + 0.5) / _225) - 0.5));
        _199 = _88(_238, _273, v_24, v_26, v_28, v_29, v_30, v_31, v_32, v_33);
        if (_240 > 0.0)
        {
            _199 = mix(_199, _88(_238 + 1u, _273, v_24, v_26, v_28, v_29, v_30, v_31, v_32, v_33), float4(_240));
        }
        _195 += _199;
        _197 += 1.0;
        continue;
    }
    float4 _290 = _195 / float4(_225);
    if (_290.w < 0.5)
    {
        discard_fragment();
    }
    out.m_181 = float4(_290.xyz, 1.0);
    return out;
}
