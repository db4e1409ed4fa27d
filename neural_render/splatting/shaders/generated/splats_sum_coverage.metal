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
    float4 m_919 [[user(locn0)]];
    float4 m_920 [[user(locn1)]];
    float m_921 [[user(locn2)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
uint _152(uint _153, uint _154)
{
    return _153 / ((_154 == 0u) ? 1u : _154);
}

static inline __attribute__((always_inline))
uint _383(uint _381, uint _382)
{
    return (_382 * 128u) + _152(_381, 4u);
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
float3 _405(uint2 _404, constant _55& v_54, texture2d<uint> v_57)
{
    float3 _421 = v_54._m0[1u].xyz + (float3(v_57.read(uint2(_404), 0).xyz) * v_54._m0[2u].xyz);
    return v_54._m0[3u].xyz + ((sign(_421) * v_54._m0[1u].w) * (exp(abs(_421)) - float3(1.0)));
}

static inline __attribute__((always_inline))
float3x3 _436(uint2 _435, constant _55& v_54, texture2d<uint> v_59)
{
    float4 _449 = v_54._m0[4u] + (float4(v_59.read(uint2(_435), 0)) * v_54._m0[5u]);
    float4 _453 = _449 * rsqrt(fast::max(dot(_449, _449), 9.9999999600419720025001879548654e-13));
    return float3x3(float3(1.0 - (2.0 * ((_453.z * _453.z) + (_453.w * _453.w))), 2.0 * ((_453.y * _453.z) + (_453.x * _453.w)), 2.0 * ((_453.y * _453.w) - (_453.x * _453.z))), float3(2.0 * ((_453.y * _453.z) - (_453.x * _453.w)), 1.0 - (2.0 * ((_453.y * _453.y) + (_453.w * _453.w))), 2.0 * ((_453.z * _453.w) + (_453.x * _453.y))), float3(2.0 * ((_453.y * _453.w) + (_453.x * _453.z)), 2.0 * ((_453.z * _453.w) - (_453.x * _453.y)), 1.0 - (2.0 * ((_453.y * _453.y) + (_453.z * _453.z)))));
}

static inline __attribute__((always_inline))
_15 _536(uint2 _534, float3 _535, constant _52& v_51, constant _55& v_54, texture2d<uint> v_59, texture2d<uint> v_60)
{
    _15 _547 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _549 = float2(1.0, 0.0);
    float3 _557 = (v_51._m0._m0 * float4(_535, 1.0)).xyz;
    if (_557.z <= 0.00999999977648258209228515625)
    {
        return _547;
    }
    float4 _570 = v_54._m0[6u] + (float4(v_60.read(uint2(_534), 0)) * v_54._m0[7u]);
    float2 _580 = _557.xy / float2(_557.z);
    float2 _584 = v_51._m0._m2.xy * 0.1500000059604644775390625;
    float2 _594 = fast::clamp(_580, (-(v_51._m0._m1.zw + _584)) / v_51._m0._m1.xy, ((v_51._m0._m2.xy - v_51._m0._m1.zw) + _584) / v_51._m0._m1.xy);
    float3x3 _605 = float3x3(v_51._m0._m0[0].xyz, v_51._m0._m0[1].xyz, v_51._m0._m0[2].xyz) * _436(_534, v_54, v_59);
    float3 _610 = exp(_570.xyz) / float3(_557.z);
    float3 _635 = (_610 * v_51._m0._m1.xy.x) * float3(_605[0].x - (_594.x * _605[0].z), _605[1].x - (_594.x * _605[1].z), _605[2].x - (_594.x * _605[2].z));
    float3 _660 = (_610 * v_51._m0._m1.xy.y) * float3(_605[0].y - (_594.y * _605[0].z), _605[1].y - (_594.y * _605[1].z), _605[2].y - (_594.y * _605[2].z));
    float _662 = dot(_635, _635) + 0.300000011920928955078125;
    float _664 = dot(_660, _660) + 0.300000011920928955078125;
    float _665 = dot(_635, _660);
    float _667 = length(cross(_635, _660));
    float _672 = (_667 * _667) + (0.300000011920928955078125 * ((_662 + _664) - 0.300000011920928955078125));
    if (!(_672 < 9.9999996169031624536541560020822e+35))
    {
        return _547;
    }
    float _679 = 0.5 * (_662 - _664);
    float _681 = length(float2(_679, _665));
    float _684 = (0.5 * (_662 + _664)) + _681;
    if (_681 > (9.9999999747524270787835121154785e-07 * _684))
    {
        _549 = fast::normalize(select(float2(_665, _681 - _679), float2(_681 + _679, _665), bool2(_679 > 0.0)));
    }
    _547._m0 = (_580 * v_51._m0._m1.xy) + v_51._m0._m1.zw;
    _547._m1 = _549;
    _547._m2 = sqrt(float2(_684, _672 / _684));
    _547._m3 = sqrt(float2(_662, _664));
    _547._m4 = _557.z;
    _547._m5 = (v_54._m0[0u].z > 0.5) ? ((_570.w * _667) / sqrt(_672)) : _570.w;
    return _547;
}

static inline __attribute__((always_inline))
float _727(_15 _725, float _726, constant _52& v_51)
{
    bool _732 = false;
    if (_726 <= 0.0039215688593685626983642578125)
    {
        return 0.0;
    }
    float _742 = sqrt(2.0 * log(_726 / 0.0039215688593685626983642578125));
    float2 _744 = _725._m3 * _742;
    if (all((_725._m0 + _744) > float2(0.0)))
    {
        _732 = all((_725._m0 - _744) < v_51._m0._m2.xy);
    }
    else
    {
        _732 = false;
    }
    return _732 ? _742 : 0.0;
}

static inline __attribute__((always_inline))
float2 _391(uint _390)
{
    return (float2(float(_390 & 1u), float((_390 >> 1u) & 1u)) * 2.0) - float2(1.0);
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
_18 _765(_15 _762, float2 _763, float _764, constant _52& v_51)
{
    float2 _774 = _763 * (float2(_764) + (float2(0.0625) / _762._m2));
    float2 _776 = _774 * _762._m2;
    float2 _790 = (_762._m0 + (_762._m1 * _776.x)) + (float2(-_762._m1.y, _762._m1.x) * _776.y);
    return _18{ _96(_790, _762._m4, v_51), float4(_774, (_790 * v_51._m0._m2.zw) / v_51._m0._m2.xy) };
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
    float4 _189 = float4(0.0);
    uint2 _192 = uint2(0u);
    uint _195 = 0u;
    uint3 _203 = uint3(_168, uint(0));
    _189 = (v_54._m0[12u] + (float4(v_61.read(uint2(_203.xy), uint(_203.z), 0)) * v_54._m0[13u])) * 0.2820948064327239990234375;
    _192 = _168;
    if (v_54._m0[0u].w > 0.5)
    {
        _192 = _161(v_57.read(uint2(_168), 0).w);
        _195 = 1u;
    }
    if (v_54._m0[0u].y > 1.0)
    {
        _189 += ((((_118(_192, _195, 2u, v_54, v_63) * _169.z) - (_118(_192, _195, 1u, v_54, v_63) * _169.y)) - (_118(_192, _195, 3u, v_54, v_63) * _169.x)) * 0.48860251903533935546875);
    }
    float3 _242 = _169 * _169;
    if (v_54._m0[0u].y > 4.0)
    {
        _189 += ((((((_118(_192, _195, 4u, v_54, v_63) * (_169.x * _169.y)) - (_118(_192, _195, 5u, v_54, v_63) * (_169.y * _169.z))) * 1.09254848957061767578125) + (_118(_192, _195, 6u, v_54, v_63) * (0.3153915703296661376953125 * (((2.0 * _242.z) - _242.x) - _242.y)))) - (_118(_192, _195, 7u, v_54, v_63) * ((1.09254848957061767578125 * _169.x) * _169.z))) + (_118(_192, _195, 8u, v_54, v_63) * (0.546274244785308837890625 * (_242.x - _242.y))));
    }
    if (v_54._m0[0u].y > 9.0)
    {
        float4 _378 = _189 + (((((_118(_192, _195, 10u, v_54, v_63) * (((2.8906114101409912109375 * _169.x) * _169.y) * _169.z)) - (((_118(_192, _195, 9u, v_54, v_63) * (_169.y * ((3.0 * _242.x) - _242.y))) + (_118(_192, _195, 15u, v_54, v_63) * (_169.x * (_242.x - (3.0 * _242.y))))) * 0.590043604373931884765625)) - (((_118(_192, _195, 11u, v_54, v_63) * _169.y) + (_118(_192, _195, 13u, v_54, v_63) * _169.x)) * (0.4570457935333251953125 * (((4.0 * _242.z) - _242.x) - _242.y)))) + (_118(_192, _195, 12u, v_54, v_63) * ((0.3731763362884521484375 * _169.z) * (((2.0 * _242.z) - (3.0 * _242.x)) - (3.0 * _242.y))))) + (_118(_192, _195, 14u, v_54, v_63) * ((1.44530570507049560546875 * _169.z) * (_242.x - _242.y))));
        _189 = _378;
    }
    return _189;
}

static inline __attribute__((always_inline))
float _883(float _881, float _882, constant _52& v_51, constant _55& v_54)
{
    return exp(fast::min(_881 - (v_54._m0[8u].z * log(fast::max(_882, 0.001000000047497451305389404296875) / fast::max(fast::max(distance(v_51._m0._m3.xyz, v_54._m0[11u].xyz) - v_54._m0[11u].w, 0.100000001490116119384765625 * v_54._m0[11u].w), 0.001000000047497451305389404296875))), v_54._m0[10u].y));
}

static inline __attribute__((always_inline))
float3 _840(float4 _839)
{
    return fast::max(_839.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _52& v_51 [[buffer(0)]], constant _55& v_54 [[buffer(1)]], texture2d<uint> v_57 [[texture(2)]], texture2d<uint> v_59 [[texture(4)]], texture2d<uint> v_60 [[texture(6)]], texture2d_array<uint> v_61 [[texture(8)]], texture2d_array<uint> v_63 [[texture(10)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _935 = _383(gl_VertexIndex, gl_InstanceIndex);
    if (_935 >= uint(fast::clamp(v_54._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m0;
        out.m_919 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m1;
        out.m_920 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m2;
        out.m_921 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m3;
        return out;
    }
    uint2 _948 = _161(_935);
    float3 _949 = _405(_948, v_54, v_57);
    _15 _950 = _536(_948, _949, v_51, v_54, v_59, v_60);
    float _952 = _727(_950, _950._m5, v_51);
    if (_952 == 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m0;
        out.m_919 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m1;
        out.m_920 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m2;
        out.m_921 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m3;
        return out;
    }
    _18 _961 = _765(_950, _391(gl_VertexIndex), _952, v_51);
    float4 _967 = _170(_948, fast::normalize(_949 - v_51._m0._m3.xyz), v_54, v_57, v_61, v_63);
    _19 _981 = _19{ _961._m0, _961._m1, float4(_840(_967) - float3(0.5), 1.0) * (_883(_967.w, _950._m4, v_51, v_54) * v_54._m0[10u].x), _950._m5 };
    out.gl_Position = _981._m0;
    out.m_919 = _981._m1;
    out.m_920 = _981._m2;
    out.m_921 = _981._m3;
    return out;
}

struct fragment_main_out
{
    float4 m_998 [[color(0)]];
    float4 m_999 [[color(1)]];
};

struct fragment_main_in
{
    float4 m_991 [[user(locn0)]];
    float4 m_993 [[user(locn1)]];
    float m_995 [[user(locn2)]];
};

static inline __attribute__((always_inline))
float2 _805(float4 _804)
{
    float2 _813 = (floor(_804.zw) + float2(0.5)) - _804.zw;
    return (_804.xy + (dfdx(_804.xy) * _813.x)) + (dfdy(_804.xy) * (_813.y * sign(dfdy(_804.w))));
}

static inline __attribute__((always_inline))
float _831(float2 _830)
{
    return exp((-0.5) * dot(_830, _830));
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _19 _987 = _19{ gl_FragCoord, in.m_991, in.m_993, in.m_995 };
    float _1006 = _987._m3 * _831(_805(_987._m1));
    if (_1006 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    _20 _1017 = _20{ _987._m2 * _1006, float4(-log(1.0 - fast::min(_1006, 0.999000012874603271484375)), 0.0, 0.0, 0.0) };
    out.m_998 = _1017._m0;
    out.m_999 = _1017._m1;
    return out;
}
