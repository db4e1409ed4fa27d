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
    float4 m_973 [[user(locn0)]];
    float4 m_974 [[user(locn1)]];
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
_15 _547(uint2 _545, float3 _546, constant _55& v_54, constant _58& v_57, texture2d<uint> v_62, texture2d<uint> v_63)
{
    _15 _557 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _559 = float2(1.0, 0.0);
    float3 _567 = (v_54._m0._m0 * float4(_546, 1.0)).xyz;
    if (_567.z <= 0.00999999977648258209228515625)
    {
        return _557;
    }
    float4 _580 = v_57._m0[6u] + (float4(v_63.read(uint2(_545), 0)) * v_57._m0[7u]);
    float2 _590 = _567.xy / float2(_567.z);
    float2 _594 = v_54._m0._m2.xy * 0.1500000059604644775390625;
    float2 _604 = fast::clamp(_590, (-(v_54._m0._m1.zw + _594)) / v_54._m0._m1.xy, ((v_54._m0._m2.xy - v_54._m0._m1.zw) + _594) / v_54._m0._m1.xy);
    float3x3 _615 = float3x3(v_54._m0._m0[0].xyz, v_54._m0._m0[1].xyz, v_54._m0._m0[2].xyz) * _427(_545, v_57, v_62);
    float3 _620 = exp(_580.xyz) / float3(_567.z);
    float3 _645 = (_620 * v_54._m0._m1.xy.x) * float3(_615[0].x - (_604.x * _615[0].z), _615[1].x - (_604.x * _615[1].z), _615[2].x - (_604.x * _615[2].z));
    float3 _670 = (_620 * v_54._m0._m1.xy.y) * float3(_615[0].y - (_604.y * _615[0].z), _615[1].y - (_604.y * _615[1].z), _615[2].y - (_604.y * _615[2].z));
    float _672 = dot(_645, _645) + 0.300000011920928955078125;
    float _674 = dot(_670, _670) + 0.300000011920928955078125;
    float _675 = dot(_645, _670);
    float _677 = length(cross(_645, _670));
    float _682 = (_677 * _677) + (0.300000011920928955078125 * ((_672 + _674) - 0.300000011920928955078125));
    if (!(_682 < 9.9999996169031624536541560020822e+35))
    {
        return _557;
    }
    float _689 = 0.5 * (_672 - _674);
    float _691 = length(float2(_689, _675));
    float _694 = (0.5 * (_672 + _674)) + _691;
    if (_691 > (9.9999999747524270787835121154785e-07 * _694))
    {
        _559 = fast::normalize(select(float2(_675, _691 - _689), float2(_691 + _689, _675), bool2(_689 > 0.0)));
    }
    _557._m0 = (_590 * v_54._m0._m1.xy) + v_54._m0._m1.zw;
    _557._m1 = _559;
    _557._m2 = sqrt(float2(_694, _682 / _694));
    _557._m3 = sqrt(float2(_672, _674));
    _557._m4 = _567.z;
    _557._m5 = (v_57._m0[0u].z > 0.5) ? ((_580.w * _677) / sqrt(_682)) : _580.w;
    return _557;
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
float _859(float _857, float _858, constant _58& v_57)
{
    float _869 = fast::max(_857, 0.0);
    if (v_57._m0[8u].x == 1.0)
    {
        return _869 * exp((-v_57._m0[8u].y) * exp(fast::min(v_57._m0[8u].z * log(fast::max(_858, 0.001000000047497451305389404296875)), 80.0)));
    }
    if (v_57._m0[8u].x == 2.0)
    {
        return _869 * fast::max(1.0 - (_858 / v_57._m0[8u].y), 0.0);
    }
    return _869;
}

static inline __attribute__((always_inline))
float _736(_15 _734, float _735, constant _55& v_54)
{
    bool _741 = false;
    if (_735 <= 0.0039215688593685626983642578125)
    {
        return 0.0;
    }
    float _751 = sqrt(2.0 * log(_735 / 0.0039215688593685626983642578125));
    float2 _753 = _734._m3 * _751;
    if (all((_734._m0 + _753) > float2(0.0)))
    {
        _741 = all((_734._m0 - _753) < v_54._m0._m2.xy);
    }
    else
    {
        _741 = false;
    }
    return _741 ? _751 : 0.0;
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
_18 _774(_15 _771, float2 _772, float _773, constant _55& v_54)
{
    float2 _783 = _772 * (float2(_773) + (float2(0.0625) / _771._m2));
    float2 _785 = _783 * _771._m2;
    float2 _799 = (_771._m0 + (_771._m1 * _785.x)) + (float2(-_771._m1.y, _771._m1.x) * _785.y);
    return _18{ _99(_799, _771._m4, v_54), float4(_783, (_799 * v_54._m0._m2.zw) / v_54._m0._m2.xy) };
}

static inline __attribute__((always_inline))
float3 _849(float4 _848)
{
    return fast::max(_848.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _55& v_54 [[buffer(0)]], constant _58& v_57 [[buffer(1)]], texture2d<uint> v_60 [[texture(2)]], texture2d<uint> v_62 [[texture(4)]], texture2d<uint> v_63 [[texture(6)]], texture2d_array<uint> v_64 [[texture(8)]], texture2d_array<uint> v_66 [[texture(10)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _987 = _374(gl_VertexIndex, gl_InstanceIndex);
    if (_987 >= uint(fast::clamp(v_57._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_973 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_974 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    uint2 _999 = _164(_987);
    float3 _1000 = _396(_999, v_57, v_60);
    _15 _1001 = _547(_999, _1000, v_54, v_57, v_62, v_63);
    if (_1001._m5 <= 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_973 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_974 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    float4 _1014 = _173(_999, fast::normalize(_1000 - v_54._m0._m3.xyz), v_57, v_60, v_64, v_66);
    float _1019 = _1001._m5 * _859(_1014.w, _1001._m4, v_57);
    float _1020 = _736(_1001, _1019, v_54);
    if (_1020 == 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_973 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_974 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    _18 _1028 = _774(_1001, _382(gl_VertexIndex), _1020, v_54);
    _19 _1033 = _19{ _1028._m0, _1028._m1, float4(_849(_1014), _1019) };
    out.gl_Position = _1033._m0;
    out.m_973 = _1033._m1;
    out.m_974 = _1033._m2;
    return out;
}

struct fragment_main_out
{
    float4 m_1046 [[color(0)]];
};

struct fragment_main_in
{
    float4 m_1042 [[user(locn0)]];
    float4 m_1044 [[user(locn1)]];
};

static inline __attribute__((always_inline))
float2 _814(float4 _813)
{
    float2 _822 = (floor(_813.zw) + float2(0.5)) - _813.zw;
    return (_813.xy + (dfdx(_813.xy) * _822.x)) + (dfdy(_813.xy) * (_822.y * sign(dfdy(_813.w))));
}

static inline __attribute__((always_inline))
float _840(float2 _839)
{
    return exp((-0.5) * dot(_839, _839));
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _58& _57 [[buffer(1)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _19 _1038 = _19{ gl_FragCoord, in.m_1042, in.m_1044 };
    float _1055 = _1038._m2.w * _840(_814(_1038._m1));
    if (_1055 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    out.m_1046 = float4(_1038._m2.xyz - float3(0.5), 1.0) * (_1055 * _57._m0[10u].x);
    return out;
}
