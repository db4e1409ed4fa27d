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

struct _9
{
    float4x4 _m0;
    float4 _m1;
    float4 _m2;
    float4 _m3;
    float4 _m4;
};

struct _11
{
    float4 _m0;
    float2 _m1;
};

struct _13
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

struct _18
{
    float3 _m0;
    float3 _m1;
};

struct _25
{
    float4 _m0[16];
};

struct _28
{
    _9 _m0;
};

constant spvUnsafeArray<float4, 8> _34 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });

struct vertex_main_out
{
    float2 m_495 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _39(float4 _38, constant _28& v_27)
{
    return float4(_38.x, _38.y * v_27._m0._m4.x, (_38.z * v_27._m0._m4.y) + (_38.w * v_27._m0._m4.z), _38.w);
}

vertex vertex_main_out vertex_main(constant _28& v_27 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    spvUnsafeArray<float4, 8> _32 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    float2 _508 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _11 _522 = _11{ _39(float4(_508, 0.0, 1.0), v_27), float2(0.5 + (0.5 * _508.x), 0.5 - (0.5 * _508.y)) * v_27._m0._m2.zw };
    out.gl_Position = _522._m0;
    out.m_495 = _522._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_548 [[color(0)]];
    float4 m_549 [[color(1)]];
    float4 m_550 [[color(2)]];
    float4 m_551 [[color(3)]];
    float4 m_552 [[color(4)]];
    float4 m_553 [[color(5)]];
    float4 m_554 [[color(6)]];
    float4 m_555 [[color(7)]];
};

struct fragment_main_in
{
    float2 m_545 [[user(locn0)]];
};

static inline __attribute__((always_inline))
_18 _336(float2 _335, constant _25& v_24, constant _28& v_27)
{
    float3 _357 = float3((((floor(_335) + float2(0.5)) * v_24._m0[1u].x) - v_27._m0._m1.zw) / v_27._m0._m1.xy, 1.0);
    return _18{ v_27._m0._m3.xyz, float3(dot(v_27._m0._m0[0].xyz, _357), dot(v_27._m0._m0[1].xyz, _357), dot(v_27._m0._m0[2].xyz, _357)) };
}

static inline __attribute__((always_inline))
float4 _90(uint _89, texture2d<float> v_30)
{
    return v_30.read(uint2(uint2(_89 & 2047u, _89 >> 11u)), 0);
}

static inline __attribute__((always_inline))
void _105(uint _103, uint _104, texture2d<float> v_30, thread spvUnsafeArray<float4, 8>& v_32)
{
    uint _108 = 0u;
    uint2 _120 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _120))
        {
            break;
        }
        _120 -= uint2(uint(_120.y == 0u), 1u);
        if (!(_108 < 8u))
        {
            break;
        }
        if (_108 >= _104)
        {
            break;
        }
        v_32[_108] = _90(_103 + _108, v_30);
        _108++;
        continue;
    }
}

static inline __attribute__((always_inline))
void _376(constant _25& v_24, texture2d<float> v_30, thread spvUnsafeArray<float4, 8>& v_32)
{
    _105(uint(fast::clamp(v_24._m0[0u].w, 0.0, 4294967040.0)) + ((4u * uint(fast::clamp(v_24._m0[0u].y, 0.0, 4294967040.0))) * uint(fast::clamp(v_24._m0[0u].z, 0.0, 4294967040.0))), uint(fast::clamp(v_24._m0[1u].z, 0.0, 4294967040.0)), v_30, v_32);
}

static inline __attribute__((always_inline))
uint _525(uint _527, uint _528)
{
    return _527 / ((_528 == 0u) ? 1u : _528);
}

static inline __attribute__((always_inline))
uint _533(uint _534, uint _535)
{
    return _534 % ((_535 == 0u) ? 1u : _535);
}

static inline __attribute__((always_inline))
float4 _472(uint _471, constant _25& v_24, texture2d<uint> v_35)
{
    return float4(v_24._m0[11u].z) + (float4(v_35.read(uint2(uint2(_471 & 2047u, _471 >> 11u)), 0)) * v_24._m0[11u].w);
}

static inline __attribute__((always_inline))
void _153(uint _150, uint _151, float _152, texture2d<float> v_30, thread spvUnsafeArray<float4, 8>& v_32)
{
    uint _156 = 0u;
    uint2 _162 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _162))
        {
            break;
        }
        _162 -= uint2(uint(_162.y == 0u), 1u);
        if (!(_156 < 8u))
        {
            break;
        }
        if (_156 >= _151)
        {
            break;
        }
        v_32[_156] += (_90(_150 + _156, v_30) * _152);
        _156++;
        continue;
    }
}

static inline __attribute__((always_inline))
void _405(uint _403, float _404, constant _25& v_24, texture2d<float> v_30, thread spvUnsafeArray<float4, 8>& v_32)
{
    _153(uint(fast::clamp(v_24._m0[0u].w, 0.0, 4294967040.0)) + (_403 * uint(fast::clamp(v_24._m0[0u].z, 0.0, 4294967040.0))), uint(fast::clamp(v_24._m0[1u].z, 0.0, 4294967040.0)), _404, v_30, v_32);
}

static inline __attribute__((always_inline))
float4 _261(float4 _260)
{
    float4 _280 = float4(1.0) / (float4(1.0) + (abs(_260) * 0.23164190351963043212890625));
    float4 _293 = (_280 * (float4(0.1274147927761077880859375) + (_280 * (float4(-0.1422483623027801513671875) + (_280 * (float4(0.710706889629364013671875) + (_280 * (float4(-0.726576030254364013671875) + (_280 * 0.53070271015167236328125))))))))) * exp((_260 * (-0.5)) * _260);
    return select(_293, float4(1.0) - _293, _260 > float4(0.0));
}

static inline __attribute__((always_inline))
float4 _301(float4 _299, float _300)
{
    if (_300 == 1.0)
    {
        return fast::max(_299, float4(0.0));
    }
    return _299 * _261(_299);
}

static inline __attribute__((always_inline))
_13 _311(thread spvUnsafeArray<float4, 8>& v_32)
{
    return _13{ v_32[0u], v_32[1u], v_32[2u], v_32[3u], v_32[4u], v_32[5u], v_32[6u], v_32[7u] };
}

static inline __attribute__((always_inline))
_13 _426(constant _25& v_24, thread spvUnsafeArray<float4, 8>& v_32)
{
    uint _428 = 0u;
    uint2 _434 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _434))
        {
            break;
        }
        _434 -= uint2(uint(_434.y == 0u), 1u);
        if (!(_428 < 8u))
        {
            break;
        }
        if (_428 >= uint(fast::clamp(v_24._m0[1u].z, 0.0, 4294967040.0)))
        {
            break;
        }
        v_32[_428] = _301(v_32[_428], v_24._m0[1u].y);
        _428++;
        continue;
    }
    return _311(v_32);
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _28& v_27 [[buffer(0)]], constant _25& v_24 [[buffer(1)]], texture2d<float> v_30 [[texture(2)]], texture2d<uint> v_35 [[texture(4)]], float4 gl_FragCoord [[position]])
{
    bool _577 = false;
    uint _564 = 0u;
    uint _567 = 0u;
    uint _563 = 0u;
    uint _565 = 0u;
    uint _569 = 0u;
    uint2 _667 = uint2(4294967295u);
    uint2 _711 = uint2(4294967295u);
    uint2 _756 = uint2(4294967295u);
    uint2 _800 = uint2(4294967295u);
    fragment_main_out out = {};
    spvUnsafeArray<float4, 8> v_32 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    _18 _582 = _336((_11{ gl_FragCoord, in.m_545 })._m1, v_24, v_27);
    float3 _607 = float3(dot(v_24._m0[5u].xyz, _582._m0) + v_24._m0[5u].w, dot(v_24._m0[6u].xyz, _582._m0) + v_24._m0[6u].w, dot(v_24._m0[7u].xyz, _582._m0) + v_24._m0[7u].w);
    float3 _624 = fast::normalize(float3(dot(v_24._m0[5u].xyz, _582._m1), dot(v_24._m0[6u].xyz, _582._m1), dot(v_24._m0[7u].xyz, _582._m1)));
    float2 _631 = _624.xy / float2(fast::max(_624.z, v_24._m0[8u].z));
    float4 _655 = fast::clamp((float4(_607.xy + (_631 * (v_24._m0[8u].x - _607.z)), _607.xy + (_631 * (v_24._m0[8u].y - _607.z))) - v_24._m0[9u]) * v_24._m0[10u], float4(0.0), float4(1.0));
    _376(v_24, v_30, v_32);
    uint _660 = uint(fast::clamp(v_24._m0[11u].y, 0.0, 4294967040.0));
    uint _662 = _525(_660 + 3u, 4u);
    for (;;)
    {
        if (all(uint2(0u) == _667))
        {
            break;
        }
        _667 -= uint2(uint(_667.y == 0u), 1u);
        if (!(_564 < uint(fast::clamp(v_24._m0[11u].x, 0.0, 4294967040.0))))
        {
            break;
        }
        uint _690 = 12u + _525(_564, 2u);
        float2 _698 = select(v_24._m0[_690].zw, v_24._m0[_690].xy, bool2(_533(_564, 2u) == 0u));
        uint _702 = uint(fast::clamp(_698.x, 0.0, 4294967040.0));
        _565 = uint(fast::clamp(_698.y, 0.0, 4294967040.0)) * _662;
        _567 = 0u;
        _569 = 1u;
        uint _571 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _711))
            {
                break;
            }
            _711 -= uint2(uint(_711.y == 0u), 1u);
            if (!(_571 < 6u))
            {
                break;
            }
            float2 _735 = float2(_655[_567], _655[_569]) * float(_702 - 1u);
            uint2 _742 = min(uint2(fast::clamp(_735, float2(0.0), float2(4294967040.0))), uint2(_702 - 2u));
            float2 _744 = _735 - float2(_742);
            uint _751 = _565 + (((_742.y * _702) + _742.x) * _662);
            uint _573 = 0u;
            for (;;)
            {
                if (all(uint2(0u) == _756))
                {
                    break;
                }
                _756 -= uint2(uint(_756.y == 0u), 1u);
                if (!(_573 < _662))
                {
                    break;
                }
                uint _786 = (_751 + (_702 * _662)) + _573;
                float4 _794 = mix(mix(_472(_751 + _573, v_24, v_35), _472((_751 + _662) + _573, v_24, v_35), float4(_744.x)), mix(_472(_786, v_24, v_35), _472(_786 + _662, v_24, v_35), float4(_744.x)), float4(_744.y));
                uint _575 = 0u;
                for (;;)
                {
                    if (all(uint2(0u) == _800))
                    {
                        break;
                    }
                    _800 -= uint2(uint(_800.y == 0u), 1u);
                    if (_575 < 4u)
                    {
                        _577 = ((4u * _573) + _575) < _660;
                    }
                    else
                    {
                        _577 = false;
                    }
                    if (!_577)
                    {
                        break;
                    }
                    _405(_563, _794[_575], v_24, v_30, v_32);
                    _563++;
                    _575++;
                    continue;
                }
                _573++;
                continue;
            }
            _565 += ((_702 * _702) * _662);
            _569++;
            if (_569 == 4u)
            {
                _567++;
                _569 = _567 + 1u;
            }
            _571++;
            continue;
        }
        _564++;
        continue;
    }
    _13 _854 = _426(v_24, v_32);
    out.m_548 = _854._m0;
    out.m_549 = _854._m1;
    out.m_550 = _854._m2;
    out.m_551 = _854._m3;
    out.m_552 = _854._m4;
    out.m_553 = _854._m5;
    out.m_554 = _854._m6;
    out.m_555 = _854._m7;
    return out;
}
