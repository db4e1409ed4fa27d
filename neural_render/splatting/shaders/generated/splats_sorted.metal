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

struct _15
{
    float2 _m0;
    float2 _m1;
    float2 _m2;
    float2 _m3;
    float _m4;
    float _m5;
};

struct _18
{
    float4 _m0;
    float2 _m1;
    float4 _m2;
};

struct _42
{
    _6 _m0;
};

struct _45
{
    float4 _m0[43];
};

struct vertex_main_out
{
    float2 m_740 [[user(locn0)]];
    float4 m_742 [[user(locn1)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
uint _291(uint _293, uint _294)
{
    return _293 / ((_294 == 0u) ? 1u : _294);
}

static inline __attribute__((always_inline))
uint _302(uint _300, uint _301)
{
    return (_301 * 128u) + _291(_300, 4u);
}

static inline __attribute__((always_inline))
uint _322(uint _323, uint _324)
{
    return _323 % ((_324 == 0u) ? 1u : _324);
}

static inline __attribute__((always_inline))
uint2 _331(uint _330)
{
    return uint2(_322(_330, 2048u), _291(_330, 2048u));
}

static inline __attribute__((always_inline))
float3 _339(uint2 _338, constant _45& v_44, texture2d<uint> v_47)
{
    float3 _355 = v_44._m0[1u].xyz + (float3(v_47.read(uint2(_338), 0).xyz) * v_44._m0[2u].xyz);
    return v_44._m0[3u].xyz + ((sign(_355) * v_44._m0[1u].w) * (exp(abs(_355)) - float3(1.0)));
}

static inline __attribute__((always_inline))
float3x3 _370(uint2 _369, constant _45& v_44, texture2d<uint> v_49)
{
    float4 _383 = v_44._m0[4u] + (float4(v_49.read(uint2(_369), 0)) * v_44._m0[5u]);
    float4 _387 = _383 * rsqrt(fast::max(dot(_383, _383), 9.9999999600419720025001879548654e-13));
    return float3x3(float3(1.0 - (2.0 * ((_387.z * _387.z) + (_387.w * _387.w))), 2.0 * ((_387.y * _387.z) + (_387.x * _387.w)), 2.0 * ((_387.y * _387.w) - (_387.x * _387.z))), float3(2.0 * ((_387.y * _387.z) - (_387.x * _387.w)), 1.0 - (2.0 * ((_387.y * _387.y) + (_387.w * _387.w))), 2.0 * ((_387.z * _387.w) + (_387.x * _387.y))), float3(2.0 * ((_387.y * _387.w) + (_387.x * _387.z)), 2.0 * ((_387.z * _387.w) - (_387.x * _387.y)), 1.0 - (2.0 * ((_387.y * _387.y) + (_387.z * _387.z)))));
}

static inline __attribute__((always_inline))
_15 _470(uint2 _468, float3 _469, constant _42& v_41, constant _45& v_44, texture2d<uint> v_49, texture2d<uint> v_50)
{
    _15 _482 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _484 = float2(1.0, 0.0);
    float3 _492 = (v_41._m0._m0 * float4(_469, 1.0)).xyz;
    if (_492.z <= 0.00999999977648258209228515625)
    {
        return _482;
    }
    float4 _505 = v_44._m0[6u] + (float4(v_50.read(uint2(_468), 0)) * v_44._m0[7u]);
    float2 _515 = _492.xy / float2(_492.z);
    float2 _519 = v_41._m0._m2.xy * 0.1500000059604644775390625;
    float2 _529 = fast::clamp(_515, (-(v_41._m0._m1.zw + _519)) / v_41._m0._m1.xy, ((v_41._m0._m2.xy - v_41._m0._m1.zw) + _519) / v_41._m0._m1.xy);
    float3x3 _540 = float3x3(v_41._m0._m0[0].xyz, v_41._m0._m0[1].xyz, v_41._m0._m0[2].xyz) * _370(_468, v_44, v_49);
    float3 _545 = exp(_505.xyz) / float3(_492.z);
    float3 _570 = (_545 * v_41._m0._m1.xy.x) * float3(_540[0].x - (_529.x * _540[0].z), _540[1].x - (_529.x * _540[1].z), _540[2].x - (_529.x * _540[2].z));
    float3 _595 = (_545 * v_41._m0._m1.xy.y) * float3(_540[0].y - (_529.y * _540[0].z), _540[1].y - (_529.y * _540[1].z), _540[2].y - (_529.y * _540[2].z));
    float _597 = dot(_570, _570) + 0.300000011920928955078125;
    float _599 = dot(_595, _595) + 0.300000011920928955078125;
    float _600 = dot(_570, _595);
    float _602 = length(cross(_570, _595));
    float _607 = (_602 * _602) + (0.300000011920928955078125 * ((_597 + _599) - 0.300000011920928955078125));
    if (!(_607 < 9.9999996169031624536541560020822e+35))
    {
        return _482;
    }
    float _614 = 0.5 * (_597 - _599);
    float _616 = length(float2(_614, _600));
    float _619 = (0.5 * (_597 + _599)) + _616;
    if (_616 > (9.9999999747524270787835121154785e-07 * _619))
    {
        _484 = fast::normalize(select(float2(_600, _616 - _614), float2(_616 + _614, _600), bool2(_614 > 0.0)));
    }
    _482._m0 = (_515 * v_41._m0._m1.xy) + v_41._m0._m1.zw;
    _482._m1 = _484 * sqrt(_619);
    _482._m2 = float2(-_484.y, _484.x) * sqrt(_607 / _619);
    _482._m3 = sqrt(float2(_597, _599));
    _482._m4 = _492.z;
    _482._m5 = (v_44._m0[0u].z > 0.5) ? ((_505.w * _602) / sqrt(_607)) : _505.w;
    return _482;
}

static inline __attribute__((always_inline))
float _670(_15 _668, float _669, constant _42& v_41)
{
    bool _675 = false;
    if (_669 <= 0.0039215688593685626983642578125)
    {
        return 0.0;
    }
    float _685 = sqrt(2.0 * log(_669 / 0.0039215688593685626983642578125));
    float2 _687 = _668._m3 * _685;
    if (all((_668._m0 + _687) > float2(0.0)))
    {
        _675 = all((_668._m0 - _687) < v_41._m0._m2.xy);
    }
    else
    {
        _675 = false;
    }
    return _675 ? _685 : 0.0;
}

static inline __attribute__((always_inline))
float2 _310(uint _309)
{
    return (float2(float(_309 & 1u), float((_309 >> 1u) & 1u)) * 2.0) - float2(1.0);
}

static inline __attribute__((always_inline))
float4 _107(uint2 _105, uint _106, constant _45& v_44, texture2d_array<uint> v_51)
{
    uint3 _123 = uint3(_105, _106);
    return v_44._m0[11u + (2u * _106)] + (float4(v_51.read(uint2(_123.xy), uint(_123.z), 0)) * v_44._m0[12u + (2u * _106)]);
}

static inline __attribute__((always_inline))
float4 _135(uint2 _133, float3 _134, constant _45& v_44, texture2d_array<uint> v_51)
{
    float4 _152 = float4(0.0);
    _152 = _107(_133, 0u, v_44, v_51) * 0.2820948064327239990234375;
    if (v_44._m0[0u].y > 1.0)
    {
        _152 += ((((_107(_133, 2u, v_44, v_51) * _134.z) - (_107(_133, 1u, v_44, v_51) * _134.y)) - (_107(_133, 3u, v_44, v_51) * _134.x)) * 0.48860251903533935546875);
    }
    float3 _177 = _134 * _134;
    if (v_44._m0[0u].y > 4.0)
    {
        _152 += ((((((_107(_133, 4u, v_44, v_51) * (_134.x * _134.y)) - (_107(_133, 5u, v_44, v_51) * (_134.y * _134.z))) * 1.09254848957061767578125) + (_107(_133, 6u, v_44, v_51) * (0.3153915703296661376953125 * (((2.0 * _177.z) - _177.x) - _177.y)))) - (_107(_133, 7u, v_44, v_51) * ((1.09254848957061767578125 * _134.x) * _134.z))) + (_107(_133, 8u, v_44, v_51) * (0.546274244785308837890625 * (_177.x - _177.y))));
    }
    if (v_44._m0[0u].y > 9.0)
    {
        float4 _289 = _152 + (((((_107(_133, 10u, v_44, v_51) * (((2.8906114101409912109375 * _134.x) * _134.y) * _134.z)) - (((_107(_133, 9u, v_44, v_51) * (_134.y * ((3.0 * _177.x) - _177.y))) + (_107(_133, 15u, v_44, v_51) * (_134.x * (_177.x - (3.0 * _177.y))))) * 0.590043604373931884765625)) - (((_107(_133, 11u, v_44, v_51) * _134.y) + (_107(_133, 13u, v_44, v_51) * _134.x)) * (0.4570457935333251953125 * (((4.0 * _177.z) - _177.x) - _177.y)))) + (_107(_133, 12u, v_44, v_51) * ((0.3731763362884521484375 * _134.z) * (((2.0 * _177.z) - (3.0 * _177.x)) - (3.0 * _177.y))))) + (_107(_133, 14u, v_44, v_51) * ((1.44530570507049560546875 * _134.z) * (_177.x - _177.y))));
        _152 = _289;
    }
    return _152;
}

static inline __attribute__((always_inline))
float4 _56(float4 _55, constant _42& v_41)
{
    return float4(_55.x, _55.y * v_41._m0._m4.x, (_55.z * v_41._m0._m4.y) + (_55.w * v_41._m0._m4.z), _55.w);
}

static inline __attribute__((always_inline))
float4 _86(float2 _84, float _85, constant _42& v_41)
{
    return _56(float4(((float2(2.0, -2.0) * _84) / v_41._m0._m2.xy) + float2(-1.0, 1.0), 1.0 - (0.00999999977648258209228515625 / _85), 1.0), v_41);
}

static inline __attribute__((always_inline))
float4 _707(_15 _705, float2 _706, constant _42& v_41)
{
    return _86((_705._m0 + (_705._m1 * _706.x)) + (_705._m2 * _706.y), _705._m4, v_41);
}

static inline __attribute__((always_inline))
float3 _724(float4 _723)
{
    return fast::max(_723.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _42& v_41 [[buffer(0)]], constant _45& v_44 [[buffer(1)]], texture2d<uint> v_47 [[texture(2)]], texture2d<uint> v_49 [[texture(4)]], texture2d<uint> v_50 [[texture(6)]], texture2d_array<uint> v_51 [[texture(8)]], texture2d<uint> _53 [[texture(10)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _755 = _302(gl_VertexIndex, gl_InstanceIndex);
    if (_755 >= uint(fast::clamp(v_44._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_18{ float4(2.0, 2.0, 2.0, 1.0), float2(0.0), float4(0.0) })._m0;
        out.m_740 = (_18{ float4(2.0, 2.0, 2.0, 1.0), float2(0.0), float4(0.0) })._m1;
        out.m_742 = (_18{ float4(2.0, 2.0, 2.0, 1.0), float2(0.0), float4(0.0) })._m2;
        return out;
    }
    uint2 _767 = uint2(_53.get_width(0u), _53.get_height(0u));
    uint _768 = _767.x;
    uint2 _774 = _331(_53.read(uint2(uint2(_322(_755, _768), _291(_755, _768))), 0).x);
    float3 _775 = _339(_774, v_44, v_47);
    _15 _776 = _470(_774, _775, v_41, v_44, v_49, v_50);
    float _778 = _670(_776, _776._m5, v_41);
    if (_778 == 0.0)
    {
        out.gl_Position = (_18{ float4(2.0, 2.0, 2.0, 1.0), float2(0.0), float4(0.0) })._m0;
        out.m_740 = (_18{ float4(2.0, 2.0, 2.0, 1.0), float2(0.0), float4(0.0) })._m1;
        out.m_742 = (_18{ float4(2.0, 2.0, 2.0, 1.0), float2(0.0), float4(0.0) })._m2;
        return out;
    }
    float2 _786 = _310(gl_VertexIndex) * _778;
    _18 _797 = _18{ _707(_776, _786, v_41), _786, float4(_724(_135(_774, fast::normalize(_775 - v_41._m0._m3.xyz), v_44, v_51)), _776._m5) };
    out.gl_Position = _797._m0;
    out.m_740 = _797._m1;
    out.m_742 = _797._m2;
    return out;
}

struct fragment_main_out
{
    float4 m_811 [[color(0)]];
};

struct fragment_main_in
{
    float2 m_806 [[user(locn0)]];
    float4 m_809 [[user(locn1)]];
};

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _18 _802 = _18{ gl_FragCoord, in.m_806, in.m_809 };
    float _823 = fast::min(_802._m2.w * exp((-0.5) * dot(_802._m1, _802._m1)), 0.999000012874603271484375);
    if (_823 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    out.m_811 = float4(_802._m2.xyz * _823, _823);
    return out;
}
