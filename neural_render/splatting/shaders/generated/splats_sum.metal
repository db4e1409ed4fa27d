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
    float4 m_918 [[user(locn0)]];
    float4 m_919 [[user(locn1)]];
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
    float4 _448 = v_53._m0[4u] + (float4(v_58.read(uint2(_434), 0)) * v_53._m0[5u]);
    float4 _452 = _448 * rsqrt(fast::max(dot(_448, _448), 9.9999999600419720025001879548654e-13));
    return float3x3(float3(1.0 - (2.0 * ((_452.z * _452.z) + (_452.w * _452.w))), 2.0 * ((_452.y * _452.z) + (_452.x * _452.w)), 2.0 * ((_452.y * _452.w) - (_452.x * _452.z))), float3(2.0 * ((_452.y * _452.z) - (_452.x * _452.w)), 1.0 - (2.0 * ((_452.y * _452.y) + (_452.w * _452.w))), 2.0 * ((_452.z * _452.w) + (_452.x * _452.y))), float3(2.0 * ((_452.y * _452.w) + (_452.x * _452.z)), 2.0 * ((_452.z * _452.w) - (_452.x * _452.y)), 1.0 - (2.0 * ((_452.y * _452.y) + (_452.z * _452.z)))));
}

static inline __attribute__((always_inline))
_15 _535(uint2 _533, float3 _534, constant _51& v_50, constant _54& v_53, texture2d<uint> v_58, texture2d<uint> v_59)
{
    _15 _546 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _548 = float2(1.0, 0.0);
    float3 _556 = (v_50._m0._m0 * float4(_534, 1.0)).xyz;
    if (_556.z <= 0.00999999977648258209228515625)
    {
        return _546;
    }
    float4 _569 = v_53._m0[6u] + (float4(v_59.read(uint2(_533), 0)) * v_53._m0[7u]);
    float2 _579 = _556.xy / float2(_556.z);
    float2 _583 = v_50._m0._m2.xy * 0.1500000059604644775390625;
    float2 _593 = fast::clamp(_579, (-(v_50._m0._m1.zw + _583)) / v_50._m0._m1.xy, ((v_50._m0._m2.xy - v_50._m0._m1.zw) + _583) / v_50._m0._m1.xy);
    float3x3 _604 = float3x3(v_50._m0._m0[0].xyz, v_50._m0._m0[1].xyz, v_50._m0._m0[2].xyz) * _435(_533, v_53, v_58);
    float3 _609 = exp(_569.xyz) / float3(_556.z);
    float3 _634 = (_609 * v_50._m0._m1.xy.x) * float3(_604[0].x - (_593.x * _604[0].z), _604[1].x - (_593.x * _604[1].z), _604[2].x - (_593.x * _604[2].z));
    float3 _659 = (_609 * v_50._m0._m1.xy.y) * float3(_604[0].y - (_593.y * _604[0].z), _604[1].y - (_593.y * _604[1].z), _604[2].y - (_593.y * _604[2].z));
    float _661 = dot(_634, _634) + 0.300000011920928955078125;
    float _663 = dot(_659, _659) + 0.300000011920928955078125;
    float _664 = dot(_634, _659);
    float _666 = length(cross(_634, _659));
    float _671 = (_666 * _666) + (0.300000011920928955078125 * ((_661 + _663) - 0.300000011920928955078125));
    if (!(_671 < 9.9999996169031624536541560020822e+35))
    {
        return _546;
    }
    float _678 = 0.5 * (_661 - _663);
    float _680 = length(float2(_678, _664));
    float _683 = (0.5 * (_661 + _663)) + _680;
    if (_680 > (9.9999999747524270787835121154785e-07 * _683))
    {
        _548 = fast::normalize(select(float2(_664, _680 - _678), float2(_680 + _678, _664), bool2(_678 > 0.0)));
    }
    _546._m0 = (_579 * v_50._m0._m1.xy) + v_50._m0._m1.zw;
    _546._m1 = _548;
    _546._m2 = sqrt(float2(_683, _671 / _683));
    _546._m3 = sqrt(float2(_661, _663));
    _546._m4 = _556.z;
    _546._m5 = (v_53._m0[0u].z > 0.5) ? ((_569.w * _666) / sqrt(_671)) : _569.w;
    return _546;
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
float _849(float _847, float _848, constant _54& v_53)
{
    float _859 = fast::max(_847, 0.0);
    if (v_53._m0[8u].x == 1.0)
    {
        return _859 * exp((-v_53._m0[8u].y) * exp(fast::min(v_53._m0[8u].z * log(fast::max(_848, 0.001000000047497451305389404296875)), 80.0)));
    }
    if (v_53._m0[8u].x == 2.0)
    {
        return _859 * fast::max(1.0 - (_848 / v_53._m0[8u].y), 0.0);
    }
    return _859;
}

static inline __attribute__((always_inline))
float _726(_15 _724, float _725, constant _51& v_50)
{
    bool _731 = false;
    if (_725 <= 0.0039215688593685626983642578125)
    {
        return 0.0;
    }
    float _741 = sqrt(2.0 * log(_725 / 0.0039215688593685626983642578125));
    float2 _743 = _724._m3 * _741;
    if (all((_724._m0 + _743) > float2(0.0)))
    {
        _731 = all((_724._m0 - _743) < v_50._m0._m2.xy);
    }
    else
    {
        _731 = false;
    }
    return _731 ? _741 : 0.0;
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
_18 _764(_15 _761, float2 _762, float _763, constant _51& v_50)
{
    float2 _773 = _762 * (float2(_763) + (float2(0.0625) / _761._m2));
    float2 _775 = _773 * _761._m2;
    float2 _789 = (_761._m0 + (_761._m1 * _775.x)) + (float2(-_761._m1.y, _761._m1.x) * _775.y);
    return _18{ _95(_789, _761._m4, v_50), float4(_773, (_789 * v_50._m0._m2.zw) / v_50._m0._m2.xy) };
}

static inline __attribute__((always_inline))
float3 _839(float4 _838)
{
    return fast::max(_838.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _51& v_50 [[buffer(0)]], constant _54& v_53 [[buffer(1)]], texture2d<uint> v_56 [[texture(2)]], texture2d<uint> v_58 [[texture(4)]], texture2d<uint> v_59 [[texture(6)]], texture2d_array<uint> v_60 [[texture(8)]], texture2d_array<uint> v_62 [[texture(10)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _932 = _382(gl_VertexIndex, gl_InstanceIndex);
    if (_932 >= uint(fast::clamp(v_53._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_918 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_919 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    uint2 _944 = _160(_932);
    float3 _945 = _404(_944, v_53, v_56);
    _15 _946 = _535(_944, _945, v_50, v_53, v_58, v_59);
    if (_946._m5 <= 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_918 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_919 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    float4 _959 = _169(_944, fast::normalize(_945 - v_50._m0._m3.xyz), v_53, v_56, v_60, v_62);
    float _964 = _946._m5 * _849(_959.w, _946._m4, v_53);
    float _965 = _726(_946, _964, v_50);
    if (_965 == 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_918 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_919 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    _18 _973 = _764(_946, _390(gl_VertexIndex), _965, v_50);
    _19 _978 = _19{ _973._m0, _973._m1, float4(_839(_959), _964) };
    out.gl_Position = _978._m0;
    out.m_918 = _978._m1;
    out.m_919 = _978._m2;
    return out;
}

struct fragment_main_out
{
    float4 m_991 [[color(0)]];
};

struct fragment_main_in
{
    float4 m_987 [[user(locn0)]];
    float4 m_989 [[user(locn1)]];
};

static inline __attribute__((always_inline))
float2 _804(float4 _803)
{
    float2 _812 = (floor(_803.zw) + float2(0.5)) - _803.zw;
    return (_803.xy + (dfdx(_803.xy) * _812.x)) + (dfdy(_803.xy) * (_812.y * sign(dfdy(_803.w))));
}

static inline __attribute__((always_inline))
float _830(float2 _829)
{
    return exp((-0.5) * dot(_829, _829));
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _54& _53 [[buffer(1)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _19 _983 = _19{ gl_FragCoord, in.m_987, in.m_989 };
    float _1000 = _983._m2.w * _830(_804(_983._m1));
    if (_1000 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    out.m_991 = float4(_983._m2.xyz - float3(0.5), 1.0) * (_1000 * _53._m0[10u].x);
    return out;
}
