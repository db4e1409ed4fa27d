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

struct _51
{
    _6 _m0;
};

struct _54
{
    float4 _m0[44];
};

struct vertex_main_out
{
    float4 m_937 [[user(locn0)]];
    float4 m_938 [[user(locn1)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
uint _151(uint _152, uint _153)
{
    return _152 / ((_153 == 0u) ? 1u : _153);
}

static inline __attribute__((always_inline))
uint _382(uint _380, uint _381)
{
    return (_381 * 128u) + _151(_380, 4u);
}

static inline __attribute__((always_inline))
uint _143(uint _145, uint _146)
{
    return _145 % ((_146 == 0u) ? 1u : _146);
}

static inline __attribute__((always_inline))
uint2 _160(uint _159)
{
    return uint2(_143(_159, 2048u), _151(_159, 2048u));
}

static inline __attribute__((always_inline))
float3 _404(uint2 _403, constant _54& v_53, texture2d<uint> v_56)
{
    float3 _420 = v_53._m0[1u].xyz + (float3(v_56.read(uint2(_403), 0).xyz) * v_53._m0[2u].xyz);
    return v_53._m0[3u].xyz + ((sign(_420) * v_53._m0[1u].w) * (exp(abs(_420)) - float3(1.0)));
}

static inline __attribute__((always_inline))
float3x3 _435(uint2 _434, constant _54& v_53, texture2d<uint> v_58)
{
    float4 _441 = float4(0.0);
    _441 = v_53._m0[4u] + (float4(v_58.read(uint2(_434), 0)) * v_53._m0[5u]);
    if (v_53._m0[5u].x == 0.0)
    {
        _441.x = sqrt(fast::max(1.0 - dot(_441.yzw, _441.yzw), 0.0));
    }
    float4 _473 = _441 * rsqrt(fast::max(dot(_441, _441), 9.9999999600419720025001879548654e-13));
    return float3x3(float3(1.0 - (2.0 * ((_473.z * _473.z) + (_473.w * _473.w))), 2.0 * ((_473.y * _473.z) + (_473.x * _473.w)), 2.0 * ((_473.y * _473.w) - (_473.x * _473.z))), float3(2.0 * ((_473.y * _473.z) - (_473.x * _473.w)), 1.0 - (2.0 * ((_473.y * _473.y) + (_473.w * _473.w))), 2.0 * ((_473.z * _473.w) + (_473.x * _473.y))), float3(2.0 * ((_473.y * _473.w) + (_473.x * _473.z)), 2.0 * ((_473.z * _473.w) - (_473.x * _473.y)), 1.0 - (2.0 * ((_473.y * _473.y) + (_473.z * _473.z)))));
}

static inline __attribute__((always_inline))
_15 _556(uint2 _554, float3 _555, constant _51& v_50, constant _54& v_53, texture2d<uint> v_58, texture2d<uint> v_59)
{
    _15 _566 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _568 = float2(1.0, 0.0);
    float3 _576 = (v_50._m0._m0 * float4(_555, 1.0)).xyz;
    if (_576.z <= 0.00999999977648258209228515625)
    {
        return _566;
    }
    float4 _589 = v_53._m0[6u] + (float4(v_59.read(uint2(_554), 0)) * v_53._m0[7u]);
    float2 _599 = _576.xy / float2(_576.z);
    float2 _603 = v_50._m0._m2.xy * 0.1500000059604644775390625;
    float2 _613 = fast::clamp(_599, (-(v_50._m0._m1.zw + _603)) / v_50._m0._m1.xy, ((v_50._m0._m2.xy - v_50._m0._m1.zw) + _603) / v_50._m0._m1.xy);
    float3x3 _624 = float3x3(v_50._m0._m0[0].xyz, v_50._m0._m0[1].xyz, v_50._m0._m0[2].xyz) * _435(_554, v_53, v_58);
    float3 _629 = exp(_589.xyz) / float3(_576.z);
    float3 _654 = (_629 * v_50._m0._m1.xy.x) * float3(_624[0].x - (_613.x * _624[0].z), _624[1].x - (_613.x * _624[1].z), _624[2].x - (_613.x * _624[2].z));
    float3 _679 = (_629 * v_50._m0._m1.xy.y) * float3(_624[0].y - (_613.y * _624[0].z), _624[1].y - (_613.y * _624[1].z), _624[2].y - (_613.y * _624[2].z));
    float _681 = dot(_654, _654) + 0.300000011920928955078125;
    float _683 = dot(_679, _679) + 0.300000011920928955078125;
    float _684 = dot(_654, _679);
    float _686 = length(cross(_654, _679));
    float _691 = (_686 * _686) + (0.300000011920928955078125 * ((_681 + _683) - 0.300000011920928955078125));
    if (!(_691 < 9.9999996169031624536541560020822e+35))
    {
        return _566;
    }
    float _698 = 0.5 * (_681 - _683);
    float _700 = length(float2(_698, _684));
    float _703 = (0.5 * (_681 + _683)) + _700;
    if (_700 > (9.9999999747524270787835121154785e-07 * _703))
    {
        _568 = fast::normalize(select(float2(_684, _700 - _698), float2(_700 + _698, _684), bool2(_698 > 0.0)));
    }
    _566._m0 = (_599 * v_50._m0._m1.xy) + v_50._m0._m1.zw;
    _566._m1 = _568;
    _566._m2 = sqrt(float2(_703, _691 / _703));
    _566._m3 = sqrt(float2(_681, _683));
    _566._m4 = _576.z;
    _566._m5 = (v_53._m0[0u].z > 0.5) ? ((_589.w * _686) / sqrt(_691)) : _589.w;
    return _566;
}

static inline __attribute__((always_inline))
float4 _117(uint2 _114, uint _115, uint _116, constant _54& v_53, texture2d_array<uint> v_62)
{
    uint3 _134 = uint3(_114, _116 - _115);
    return v_53._m0[12u + (2u * _116)] + (float4(v_62.read(uint2(_134.xy), uint(_134.z), 0)) * v_53._m0[13u + (2u * _116)]);
}

static inline __attribute__((always_inline))
float4 _169(uint2 _167, float3 _168, constant _54& v_53, texture2d<uint> v_56, texture2d_array<uint> v_60, texture2d_array<uint> v_62)
{
    float4 _188 = float4(0.0);
    uint2 _191 = uint2(0u);
    uint _194 = 0u;
    uint3 _202 = uint3(_167, uint(0));
    _188 = (v_53._m0[12u] + (float4(v_60.read(uint2(_202.xy), uint(_202.z), 0)) * v_53._m0[13u])) * 0.2820948064327239990234375;
    _191 = _167;
    if (v_53._m0[0u].w > 0.5)
    {
        _191 = _160(v_56.read(uint2(_167), 0).w);
        _194 = 1u;
    }
    if (v_53._m0[0u].y > 1.0)
    {
        _188 += ((((_117(_191, _194, 2u, v_53, v_62) * _168.z) - (_117(_191, _194, 1u, v_53, v_62) * _168.y)) - (_117(_191, _194, 3u, v_53, v_62) * _168.x)) * 0.48860251903533935546875);
    }
    float3 _241 = _168 * _168;
    if (v_53._m0[0u].y > 4.0)
    {
        _188 += ((((((_117(_191, _194, 4u, v_53, v_62) * (_168.x * _168.y)) - (_117(_191, _194, 5u, v_53, v_62) * (_168.y * _168.z))) * 1.09254848957061767578125) + (_117(_191, _194, 6u, v_53, v_62) * (0.3153915703296661376953125 * (((2.0 * _241.z) - _241.x) - _241.y)))) - (_117(_191, _194, 7u, v_53, v_62) * ((1.09254848957061767578125 * _168.x) * _168.z))) + (_117(_191, _194, 8u, v_53, v_62) * (0.546274244785308837890625 * (_241.x - _241.y))));
    }
    if (v_53._m0[0u].y > 9.0)
    {
        float4 _377 = _188 + (((((_117(_191, _194, 10u, v_53, v_62) * (((2.8906114101409912109375 * _168.x) * _168.y) * _168.z)) - (((_117(_191, _194, 9u, v_53, v_62) * (_168.y * ((3.0 * _241.x) - _241.y))) + (_117(_191, _194, 15u, v_53, v_62) * (_168.x * (_241.x - (3.0 * _241.y))))) * 0.590043604373931884765625)) - (((_117(_191, _194, 11u, v_53, v_62) * _168.y) + (_117(_191, _194, 13u, v_53, v_62) * _168.x)) * (0.4570457935333251953125 * (((4.0 * _241.z) - _241.x) - _241.y)))) + (_117(_191, _194, 12u, v_53, v_62) * ((0.3731763362884521484375 * _168.z) * (((2.0 * _241.z) - (3.0 * _241.x)) - (3.0 * _241.y))))) + (_117(_191, _194, 14u, v_53, v_62) * ((1.44530570507049560546875 * _168.z) * (_241.x - _241.y))));
        _188 = _377;
    }
    return _188;
}

static inline __attribute__((always_inline))
float _868(float _866, float _867, constant _54& v_53)
{
    float _878 = fast::max(_866, 0.0);
    if (v_53._m0[8u].x == 1.0)
    {
        return _878 * exp((-v_53._m0[8u].y) * exp(fast::min(v_53._m0[8u].z * log(fast::max(_867, 0.001000000047497451305389404296875)), 80.0)));
    }
    if (v_53._m0[8u].x == 2.0)
    {
        return _878 * fast::max(1.0 - (_867 / v_53._m0[8u].y), 0.0);
    }
    return _878;
}

static inline __attribute__((always_inline))
float _745(_15 _743, float _744, constant _51& v_50)
{
    bool _750 = false;
    if (_744 <= 0.0039215688593685626983642578125)
    {
        return 0.0;
    }
    float _760 = sqrt(2.0 * log(_744 / 0.0039215688593685626983642578125));
    float2 _762 = _743._m3 * _760;
    if (all((_743._m0 + _762) > float2(0.0)))
    {
        _750 = all((_743._m0 - _762) < v_50._m0._m2.xy);
    }
    else
    {
        _750 = false;
    }
    return _750 ? _760 : 0.0;
}

static inline __attribute__((always_inline))
float2 _390(uint _389)
{
    return (float2(float(_389 & 1u), float((_389 >> 1u) & 1u)) * 2.0) - float2(1.0);
}

static inline __attribute__((always_inline))
float4 _65(float4 _64, constant _51& v_50)
{
    return float4(_64.x, _64.y * v_50._m0._m4.x, (_64.z * v_50._m0._m4.y) + (_64.w * v_50._m0._m4.z), _64.w);
}

static inline __attribute__((always_inline))
float4 _95(float2 _93, float _94, constant _51& v_50)
{
    return _65(float4(((float2(2.0, -2.0) * _93) / v_50._m0._m2.xy) + float2(-1.0, 1.0), 1.0 - (0.00999999977648258209228515625 / _94), 1.0), v_50);
}

static inline __attribute__((always_inline))
_18 _783(_15 _780, float2 _781, float _782, constant _51& v_50)
{
    float2 _792 = _781 * (float2(_782) + (float2(0.0625) / _780._m2));
    float2 _794 = _792 * _780._m2;
    float2 _808 = (_780._m0 + (_780._m1 * _794.x)) + (float2(-_780._m1.y, _780._m1.x) * _794.y);
    return _18{ _95(_808, _780._m4, v_50), float4(_792, (_808 * v_50._m0._m2.zw) / v_50._m0._m2.xy) };
}

static inline __attribute__((always_inline))
float3 _858(float4 _857)
{
    return fast::max(_857.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _51& v_50 [[buffer(0)]], constant _54& v_53 [[buffer(1)]], texture2d<uint> v_56 [[texture(2)]], texture2d<uint> v_58 [[texture(4)]], texture2d<uint> v_59 [[texture(6)]], texture2d_array<uint> v_60 [[texture(8)]], texture2d_array<uint> v_62 [[texture(10)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _951 = _382(gl_VertexIndex, gl_InstanceIndex);
    if (_951 >= uint(fast::clamp(v_53._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_937 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_938 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    uint2 _963 = _160(_951);
    float3 _964 = _404(_963, v_53, v_56);
    _15 _965 = _556(_963, _964, v_50, v_53, v_58, v_59);
    if (_965._m5 <= 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_937 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_938 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    float4 _978 = _169(_963, fast::normalize(_964 - v_50._m0._m3.xyz), v_53, v_56, v_60, v_62);
    float _983 = _965._m5 * _868(_978.w, _965._m4, v_53);
    float _984 = _745(_965, _983, v_50);
    if (_984 == 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_937 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_938 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    _18 _992 = _783(_965, _390(gl_VertexIndex), _984, v_50);
    _19 _997 = _19{ _992._m0, _992._m1, float4(_858(_978), _983) };
    out.gl_Position = _997._m0;
    out.m_937 = _997._m1;
    out.m_938 = _997._m2;
    return out;
}

struct fragment_main_out
{
    float4 m_1010 [[color(0)]];
};

struct fragment_main_in
{
    float4 m_1006 [[user(locn0)]];
    float4 m_1008 [[user(locn1)]];
};

static inline __attribute__((always_inline))
float2 _823(float4 _822)
{
    float2 _831 = (floor(_822.zw) + float2(0.5)) - _822.zw;
    return (_822.xy + (dfdx(_822.xy) * _831.x)) + (dfdy(_822.xy) * (_831.y * sign(dfdy(_822.w))));
}

static inline __attribute__((always_inline))
float _849(float2 _848)
{
    return exp((-0.5) * dot(_848, _848));
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _54& _53 [[buffer(1)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _19 _1002 = _19{ gl_FragCoord, in.m_1006, in.m_1008 };
    float _1019 = _1002._m2.w * _849(_823(_1002._m1));
    if (_1019 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    out.m_1010 = float4(_1002._m2.xyz - float3(0.5), 1.0) * (_1019 * _53._m0[10u].x);
    return out;
}
