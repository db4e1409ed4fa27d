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

struct _48
{
    _6 _m0;
};

struct _51
{
    float4 _m0[44];
};

struct vertex_main_out
{
    float4 m_860 [[user(locn0)]];
    float4 m_861 [[user(locn1)]];
    float m_862 [[user(locn2)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
uint _296(uint _298, uint _299)
{
    return _298 / ((_299 == 0u) ? 1u : _299);
}

static inline __attribute__((always_inline))
uint _307(uint _305, uint _306)
{
    return (_306 * 128u) + _296(_305, 4u);
}

static inline __attribute__((always_inline))
uint _327(uint _328, uint _329)
{
    return _328 % ((_329 == 0u) ? 1u : _329);
}

static inline __attribute__((always_inline))
uint2 _336(uint _335)
{
    return uint2(_327(_335, 2048u), _296(_335, 2048u));
}

static inline __attribute__((always_inline))
float3 _344(uint2 _343, constant _51& v_50, texture2d<uint> v_53)
{
    float3 _360 = v_50._m0[1u].xyz + (float3(v_53.read(uint2(_343), 0).xyz) * v_50._m0[2u].xyz);
    return v_50._m0[3u].xyz + ((sign(_360) * v_50._m0[1u].w) * (exp(abs(_360)) - float3(1.0)));
}

static inline __attribute__((always_inline))
float3x3 _375(uint2 _374, constant _51& v_50, texture2d<uint> v_55)
{
    float4 _388 = v_50._m0[4u] + (float4(v_55.read(uint2(_374), 0)) * v_50._m0[5u]);
    float4 _392 = _388 * rsqrt(fast::max(dot(_388, _388), 9.9999999600419720025001879548654e-13));
    return float3x3(float3(1.0 - (2.0 * ((_392.z * _392.z) + (_392.w * _392.w))), 2.0 * ((_392.y * _392.z) + (_392.x * _392.w)), 2.0 * ((_392.y * _392.w) - (_392.x * _392.z))), float3(2.0 * ((_392.y * _392.z) - (_392.x * _392.w)), 1.0 - (2.0 * ((_392.y * _392.y) + (_392.w * _392.w))), 2.0 * ((_392.z * _392.w) + (_392.x * _392.y))), float3(2.0 * ((_392.y * _392.w) + (_392.x * _392.z)), 2.0 * ((_392.z * _392.w) - (_392.x * _392.y)), 1.0 - (2.0 * ((_392.y * _392.y) + (_392.z * _392.z)))));
}

static inline __attribute__((always_inline))
_15 _475(uint2 _473, float3 _474, constant _48& v_47, constant _51& v_50, texture2d<uint> v_55, texture2d<uint> v_56)
{
    _15 _487 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _489 = float2(1.0, 0.0);
    float3 _497 = (v_47._m0._m0 * float4(_474, 1.0)).xyz;
    if (_497.z <= 0.00999999977648258209228515625)
    {
        return _487;
    }
    float4 _510 = v_50._m0[6u] + (float4(v_56.read(uint2(_473), 0)) * v_50._m0[7u]);
    float2 _520 = _497.xy / float2(_497.z);
    float2 _524 = v_47._m0._m2.xy * 0.1500000059604644775390625;
    float2 _534 = fast::clamp(_520, (-(v_47._m0._m1.zw + _524)) / v_47._m0._m1.xy, ((v_47._m0._m2.xy - v_47._m0._m1.zw) + _524) / v_47._m0._m1.xy);
    float3x3 _545 = float3x3(v_47._m0._m0[0].xyz, v_47._m0._m0[1].xyz, v_47._m0._m0[2].xyz) * _375(_473, v_50, v_55);
    float3 _550 = exp(_510.xyz) / float3(_497.z);
    float3 _575 = (_550 * v_47._m0._m1.xy.x) * float3(_545[0].x - (_534.x * _545[0].z), _545[1].x - (_534.x * _545[1].z), _545[2].x - (_534.x * _545[2].z));
    float3 _600 = (_550 * v_47._m0._m1.xy.y) * float3(_545[0].y - (_534.y * _545[0].z), _545[1].y - (_534.y * _545[1].z), _545[2].y - (_534.y * _545[2].z));
    float _602 = dot(_575, _575) + 0.300000011920928955078125;
    float _604 = dot(_600, _600) + 0.300000011920928955078125;
    float _605 = dot(_575, _600);
    float _607 = length(cross(_575, _600));
    float _612 = (_607 * _607) + (0.300000011920928955078125 * ((_602 + _604) - 0.300000011920928955078125));
    if (!(_612 < 9.9999996169031624536541560020822e+35))
    {
        return _487;
    }
    float _619 = 0.5 * (_602 - _604);
    float _621 = length(float2(_619, _605));
    float _624 = (0.5 * (_602 + _604)) + _621;
    if (_621 > (9.9999999747524270787835121154785e-07 * _624))
    {
        _489 = fast::normalize(select(float2(_605, _621 - _619), float2(_621 + _619, _605), bool2(_619 > 0.0)));
    }
    _487._m0 = (_520 * v_47._m0._m1.xy) + v_47._m0._m1.zw;
    _487._m1 = _489;
    _487._m2 = sqrt(float2(_624, _612 / _624));
    _487._m3 = sqrt(float2(_602, _604));
    _487._m4 = _497.z;
    _487._m5 = (v_50._m0[0u].z > 0.5) ? ((_510.w * _607) / sqrt(_612)) : _510.w;
    return _487;
}

static inline __attribute__((always_inline))
float _667(_15 _665, float _666, constant _48& v_47)
{
    bool _672 = false;
    if (_666 <= 0.0039215688593685626983642578125)
    {
        return 0.0;
    }
    float _682 = sqrt(2.0 * log(_666 / 0.0039215688593685626983642578125));
    float2 _684 = _665._m3 * _682;
    if (all((_665._m0 + _684) > float2(0.0)))
    {
        _672 = all((_665._m0 - _684) < v_47._m0._m2.xy);
    }
    else
    {
        _672 = false;
    }
    return _672 ? _682 : 0.0;
}

static inline __attribute__((always_inline))
float2 _315(uint _314)
{
    return (float2(float(_314 & 1u), float((_314 >> 1u) & 1u)) * 2.0) - float2(1.0);
}

static inline __attribute__((always_inline))
float4 _61(float4 _60, constant _48& v_47)
{
    return float4(_60.x, _60.y * v_47._m0._m4.x, (_60.z * v_47._m0._m4.y) + (_60.w * v_47._m0._m4.z), _60.w);
}

static inline __attribute__((always_inline))
float4 _91(float2 _89, float _90, constant _48& v_47)
{
    return _61(float4(((float2(2.0, -2.0) * _89) / v_47._m0._m2.xy) + float2(-1.0, 1.0), 1.0 - (0.00999999977648258209228515625 / _90), 1.0), v_47);
}

static inline __attribute__((always_inline))
_18 _705(_15 _702, float2 _703, float _704, constant _48& v_47)
{
    float2 _714 = _703 * (float2(_704) + (float2(0.0625) / _702._m2));
    float2 _716 = _714 * _702._m2;
    float2 _730 = (_702._m0 + (_702._m1 * _716.x)) + (float2(-_702._m1.y, _702._m1.x) * _716.y);
    return _18{ _91(_730, _702._m4, v_47), float4(_714, (_730 * v_47._m0._m2.zw) / v_47._m0._m2.xy) };
}

static inline __attribute__((always_inline))
float4 _112(uint2 _110, uint _111, constant _51& v_50, texture2d_array<uint> v_57)
{
    uint3 _128 = uint3(_110, _111);
    return v_50._m0[12u + (2u * _111)] + (float4(v_57.read(uint2(_128.xy), uint(_128.z), 0)) * v_50._m0[13u + (2u * _111)]);
}

static inline __attribute__((always_inline))
float4 _140(uint2 _138, float3 _139, constant _51& v_50, texture2d_array<uint> v_57)
{
    float4 _157 = float4(0.0);
    _157 = _112(_138, 0u, v_50, v_57) * 0.2820948064327239990234375;
    if (v_50._m0[0u].y > 1.0)
    {
        _157 += ((((_112(_138, 2u, v_50, v_57) * _139.z) - (_112(_138, 1u, v_50, v_57) * _139.y)) - (_112(_138, 3u, v_50, v_57) * _139.x)) * 0.48860251903533935546875);
    }
    float3 _182 = _139 * _139;
    if (v_50._m0[0u].y > 4.0)
    {
        _157 += ((((((_112(_138, 4u, v_50, v_57) * (_139.x * _139.y)) - (_112(_138, 5u, v_50, v_57) * (_139.y * _139.z))) * 1.09254848957061767578125) + (_112(_138, 6u, v_50, v_57) * (0.3153915703296661376953125 * (((2.0 * _182.z) - _182.x) - _182.y)))) - (_112(_138, 7u, v_50, v_57) * ((1.09254848957061767578125 * _139.x) * _139.z))) + (_112(_138, 8u, v_50, v_57) * (0.546274244785308837890625 * (_182.x - _182.y))));
    }
    if (v_50._m0[0u].y > 9.0)
    {
        float4 _294 = _157 + (((((_112(_138, 10u, v_50, v_57) * (((2.8906114101409912109375 * _139.x) * _139.y) * _139.z)) - (((_112(_138, 9u, v_50, v_57) * (_139.y * ((3.0 * _182.x) - _182.y))) + (_112(_138, 15u, v_50, v_57) * (_139.x * (_182.x - (3.0 * _182.y))))) * 0.590043604373931884765625)) - (((_112(_138, 11u, v_50, v_57) * _139.y) + (_112(_138, 13u, v_50, v_57) * _139.x)) * (0.4570457935333251953125 * (((4.0 * _182.z) - _182.x) - _182.y)))) + (_112(_138, 12u, v_50, v_57) * ((0.3731763362884521484375 * _139.z) * (((2.0 * _182.z) - (3.0 * _182.x)) - (3.0 * _182.y))))) + (_112(_138, 14u, v_50, v_57) * ((1.44530570507049560546875 * _139.z) * (_182.x - _182.y))));
        _157 = _294;
    }
    return _157;
}

static inline __attribute__((always_inline))
float _824(float _822, float _823, constant _48& v_47, constant _51& v_50)
{
    return exp(fast::min(_822 - (v_50._m0[8u].z * log(fast::max(_823, 0.001000000047497451305389404296875) / fast::max(fast::max(distance(v_47._m0._m3.xyz, v_50._m0[11u].xyz) - v_50._m0[11u].w, 0.100000001490116119384765625 * v_50._m0[11u].w), 0.001000000047497451305389404296875))), v_50._m0[10u].y));
}

static inline __attribute__((always_inline))
float3 _780(float4 _779)
{
    return fast::max(_779.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _48& v_47 [[buffer(0)]], constant _51& v_50 [[buffer(1)]], texture2d<uint> v_53 [[texture(2)]], texture2d<uint> v_55 [[texture(4)]], texture2d<uint> v_56 [[texture(6)]], texture2d_array<uint> v_57 [[texture(8)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _875 = _307(gl_VertexIndex, gl_InstanceIndex);
    if (_875 >= uint(fast::clamp(v_50._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m0;
        out.m_860 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m1;
        out.m_861 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m2;
        out.m_862 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m3;
        return out;
    }
    uint2 _888 = _336(_875);
    float3 _889 = _344(_888, v_50, v_53);
    _15 _890 = _475(_888, _889, v_47, v_50, v_55, v_56);
    float _892 = _667(_890, _890._m5, v_47);
    if (_892 == 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m0;
        out.m_860 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m1;
        out.m_861 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m2;
        out.m_862 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m3;
        return out;
    }
    _18 _901 = _705(_890, _315(gl_VertexIndex), _892, v_47);
    float4 _907 = _140(_888, fast::normalize(_889 - v_47._m0._m3.xyz), v_50, v_57);
    _19 _920 = _19{ _901._m0, _901._m1, float4(_780(_907), 1.0) * (_824(_907.w, _890._m4, v_47, v_50) * v_50._m0[10u].x), _890._m5 };
    out.gl_Position = _920._m0;
    out.m_860 = _920._m1;
    out.m_861 = _920._m2;
    out.m_862 = _920._m3;
    return out;
}

struct fragment_main_out
{
    float4 m_937 [[color(0)]];
    float4 m_938 [[color(1)]];
};

struct fragment_main_in
{
    float4 m_930 [[user(locn0)]];
    float4 m_932 [[user(locn1)]];
    float m_934 [[user(locn2)]];
};

static inline __attribute__((always_inline))
float2 _745(float4 _744)
{
    float2 _753 = (floor(_744.zw) + float2(0.5)) - _744.zw;
    return (_744.xy + (dfdx(_744.xy) * _753.x)) + (dfdy(_744.xy) * (_753.y * sign(dfdy(_744.w))));
}

static inline __attribute__((always_inline))
float _771(float2 _770)
{
    return exp((-0.5) * dot(_770, _770));
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _19 _926 = _19{ gl_FragCoord, in.m_930, in.m_932, in.m_934 };
    float _945 = _926._m3 * _771(_745(_926._m1));
    if (_945 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    _20 _956 = _20{ _926._m2 * _945, float4(-log(1.0 - fast::min(_945, 0.999000012874603271484375)), 0.0, 0.0, 0.0) };
    out.m_937 = _956._m0;
    out.m_938 = _956._m1;
    return out;
}
