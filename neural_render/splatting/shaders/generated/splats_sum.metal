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

struct _46
{
    _6 _m0;
};

struct _49
{
    float4 _m0[43];
};

struct vertex_main_out
{
    float4 m_847 [[user(locn0)]];
    float4 m_848 [[user(locn1)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
uint _294(uint _296, uint _297)
{
    return _296 / ((_297 == 0u) ? 1u : _297);
}

static inline __attribute__((always_inline))
uint _305(uint _303, uint _304)
{
    return (_304 * 128u) + _294(_303, 4u);
}

static inline __attribute__((always_inline))
uint _325(uint _326, uint _327)
{
    return _326 % ((_327 == 0u) ? 1u : _327);
}

static inline __attribute__((always_inline))
uint2 _334(uint _333)
{
    return uint2(_325(_333, 2048u), _294(_333, 2048u));
}

static inline __attribute__((always_inline))
float3 _342(uint2 _341, constant _49& v_48, texture2d<uint> v_51)
{
    float3 _358 = v_48._m0[1u].xyz + (float3(v_51.read(uint2(_341), 0).xyz) * v_48._m0[2u].xyz);
    return v_48._m0[3u].xyz + ((sign(_358) * v_48._m0[1u].w) * (exp(abs(_358)) - float3(1.0)));
}

static inline __attribute__((always_inline))
float3x3 _373(uint2 _372, constant _49& v_48, texture2d<uint> v_53)
{
    float4 _386 = v_48._m0[4u] + (float4(v_53.read(uint2(_372), 0)) * v_48._m0[5u]);
    float4 _390 = _386 * rsqrt(fast::max(dot(_386, _386), 9.9999999600419720025001879548654e-13));
    return float3x3(float3(1.0 - (2.0 * ((_390.z * _390.z) + (_390.w * _390.w))), 2.0 * ((_390.y * _390.z) + (_390.x * _390.w)), 2.0 * ((_390.y * _390.w) - (_390.x * _390.z))), float3(2.0 * ((_390.y * _390.z) - (_390.x * _390.w)), 1.0 - (2.0 * ((_390.y * _390.y) + (_390.w * _390.w))), 2.0 * ((_390.z * _390.w) + (_390.x * _390.y))), float3(2.0 * ((_390.y * _390.w) + (_390.x * _390.z)), 2.0 * ((_390.z * _390.w) - (_390.x * _390.y)), 1.0 - (2.0 * ((_390.y * _390.y) + (_390.z * _390.z)))));
}

static inline __attribute__((always_inline))
_15 _473(uint2 _471, float3 _472, constant _46& v_45, constant _49& v_48, texture2d<uint> v_53, texture2d<uint> v_54)
{
    _15 _485 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _487 = float2(1.0, 0.0);
    float3 _495 = (v_45._m0._m0 * float4(_472, 1.0)).xyz;
    if (_495.z <= 0.00999999977648258209228515625)
    {
        return _485;
    }
    float4 _508 = v_48._m0[6u] + (float4(v_54.read(uint2(_471), 0)) * v_48._m0[7u]);
    float2 _518 = _495.xy / float2(_495.z);
    float2 _522 = v_45._m0._m2.xy * 0.1500000059604644775390625;
    float2 _532 = fast::clamp(_518, (-(v_45._m0._m1.zw + _522)) / v_45._m0._m1.xy, ((v_45._m0._m2.xy - v_45._m0._m1.zw) + _522) / v_45._m0._m1.xy);
    float3x3 _543 = float3x3(v_45._m0._m0[0].xyz, v_45._m0._m0[1].xyz, v_45._m0._m0[2].xyz) * _373(_471, v_48, v_53);
    float3 _548 = exp(_508.xyz) / float3(_495.z);
    float3 _573 = (_548 * v_45._m0._m1.xy.x) * float3(_543[0].x - (_532.x * _543[0].z), _543[1].x - (_532.x * _543[1].z), _543[2].x - (_532.x * _543[2].z));
    float3 _598 = (_548 * v_45._m0._m1.xy.y) * float3(_543[0].y - (_532.y * _543[0].z), _543[1].y - (_532.y * _543[1].z), _543[2].y - (_532.y * _543[2].z));
    float _600 = dot(_573, _573) + 0.300000011920928955078125;
    float _602 = dot(_598, _598) + 0.300000011920928955078125;
    float _603 = dot(_573, _598);
    float _605 = length(cross(_573, _598));
    float _610 = (_605 * _605) + (0.300000011920928955078125 * ((_600 + _602) - 0.300000011920928955078125));
    if (!(_610 < 9.9999996169031624536541560020822e+35))
    {
        return _485;
    }
    float _617 = 0.5 * (_600 - _602);
    float _619 = length(float2(_617, _603));
    float _622 = (0.5 * (_600 + _602)) + _619;
    if (_619 > (9.9999999747524270787835121154785e-07 * _622))
    {
        _487 = fast::normalize(select(float2(_603, _619 - _617), float2(_619 + _617, _603), bool2(_617 > 0.0)));
    }
    _485._m0 = (_518 * v_45._m0._m1.xy) + v_45._m0._m1.zw;
    _485._m1 = _487;
    _485._m2 = sqrt(float2(_622, _610 / _622));
    _485._m3 = sqrt(float2(_600, _602));
    _485._m4 = _495.z;
    _485._m5 = (v_48._m0[0u].z > 0.5) ? ((_508.w * _605) / sqrt(_610)) : _508.w;
    return _485;
}

static inline __attribute__((always_inline))
float4 _110(uint2 _108, uint _109, constant _49& v_48, texture2d_array<uint> v_55)
{
    uint3 _126 = uint3(_108, _109);
    return v_48._m0[11u + (2u * _109)] + (float4(v_55.read(uint2(_126.xy), uint(_126.z), 0)) * v_48._m0[12u + (2u * _109)]);
}

static inline __attribute__((always_inline))
float4 _138(uint2 _136, float3 _137, constant _49& v_48, texture2d_array<uint> v_55)
{
    float4 _155 = float4(0.0);
    _155 = _110(_136, 0u, v_48, v_55) * 0.2820948064327239990234375;
    if (v_48._m0[0u].y > 1.0)
    {
        _155 += ((((_110(_136, 2u, v_48, v_55) * _137.z) - (_110(_136, 1u, v_48, v_55) * _137.y)) - (_110(_136, 3u, v_48, v_55) * _137.x)) * 0.48860251903533935546875);
    }
    float3 _180 = _137 * _137;
    if (v_48._m0[0u].y > 4.0)
    {
        _155 += ((((((_110(_136, 4u, v_48, v_55) * (_137.x * _137.y)) - (_110(_136, 5u, v_48, v_55) * (_137.y * _137.z))) * 1.09254848957061767578125) + (_110(_136, 6u, v_48, v_55) * (0.3153915703296661376953125 * (((2.0 * _180.z) - _180.x) - _180.y)))) - (_110(_136, 7u, v_48, v_55) * ((1.09254848957061767578125 * _137.x) * _137.z))) + (_110(_136, 8u, v_48, v_55) * (0.546274244785308837890625 * (_180.x - _180.y))));
    }
    if (v_48._m0[0u].y > 9.0)
    {
        float4 _292 = _155 + (((((_110(_136, 10u, v_48, v_55) * (((2.8906114101409912109375 * _137.x) * _137.y) * _137.z)) - (((_110(_136, 9u, v_48, v_55) * (_137.y * ((3.0 * _180.x) - _180.y))) + (_110(_136, 15u, v_48, v_55) * (_137.x * (_180.x - (3.0 * _180.y))))) * 0.590043604373931884765625)) - (((_110(_136, 11u, v_48, v_55) * _137.y) + (_110(_136, 13u, v_48, v_55) * _137.x)) * (0.4570457935333251953125 * (((4.0 * _180.z) - _180.x) - _180.y)))) + (_110(_136, 12u, v_48, v_55) * ((0.3731763362884521484375 * _137.z) * (((2.0 * _180.z) - (3.0 * _180.x)) - (3.0 * _180.y))))) + (_110(_136, 14u, v_48, v_55) * ((1.44530570507049560546875 * _137.z) * (_180.x - _180.y))));
        _155 = _292;
    }
    return _155;
}

static inline __attribute__((always_inline))
float _789(float _787, float _788, constant _49& v_48)
{
    float _799 = fast::max(_787, 0.0);
    if (v_48._m0[8u].x == 1.0)
    {
        return _799 * exp((-v_48._m0[8u].y) * exp(fast::min(v_48._m0[8u].z * log(fast::max(_788, 0.001000000047497451305389404296875)), 80.0)));
    }
    if (v_48._m0[8u].x == 2.0)
    {
        return _799 * fast::max(1.0 - (_788 / v_48._m0[8u].y), 0.0);
    }
    return _799;
}

static inline __attribute__((always_inline))
float _665(_15 _663, float _664, constant _46& v_45)
{
    bool _670 = false;
    if (_664 <= 0.0039215688593685626983642578125)
    {
        return 0.0;
    }
    float _680 = sqrt(2.0 * log(_664 / 0.0039215688593685626983642578125));
    float2 _682 = _663._m3 * _680;
    if (all((_663._m0 + _682) > float2(0.0)))
    {
        _670 = all((_663._m0 - _682) < v_45._m0._m2.xy);
    }
    else
    {
        _670 = false;
    }
    return _670 ? _680 : 0.0;
}

static inline __attribute__((always_inline))
float2 _313(uint _312)
{
    return (float2(float(_312 & 1u), float((_312 >> 1u) & 1u)) * 2.0) - float2(1.0);
}

static inline __attribute__((always_inline))
float4 _59(float4 _58, constant _46& v_45)
{
    return float4(_58.x, _58.y * v_45._m0._m4.x, (_58.z * v_45._m0._m4.y) + (_58.w * v_45._m0._m4.z), _58.w);
}

static inline __attribute__((always_inline))
float4 _89(float2 _87, float _88, constant _46& v_45)
{
    return _59(float4(((float2(2.0, -2.0) * _87) / v_45._m0._m2.xy) + float2(-1.0, 1.0), 1.0 - (0.00999999977648258209228515625 / _88), 1.0), v_45);
}

static inline __attribute__((always_inline))
_18 _703(_15 _700, float2 _701, float _702, constant _46& v_45)
{
    float2 _712 = _701 * (float2(_702) + (float2(0.0625) / _700._m2));
    float2 _714 = _712 * _700._m2;
    float2 _728 = (_700._m0 + (_700._m1 * _714.x)) + (float2(-_700._m1.y, _700._m1.x) * _714.y);
    return _18{ _89(_728, _700._m4, v_45), float4(_712, (_728 * v_45._m0._m2.zw) / v_45._m0._m2.xy) };
}

static inline __attribute__((always_inline))
float3 _778(float4 _777)
{
    return fast::max(_777.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _46& v_45 [[buffer(0)]], constant _49& v_48 [[buffer(1)]], texture2d<uint> v_51 [[texture(2)]], texture2d<uint> v_53 [[texture(4)]], texture2d<uint> v_54 [[texture(6)]], texture2d_array<uint> v_55 [[texture(8)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _860 = _305(gl_VertexIndex, gl_InstanceIndex);
    if (_860 >= uint(fast::clamp(v_48._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_847 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_848 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    uint2 _872 = _334(_860);
    float3 _873 = _342(_872, v_48, v_51);
    _15 _874 = _473(_872, _873, v_45, v_48, v_53, v_54);
    if (_874._m5 <= 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_847 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_848 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    float4 _887 = _138(_872, fast::normalize(_873 - v_45._m0._m3.xyz), v_48, v_55);
    float _892 = _874._m5 * _789(_887.w, _874._m4, v_48);
    float _893 = _665(_874, _892, v_45);
    if (_893 == 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_847 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_848 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    _18 _901 = _703(_874, _313(gl_VertexIndex), _893, v_45);
    _19 _906 = _19{ _901._m0, _901._m1, float4(_778(_887), _892) };
    out.gl_Position = _906._m0;
    out.m_847 = _906._m1;
    out.m_848 = _906._m2;
    return out;
}

struct fragment_main_out
{
    float4 m_919 [[color(0)]];
};

struct fragment_main_in
{
    float4 m_915 [[user(locn0)]];
    float4 m_917 [[user(locn1)]];
};

static inline __attribute__((always_inline))
float2 _743(float4 _742)
{
    float2 _751 = (floor(_742.zw) + float2(0.5)) - _742.zw;
    return (_742.xy + (dfdx(_742.xy) * _751.x)) + (dfdy(_742.xy) * (_751.y * sign(dfdy(_742.w))));
}

static inline __attribute__((always_inline))
float _769(float2 _768)
{
    return exp((-0.5) * dot(_768, _768));
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _49& _48 [[buffer(1)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _19 _911 = _19{ gl_FragCoord, in.m_915, in.m_917 };
    float _928 = _911._m2.w * _769(_743(_911._m1));
    if (_928 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    out.m_919 = float4(_911._m2.xyz, 1.0) * (_928 * _48._m0[10u].x);
    return out;
}
