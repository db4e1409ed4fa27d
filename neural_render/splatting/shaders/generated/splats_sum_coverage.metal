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
    float4 m_938 [[user(locn0)]];
    float4 m_939 [[user(locn1)]];
    float m_940 [[user(locn2)]];
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
    float4 _442 = float4(0.0);
    _442 = v_54._m0[4u] + (float4(v_59.read(uint2(_435), 0)) * v_54._m0[5u]);
    if (v_54._m0[5u].x == 0.0)
    {
        _442.x = sqrt(fast::max(1.0 - dot(_442.yzw, _442.yzw), 0.0));
    }
    float4 _474 = _442 * rsqrt(fast::max(dot(_442, _442), 9.9999999600419720025001879548654e-13));
    return float3x3(float3(1.0 - (2.0 * ((_474.z * _474.z) + (_474.w * _474.w))), 2.0 * ((_474.y * _474.z) + (_474.x * _474.w)), 2.0 * ((_474.y * _474.w) - (_474.x * _474.z))), float3(2.0 * ((_474.y * _474.z) - (_474.x * _474.w)), 1.0 - (2.0 * ((_474.y * _474.y) + (_474.w * _474.w))), 2.0 * ((_474.z * _474.w) + (_474.x * _474.y))), float3(2.0 * ((_474.y * _474.w) + (_474.x * _474.z)), 2.0 * ((_474.z * _474.w) - (_474.x * _474.y)), 1.0 - (2.0 * ((_474.y * _474.y) + (_474.z * _474.z)))));
}

static inline __attribute__((always_inline))
_15 _557(uint2 _555, float3 _556, constant _52& v_51, constant _55& v_54, texture2d<uint> v_59, texture2d<uint> v_60)
{
    _15 _567 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _569 = float2(1.0, 0.0);
    float3 _577 = (v_51._m0._m0 * float4(_556, 1.0)).xyz;
    if (_577.z <= 0.00999999977648258209228515625)
    {
        return _567;
    }
    float4 _590 = v_54._m0[6u] + (float4(v_60.read(uint2(_555), 0)) * v_54._m0[7u]);
    float2 _600 = _577.xy / float2(_577.z);
    float2 _604 = v_51._m0._m2.xy * 0.1500000059604644775390625;
    float2 _614 = fast::clamp(_600, (-(v_51._m0._m1.zw + _604)) / v_51._m0._m1.xy, ((v_51._m0._m2.xy - v_51._m0._m1.zw) + _604) / v_51._m0._m1.xy);
    float3x3 _625 = float3x3(v_51._m0._m0[0].xyz, v_51._m0._m0[1].xyz, v_51._m0._m0[2].xyz) * _436(_555, v_54, v_59);
    float3 _630 = exp(_590.xyz) / float3(_577.z);
    float3 _655 = (_630 * v_51._m0._m1.xy.x) * float3(_625[0].x - (_614.x * _625[0].z), _625[1].x - (_614.x * _625[1].z), _625[2].x - (_614.x * _625[2].z));
    float3 _680 = (_630 * v_51._m0._m1.xy.y) * float3(_625[0].y - (_614.y * _625[0].z), _625[1].y - (_614.y * _625[1].z), _625[2].y - (_614.y * _625[2].z));
    float _682 = dot(_655, _655) + 0.300000011920928955078125;
    float _684 = dot(_680, _680) + 0.300000011920928955078125;
    float _685 = dot(_655, _680);
    float _687 = length(cross(_655, _680));
    float _692 = (_687 * _687) + (0.300000011920928955078125 * ((_682 + _684) - 0.300000011920928955078125));
    if (!(_692 < 9.9999996169031624536541560020822e+35))
    {
        return _567;
    }
    float _699 = 0.5 * (_682 - _684);
    float _701 = length(float2(_699, _685));
    float _704 = (0.5 * (_682 + _684)) + _701;
    if (_701 > (9.9999999747524270787835121154785e-07 * _704))
    {
        _569 = fast::normalize(select(float2(_685, _701 - _699), float2(_701 + _699, _685), bool2(_699 > 0.0)));
    }
    _567._m0 = (_600 * v_51._m0._m1.xy) + v_51._m0._m1.zw;
    _567._m1 = _569;
    _567._m2 = sqrt(float2(_704, _692 / _704));
    _567._m3 = sqrt(float2(_682, _684));
    _567._m4 = _577.z;
    _567._m5 = (v_54._m0[0u].z > 0.5) ? ((_590.w * _687) / sqrt(_692)) : _590.w;
    return _567;
}

static inline __attribute__((always_inline))
float _746(_15 _744, float _745, constant _52& v_51)
{
    bool _751 = false;
    if (_745 <= 0.0039215688593685626983642578125)
    {
        return 0.0;
    }
    float _761 = sqrt(2.0 * log(_745 / 0.0039215688593685626983642578125));
    float2 _763 = _744._m3 * _761;
    if (all((_744._m0 + _763) > float2(0.0)))
    {
        _751 = all((_744._m0 - _763) < v_51._m0._m2.xy);
    }
    else
    {
        _751 = false;
    }
    return _751 ? _761 : 0.0;
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
_18 _784(_15 _781, float2 _782, float _783, constant _52& v_51)
{
    float2 _793 = _782 * (float2(_783) + (float2(0.0625) / _781._m2));
    float2 _795 = _793 * _781._m2;
    float2 _809 = (_781._m0 + (_781._m1 * _795.x)) + (float2(-_781._m1.y, _781._m1.x) * _795.y);
    return _18{ _96(_809, _781._m4, v_51), float4(_793, (_809 * v_51._m0._m2.zw) / v_51._m0._m2.xy) };
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
float _902(float _900, float _901, constant _52& v_51, constant _55& v_54)
{
    return exp(fast::min(_900 - (v_54._m0[8u].z * log(fast::max(_901, 0.001000000047497451305389404296875) / fast::max(fast::max(distance(v_51._m0._m3.xyz, v_54._m0[11u].xyz) - v_54._m0[11u].w, 0.100000001490116119384765625 * v_54._m0[11u].w), 0.001000000047497451305389404296875))), v_54._m0[10u].y));
}

static inline __attribute__((always_inline))
float3 _859(float4 _858)
{
    return fast::max(_858.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _52& v_51 [[buffer(0)]], constant _55& v_54 [[buffer(1)]], texture2d<uint> v_57 [[texture(2)]], texture2d<uint> v_59 [[texture(4)]], texture2d<uint> v_60 [[texture(6)]], texture2d_array<uint> v_61 [[texture(8)]], texture2d_array<uint> v_63 [[texture(10)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _954 = _383(gl_VertexIndex, gl_InstanceIndex);
    if (_954 >= uint(fast::clamp(v_54._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m0;
        out.m_938 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m1;
        out.m_939 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m2;
        out.m_940 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m3;
        return out;
    }
    uint2 _967 = _161(_954);
    float3 _968 = _405(_967, v_54, v_57);
    _15 _969 = _557(_967, _968, v_51, v_54, v_59, v_60);
    float _971 = _746(_969, _969._m5, v_51);
    if (_971 == 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m0;
        out.m_938 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m1;
        out.m_939 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m2;
        out.m_940 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m3;
        return out;
    }
    _18 _980 = _784(_969, _391(gl_VertexIndex), _971, v_51);
    float4 _986 = _170(_967, fast::normalize(_968 - v_51._m0._m3.xyz), v_54, v_57, v_61, v_63);
    _19 _1000 = _19{ _980._m0, _980._m1, float4(_859(_986) - float3(0.5), 1.0) * (_902(_986.w, _969._m4, v_51, v_54) * v_54._m0[10u].x), _969._m5 };
    out.gl_Position = _1000._m0;
    out.m_938 = _1000._m1;
    out.m_939 = _1000._m2;
    out.m_940 = _1000._m3;
    return out;
}

struct fragment_main_out
{
    float4 m_1017 [[color(0)]];
    float4 m_1018 [[color(1)]];
};

struct fragment_main_in
{
    float4 m_1010 [[user(locn0)]];
    float4 m_1012 [[user(locn1)]];
    float m_1014 [[user(locn2)]];
};

static inline __attribute__((always_inline))
float2 _824(float4 _823)
{
    float2 _832 = (floor(_823.zw) + float2(0.5)) - _823.zw;
    return (_823.xy + (dfdx(_823.xy) * _832.x)) + (dfdy(_823.xy) * (_832.y * sign(dfdy(_823.w))));
}

static inline __attribute__((always_inline))
float _850(float2 _849)
{
    return exp((-0.5) * dot(_849, _849));
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _19 _1006 = _19{ gl_FragCoord, in.m_1010, in.m_1012, in.m_1014 };
    float _1025 = _1006._m3 * _850(_824(_1006._m1));
    if (_1025 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    _20 _1036 = _20{ _1006._m2 * _1025, float4(-log(1.0 - fast::min(_1025, 0.999000012874603271484375)), 0.0, 0.0, 0.0) };
    out.m_1017 = _1036._m0;
    out.m_1018 = _1036._m1;
    return out;
}
