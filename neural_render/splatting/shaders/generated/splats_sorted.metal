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

struct _44
{
    _6 _m0;
};

struct _47
{
    float4 _m0[44];
};

struct vertex_main_out
{
    float4 m_793 [[user(locn0)]];
    float4 m_794 [[user(locn1)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
uint _293(uint _295, uint _296)
{
    return _295 / ((_296 == 0u) ? 1u : _296);
}

static inline __attribute__((always_inline))
uint _304(uint _302, uint _303)
{
    return (_303 * 128u) + _293(_302, 4u);
}

static inline __attribute__((always_inline))
uint _324(uint _325, uint _326)
{
    return _325 % ((_326 == 0u) ? 1u : _326);
}

static inline __attribute__((always_inline))
uint2 _333(uint _332)
{
    return uint2(_324(_332, 2048u), _293(_332, 2048u));
}

static inline __attribute__((always_inline))
float3 _341(uint2 _340, constant _47& v_46, texture2d<uint> v_49)
{
    float3 _357 = v_46._m0[1u].xyz + (float3(v_49.read(uint2(_340), 0).xyz) * v_46._m0[2u].xyz);
    return v_46._m0[3u].xyz + ((sign(_357) * v_46._m0[1u].w) * (exp(abs(_357)) - float3(1.0)));
}

static inline __attribute__((always_inline))
float3x3 _372(uint2 _371, constant _47& v_46, texture2d<uint> v_51)
{
    float4 _385 = v_46._m0[4u] + (float4(v_51.read(uint2(_371), 0)) * v_46._m0[5u]);
    float4 _389 = _385 * rsqrt(fast::max(dot(_385, _385), 9.9999999600419720025001879548654e-13));
    return float3x3(float3(1.0 - (2.0 * ((_389.z * _389.z) + (_389.w * _389.w))), 2.0 * ((_389.y * _389.z) + (_389.x * _389.w)), 2.0 * ((_389.y * _389.w) - (_389.x * _389.z))), float3(2.0 * ((_389.y * _389.z) - (_389.x * _389.w)), 1.0 - (2.0 * ((_389.y * _389.y) + (_389.w * _389.w))), 2.0 * ((_389.z * _389.w) + (_389.x * _389.y))), float3(2.0 * ((_389.y * _389.w) + (_389.x * _389.z)), 2.0 * ((_389.z * _389.w) - (_389.x * _389.y)), 1.0 - (2.0 * ((_389.y * _389.y) + (_389.z * _389.z)))));
}

static inline __attribute__((always_inline))
_15 _472(uint2 _470, float3 _471, constant _44& v_43, constant _47& v_46, texture2d<uint> v_51, texture2d<uint> v_52)
{
    _15 _484 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _486 = float2(1.0, 0.0);
    float3 _494 = (v_43._m0._m0 * float4(_471, 1.0)).xyz;
    if (_494.z <= 0.00999999977648258209228515625)
    {
        return _484;
    }
    float4 _507 = v_46._m0[6u] + (float4(v_52.read(uint2(_470), 0)) * v_46._m0[7u]);
    float2 _517 = _494.xy / float2(_494.z);
    float2 _521 = v_43._m0._m2.xy * 0.1500000059604644775390625;
    float2 _531 = fast::clamp(_517, (-(v_43._m0._m1.zw + _521)) / v_43._m0._m1.xy, ((v_43._m0._m2.xy - v_43._m0._m1.zw) + _521) / v_43._m0._m1.xy);
    float3x3 _542 = float3x3(v_43._m0._m0[0].xyz, v_43._m0._m0[1].xyz, v_43._m0._m0[2].xyz) * _372(_470, v_46, v_51);
    float3 _547 = exp(_507.xyz) / float3(_494.z);
    float3 _572 = (_547 * v_43._m0._m1.xy.x) * float3(_542[0].x - (_531.x * _542[0].z), _542[1].x - (_531.x * _542[1].z), _542[2].x - (_531.x * _542[2].z));
    float3 _597 = (_547 * v_43._m0._m1.xy.y) * float3(_542[0].y - (_531.y * _542[0].z), _542[1].y - (_531.y * _542[1].z), _542[2].y - (_531.y * _542[2].z));
    float _599 = dot(_572, _572) + 0.300000011920928955078125;
    float _601 = dot(_597, _597) + 0.300000011920928955078125;
    float _602 = dot(_572, _597);
    float _604 = length(cross(_572, _597));
    float _609 = (_604 * _604) + (0.300000011920928955078125 * ((_599 + _601) - 0.300000011920928955078125));
    if (!(_609 < 9.9999996169031624536541560020822e+35))
    {
        return _484;
    }
    float _616 = 0.5 * (_599 - _601);
    float _618 = length(float2(_616, _602));
    float _621 = (0.5 * (_599 + _601)) + _618;
    if (_618 > (9.9999999747524270787835121154785e-07 * _621))
    {
        _486 = fast::normalize(select(float2(_602, _618 - _616), float2(_618 + _616, _602), bool2(_616 > 0.0)));
    }
    _484._m0 = (_517 * v_43._m0._m1.xy) + v_43._m0._m1.zw;
    _484._m1 = _486;
    _484._m2 = sqrt(float2(_621, _609 / _621));
    _484._m3 = sqrt(float2(_599, _601));
    _484._m4 = _494.z;
    _484._m5 = (v_46._m0[0u].z > 0.5) ? ((_507.w * _604) / sqrt(_609)) : _507.w;
    return _484;
}

static inline __attribute__((always_inline))
float _664(_15 _662, float _663, constant _44& v_43)
{
    bool _669 = false;
    if (_663 <= 0.0039215688593685626983642578125)
    {
        return 0.0;
    }
    float _679 = sqrt(2.0 * log(_663 / 0.0039215688593685626983642578125));
    float2 _681 = _662._m3 * _679;
    if (all((_662._m0 + _681) > float2(0.0)))
    {
        _669 = all((_662._m0 - _681) < v_43._m0._m2.xy);
    }
    else
    {
        _669 = false;
    }
    return _669 ? _679 : 0.0;
}

static inline __attribute__((always_inline))
float2 _312(uint _311)
{
    return (float2(float(_311 & 1u), float((_311 >> 1u) & 1u)) * 2.0) - float2(1.0);
}

static inline __attribute__((always_inline))
float4 _58(float4 _57, constant _44& v_43)
{
    return float4(_57.x, _57.y * v_43._m0._m4.x, (_57.z * v_43._m0._m4.y) + (_57.w * v_43._m0._m4.z), _57.w);
}

static inline __attribute__((always_inline))
float4 _88(float2 _86, float _87, constant _44& v_43)
{
    return _58(float4(((float2(2.0, -2.0) * _86) / v_43._m0._m2.xy) + float2(-1.0, 1.0), 1.0 - (0.00999999977648258209228515625 / _87), 1.0), v_43);
}

static inline __attribute__((always_inline))
_18 _702(_15 _699, float2 _700, float _701, constant _44& v_43)
{
    float2 _711 = _700 * (float2(_701) + (float2(0.0625) / _699._m2));
    float2 _713 = _711 * _699._m2;
    float2 _727 = (_699._m0 + (_699._m1 * _713.x)) + (float2(-_699._m1.y, _699._m1.x) * _713.y);
    return _18{ _88(_727, _699._m4, v_43), float4(_711, (_727 * v_43._m0._m2.zw) / v_43._m0._m2.xy) };
}

static inline __attribute__((always_inline))
float4 _109(uint2 _107, uint _108, constant _47& v_46, texture2d_array<uint> v_53)
{
    uint3 _125 = uint3(_107, _108);
    return v_46._m0[12u + (2u * _108)] + (float4(v_53.read(uint2(_125.xy), uint(_125.z), 0)) * v_46._m0[13u + (2u * _108)]);
}

static inline __attribute__((always_inline))
float4 _137(uint2 _135, float3 _136, constant _47& v_46, texture2d_array<uint> v_53)
{
    float4 _154 = float4(0.0);
    _154 = _109(_135, 0u, v_46, v_53) * 0.2820948064327239990234375;
    if (v_46._m0[0u].y > 1.0)
    {
        _154 += ((((_109(_135, 2u, v_46, v_53) * _136.z) - (_109(_135, 1u, v_46, v_53) * _136.y)) - (_109(_135, 3u, v_46, v_53) * _136.x)) * 0.48860251903533935546875);
    }
    float3 _179 = _136 * _136;
    if (v_46._m0[0u].y > 4.0)
    {
        _154 += ((((((_109(_135, 4u, v_46, v_53) * (_136.x * _136.y)) - (_109(_135, 5u, v_46, v_53) * (_136.y * _136.z))) * 1.09254848957061767578125) + (_109(_135, 6u, v_46, v_53) * (0.3153915703296661376953125 * (((2.0 * _179.z) - _179.x) - _179.y)))) - (_109(_135, 7u, v_46, v_53) * ((1.09254848957061767578125 * _136.x) * _136.z))) + (_109(_135, 8u, v_46, v_53) * (0.546274244785308837890625 * (_179.x - _179.y))));
    }
    if (v_46._m0[0u].y > 9.0)
    {
        float4 _291 = _154 + (((((_109(_135, 10u, v_46, v_53) * (((2.8906114101409912109375 * _136.x) * _136.y) * _136.z)) - (((_109(_135, 9u, v_46, v_53) * (_136.y * ((3.0 * _179.x) - _179.y))) + (_109(_135, 15u, v_46, v_53) * (_136.x * (_179.x - (3.0 * _179.y))))) * 0.590043604373931884765625)) - (((_109(_135, 11u, v_46, v_53) * _136.y) + (_109(_135, 13u, v_46, v_53) * _136.x)) * (0.4570457935333251953125 * (((4.0 * _179.z) - _179.x) - _179.y)))) + (_109(_135, 12u, v_46, v_53) * ((0.3731763362884521484375 * _136.z) * (((2.0 * _179.z) - (3.0 * _179.x)) - (3.0 * _179.y))))) + (_109(_135, 14u, v_46, v_53) * ((1.44530570507049560546875 * _136.z) * (_179.x - _179.y))));
        _154 = _291;
    }
    return _154;
}

static inline __attribute__((always_inline))
float3 _777(float4 _776)
{
    return fast::max(_776.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _44& v_43 [[buffer(0)]], constant _47& v_46 [[buffer(1)]], texture2d<uint> v_49 [[texture(2)]], texture2d<uint> v_51 [[texture(4)]], texture2d<uint> v_52 [[texture(6)]], texture2d_array<uint> v_53 [[texture(8)]], texture2d<uint> _55 [[texture(10)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _807 = _304(gl_VertexIndex, gl_InstanceIndex);
    if (_807 >= uint(fast::clamp(v_46._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_793 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_794 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    uint2 _819 = uint2(_55.get_width(0u), _55.get_height(0u));
    uint _820 = _819.x;
    uint2 _826 = _333(_55.read(uint2(uint2(_324(_807, _820), _293(_807, _820))), 0).x);
    float3 _827 = _341(_826, v_46, v_49);
    _15 _828 = _472(_826, _827, v_43, v_46, v_51, v_52);
    float _830 = _664(_828, _828._m5, v_43);
    if (_830 == 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_793 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_794 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    _18 _838 = _702(_828, _312(gl_VertexIndex), _830, v_43);
    _19 _850 = _19{ _838._m0, _838._m1, float4(_777(_137(_826, fast::normalize(_827 - v_43._m0._m3.xyz), v_46, v_53)), _828._m5) };
    out.gl_Position = _850._m0;
    out.m_793 = _850._m1;
    out.m_794 = _850._m2;
    return out;
}

struct fragment_main_out
{
    float4 m_863 [[color(0)]];
};

struct fragment_main_in
{
    float4 m_859 [[user(locn0)]];
    float4 m_861 [[user(locn1)]];
};

static inline __attribute__((always_inline))
float2 _742(float4 _741)
{
    float2 _750 = (floor(_741.zw) + float2(0.5)) - _741.zw;
    return (_741.xy + (dfdx(_741.xy) * _750.x)) + (dfdy(_741.xy) * (_750.y * sign(dfdy(_741.w))));
}

static inline __attribute__((always_inline))
float _768(float2 _767)
{
    return exp((-0.5) * dot(_767, _767));
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _19 _855 = _19{ gl_FragCoord, in.m_859, in.m_861 };
    float _872 = fast::min(_855._m2.w * _768(_742(_855._m1)), 0.999000012874603271484375);
    if (_872 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    out.m_863 = float4(_855._m2.xyz * _872, _872);
    return out;
}
