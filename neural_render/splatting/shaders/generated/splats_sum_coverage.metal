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

struct _54
{
    _6 _m0;
};

struct _57
{
    float4 _m0[44];
};

struct vertex_main_out
{
    float4 m_940 [[user(locn0)]];
    float4 m_941 [[user(locn1)]];
    float m_942 [[user(locn2)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
uint _154(uint _155, uint _156)
{
    return _155 / ((_156 == 0u) ? 1u : _156);
}

static inline __attribute__((always_inline))
uint _373(uint _371, uint _372)
{
    return (_372 * 128u) + _154(_371, 4u);
}

static inline __attribute__((always_inline))
uint _146(uint _148, uint _149)
{
    return _148 % ((_149 == 0u) ? 1u : _149);
}

static inline __attribute__((always_inline))
uint2 _163(uint _162)
{
    return uint2(_146(_162, 2048u), _154(_162, 2048u));
}

static inline __attribute__((always_inline))
float3 _395(uint2 _394, constant _57& v_56, texture2d<uint> v_59)
{
    float3 _411 = v_56._m0[1u].xyz + (float3(v_59.read(uint2(_394), 0).xyz) * v_56._m0[2u].xyz);
    return v_56._m0[3u].xyz + ((sign(_411) * v_56._m0[1u].w) * (exp(abs(_411)) - float3(1.0)));
}

static inline __attribute__((always_inline))
float3x3 _426(uint2 _425, constant _57& v_56, texture2d<uint> v_61)
{
    float4 _431 = float4(0.0);
    _431 = v_56._m0[4u] + (float4(v_61.read(uint2(_425), 0)) * v_56._m0[5u]);
    if (v_56._m0[5u].x == 0.0)
    {
        _431.x = sqrt(fast::max(1.0 - dot(_431.yzw, _431.yzw), 0.0));
    }
    float4 _463 = _431 * rsqrt(fast::max(dot(_431, _431), 9.9999999600419720025001879548654e-13));
    return float3x3(float3(1.0 - (2.0 * ((_463.z * _463.z) + (_463.w * _463.w))), 2.0 * ((_463.y * _463.z) + (_463.x * _463.w)), 2.0 * ((_463.y * _463.w) - (_463.x * _463.z))), float3(2.0 * ((_463.y * _463.z) - (_463.x * _463.w)), 1.0 - (2.0 * ((_463.y * _463.y) + (_463.w * _463.w))), 2.0 * ((_463.z * _463.w) + (_463.x * _463.y))), float3(2.0 * ((_463.y * _463.w) + (_463.x * _463.z)), 2.0 * ((_463.z * _463.w) - (_463.x * _463.y)), 1.0 - (2.0 * ((_463.y * _463.y) + (_463.z * _463.z)))));
}

static inline __attribute__((always_inline))
_15 _546(uint2 _544, float3 _545, constant _54& v_53, constant _57& v_56, texture2d<uint> v_61, texture2d<uint> v_62)
{
    _15 _556 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _558 = float2(1.0, 0.0);
    float3 _566 = (v_53._m0._m0 * float4(_545, 1.0)).xyz;
    if (_566.z <= 0.00999999977648258209228515625)
    {
        return _556;
    }
    float4 _579 = v_56._m0[6u] + (float4(v_62.read(uint2(_544), 0)) * v_56._m0[7u]);
    float2 _589 = _566.xy / float2(_566.z);
    float2 _593 = v_53._m0._m2.xy * 0.1500000059604644775390625;
    float2 _603 = fast::clamp(_589, (-(v_53._m0._m1.zw + _593)) / v_53._m0._m1.xy, ((v_53._m0._m2.xy - v_53._m0._m1.zw) + _593) / v_53._m0._m1.xy);
    float3x3 _614 = float3x3(v_53._m0._m0[0].xyz, v_53._m0._m0[1].xyz, v_53._m0._m0[2].xyz) * _426(_544, v_56, v_61);
    float3 _619 = exp(_579.xyz) / float3(_566.z);
    float3 _644 = (_619 * v_53._m0._m1.xy.x) * float3(_614[0].x - (_603.x * _614[0].z), _614[1].x - (_603.x * _614[1].z), _614[2].x - (_603.x * _614[2].z));
    float3 _669 = (_619 * v_53._m0._m1.xy.y) * float3(_614[0].y - (_603.y * _614[0].z), _614[1].y - (_603.y * _614[1].z), _614[2].y - (_603.y * _614[2].z));
    float _671 = dot(_644, _644) + 0.300000011920928955078125;
    float _673 = dot(_669, _669) + 0.300000011920928955078125;
    float _674 = dot(_644, _669);
    float _676 = length(cross(_644, _669));
    float _681 = (_676 * _676) + (0.300000011920928955078125 * ((_671 + _673) - 0.300000011920928955078125));
    if (!(_681 < 9.9999996169031624536541560020822e+35))
    {
        return _556;
    }
    float _688 = 0.5 * (_671 - _673);
    float _690 = length(float2(_688, _674));
    float _693 = (0.5 * (_671 + _673)) + _690;
    if (_690 > (9.9999999747524270787835121154785e-07 * _693))
    {
        _558 = fast::normalize(select(float2(_674, _690 - _688), float2(_690 + _688, _674), bool2(_688 > 0.0)));
    }
    _556._m0 = (_589 * v_53._m0._m1.xy) + v_53._m0._m1.zw;
    _556._m1 = _558;
    _556._m2 = sqrt(float2(_693, _681 / _693));
    _556._m3 = sqrt(float2(_671, _673));
    _556._m4 = _566.z;
    _556._m5 = (v_56._m0[0u].z > 0.5) ? ((_579.w * _676) / sqrt(_681)) : _579.w;
    return _556;
}

static inline __attribute__((always_inline))
float _921(float _920, constant _57& v_56)
{
    return fast::clamp(((_920 / v_56._m0[8u].y) - 0.0199999995529651641845703125) / 0.07999999821186065673828125, 0.0, 1.0);
}

static inline __attribute__((always_inline))
float _735(_15 _733, float _734, constant _54& v_53)
{
    bool _740 = false;
    if (_734 <= 0.0039215688593685626983642578125)
    {
        return 0.0;
    }
    float _750 = sqrt(2.0 * log(_734 / 0.0039215688593685626983642578125));
    float2 _752 = _733._m3 * _750;
    if (all((_733._m0 + _752) > float2(0.0)))
    {
        _740 = all((_733._m0 - _752) < v_53._m0._m2.xy);
    }
    else
    {
        _740 = false;
    }
    return _740 ? _750 : 0.0;
}

static inline __attribute__((always_inline))
float2 _381(uint _380)
{
    return (float2(float(_380 & 1u), float((_380 >> 1u) & 1u)) * 2.0) - float2(1.0);
}

static inline __attribute__((always_inline))
float4 _68(float4 _67, constant _54& v_53)
{
    return float4(_67.x, _67.y * v_53._m0._m4.x, (_67.z * v_53._m0._m4.y) + (_67.w * v_53._m0._m4.z), _67.w);
}

static inline __attribute__((always_inline))
float4 _98(float2 _96, float _97, constant _54& v_53)
{
    return _68(float4(((float2(2.0, -2.0) * _96) / v_53._m0._m2.xy) + float2(-1.0, 1.0), 1.0 - (0.00999999977648258209228515625 / _97), 1.0), v_53);
}

static inline __attribute__((always_inline))
_18 _773(_15 _770, float2 _771, float _772, constant _54& v_53)
{
    float2 _782 = _771 * (float2(_772) + (float2(0.0625) / _770._m2));
    float2 _784 = _782 * _770._m2;
    float2 _798 = (_770._m0 + (_770._m1 * _784.x)) + (float2(-_770._m1.y, _770._m1.x) * _784.y);
    return _18{ _98(_798, _770._m4, v_53), float4(_782, (_798 * v_53._m0._m2.zw) / v_53._m0._m2.xy) };
}

static inline __attribute__((always_inline))
float4 _120(uint2 _117, uint _118, uint _119, constant _57& v_56, texture2d_array<uint> v_65)
{
    uint3 _137 = uint3(_117, _119 - _118);
    return v_56._m0[12u + (2u * _119)] + (float4(v_65.read(uint2(_137.xy), uint(_137.z), 0)) * v_56._m0[13u + (2u * _119)]);
}

static inline __attribute__((always_inline))
float4 _172(uint2 _170, float3 _171, constant _57& v_56, texture2d<uint> v_59, texture2d_array<uint> v_63, texture2d_array<uint> v_65)
{
    float4 _192 = float4(0.0);
    uint2 _195 = uint2(0u);
    uint3 _204 = uint3(_170, uint(0));
    _192 = (v_56._m0[12u] + (float4(v_63.read(uint2(_204.xy), uint(_204.z), 0)) * v_56._m0[13u])) * 0.2820948064327239990234375;
    uint _215 = uint(v_56._m0[0u].w > 0.0);
    _195 = _170;
    if (v_56._m0[0u].w == 1.0)
    {
        _195 = _163(v_59.read(uint2(_170), 0).w);
    }
    if (v_56._m0[0u].y > 1.0)
    {
        _192 += ((((_120(_195, _215, 2u, v_56, v_65) * _171.z) - (_120(_195, _215, 1u, v_56, v_65) * _171.y)) - (_120(_195, _215, 3u, v_56, v_65) * _171.x)) * 0.48860251903533935546875);
    }
    float3 _244 = _171 * _171;
    if (v_56._m0[0u].y > 4.0)
    {
        _192 += ((((((_120(_195, _215, 4u, v_56, v_65) * (_171.x * _171.y)) - (_120(_195, _215, 5u, v_56, v_65) * (_171.y * _171.z))) * 1.09254848957061767578125) + (_120(_195, _215, 6u, v_56, v_65) * (0.3153915703296661376953125 * (((2.0 * _244.z) - _244.x) - _244.y)))) - (_120(_195, _215, 7u, v_56, v_65) * ((1.09254848957061767578125 * _171.x) * _171.z))) + (_120(_195, _215, 8u, v_56, v_65) * (0.546274244785308837890625 * (_244.x - _244.y))));
    }
    if (v_56._m0[0u].y > 9.0)
    {
        float4 _368 = _192 + (((((_120(_195, _215, 10u, v_56, v_65) * (((2.8906114101409912109375 * _171.x) * _171.y) * _171.z)) - (((_120(_195, _215, 9u, v_56, v_65) * (_171.y * ((3.0 * _244.x) - _244.y))) + (_120(_195, _215, 15u, v_56, v_65) * (_171.x * (_244.x - (3.0 * _244.y))))) * 0.590043604373931884765625)) - (((_120(_195, _215, 11u, v_56, v_65) * _171.y) + (_120(_195, _215, 13u, v_56, v_65) * _171.x)) * (0.4570457935333251953125 * (((4.0 * _244.z) - _244.x) - _244.y)))) + (_120(_195, _215, 12u, v_56, v_65) * ((0.3731763362884521484375 * _171.z) * (((2.0 * _244.z) - (3.0 * _244.x)) - (3.0 * _244.y))))) + (_120(_195, _215, 14u, v_56, v_65) * ((1.44530570507049560546875 * _171.z) * (_244.x - _244.y))));
        _192 = _368;
    }
    return _192;
}

static inline __attribute__((always_inline))
float _891(float _889, float _890, constant _54& v_53, constant _57& v_56)
{
    return exp(fast::min(_889 - (v_56._m0[8u].z * log(fast::max(_890, 0.001000000047497451305389404296875) / fast::max(fast::max(distance(v_53._m0._m3.xyz, v_56._m0[11u].xyz) - v_56._m0[11u].w, 0.100000001490116119384765625 * v_56._m0[11u].w), 0.001000000047497451305389404296875))), v_56._m0[10u].y));
}

static inline __attribute__((always_inline))
float3 _848(float4 _847)
{
    return fast::max(_847.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _54& v_53 [[buffer(0)]], constant _57& v_56 [[buffer(1)]], texture2d<uint> v_59 [[texture(2)]], texture2d<uint> v_61 [[texture(4)]], texture2d<uint> v_62 [[texture(6)]], texture2d_array<uint> v_63 [[texture(8)]], texture2d_array<uint> v_65 [[texture(10)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _956 = _373(gl_VertexIndex, gl_InstanceIndex);
    if (_956 >= uint(fast::clamp(v_56._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m0;
        out.m_940 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m1;
        out.m_941 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m2;
        out.m_942 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m3;
        return out;
    }
    uint2 _969 = _163(_956);
    float3 _970 = _395(_969, v_56, v_59);
    _15 _971 = _546(_969, _970, v_53, v_56, v_61, v_62);
    float _975 = _971._m5 * _921(_971._m4, v_56);
    float _976 = _735(_971, _975, v_53);
    if (_976 == 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m0;
        out.m_940 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m1;
        out.m_941 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m2;
        out.m_942 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m3;
        return out;
    }
    _18 _985 = _773(_971, _381(gl_VertexIndex), _976, v_53);
    float4 _991 = _172(_969, fast::normalize(_970 - v_53._m0._m3.xyz), v_56, v_59, v_63, v_65);
    _19 _1004 = _19{ _985._m0, _985._m1, float4(_848(_991) - float3(0.5), 1.0) * (_891(_991.w, _971._m4, v_53, v_56) * v_56._m0[10u].x), _975 };
    out.gl_Position = _1004._m0;
    out.m_940 = _1004._m1;
    out.m_941 = _1004._m2;
    out.m_942 = _1004._m3;
    return out;
}

struct fragment_main_out
{
    float4 m_1021 [[color(0)]];
    float4 m_1022 [[color(1)]];
};

struct fragment_main_in
{
    float4 m_1014 [[user(locn0)]];
    float4 m_1016 [[user(locn1)]];
    float m_1018 [[user(locn2)]];
};

static inline __attribute__((always_inline))
float2 _813(float4 _812)
{
    float2 _821 = (floor(_812.zw) + float2(0.5)) - _812.zw;
    return (_812.xy + (dfdx(_812.xy) * _821.x)) + (dfdy(_812.xy) * (_821.y * sign(dfdy(_812.w))));
}

static inline __attribute__((always_inline))
float _839(float2 _838)
{
    return exp((-0.5) * dot(_838, _838));
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _19 _1010 = _19{ gl_FragCoord, in.m_1014, in.m_1016, in.m_1018 };
    float _1029 = _1010._m3 * _839(_813(_1010._m1));
    if (_1029 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    _20 _1040 = _20{ _1010._m2 * _1029, float4(-log(1.0 - fast::min(_1029, 0.999000012874603271484375)), 0.0, 0.0, 0.0) };
    out.m_1021 = _1040._m0;
    out.m_1022 = _1040._m1;
    return out;
}
