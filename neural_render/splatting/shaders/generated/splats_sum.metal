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

struct _51
{
    _6 _m0;
};

struct _54
{
    float4 _m0[44];
};

struct vertex_main_out
{
    float4 m_861 [[user(locn0)]];
    float4 m_862 [[user(locn1)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
uint _299(uint _301, uint _302)
{
    return _301 / ((_302 == 0u) ? 1u : _302);
}

static inline __attribute__((always_inline))
uint _310(uint _308, uint _309)
{
    return (_309 * 128u) + _299(_308, 4u);
}

static inline __attribute__((always_inline))
uint _330(uint _331, uint _332)
{
    return _331 % ((_332 == 0u) ? 1u : _332);
}

static inline __attribute__((always_inline))
uint2 _339(uint _338)
{
    return uint2(_330(_338, 2048u), _299(_338, 2048u));
}

static inline __attribute__((always_inline))
float3 _347(uint2 _346, constant _54& v_53, texture2d<uint> v_56)
{
    float3 _363 = v_53._m0[1u].xyz + (float3(v_56.read(uint2(_346), 0).xyz) * v_53._m0[2u].xyz);
    return v_53._m0[3u].xyz + ((sign(_363) * v_53._m0[1u].w) * (exp(abs(_363)) - float3(1.0)));
}

static inline __attribute__((always_inline))
float3x3 _378(uint2 _377, constant _54& v_53, texture2d<uint> v_58)
{
    float4 _391 = v_53._m0[4u] + (float4(v_58.read(uint2(_377), 0)) * v_53._m0[5u]);
    float4 _395 = _391 * rsqrt(fast::max(dot(_391, _391), 9.9999999600419720025001879548654e-13));
    return float3x3(float3(1.0 - (2.0 * ((_395.z * _395.z) + (_395.w * _395.w))), 2.0 * ((_395.y * _395.z) + (_395.x * _395.w)), 2.0 * ((_395.y * _395.w) - (_395.x * _395.z))), float3(2.0 * ((_395.y * _395.z) - (_395.x * _395.w)), 1.0 - (2.0 * ((_395.y * _395.y) + (_395.w * _395.w))), 2.0 * ((_395.z * _395.w) + (_395.x * _395.y))), float3(2.0 * ((_395.y * _395.w) + (_395.x * _395.z)), 2.0 * ((_395.z * _395.w) - (_395.x * _395.y)), 1.0 - (2.0 * ((_395.y * _395.y) + (_395.z * _395.z)))));
}

static inline __attribute__((always_inline))
_15 _478(uint2 _476, float3 _477, constant _51& v_50, constant _54& v_53, texture2d<uint> v_58, texture2d<uint> v_59)
{
    _15 _489 = _15{ float2(0.0), float2(0.0), float2(0.0), float2(0.0), 0.0, 0.0 };
    float2 _491 = float2(1.0, 0.0);
    float3 _499 = (v_50._m0._m0 * float4(_477, 1.0)).xyz;
    if (_499.z <= 0.00999999977648258209228515625)
    {
        return _489;
    }
    float4 _512 = v_53._m0[6u] + (float4(v_59.read(uint2(_476), 0)) * v_53._m0[7u]);
    float2 _522 = _499.xy / float2(_499.z);
    float2 _526 = v_50._m0._m2.xy * 0.1500000059604644775390625;
    float2 _536 = fast::clamp(_522, (-(v_50._m0._m1.zw + _526)) / v_50._m0._m1.xy, ((v_50._m0._m2.xy - v_50._m0._m1.zw) + _526) / v_50._m0._m1.xy);
    float3x3 _547 = float3x3(v_50._m0._m0[0].xyz, v_50._m0._m0[1].xyz, v_50._m0._m0[2].xyz) * _378(_476, v_53, v_58);
    float3 _552 = exp(_512.xyz) / float3(_499.z);
    float3 _577 = (_552 * v_50._m0._m1.xy.x) * float3(_547[0].x - (_536.x * _547[0].z), _547[1].x - (_536.x * _547[1].z), _547[2].x - (_536.x * _547[2].z));
    float3 _602 = (_552 * v_50._m0._m1.xy.y) * float3(_547[0].y - (_536.y * _547[0].z), _547[1].y - (_536.y * _547[1].z), _547[2].y - (_536.y * _547[2].z));
    float _604 = dot(_577, _577) + 0.300000011920928955078125;
    float _606 = dot(_602, _602) + 0.300000011920928955078125;
    float _607 = dot(_577, _602);
    float _609 = length(cross(_577, _602));
    float _614 = (_609 * _609) + (0.300000011920928955078125 * ((_604 + _606) - 0.300000011920928955078125));
    if (!(_614 < 9.9999996169031624536541560020822e+35))
    {
        return _489;
    }
    float _621 = 0.5 * (_604 - _606);
    float _623 = length(float2(_621, _607));
    float _626 = (0.5 * (_604 + _606)) + _623;
    if (_623 > (9.9999999747524270787835121154785e-07 * _626))
    {
        _491 = fast::normalize(select(float2(_607, _623 - _621), float2(_623 + _621, _607), bool2(_621 > 0.0)));
    }
    _489._m0 = (_522 * v_50._m0._m1.xy) + v_50._m0._m1.zw;
    _489._m1 = _491;
    _489._m2 = sqrt(float2(_626, _614 / _626));
    _489._m3 = sqrt(float2(_604, _606));
    _489._m4 = _499.z;
    _489._m5 = (v_53._m0[0u].z > 0.5) ? ((_512.w * _609) / sqrt(_614)) : _512.w;
    return _489;
}

static inline __attribute__((always_inline))
float4 _115(uint2 _113, uint _114, constant _54& v_53, texture2d_array<uint> v_60)
{
    uint3 _131 = uint3(_113, _114);
    return v_53._m0[12u + (2u * _114)] + (float4(v_60.read(uint2(_131.xy), uint(_131.z), 0)) * v_53._m0[13u + (2u * _114)]);
}

static inline __attribute__((always_inline))
float4 _143(uint2 _141, float3 _142, constant _54& v_53, texture2d_array<uint> v_60)
{
    float4 _160 = float4(0.0);
    _160 = _115(_141, 0u, v_53, v_60) * 0.2820948064327239990234375;
    if (v_53._m0[0u].y > 1.0)
    {
        _160 += ((((_115(_141, 2u, v_53, v_60) * _142.z) - (_115(_141, 1u, v_53, v_60) * _142.y)) - (_115(_141, 3u, v_53, v_60) * _142.x)) * 0.48860251903533935546875);
    }
    float3 _185 = _142 * _142;
    if (v_53._m0[0u].y > 4.0)
    {
        _160 += ((((((_115(_141, 4u, v_53, v_60) * (_142.x * _142.y)) - (_115(_141, 5u, v_53, v_60) * (_142.y * _142.z))) * 1.09254848957061767578125) + (_115(_141, 6u, v_53, v_60) * (0.3153915703296661376953125 * (((2.0 * _185.z) - _185.x) - _185.y)))) - (_115(_141, 7u, v_53, v_60) * ((1.09254848957061767578125 * _142.x) * _142.z))) + (_115(_141, 8u, v_53, v_60) * (0.546274244785308837890625 * (_185.x - _185.y))));
    }
    if (v_53._m0[0u].y > 9.0)
    {
        float4 _297 = _160 + (((((_115(_141, 10u, v_53, v_60) * (((2.8906114101409912109375 * _142.x) * _142.y) * _142.z)) - (((_115(_141, 9u, v_53, v_60) * (_142.y * ((3.0 * _185.x) - _185.y))) + (_115(_141, 15u, v_53, v_60) * (_142.x * (_185.x - (3.0 * _185.y))))) * 0.590043604373931884765625)) - (((_115(_141, 11u, v_53, v_60) * _142.y) + (_115(_141, 13u, v_53, v_60) * _142.x)) * (0.4570457935333251953125 * (((4.0 * _185.z) - _185.x) - _185.y)))) + (_115(_141, 12u, v_53, v_60) * ((0.3731763362884521484375 * _142.z) * (((2.0 * _185.z) - (3.0 * _185.x)) - (3.0 * _185.y))))) + (_115(_141, 14u, v_53, v_60) * ((1.44530570507049560546875 * _142.z) * (_185.x - _185.y))));
        _160 = _297;
    }
    return _160;
}

static inline __attribute__((always_inline))
float _792(float _790, float _791, constant _54& v_53)
{
    float _802 = fast::max(_790, 0.0);
    if (v_53._m0[8u].x == 1.0)
    {
        return _802 * exp((-v_53._m0[8u].y) * exp(fast::min(v_53._m0[8u].z * log(fast::max(_791, 0.001000000047497451305389404296875)), 80.0)));
    }
    if (v_53._m0[8u].x == 2.0)
    {
        return _802 * fast::max(1.0 - (_791 / v_53._m0[8u].y), 0.0);
    }
    return _802;
}

static inline __attribute__((always_inline))
float _669(_15 _667, float _668, constant _51& v_50)
{
    bool _674 = false;
    if (_668 <= 0.0039215688593685626983642578125)
    {
        return 0.0;
    }
    float _684 = sqrt(2.0 * log(_668 / 0.0039215688593685626983642578125));
    float2 _686 = _667._m3 * _684;
    if (all((_667._m0 + _686) > float2(0.0)))
    {
        _674 = all((_667._m0 - _686) < v_50._m0._m2.xy);
    }
    else
    {
        _674 = false;
    }
    return _674 ? _684 : 0.0;
}

static inline __attribute__((always_inline))
float2 _318(uint _317)
{
    return (float2(float(_317 & 1u), float((_317 >> 1u) & 1u)) * 2.0) - float2(1.0);
}

static inline __attribute__((always_inline))
float4 _64(float4 _63, constant _51& v_50)
{
    return float4(_63.x, _63.y * v_50._m0._m4.x, (_63.z * v_50._m0._m4.y) + (_63.w * v_50._m0._m4.z), _63.w);
}

static inline __attribute__((always_inline))
float4 _94(float2 _92, float _93, constant _51& v_50)
{
    return _64(float4(((float2(2.0, -2.0) * _92) / v_50._m0._m2.xy) + float2(-1.0, 1.0), 1.0 - (0.00999999977648258209228515625 / _93), 1.0), v_50);
}

static inline __attribute__((always_inline))
_18 _707(_15 _704, float2 _705, float _706, constant _51& v_50)
{
    float2 _716 = _705 * (float2(_706) + (float2(0.0625) / _704._m2));
    float2 _718 = _716 * _704._m2;
    float2 _732 = (_704._m0 + (_704._m1 * _718.x)) + (float2(-_704._m1.y, _704._m1.x) * _718.y);
    return _18{ _94(_732, _704._m4, v_50), float4(_716, (_732 * v_50._m0._m2.zw) / v_50._m0._m2.xy) };
}

static inline __attribute__((always_inline))
float3 _782(float4 _781)
{
    return fast::max(_781.xyz + float3(0.5), float3(0.0));
}

vertex vertex_main_out vertex_main(constant _51& v_50 [[buffer(0)]], constant _54& v_53 [[buffer(1)]], texture2d<uint> v_56 [[texture(2)]], texture2d<uint> v_58 [[texture(4)]], texture2d<uint> v_59 [[texture(6)]], texture2d_array<uint> v_60 [[texture(8)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _874 = _310(gl_VertexIndex, gl_InstanceIndex);
    if (_874 >= uint(fast::clamp(v_53._m0[0u].x, 0.0, 4294967040.0)))
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_861 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_862 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    uint2 _886 = _339(_874);
    float3 _887 = _347(_886, v_53, v_56);
    _15 _888 = _478(_886, _887, v_50, v_53, v_58, v_59);
    if (_888._m5 <= 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_861 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_862 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    float4 _901 = _143(_886, fast::normalize(_887 - v_50._m0._m3.xyz), v_53, v_60);
    float _906 = _888._m5 * _792(_901.w, _888._m4, v_53);
    float _907 = _669(_888, _906, v_50);
    if (_907 == 0.0)
    {
        out.gl_Position = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m0;
        out.m_861 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m1;
        out.m_862 = (_19{ float4(2.0, 2.0, 2.0, 1.0), float4(0.0), float4(0.0) })._m2;
        return out;
    }
    _18 _915 = _707(_888, _318(gl_VertexIndex), _907, v_50);
    _19 _920 = _19{ _915._m0, _915._m1, float4(_782(_901), _906) };
    out.gl_Position = _920._m0;
    out.m_861 = _920._m1;
    out.m_862 = _920._m2;
    return out;
}

struct fragment_main_out
{
    float4 m_933 [[color(0)]];
};

struct fragment_main_in
{
    float4 m_929 [[user(locn0)]];
    float4 m_931 [[user(locn1)]];
};

static inline __attribute__((always_inline))
float2 _747(float4 _746)
{
    float2 _755 = (floor(_746.zw) + float2(0.5)) - _746.zw;
    return (_746.xy + (dfdx(_746.xy) * _755.x)) + (dfdy(_746.xy) * (_755.y * sign(dfdy(_746.w))));
}

static inline __attribute__((always_inline))
float _773(float2 _772)
{
    return exp((-0.5) * dot(_772, _772));
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _54& _53 [[buffer(1)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _19 _925 = _19{ gl_FragCoord, in.m_929, in.m_931 };
    float _942 = _925._m2.w * _773(_747(_925._m1));
    if (_942 < 0.0039215688593685626983642578125)
    {
        discard_fragment();
    }
    out.m_933 = float4(_925._m2.xyz - float3(0.5), 1.0) * (_942 * _53._m0[10u].x);
    return out;
}
