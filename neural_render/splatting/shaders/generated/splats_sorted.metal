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
    float4 m_864 [[user(locn0)]];
    float4 m_865 [[user(locn1)]];
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
float4 _536(uint2 _535, constant _47& v_46, texture2d<uint> v_52)
{
    return v_46._m0[6u] + (float4(v_52.read(uint2(_535), 0)) * v_46._m0[7u]);
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
_15 _552(uint2 _550, float3 _551, constant _44& v_43, constant _47& v_46, texture2d<uint> v_51, texture2d<uint> v_52)
{
    _15 _563 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _565 = float2(1.0, 0.0);
    float3 _573 = (v_43._m0._m0 * float4(_551, 1.0)).xyz;
    if (_573.z <= 0.00999999977648258209228515625)
    {
        return _563;
    }
    float4 _579 = _536(_550, v_46, v_52);
    float2 _589 = _573.xy / float2(_573.z);
    float2 _593 = v_43._m0._m2.xy * 0.1500000059604644775390625;
    float2 _603 = fast::clamp(_589, (-(v_43._m0._m1.zw + _593)) / v_43._m0._m1.xy, ((v_43._m0._m2.xy - v_43._m0._m1.zw) + _593) / v_43._m0._m1.xy);
    float3x3 _614 = float3x3(v_43._m0._m0[0].xyz, v_43._m0._m0[1].xyz, v_43._m0._m0[2].xyz) * _417(_550, v_46, v_51);
    float3 _619 = exp(_579.xyz) / float3(_573.z);
    float3 _644 = (_619 * v_43._m0._m1.xy.x) * float3(_614[0].x - (_603.x * _614[0].z), _614[1].x - (_603.x * _614[1].z), _614[2].x - (_603.x * _614[2].z));
    float3 _669 = (_619 * v_43._m0._m1.xy.y) * float3(_614[0].y - (_603.y * _614[0].z), _614[1].y - (_603.y * _614[1].z), _614[2].y - (_603.y * _614[2].z));
    float _671 = dot(_644, _644) + 0.300000011920928955078125;
    float _673 = dot(_669, _669) + 0.300000011920928955078125;
    float _674 = dot(_644, _669);
    float _676 = length(cross(_644, _669));
    float _681 = (_676 * _676) + (0.300000011920928955078125 * ((_671 + _673) - 0.300000011920928955078125));
    if (!(_681 < 9.9999996169031624536541560020822e+35))
    {
        return _563;
    }
    float _688 = 0.5 * (_671 - _673);
    float _690 = length(float2(_688, _674));
    float _693 = (0.5 * (_671 + _673)) + _690;
    if (_690 > (9.9999999747524270787835121154785e-07 * _693))
    {
        _565 = fast::normalize(select(float2(_674, _690 - _688), float2(_690 + _688, _674), bool2(_688 > 0.0)));
    }
    _563._m0 = (_589 * v_43._m0._m1.xy) + v_43._m0._m1.zw;
    _563._m1 = _565;
    _563._m2 = sqrt(float2(_693, _681 / _693));
    _563._m3 = sqrt(float2(_671, _673));
    _563._m4 = _573.z;
    _563._m5 = (v_46._m0[0u].z > 0.5) ? ((_579.w * _676) / sqrt(_681)) : _579.w;
    return _563;
}

static inline __attribute__((always_inline))
float _735(_15 _733, float _734, constant _44& v_43)
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
        _740 = all((_733._m0 - _752) < v_43._m0._m2.xy);
    }
    else
    {
        _740 = false;
    }
    return _740 ? _750 : 0.0;
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
_18 _773(_15 _770, float2 _771, float _772, constant _44& v_43)
{
    float2 _782 = _771 * (float2(_772) + (float2(0.0625) / _770._m2));
    float2 _784 = _782 * _770._m2;
    float2 _798 = (_770._m0 + (_770._m1 * _784.x)) + (float2(-_770._m1.y, _770._m1.x) * _784.y);
    return _18{ _89(_798, _770._m4, v_43), float4(_782, (_798 * v_43._m0._m2.zw) / v_43._m0._m2.xy) };
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
float3 _848(float4 _847)
{
    return fast::max(_847.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _44& v_43 [[buffer(0)]], constant _47& v_46 [[buffer(1)]], texture2d<uint> v_49 [[texture(2)]], texture2d<uint> v_51 [[texture(4)]], texture2d<uint> v_52 [[texture(6)]], texture2d_array<uint> v_53 [[texture(8)]], texture2d_array<uint> v_55 [[texture(10)]], texture2d<uint> _56 [[texture(12)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _879 = _364(gl_VertexIndex, gl_InstanceIndex);
    if (_879 >= uint(fast::clamp(v_46._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_864 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_865 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    uint2 _891 = uint2(_56.get_width(0u), _56.get_height(0u));
    uint _892 = _891.x;
    uint2 _898 = _154(_56.read(uint2(uint2(_137(_879, _892), _145(_879, _892))), 0).x);
    float3 _899 = _386(_898, v_46, v_49);
    _15 _900 = _552(_898, _899, v_43, v_46, v_51, v_52);
    float _902 = _735(_900, _900._m5, v_43);
    if (_902 == 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_864 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_865 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    _18 _910 = _773(_900, _372(gl_VertexIndex), _902, v_43);
    _19 _922 = _19{ _910._m0, _910._m1, float4(_848(_163(_898, fast::normalize(_899 - v_43._m0._m3.xyz), v_46, v_49, v_53, v_55)), _900._m5) };
    out.gl_Position = _922._m0;
    out.m_864 = _922._m1;
    out.m_865 = _922._m2;
    return out;
}

struct fragment_main_out
{
    float4 m_935 [[color(0)]];
};

struct fragment_main_in
{
    float4 m_931 [[user(locn0)]];
    float4 m_933 [[user(locn1)]];
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
    _19 _927 = _19{ gl_FragCoord, in.m_931, in.m_933 };
    float _944 = fast::min(_927._m2.w * _839(_813(_927._m1)), 0.999000012874603271484375);
    if (_944 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    out.m_935 = float4(_927._m2.xyz * _944, _944);
    return out;
}
