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

struct _50
{
    _6 _m0;
};

struct _53
{
    float4 _m0[44];
};

struct vertex_main_out
{
    float4 m_900 [[user(locn0)]];
    float4 m_901 [[user(locn1)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
uint _150(uint _151, uint _152)
{
    return _151 / ((_152 == 0u) ? 1u : _152);
}

static inline __attribute__((always_inline))
uint _369(uint _367, uint _368)
{
    return (_368 * 128u) + _150(_367, 4u);
}

static inline __attribute__((always_inline))
uint _142(uint _144, uint _145)
{
    return _144 % ((_145 == 0u) ? 1u : _145);
}

static inline __attribute__((always_inline))
uint2 _159(uint _158)
{
    return uint2(_142(_158, 2048u), _150(_158, 2048u));
}

static inline __attribute__((always_inline))
float3 _391(uint2 _390, constant _53& v_52, texture2d<uint> v_55)
{
    float3 _407 = v_52._m0[1u].xyz + (float3(v_55.read(uint2(_390), 0).xyz) * v_52._m0[2u].xyz);
    return v_52._m0[3u].xyz + ((sign(_407) * v_52._m0[1u].w) * (exp(abs(_407)) - float3(1.0)));
}

static inline __attribute__((always_inline))
float4 _541(uint2 _540, constant _53& v_52, texture2d<uint> v_58)
{
    return v_52._m0[6u] + (float4(v_58.read(uint2(_540), 0)) * v_52._m0[7u]);
}

static inline __attribute__((always_inline))
float3x3 _422(uint2 _421, constant _53& v_52, texture2d<uint> v_57)
{
    float4 _427 = float4(0.0);
    _427 = v_52._m0[4u] + (float4(v_57.read(uint2(_421), 0)) * v_52._m0[5u]);
    if (v_52._m0[5u].x == 0.0)
    {
        _427.x = sqrt(fast::max(1.0 - dot(_427.yzw, _427.yzw), 0.0));
    }
    float4 _459 = _427 * rsqrt(fast::max(dot(_427, _427), 9.9999999600419720025001879548654e-13));
    return float3x3(float3(1.0 - (2.0 * ((_459.z * _459.z) + (_459.w * _459.w))), 2.0 * ((_459.y * _459.z) + (_459.x * _459.w)), 2.0 * ((_459.y * _459.w) - (_459.x * _459.z))), float3(2.0 * ((_459.y * _459.z) - (_459.x * _459.w)), 1.0 - (2.0 * ((_459.y * _459.y) + (_459.w * _459.w))), 2.0 * ((_459.z * _459.w) + (_459.x * _459.y))), float3(2.0 * ((_459.y * _459.w) + (_459.x * _459.z)), 2.0 * ((_459.z * _459.w) - (_459.x * _459.y)), 1.0 - (2.0 * ((_459.y * _459.y) + (_459.z * _459.z)))));
}

static inline __attribute__((always_inline))
_15 _557(uint2 _555, float3 _556, constant _50& v_49, constant _53& v_52, texture2d<uint> v_57, texture2d<uint> v_58)
{
    _15 _567 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _569 = float2(1.0, 0.0);
    float3 _577 = (v_49._m0._m0 * float4(_556, 1.0)).xyz;
    if (_577.z <= 0.00999999977648258209228515625)
    {
        return _567;
    }
    float4 _583 = _541(_555, v_52, v_58);
    float2 _593 = _577.xy / float2(_577.z);
    float2 _597 = v_49._m0._m2.xy * 0.1500000059604644775390625;
    float2 _607 = fast::clamp(_593, (-(v_49._m0._m1.zw + _597)) / v_49._m0._m1.xy, ((v_49._m0._m2.xy - v_49._m0._m1.zw) + _597) / v_49._m0._m1.xy);
    float3x3 _618 = float3x3(v_49._m0._m0[0].xyz, v_49._m0._m0[1].xyz, v_49._m0._m0[2].xyz) * _422(_555, v_52, v_57);
    float3 _623 = exp(_583.xyz) / float3(_577.z);
    float3 _648 = (_623 * v_49._m0._m1.xy.x) * float3(_618[0].x - (_607.x * _618[0].z), _618[1].x - (_607.x * _618[1].z), _618[2].x - (_607.x * _618[2].z));
    float3 _673 = (_623 * v_49._m0._m1.xy.y) * float3(_618[0].y - (_607.y * _618[0].z), _618[1].y - (_607.y * _618[1].z), _618[2].y - (_607.y * _618[2].z));
    float _675 = dot(_648, _648) + 0.300000011920928955078125;
    float _677 = dot(_673, _673) + 0.300000011920928955078125;
    float _678 = dot(_648, _673);
    float _680 = length(cross(_648, _673));
    float _685 = (_680 * _680) + (0.300000011920928955078125 * ((_675 + _677) - 0.300000011920928955078125));
    if (!(_685 < 9.9999996169031624536541560020822e+35))
    {
        return _567;
    }
    float _692 = 0.5 * (_675 - _677);
    float _694 = length(float2(_692, _678));
    float _697 = (0.5 * (_675 + _677)) + _694;
    if (_694 > (9.9999999747524270787835121154785e-07 * _697))
    {
        _569 = fast::normalize(select(float2(_678, _694 - _692), float2(_694 + _692, _678), bool2(_692 > 0.0)));
    }
    _567._m0 = (_593 * v_49._m0._m1.xy) + v_49._m0._m1.zw;
    _567._m1 = _569;
    _567._m2 = sqrt(float2(_697, _685 / _697));
    _567._m3 = sqrt(float2(_675, _677));
    _567._m4 = _577.z;
    _567._m5 = (v_52._m0[0u].z > 0.5) ? ((_583.w * _680) / sqrt(_685)) : _583.w;
    return _567;
}

static inline __attribute__((always_inline))
float4 _116(uint2 _113, uint _114, uint _115, constant _53& v_52, texture2d_array<uint> v_61)
{
    uint3 _133 = uint3(_113, _115 - _114);
    return v_52._m0[12u + (2u * _115)] + (float4(v_61.read(uint2(_133.xy), uint(_133.z), 0)) * v_52._m0[13u + (2u * _115)]);
}

static inline __attribute__((always_inline))
float4 _168(uint2 _166, float3 _167, constant _53& v_52, texture2d<uint> v_55, texture2d_array<uint> v_59, texture2d_array<uint> v_61)
{
    float4 _188 = float4(0.0);
    uint2 _191 = uint2(0u);
    uint3 _200 = uint3(_166, uint(0));
    _188 = (v_52._m0[12u] + (float4(v_59.read(uint2(_200.xy), uint(_200.z), 0)) * v_52._m0[13u])) * 0.2820948064327239990234375;
    uint _211 = uint(v_52._m0[0u].w > 0.0);
    _191 = _166;
    if (v_52._m0[0u].w == 1.0)
    {
        _191 = _159(v_55.read(uint2(_166), 0).w);
    }
    if (v_52._m0[0u].y > 1.0)
    {
        _188 += ((((_116(_191, _211, 2u, v_52, v_61) * _167.z) - (_116(_191, _211, 1u, v_52, v_61) * _167.y)) - (_116(_191, _211, 3u, v_52, v_61) * _167.x)) * 0.48860251903533935546875);
    }
    float3 _240 = _167 * _167;
    if (v_52._m0[0u].y > 4.0)
    {
        _188 += ((((((_116(_191, _211, 4u, v_52, v_61) * (_167.x * _167.y)) - (_116(_191, _211, 5u, v_52, v_61) * (_167.y * _167.z))) * 1.09254848957061767578125) + (_116(_191, _211, 6u, v_52, v_61) * (0.3153915703296661376953125 * (((2.0 * _240.z) - _240.x) - _240.y)))) - (_116(_191, _211, 7u, v_52, v_61) * ((1.09254848957061767578125 * _167.x) * _167.z))) + (_116(_191, _211, 8u, v_52, v_61) * (0.546274244785308837890625 * (_240.x - _240.y))));
    }
    if (v_52._m0[0u].y > 9.0)
    {
        float4 _364 = _188 + (((((_116(_191, _211, 10u, v_52, v_61) * (((2.8906114101409912109375 * _167.x) * _167.y) * _167.z)) - (((_116(_191, _211, 9u, v_52, v_61) * (_167.y * ((3.0 * _240.x) - _240.y))) + (_116(_191, _211, 15u, v_52, v_61) * (_167.x * (_240.x - (3.0 * _240.y))))) * 0.590043604373931884765625)) - (((_116(_191, _211, 11u, v_52, v_61) * _167.y) + (_116(_191, _211, 13u, v_52, v_61) * _167.x)) * (0.4570457935333251953125 * (((4.0 * _240.z) - _240.x) - _240.y)))) + (_116(_191, _211, 12u, v_52, v_61) * ((0.3731763362884521484375 * _167.z) * (((2.0 * _240.z) - (3.0 * _240.x)) - (3.0 * _240.y))))) + (_116(_191, _211, 14u, v_52, v_61) * ((1.44530570507049560546875 * _167.z) * (_240.x - _240.y))));
        _188 = _364;
    }
    return _188;
}

static inline __attribute__((always_inline))
float _862(float _860, float _861, constant _53& v_52)
{
    float _872 = fast::max(_860, 0.0);
    if (v_52._m0[8u].x == 1.0)
    {
        return _872 * exp((-v_52._m0[8u].y) * exp(fast::min(v_52._m0[8u].z * log(fast::max(_861, 0.001000000047497451305389404296875)), 80.0)));
    }
    if (v_52._m0[8u].x == 2.0)
    {
        return _872 * fast::max(1.0 - (_861 / v_52._m0[8u].y), 0.0);
    }
    return _872;
}

static inline __attribute__((always_inline))
float _739(_15 _737, float _738, constant _50& v_49)
{
    bool _744 = false;
    if (_738 <= 0.0039215688593685626983642578125)
    {
        return 0.0;
    }
    float _754 = sqrt(2.0 * log(_738 / 0.0039215688593685626983642578125));
    float2 _756 = _737._m3 * _754;
    if (all((_737._m0 + _756) > float2(0.0)))
    {
        _744 = all((_737._m0 - _756) < v_49._m0._m2.xy);
    }
    else
    {
        _744 = false;
    }
    return _744 ? _754 : 0.0;
}

static inline __attribute__((always_inline))
float2 _377(uint _376)
{
    return (float2(float(_376 & 1u), float((_376 >> 1u) & 1u)) * 2.0) - float2(1.0);
}

static inline __attribute__((always_inline))
float4 _64(float4 _63, constant _50& v_49)
{
    return float4(_63.x, _63.y * v_49._m0._m4.x, (_63.z * v_49._m0._m4.y) + (_63.w * v_49._m0._m4.z), _63.w);
}

static inline __attribute__((always_inline))
float4 _94(float2 _92, float _93, constant _50& v_49)
{
    return _64(float4(((float2(2.0, -2.0) * _92) / v_49._m0._m2.xy) + float2(-1.0, 1.0), 1.0 - (0.00999999977648258209228515625 / _93), 1.0), v_49);
}

static inline __attribute__((always_inline))
_18 _777(_15 _774, float2 _775, float _776, constant _50& v_49)
{
    float2 _786 = _775 * (float2(_776) + (float2(0.0625) / _774._m2));
    float2 _788 = _786 * _774._m2;
    float2 _802 = (_774._m0 + (_774._m1 * _788.x)) + (float2(-_774._m1.y, _774._m1.x) * _788.y);
    return _18{ _94(_802, _774._m4, v_49), float4(_786, (_802 * v_49._m0._m2.zw) / v_49._m0._m2.xy) };
}

static inline __attribute__((always_inline))
float3 _852(float4 _851)
{
    return fast::max(_851.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _50& v_49 [[buffer(0)]], constant _53& v_52 [[buffer(1)]], texture2d<uint> v_55 [[texture(2)]], texture2d<uint> v_57 [[texture(4)]], texture2d<uint> v_58 [[texture(6)]], texture2d_array<uint> v_59 [[texture(8)]], texture2d_array<uint> v_61 [[texture(10)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _914 = _369(gl_VertexIndex, gl_InstanceIndex);
    if (_914 >= uint(fast::clamp(v_52._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_900 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_901 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    uint2 _926 = _159(_914);
    float3 _927 = _391(_926, v_52, v_55);
    _15 _928 = _557(_926, _927, v_49, v_52, v_57, v_58);
    if (_928._m5 <= 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_900 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_901 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    float4 _941 = _168(_926, fast::normalize(_927 - v_49._m0._m3.xyz), v_52, v_55, v_59, v_61);
    float _946 = _928._m5 * _862(_941.w, _928._m4, v_52);
    float _947 = _739(_928, _946, v_49);
    if (_947 == 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_900 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_901 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    _18 _955 = _777(_928, _377(gl_VertexIndex), _947, v_49);
    _19 _960 = _19{ _955._m0, _955._m1, float4(_852(_941), _946) };
    out.gl_Position = _960._m0;
    out.m_900 = _960._m1;
    out.m_901 = _960._m2;
    return out;
}

struct fragment_main_out
{
    float4 m_973 [[color(0)]];
};

struct fragment_main_in
{
    float4 m_969 [[user(locn0)]];
    float4 m_971 [[user(locn1)]];
};

static inline __attribute__((always_inline))
float2 _817(float4 _816)
{
    float2 _825 = (floor(_816.zw) + float2(0.5)) - _816.zw;
    return (_816.xy + (dfdx(_816.xy) * _825.x)) + (dfdy(_816.xy) * (_825.y * sign(dfdy(_816.w))));
}

static inline __attribute__((always_inline))
float _843(float2 _842)
{
    return exp((-0.5) * dot(_842, _842));
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _53& _52 [[buffer(1)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _19 _965 = _19{ gl_FragCoord, in.m_969, in.m_971 };
    float _982 = _965._m2.w * _843(_817(_965._m1));
    if (_982 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    out.m_973 = float4(_965._m2.xyz - float3(0.5), 1.0) * (_982 * _52._m0[10u].x);
    return out;
}
