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
constant spvUnsafeArray<float4, 8> _917 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
constant spvUnsafeArray<float4, 8> _919 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });

struct vertex_main_out
{
    float2 m_1304 [[user(locn0)]];
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
    float2 _1317 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _12 _1331 = _12{ _48(float4(_1317, 0.0, 1.0), v_37), float2(0.5 + (0.5 * _1317.x), 0.5 - (0.5 * _1317.y)) * v_37._m0._m2.zw };
    out.gl_Position = _1331._m0;
    out.m_1304 = _1331._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_1342 [[color(0)]];
    float4 m_1343 [[color(1)]];
    float4 m_1344 [[color(2)]];
    float4 m_1345 [[color(3)]];
    float4 m_1346 [[color(4)]];
    float4 m_1347 [[color(5)]];
    float4 m_1348 [[color(6)]];
    float4 m_1349 [[color(7)]];
};

struct fragment_main_in
{
    float2 m_1339 [[user(locn0)]];
};

static inline __attribute__((always_inline))
_19 _407(float2 _406, constant _33& v_32, constant _38& v_37)
{
    float3 _428 = float3((((floor(_406) + float2(0.5)) * v_32._m0[1u].x) - v_37._m0._m1.zw) / v_37._m0._m1.xy, 1.0);
    return _19{ v_37._m0._m3.xyz, float3(dot(v_37._m0._m0[0].xyz, _428), dot(v_37._m0._m0[1].xyz, _428), dot(v_37._m0._m0[2].xyz, _428)) };
}

static inline __attribute__((always_inline))
float4 _96(uint _95, texture2d<float> v_40)
{
    return v_40.read(uint2(uint2(_95 & 2047u, _95 >> 11u)), 0);
}

static inline __attribute__((always_inline))
void _111(uint _109, uint _110, texture2d<float> v_40, thread spvUnsafeArray<float4, 8>& v_42)
{
    if (_110 > 4u)
    {
        v_42[4u] = _96(_109 + 4u, v_40);
        v_42[5u] = _96(_109 + 5u, v_40);
        v_42[6u] = _96(_109 + 6u, v_40);
        v_42[7u] = _96(_109 + 7u, v_40);
    }
    if (_110 > 2u)
    {
        v_42[2u] = _96(_109 + 2u, v_40);
        v_42[3u] = _96(_109 + 3u, v_40);
    }
    v_42[0u] = _96(_109, v_40);
    v_42[1u] = _96(_109 + 1u, v_40);
}

static inline __attribute__((always_inline))
void _447(constant _33& v_32, texture2d<float> v_40, thread spvUnsafeArray<float4, 8>& v_42)
{
    _111(uint(fast::clamp(v_32._m0[0u].w, 0.0, 4294967040.0)) + ((4u * uint(fast::clamp(v_32._m0[0u].y, 0.0, 4294967040.0))) * uint(fast::clamp(v_32._m0[0u].z, 0.0, 4294967040.0))), uint(fast::clamp(v_32._m0[1u].z, 0.0, 4294967040.0)), v_40, v_42);
}

static inline __attribute__((always_inline))
uint _526(uint _528, uint _529)
{
    return _528 / ((_529 == 0u) ? 1u : _529);
}

static inline __attribute__((always_inline))
uint _534(uint _535, uint _536)
{
    return _535 % ((_536 == 0u) ? 1u : _536);
}

static inline __attribute__((always_inline))
float4 _509(uint _508, constant _33& v_32, texture2d<uint> v_45)
{
    return float4(v_32._m0[11u].z) + (float4(v_45.read(uint2(uint2(_508 & 2047u, _508 >> 11u)), 0)) * v_32._m0[11u].w);
}

static inline __attribute__((always_inline))
void _153(uint _150, uint _151, float _152, texture2d<float> v_40, thread spvUnsafeArray<float4, 8>& v_42)
{
    if (_151 > 4u)
    {
        v_42[4u] += (_96(_150 + 4u, v_40) * _152);
        v_42[5u] += (_96(_150 + 5u, v_40) * _152);
        v_42[6u] += (_96(_150 + 6u, v_40) * _152);
        v_42[7u] += (_96(_150 + 7u, v_40) * _152);
    }
    if (_151 > 2u)
    {
        v_42[2u] += (_96(_150 + 2u, v_40) * _152);
        v_42[3u] += (_96(_150 + 3u, v_40) * _152);
    }
    v_42[0u] += (_96(_150, v_40) * _152);
    v_42[1u] += (_96(_150 + 1u, v_40) * _152);
}

static inline __attribute__((always_inline))
void _476(uint _474, float _475, constant _33& v_32, texture2d<float> v_40, thread spvUnsafeArray<float4, 8>& v_42)
{
    _153(uint(fast::clamp(v_32._m0[0u].w, 0.0, 4294967040.0)) + (_474 * uint(fast::clamp(v_32._m0[0u].z, 0.0, 4294967040.0))), uint(fast::clamp(v_32._m0[1u].z, 0.0, 4294967040.0)), _475, v_40, v_42);
}

static inline __attribute__((always_inline))
uint _543(_19 _542, constant _33& v_32, texture2d<float> v_40, thread spvUnsafeArray<float4, 8>& v_42, texture2d<uint> v_45)
{
    bool _565 = false;
    uint _552 = 0u;
    uint _555 = 0u;
    uint _550 = 0u;
    uint _553 = 0u;
    uint _557 = 0u;
    uint2 _657 = uint2(4294967295u);
    uint2 _701 = uint2(4294967295u);
    uint2 _746 = uint2(4294967295u);
    uint2 _790 = uint2(4294967295u);
    float3 _593 = float3(dot(v_32._m0[5u].xyz, _542._m0) + v_32._m0[5u].w, dot(v_32._m0[6u].xyz, _542._m0) + v_32._m0[6u].w, dot(v_32._m0[7u].xyz, _542._m0) + v_32._m0[7u].w);
    float3 _610 = fast::normalize(float3(dot(v_32._m0[5u].xyz, _542._m1), dot(v_32._m0[6u].xyz, _542._m1), dot(v_32._m0[7u].xyz, _542._m1)));
    float2 _617 = _610.xy / float2(fast::max(_610.z, v_32._m0[8u].z));
    float4 _641 = fast::clamp((float4(_593.xy + (_617 * (v_32._m0[8u].x - _593.z)), _593.xy + (_617 * (v_32._m0[8u].y - _593.z))) - v_32._m0[9u]) * v_32._m0[10u], float4(0.0), float4(1.0));
    uint _645 = uint(fast::clamp(v_32._m0[11u].y, 0.0, 4294967040.0));
    uint _647 = _526(_645 + 3u, 4u);
    for (;;)
    {
        if (all(uint2(0u) == _657))
        {
            break;
        }
        _657 -= uint2(uint(_657.y == 0u), 1u);
        if (!(_552 < uint(fast::clamp(v_32._m0[11u].x, 0.0, 4294967040.0))))
        {
            break;
        }
        uint _680 = 12u + _526(_552, 2u);
        float2 _688 = select(v_32._m0[_680].zw, v_32._m0[_680].xy, bool2(_534(_552, 2u) == 0u));
        uint _692 = uint(fast::clamp(_688.x, 0.0, 4294967040.0));
        _553 = uint(fast::clamp(_688.y, 0.0, 4294967040.0)) * _647;
        _555 = 0u;
        _557 = 1u;
        uint _559 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _701))
            {
                break;
            }
            _701 -= uint2(uint(_701.y == 0u), 1u);
            if (!(_559 < 6u))
            {
                break;
            }
            float2 _725 = float2(_641[_555], _641[_557]) * float(_692 - 1u);
            uint2 _732 = min(uint2(fast::clamp(_725, float2(0.0), float2(4294967040.0))), uint2(_692 - 2u));
            float2 _734 = _725 - float2(_732);
            uint _741 = _553 + (((_732.y * _692) + _732.x) * _647);
            uint _561 = 0u;
            for (;;)
            {
                if (all(uint2(0u) == _746))
                {
                    break;
                }
                _746 -= uint2(uint(_746.y == 0u), 1u);
                if (!(_561 < _647))
                {
                    break;
                }
                uint _776 = (_741 + (_692 * _647)) + _561;
                float4 _784 = mix(mix(_509(_741 + _561, v_32, v_45), _509((_741 + _647) + _561, v_32, v_45), float4(_734.x)), mix(_509(_776, v_32, v_45), _509(_776 + _647, v_32, v_45), float4(_734.x)), float4(_734.y));
                uint _563 = 0u;
                for (;;)
                {
                    if (all(uint2(0u) == _790))
                    {
                        break;
                    }
                    _790 -= uint2(uint(_790.y == 0u), 1u);
                    if (_563 < 4u)
                    {
                        _565 = ((4u * _561) + _563) < _645;
                    }
                    else
                    {
                        _565 = false;
                    }
                    if (!_565)
                    {
                        break;
                    }
                    _476(_550, _784[_563], v_32, v_40, v_42);
                    _550++;
                    _563++;
                    continue;
                }
                _561++;
                continue;
            }
            _553 += ((_692 * _692) * _647);
            _557++;
            if (_557 == 4u)
            {
                _555++;
                _557 = _555 + 1u;
            }
            _559++;
            continue;
        }
        _552++;
        continue;
    }
    return _550;
}

static inline __attribute__((always_inline))
float4 _847(uint _846, constant _33& v_32, texture2d<uint> v_35)
{
    return v_32._m0[18u] + (v_32._m0[19u] * float4(v_35.read(uint2(uint2(_846 & 2047u, _846 >> 11u)), 0)));
}

static inline __attribute__((always_inline))
float4 _869(uint _865, uint _866, uint _867, float2 _868, constant _33& v_32, texture2d<uint> v_35)
{
    return mix(mix(_847(_865, v_32, v_35), _847(_865 + _866, v_32, v_35), float4(_868.x)), mix(_847(_865 + _867, v_32, v_35), _847((_865 + _867) + _866, v_32, v_35), float4(_868.x)), float4(_868.y));
}

static inline __attribute__((always_inline))
float _893(float _892)
{
    return fast::max(_892, 0.0) + log(1.0 + exp(-abs(_892)));
}

static inline __attribute__((always_inline))
void _906(uint _904, _19 _905, constant _33& v_32, texture2d<uint> v_35, texture2d<float> v_40, thread spvUnsafeArray<float4, 8>& v_42)
{
    float _929 = 0.0;
    float _922 = 0.0;
    uint _937 = 0u;
    uint _927 = 0u;
    float _920 = 0.0;
    bool _925 = false;
    uint _942 = 0u;
    spvUnsafeArray<float4, 8> _918 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    uint _924 = 0u;
    spvUnsafeArray<float4, 8> _915 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    float _923 = 0.0;
    uint _939 = 0u;
    uint2 _997 = uint2(4294967295u);
    uint2 _1037 = uint2(4294967295u);
    uint2 _1087 = uint2(4294967295u);
    uint2 _1168 = uint2(4294967295u);
    uint2 _1206 = uint2(4294967295u);
    uint2 _1227 = uint2(4294967295u);
    uint2 _1272 = uint2(4294967295u);
    uint _950 = uint(fast::clamp(v_32._m0[16u].w, 0.0, 4294967040.0));
    uint _958 = uint(fast::clamp(v_32._m0[20u].x, 0.0, 4294967040.0));
    uint _962 = uint(fast::clamp(v_32._m0[20u].y, 0.0, 4294967040.0));
    float3 _968 = (_905._m0 * v_32._m0[16u].xyz) + v_32._m0[17u].xyz;
    float3 _972 = fast::normalize(_905._m1 * v_32._m0[16u].xyz) + float3(9.999999717180685365747194737196e-10);
    float3 _974 = (-_968) / _972;
    float3 _976 = float3(1.0) / abs(_972);
    float3 _977 = _974 - _976;
    float3 _978 = _974 + _976;
    float _984 = fast::clamp(fast::max(fast::max(_977.x, _977.y), _977.z), 0.0, 10000.0);
    float _992 = fast::max(fast::clamp(fast::min(fast::min(_978.x, _978.y), _978.z), 0.0, 10000.0) - _984, 0.0);
    for (;;)
    {
        if (all(uint2(0u) == _997))
        {
            break;
        }
        _997 -= uint2(uint(_997.y == 0u), 1u);
        if (_924 < _950)
        {
            _925 = _992 > 0.0;
        }
        else
        {
            _925 = false;
        }
        if (!_925)
        {
            break;
        }
        float _1023 = (float(_924) + 0.5) / float(_950);
        float3 _1032 = fast::clamp(((_968 + (_972 * (_984 + (_992 * _1023)))) + float3(1.0)) * (0.5 * v_32._m0[17u].w), float3(0.0), float3(v_32._m0[17u].w));
        _927 = 0u;
        _929 = 0.0;
        uint _931 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _1037))
            {
                break;
            }
            _1037 -= uint2(uint(_1037.y == 0u), 1u);
            if (!(_931 < _958))
            {
                break;
            }
            uint _1059 = uint(fast::clamp(v_32._m0[21u][_931], 0.0, 4294967040.0));
            float3 _1063 = (_1032 * float(_1059 - 1u)) + float3(0.5);
            uint3 _1070 = min(uint3(fast::clamp(_1063, float3(0.0), float3(4294967040.0))), uint3(_1059 - 2u));
            float3 _1072 = _1063 - float3(_1070);
            uint _1082 = _927 + (((((_1070.z * _1059) + _1070.y) * _1059) + _1070.x) * _962);
            uint _933 = 0u;
            for (;;)
            {
                if (all(uint2(0u) == _1087))
                {
                    break;
                }
                _1087 -= uint2(uint(_1087.y == 0u), 1u);
                if (!(_933 < _962))
                {
                    break;
                }
                _918[(_931 * 2u) + _933] = mix(_869(_1082 + _933, _962, _1059 * _962, _1072.xy, v_32, v_35), _869((_1082 + _933) + ((_1059 * _1059) * _962), _962, _1059 * _962, _1072.xy, v_32, v_35), float4(_1072.z));
                _933++;
                continue;
            }
            _929 += _918[_931 * 2u].x;
            _927 += ((_526(((_1059 * _1059) * _1059) + 7u, 8u) * 8u) * _962);
            _931++;
            continue;
        }
        float _1148 = (0.5 * _992) * _893((5.0 * _929) + (-2.0));
        float _1149 = _920;
        float _1152 = _920;
        float _1156 = exp(-_1149) - exp((-_1152) - _1148);
        _920 += _1148;
        _922 += _1156;
        _923 += (_1156 * _1023);
        uint _935 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _1168))
            {
                break;
            }
            _1168 -= uint2(uint(_1168.y == 0u), 1u);
            if (!(_935 < 8u))
            {
                break;
            }
            _915[_935] += (_918[_935] * _1156);
            _935++;
            continue;
        }
        _924++;
        continue;
    }
    _937 = _904;
    uint _1201 = uint(fast::clamp(v_32._m0[20u].z, 0.0, 4294967040.0));
    for (;;)
    {
        if (all(uint2(0u) == _1206))
        {
            break;
        }
        _1206 -= uint2(uint(_1206.y == 0u), 1u);
        if (!(_939 < _958))
        {
            break;
        }
        uint _940 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _1227))
            {
                break;
            }
            _1227 -= uint2(uint(_1227.y == 0u), 1u);
            if (!(_940 < _1201))
            {
                break;
            }
            _476(_937, _915[(_939 * 2u) + _526(_940, 4u)][_534(_940, 4u)], v_32, v_40, v_42);
            _937++;
            _940++;
            continue;
        }
        _939++;
        continue;
    }
    _476(_937, _922, v_32, v_40, v_42);
    _476(_937 + 1u, _923, v_32, v_40, v_42);
    for (;;)
    {
        if (all(uint2(0u) == _1272))
        {
            break;
        }
        _1272 -= uint2(uint(_1272.y == 0u), 1u);
        if (!(_942 < 3u))
        {
            break;
        }
        _476((_937 + 2u) + _942, _972[_942], v_32, v_40, v_42);
        _942++;
        continue;
    }
}

static inline __attribute__((always_inline))
float4 _242(float4 _241)
{
    float4 _261 = float4(1.0) / (float4(1.0) + (abs(_241) * 0.23164190351963043212890625));
    float4 _274 = (_261 * (float4(0.1274147927761077880859375) + (_261 * (float4(-0.1422483623027801513671875) + (_261 * (float4(0.710706889629364013671875) + (_261 * (float4(-0.726576030254364013671875) + (_261 * 0.53070271015167236328125))))))))) * exp((_241 * (-0.5)) * _241);
    return select(_274, float4(1.0) - _274, _241 > float4(0.0));
}

static inline __attribute__((always_inline))
float4 _282(float4 _280, float _281)
{
    float4 _284 = float4(0.0);
    _284 = step(float4(0.0), _280);
    if (_281 != 1.0)
    {
        _284 = _242(_280);
    }
    return _280 * _284;
}

static inline __attribute__((always_inline))
void _298(uint _296, float _297, thread spvUnsafeArray<float4, 8>& v_42)
{
    if (_296 > 4u)
    {
        v_42[4u] = _282(v_42[4u], _297);
        v_42[5u] = _282(v_42[5u], _297);
        v_42[6u] = _282(v_42[6u], _297);
        v_42[7u] = _282(v_42[7u], _297);
    }
    if (_296 > 2u)
    {
        v_42[2u] = _282(v_42[2u], _297);
        v_42[3u] = _282(v_42[3u], _297);
    }
    v_42[0u] = _282(v_42[0u], _297);
    v_42[1u] = _282(v_42[1u], _297);
}

static inline __attribute__((always_inline))
_14 _385(thread spvUnsafeArray<float4, 8>& v_42)
{
    return _14{ v_42[0u], v_42[1u], v_42[2u], v_42[3u], v_42[4u], v_42[5u], v_42[6u], v_42[7u] };
}

static inline __attribute__((always_inline))
_14 _496(constant _33& v_32, thread spvUnsafeArray<float4, 8>& v_42)
{
    _298(uint(fast::clamp(v_32._m0[1u].z, 0.0, 4294967040.0)), v_32._m0[1u].y, v_42);
    return _385(v_42);
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _38& v_37 [[buffer(0)]], constant _33& v_32 [[buffer(1)]], texture2d<float> v_40 [[texture(2)]], texture2d<uint> v_45 [[texture(4)]], texture2d<uint> v_35 [[texture(6)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    spvUnsafeArray<float4, 8> v_42 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    _19 _1358 = _407((_12{ gl_FragCoord, in.m_1339 })._m1, v_32, v_37);
    _447(v_32, v_40, v_42);
    uint _1360 = _543(_1358, v_32, v_40, v_42, v_45);
    _906(_1360, _1358, v_32, v_35, v_40, v_42);
    _14 _1362 = _496(v_32, v_42);
    out.m_1342 = _1362._m0;
    out.m_1343 = _1362._m1;
    out.m_1344 = _1362._m2;
    out.m_1345 = _1362._m3;
    out.m_1346 = _1362._m4;
    out.m_1347 = _1362._m5;
    out.m_1348 = _1362._m6;
    out.m_1349 = _1362._m7;
    return out;
}
