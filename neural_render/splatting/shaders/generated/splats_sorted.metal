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
    float4 m_869 [[user(locn0)]];
    float4 m_870 [[user(locn1)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
uint _145(uint _146, uint _147)
{
    return _146 / ((_147 == 0u) ? 1u : _147);
}

static inline __attribute__((always_inline))
uint _377(uint _375, uint _376)
{
    return (_376 * 128u) + _145(_375, 4u);
}

static inline __attribute__((always_inline))
uint _137(uint _139, uint _140)
{
    return _139 % ((_140 == 0u) ? 1u : _140);
}

static inline __attribute__((always_inline))
uint2 _154(uint _153)
{
    return uint2(_137(_153, 2048u), _145(_153, 2048u));
}

static inline __attribute__((always_inline))
float3 _399(uint2 _398, constant _47& v_46, texture2d<uint> v_49)
{
    float3 _415 = v_46._m0[1u].xyz + (float3(v_49.read(uint2(_398), 0).xyz) * v_46._m0[2u].xyz);
    return v_46._m0[3u].xyz + ((sign(_415) * v_46._m0[1u].w) * (exp(abs(_415)) - float3(1.0)));
}

static inline __attribute__((always_inline))
float3x3 _430(uint2 _429, constant _47& v_46, texture2d<uint> v_51)
{
    float4 _436 = float4(0.0);
    _436 = v_46._m0[4u] + (float4(v_51.read(uint2(_429), 0)) * v_46._m0[5u]);
    if (v_46._m0[5u].x == 0.0)
    {
        _436.x = sqrt(fast::max(1.0 - dot(_436.yzw, _436.yzw), 0.0));
    }
    float4 _468 = _436 * rsqrt(fast::max(dot(_436, _436), 9.9999999600419720025001879548654e-13));
    return float3x3(float3(1.0 - (2.0 * ((_468.z * _468.z) + (_468.w * _468.w))), 2.0 * ((_468.y * _468.z) + (_468.x * _468.w)), 2.0 * ((_468.y * _468.w) - (_468.x * _468.z))), float3(2.0 * ((_468.y * _468.z) - (_468.x * _468.w)), 1.0 - (2.0 * ((_468.y * _468.y) + (_468.w * _468.w))), 2.0 * ((_468.z * _468.w) + (_468.x * _468.y))), float3(2.0 * ((_468.y * _468.w) + (_468.x * _468.z)), 2.0 * ((_468.z * _468.w) - (_468.x * _468.y)), 1.0 - (2.0 * ((_468.y * _468.y) + (_468.z * _468.z)))));
}

static inline __attribute__((always_inline))
_15 _551(uint2 _549, float3 _550, constant _44& v_43, constant _47& v_46, texture2d<uint> v_51, texture2d<uint> v_52)
{
    _15 _561 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _563 = float2(1.0, 0.0);
    float3 _571 = (v_43._m0._m0 * float4(_550, 1.0)).xyz;
    if (_571.z <= 0.00999999977648258209228515625)
    {
        return _561;
    }
    float4 _584 = v_46._m0[6u] + (float4(v_52.read(uint2(_549), 0)) * v_46._m0[7u]);
    float2 _594 = _571.xy / float2(_571.z);
    float2 _598 = v_43._m0._m2.xy * 0.1500000059604644775390625;
    float2 _608 = fast::clamp(_594, (-(v_43._m0._m1.zw + _598)) / v_43._m0._m1.xy, ((v_43._m0._m2.xy - v_43._m0._m1.zw) + _598) / v_43._m0._m1.xy);
    float3x3 _619 = float3x3(v_43._m0._m0[0].xyz, v_43._m0._m0[1].xyz, v_43._m0._m0[2].xyz) * _430(_549, v_46, v_51);
    float3 _624 = exp(_584.xyz) / float3(_571.z);
    float3 _649 = (_624 * v_43._m0._m1.xy.x) * float3(_619[0].x - (_608.x * _619[0].z), _619[1].x - (_608.x * _619[1].z), _619[2].x - (_608.x * _619[2].z));
    float3 _674 = (_624 * v_43._m0._m1.xy.y) * float3(_619[0].y - (_608.y * _619[0].z), _619[1].y - (_608.y * _619[1].z), _619[2].y - (_608.y * _619[2].z));
    float _676 = dot(_649, _649) + 0.300000011920928955078125;
    float _678 = dot(_674, _674) + 0.300000011920928955078125;
    float _679 = dot(_649, _674);
    float _681 = length(cross(_649, _674));
    float _686 = (_681 * _681) + (0.300000011920928955078125 * ((_676 + _678) - 0.300000011920928955078125));
    if (!(_686 < 9.9999996169031624536541560020822e+35))
    {
        return _561;
    }
    float _693 = 0.5 * (_676 - _678);
    float _695 = length(float2(_693, _679));
    float _698 = (0.5 * (_676 + _678)) + _695;
    if (_695 > (9.9999999747524270787835121154785e-07 * _698))
    {
        _563 = fast::normalize(select(float2(_679, _695 - _693), float2(_695 + _693, _679), bool2(_693 > 0.0)));
    }
    _561._m0 = (_594 * v_43._m0._m1.xy) + v_43._m0._m1.zw;
    _561._m1 = _563;
    _561._m2 = sqrt(float2(_698, _686 / _698));
    _561._m3 = sqrt(float2(_676, _678));
    _561._m4 = _571.z;
    _561._m5 = (v_46._m0[0u].z > 0.5) ? ((_584.w * _681) / sqrt(_686)) : _584.w;
    return _561;
}

static inline __attribute__((always_inline))
float _740(_15 _738, float _739, constant _44& v_43)
{
    bool _745 = false;
    if (_739 <= 0.0039215688593685626983642578125)
    {
        return 0.0;
    }
    float _755 = sqrt(2.0 * log(_739 / 0.0039215688593685626983642578125));
    float2 _757 = _738._m3 * _755;
    if (all((_738._m0 + _757) > float2(0.0)))
    {
        _745 = all((_738._m0 - _757) < v_43._m0._m2.xy);
    }
    else
    {
        _745 = false;
    }
    return _745 ? _755 : 0.0;
}

static inline __attribute__((always_inline))
float2 _385(uint _384)
{
    return (float2(float(_384 & 1u), float((_384 >> 1u) & 1u)) * 2.0) - float2(1.0);
}

static inline __attribute__((always_inline))
float4 _59(float4 _58, constant _44& v_43)
{
    return float4(_58.x, _58.y * v_43._m0._m4.x, (_58.z * v_43._m0._m4.y) + (_58.w * v_43._m0._m4.z), _58.w);
}

static inline __attribute__((always_inline))
float4 _89(float2 _87, float _88, constant _44& v_43)
{
    return _59(float4(((float2(2.0, -2.0) * _87) / v_43._m0._m2.xy) + float2(-1.0, 1.0), 1.0 - (0.00999999977648258209228515625 / _88), 1.0), v_43);
}

static inline __attribute__((always_inline))
_18 _778(_15 _775, float2 _776, float _777, constant _44& v_43)
{
    float2 _787 = _776 * (float2(_777) + (float2(0.0625) / _775._m2));
    float2 _789 = _787 * _775._m2;
    float2 _803 = (_775._m0 + (_775._m1 * _789.x)) + (float2(-_775._m1.y, _775._m1.x) * _789.y);
    return _18{ _89(_803, _775._m4, v_43), float4(_787, (_803 * v_43._m0._m2.zw) / v_43._m0._m2.xy) };
}

static inline __attribute__((always_inline))
float4 _111(uint2 _108, uint _109, uint _110, constant _47& v_46, texture2d_array<uint> v_55)
{
    uint3 _128 = uint3(_108, _110 - _109);
    return v_46._m0[12u + (2u * _110)] + (float4(v_55.read(uint2(_128.xy), uint(_128.z), 0)) * v_46._m0[13u + (2u * _110)]);
}

static inline __attribute__((always_inline))
float4 _163(uint2 _161, float3 _162, constant _47& v_46, texture2d<uint> v_49, texture2d_array<uint> v_53, texture2d_array<uint> v_55)
{
    float4 _183 = float4(0.0);
    uint2 _186 = uint2(0u);
    uint _189 = 0u;
    uint3 _197 = uint3(_161, uint(0));
    _183 = (v_46._m0[12u] + (float4(v_53.read(uint2(_197.xy), uint(_197.z), 0)) * v_46._m0[13u])) * 0.2820948064327239990234375;
    _186 = _161;
    if (v_46._m0[0u].w > 0.5)
    {
        _186 = _154(v_49.read(uint2(_161), 0).w);
        _189 = 1u;
    }
    if (v_46._m0[0u].y > 1.0)
    {
        _183 += ((((_111(_186, _189, 2u, v_46, v_55) * _162.z) - (_111(_186, _189, 1u, v_46, v_55) * _162.y)) - (_111(_186, _189, 3u, v_46, v_55) * _162.x)) * 0.48860251903533935546875);
    }
    float3 _236 = _162 * _162;
    if (v_46._m0[0u].y > 4.0)
    {
        _183 += ((((((_111(_186, _189, 4u, v_46, v_55) * (_162.x * _162.y)) - (_111(_186, _189, 5u, v_46, v_55) * (_162.y * _162.z))) * 1.09254848957061767578125) + (_111(_186, _189, 6u, v_46, v_55) * (0.3153915703296661376953125 * (((2.0 * _236.z) - _236.x) - _236.y)))) - (_111(_186, _189, 7u, v_46, v_55) * ((1.09254848957061767578125 * _162.x) * _162.z))) + (_111(_186, _189, 8u, v_46, v_55) * (0.546274244785308837890625 * (_236.x - _236.y))));
    }
    if (v_46._m0[0u].y > 9.0)
    {
        float4 _372 = _183 + (((((_111(_186, _189, 10u, v_46, v_55) * (((2.8906114101409912109375 * _162.x) * _162.y) * _162.z)) - (((_111(_186, _189, 9u, v_46, v_55) * (_162.y * ((3.0 * _236.x) - _236.y))) + (_111(_186, _189, 15u, v_46, v_55) * (_162.x * (_236.x - (3.0 * _236.y))))) * 0.590043604373931884765625)) - (((_111(_186, _189, 11u, v_46, v_55) * _162.y) + (_111(_186, _189, 13u, v_46, v_55) * _162.x)) * (0.4570457935333251953125 * (((4.0 * _236.z) - _236.x) - _236.y)))) + (_111(_186, _189, 12u, v_46, v_55) * ((0.3731763362884521484375 * _162.z) * (((2.0 * _236.z) - (3.0 * _236.x)) - (3.0 * _236.y))))) + (_111(_186, _189, 14u, v_46, v_55) * ((1.44530570507049560546875 * _162.z) * (_236.x - _236.y))));
        _183 = _372;
    }
    return _183;
}

static inline __attribute__((always_inline))
float3 _853(float4 _852)
{
    return fast::max(_852.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _44& v_43 [[buffer(0)]], constant _47& v_46 [[buffer(1)]], texture2d<uint> v_49 [[texture(2)]], texture2d<uint> v_51 [[texture(4)]], texture2d<uint> v_52 [[texture(6)]], texture2d_array<uint> v_53 [[texture(8)]], texture2d_array<uint> v_55 [[texture(10)]], texture2d<uint> _56 [[texture(12)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _884 = _377(gl_VertexIndex, gl_InstanceIndex);
    if (_884 >= uint(fast::clamp(v_46._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_869 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_870 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    uint2 _896 = uint2(_56.get_width(0u), _56.get_height(0u));
    uint _897 = _896.x;
    uint2 _903 = _154(_56.read(uint2(uint2(_137(_884, _897), _145(_884, _897))), 0).x);
    float3 _904 = _399(_903, v_46, v_49);
    _15 _905 = _551(_903, _904, v_43, v_46, v_51, v_52);
    float _907 = _740(_905, _905._m5, v_43);
    if (_907 == 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_869 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_870 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    _18 _915 = _778(_905, _385(gl_VertexIndex), _907, v_43);
    _19 _927 = _19{ _915._m0, _915._m1, float4(_853(_163(_903, fast::normalize(_904 - v_43._m0._m3.xyz), v_46, v_49, v_53, v_55)), _905._m5) };
    out.gl_Position = _927._m0;
    out.m_869 = _927._m1;
    out.m_870 = _927._m2;
    return out;
}

struct fragment_main_out
{
    float4 m_940 [[color(0)]];
};

struct fragment_main_in
{
    float4 m_936 [[user(locn0)]];
    float4 m_938 [[user(locn1)]];
};

static inline __attribute__((always_inline))
float2 _818(float4 _817)
{
    float2 _826 = (floor(_817.zw) + float2(0.5)) - _817.zw;
    return (_817.xy + (dfdx(_817.xy) * _826.x)) + (dfdy(_817.xy) * (_826.y * sign(dfdy(_817.w))));
}

static inline __attribute__((always_inline))
float _844(float2 _843)
{
    return exp((-0.5) * dot(_843, _843));
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _19 _932 = _19{ gl_FragCoord, in.m_936, in.m_938 };
    float _949 = fast::min(_932._m2.w * _844(_818(_932._m1)), 0.999000012874603271484375);
    if (_949 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    out.m_940 = float4(_932._m2.xyz * _949, _949);
    return out;
}
