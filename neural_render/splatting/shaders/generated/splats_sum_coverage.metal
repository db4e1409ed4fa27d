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
    float4 m_862 [[user(locn0)]];
    float4 m_863 [[user(locn1)]];
    float m_864 [[user(locn2)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
uint _300(uint _302, uint _303)
{
    return _302 / ((_303 == 0u) ? 1u : _303);
}

static inline __attribute__((always_inline))
uint _311(uint _309, uint _310)
{
    return (_310 * 128u) + _300(_309, 4u);
}

static inline __attribute__((always_inline))
uint _331(uint _332, uint _333)
{
    return _332 % ((_333 == 0u) ? 1u : _333);
}

static inline __attribute__((always_inline))
uint2 _340(uint _339)
{
    return uint2(_331(_339, 2048u), _300(_339, 2048u));
}

static inline __attribute__((always_inline))
float3 _348(uint2 _347, constant _55& v_54, texture2d<uint> v_57)
{
    float3 _364 = v_54._m0[1u].xyz + (float3(v_57.read(uint2(_347), 0).xyz) * v_54._m0[2u].xyz);
    return v_54._m0[3u].xyz + ((sign(_364) * v_54._m0[1u].w) * (exp(abs(_364)) - float3(1.0)));
}

static inline __attribute__((always_inline))
float3x3 _379(uint2 _378, constant _55& v_54, texture2d<uint> v_59)
{
    float4 _392 = v_54._m0[4u] + (float4(v_59.read(uint2(_378), 0)) * v_54._m0[5u]);
    float4 _396 = _392 * rsqrt(fast::max(dot(_392, _392), 9.9999999600419720025001879548654e-13));
    return float3x3(float3(1.0 - (2.0 * ((_396.z * _396.z) + (_396.w * _396.w))), 2.0 * ((_396.y * _396.z) + (_396.x * _396.w)), 2.0 * ((_396.y * _396.w) - (_396.x * _396.z))), float3(2.0 * ((_396.y * _396.z) - (_396.x * _396.w)), 1.0 - (2.0 * ((_396.y * _396.y) + (_396.w * _396.w))), 2.0 * ((_396.z * _396.w) + (_396.x * _396.y))), float3(2.0 * ((_396.y * _396.w) + (_396.x * _396.z)), 2.0 * ((_396.z * _396.w) - (_396.x * _396.y)), 1.0 - (2.0 * ((_396.y * _396.y) + (_396.z * _396.z)))));
}

static inline __attribute__((always_inline))
_15 _479(uint2 _477, float3 _478, constant _52& v_51, constant _55& v_54, texture2d<uint> v_59, texture2d<uint> v_60)
{
    _15 _490 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _492 = float2(1.0, 0.0);
    float3 _500 = (v_51._m0._m0 * float4(_478, 1.0)).xyz;
    if (_500.z <= 0.00999999977648258209228515625)
    {
        return _490;
    }
    float4 _513 = v_54._m0[6u] + (float4(v_60.read(uint2(_477), 0)) * v_54._m0[7u]);
    float2 _523 = _500.xy / float2(_500.z);
    float2 _527 = v_51._m0._m2.xy * 0.1500000059604644775390625;
    float2 _537 = fast::clamp(_523, (-(v_51._m0._m1.zw + _527)) / v_51._m0._m1.xy, ((v_51._m0._m2.xy - v_51._m0._m1.zw) + _527) / v_51._m0._m1.xy);
    float3x3 _548 = float3x3(v_51._m0._m0[0].xyz, v_51._m0._m0[1].xyz, v_51._m0._m0[2].xyz) * _379(_477, v_54, v_59);
    float3 _553 = exp(_513.xyz) / float3(_500.z);
    float3 _578 = (_553 * v_51._m0._m1.xy.x) * float3(_548[0].x - (_537.x * _548[0].z), _548[1].x - (_537.x * _548[1].z), _548[2].x - (_537.x * _548[2].z));
    float3 _603 = (_553 * v_51._m0._m1.xy.y) * float3(_548[0].y - (_537.y * _548[0].z), _548[1].y - (_537.y * _548[1].z), _548[2].y - (_537.y * _548[2].z));
    float _605 = dot(_578, _578) + 0.300000011920928955078125;
    float _607 = dot(_603, _603) + 0.300000011920928955078125;
    float _608 = dot(_578, _603);
    float _610 = length(cross(_578, _603));
    float _615 = (_610 * _610) + (0.300000011920928955078125 * ((_605 + _607) - 0.300000011920928955078125));
    if (!(_615 < 9.9999996169031624536541560020822e+35))
    {
        return _490;
    }
    float _622 = 0.5 * (_605 - _607);
    float _624 = length(float2(_622, _608));
    float _627 = (0.5 * (_605 + _607)) + _624;
    if (_624 > (9.9999999747524270787835121154785e-07 * _627))
    {
        _492 = fast::normalize(select(float2(_608, _624 - _622), float2(_624 + _622, _608), bool2(_622 > 0.0)));
    }
    _490._m0 = (_523 * v_51._m0._m1.xy) + v_51._m0._m1.zw;
    _490._m1 = _492;
    _490._m2 = sqrt(float2(_627, _615 / _627));
    _490._m3 = sqrt(float2(_605, _607));
    _490._m4 = _500.z;
    _490._m5 = (v_54._m0[0u].z > 0.5) ? ((_513.w * _610) / sqrt(_615)) : _513.w;
    return _490;
}

static inline __attribute__((always_inline))
float _670(_15 _668, float _669, constant _52& v_51)
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
        _675 = all((_668._m0 - _687) < v_51._m0._m2.xy);
    }
    else
    {
        _675 = false;
    }
    return _675 ? _685 : 0.0;
}

static inline __attribute__((always_inline))
float2 _319(uint _318)
{
    return (float2(float(_318 & 1u), float((_318 >> 1u) & 1u)) * 2.0) - float2(1.0);
}

static inline __attribute__((always_inline))
float4 _65(float4 _64, constant _52& v_51)
{
    return float4(_64.x, _64.y * v_51._m0._m4.x, (_64.z * v_51._m0._m4.y) + (_64.w * v_51._m0._m4.z), _64.w);
}

static inline __attribute__((always_inline))
float4 _95(float2 _93, float _94, constant _52& v_51)
{
    return _65(float4(((float2(2.0, -2.0) * _93) / v_51._m0._m2.xy) + float2(-1.0, 1.0), 1.0 - (0.00999999977648258209228515625 / _94), 1.0), v_51);
}

static inline __attribute__((always_inline))
_18 _708(_15 _705, float2 _706, float _707, constant _52& v_51)
{
    float2 _717 = _706 * (float2(_707) + (float2(0.0625) / _705._m2));
    float2 _719 = _717 * _705._m2;
    float2 _733 = (_705._m0 + (_705._m1 * _719.x)) + (float2(-_705._m1.y, _705._m1.x) * _719.y);
    return _18{ _95(_733, _705._m4, v_51), float4(_717, (_733 * v_51._m0._m2.zw) / v_51._m0._m2.xy) };
}

static inline __attribute__((always_inline))
float4 _116(uint2 _114, uint _115, constant _55& v_54, texture2d_array<uint> v_61)
{
    uint3 _132 = uint3(_114, _115);
    return v_54._m0[12u + (2u * _115)] + (float4(v_61.read(uint2(_132.xy), uint(_132.z), 0)) * v_54._m0[13u + (2u * _115)]);
}

static inline __attribute__((always_inline))
float4 _144(uint2 _142, float3 _143, constant _55& v_54, texture2d_array<uint> v_61)
{
    float4 _161 = float4(0.0);
    _161 = _116(_142, 0u, v_54, v_61) * 0.2820948064327239990234375;
    if (v_54._m0[0u].y > 1.0)
    {
        _161 += ((((_116(_142, 2u, v_54, v_61) * _143.z) - (_116(_142, 1u, v_54, v_61) * _143.y)) - (_116(_142, 3u, v_54, v_61) * _143.x)) * 0.48860251903533935546875);
    }
    float3 _186 = _143 * _143;
    if (v_54._m0[0u].y > 4.0)
    {
        _161 += ((((((_116(_142, 4u, v_54, v_61) * (_143.x * _143.y)) - (_116(_142, 5u, v_54, v_61) * (_143.y * _143.z))) * 1.09254848957061767578125) + (_116(_142, 6u, v_54, v_61) * (0.3153915703296661376953125 * (((2.0 * _186.z) - _186.x) - _186.y)))) - (_116(_142, 7u, v_54, v_61) * ((1.09254848957061767578125 * _143.x) * _143.z))) + (_116(_142, 8u, v_54, v_61) * (0.546274244785308837890625 * (_186.x - _186.y))));
    }
    if (v_54._m0[0u].y > 9.0)
    {
        float4 _298 = _161 + (((((_116(_142, 10u, v_54, v_61) * (((2.8906114101409912109375 * _143.x) * _143.y) * _143.z)) - (((_116(_142, 9u, v_54, v_61) * (_143.y * ((3.0 * _186.x) - _186.y))) + (_116(_142, 15u, v_54, v_61) * (_143.x * (_186.x - (3.0 * _186.y))))) * 0.590043604373931884765625)) - (((_116(_142, 11u, v_54, v_61) * _143.y) + (_116(_142, 13u, v_54, v_61) * _143.x)) * (0.4570457935333251953125 * (((4.0 * _186.z) - _186.x) - _186.y)))) + (_116(_142, 12u, v_54, v_61) * ((0.3731763362884521484375 * _143.z) * (((2.0 * _186.z) - (3.0 * _186.x)) - (3.0 * _186.y))))) + (_116(_142, 14u, v_54, v_61) * ((1.44530570507049560546875 * _143.z) * (_186.x - _186.y))));
        _161 = _298;
    }
    return _161;
}

static inline __attribute__((always_inline))
float _826(float _824, float _825, constant _52& v_51, constant _55& v_54)
{
    return exp(fast::min(_824 - (v_54._m0[8u].z * log(fast::max(_825, 0.001000000047497451305389404296875) / fast::max(fast::max(distance(v_51._m0._m3.xyz, v_54._m0[11u].xyz) - v_54._m0[11u].w, 0.100000001490116119384765625 * v_54._m0[11u].w), 0.001000000047497451305389404296875))), v_54._m0[10u].y));
}

static inline __attribute__((always_inline))
float3 _783(float4 _782)
{
    return fast::max(_782.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _52& v_51 [[buffer(0)]], constant _55& v_54 [[buffer(1)]], texture2d<uint> v_57 [[texture(2)]], texture2d<uint> v_59 [[texture(4)]], texture2d<uint> v_60 [[texture(6)]], texture2d_array<uint> v_61 [[texture(8)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _877 = _311(gl_VertexIndex, gl_InstanceIndex);
    if (_877 >= uint(fast::clamp(v_54._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m0;
        out.m_862 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m1;
        out.m_863 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m2;
        out.m_864 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m3;
        return out;
    }
    uint2 _890 = _340(_877);
    float3 _891 = _348(_890, v_54, v_57);
    _15 _892 = _479(_890, _891, v_51, v_54, v_59, v_60);
    float _894 = _670(_892, _892._m5, v_51);
    if (_894 == 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m0;
        out.m_862 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m1;
        out.m_863 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m2;
        out.m_864 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m3;
        return out;
    }
    _18 _903 = _708(_892, _319(gl_VertexIndex), _894, v_51);
    float4 _909 = _144(_890, fast::normalize(_891 - v_51._m0._m3.xyz), v_54, v_61);
    _19 _923 = _19{ _903._m0, _903._m1, float4(_783(_909) - float3(0.5), 1.0) * (_826(_909.w, _892._m4, v_51, v_54) * v_54._m0[10u].x), _892._m5 };
    out.gl_Position = _923._m0;
    out.m_862 = _923._m1;
    out.m_863 = _923._m2;
    out.m_864 = _923._m3;
    return out;
}

struct fragment_main_out
{
    float4 m_940 [[color(0)]];
    float4 m_941 [[color(1)]];
};

struct fragment_main_in
{
    float4 m_933 [[user(locn0)]];
    float4 m_935 [[user(locn1)]];
    float m_937 [[user(locn2)]];
};

static inline __attribute__((always_inline))
float2 _748(float4 _747)
{
    float2 _756 = (floor(_747.zw) + float2(0.5)) - _747.zw;
    return (_747.xy + (dfdx(_747.xy) * _756.x)) + (dfdy(_747.xy) * (_756.y * sign(dfdy(_747.w))));
}

static inline __attribute__((always_inline))
float _774(float2 _773)
{
    return exp((-0.5) * dot(_773, _773));
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _19 _929 = _19{ gl_FragCoord, in.m_933, in.m_935, in.m_937 };
    float _948 = _929._m3 * _774(_748(_929._m1));
    if (_948 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    _20 _959 = _20{ _929._m2 * _948, float4(-log(1.0 - fast::min(_948, 0.999000012874603271484375)), 0.0, 0.0, 0.0) };
    out.m_940 = _959._m0;
    out.m_941 = _959._m1;
    return out;
}
