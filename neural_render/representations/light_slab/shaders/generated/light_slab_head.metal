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
    float2 m_808 [[user(locn0)]];
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
    float2 _821 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _11 _835 = _11{ _39(float4(_821, 0.0, 1.0), v_27), float2(0.5 + (0.5 * _821.x), 0.5 - (0.5 * _821.y)) * v_27._m0._m2.zw };
    out.gl_Position = _835._m0;
    out.m_808 = _835._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_846 [[color(0)]];
    float4 m_847 [[color(1)]];
    float4 m_848 [[color(2)]];
    float4 m_849 [[color(3)]];
    float4 m_850 [[color(4)]];
    float4 m_851 [[color(5)]];
    float4 m_852 [[color(6)]];
    float4 m_853 [[color(7)]];
};

struct fragment_main_in
{
    float2 m_843 [[user(locn0)]];
};

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
_18 _336(float2 _335, constant _25& v_24, constant _28& v_27)
{
    float3 _357 = float3((((floor(_335) + float2(0.5)) * v_24._m0[1u].x) - v_27._m0._m1.zw) / v_27._m0._m1.xy, 1.0);
    return _18{ v_27._m0._m3.xyz, float3(dot(v_27._m0._m0[0].xyz, _357), dot(v_27._m0._m0[1].xyz, _357), dot(v_27._m0._m0[2].xyz, _357)) };
}

static inline __attribute__((always_inline))
uint _489(uint _491, uint _492)
{
    return _491 / ((_492 == 0u) ? 1u : _492);
}

static inline __attribute__((always_inline))
uint _497(uint _498, uint _499)
{
    return _498 % ((_499 == 0u) ? 1u : _499);
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
uint _506(_18 _505, constant _25& v_24, texture2d<float> v_30, thread spvUnsafeArray<float4, 8>& v_32, texture2d<uint> v_35)
{
    bool _527 = false;
    uint _514 = 0u;
    uint _517 = 0u;
    uint _513 = 0u;
    uint _515 = 0u;
    uint _519 = 0u;
    uint2 _614 = uint2(4294967295u);
    uint2 _658 = uint2(4294967295u);
    uint2 _703 = uint2(4294967295u);
    uint2 _747 = uint2(4294967295u);
    float3 _555 = float3(dot(v_24._m0[5u].xyz, _505._m0) + v_24._m0[5u].w, dot(v_24._m0[6u].xyz, _505._m0) + v_24._m0[6u].w, dot(v_24._m0[7u].xyz, _505._m0) + v_24._m0[7u].w);
    float3 _572 = fast::normalize(float3(dot(v_24._m0[5u].xyz, _505._m1), dot(v_24._m0[6u].xyz, _505._m1), dot(v_24._m0[7u].xyz, _505._m1)));
    float2 _579 = _572.xy / float2(fast::max(_572.z, v_24._m0[8u].z));
    float4 _603 = fast::clamp((float4(_555.xy + (_579 * (v_24._m0[8u].x - _555.z)), _555.xy + (_579 * (v_24._m0[8u].y - _555.z))) - v_24._m0[9u]) * v_24._m0[10u], float4(0.0), float4(1.0));
    uint _607 = uint(fast::clamp(v_24._m0[11u].y, 0.0, 4294967040.0));
    uint _609 = _489(_607 + 3u, 4u);
    for (;;)
    {
        if (all(uint2(0u) == _614))
        {
            break;
        }
        _614 -= uint2(uint(_614.y == 0u), 1u);
        if (!(_514 < uint(fast::clamp(v_24._m0[11u].x, 0.0, 4294967040.0))))
        {
            break;
        }
        uint _637 = 12u + _489(_514, 2u);
        float2 _645 = select(v_24._m0[_637].zw, v_24._m0[_637].xy, bool2(_497(_514, 2u) == 0u));
        uint _649 = uint(fast::clamp(_645.x, 0.0, 4294967040.0));
        _515 = uint(fast::clamp(_645.y, 0.0, 4294967040.0)) * _609;
        _517 = 0u;
        _519 = 1u;
        uint _521 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _658))
            {
                break;
            }
            _658 -= uint2(uint(_658.y == 0u), 1u);
            if (!(_521 < 6u))
            {
                break;
            }
            float2 _682 = float2(_603[_517], _603[_519]) * float(_649 - 1u);
            uint2 _689 = min(uint2(fast::clamp(_682, float2(0.0), float2(4294967040.0))), uint2(_649 - 2u));
            float2 _691 = _682 - float2(_689);
            uint _698 = _515 + (((_689.y * _649) + _689.x) * _609);
            uint _523 = 0u;
            for (;;)
            {
                if (all(uint2(0u) == _703))
                {
                    break;
                }
                _703 -= uint2(uint(_703.y == 0u), 1u);
                if (!(_523 < _609))
                {
                    break;
                }
                uint _733 = (_698 + (_649 * _609)) + _523;
                float4 _741 = mix(mix(_472(_698 + _523, v_24, v_35), _472((_698 + _609) + _523, v_24, v_35), float4(_691.x)), mix(_472(_733, v_24, v_35), _472(_733 + _609, v_24, v_35), float4(_691.x)), float4(_691.y));
                uint _525 = 0u;
                for (;;)
                {
                    if (all(uint2(0u) == _747))
                    {
                        break;
                    }
                    _747 -= uint2(uint(_747.y == 0u), 1u);
                    if (_525 < 4u)
                    {
                        _527 = ((4u * _523) + _525) < _607;
                    }
                    else
                    {
                        _527 = false;
                    }
                    if (!_527)
                    {
                        break;
                    }
                    _405(_513, _741[_525], v_24, v_30, v_32);
                    _513++;
                    _525++;
                    continue;
                }
                _523++;
                continue;
            }
            _515 += ((_649 * _649) * _609);
            _519++;
            if (_519 == 4u)
            {
                _517++;
                _519 = _517 + 1u;
            }
            _521++;
            continue;
        }
        _514++;
        continue;
    }
    return _513;
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
    fragment_main_out out = {};
    spvUnsafeArray<float4, 8> v_32 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    _376(v_24, v_30, v_32);
    uint _863 = _506(_336((_11{ gl_FragCoord, in.m_843 })._m1, v_24, v_27), v_24, v_30, v_32, v_35);
    _13 _864 = _426(v_24, v_32);
    out.m_846 = _864._m0;
    out.m_847 = _864._m1;
    out.m_848 = _864._m2;
    out.m_849 = _864._m3;
    out.m_850 = _864._m4;
    out.m_851 = _864._m5;
    out.m_852 = _864._m6;
    out.m_853 = _864._m7;
    return out;
}
