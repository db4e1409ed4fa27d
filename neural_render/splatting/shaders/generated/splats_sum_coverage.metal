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

struct _55
{
    _6 _m0;
};

struct _58
{
    float4 _m0[44];
};

struct vertex_main_out
{
    float4 m_939 [[user(locn0)]];
    float4 m_940 [[user(locn1)]];
    float m_941 [[user(locn2)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
uint _155(uint _156, uint _157)
{
    return _156 / ((_157 == 0u) ? 1u : _157);
}

static inline __attribute__((always_inline))
uint _374(uint _372, uint _373)
{
    return (_373 * 128u) + _155(_372, 4u);
}

static inline __attribute__((always_inline))
uint _147(uint _149, uint _150)
{
    return _149 % ((_150 == 0u) ? 1u : _150);
}

static inline __attribute__((always_inline))
uint2 _164(uint _163)
{
    return uint2(_147(_163, 2048u), _155(_163, 2048u));
}

static inline __attribute__((always_inline))
float3 _396(uint2 _395, constant _58& v_57, texture2d<uint> v_60)
{
    float3 _412 = v_57._m0[1u].xyz + (float3(v_60.read(uint2(_395), 0).xyz) * v_57._m0[2u].xyz);
    return v_57._m0[3u].xyz + ((sign(_412) * v_57._m0[1u].w) * (exp(abs(_412)) - float3(1.0)));
}

static inline __attribute__((always_inline))
float4 _546(uint2 _545, constant _58& v_57, texture2d<uint> v_63)
{
    return v_57._m0[6u] + (float4(v_63.read(uint2(_545), 0)) * v_57._m0[7u]);
}

static inline __attribute__((always_inline))
float3x3 _427(uint2 _426, constant _58& v_57, texture2d<uint> v_62)
{
    float4 _432 = float4(0.0);
    _432 = v_57._m0[4u] + (float4(v_62.read(uint2(_426), 0)) * v_57._m0[5u]);
    if (v_57._m0[5u].x == 0.0)
    {
        _432.x = sqrt(fast::max(1.0 - dot(_432.yzw, _432.yzw), 0.0));
    }
    float4 _464 = _432 * rsqrt(fast::max(dot(_432, _432), 9.9999999600419720025001879548654e-13));
    return float3x3(float3(1.0 - (2.0 * ((_464.z * _464.z) + (_464.w * _464.w))), 2.0 * ((_464.y * _464.z) + (_464.x * _464.w)), 2.0 * ((_464.y * _464.w) - (_464.x * _464.z))), float3(2.0 * ((_464.y * _464.z) - (_464.x * _464.w)), 1.0 - (2.0 * ((_464.y * _464.y) + (_464.w * _464.w))), 2.0 * ((_464.z * _464.w) + (_464.x * _464.y))), float3(2.0 * ((_464.y * _464.w) + (_464.x * _464.z)), 2.0 * ((_464.z * _464.w) - (_464.x * _464.y)), 1.0 - (2.0 * ((_464.y * _464.y) + (_464.z * _464.z)))));
}

static inline __attribute__((always_inline))
_15 _562(uint2 _560, float3 _561, constant _55& v_54, constant _58& v_57, texture2d<uint> v_62, texture2d<uint> v_63)
{
    _15 _572 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _574 = float2(1.0, 0.0);
    float3 _582 = (v_54._m0._m0 * float4(_561, 1.0)).xyz;
    if (_582.z <= 0.00999999977648258209228515625)
    {
        return _572;
    }
    float4 _588 = _546(_560, v_57, v_63);
    float2 _598 = _582.xy / float2(_582.z);
    float2 _602 = v_54._m0._m2.xy * 0.1500000059604644775390625;
    float2 _612 = fast::clamp(_598, (-(v_54._m0._m1.zw + _602)) / v_54._m0._m1.xy, ((v_54._m0._m2.xy - v_54._m0._m1.zw) + _602) / v_54._m0._m1.xy);
    float3x3 _623 = float3x3(v_54._m0._m0[0].xyz, v_54._m0._m0[1].xyz, v_54._m0._m0[2].xyz) * _427(_560, v_57, v_62);
    float3 _628 = exp(_588.xyz) / float3(_582.z);
    float3 _653 = (_628 * v_54._m0._m1.xy.x) * float3(_623[0].x - (_612.x * _623[0].z), _623[1].x - (_612.x * _623[1].z), _623[2].x - (_612.x * _623[2].z));
    float3 _678 = (_628 * v_54._m0._m1.xy.y) * float3(_623[0].y - (_612.y * _623[0].z), _623[1].y - (_612.y * _623[1].z), _623[2].y - (_612.y * _623[2].z));
    float _680 = dot(_653, _653) + 0.300000011920928955078125;
    float _682 = dot(_678, _678) + 0.300000011920928955078125;
    float _683 = dot(_653, _678);
    float _685 = length(cross(_653, _678));
    float _690 = (_685 * _685) + (0.300000011920928955078125 * ((_680 + _682) - 0.300000011920928955078125));
    if (!(_690 < 9.9999996169031624536541560020822e+35))
    {
        return _572;
    }
    float _697 = 0.5 * (_680 - _682);
    float _699 = length(float2(_697, _683));
    float _702 = (0.5 * (_680 + _682)) + _699;
    if (_699 > (9.9999999747524270787835121154785e-07 * _702))
    {
        _574 = fast::normalize(select(float2(_683, _699 - _697), float2(_699 + _697, _683), bool2(_697 > 0.0)));
    }
    _572._m0 = (_598 * v_54._m0._m1.xy) + v_54._m0._m1.zw;
    _572._m1 = _574;
    _572._m2 = sqrt(float2(_702, _690 / _702));
    _572._m3 = sqrt(float2(_680, _682));
    _572._m4 = _582.z;
    _572._m5 = (v_57._m0[0u].z > 0.5) ? ((_588.w * _685) / sqrt(_690)) : _588.w;
    return _572;
}

static inline __attribute__((always_inline))
float _899(float _897, float2 _898)
{
    return fast::clamp((_897 - _898.x) / (_898.y - _898.x), 0.0, 1.0);
}

static inline __attribute__((always_inline))
float _912(uint2 _910, float _911, constant _58& v_57, texture2d<uint> v_63)
{
    float4 _917 = _546(_910, v_57, v_63);
    return _899(_911 / v_57._m0[8u].y, float2(0.0199999995529651641845703125, 0.100000001490116119384765625)) * _899(_911 / exp(fast::max(_917.x, fast::max(_917.y, _917.z))), float2(0.100000001490116119384765625, 0.20000000298023223876953125));
}

static inline __attribute__((always_inline))
float _744(_15 _742, float _743, constant _55& v_54)
{
    bool _749 = false;
    if (_743 <= 0.0039215688593685626983642578125)
    {
        return 0.0;
    }
    float _759 = sqrt(2.0 * log(_743 / 0.0039215688593685626983642578125));
    float2 _761 = _742._m3 * _759;
    if (all((_742._m0 + _761) > float2(0.0)))
    {
        _749 = all((_742._m0 - _761) < v_54._m0._m2.xy);
    }
    else
    {
        _749 = false;
    }
    return _749 ? _759 : 0.0;
}

static inline __attribute__((always_inline))
float2 _382(uint _381)
{
    return (float2(float(_381 & 1u), float((_381 >> 1u) & 1u)) * 2.0) - float2(1.0);
}

static inline __attribute__((always_inline))
float4 _69(float4 _68, constant _55& v_54)
{
    return float4(_68.x, _68.y * v_54._m0._m4.x, (_68.z * v_54._m0._m4.y) + (_68.w * v_54._m0._m4.z), _68.w);
}

static inline __attribute__((always_inline))
float4 _99(float2 _97, float _98, constant _55& v_54)
{
    return _69(float4(((float2(2.0, -2.0) * _97) / v_54._m0._m2.xy) + float2(-1.0, 1.0), 1.0 - (0.00999999977648258209228515625 / _98), 1.0), v_54);
}

static inline __attribute__((always_inline))
_18 _782(_15 _779, float2 _780, float _781, constant _55& v_54)
{
    float2 _791 = _780 * (float2(_781) + (float2(0.0625) / _779._m2));
    float2 _793 = _791 * _779._m2;
    float2 _807 = (_779._m0 + (_779._m1 * _793.x)) + (float2(-_779._m1.y, _779._m1.x) * _793.y);
    return _18{ _99(_807, _779._m4, v_54), float4(_791, (_807 * v_54._m0._m2.zw) / v_54._m0._m2.xy) };
}

static inline __attribute__((always_inline))
float4 _121(uint2 _118, uint _119, uint _120, constant _58& v_57, texture2d_array<uint> v_66)
{
    uint3 _138 = uint3(_118, _120 - _119);
    return v_57._m0[12u + (2u * _120)] + (float4(v_66.read(uint2(_138.xy), uint(_138.z), 0)) * v_57._m0[13u + (2u * _120)]);
}

static inline __attribute__((always_inline))
float4 _173(uint2 _171, float3 _172, constant _58& v_57, texture2d<uint> v_60, texture2d_array<uint> v_64, texture2d_array<uint> v_66)
{
    float4 _193 = float4(0.0);
    uint2 _196 = uint2(0u);
    uint3 _205 = uint3(_171, uint(0));
    _193 = (v_57._m0[12u] + (float4(v_64.read(uint2(_205.xy), uint(_205.z), 0)) * v_57._m0[13u])) * 0.2820948064327239990234375;
    uint _216 = uint(v_57._m0[0u].w > 0.0);
    _196 = _171;
    if (v_57._m0[0u].w == 1.0)
    {
        _196 = _164(v_60.read(uint2(_171), 0).w);
    }
    if (v_57._m0[0u].y > 1.0)
    {
        _193 += ((((_121(_196, _216, 2u, v_57, v_66) * _172.z) - (_121(_196, _216, 1u, v_57, v_66) * _172.y)) - (_121(_196, _216, 3u, v_57, v_66) * _172.x)) * 0.48860251903533935546875);
    }
    float3 _245 = _172 * _172;
    if (v_57._m0[0u].y > 4.0)
    {
        _193 += ((((((_121(_196, _216, 4u, v_57, v_66) * (_172.x * _172.y)) - (_121(_196, _216, 5u, v_57, v_66) * (_172.y * _172.z))) * 1.09254848957061767578125) + (_121(_196, _216, 6u, v_57, v_66) * (0.3153915703296661376953125 * (((2.0 * _245.z) - _245.x) - _245.y)))) - (_121(_196, _216, 7u, v_57, v_66) * ((1.09254848957061767578125 * _172.x) * _172.z))) + (_121(_196, _216, 8u, v_57, v_66) * (0.546274244785308837890625 * (_245.x - _245.y))));
    }
    if (v_57._m0[0u].y > 9.0)
    {
        float4 _369 = _193 + (((((_121(_196, _216, 10u, v_57, v_66) * (((2.8906114101409912109375 * _172.x) * _172.y) * _172.z)) - (((_121(_196, _216, 9u, v_57, v_66) * (_172.y * ((3.0 * _245.x) - _245.y))) + (_121(_196, _216, 15u, v_57, v_66) * (_172.x * (_245.x - (3.0 * _245.y))))) * 0.590043604373931884765625)) - (((_121(_196, _216, 11u, v_57, v_66) * _172.y) + (_121(_196, _216, 13u, v_57, v_66) * _172.x)) * (0.4570457935333251953125 * (((4.0 * _245.z) - _245.x) - _245.y)))) + (_121(_196, _216, 12u, v_57, v_66) * ((0.3731763362884521484375 * _172.z) * (((2.0 * _245.z) - (3.0 * _245.x)) - (3.0 * _245.y))))) + (_121(_196, _216, 14u, v_57, v_66) * ((1.44530570507049560546875 * _172.z) * (_245.x - _245.y))));
        _193 = _369;
    }
    return _193;
}

static inline __attribute__((always_inline))
float _867(float _865, float _866, constant _55& v_54, constant _58& v_57)
{
    return exp(fast::min(_865 - (v_57._m0[8u].z * log(fast::max(_866, 0.001000000047497451305389404296875) / fast::max(fast::max(distance(v_54._m0._m3.xyz, v_57._m0[11u].xyz) - v_57._m0[11u].w, 0.100000001490116119384765625 * v_57._m0[11u].w), 0.001000000047497451305389404296875))), v_57._m0[10u].y));
}

static inline __attribute__((always_inline))
float3 _857(float4 _856)
{
    return fast::max(_856.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _55& v_54 [[buffer(0)]], constant _58& v_57 [[buffer(1)]], texture2d<uint> v_60 [[texture(2)]], texture2d<uint> v_62 [[texture(4)]], texture2d<uint> v_63 [[texture(6)]], texture2d_array<uint> v_64 [[texture(8)]], texture2d_array<uint> v_66 [[texture(10)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _955 = _374(gl_VertexIndex, gl_InstanceIndex);
    if (_955 >= uint(fast::clamp(v_57._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m0;
        out.m_939 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m1;
        out.m_940 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m2;
        out.m_941 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m3;
        return out;
    }
    uint2 _968 = _164(_955);
    float3 _969 = _396(_968, v_57, v_60);
    _15 _970 = _562(_968, _969, v_54, v_57, v_62, v_63);
    float _974 = _970._m5 * _912(_968, _970._m4, v_57, v_63);
    float _975 = _744(_970, _974, v_54);
    if (_975 == 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m0;
        out.m_939 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m1;
        out.m_940 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m2;
        out.m_941 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m3;
        return out;
    }
    _18 _984 = _782(_970, _382(gl_VertexIndex), _975, v_54);
    float4 _990 = _173(_968, fast::normalize(_969 - v_54._m0._m3.xyz), v_57, v_60, v_64, v_66);
    _19 _1003 = _19{ _984._m0, _984._m1, float4(_857(_990) - float3(0.5), 1.0) * (_867(_990.w, _970._m4, v_54, v_57) * v_57._m0[10u].x), _974 };
    out.gl_Position = _1003._m0;
    out.m_939 = _1003._m1;
    out.m_940 = _1003._m2;
    out.m_941 = _1003._m3;
    return out;
}

struct fragment_main_out
{
    float4 m_1020 [[color(0)]];
    float4 m_1021 [[color(1)]];
};

struct fragment_main_in
{
    float4 m_1013 [[user(locn0)]];
    float4 m_1015 [[user(locn1)]];
    float m_1017 [[user(locn2)]];
};

static inline __attribute__((always_inline))
float2 _822(float4 _821)
{
    float2 _830 = (floor(_821.zw) + float2(0.5)) - _821.zw;
    return (_821.xy + (dfdx(_821.xy) * _830.x)) + (dfdy(_821.xy) * (_830.y * sign(dfdy(_821.w))));
}

static inline __attribute__((always_inline))
float _848(float2 _847)
{
    return exp((-0.5) * dot(_847, _847));
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _19 _1009 = _19{ gl_FragCoord, in.m_1013, in.m_1015, in.m_1017 };
    float _1028 = _1009._m3 * _848(_822(_1009._m1));
    if (_1028 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    _20 _1039 = _20{ _1009._m2 * _1028, float4(-log(1.0 - fast::min(_1028, 0.999000012874603271484375)), 0.0, 0.0, 0.0) };
    out.m_1020 = _1039._m0;
    out.m_1021 = _1039._m1;
    return out;
}
