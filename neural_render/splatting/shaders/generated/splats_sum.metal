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
    float4 m_924 [[user(locn0)]];
    float4 m_925 [[user(locn1)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
uint _151(uint _152, uint _153)
{
    return _152 / ((_153 == 0u) ? 1u : _153);
}

static inline __attribute__((always_inline))
uint _370(uint _368, uint _369)
{
    return (_369 * 128u) + _151(_368, 4u);
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
float3 _392(uint2 _391, constant _54& v_53, texture2d<uint> v_56)
{
    float3 _408 = v_53._m0[1u].xyz + (float3(v_56.read(uint2(_391), 0).xyz) * v_53._m0[2u].xyz);
    return v_53._m0[3u].xyz + ((sign(_408) * v_53._m0[1u].w) * (exp(abs(_408)) - float3(1.0)));
}

static inline __attribute__((always_inline))
float3x3 _423(uint2 _422, constant _54& v_53, texture2d<uint> v_58)
{
    float4 _428 = float4(0.0);
    _428 = v_53._m0[4u] + (float4(v_58.read(uint2(_422), 0)) * v_53._m0[5u]);
    if (v_53._m0[5u].x == 0.0)
    {
        _428.x = sqrt(fast::max(1.0 - dot(_428.yzw, _428.yzw), 0.0));
    }
    float4 _460 = _428 * rsqrt(fast::max(dot(_428, _428), 9.9999999600419720025001879548654e-13));
    return float3x3(float3(1.0 - (2.0 * ((_460.z * _460.z) + (_460.w * _460.w))), 2.0 * ((_460.y * _460.z) + (_460.x * _460.w)), 2.0 * ((_460.y * _460.w) - (_460.x * _460.z))), float3(2.0 * ((_460.y * _460.z) - (_460.x * _460.w)), 1.0 - (2.0 * ((_460.y * _460.y) + (_460.w * _460.w))), 2.0 * ((_460.z * _460.w) + (_460.x * _460.y))), float3(2.0 * ((_460.y * _460.w) + (_460.x * _460.z)), 2.0 * ((_460.z * _460.w) - (_460.x * _460.y)), 1.0 - (2.0 * ((_460.y * _460.y) + (_460.z * _460.z)))));
}

static inline __attribute__((always_inline))
_15 _543(uint2 _541, float3 _542, constant _51& v_50, constant _54& v_53, texture2d<uint> v_58, texture2d<uint> v_59)
{
    _15 _553 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _555 = float2(1.0, 0.0);
    float3 _563 = (v_50._m0._m0 * float4(_542, 1.0)).xyz;
    if (_563.z <= 0.00999999977648258209228515625)
    {
        return _553;
    }
    float4 _576 = v_53._m0[6u] + (float4(v_59.read(uint2(_541), 0)) * v_53._m0[7u]);
    float2 _586 = _563.xy / float2(_563.z);
    float2 _590 = v_50._m0._m2.xy * 0.1500000059604644775390625;
    float2 _600 = fast::clamp(_586, (-(v_50._m0._m1.zw + _590)) / v_50._m0._m1.xy, ((v_50._m0._m2.xy - v_50._m0._m1.zw) + _590) / v_50._m0._m1.xy);
    float3x3 _611 = float3x3(v_50._m0._m0[0].xyz, v_50._m0._m0[1].xyz, v_50._m0._m0[2].xyz) * _423(_541, v_53, v_58);
    float3 _616 = exp(_576.xyz) / float3(_563.z);
    float3 _641 = (_616 * v_50._m0._m1.xy.x) * float3(_611[0].x - (_600.x * _611[0].z), _611[1].x - (_600.x * _611[1].z), _611[2].x - (_600.x * _611[2].z));
    float3 _666 = (_616 * v_50._m0._m1.xy.y) * float3(_611[0].y - (_600.y * _611[0].z), _611[1].y - (_600.y * _611[1].z), _611[2].y - (_600.y * _611[2].z));
    float _668 = dot(_641, _641) + 0.300000011920928955078125;
    float _670 = dot(_666, _666) + 0.300000011920928955078125;
    float _671 = dot(_641, _666);
    float _673 = length(cross(_641, _666));
    float _678 = (_673 * _673) + (0.300000011920928955078125 * ((_668 + _670) - 0.300000011920928955078125));
    if (!(_678 < 9.9999996169031624536541560020822e+35))
    {
        return _553;
    }
    float _685 = 0.5 * (_668 - _670);
    float _687 = length(float2(_685, _671));
    float _690 = (0.5 * (_668 + _670)) + _687;
    if (_687 > (9.9999999747524270787835121154785e-07 * _690))
    {
        _555 = fast::normalize(select(float2(_671, _687 - _685), float2(_687 + _685, _671), bool2(_685 > 0.0)));
    }
    _553._m0 = (_586 * v_50._m0._m1.xy) + v_50._m0._m1.zw;
    _553._m1 = _555;
    _553._m2 = sqrt(float2(_690, _678 / _690));
    _553._m3 = sqrt(float2(_668, _670));
    _553._m4 = _563.z;
    _553._m5 = (v_53._m0[0u].z > 0.5) ? ((_576.w * _673) / sqrt(_678)) : _576.w;
    return _553;
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
    float4 _189 = float4(0.0);
    uint2 _192 = uint2(0u);
    uint3 _201 = uint3(_167, uint(0));
    _189 = (v_53._m0[12u] + (float4(v_60.read(uint2(_201.xy), uint(_201.z), 0)) * v_53._m0[13u])) * 0.2820948064327239990234375;
    uint _212 = uint(v_53._m0[0u].w > 0.0);
    _192 = _167;
    if (v_53._m0[0u].w == 1.0)
    {
        _192 = _160(v_56.read(uint2(_167), 0).w);
    }
    if (v_53._m0[0u].y > 1.0)
    {
        _189 += ((((_117(_192, _212, 2u, v_53, v_62) * _168.z) - (_117(_192, _212, 1u, v_53, v_62) * _168.y)) - (_117(_192, _212, 3u, v_53, v_62) * _168.x)) * 0.48860251903533935546875);
    }
    float3 _241 = _168 * _168;
    if (v_53._m0[0u].y > 4.0)
    {
        _189 += ((((((_117(_192, _212, 4u, v_53, v_62) * (_168.x * _168.y)) - (_117(_192, _212, 5u, v_53, v_62) * (_168.y * _168.z))) * 1.09254848957061767578125) + (_117(_192, _212, 6u, v_53, v_62) * (0.3153915703296661376953125 * (((2.0 * _241.z) - _241.x) - _241.y)))) - (_117(_192, _212, 7u, v_53, v_62) * ((1.09254848957061767578125 * _168.x) * _168.z))) + (_117(_192, _212, 8u, v_53, v_62) * (0.546274244785308837890625 * (_241.x - _241.y))));
    }
    if (v_53._m0[0u].y > 9.0)
    {
        float4 _365 = _189 + (((((_117(_192, _212, 10u, v_53, v_62) * (((2.8906114101409912109375 * _168.x) * _168.y) * _168.z)) - (((_117(_192, _212, 9u, v_53, v_62) * (_168.y * ((3.0 * _241.x) - _241.y))) + (_117(_192, _212, 15u, v_53, v_62) * (_168.x * (_241.x - (3.0 * _241.y))))) * 0.590043604373931884765625)) - (((_117(_192, _212, 11u, v_53, v_62) * _168.y) + (_117(_192, _212, 13u, v_53, v_62) * _168.x)) * (0.4570457935333251953125 * (((4.0 * _241.z) - _241.x) - _241.y)))) + (_117(_192, _212, 12u, v_53, v_62) * ((0.3731763362884521484375 * _168.z) * (((2.0 * _241.z) - (3.0 * _241.x)) - (3.0 * _241.y))))) + (_117(_192, _212, 14u, v_53, v_62) * ((1.44530570507049560546875 * _168.z) * (_241.x - _241.y))));
        _189 = _365;
    }
    return _189;
}

static inline __attribute__((always_inline))
float _855(float _853, float _854, constant _54& v_53)
{
    float _865 = fast::max(_853, 0.0);
    if (v_53._m0[8u].x == 1.0)
    {
        return _865 * exp((-v_53._m0[8u].y) * exp(fast::min(v_53._m0[8u].z * log(fast::max(_854, 0.001000000047497451305389404296875)), 80.0)));
    }
    if (v_53._m0[8u].x == 2.0)
    {
        return _865 * fast::max(1.0 - (_854 / v_53._m0[8u].y), 0.0);
    }
    return _865;
}

static inline __attribute__((always_inline))
float _732(_15 _730, float _731, constant _51& v_50)
{
    bool _737 = false;
    if (_731 <= 0.0039215688593685626983642578125)
    {
        return 0.0;
    }
    float _747 = sqrt(2.0 * log(_731 / 0.0039215688593685626983642578125));
    float2 _749 = _730._m3 * _747;
    if (all((_730._m0 + _749) > float2(0.0)))
    {
        _737 = all((_730._m0 - _749) < v_50._m0._m2.xy);
    }
    else
    {
        _737 = false;
    }
    return _737 ? _747 : 0.0;
}

static inline __attribute__((always_inline))
float2 _378(uint _377)
{
    return (float2(float(_377 & 1u), float((_377 >> 1u) & 1u)) * 2.0) - float2(1.0);
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
_18 _770(_15 _767, float2 _768, float _769, constant _51& v_50)
{
    float2 _779 = _768 * (float2(_769) + (float2(0.0625) / _767._m2));
    float2 _781 = _779 * _767._m2;
    float2 _795 = (_767._m0 + (_767._m1 * _781.x)) + (float2(-_767._m1.y, _767._m1.x) * _781.y);
    return _18{ _95(_795, _767._m4, v_50), float4(_779, (_795 * v_50._m0._m2.zw) / v_50._m0._m2.xy) };
}

static inline __attribute__((always_inline))
float3 _845(float4 _844)
{
    return fast::max(_844.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _51& v_50 [[buffer(0)]], constant _54& v_53 [[buffer(1)]], texture2d<uint> v_56 [[texture(2)]], texture2d<uint> v_58 [[texture(4)]], texture2d<uint> v_59 [[texture(6)]], texture2d_array<uint> v_60 [[texture(8)]], texture2d_array<uint> v_62 [[texture(10)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _938 = _370(gl_VertexIndex, gl_InstanceIndex);
    if (_938 >= uint(fast::clamp(v_53._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_924 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_925 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    uint2 _950 = _160(_938);
    float3 _951 = _392(_950, v_53, v_56);
    _15 _952 = _543(_950, _951, v_50, v_53, v_58, v_59);
    if (_952._m5 <= 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_924 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_925 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    float4 _965 = _169(_950, fast::normalize(_951 - v_50._m0._m3.xyz), v_53, v_56, v_60, v_62);
    float _970 = _952._m5 * _855(_965.w, _952._m4, v_53);
    float _971 = _732(_952, _970, v_50);
    if (_971 == 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_924 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_925 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    _18 _979 = _770(_952, _378(gl_VertexIndex), _971, v_50);
    _19 _984 = _19{ _979._m0, _979._m1, float4(_845(_965), _970) };
    out.gl_Position = _984._m0;
    out.m_924 = _984._m1;
    out.m_925 = _984._m2;
    return out;
}

struct fragment_main_out
{
    float4 m_997 [[color(0)]];
};

struct fragment_main_in
{
    float4 m_993 [[user(locn0)]];
    float4 m_995 [[user(locn1)]];
};

static inline __attribute__((always_inline))
float2 _810(float4 _809)
{
    float2 _818 = (floor(_809.zw) + float2(0.5)) - _809.zw;
    return (_809.xy + (dfdx(_809.xy) * _818.x)) + (dfdy(_809.xy) * (_818.y * sign(dfdy(_809.w))));
}

static inline __attribute__((always_inline))
float _836(float2 _835)
{
    return exp((-0.5) * dot(_835, _835));
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _54& _53 [[buffer(1)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _19 _989 = _19{ gl_FragCoord, in.m_993, in.m_995 };
    float _1006 = _989._m2.w * _836(_810(_989._m1));
    if (_1006 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    out.m_997 = float4(_989._m2.xyz - float3(0.5), 1.0) * (_1006 * _53._m0[10u].x);
    return out;
}
