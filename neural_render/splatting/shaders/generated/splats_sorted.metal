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
    float4 m_850 [[user(locn0)]];
    float4 m_851 [[user(locn1)]];
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
    float4 _443 = v_46._m0[4u] + (float4(v_51.read(uint2(_429), 0)) * v_46._m0[5u]);
    float4 _447 = _443 * rsqrt(fast::max(dot(_443, _443), 9.9999999600419720025001879548654e-13));
    return float3x3(float3(1.0 - (2.0 * ((_447.z * _447.z) + (_447.w * _447.w))), 2.0 * ((_447.y * _447.z) + (_447.x * _447.w)), 2.0 * ((_447.y * _447.w) - (_447.x * _447.z))), float3(2.0 * ((_447.y * _447.z) - (_447.x * _447.w)), 1.0 - (2.0 * ((_447.y * _447.y) + (_447.w * _447.w))), 2.0 * ((_447.z * _447.w) + (_447.x * _447.y))), float3(2.0 * ((_447.y * _447.w) + (_447.x * _447.z)), 2.0 * ((_447.z * _447.w) - (_447.x * _447.y)), 1.0 - (2.0 * ((_447.y * _447.y) + (_447.z * _447.z)))));
}

static inline __attribute__((always_inline))
_15 _530(uint2 _528, float3 _529, constant _44& v_43, constant _47& v_46, texture2d<uint> v_51, texture2d<uint> v_52)
{
    _15 _541 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _543 = float2(1.0, 0.0);
    float3 _551 = (v_43._m0._m0 * float4(_529, 1.0)).xyz;
    if (_551.z <= 0.00999999977648258209228515625)
    {
        return _541;
    }
    float4 _564 = v_46._m0[6u] + (float4(v_52.read(uint2(_528), 0)) * v_46._m0[7u]);
    float2 _574 = _551.xy / float2(_551.z);
    float2 _578 = v_43._m0._m2.xy * 0.1500000059604644775390625;
    float2 _588 = fast::clamp(_574, (-(v_43._m0._m1.zw + _578)) / v_43._m0._m1.xy, ((v_43._m0._m2.xy - v_43._m0._m1.zw) + _578) / v_43._m0._m1.xy);
    float3x3 _599 = float3x3(v_43._m0._m0[0].xyz, v_43._m0._m0[1].xyz, v_43._m0._m0[2].xyz) * _430(_528, v_46, v_51);
    float3 _604 = exp(_564.xyz) / float3(_551.z);
    float3 _629 = (_604 * v_43._m0._m1.xy.x) * float3(_599[0].x - (_588.x * _599[0].z), _599[1].x - (_588.x * _599[1].z), _599[2].x - (_588.x * _599[2].z));
    float3 _654 = (_604 * v_43._m0._m1.xy.y) * float3(_599[0].y - (_588.y * _599[0].z), _599[1].y - (_588.y * _599[1].z), _599[2].y - (_588.y * _599[2].z));
    float _656 = dot(_629, _629) + 0.300000011920928955078125;
    float _658 = dot(_654, _654) + 0.300000011920928955078125;
    float _659 = dot(_629, _654);
    float _661 = length(cross(_629, _654));
    float _666 = (_661 * _661) + (0.300000011920928955078125 * ((_656 + _658) - 0.300000011920928955078125));
    if (!(_666 < 9.9999996169031624536541560020822e+35))
    {
        return _541;
    }
    float _673 = 0.5 * (_656 - _658);
    float _675 = length(float2(_673, _659));
    float _678 = (0.5 * (_656 + _658)) + _675;
    if (_675 > (9.9999999747524270787835121154785e-07 * _678))
    {
        _543 = fast::normalize(select(float2(_659, _675 - _673), float2(_675 + _673, _659), bool2(_673 > 0.0)));
    }
    _541._m0 = (_574 * v_43._m0._m1.xy) + v_43._m0._m1.zw;
    _541._m1 = _543;
    _541._m2 = sqrt(float2(_678, _666 / _678));
    _541._m3 = sqrt(float2(_656, _658));
    _541._m4 = _551.z;
    _541._m5 = (v_46._m0[0u].z > 0.5) ? ((_564.w * _661) / sqrt(_666)) : _564.w;
    return _541;
}

static inline __attribute__((always_inline))
float _721(_15 _719, float _720, constant _44& v_43)
{
    bool _726 = false;
    if (_720 <= 0.0039215688593685626983642578125)
    {
        return 0.0;
    }
    float _736 = sqrt(2.0 * log(_720 / 0.0039215688593685626983642578125));
    float2 _738 = _719._m3 * _736;
    if (all((_719._m0 + _738) > float2(0.0)))
    {
        _726 = all((_719._m0 - _738) < v_43._m0._m2.xy);
    }
    else
    {
        _726 = false;
    }
    return _726 ? _736 : 0.0;
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
_18 _759(_15 _756, float2 _757, float _758, constant _44& v_43)
{
    float2 _768 = _757 * (float2(_758) + (float2(0.0625) / _756._m2));
    float2 _770 = _768 * _756._m2;
    float2 _784 = (_756._m0 + (_756._m1 * _770.x)) + (float2(-_756._m1.y, _756._m1.x) * _770.y);
    return _18{ _89(_784, _756._m4, v_43), float4(_768, (_784 * v_43._m0._m2.zw) / v_43._m0._m2.xy) };
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
float3 _834(float4 _833)
{
    return fast::max(_833.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _44& v_43 [[buffer(0)]], constant _47& v_46 [[buffer(1)]], texture2d<uint> v_49 [[texture(2)]], texture2d<uint> v_51 [[texture(4)]], texture2d<uint> v_52 [[texture(6)]], texture2d_array<uint> v_53 [[texture(8)]], texture2d_array<uint> v_55 [[texture(10)]], texture2d<uint> _56 [[texture(12)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _865 = _377(gl_VertexIndex, gl_InstanceIndex);
    if (_865 >= uint(fast::clamp(v_46._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_850 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_851 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    uint2 _877 = uint2(_56.get_width(0u), _56.get_height(0u));
    uint _878 = _877.x;
    uint2 _884 = _154(_56.read(uint2(uint2(_137(_865, _878), _145(_865, _878))), 0).x);
    float3 _885 = _399(_884, v_46, v_49);
    _15 _886 = _530(_884, _885, v_43, v_46, v_51, v_52);
    float _888 = _721(_886, _886._m5, v_43);
    if (_888 == 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_850 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_851 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    _18 _896 = _759(_886, _385(gl_VertexIndex), _888, v_43);
    _19 _908 = _19{ _896._m0, _896._m1, float4(_834(_163(_884, fast::normalize(_885 - v_43._m0._m3.xyz), v_46, v_49, v_53, v_55)), _886._m5) };
    out.gl_Position = _908._m0;
    out.m_850 = _908._m1;
    out.m_851 = _908._m2;
    return out;
}

struct fragment_main_out
{
    float4 m_921 [[color(0)]];
};

struct fragment_main_in
{
    float4 m_917 [[user(locn0)]];
    float4 m_919 [[user(locn1)]];
};

static inline __attribute__((always_inline))
float2 _799(float4 _798)
{
    float2 _807 = (floor(_798.zw) + float2(0.5)) - _798.zw;
    return (_798.xy + (dfdx(_798.xy) * _807.x)) + (dfdy(_798.xy) * (_807.y * sign(dfdy(_798.w))));
}

static inline __attribute__((always_inline))
float _825(float2 _824)
{
    return exp((-0.5) * dot(_824, _824));
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _19 _913 = _19{ gl_FragCoord, in.m_917, in.m_919 };
    float _930 = fast::min(_913._m2.w * _825(_799(_913._m1)), 0.999000012874603271484375);
    if (_930 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    out.m_921 = float4(_913._m2.xyz * _930, _930);
    return out;
}
