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
    float4 _m1;
};

struct _19
{
    float4 _m0;
    float4 _m1;
    float4 _m2;
};

struct _53
{
    _6 _m0;
};

struct _56
{
    float4 _m0[44];
};

struct vertex_main_out
{
    float4 m_939 [[user(locn0)]];
    float4 m_940 [[user(locn1)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
uint _153(uint _154, uint _155)
{
    return _154 / ((_155 == 0u) ? 1u : _155);
}

static inline __attribute__((always_inline))
uint _372(uint _370, uint _371)
{
    return (_371 * 128u) + _153(_370, 4u);
}

static inline __attribute__((always_inline))
uint _145(uint _147, uint _148)
{
    return _147 % ((_148 == 0u) ? 1u : _148);
}

static inline __attribute__((always_inline))
uint2 _162(uint _161)
{
    return uint2(_145(_161, 2048u), _153(_161, 2048u));
}

static inline __attribute__((always_inline))
float3 _394(uint2 _393, constant _56& v_55, texture2d<uint> v_58)
{
    float3 _410 = v_55._m0[1u].xyz + (float3(v_58.read(uint2(_393), 0).xyz) * v_55._m0[2u].xyz);
    return v_55._m0[3u].xyz + ((sign(_410) * v_55._m0[1u].w) * (exp(abs(_410)) - float3(1.0)));
}

static inline __attribute__((always_inline))
float3x3 _425(uint2 _424, constant _56& v_55, texture2d<uint> v_60)
{
    float4 _430 = float4(0.0);
    _430 = v_55._m0[4u] + (float4(v_60.read(uint2(_424), 0)) * v_55._m0[5u]);
    if (v_55._m0[5u].x == 0.0)
    {
        _430.x = sqrt(fast::max(1.0 - dot(_430.yzw, _430.yzw), 0.0));
    }
    float4 _462 = _430 * rsqrt(fast::max(dot(_430, _430), 9.9999999600419720025001879548654e-13));
    return float3x3(float3(1.0 - (2.0 * ((_462.z * _462.z) + (_462.w * _462.w))), 2.0 * ((_462.y * _462.z) + (_462.x * _462.w)), 2.0 * ((_462.y * _462.w) - (_462.x * _462.z))), float3(2.0 * ((_462.y * _462.z) - (_462.x * _462.w)), 1.0 - (2.0 * ((_462.y * _462.y) + (_462.w * _462.w))), 2.0 * ((_462.z * _462.w) + (_462.x * _462.y))), float3(2.0 * ((_462.y * _462.w) + (_462.x * _462.z)), 2.0 * ((_462.z * _462.w) - (_462.x * _462.y)), 1.0 - (2.0 * ((_462.y * _462.y) + (_462.z * _462.z)))));
}

static inline __attribute__((always_inline))
_15 _545(uint2 _543, float3 _544, constant _53& v_52, constant _56& v_55, texture2d<uint> v_60, texture2d<uint> v_61)
{
    _15 _555 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _557 = float2(1.0, 0.0);
    float3 _565 = (v_52._m0._m0 * float4(_544, 1.0)).xyz;
    if (_565.z <= 0.00999999977648258209228515625)
    {
        return _555;
    }
    float4 _578 = v_55._m0[6u] + (float4(v_61.read(uint2(_543), 0)) * v_55._m0[7u]);
    float2 _588 = _565.xy / float2(_565.z);
    float2 _592 = v_52._m0._m2.xy * 0.1500000059604644775390625;
    float2 _602 = fast::clamp(_588, (-(v_52._m0._m1.zw + _592)) / v_52._m0._m1.xy, ((v_52._m0._m2.xy - v_52._m0._m1.zw) + _592) / v_52._m0._m1.xy);
    float3x3 _613 = float3x3(v_52._m0._m0[0].xyz, v_52._m0._m0[1].xyz, v_52._m0._m0[2].xyz) * _425(_543, v_55, v_60);
    float3 _618 = exp(_578.xyz) / float3(_565.z);
    float3 _643 = (_618 * v_52._m0._m1.xy.x) * float3(_613[0].x - (_602.x * _613[0].z), _613[1].x - (_602.x * _613[1].z), _613[2].x - (_602.x * _613[2].z));
    float3 _668 = (_618 * v_52._m0._m1.xy.y) * float3(_613[0].y - (_602.y * _613[0].z), _613[1].y - (_602.y * _613[1].z), _613[2].y - (_602.y * _613[2].z));
    float _670 = dot(_643, _643) + 0.300000011920928955078125;
    float _672 = dot(_668, _668) + 0.300000011920928955078125;
    float _673 = dot(_643, _668);
    float _675 = length(cross(_643, _668));
    float _680 = (_675 * _675) + (0.300000011920928955078125 * ((_670 + _672) - 0.300000011920928955078125));
    if (!(_680 < 9.9999996169031624536541560020822e+35))
    {
        return _555;
    }
    float _687 = 0.5 * (_670 - _672);
    float _689 = length(float2(_687, _673));
    float _692 = (0.5 * (_670 + _672)) + _689;
    if (_689 > (9.9999999747524270787835121154785e-07 * _692))
    {
        _557 = fast::normalize(select(float2(_673, _689 - _687), float2(_689 + _687, _673), bool2(_687 > 0.0)));
    }
    _555._m0 = (_588 * v_52._m0._m1.xy) + v_52._m0._m1.zw;
    _555._m1 = _557;
    _555._m2 = sqrt(float2(_692, _680 / _692));
    _555._m3 = sqrt(float2(_670, _672));
    _555._m4 = _565.z;
    _555._m5 = (v_55._m0[0u].z > 0.5) ? ((_578.w * _675) / sqrt(_680)) : _578.w;
    return _555;
}

static inline __attribute__((always_inline))
float4 _119(uint2 _116, uint _117, uint _118, constant _56& v_55, texture2d_array<uint> v_64)
{
    uint3 _136 = uint3(_116, _118 - _117);
    return v_55._m0[12u + (2u * _118)] + (float4(v_64.read(uint2(_136.xy), uint(_136.z), 0)) * v_55._m0[13u + (2u * _118)]);
}

static inline __attribute__((always_inline))
float4 _171(uint2 _169, float3 _170, constant _56& v_55, texture2d<uint> v_58, texture2d_array<uint> v_62, texture2d_array<uint> v_64)
{
    float4 _191 = float4(0.0);
    uint2 _194 = uint2(0u);
    uint3 _203 = uint3(_169, uint(0));
    _191 = (v_55._m0[12u] + (float4(v_62.read(uint2(_203.xy), uint(_203.z), 0)) * v_55._m0[13u])) * 0.2820948064327239990234375;
    uint _214 = uint(v_55._m0[0u].w > 0.0);
    _194 = _169;
    if (v_55._m0[0u].w == 1.0)
    {
        _194 = _162(v_58.read(uint2(_169), 0).w);
    }
    if (v_55._m0[0u].y > 1.0)
    {
        _191 += ((((_119(_194, _214, 2u, v_55, v_64) * _170.z) - (_119(_194, _214, 1u, v_55, v_64) * _170.y)) - (_119(_194, _214, 3u, v_55, v_64) * _170.x)) * 0.48860251903533935546875);
    }
    float3 _243 = _170 * _170;
    if (v_55._m0[0u].y > 4.0)
    {
        _191 += ((((((_119(_194, _214, 4u, v_55, v_64) * (_170.x * _170.y)) - (_119(_194, _214, 5u, v_55, v_64) * (_170.y * _170.z))) * 1.09254848957061767578125) + (_119(_194, _214, 6u, v_55, v_64) * (0.3153915703296661376953125 * (((2.0 * _243.z) - _243.x) - _243.y)))) - (_119(_194, _214, 7u, v_55, v_64) * ((1.09254848957061767578125 * _170.x) * _170.z))) + (_119(_194, _214, 8u, v_55, v_64) * (0.546274244785308837890625 * (_243.x - _243.y))));
    }
    if (v_55._m0[0u].y > 9.0)
    {
        float4 _367 = _191 + (((((_119(_194, _214, 10u, v_55, v_64) * (((2.8906114101409912109375 * _170.x) * _170.y) * _170.z)) - (((_119(_194, _214, 9u, v_55, v_64) * (_170.y * ((3.0 * _243.x) - _243.y))) + (_119(_194, _214, 15u, v_55, v_64) * (_170.x * (_243.x - (3.0 * _243.y))))) * 0.590043604373931884765625)) - (((_119(_194, _214, 11u, v_55, v_64) * _170.y) + (_119(_194, _214, 13u, v_55, v_64) * _170.x)) * (0.4570457935333251953125 * (((4.0 * _243.z) - _243.x) - _243.y)))) + (_119(_194, _214, 12u, v_55, v_64) * ((0.3731763362884521484375 * _170.z) * (((2.0 * _243.z) - (3.0 * _243.x)) - (3.0 * _243.y))))) + (_119(_194, _214, 14u, v_55, v_64) * ((1.44530570507049560546875 * _170.z) * (_243.x - _243.y))));
        _191 = _367;
    }
    return _191;
}

static inline __attribute__((always_inline))
float _857(float _855, float _856, constant _56& v_55)
{
    float _867 = fast::max(_855, 0.0);
    if (v_55._m0[8u].x == 1.0)
    {
        return _867 * exp((-v_55._m0[8u].y) * exp(fast::min(v_55._m0[8u].z * log(fast::max(_856, 0.001000000047497451305389404296875)), 80.0)));
    }
    if (v_55._m0[8u].x == 2.0)
    {
        return _867 * fast::max(1.0 - (_856 / v_55._m0[8u].y), 0.0);
    }
    return _867;
}

static inline __attribute__((always_inline))
float _734(_15 _732, float _733, constant _53& v_52)
{
    bool _739 = false;
    if (_733 <= 0.0039215688593685626983642578125)
    {
        return 0.0;
    }
    float _749 = sqrt(2.0 * log(_733 / 0.0039215688593685626983642578125));
    float2 _751 = _732._m3 * _749;
    if (all((_732._m0 + _751) > float2(0.0)))
    {
        _739 = all((_732._m0 - _751) < v_52._m0._m2.xy);
    }
    else
    {
        _739 = false;
    }
    return _739 ? _749 : 0.0;
}

static inline __attribute__((always_inline))
float2 _380(uint _379)
{
    return (float2(float(_379 & 1u), float((_379 >> 1u) & 1u)) * 2.0) - float2(1.0);
}

static inline __attribute__((always_inline))
float4 _67(float4 _66, constant _53& v_52)
{
    return float4(_66.x, _66.y * v_52._m0._m4.x, (_66.z * v_52._m0._m4.y) + (_66.w * v_52._m0._m4.z), _66.w);
}

static inline __attribute__((always_inline))
float4 _97(float2 _95, float _96, constant _53& v_52)
{
    return _67(float4(((float2(2.0, -2.0) * _95) / v_52._m0._m2.xy) + float2(-1.0, 1.0), 1.0 - (0.00999999977648258209228515625 / _96), 1.0), v_52);
}

static inline __attribute__((always_inline))
_18 _772(_15 _769, float2 _770, float _771, constant _53& v_52)
{
    float2 _781 = _770 * (float2(_771) + (float2(0.0625) / _769._m2));
    float2 _783 = _781 * _769._m2;
    float2 _797 = (_769._m0 + (_769._m1 * _783.x)) + (float2(-_769._m1.y, _769._m1.x) * _783.y);
    return _18{ _97(_797, _769._m4, v_52), float4(_781, (_797 * v_52._m0._m2.zw) / v_52._m0._m2.xy) };
}

static inline __attribute__((always_inline))
float3 _847(float4 _846)
{
    return fast::max(_846.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _53& v_52 [[buffer(0)]], constant _56& v_55 [[buffer(1)]], texture2d<uint> v_58 [[texture(2)]], texture2d<uint> v_60 [[texture(4)]], texture2d<uint> v_61 [[texture(6)]], texture2d_array<uint> v_62 [[texture(8)]], texture2d_array<uint> v_64 [[texture(10)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _953 = _372(gl_VertexIndex, gl_InstanceIndex);
    if (_953 >= uint(fast::clamp(v_55._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_939 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_940 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    uint2 _965 = _162(_953);
    float3 _966 = _394(_965, v_55, v_58);
    _15 _967 = _545(_965, _966, v_52, v_55, v_60, v_61);
    if (_967._m5 <= 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_939 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_940 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    float4 _980 = _171(_965, fast::normalize(_966 - v_52._m0._m3.xyz), v_55, v_58, v_62, v_64);
    float _985 = _967._m5 * _857(_980.w, _967._m4, v_55);
    float _986 = _734(_967, _985, v_52);
    if (_986 == 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_939 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_940 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    _18 _994 = _772(_967, _380(gl_VertexIndex), _986, v_52);
    _19 _999 = _19{ _994._m0, _994._m1, float4(_847(_980), _985) };
    out.gl_Position = _999._m0;
    out.m_939 = _999._m1;
    out.m_940 = _999._m2;
    return out;
}

struct fragment_main_out
{
    float4 m_1012 [[color(0)]];
};

struct fragment_main_in
{
    float4 m_1008 [[user(locn0)]];
    float4 m_1010 [[user(locn1)]];
};

static inline __attribute__((always_inline))
float2 _812(float4 _811)
{
    float2 _820 = (floor(_811.zw) + float2(0.5)) - _811.zw;
    return (_811.xy + (dfdx(_811.xy) * _820.x)) + (dfdy(_811.xy) * (_820.y * sign(dfdy(_811.w))));
}

static inline __attribute__((always_inline))
float _838(float2 _837)
{
    return exp((-0.5) * dot(_837, _837));
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _56& _55 [[buffer(1)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _19 _1004 = _19{ gl_FragCoord, in.m_1008, in.m_1010 };
    float _1021 = _1004._m2.w * _838(_812(_1004._m1));
    if (_1021 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    out.m_1012 = float4(_1004._m2.xyz - float3(0.5), 1.0) * (_1021 * _55._m0[10u].x);
    return out;
}
