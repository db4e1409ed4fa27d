#pragma clang diagnostic ignored "-Wmissing-prototypes"
#pragma clang diagnostic ignored "-Wmissing-braces"

#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

template<typename T, size_t Num>
struct spvUnsafeArray
{
    T elements[Num ? Num : 1];
    
    thread T& operator [] (size_t pos) thread
    {
        return elements[pos];
    }
    constexpr const thread T& operator [] (size_t pos) const thread
    {
        return elements[pos];
    }
    
    device T& operator [] (size_t pos) device
    {
        return elements[pos];
    }
    constexpr const device T& operator [] (size_t pos) const device
    {
        return elements[pos];
    }
    
    constexpr const constant T& operator [] (size_t pos) const constant
    {
        return elements[pos];
    }
    
    threadgroup T& operator [] (size_t pos) threadgroup
    {
        return elements[pos];
    }
    constexpr const threadgroup T& operator [] (size_t pos) const threadgroup
    {
        return elements[pos];
    }
};

struct _10
{
    float4x4 _m0;
    float4 _m1;
    float4 _m2;
    float4 _m3;
    float4 _m4;
};

struct _12
{
    float4 _m0;
    float2 _m1;
};

struct _14
{
    float4 _m0;
    float4 _m1;
    float4 _m2;
    float4 _m3;
    float4 _m4;
    float4 _m5;
    float4 _m6;
    float4 _m7;
};

struct _19
{
    float3 _m0;
    float3 _m1;
};

struct _35
{
    float4 _m0[13];
};

struct _40
{
    _10 _m0;
};

constant spvUnsafeArray<float4, 8> _46 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
constant spvUnsafeArray<float4, 8> _709 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
constant spvUnsafeArray<float4, 8> _711 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });

struct vertex_main_out
{
    float2 m_1093 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _49(float4 _48, constant _40& v_39)
{
    return float4(_48.x, _48.y * v_39._m0._m4.x, (_48.z * v_39._m0._m4.y) + (_48.w * v_39._m0._m4.z), _48.w);
}

vertex vertex_main_out vertex_main(constant _40& v_39 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    spvUnsafeArray<float4, 8> _44 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    float2 _1106 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _12 _1120 = _12{ _49(float4(_1106, 0.0, 1.0), v_39), float2(0.5 + (0.5 * _1106.x), 0.5 - (0.5 * _1106.y)) * v_39._m0._m2.zw };
    out.gl_Position = _1120._m0;
    out.m_1093 = _1120._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_1131 [[color(0)]];
    float4 m_1132 [[color(1)]];
    float4 m_1133 [[color(2)]];
    float4 m_1134 [[color(3)]];
    float4 m_1135 [[color(4)]];
    float4 m_1136 [[color(5)]];
    float4 m_1137 [[color(6)]];
    float4 m_1138 [[color(7)]];
};

struct fragment_main_in
{
    float2 m_1128 [[user(locn0)]];
};

static inline __attribute__((always_inline))
_19 _406(float2 _405, constant _35& v_34, constant _40& v_39)
{
    float3 _427 = float3((((floor(_405) + float2(0.5)) * v_34._m0[1u].x) - v_39._m0._m1.zw) / v_39._m0._m1.xy, 1.0);
    return _19{ v_39._m0._m3.xyz, float3(dot(v_39._m0._m0[0].xyz, _427), dot(v_39._m0._m0[1].xyz, _427), dot(v_39._m0._m0[2].xyz, _427)) };
}

static inline __attribute__((always_inline))
float4 _97(uint _96, texture2d<float> v_42)
{
    return v_42.read(uint2(uint2(_96 & 2047u, _96 >> 11u)), 0);
}

static inline __attribute__((always_inline))
void _112(uint _110, uint _111, texture2d<float> v_42, thread spvUnsafeArray<float4, 8>& v_44)
{
    if (_111 > 4u)
    {
        v_44[4u] = _97(_110 + 4u, v_42);
        v_44[5u] = _97(_110 + 5u, v_42);
        v_44[6u] = _97(_110 + 6u, v_42);
        v_44[7u] = _97(_110 + 7u, v_42);
    }
    if (_111 > 2u)
    {
        v_44[2u] = _97(_110 + 2u, v_42);
        v_44[3u] = _97(_110 + 3u, v_42);
    }
    v_44[0u] = _97(_110, v_42);
    v_44[1u] = _97(_110 + 1u, v_42);
}

static inline __attribute__((always_inline))
void _446(constant _35& v_34, texture2d<float> v_42, thread spvUnsafeArray<float4, 8>& v_44)
{
    _112(uint(fast::clamp(v_34._m0[0u].w, 0.0, 4294967040.0)) + ((4u * uint(fast::clamp(v_34._m0[0u].y, 0.0, 4294967040.0))) * uint(fast::clamp(v_34._m0[0u].z, 0.0, 4294967040.0))), uint(fast::clamp(v_34._m0[1u].z, 0.0, 4294967040.0)), v_42, v_44);
}

static inline __attribute__((always_inline))
uint _506(uint _508, uint _509)
{
    return _508 / ((_509 == 0u) ? 1u : _509);
}

static inline __attribute__((always_inline))
uint _514(uint _515, uint _516)
{
    return _515 % ((_516 == 0u) ? 1u : _516);
}

static inline __attribute__((always_inline))
void _152(uint _149, uint _150, float _151, texture2d<float> v_42, thread spvUnsafeArray<float4, 8>& v_44)
{
    if (_150 > 4u)
    {
        v_44[4u] += (_97(_149 + 4u, v_42) * _151);
        v_44[5u] += (_97(_149 + 5u, v_42) * _151);
        v_44[6u] += (_97(_149 + 6u, v_42) * _151);
        v_44[7u] += (_97(_149 + 7u, v_42) * _151);
    }
    if (_150 > 2u)
    {
        v_44[2u] += (_97(_149 + 2u, v_42) * _151);
        v_44[3u] += (_97(_149 + 3u, v_42) * _151);
    }
    v_44[0u] += (_97(_149, v_42) * _151);
    v_44[1u] += (_97(_149 + 1u, v_42) * _151);
}

static inline __attribute__((always_inline))
void _475(uint _473, float _474, constant _35& v_34, texture2d<float> v_42, thread spvUnsafeArray<float4, 8>& v_44)
{
    _152(uint(fast::clamp(v_34._m0[0u].w, 0.0, 4294967040.0)) + (_473 * uint(fast::clamp(v_34._m0[0u].z, 0.0, 4294967040.0))), uint(fast::clamp(v_34._m0[1u].z, 0.0, 4294967040.0)), _474, v_42, v_44);
}

static inline __attribute__((always_inline))
void _523(_19 _522, constant _35& v_34, texture2d<float> v_42, thread spvUnsafeArray<float4, 8>& v_44)
{
    uint _530 = 0u;
    float _532 = 0.0;
    uint2 _547 = uint2(4294967295u);
    uint2 _593 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _547))
        {
            break;
        }
        _547 -= uint2(uint(_547.y == 0u), 1u);
        if (!(_530 < 24u))
        {
            break;
        }
        float _586 = (((_522._m0 + (_522._m1 * mix(v_34._m0[6u].x, v_34._m0[6u].y, float(_506(_530, 3u)) / 7.0))) - v_34._m0[5u].xyz) * v_34._m0[5u].w)[_514(_530, 3u)];
        uint _588 = _530 * 13u;
        _532 = 1.0;
        uint _535 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _593))
            {
                break;
            }
            _593 -= uint2(uint(_593.y == 0u), 1u);
            if (!(_535 < 6u))
            {
                break;
            }
            float _617 = (_532 * _586) - (6.283185482025146484375 * rint((_532 * _586) / 6.283185482025146484375));
            _475(_588 + _535, sin(_617), v_34, v_42, v_44);
            _475((_588 + 6u) + _535, cos(_617), v_34, v_42, v_44);
            _532 *= 2.0;
            _535++;
            continue;
        }
        _475(_588 + 12u, _586, v_34, v_42, v_44);
        _530++;
        continue;
    }
}

static inline __attribute__((always_inline))
float4 _637(uint _636, constant _35& v_34, texture2d<uint> v_37)
{
    return v_34._m0[9u] + (v_34._m0[10u] * float4(v_37.read(uint2(uint2(_636 & 2047u, _636 >> 11u)), 0)));
}

static inline __attribute__((always_inline))
float4 _660(uint _656, uint _657, uint _658, float2 _659, constant _35& v_34, texture2d<uint> v_37)
{
    return mix(mix(_637(_656, v_34, v_37), _637(_656 + _657, v_34, v_37), float4(_659.x)), mix(_637(_656 + _658, v_34, v_37), _637((_656 + _658) + _657, v_34, v_37), float4(_659.x)), float4(_659.y));
}

static inline __attribute__((always_inline))
float _684(float _683)
{
    return fast::max(_683, 0.0) + log(1.0 + exp(-abs(_683)));
}

static inline __attribute__((always_inline))
void _697(uint _695, _19 _696, constant _35& v_34, texture2d<uint> v_37, texture2d<float> v_42, thread spvUnsafeArray<float4, 8>& v_44)
{
    float _721 = 0.0;
    float _713 = 0.0;
    uint _729 = 0u;
    uint _719 = 0u;
    float _712 = 0.0;
    bool _716 = false;
    uint _734 = 0u;
    spvUnsafeArray<float4, 8> _710 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    uint _715 = 0u;
    spvUnsafeArray<float4, 8> _707 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    float _714 = 0.0;
    uint _731 = 0u;
    uint2 _787 = uint2(4294967295u);
    uint2 _827 = uint2(4294967295u);
    uint2 _876 = uint2(4294967295u);
    uint2 _957 = uint2(4294967295u);
    uint2 _995 = uint2(4294967295u);
    uint2 _1016 = uint2(4294967295u);
    uint2 _1061 = uint2(4294967295u);
    uint _742 = uint(fast::clamp(v_34._m0[7u].w, 0.0, 4294967040.0));
    uint _748 = uint(fast::clamp(v_34._m0[11u].x, 0.0, 4294967040.0));
    uint _752 = uint(fast::clamp(v_34._m0[11u].y, 0.0, 4294967040.0));
    float3 _758 = (_696._m0 * v_34._m0[7u].xyz) + v_34._m0[8u].xyz;
    float3 _762 = fast::normalize(_696._m1 * v_34._m0[7u].xyz) + float3(9.999999717180685365747194737196e-10);
    float3 _764 = (-_758) / _762;
    float3 _766 = float3(1.0) / abs(_762);
    float3 _767 = _764 - _766;
    float3 _768 = _764 + _766;
    float _774 = fast::clamp(fast::max(fast::max(_767.x, _767.y), _767.z), 0.0, 10000.0);
    float _782 = fast::max(fast::clamp(fast::min(fast::min(_768.x, _768.y), _768.z), 0.0, 10000.0) - _774, 0.0);
    for (;;)
    {
        if (all(uint2(0u) == _787))
        {
            break;
        }
        _787 -= uint2(uint(_787.y == 0u), 1u);
        if (_715 < _742)
        {
            _716 = _782 > 0.0;
        }
        else
        {
            _716 = false;
        }
        if (!_716)
        {
            break;
        }
        float _813 = (float(_715) + 0.5) / float(_742);
        float3 _822 = fast::clamp(((_758 + (_762 * (_774 + (_782 * _813)))) + float3(1.0)) * (0.5 * v_34._m0[8u].w), float3(0.0), float3(v_34._m0[8u].w));
        _719 = 0u;
        _721 = 0.0;
        uint _723 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _827))
            {
                break;
            }
            _827 -= uint2(uint(_827.y == 0u), 1u);
            if (!(_723 < _748))
            {
                break;
            }
            uint _848 = uint(fast::clamp(v_34._m0[12u][_723], 0.0, 4294967040.0));
            float3 _852 = (_822 * float(_848 - 1u)) + float3(0.5);
            uint3 _859 = min(uint3(fast::clamp(_852, float3(0.0), float3(4294967040.0))), uint3(_848 - 2u));
            float3 _861 = _852 - float3(_859);
            uint _871 = _719 + (((((_859.z * _848) + _859.y) * _848) + _859.x) * _752);
            uint _725 = 0u;
            for (;;)
            {
                if (all(uint2(0u) == _876))
                {
                    break;
                }
                _876 -= uint2(uint(_876.y == 0u), 1u);
                if (!(_725 < _752))
                {
                    break;
                }
                _710[(_723 * 2u) + _725] = mix(_660(_871 + _725, _752, _848 * _752, _861.xy, v_34, v_37), _660((_871 + _725) + ((_848 * _848) * _752), _752, _848 * _752, _861.xy, v_34, v_37), float4(_861.z));
                _725++;
                continue;
            }
            _721 += _710[_723 * 2u].x;
            _719 += ((_506(((_848 * _848) * _848) + 7u, 8u) * 8u) * _752);
            _723++;
            continue;
        }
        float _937 = (0.5 * _782) * _684((5.0 * _721) + (-2.0));
        float _938 = _712;
        float _941 = _712;
        float _945 = exp(-_938) - exp((-_941) - _937);
        _712 += _937;
        _713 += _945;
        _714 += (_945 * _813);
        uint _727 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _957))
            {
                break;
            }
            _957 -= uint2(uint(_957.y == 0u), 1u);
            if (!(_727 < 8u))
            {
                break;
            }
            _707[_727] += (_710[_727] * _945);
            _727++;
            continue;
        }
        _715++;
        continue;
    }
    _729 = _695;
    uint _990 = uint(fast::clamp(v_34._m0[11u].z, 0.0, 4294967040.0));
    for (;;)
    {
        if (all(uint2(0u) == _995))
        {
            break;
        }
        _995 -= uint2(uint(_995.y == 0u), 1u);
        if (!(_731 < _748))
        {
            break;
        }
        uint _732 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _1016))
            {
                break;
            }
            _1016 -= uint2(uint(_1016.y == 0u), 1u);
            if (!(_732 < _990))
            {
                break;
            }
            _475(_729, _707[(_731 * 2u) + _506(_732, 4u)][_514(_732, 4u)], v_34, v_42, v_44);
            _729++;
            _732++;
            continue;
        }
        _731++;
        continue;
    }
    _475(_729, _713, v_34, v_42, v_44);
    _475(_729 + 1u, _714, v_34, v_42, v_44);
    for (;;)
    {
        if (all(uint2(0u) == _1061))
        {
            break;
        }
        _1061 -= uint2(uint(_1061.y == 0u), 1u);
        if (!(_734 < 3u))
        {
            break;
        }
        _475((_729 + 2u) + _734, _762[_734], v_34, v_42, v_44);
        _734++;
        continue;
    }
}

static inline __attribute__((always_inline))
float4 _241(float4 _240)
{
    float4 _260 = float4(1.0) / (float4(1.0) + (abs(_240) * 0.23164190351963043212890625));
    float4 _273 = (_260 * (float4(0.1274147927761077880859375) + (_260 * (float4(-0.1422483623027801513671875) + (_260 * (float4(0.710706889629364013671875) + (_260 * (float4(-0.726576030254364013671875) + (_260 * 0.53070271015167236328125))))))))) * exp((_240 * (-0.5)) * _240);
    return select(_273, float4(1.0) - _273, _240 > float4(0.0));
}

static inline __attribute__((always_inline))
float4 _281(float4 _279, float _280)
{
    float4 _283 = float4(0.0);
    _283 = step(float4(0.0), _279);
    if (_280 != 1.0)
    {
        _283 = _241(_279);
    }
    return _279 * _283;
}

static inline __attribute__((always_inline))
void _297(uint _295, float _296, thread spvUnsafeArray<float4, 8>& v_44)
{
    if (_295 > 4u)
    {
        v_44[4u] = _281(v_44[4u], _296);
        v_44[5u] = _281(v_44[5u], _296);
        v_44[6u] = _281(v_44[6u], _296);
        v_44[7u] = _281(v_44[7u], _296);
    }
    if (_295 > 2u)
    {
        v_44[2u] = _281(v_44[2u], _296);
        v_44[3u] = _281(v_44[3u], _296);
    }
    v_44[0u] = _281(v_44[0u], _296);
    v_44[1u] = _281(v_44[1u], _296);
}

static inline __attribute__((always_inline))
_14 _384(thread spvUnsafeArray<float4, 8>& v_44)
{
    return _14{ v_44[0u], v_44[1u], v_44[2u], v_44[3u], v_44[4u], v_44[5u], v_44[6u], v_44[7u] };
}

static inline __attribute__((always_inline))
_14 _495(constant _35& v_34, thread spvUnsafeArray<float4, 8>& v_44)
{
    _297(uint(fast::clamp(v_34._m0[1u].z, 0.0, 4294967040.0)), v_34._m0[1u].y, v_44);
    return _384(v_44);
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _40& v_39 [[buffer(0)]], constant _35& v_34 [[buffer(1)]], texture2d<float> v_42 [[texture(2)]], texture2d<uint> v_37 [[texture(4)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    spvUnsafeArray<float4, 8> v_44 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    _19 _1147 = _406((_12{ gl_FragCoord, in.m_1128 })._m1, v_34, v_39);
    _446(v_34, v_42, v_44);
    _523(_1147, v_34, v_42, v_44);
    _697(312u, _1147, v_34, v_37, v_42, v_44);
    _14 _1151 = _495(v_34, v_44);
    out.m_1131 = _1151._m0;
    out.m_1132 = _1151._m1;
    out.m_1133 = _1151._m2;
    out.m_1134 = _1151._m3;
    out.m_1135 = _1151._m4;
    out.m_1136 = _1151._m5;
    out.m_1137 = _1151._m6;
    out.m_1138 = _1151._m7;
    return out;
}
