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

struct _6
{
    float4x4 _m0;
    float4 _m1;
    float4 _m2;
    float4 _m3;
    float4 _m4;
};

struct _8
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

struct _23
{
    _6 _m0;
};

struct _26
{
    float4 _m0[4];
};

constant spvUnsafeArray<float4, 8> _32 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });

struct vertex_main_out
{
    float2 m_750 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _40(float4 _39, constant _23& v_22)
{
    return float4(_39.x, _39.y * v_22._m0._m4.x, (_39.z * v_22._m0._m4.y) + (_39.w * v_22._m0._m4.z), _39.w);
}

vertex vertex_main_out vertex_main(constant _23& v_22 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    spvUnsafeArray<float4, 8> _30 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 8> _36 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 8> _37 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    float2 _765 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _8 _779 = _8{ _40(float4(_765, 0.0, 1.0), v_22), float2(0.5 + (0.5 * _765.x), 0.5 - (0.5 * _765.y)) * v_22._m0._m2.zw };
    out.gl_Position = _779._m0;
    out.m_750 = _779._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_790 [[color(0)]];
    float4 m_791 [[color(1)]];
    float4 m_792 [[color(2)]];
    float4 m_793 [[color(3)]];
    float4 m_794 [[color(4)]];
    float4 m_795 [[color(5)]];
    float4 m_796 [[color(6)]];
    float4 m_797 [[color(7)]];
};

struct fragment_main_in
{
    float2 m_787 [[user(locn0)]];
};

static inline __attribute__((always_inline))
uint2 _351(uint2 _353, uint2 _354)
{
    return _353 / select(_354, uint2(1u), _354 == uint2(0u));
}

static inline __attribute__((always_inline))
uint _360(uint _362, uint _363)
{
    return _362 / ((_363 == 0u) ? 1u : _363);
}

static inline __attribute__((always_inline))
float4 _90(uint _89, texture2d<float> v_28)
{
    return v_28.read(uint2(uint2(_89 & 2047u, _89 >> 11u)), 0);
}

static inline __attribute__((always_inline))
void _105(uint _103, uint _104, texture2d<float> v_28, thread spvUnsafeArray<float4, 8>& v_30)
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
        v_30[_108] = _90(_103 + _108, v_28);
        _108++;
        continue;
    }
}

static inline __attribute__((always_inline))
uint _368(uint _369, uint _370)
{
    return _369 % ((_370 == 0u) ? 1u : _370);
}

static inline __attribute__((always_inline))
uint2 _375(uint2 _376, uint2 _377)
{
    return _376 % select(_377, uint2(1u), _377 == uint2(0u));
}

static inline __attribute__((always_inline))
float4 _337(uint2 _335, uint _336, texture2d_array<float> v_33, texture2d_array<float> v_35)
{
    if (_336 < 8u)
    {
        uint3 _346 = uint3(_335, _336);
        return v_33.read(uint2(_346.xy), uint(_346.z), 0);
    }
    uint3 _349 = uint3(_335, _336 - 8u);
    return v_35.read(uint2(_349.xy), uint(_349.z), 0);
}

static inline __attribute__((always_inline))
void _199(uint _195, uint _196, uint _197, float4 _198, texture2d<float> v_28, thread spvUnsafeArray<float4, 8>& v_30)
{
    uint _203 = 0u;
    uint2 _209 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _209))
        {
            break;
        }
        _209 -= uint2(uint(_209.y == 0u), 1u);
        if (!(_203 < 8u))
        {
            break;
        }
        if (_203 >= _197)
        {
            break;
        }
        uint _231 = _195 + _203;
        v_30[_203] += ((((_90(_231, v_28) * _198.x) + (_90(_231 + _196, v_28) * _198.y)) + (_90(_231 + (2u * _196), v_28) * _198.z)) + (_90(_231 + (3u * _196), v_28) * _198.w));
        _203++;
        continue;
    }
}

static inline __attribute__((always_inline))
void _384(float2 _383, constant _23& v_22, constant _26& v_25, texture2d<float> v_28, thread spvUnsafeArray<float4, 8>& v_30, texture2d_array<float> v_33, texture2d_array<float> v_35)
{
    uint _393 = 0u;
    bool _394 = false;
    uint _397 = 0u;
    uint2 _477 = uint2(4294967295u);
    uint2 _532 = uint2(4294967295u);
    uint _411 = uint(fast::clamp(v_25._m0[0u].x, 0.0, 4294967040.0)) + uint(fast::clamp(v_25._m0[0u].w, 0.0, 4294967040.0));
    uint _415 = uint(fast::clamp(v_25._m0[0u].y, 0.0, 4294967040.0));
    uint _419 = uint(fast::clamp(v_25._m0[0u].z, 0.0, 4294967040.0));
    uint _423 = uint(fast::clamp(v_25._m0[1u].x, 0.0, 4294967040.0));
    uint _427 = uint(fast::clamp(v_25._m0[1u].y, 0.0, 4294967040.0));
    uint _431 = uint(fast::clamp(v_25._m0[1u].w, 0.0, 4294967040.0));
    uint2 _441 = uint2(fast::clamp(_383, float2(0.0), float2(4294967040.0))) + uint2(uint(fast::clamp(v_25._m0[1u].z, 0.0, 4294967040.0)));
    uint _445 = uint(fast::clamp(v_25._m0[2u].x, 0.0, 4294967040.0));
    uint2 _461 = _351((uint2(fast::clamp(v_22._m0._m2.xy, float2(0.0), float2(4294967040.0))) + uint2(_445)) - uint2(1u), uint2(_445)) * uint2(_360(_445, uint(fast::clamp(v_25._m0[2u].y, 0.0, 4294967040.0))));
    uint2 _465 = uint3(v_33.get_width(0u), v_33.get_height(0u), v_33.get_array_size()).xy - uint2(1u);
    _105(_411 + ((((_427 * _427) * 4u) * _415) * _419), _431, v_28, v_30);
    uint _472 = _360(_427, _423);
    for (;;)
    {
        if (all(uint2(0u) == _477))
        {
            break;
        }
        _477 -= uint2(uint(_477.y == 0u), 1u);
        if (!(_393 < (_472 * _472)))
        {
            break;
        }
        uint2 _499 = uint2(_368(_393, _472), _360(_393, _472));
        uint2 _502 = _351(_441, uint2(_423)) - _499;
        if (_502.x < _461.x)
        {
            _394 = _502.y < _461.y;
        }
        else
        {
            _394 = false;
        }
        if (_394)
        {
            uint2 _519 = _375(_441, uint2(_423)) + (_499 * uint2(_423));
            _397 = _411 + (((((_519.y * _427) + _519.x) * 4u) * _415) * _419);
            uint _399 = 0u;
            for (;;)
            {
                if (all(uint2(0u) == _532))
                {
                    break;
                }
                _532 -= uint2(uint(_532.y == 0u), 1u);
                if (!(_399 < _415))
                {
                    break;
                }
                _199(_397, _419, _431, _337(min(_502, _465), _399, v_33, v_35), v_28, v_30);
                _397 += (4u * _419);
                _399++;
                continue;
            }
        }
        _393++;
        continue;
    }
}

static inline __attribute__((always_inline))
void _565(uint _562, uint _563, uint _564, texture2d<float> v_28, thread spvUnsafeArray<float4, 8>& v_30, thread spvUnsafeArray<float4, 8>& v_36)
{
    uint _568 = 0u;
    uint2 _578 = uint2(4294967295u);
    _105(_562 + ((4u * _563) * _564), _564, v_28, v_30);
    for (;;)
    {
        if (all(uint2(0u) == _578))
        {
            break;
        }
        _578 -= uint2(uint(_578.y == 0u), 1u);
        if (!(_568 < 8u))
        {
            break;
        }
        if (_568 >= _563)
        {
            break;
        }
        _199(_562 + ((4u * _568) * _564), _564, _564, v_36[_568], v_28, v_30);
        _568++;
        continue;
    }
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
void _611(float2 _610, constant _23& v_22, constant _26& v_25, texture2d<float> v_28, thread spvUnsafeArray<float4, 8>& v_30, texture2d_array<float> v_33, texture2d_array<float> v_35, thread spvUnsafeArray<float4, 8>& v_36, thread spvUnsafeArray<float4, 8>& v_37)
{
    uint _617 = 0u;
    uint _619 = 0u;
    uint2 _641 = uint2(4294967295u);
    uint2 _670 = uint2(4294967295u);
    uint2 _708 = uint2(4294967295u);
    _384(_610, v_22, v_25, v_28, v_30, v_33, v_35);
    uint _629 = uint(fast::clamp(v_25._m0[1u].w, 0.0, 4294967040.0));
    uint _632 = ((4u * _629) + 1u) * _629;
    _617 = uint(fast::clamp(v_25._m0[3u].z, 0.0, 4294967040.0));
    for (;;)
    {
        if (all(uint2(0u) == _641))
        {
            break;
        }
        _641 -= uint2(uint(_641.y == 0u), 1u);
        if (!(_619 < uint(fast::clamp(v_25._m0[3u].y, 0.0, 4294967040.0))))
        {
            break;
        }
        v_37 = v_30;
        v_36 = v_30;
        _565(_617, _629, _629, v_28, v_30, v_36);
        uint _620 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _670))
            {
                break;
            }
            _670 -= uint2(uint(_670.y == 0u), 1u);
            if (!(_620 < 8u))
            {
                break;
            }
            if (_620 >= _629)
            {
                break;
            }
            v_36[_620] = _301(v_30[_620], v_25._m0[3u].x);
            _620++;
            continue;
        }
        _565(_617 + _632, _629, _629, v_28, v_30, v_36);
        uint _622 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _708))
            {
                break;
            }
            _708 -= uint2(uint(_708.y == 0u), 1u);
            if (!(_622 < 8u))
            {
                break;
            }
            if (_622 >= _629)
            {
                break;
            }
            v_30[_622] += v_37[_622];
            _622++;
            continue;
        }
        _617 += (2u * _632);
        _619++;
        continue;
    }
}

static inline __attribute__((always_inline))
_13 _311(thread spvUnsafeArray<float4, 8>& v_30)
{
    return _13{ v_30[0u], v_30[1u], v_30[2u], v_30[3u], v_30[4u], v_30[5u], v_30[6u], v_30[7u] };
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _23& v_22 [[buffer(0)]], constant _26& v_25 [[buffer(1)]], texture2d<float> v_28 [[texture(2)]], texture2d_array<float> v_33 [[texture(4)]], texture2d_array<float> v_35 [[texture(6)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    spvUnsafeArray<float4, 8> v_30 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 8> v_36 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 8> v_37 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    _611((_8{ gl_FragCoord, in.m_787 })._m1, v_22, v_25, v_28, v_30, v_33, v_35, v_36, v_37);
    _13 _807 = _311(v_30);
    out.m_790 = _807._m0;
    out.m_791 = _807._m1;
    out.m_792 = _807._m2;
    out.m_793 = _807._m3;
    out.m_794 = _807._m4;
    out.m_795 = _807._m5;
    out.m_796 = _807._m6;
    out.m_797 = _807._m7;
    return out;
}
