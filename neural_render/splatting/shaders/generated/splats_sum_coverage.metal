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

struct _56
{
    _6 _m0;
};

struct _59
{
    float4 _m0[44];
};

struct vertex_main_out
{
    float4 m_974 [[user(locn0)]];
    float4 m_975 [[user(locn1)]];
    float m_976 [[user(locn2)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
uint _156(uint _157, uint _158)
{
    return _157 / ((_158 == 0u) ? 1u : _158);
}

static inline __attribute__((always_inline))
uint _375(uint _373, uint _374)
{
    return (_374 * 128u) + _156(_373, 4u);
}

static inline __attribute__((always_inline))
uint _148(uint _150, uint _151)
{
    return _150 % ((_151 == 0u) ? 1u : _151);
}

static inline __attribute__((always_inline))
uint2 _165(uint _164)
{
    return uint2(_148(_164, 2048u), _156(_164, 2048u));
}

static inline __attribute__((always_inline))
float3 _397(uint2 _396, constant _59& v_58, texture2d<uint> v_61)
{
    float3 _413 = v_58._m0[1u].xyz + (float3(v_61.read(uint2(_396), 0).xyz) * v_58._m0[2u].xyz);
    return v_58._m0[3u].xyz + ((sign(_413) * v_58._m0[1u].w) * (exp(abs(_413)) - float3(1.0)));
}

static inline __attribute__((always_inline))
float3x3 _428(uint2 _427, constant _59& v_58, texture2d<uint> v_63)
{
    float4 _433 = float4(0.0);
    _433 = v_58._m0[4u] + (float4(v_63.read(uint2(_427), 0)) * v_58._m0[5u]);
    if (v_58._m0[5u].x == 0.0)
    {
        _433.x = sqrt(fast::max(1.0 - dot(_433.yzw, _433.yzw), 0.0));
    }
    float4 _465 = _433 * rsqrt(fast::max(dot(_433, _433), 9.9999999600419720025001879548654e-13));
    return float3x3(float3(1.0 - (2.0 * ((_465.z * _465.z) + (_465.w * _465.w))), 2.0 * ((_465.y * _465.z) + (_465.x * _465.w)), 2.0 * ((_465.y * _465.w) - (_465.x * _465.z))), float3(2.0 * ((_465.y * _465.z) - (_465.x * _465.w)), 1.0 - (2.0 * ((_465.y * _465.y) + (_465.w * _465.w))), 2.0 * ((_465.z * _465.w) + (_465.x * _465.y))), float3(2.0 * ((_465.y * _465.w) + (_465.x * _465.z)), 2.0 * ((_465.z * _465.w) - (_465.x * _465.y)), 1.0 - (2.0 * ((_465.y * _465.y) + (_465.z * _465.z)))));
}

static inline __attribute__((always_inline))
_15 _548(uint2 _546, float3 _547, constant _56& v_55, constant _59& v_58, texture2d<uint> v_63, texture2d<uint> v_64)
{
    _15 _558 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _560 = float2(1.0, 0.0);
    float3 _568 = (v_55._m0._m0 * float4(_547, 1.0)).xyz;
    if (_568.z <= 0.00999999977648258209228515625)
    {
        return _558;
    }
    float4 _581 = v_58._m0[6u] + (float4(v_64.read(uint2(_546), 0)) * v_58._m0[7u]);
    float2 _591 = _568.xy / float2(_568.z);
    float2 _595 = v_55._m0._m2.xy * 0.1500000059604644775390625;
    float2 _605 = fast::clamp(_591, (-(v_55._m0._m1.zw + _595)) / v_55._m0._m1.xy, ((v_55._m0._m2.xy - v_55._m0._m1.zw) + _595) / v_55._m0._m1.xy);
    float3x3 _616 = float3x3(v_55._m0._m0[0].xyz, v_55._m0._m0[1].xyz, v_55._m0._m0[2].xyz) * _428(_546, v_58, v_63);
    float3 _621 = exp(_581.xyz) / float3(_568.z);
    float3 _646 = (_621 * v_55._m0._m1.xy.x) * float3(_616[0].x - (_605.x * _616[0].z), _616[1].x - (_605.x * _616[1].z), _616[2].x - (_605.x * _616[2].z));
    float3 _671 = (_621 * v_55._m0._m1.xy.y) * float3(_616[0].y - (_605.y * _616[0].z), _616[1].y - (_605.y * _616[1].z), _616[2].y - (_605.y * _616[2].z));
    float _673 = dot(_646, _646) + 0.300000011920928955078125;
    float _675 = dot(_671, _671) + 0.300000011920928955078125;
    float _676 = dot(_646, _671);
    float _678 = length(cross(_646, _671));
    float _683 = (_678 * _678) + (0.300000011920928955078125 * ((_673 + _675) - 0.300000011920928955078125));
    if (!(_683 < 9.9999996169031624536541560020822e+35))
    {
        return _558;
    }
    float _690 = 0.5 * (_673 - _675);
    float _692 = length(float2(_690, _676));
    float _695 = (0.5 * (_673 + _675)) + _692;
    if (_692 > (9.9999999747524270787835121154785e-07 * _695))
    {
        _560 = fast::normalize(select(float2(_676, _692 - _690), float2(_692 + _690, _676), bool2(_690 > 0.0)));
    }
    _558._m0 = (_591 * v_55._m0._m1.xy) + v_55._m0._m1.zw;
    _558._m1 = _560;
    _558._m2 = sqrt(float2(_695, _683 / _695));
    _558._m3 = sqrt(float2(_673, _675));
    _558._m4 = _568.z;
    _558._m5 = (v_58._m0[0u].z > 0.5) ? ((_581.w * _678) / sqrt(_683)) : _581.w;
    return _558;
}

static inline __attribute__((always_inline))
float _924(float _922, float2 _923)
{
    return fast::clamp((_922 - _923.x) / (_923.y - _923.x), 0.0, 1.0);
}

static inline __attribute__((always_inline))
float _937(uint2 _935, float _936, constant _59& v_58, texture2d<uint> v_64)
{
    float3 _952 = v_58._m0[6u].xyz + (float3(v_64.read(uint2(_935), 0).xyz) * v_58._m0[7u].xyz);
    return _924(_936 / v_58._m0[8u].y, float2(0.0199999995529651641845703125, 0.100000001490116119384765625)) * _924(_936 / exp(fast::max(_952.x, fast::max(_952.y, _952.z))), float2(0.100000001490116119384765625, 0.20000000298023223876953125));
}

static inline __attribute__((always_inline))
float _737(_15 _735, float _736, constant _56& v_55)
{
    bool _742 = false;
    if (_736 <= 0.0039215688593685626983642578125)
    {
        return 0.0;
    }
    float _752 = sqrt(2.0 * log(_736 / 0.0039215688593685626983642578125));
    float2 _754 = _735._m3 * _752;
    if (all((_735._m0 + _754) > float2(0.0)))
    {
        _742 = all((_735._m0 - _754) < v_55._m0._m2.xy);
    }
    else
    {
        _742 = false;
    }
    return _742 ? _752 : 0.0;
}

static inline __attribute__((always_inline))
float2 _383(uint _382)
{
    return (float2(float(_382 & 1u), float((_382 >> 1u) & 1u)) * 2.0) - float2(1.0);
}

static inline __attribute__((always_inline))
float4 _70(float4 _69, constant _56& v_55)
{
    return float4(_69.x, _69.y * v_55._m0._m4.x, (_69.z * v_55._m0._m4.y) + (_69.w * v_55._m0._m4.z), _69.w);
}

static inline __attribute__((always_inline))
float4 _100(float2 _98, float _99, constant _56& v_55)
{
    return _70(float4(((float2(2.0, -2.0) * _98) / v_55._m0._m2.xy) + float2(-1.0, 1.0), 1.0 - (0.00999999977648258209228515625 / _99), 1.0), v_55);
}

static inline __attribute__((always_inline))
_18 _775(_15 _772, float2 _773, float _774, constant _56& v_55)
{
    float2 _784 = _773 * (float2(_774) + (float2(0.0625) / _772._m2));
    float2 _786 = _784 * _772._m2;
    float2 _800 = (_772._m0 + (_772._m1 * _786.x)) + (float2(-_772._m1.y, _772._m1.x) * _786.y);
    return _18{ _100(_800, _772._m4, v_55), float4(_784, (_800 * v_55._m0._m2.zw) / v_55._m0._m2.xy) };
}

static inline __attribute__((always_inline))
float4 _122(uint2 _119, uint _120, uint _121, constant _59& v_58, texture2d_array<uint> v_67)
{
    uint3 _139 = uint3(_119, _121 - _120);
    return v_58._m0[12u + (2u * _121)] + (float4(v_67.read(uint2(_139.xy), uint(_139.z), 0)) * v_58._m0[13u + (2u * _121)]);
}

static inline __attribute__((always_inline))
float4 _174(uint2 _172, float3 _173, constant _59& v_58, texture2d<uint> v_61, texture2d_array<uint> v_65, texture2d_array<uint> v_67)
{
    float4 _194 = float4(0.0);
    uint2 _197 = uint2(0u);
    uint3 _206 = uint3(_172, uint(0));
    _194 = (v_58._m0[12u] + (float4(v_65.read(uint2(_206.xy), uint(_206.z), 0)) * v_58._m0[13u])) * 0.2820948064327239990234375;
    uint _217 = uint(v_58._m0[0u].w > 0.0);
    _197 = _172;
    if (v_58._m0[0u].w == 1.0)
    {
        _197 = _165(v_61.read(uint2(_172), 0).w);
    }
    if (v_58._m0[0u].y > 1.0)
    {
        _194 += ((((_122(_197, _217, 2u, v_58, v_67) * _173.z) - (_122(_197, _217, 1u, v_58, v_67) * _173.y)) - (_122(_197, _217, 3u, v_58, v_67) * _173.x)) * 0.48860251903533935546875);
    }
    float3 _246 = _173 * _173;
    if (v_58._m0[0u].y > 4.0)
    {
        _194 += ((((((_122(_197, _217, 4u, v_58, v_67) * (_173.x * _173.y)) - (_122(_197, _217, 5u, v_58, v_67) * (_173.y * _173.z))) * 1.09254848957061767578125) + (_122(_197, _217, 6u, v_58, v_67) * (0.3153915703296661376953125 * (((2.0 * _246.z) - _246.x) - _246.y)))) - (_122(_197, _217, 7u, v_58, v_67) * ((1.09254848957061767578125 * _173.x) * _173.z))) + (_122(_197, _217, 8u, v_58, v_67) * (0.546274244785308837890625 * (_246.x - _246.y))));
    }
    if (v_58._m0[0u].y > 9.0)
    {
        float4 _370 = _194 + (((((_122(_197, _217, 10u, v_58, v_67) * (((2.8906114101409912109375 * _173.x) * _173.y) * _173.z)) - (((_122(_197, _217, 9u, v_58, v_67) * (_173.y * ((3.0 * _246.x) - _246.y))) + (_122(_197, _217, 15u, v_58, v_67) * (_173.x * (_246.x - (3.0 * _246.y))))) * 0.590043604373931884765625)) - (((_122(_197, _217, 11u, v_58, v_67) * _173.y) + (_122(_197, _217, 13u, v_58, v_67) * _173.x)) * (0.4570457935333251953125 * (((4.0 * _246.z) - _246.x) - _246.y)))) + (_122(_197, _217, 12u, v_58, v_67) * ((0.3731763362884521484375 * _173.z) * (((2.0 * _246.z) - (3.0 * _246.x)) - (3.0 * _246.y))))) + (_122(_197, _217, 14u, v_58, v_67) * ((1.44530570507049560546875 * _173.z) * (_246.x - _246.y))));
        _194 = _370;
    }
    return _194;
}

static inline __attribute__((always_inline))
float _893(float _891, float _892, constant _56& v_55, constant _59& v_58)
{
    return exp(fast::min(_891 - (v_58._m0[8u].z * log(fast::max(_892, 0.001000000047497451305389404296875) / fast::max(fast::max(distance(v_55._m0._m3.xyz, v_58._m0[11u].xyz) - v_58._m0[11u].w, 0.100000001490116119384765625 * v_58._m0[11u].w), 0.001000000047497451305389404296875))), v_58._m0[10u].y));
}

static inline __attribute__((always_inline))
float3 _850(float4 _849)
{
    return fast::max(_849.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _56& v_55 [[buffer(0)]], constant _59& v_58 [[buffer(1)]], texture2d<uint> v_61 [[texture(2)]], texture2d<uint> v_63 [[texture(4)]], texture2d<uint> v_64 [[texture(6)]], texture2d_array<uint> v_65 [[texture(8)]], texture2d_array<uint> v_67 [[texture(10)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _990 = _375(gl_VertexIndex, gl_InstanceIndex);
    if (_990 >= uint(fast::clamp(v_58._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m0;
        out.m_974 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m1;
        out.m_975 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m2;
        out.m_976 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m3;
        return out;
    }
    uint2 _1003 = _165(_990);
    float3 _1004 = _397(_1003, v_58, v_61);
    _15 _1005 = _548(_1003, _1004, v_55, v_58, v_63, v_64);
    float _1009 = _1005._m5 * _937(_1003, _1005._m4, v_58, v_64);
    float _1010 = _737(_1005, _1009, v_55);
    if (_1010 == 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m0;
        out.m_974 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m1;
        out.m_975 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m2;
        out.m_976 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0), 0.0 })._m3;
        return out;
    }
    _18 _1019 = _775(_1005, _383(gl_VertexIndex), _1010, v_55);
    float4 _1025 = _174(_1003, fast::normalize(_1004 - v_55._m0._m3.xyz), v_58, v_61, v_65, v_67);
    _19 _1038 = _19{ _1019._m0, _1019._m1, float4(_850(_1025) - float3(0.5), 1.0) * (_893(_1025.w, _1005._m4, v_55, v_58) * v_58._m0[10u].x), _1009 };
    out.gl_Position = _1038._m0;
    out.m_974 = _1038._m1;
    out.m_975 = _1038._m2;
    out.m_976 = _1038._m3;
    return out;
}

struct fragment_main_out
{
    float4 m_1055 [[color(0)]];
    float4 m_1056 [[color(1)]];
};

struct fragment_main_in
{
    float4 m_1048 [[user(locn0)]];
    float4 m_1050 [[user(locn1)]];
    float m_1052 [[user(locn2)]];
};

static inline __attribute__((always_inline))
float2 _815(float4 _814)
{
    float2 _823 = (floor(_814.zw) + float2(0.5)) - _814.zw;
    return (_814.xy + (dfdx(_814.xy) * _823.x)) + (dfdy(_814.xy) * (_823.y * sign(dfdy(_814.w))));
}

static inline __attribute__((always_inline))
float _841(float2 _840)
{
    return exp((-0.5) * dot(_840, _840));
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _19 _1044 = _19{ gl_FragCoord, in.m_1048, in.m_1050, in.m_1052 };
    float _1063 = _1044._m3 * _841(_815(_1044._m1));
    if (_1063 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    _20 _1074 = _20{ _1044._m2 * _1063, float4(-log(1.0 - fast::min(_1063, 0.999000012874603271484375)), 0.0, 0.0, 0.0) };
    out.m_1055 = _1074._m0;
    out.m_1056 = _1074._m1;
    return out;
}
