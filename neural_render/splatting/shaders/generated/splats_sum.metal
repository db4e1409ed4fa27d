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

struct _47
{
    _6 _m0;
};

struct _50
{
    float4 _m0[44];
};

struct vertex_main_out
{
    float4 m_859 [[user(locn0)]];
    float4 m_860 [[user(locn1)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
uint _295(uint _297, uint _298)
{
    return _297 / ((_298 == 0u) ? 1u : _298);
}

static inline __attribute__((always_inline))
uint _306(uint _304, uint _305)
{
    return (_305 * 128u) + _295(_304, 4u);
}

static inline __attribute__((always_inline))
uint _326(uint _327, uint _328)
{
    return _327 % ((_328 == 0u) ? 1u : _328);
}

static inline __attribute__((always_inline))
uint2 _335(uint _334)
{
    return uint2(_326(_334, 2048u), _295(_334, 2048u));
}

static inline __attribute__((always_inline))
float3 _343(uint2 _342, constant _50& v_49, texture2d<uint> v_52)
{
    float3 _359 = v_49._m0[1u].xyz + (float3(v_52.read(uint2(_342), 0).xyz) * v_49._m0[2u].xyz);
    return v_49._m0[3u].xyz + ((sign(_359) * v_49._m0[1u].w) * (exp(abs(_359)) - float3(1.0)));
}

static inline __attribute__((always_inline))
float3x3 _374(uint2 _373, constant _50& v_49, texture2d<uint> v_54)
{
    float4 _387 = v_49._m0[4u] + (float4(v_54.read(uint2(_373), 0)) * v_49._m0[5u]);
    float4 _391 = _387 * rsqrt(fast::max(dot(_387, _387), 9.9999999600419720025001879548654e-13));
    return float3x3(float3(1.0 - (2.0 * ((_391.z * _391.z) + (_391.w * _391.w))), 2.0 * ((_391.y * _391.z) + (_391.x * _391.w)), 2.0 * ((_391.y * _391.w) - (_391.x * _391.z))), float3(2.0 * ((_391.y * _391.z) - (_391.x * _391.w)), 1.0 - (2.0 * ((_391.y * _391.y) + (_391.w * _391.w))), 2.0 * ((_391.z * _391.w) + (_391.x * _391.y))), float3(2.0 * ((_391.y * _391.w) + (_391.x * _391.z)), 2.0 * ((_391.z * _391.w) - (_391.x * _391.y)), 1.0 - (2.0 * ((_391.y * _391.y) + (_391.z * _391.z)))));
}

static inline __attribute__((always_inline))
_15 _474(uint2 _472, float3 _473, constant _47& v_46, constant _50& v_49, texture2d<uint> v_54, texture2d<uint> v_55)
{
    _15 _486 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _488 = float2(1.0, 0.0);
    float3 _496 = (v_46._m0._m0 * float4(_473, 1.0)).xyz;
    if (_496.z <= 0.00999999977648258209228515625)
    {
        return _486;
    }
    float4 _509 = v_49._m0[6u] + (float4(v_55.read(uint2(_472), 0)) * v_49._m0[7u]);
    float2 _519 = _496.xy / float2(_496.z);
    float2 _523 = v_46._m0._m2.xy * 0.1500000059604644775390625;
    float2 _533 = fast::clamp(_519, (-(v_46._m0._m1.zw + _523)) / v_46._m0._m1.xy, ((v_46._m0._m2.xy - v_46._m0._m1.zw) + _523) / v_46._m0._m1.xy);
    float3x3 _544 = float3x3(v_46._m0._m0[0].xyz, v_46._m0._m0[1].xyz, v_46._m0._m0[2].xyz) * _374(_472, v_49, v_54);
    float3 _549 = exp(_509.xyz) / float3(_496.z);
    float3 _574 = (_549 * v_46._m0._m1.xy.x) * float3(_544[0].x - (_533.x * _544[0].z), _544[1].x - (_533.x * _544[1].z), _544[2].x - (_533.x * _544[2].z));
    float3 _599 = (_549 * v_46._m0._m1.xy.y) * float3(_544[0].y - (_533.y * _544[0].z), _544[1].y - (_533.y * _544[1].z), _544[2].y - (_533.y * _544[2].z));
    float _601 = dot(_574, _574) + 0.300000011920928955078125;
    float _603 = dot(_599, _599) + 0.300000011920928955078125;
    float _604 = dot(_574, _599);
    float _606 = length(cross(_574, _599));
    float _611 = (_606 * _606) + (0.300000011920928955078125 * ((_601 + _603) - 0.300000011920928955078125));
    if (!(_611 < 9.9999996169031624536541560020822e+35))
    {
        return _486;
    }
    float _618 = 0.5 * (_601 - _603);
    float _620 = length(float2(_618, _604));
    float _623 = (0.5 * (_601 + _603)) + _620;
    if (_620 > (9.9999999747524270787835121154785e-07 * _623))
    {
        _488 = fast::normalize(select(float2(_604, _620 - _618), float2(_620 + _618, _604), bool2(_618 > 0.0)));
    }
    _486._m0 = (_519 * v_46._m0._m1.xy) + v_46._m0._m1.zw;
    _486._m1 = _488;
    _486._m2 = sqrt(float2(_623, _611 / _623));
    _486._m3 = sqrt(float2(_601, _603));
    _486._m4 = _496.z;
    _486._m5 = (v_49._m0[0u].z > 0.5) ? ((_509.w * _606) / sqrt(_611)) : _509.w;
    return _486;
}

static inline __attribute__((always_inline))
float4 _111(uint2 _109, uint _110, constant _50& v_49, texture2d_array<uint> v_56)
{
    uint3 _127 = uint3(_109, _110);
    return v_49._m0[12u + (2u * _110)] + (float4(v_56.read(uint2(_127.xy), uint(_127.z), 0)) * v_49._m0[13u + (2u * _110)]);
}

static inline __attribute__((always_inline))
float4 _139(uint2 _137, float3 _138, constant _50& v_49, texture2d_array<uint> v_56)
{
    float4 _156 = float4(0.0);
    _156 = _111(_137, 0u, v_49, v_56) * 0.2820948064327239990234375;
    if (v_49._m0[0u].y > 1.0)
    {
        _156 += ((((_111(_137, 2u, v_49, v_56) * _138.z) - (_111(_137, 1u, v_49, v_56) * _138.y)) - (_111(_137, 3u, v_49, v_56) * _138.x)) * 0.48860251903533935546875);
    }
    float3 _181 = _138 * _138;
    if (v_49._m0[0u].y > 4.0)
    {
        _156 += ((((((_111(_137, 4u, v_49, v_56) * (_138.x * _138.y)) - (_111(_137, 5u, v_49, v_56) * (_138.y * _138.z))) * 1.09254848957061767578125) + (_111(_137, 6u, v_49, v_56) * (0.3153915703296661376953125 * (((2.0 * _181.z) - _181.x) - _181.y)))) - (_111(_137, 7u, v_49, v_56) * ((1.09254848957061767578125 * _138.x) * _138.z))) + (_111(_137, 8u, v_49, v_56) * (0.546274244785308837890625 * (_181.x - _181.y))));
    }
    if (v_49._m0[0u].y > 9.0)
    {
        float4 _293 = _156 + (((((_111(_137, 10u, v_49, v_56) * (((2.8906114101409912109375 * _138.x) * _138.y) * _138.z)) - (((_111(_137, 9u, v_49, v_56) * (_138.y * ((3.0 * _181.x) - _181.y))) + (_111(_137, 15u, v_49, v_56) * (_138.x * (_181.x - (3.0 * _181.y))))) * 0.590043604373931884765625)) - (((_111(_137, 11u, v_49, v_56) * _138.y) + (_111(_137, 13u, v_49, v_56) * _138.x)) * (0.4570457935333251953125 * (((4.0 * _181.z) - _181.x) - _181.y)))) + (_111(_137, 12u, v_49, v_56) * ((0.3731763362884521484375 * _138.z) * (((2.0 * _181.z) - (3.0 * _181.x)) - (3.0 * _181.y))))) + (_111(_137, 14u, v_49, v_56) * ((1.44530570507049560546875 * _138.z) * (_181.x - _181.y))));
        _156 = _293;
    }
    return _156;
}

static inline __attribute__((always_inline))
float _790(float _788, float _789, constant _50& v_49)
{
    float _800 = fast::max(_788, 0.0);
    if (v_49._m0[8u].x == 1.0)
    {
        return _800 * exp((-v_49._m0[8u].y) * exp(fast::min(v_49._m0[8u].z * log(fast::max(_789, 0.001000000047497451305389404296875)), 80.0)));
    }
    if (v_49._m0[8u].x == 2.0)
    {
        return _800 * fast::max(1.0 - (_789 / v_49._m0[8u].y), 0.0);
    }
    return _800;
}

static inline __attribute__((always_inline))
float _666(_15 _664, float _665, constant _47& v_46)
{
    bool _671 = false;
    if (_665 <= 0.0039215688593685626983642578125)
    {
        return 0.0;
    }
    float _681 = sqrt(2.0 * log(_665 / 0.0039215688593685626983642578125));
    float2 _683 = _664._m3 * _681;
    if (all((_664._m0 + _683) > float2(0.0)))
    {
        _671 = all((_664._m0 - _683) < v_46._m0._m2.xy);
    }
    else
    {
        _671 = false;
    }
    return _671 ? _681 : 0.0;
}

static inline __attribute__((always_inline))
float2 _314(uint _313)
{
    return (float2(float(_313 & 1u), float((_313 >> 1u) & 1u)) * 2.0) - float2(1.0);
}

static inline __attribute__((always_inline))
float4 _60(float4 _59, constant _47& v_46)
{
    return float4(_59.x, _59.y * v_46._m0._m4.x, (_59.z * v_46._m0._m4.y) + (_59.w * v_46._m0._m4.z), _59.w);
}

static inline __attribute__((always_inline))
float4 _90(float2 _88, float _89, constant _47& v_46)
{
    return _60(float4(((float2(2.0, -2.0) * _88) / v_46._m0._m2.xy) + float2(-1.0, 1.0), 1.0 - (0.00999999977648258209228515625 / _89), 1.0), v_46);
}

static inline __attribute__((always_inline))
_18 _704(_15 _701, float2 _702, float _703, constant _47& v_46)
{
    float2 _713 = _702 * (float2(_703) + (float2(0.0625) / _701._m2));
    float2 _715 = _713 * _701._m2;
    float2 _729 = (_701._m0 + (_701._m1 * _715.x)) + (float2(-_701._m1.y, _701._m1.x) * _715.y);
    return _18{ _90(_729, _701._m4, v_46), float4(_713, (_729 * v_46._m0._m2.zw) / v_46._m0._m2.xy) };
}

static inline __attribute__((always_inline))
float3 _779(float4 _778)
{
    return fast::max(_778.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _47& v_46 [[buffer(0)]], constant _50& v_49 [[buffer(1)]], texture2d<uint> v_52 [[texture(2)]], texture2d<uint> v_54 [[texture(4)]], texture2d<uint> v_55 [[texture(6)]], texture2d_array<uint> v_56 [[texture(8)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _872 = _306(gl_VertexIndex, gl_InstanceIndex);
    if (_872 >= uint(fast::clamp(v_49._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_859 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_860 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    uint2 _884 = _335(_872);
    float3 _885 = _343(_884, v_49, v_52);
    _15 _886 = _474(_884, _885, v_46, v_49, v_54, v_55);
    if (_886._m5 <= 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_859 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_860 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    float4 _899 = _139(_884, fast::normalize(_885 - v_46._m0._m3.xyz), v_49, v_56);
    float _904 = _886._m5 * _790(_899.w, _886._m4, v_49);
    float _905 = _666(_886, _904, v_46);
    if (_905 == 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_859 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_860 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    _18 _913 = _704(_886, _314(gl_VertexIndex), _905, v_46);
    _19 _918 = _19{ _913._m0, _913._m1, float4(_779(_899), _904) };
    out.gl_Position = _918._m0;
    out.m_859 = _918._m1;
    out.m_860 = _918._m2;
    return out;
}

struct fragment_main_out
{
    float4 m_931 [[color(0)]];
};

struct fragment_main_in
{
    float4 m_927 [[user(locn0)]];
    float4 m_929 [[user(locn1)]];
};

static inline __attribute__((always_inline))
float2 _744(float4 _743)
{
    float2 _752 = (floor(_743.zw) + float2(0.5)) - _743.zw;
    return (_743.xy + (dfdx(_743.xy) * _752.x)) + (dfdy(_743.xy) * (_752.y * sign(dfdy(_743.w))));
}

static inline __attribute__((always_inline))
float _770(float2 _769)
{
    return exp((-0.5) * dot(_769, _769));
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _50& _49 [[buffer(1)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _19 _923 = _19{ gl_FragCoord, in.m_927, in.m_929 };
    float _940 = _923._m2.w * _770(_744(_923._m1));
    if (_940 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    out.m_931 = float4(_923._m2.xyz, 1.0) * (_940 * _49._m0[10u].x);
    return out;
}
