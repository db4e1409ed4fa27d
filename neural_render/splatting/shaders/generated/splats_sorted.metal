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
    float4 m_856 [[user(locn0)]];
    float4 m_857 [[user(locn1)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
uint _145(uint _146, uint _147)
{
    return _146 / ((_147 == 0u) ? 1u : _147);
}

static inline __attribute__((always_inline))
uint _364(uint _362, uint _363)
{
    return (_363 * 128u) + _145(_362, 4u);
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
float3 _386(uint2 _385, constant _47& v_46, texture2d<uint> v_49)
{
    float3 _402 = v_46._m0[1u].xyz + (float3(v_49.read(uint2(_385), 0).xyz) * v_46._m0[2u].xyz);
    return v_46._m0[3u].xyz + ((sign(_402) * v_46._m0[1u].w) * (exp(abs(_402)) - float3(1.0)));
}

static inline __attribute__((always_inline))
float3x3 _417(uint2 _416, constant _47& v_46, texture2d<uint> v_51)
{
    float4 _422 = float4(0.0);
    _422 = v_46._m0[4u] + (float4(v_51.read(uint2(_416), 0)) * v_46._m0[5u]);
    if (v_46._m0[5u].x == 0.0)
    {
        _422.x = sqrt(fast::max(1.0 - dot(_422.yzw, _422.yzw), 0.0));
    }
    float4 _454 = _422 * rsqrt(fast::max(dot(_422, _422), 9.9999999600419720025001879548654e-13));
    return float3x3(float3(1.0 - (2.0 * ((_454.z * _454.z) + (_454.w * _454.w))), 2.0 * ((_454.y * _454.z) + (_454.x * _454.w)), 2.0 * ((_454.y * _454.w) - (_454.x * _454.z))), float3(2.0 * ((_454.y * _454.z) - (_454.x * _454.w)), 1.0 - (2.0 * ((_454.y * _454.y) + (_454.w * _454.w))), 2.0 * ((_454.z * _454.w) + (_454.x * _454.y))), float3(2.0 * ((_454.y * _454.w) + (_454.x * _454.z)), 2.0 * ((_454.z * _454.w) - (_454.x * _454.y)), 1.0 - (2.0 * ((_454.y * _454.y) + (_454.z * _454.z)))));
}

static inline __attribute__((always_inline))
_15 _537(uint2 _535, float3 _536, constant _44& v_43, constant _47& v_46, texture2d<uint> v_51, texture2d<uint> v_52)
{
    _15 _548 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _550 = float2(1.0, 0.0);
    float3 _558 = (v_43._m0._m0 * float4(_536, 1.0)).xyz;
    if (_558.z <= 0.00999999977648258209228515625)
    {
        return _548;
    }
    float4 _571 = v_46._m0[6u] + (float4(v_52.read(uint2(_535), 0)) * v_46._m0[7u]);
    float2 _581 = _558.xy / float2(_558.z);
    float2 _585 = v_43._m0._m2.xy * 0.1500000059604644775390625;
    float2 _595 = fast::clamp(_581, (-(v_43._m0._m1.zw + _585)) / v_43._m0._m1.xy, ((v_43._m0._m2.xy - v_43._m0._m1.zw) + _585) / v_43._m0._m1.xy);
    float3x3 _606 = float3x3(v_43._m0._m0[0].xyz, v_43._m0._m0[1].xyz, v_43._m0._m0[2].xyz) * _417(_535, v_46, v_51);
    float3 _611 = exp(_571.xyz) / float3(_558.z);
    float3 _636 = (_611 * v_43._m0._m1.xy.x) * float3(_606[0].x - (_595.x * _606[0].z), _606[1].x - (_595.x * _606[1].z), _606[2].x - (_595.x * _606[2].z));
    float3 _661 = (_611 * v_43._m0._m1.xy.y) * float3(_606[0].y - (_595.y * _606[0].z), _606[1].y - (_595.y * _606[1].z), _606[2].y - (_595.y * _606[2].z));
    float _663 = dot(_636, _636) + 0.300000011920928955078125;
    float _665 = dot(_661, _661) + 0.300000011920928955078125;
    float _666 = dot(_636, _661);
    float _668 = length(cross(_636, _661));
    float _673 = (_668 * _668) + (0.300000011920928955078125 * ((_663 + _665) - 0.300000011920928955078125));
    if (!(_673 < 9.9999996169031624536541560020822e+35))
    {
        return _548;
    }
    float _680 = 0.5 * (_663 - _665);
    float _682 = length(float2(_680, _666));
    float _685 = (0.5 * (_663 + _665)) + _682;
    if (_682 > (9.9999999747524270787835121154785e-07 * _685))
    {
        _550 = fast::normalize(select(float2(_666, _682 - _680), float2(_682 + _680, _666), bool2(_680 > 0.0)));
    }
    _548._m0 = (_581 * v_43._m0._m1.xy) + v_43._m0._m1.zw;
    _548._m1 = _550;
    _548._m2 = sqrt(float2(_685, _673 / _685));
    _548._m3 = sqrt(float2(_663, _665));
    _548._m4 = _558.z;
    _548._m5 = (v_46._m0[0u].z > 0.5) ? ((_571.w * _668) / sqrt(_673)) : _571.w;
    return _548;
}

static inline __attribute__((always_inline))
float _727(_15 _725, float _726, constant _44& v_43)
{
    bool _732 = false;
    if (_726 <= 0.0039215688593685626983642578125)
    {
        return 0.0;
    }
    float _742 = sqrt(2.0 * log(_726 / 0.0039215688593685626983642578125));
    float2 _744 = _725._m3 * _742;
    if (all((_725._m0 + _744) > float2(0.0)))
    {
        _732 = all((_725._m0 - _744) < v_43._m0._m2.xy);
    }
    else
    {
        _732 = false;
    }
    return _732 ? _742 : 0.0;
}

static inline __attribute__((always_inline))
float2 _372(uint _371)
{
    return (float2(float(_371 & 1u), float((_371 >> 1u) & 1u)) * 2.0) - float2(1.0);
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
_18 _765(_15 _762, float2 _763, float _764, constant _44& v_43)
{
    float2 _774 = _763 * (float2(_764) + (float2(0.0625) / _762._m2));
    float2 _776 = _774 * _762._m2;
    float2 _790 = (_762._m0 + (_762._m1 * _776.x)) + (float2(-_762._m1.y, _762._m1.x) * _776.y);
    return _18{ _89(_790, _762._m4, v_43), float4(_774, (_790 * v_43._m0._m2.zw) / v_43._m0._m2.xy) };
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
    uint3 _195 = uint3(_161, uint(0));
    _183 = (v_46._m0[12u] + (float4(v_53.read(uint2(_195.xy), uint(_195.z), 0)) * v_46._m0[13u])) * 0.2820948064327239990234375;
    uint _206 = uint(v_46._m0[0u].w > 0.0);
    _186 = _161;
    if (v_46._m0[0u].w == 1.0)
    {
        _186 = _154(v_49.read(uint2(_161), 0).w);
    }
    if (v_46._m0[0u].y > 1.0)
    {
        _183 += ((((_111(_186, _206, 2u, v_46, v_55) * _162.z) - (_111(_186, _206, 1u, v_46, v_55) * _162.y)) - (_111(_186, _206, 3u, v_46, v_55) * _162.x)) * 0.48860251903533935546875);
    }
    float3 _235 = _162 * _162;
    if (v_46._m0[0u].y > 4.0)
    {
        _183 += ((((((_111(_186, _206, 4u, v_46, v_55) * (_162.x * _162.y)) - (_111(_186, _206, 5u, v_46, v_55) * (_162.y * _162.z))) * 1.09254848957061767578125) + (_111(_186, _206, 6u, v_46, v_55) * (0.3153915703296661376953125 * (((2.0 * _235.z) - _235.x) - _235.y)))) - (_111(_186, _206, 7u, v_46, v_55) * ((1.09254848957061767578125 * _162.x) * _162.z))) + (_111(_186, _206, 8u, v_46, v_55) * (0.546274244785308837890625 * (_235.x - _235.y))));
    }
    if (v_46._m0[0u].y > 9.0)
    {
        float4 _359 = _183 + (((((_111(_186, _206, 10u, v_46, v_55) * (((2.8906114101409912109375 * _162.x) * _162.y) * _162.z)) - (((_111(_186, _206, 9u, v_46, v_55) * (_162.y * ((3.0 * _235.x) - _235.y))) + (_111(_186, _206, 15u, v_46, v_55) * (_162.x * (_235.x - (3.0 * _235.y))))) * 0.590043604373931884765625)) - (((_111(_186, _206, 11u, v_46, v_55) * _162.y) + (_111(_186, _206, 13u, v_46, v_55) * _162.x)) * (0.4570457935333251953125 * (((4.0 * _235.z) - _235.x) - _235.y)))) + (_111(_186, _206, 12u, v_46, v_55) * ((0.3731763362884521484375 * _162.z) * (((2.0 * _235.z) - (3.0 * _235.x)) - (3.0 * _235.y))))) + (_111(_186, _206, 14u, v_46, v_55) * ((1.44530570507049560546875 * _162.z) * (_235.x - _235.y))));
        _183 = _359;
    }
    return _183;
}

static inline __attribute__((always_inline))
float3 _840(float4 _839)
{
    return fast::max(_839.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _44& v_43 [[buffer(0)]], constant _47& v_46 [[buffer(1)]], texture2d<uint> v_49 [[texture(2)]], texture2d<uint> v_51 [[texture(4)]], texture2d<uint> v_52 [[texture(6)]], texture2d_array<uint> v_53 [[texture(8)]], texture2d_array<uint> v_55 [[texture(10)]], texture2d<uint> _56 [[texture(12)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _871 = _364(gl_VertexIndex, gl_InstanceIndex);
    if (_871 >= uint(fast::clamp(v_46._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_856 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_857 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    uint2 _883 = uint2(_56.get_width(0u), _56.get_height(0u));
    uint _884 = _883.x;
    uint2 _890 = _154(_56.read(uint2(uint2(_137(_871, _884), _145(_871, _884))), 0).x);
    float3 _891 = _386(_890, v_46, v_49);
    _15 _892 = _537(_890, _891, v_43, v_46, v_51, v_52);
    float _894 = _727(_892, _892._m5, v_43);
    if (_894 == 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_856 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_857 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    _18 _902 = _765(_892, _372(gl_VertexIndex), _894, v_43);
    _19 _914 = _19{ _902._m0, _902._m1, float4(_840(_163(_890, fast::normalize(_891 - v_43._m0._m3.xyz), v_46, v_49, v_53, v_55)), _892._m5) };
    out.gl_Position = _914._m0;
    out.m_856 = _914._m1;
    out.m_857 = _914._m2;
    return out;
}

struct fragment_main_out
{
    float4 m_927 [[color(0)]];
};

struct fragment_main_in
{
    float4 m_923 [[user(locn0)]];
    float4 m_925 [[user(locn1)]];
};

static inline __attribute__((always_inline))
float2 _805(float4 _804)
{
    float2 _813 = (floor(_804.zw) + float2(0.5)) - _804.zw;
    return (_804.xy + (dfdx(_804.xy) * _813.x)) + (dfdy(_804.xy) * (_813.y * sign(dfdy(_804.w))));
}

static inline __attribute__((always_inline))
float _831(float2 _830)
{
    return exp((-0.5) * dot(_830, _830));
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _19 _919 = _19{ gl_FragCoord, in.m_923, in.m_925 };
    float _936 = fast::min(_919._m2.w * _831(_805(_919._m1)), 0.999000012874603271484375);
    if (_936 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    out.m_927 = float4(_919._m2.xyz * _936, _936);
    return out;
}
