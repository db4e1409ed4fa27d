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
    float _m3;
};

struct _20
{
    float4 _m0;
    float4 _m1;
};

struct _52
{
    _6 _m0;
};

struct _55
{
    float4 _m0[44];
};

struct vertex_main_out
{
    float4 m_925 [[user(locn0)]];
    float4 m_926 [[user(locn1)]];
    float m_927 [[user(locn2)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
uint _152(uint _153, uint _154)
{
    return _153 / ((_154 == 0u) ? 1u : _154);
}

static inline __attribute__((always_inline))
uint _371(uint _369, uint _370)
{
    return (_370 * 128u) + _152(_369, 4u);
}

static inline __attribute__((always_inline))
uint _144(uint _146, uint _147)
{
    return _146 % ((_147 == 0u) ? 1u : _147);
}

static inline __attribute__((always_inline))
uint2 _161(uint _160)
{
    return uint2(_144(_160, 2048u), _152(_160, 2048u));
}

static inline __attribute__((always_inline))
float3 _393(uint2 _392, constant _55& v_54, texture2d<uint> v_57)
{
    float3 _409 = v_54._m0[1u].xyz + (float3(v_57.read(uint2(_392), 0).xyz) * v_54._m0[2u].xyz);
    return v_54._m0[3u].xyz + ((sign(_409) * v_54._m0[1u].w) * (exp(abs(_409)) - float3(1.0)));
}

static inline __attribute__((always_inline))
float3x3 _424(uint2 _423, constant _55& v_54, texture2d<uint> v_59)
{
    float4 _429 = float4(0.0);
    _429 = v_54._m0[4u] + (float4(v_59.read(uint2(_423), 0)) * v_54._m0[5u]);
    if (v_54._m0[5u].x == 0.0)
    {
        _429.x = sqrt(fast::max(1.0 - dot(_429.yzw, _429.yzw), 0.0));
    }
    float4 _461 = _429 * rsqrt(fast::max(dot(_429, _429), 9.9999999600419720025001879548654e-13));
    return float3x3(float3(1.0 - (2.0 * ((_461.z * _461.z) + (_461.w * _461.w))), 2.0 * ((_461.y * _461.z) + (_461.x * _461.w)), 2.0 * ((_461.y * _461.w) - (_461.x * _461.z))), float3(2.0 * ((_461.y * _461.z) - (_461.x * _461.w)), 1.0 - (2.0 * ((_461.y * _461.y) + (_461.w * _461.w))), 2.0 * ((_461.z * _461.w) + (_461.x * _461.y))), float3(2.0 * ((_461.y * _461.w) + (_461.x * _461.z)), 2.0 * ((_461.z * _461.w) - (_461.x * _461.y)), 1.0 - (2.0 * ((_461.y * _461.y) + (_461.z * _461.z)))));
}

static inline __attribute__((always_inline))
_15 _544(uint2 _542, float3 _543, constant _52& v_51, constant _55& v_54, texture2d<uint> v_59, texture2d<uint> v_60)
{
    _15 _554 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _556 = float2(1.0, 0.0);
    float3 _564 = (v_51._m0._m0 * float4(_543, 1.0)).xyz;
    if (_564.z <= 0.00999999977648258209228515625)
    {
        return _554;
    }
    float4 _577 = v_54._m0[6u] + (float4(v_60.read(uint2(_542), 0)) * v_54._m0[7u]);
    float2 _587 = _564.xy / float2(_564.z);
    float2 _591 = v_51._m0._m2.xy * 0.1500000059604644775390625;
    float2 _601 = fast::clamp(_587, (-(v_51._m0._m1.zw + _591)) / v_51._m0._m1.xy, ((v_51._m0._m2.xy - v_51._m0._m1.zw) + _591) / v_51._m0._m1.xy);
    float3x3 _612 = float3x3(v_51._m0._m0[0].xyz, v_51._m0._m0[1].xyz, v_51._m0._m0[2].xyz) * _424(_542, v_54, v_59);
    float3 _617 = exp(_577.xyz) / float3(_564.z);
    float3 _642 = (_617 * v_51._m0._m1.xy.x) * float3(_612[0].x - (_601.x * _612[0].z), _612[1].x - (_601.x * _612[1].z), _612[2].x - (_601.x * _612[2].z));
    float3 _667 = (_617 * v_51._m0._m1.xy.y) * float3(_612[0].y - (_601.y * _612[0].z), _612[1].y - (_601.y * _612[1].z), _612[2].y - (_601.y * _612[2].z));
    float _669 = dot(_642, _642) + 0.300000011920928955078125;
    float _671 = dot(_667, _667) + 0.300000011920928955078125;
    float _672 = dot(_642, _667);
    float _674 = length(cross(_642, _667));
    float _679 = (_674 * _674) + (0.300000011920928955078125 * ((_669 + _671) - 0.300000011920928955078125));
    if (!(_679 < 9.9999996169031624536541560020822e+35))
    {
        return _554;
    }
    float _686 = 0.5 * (_669 - _671);
    float _688 = length(float2(_686, _672));
    float _691 = (0.5 * (_669 + _671)) + _688;
    if (_688 > (9.9999999747524270787835121154785e-07 * _691))
    {
        _556 = fast::normalize(select(float2(_672, _688 - _686), float2(_688 + _686, _672), bool2(_686 > 0.0)));
    }
    _554._m0 = (_587 * v_51._m0._m1.xy) + v_51._m0._m1.zw;
    _554._m1 = _556;
    _554._m2 = sqrt(float2(_691, _679 / _691));
    _554._m3 = sqrt(float2(_669, _671));
    _554._m4 = _564.z;
    _554._m5 = (v_54._m0[0u].z > 0.5) ? ((_577.w * _674) / sqrt(_679)) : _577.w;
    return _554;
}

static inline __attribute__((always_inline))
float _733(_15 _731, float _732, constant _52& v_51)
{
    bool _738 = false;
    if (_732 <= 0.0039215688593685626983642578125)
    {
        return 0.0;
    }
    float _748 = sqrt(2.0 * log(_732 / 0.0039215688593685626983642578125));
    float2 _750 = _731._m3 * _748;
    if (all((_731._m0 + _750) > float2(0.0)))
    {
        _738 = all((_731._m0 - _750) < v_51._m0._m2.xy);
    }
    else
    {
        _738 = false;
    }
    return _738 ? _748 : 0.0;
}

static inline __attribute__((always_inline))
float2 _379(uint _378)
{
    return (float2(float(_378 & 1u), float((_378 >> 1u) & 1u)) * 2.0) - float2(1.0);
}

static inline __attribute__((always_inline))
float4 _66(float4 _65, constant _52& v_51)
{
    return float4(_65.x, _65.y * v_51._m0._m4.x, (_65.z * v_51._m0._m4.y) + (_65.w * v_51._m0._m4.z), _65.w);
}

static inline __attribute__((always_inline))
float4 _96(float2 _94, float _95, constant _52& v_51)
{
    return _66(float4(((float2(2.0, -2.0) * _94) / v_51._m0._m2.xy) + float2(-1.0, 1.0), 1.0 - (0.00999999977648258209228515625 / _95), 1.0), v_51);
}

static inline __attribute__((always_inline))
_18 _771(_15 _768, float2 _769, float _770, constant _52& v_51)
{
    float2 _780 = _769 * (float2(_770) + (float2(0.0625) / _768._m2));
    float2 _782 = _780 * _768._m2;
    float2 _796 = (_768._m0 + (_768._m1 * _782.x)) + (float2(-_768._m1.y, _768._m1.x) * _782.y);
    return _18{ _96(_796, _768._m4, v_51), float4(_780, (_796 * v_51._m0._m2.zw) / v_51._m0._m2.xy) };
}

static inline __attribute__((always_inline))
float4 _118(uint2 _115, uint _116, uint _117, constant _55& v_54, texture2d_array<uint> v_63)
{
    uint3 _135 = uint3(_115, _117 - _116);
    return v_54._m0[12u + (2u * _117)] + (float4(v_63.read(uint2(_135.xy), uint(_135.z), 0)) * v_54._m0[13u + (2u * _117)]);
}

static inline __attribute__((always_inline))
float4 _170(uint2 _168, float3 _169, constant _55& v_54, texture2d<uint> v_57, texture2d_array<uint> v_61, texture2d_array<uint> v_63)
{
    float4 _190 = float4(0.0);
    uint2 _193 = uint2(0u);
    uint3 _202 = uint3(_168, uint(0));
    _190 = (v_54._m0[12u] + (float4(v_61.read(uint2(_202.xy), uint(_202.z), 0)) * v_54._m0[13u])) * 0.2820948064327239990234375;
    uint _213 = uint(v_54._m0[0u].w > 0.0);
    _193 = _168;
    if (v_54._m0[0u].w == 1.0)
    {
        _193 = _161(v_57.read(uint2(_168), 0).w);
    }
    if (v_54._m0[0u].y > 1.0)
    {
        _190 += ((((_118(_193, _213, 2u, v_54, v_63) * _169.z) - (_118(_193, _213, 1u, v_54, v_63) * _169.y)) - (_118(_193, _213, 3u, v_54, v_63) * _169.x)) * 0.48860251903533935546875);
    }
    float3 _242 = _169 * _169;
    if (v_54._m0[0u].y > 4.0)
    {
        _190 += ((((((_118(_193, _213, 4u, v_54, v_63) * (_169.x * _169.y)) - (_118(_193, _213, 5u, v_54, v_63) * (_169.y * _169.z))) * 1.09254848957061767578125) + (_118(_193, _213, 6u, v_54, v_63) * (0.3153915703296661376953125 * (((2.0 * _242.z) - _242.x) - _242.y)))) - (_118(_193, _213, 7u, v_54, v_63) * ((1.09254848957061767578125 * _169.x) * _169.z))) + (_118(_193, _213, 8u, v_54, v_63) * (0.546274244785308837890625 * (_242.x - _242.y))));
    }
    if (v_54._m0[0u].y > 9.0)
    {
        float4 _366 = _190 + (((((_118(_193, _213, 10u, v_54, v_63) * (((2.8906114101409912109375 * _169.x) * _169.y) * _169.z)) - (((_118(_193, _213, 9u, v_54, v_63) * (_169.y * ((3.0 * _242.x) - _242.y))) + (_118(_193, _213, 15u, v_54, v_63) * (_169.x * (_242.x - (3.0 * _242.y))))) * 0.590043604373931884765625)) - (((_118(_193, _213, 11u, v_54, v_63) * _169.y) + (_118(_193, _213, 13u, v_54, v_63) * _169.x)) * (0.4570457935333251953125 * (((4.0 * _242.z) - _242.x) - _242.y)))) + (_118(_193, _213, 12u, v_54, v_63) * ((0.3731763362884521484375 * _169.z) * (((2.0 * _242.z) - (3.0 * _242.x)) - (3.0 * _242.y))))) + (_118(_193, _213, 14u, v_54, v_63) * ((1.44530570507049560546875 * _169.z) * (_242.x - _242.y))));
        _190 = _366;
    }
    return _190;
}

static inline __attribute__((always_inline))
float _889(float _887, float _888, constant _52& v_51, constant _55& v_54)
{
    return exp(fast::min(_887 - (v_54._m0[8u].z * log(fast::max(_888, 0.001000000047497451305389404296875) / fast::max(fast::max(distance(v_51._m0._m3.xyz, v_54._m0[11u].xyz) - v_54._m0[11u].w, 0.100000001490116119384765625 * v_54._m0[11u].w), 0.001000000047497451305389404296875))), v_54._m0[10u].y));
}

static inline __attribute__((always_inline))
float3 _846(float4 _845)
{
    return fast::max(_845.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _52& v_51 [[buffer(0)]], constant _55& v_54 [[buffer(1)]], texture2d<uint> v_57 [[texture(2)]], texture2d<uint> v_59 [[texture(4)]], texture2d<uint> v_60 [[texture(6)]], texture2d_array<uint> v_61 [[texture(8)]], texture2d_array<uint> v_63 [[texture(10)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _941 = _371(gl_VertexIndex, gl_InstanceIndex);
    if (_941 >= uint(fast::clamp(v_54._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m0;
        out.m_925 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m1;
        out.m_926 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m2;
        out.m_927 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m3;
        return out;
    }
    uint2 _954 = _161(_941);
    float3 _955 = _393(_954, v_54, v_57);
    _15 _956 = _544(_954, _955, v_51, v_54, v_59, v_60);
    float _958 = _733(_956, _956._m5, v_51);
    if (_958 == 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m0;
        out.m_925 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m1;
        out.m_926 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m2;
        out.m_927 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m3;
        return out;
    }
    _18 _967 = _771(_956, _379(gl_VertexIndex), _958, v_51);
    float4 _973 = _170(_954, fast::normalize(_955 - v_51._m0._m3.xyz), v_54, v_57, v_61, v_63);
    _19 _987 = _19{ _967._m0, _967._m1, float4(_846(_973) - float3(0.5), 1.0) * (_889(_973.w, _956._m4, v_51, v_54) * v_54._m0[10u].x), _956._m5 };
    out.gl_Position = _987._m0;
    out.m_925 = _987._m1;
    out.m_926 = _987._m2;
    out.m_927 = _987._m3;
    return out;
}

struct fragment_main_out
{
    float4 m_1004 [[color(0)]];
    float4 m_1005 [[color(1)]];
};

struct fragment_main_in
{
    float4 m_997 [[user(locn0)]];
    float4 m_999 [[user(locn1)]];
    float m_1001 [[user(locn2)]];
};

static inline __attribute__((always_inline))
float2 _811(float4 _810)
{
    float2 _819 = (floor(_810.zw) + float2(0.5)) - _810.zw;
    return (_810.xy + (dfdx(_810.xy) * _819.x)) + (dfdy(_810.xy) * (_819.y * sign(dfdy(_810.w))));
}

static inline __attribute__((always_inline))
float _837(float2 _836)
{
    return exp((-0.5) * dot(_836, _836));
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _19 _993 = _19{ gl_FragCoord, in.m_997, in.m_999, in.m_1001 };
    float _1012 = _993._m3 * _837(_811(_993._m1));
    if (_1012 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    _20 _1023 = _20{ _993._m2 * _1012, float4(-log(1.0 - fast::min(_1012, 0.999000012874603271484375)), 0.0, 0.0, 0.0) };
    out.m_1004 = _1023._m0;
    out.m_1005 = _1023._m1;
    return out;
}
