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

struct _33
{
    float4 _m0[22];
};

struct _38
{
    _10 _m0;
};

constant spvUnsafeArray<float4, 8> _44 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
constant spvUnsafeArray<float4, 8> _880 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
constant spvUnsafeArray<float4, 8> _882 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });

struct vertex_main_out
{
    float2 m_1268 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _48(float4 _47, constant _38& v_37)
{
    return float4(_47.x, _47.y * v_37._m0._m4.x, (_47.z * v_37._m0._m4.y) + (_47.w * v_37._m0._m4.z), _47.w);
}

vertex vertex_main_out vertex_main(constant _38& v_37 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    spvUnsafeArray<float4, 8> _42 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    float2 _1281 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _12 _1295 = _12{ _48(float4(_1281, 0.0, 1.0), v_37), float2(0.5 + (0.5 * _1281.x), 0.5 - (0.5 * _1281.y)) * v_37._m0._m2.zw };
    out.gl_Position = _1295._m0;
    out.m_1268 = _1295._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_1306 [[color(0)]];
    float4 m_1307 [[color(1)]];
    float4 m_1308 [[color(2)]];
    float4 m_1309 [[color(3)]];
    float4 m_1310 [[color(4)]];
    float4 m_1311 [[color(5)]];
    float4 m_1312 [[color(6)]];
    float4 m_1313 [[color(7)]];
};

struct fragment_main_in
{
    float2 m_1303 [[user(locn0)]];
};

static inline __attribute__((always_inline))
_19 _342(float2 _341, constant _33& v_32, constant _38& v_37)
{
    float3 _363 = float3((((floor(_341) + float2(0.5)) * v_32._m0[1u].x) - v_37._m0._m1.zw) / v_37._m0._m1.xy, 1.0);
    return _19{ v_37._m0._m3.xyz, float3(dot(v_37._m0._m0[0].xyz, _363), dot(v_37._m0._m0[1].xyz, _363), dot(v_37._m0._m0[2].xyz, _363)) };
}

static inline __attribute__((always_inline))
float4 _96(uint _95, texture2d<float> v_40)
{
    return v_40.read(uint2(uint2(_95 & 2047u, _95 >> 11u)), 0);
}

static inline __attribute__((always_inline))
void _111(uint _109, uint _110, texture2d<float> v_40, thread spvUnsafeArray<float4, 8>& v_42)
{
    uint _114 = 0u;
    uint2 _126 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _126))
        {
            break;
        }
        _126 -= uint2(uint(_126.y == 0u), 1u);
        if (!(_114 < 8u))
        {
            break;
        }
        if (_114 >= _110)
        {
            break;
        }
        v_42[_114] = _96(_109 + _114, v_40);
        _114++;
        continue;
    }
}

static inline __attribute__((always_inline))
void _382(constant _33& v_32, texture2d<float> v_40, thread spvUnsafeArray<float4, 8>& v_42)
{
    _111(uint(fast::clamp(v_32._m0[0u].w, 0.0, 4294967040.0)) + ((4u * uint(fast::clamp(v_32._m0[0u].y, 0.0, 4294967040.0))) * uint(fast::clamp(v_32._m0[0u].z, 0.0, 4294967040.0))), uint(fast::clamp(v_32._m0[1u].z, 0.0, 4294967040.0)), v_40, v_42);
}

static inline __attribute__((always_inline))
uint _495(uint _497, uint _498)
{
    return _497 / ((_498 == 0u) ? 1u : _498);
}

static inline __attribute__((always_inline))
uint _503(uint _504, uint _505)
{
    return _504 % ((_505 == 0u) ? 1u : _505);
}

static inline __attribute__((always_inline))
float4 _478(uint _477, constant _33& v_32, texture2d<uint> v_45)
{
    return float4(v_32._m0[11u].z) + (float4(v_45.read(uint2(uint2(_477 & 2047u, _477 >> 11u)), 0)) * v_32._m0[11u].w);
}

static inline __attribute__((always_inline))
void _159(uint _156, uint _157, float _158, texture2d<float> v_40, thread spvUnsafeArray<float4, 8>& v_42)
{
    uint _162 = 0u;
    uint2 _168 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _168))
        {
            break;
        }
        _168 -= uint2(uint(_168.y == 0u), 1u);
        if (!(_162 < 8u))
        {
            break;
        }
        if (_162 >= _157)
        {
            break;
        }
        v_42[_162] += (_96(_156 + _162, v_40) * _158);
        _162++;
        continue;
    }
}

static inline __attribute__((always_inline))
void _411(uint _409, float _410, constant _33& v_32, texture2d<float> v_40, thread spvUnsafeArray<float4, 8>& v_42)
{
    _159(uint(fast::clamp(v_32._m0[0u].w, 0.0, 4294967040.0)) + (_409 * uint(fast::clamp(v_32._m0[0u].z, 0.0, 4294967040.0))), uint(fast::clamp(v_32._m0[1u].z, 0.0, 4294967040.0)), _410, v_40, v_42);
}

static inline __attribute__((always_inline))
uint _512(_19 _511, constant _33& v_32, texture2d<float> v_40, thread spvUnsafeArray<float4, 8>& v_42, texture2d<uint> v_45)
{
    bool _533 = false;
    uint _520 = 0u;
    uint _523 = 0u;
    uint _519 = 0u;
    uint _521 = 0u;
    uint _525 = 0u;
    uint2 _620 = uint2(4294967295u);
    uint2 _664 = uint2(4294967295u);
    uint2 _709 = uint2(4294967295u);
    uint2 _753 = uint2(4294967295u);
    float3 _561 = float3(dot(v_32._m0[5u].xyz, _511._m0) + v_32._m0[5u].w, dot(v_32._m0[6u].xyz, _511._m0) + v_32._m0[6u].w, dot(v_32._m0[7u].xyz, _511._m0) + v_32._m0[7u].w);
    float3 _578 = fast::normalize(float3(dot(v_32._m0[5u].xyz, _511._m1), dot(v_32._m0[6u].xyz, _511._m1), dot(v_32._m0[7u].xyz, _511._m1)));
    float2 _585 = _578.xy / float2(fast::max(_578.z, v_32._m0[8u].z));
    float4 _609 = fast::clamp((float4(_561.xy + (_585 * (v_32._m0[8u].x - _561.z)), _561.xy + (_585 * (v_32._m0[8u].y - _561.z))) - v_32._m0[9u]) * v_32._m0[10u], float4(0.0), float4(1.0));
    uint _613 = uint(fast::clamp(v_32._m0[11u].y, 0.0, 4294967040.0));
    uint _615 = _495(_613 + 3u, 4u);
    for (;;)
    {
        if (all(uint2(0u) == _620))
        {
            break;
        }
        _620 -= uint2(uint(_620.y == 0u), 1u);
        if (!(_520 < uint(fast::clamp(v_32._m0[11u].x, 0.0, 4294967040.0))))
        {
            break;
        }
        uint _643 = 12u + _495(_520, 2u);
        float2 _651 = select(v_32._m0[_643].zw, v_32._m0[_643].xy, bool2(_503(_520, 2u) == 0u));
        uint _655 = uint(fast::clamp(_651.x, 0.0, 4294967040.0));
        _521 = uint(fast::clamp(_651.y, 0.0, 4294967040.0)) * _615;
        _523 = 0u;
        _525 = 1u;
        uint _527 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _664))
            {
                break;
            }
            _664 -= uint2(uint(_664.y == 0u), 1u);
            if (!(_527 < 6u))
            {
                break;
            }
            float2 _688 = float2(_609[_523], _609[_525]) * float(_655 - 1u);
            uint2 _695 = min(uint2(fast::clamp(_688, float2(0.0), float2(4294967040.0))), uint2(_655 - 2u));
            float2 _697 = _688 - float2(_695);
            uint _704 = _521 + (((_695.y * _655) + _695.x) * _615);
            uint _529 = 0u;
            for (;;)
            {
                if (all(uint2(0u) == _709))
                {
                    break;
                }
                _709 -= uint2(uint(_709.y == 0u), 1u);
                if (!(_529 < _615))
                {
                    break;
                }
                uint _739 = (_704 + (_655 * _615)) + _529;
                float4 _747 = mix(mix(_478(_704 + _529, v_32, v_45), _478((_704 + _615) + _529, v_32, v_45), float4(_697.x)), mix(_478(_739, v_32, v_45), _478(_739 + _615, v_32, v_45), float4(_697.x)), float4(_697.y));
                uint _531 = 0u;
                for (;;)
                {
                    if (all(uint2(0u) == _753))
                    {
                        break;
                    }
                    _753 -= uint2(uint(_753.y == 0u), 1u);
                    if (_531 < 4u)
                    {
                        _533 = ((4u * _529) + _531) < _613;
                    }
                    else
                    {
                        _533 = false;
                    }
                    if (!_533)
                    {
                        break;
                    }
                    _411(_519, _747[_531], v_32, v_40, v_42);
                    _519++;
                    _531++;
                    continue;
                }
                _529++;
                continue;
            }
            _521 += ((_655 * _655) * _615);
            _525++;
            if (_525 == 4u)
            {
                _523++;
                _525 = _523 + 1u;
            }
            _527++;
            continue;
        }
        _520++;
        continue;
    }
    return _519;
}

static inline __attribute__((always_inline))
float4 _810(uint _809, constant _33& v_32, texture2d<uint> v_35)
{
    return v_32._m0[18u] + (v_32._m0[19u] * float4(v_35.read(uint2(uint2(_809 & 2047u, _809 >> 11u)), 0)));
}

static inline __attribute__((always_inline))
float4 _832(uint _828, uint _829, uint _830, float2 _831, constant _33& v_32, texture2d<uint> v_35)
{
    return mix(mix(_810(_828, v_32, v_35), _810(_828 + _829, v_32, v_35), float4(_831.x)), mix(_810(_828 + _830, v_32, v_35), _810((_828 + _830) + _829, v_32, v_35), float4(_831.x)), float4(_831.y));
}

static inline __attribute__((always_inline))
float _856(float _855)
{
    return fast::max(_855, 0.0) + log(1.0 + exp(-abs(_855)));
}

static inline __attribute__((always_inline))
void _869(uint _867, _19 _868, constant _33& v_32, texture2d<uint> v_35, texture2d<float> v_40, thread spvUnsafeArray<float4, 8>& v_42)
{
    float _892 = 0.0;
    float _885 = 0.0;
    uint _900 = 0u;
    uint _890 = 0u;
    float _883 = 0.0;
    bool _888 = false;
    uint _905 = 0u;
    spvUnsafeArray<float4, 8> _881 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    uint _887 = 0u;
    spvUnsafeArray<float4, 8> _878 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    float _886 = 0.0;
    uint _902 = 0u;
    uint2 _960 = uint2(4294967295u);
    uint2 _1000 = uint2(4294967295u);
    uint2 _1050 = uint2(4294967295u);
    uint2 _1132 = uint2(4294967295u);
    uint2 _1170 = uint2(4294967295u);
    uint2 _1191 = uint2(4294967295u);
    uint2 _1236 = uint2(4294967295u);
    uint _913 = uint(fast::clamp(v_32._m0[16u].w, 0.0, 4294967040.0));
    uint _921 = uint(fast::clamp(v_32._m0[20u].x, 0.0, 4294967040.0));
    uint _925 = uint(fast::clamp(v_32._m0[20u].y, 0.0, 4294967040.0));
    float3 _931 = (_868._m0 * v_32._m0[16u].xyz) + v_32._m0[17u].xyz;
    float3 _935 = fast::normalize(_868._m1 * v_32._m0[16u].xyz) + float3(9.999999717180685365747194737196e-10);
    float3 _937 = (-_931) / _935;
    float3 _939 = float3(1.0) / abs(_935);
    float3 _940 = _937 - _939;
    float3 _941 = _937 + _939;
    float _947 = fast::clamp(fast::max(fast::max(_940.x, _940.y), _940.z), 0.0, 10000.0);
    float _955 = fast::max(fast::clamp(fast::min(fast::min(_941.x, _941.y), _941.z), 0.0, 10000.0) - _947, 0.0);
    for (;;)
    {
        if (all(uint2(0u) == _960))
        {
            break;
        }
        _960 -= uint2(uint(_960.y == 0u), 1u);
        if (_887 < _913)
        {
            _888 = _955 > 0.0;
        }
        else
        {
            _888 = false;
        }
        if (!_888)
        {
            break;
        }
        float _986 = (float(_887) + 0.5) / float(_913);
        float3 _995 = fast::clamp(((_931 + (_935 * (_947 + (_955 * _986)))) + float3(1.0)) * (0.5 * v_32._m0[17u].w), float3(0.0), float3(v_32._m0[17u].w));
        _890 = 0u;
        _892 = 0.0;
        uint _894 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _1000))
            {
                break;
            }
            _1000 -= uint2(uint(_1000.y == 0u), 1u);
            if (!(_894 < _921))
            {
                break;
            }
            uint _1022 = uint(fast::clamp(v_32._m0[21u][_894], 0.0, 4294967040.0));
            float3 _1026 = (_995 * float(_1022 - 1u)) + float3(0.5);
            uint3 _1033 = min(uint3(fast::clamp(_1026, float3(0.0), float3(4294967040.0))), uint3(_1022 - 2u));
            float3 _1035 = _1026 - float3(_1033);
            uint _1045 = _890 + (((((_1033.z * _1022) + _1033.y) * _1022) + _1033.x) * _925);
            uint _896 = 0u;
            for (;;)
            {
                if (all(uint2(0u) == _1050))
                {
                    break;
                }
                _1050 -= uint2(uint(_1050.y == 0u), 1u);
                if (!(_896 < _925))
                {
                    break;
                }
                _881[(_894 * 2u) + _896] = mix(_832(_1045 + _896, _925, _1022 * _925, _1035.xy, v_32, v_35), _832((_1045 + _896) + ((_1022 * _1022) * _925), _925, _1022 * _925, _1035.xy, v_32, v_35), float4(_1035.z));
                _896++;
                continue;
            }
            _892 += _881[_894 * 2u].x;
            _890 += ((_495(((_1022 * _1022) * _1022) + 7u, 8u) * 8u) * _925);
            _894++;
            continue;
        }
        float _1112 = (0.5 * _955) * _856((5.0 * _892) + (-2.0));
        float _1113 = _883;
        float _1116 = _883;
        float _1120 = exp(-_1113) - exp((-_1116) - _1112);
        _883 += _1112;
        _885 += _1120;
        _886 += (_1120 * _986);
        uint _898 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _1132))
            {
                break;
            }
            _1132 -= uint2(uint(_1132.y == 0u), 1u);
            if (!(_898 < 8u))
            {
                break;
            }
            _878[_898] += (_881[_898] * _1120);
            _898++;
            continue;
        }
        _887++;
        continue;
    }
    _900 = _867;
    uint _1165 = uint(fast::clamp(v_32._m0[20u].z, 0.0, 4294967040.0));
    for (;;)
    {
        if (all(uint2(0u) == _1170))
        {
            break;
        }
        _1170 -= uint2(uint(_1170.y == 0u), 1u);
        if (!(_902 < _921))
        {
            break;
        }
        uint _903 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _1191))
            {
                break;
            }
            _1191 -= uint2(uint(_1191.y == 0u), 1u);
            if (!(_903 < _1165))
            {
                break;
            }
            _411(_900, _878[(_902 * 2u) + _495(_903, 4u)][_503(_903, 4u)], v_32, v_40, v_42);
            _900++;
            _903++;
            continue;
        }
        _902++;
        continue;
    }
    _411(_900, _885, v_32, v_40, v_42);
    _411(_900 + 1u, _886, v_32, v_40, v_42);
    for (;;)
    {
        if (all(uint2(0u) == _1236))
        {
            break;
        }
        _1236 -= uint2(uint(_1236.y == 0u), 1u);
        if (!(_905 < 3u))
        {
            break;
        }
        _411((_900 + 2u) + _905, _935[_905], v_32, v_40, v_42);
        _905++;
        continue;
    }
}

static inline __attribute__((always_inline))
float4 _267(float4 _266)
{
    float4 _286 = float4(1.0) / (float4(1.0) + (abs(_266) * 0.23164190351963043212890625));
    float4 _299 = (_286 * (float4(0.1274147927761077880859375) + (_286 * (float4(-0.1422483623027801513671875) + (_286 * (float4(0.710706889629364013671875) + (_286 * (float4(-0.726576030254364013671875) + (_286 * 0.53070271015167236328125))))))))) * exp((_266 * (-0.5)) * _266);
    return select(_299, float4(1.0) - _299, _266 > float4(0.0));
}

static inline __attribute__((always_inline))
float4 _307(float4 _305, float _306)
{
    if (_306 == 1.0)
    {
        return fast::max(_305, float4(0.0));
    }
    return _305 * _267(_305);
}

static inline __attribute__((always_inline))
_14 _317(thread spvUnsafeArray<float4, 8>& v_42)
{
    return _14{ v_42[0u], v_42[1u], v_42[2u], v_42[3u], v_42[4u], v_42[5u], v_42[6u], v_42[7u] };
}

static inline __attribute__((always_inline))
_14 _432(constant _33& v_32, thread spvUnsafeArray<float4, 8>& v_42)
{
    uint _434 = 0u;
    uint2 _440 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _440))
        {
            break;
        }
        _440 -= uint2(uint(_440.y == 0u), 1u);
        if (!(_434 < 8u))
        {
            break;
        }
        if (_434 >= uint(fast::clamp(v_32._m0[1u].z, 0.0, 4294967040.0)))
        {
            break;
        }
        v_42[_434] = _307(v_42[_434], v_32._m0[1u].y);
        _434++;
        continue;
    }
    return _317(v_42);
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _38& v_37 [[buffer(0)]], constant _33& v_32 [[buffer(1)]], texture2d<float> v_40 [[texture(2)]], texture2d<uint> v_45 [[texture(4)]], texture2d<uint> v_35 [[texture(6)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    spvUnsafeArray<float4, 8> v_42 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    _19 _1322 = _342((_12{ gl_FragCoord, in.m_1303 })._m1, v_32, v_37);
    _382(v_32, v_40, v_42);
    uint _1324 = _512(_1322, v_32, v_40, v_42, v_45);
    _869(_1324, _1322, v_32, v_35, v_40, v_42);
    _14 _1326 = _432(v_32, v_42);
    out.m_1306 = _1326._m0;
    out.m_1307 = _1326._m1;
    out.m_1308 = _1326._m2;
    out.m_1309 = _1326._m3;
    out.m_1310 = _1326._m4;
    out.m_1311 = _1326._m5;
    out.m_1312 = _1326._m6;
    out.m_1313 = _1326._m7;
    return out;
}
