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
    float4 _m0[3];
};

constant spvUnsafeArray<float4, 8> _32 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });

struct vertex_main_out
{
    float2 m_543 [[user(locn0)]];
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
    float2 _558 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _8 _572 = _8{ _40(float4(_558, 0.0, 1.0), v_22), float2(0.5 + (0.5 * _558.x), 0.5 - (0.5 * _558.y)) * v_22._m0._m2.zw };
    out.gl_Position = _572._m0;
    out.m_543 = _572._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_583 [[color(0)]];
    float4 m_584 [[color(1)]];
    float4 m_585 [[color(2)]];
    float4 m_586 [[color(3)]];
    float4 m_587 [[color(4)]];
    float4 m_588 [[color(5)]];
    float4 m_589 [[color(6)]];
    float4 m_590 [[color(7)]];
};

struct fragment_main_in
{
    float2 m_580 [[user(locn0)]];
};

static inline __attribute__((always_inline))
float4 _91(uint _90, texture2d<float> v_28)
{
    return v_28.read(uint2(uint2(_90 & 2047u, _90 >> 11u)), 0);
}

static inline __attribute__((always_inline))
void _106(uint _104, uint _105, texture2d<float> v_28, thread spvUnsafeArray<float4, 8>& v_30)
{
    uint _109 = 0u;
    uint2 _121 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _121))
        {
            break;
        }
        _121 -= uint2(uint(_121.y == 0u), 1u);
        if (!(_109 < 8u))
        {
            break;
        }
        if (_109 >= _105)
        {
            break;
        }
        v_30[_109] = _91(_104 + _109, v_28);
        _109++;
        continue;
    }
}

static inline __attribute__((always_inline))
uint _351(uint _353, uint _354)
{
    return _353 / ((_354 == 0u) ? 1u : _354);
}

static inline __attribute__((always_inline))
uint _359(uint _360, uint _361)
{
    return _360 % ((_361 == 0u) ? 1u : _361);
}

static inline __attribute__((always_inline))
uint2 _366(uint2 _368, uint2 _369)
{
    return _368 / select(_369, uint2(1u), _369 == uint2(0u));
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
void _200(uint _196, uint _197, uint _198, float4 _199, texture2d<float> v_28, thread spvUnsafeArray<float4, 8>& v_30)
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
        if (_203 >= _198)
        {
            break;
        }
        uint _231 = _196 + _203;
        v_30[_203] += ((((_91(_231, v_28) * _199.x) + (_91(_231 + _197, v_28) * _199.y)) + (_91(_231 + (2u * _197), v_28) * _199.z)) + (_91(_231 + (3u * _197), v_28) * _199.w));
        _203++;
        continue;
    }
}

static inline __attribute__((always_inline))
void _384(float2 _383, constant _26& v_25, texture2d<float> v_28, thread spvUnsafeArray<float4, 8>& v_30, texture2d_array<float> v_33, texture2d_array<float> v_35)
{
    uint _392 = 0u;
    bool _393 = false;
    uint _396 = 0u;
    uint2 _454 = uint2(4294967295u);
    uint2 _509 = uint2(4294967295u);
    uint _410 = uint(fast::clamp(v_25._m0[0u].x, 0.0, 4294967040.0)) + uint(fast::clamp(v_25._m0[0u].w, 0.0, 4294967040.0));
    uint _414 = uint(fast::clamp(v_25._m0[0u].y, 0.0, 4294967040.0));
    uint _418 = uint(fast::clamp(v_25._m0[0u].z, 0.0, 4294967040.0));
    uint _422 = uint(fast::clamp(v_25._m0[1u].x, 0.0, 4294967040.0));
    uint _426 = uint(fast::clamp(v_25._m0[1u].y, 0.0, 4294967040.0));
    uint _430 = uint(fast::clamp(v_25._m0[1u].w, 0.0, 4294967040.0));
    uint2 _440 = uint2(fast::clamp(_383, float2(0.0), float2(4294967040.0))) + uint2(uint(fast::clamp(v_25._m0[1u].z, 0.0, 4294967040.0)));
    uint2 _442 = uint3(v_33.get_width(0u), v_33.get_height(0u), v_33.get_array_size()).xy;
    _106(_410 + ((((_426 * _426) * 4u) * _414) * _418), _430, v_28, v_30);
    uint _449 = _351(_426, _422);
    for (;;)
    {
        if (all(uint2(0u) == _454))
        {
            break;
        }
        _454 -= uint2(uint(_454.y == 0u), 1u);
        if (!(_392 < (_449 * _449)))
        {
            break;
        }
        uint2 _476 = uint2(_359(_392, _449), _351(_392, _449));
        uint2 _479 = _366(_440, uint2(_422)) - _476;
        if (_479.x < _442.x)
        {
            _393 = _479.y < _442.y;
        }
        else
        {
            _393 = false;
        }
        if (_393)
        {
            uint2 _496 = _375(_440, uint2(_422)) + (_476 * uint2(_422));
            _396 = _410 + (((((_496.y * _426) + _496.x) * 4u) * _414) * _418);
            uint _398 = 0u;
            for (;;)
            {
                if (all(uint2(0u) == _509))
                {
                    break;
                }
                _509 -= uint2(uint(_509.y == 0u), 1u);
                if (!(_398 < _414))
                {
                    break;
                }
                _200(_396, _418, _430, _337(_479, _398, v_33, v_35), v_28, v_30);
                _396 += (4u * _418);
                _398++;
                continue;
            }
        }
        _392++;
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
_13 _311(thread spvUnsafeArray<float4, 8>& v_30)
{
    return _13{ v_30[0u], v_30[1u], v_30[2u], v_30[3u], v_30[4u], v_30[5u], v_30[6u], v_30[7u] };
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _26& v_25 [[buffer(1)]], texture2d<float> v_28 [[texture(2)]], texture2d_array<float> v_33 [[texture(4)]], texture2d_array<float> v_35 [[texture(6)]], texture2d_array<float> _36 [[texture(8)]], texture2d_array<float> _37 [[texture(10)]], float4 gl_FragCoord [[position]])
{
    uint _598 = 0u;
    uint2 _609 = uint2(4294967295u);
    fragment_main_out out = {};
    spvUnsafeArray<float4, 8> v_30 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    _8 _576 = _8{ gl_FragCoord, in.m_580 };
    _384(_576._m1, v_25, v_28, v_30, v_33, v_35);
    uint2 _604 = uint2(fast::clamp(_576._m1, float2(0.0), float2(4294967040.0)));
    for (;;)
    {
        if (all(uint2(0u) == _609))
        {
            break;
        }
        _609 -= uint2(uint(_609.y == 0u), 1u);
        if (!(_598 < 8u))
        {
            break;
        }
        if (_598 >= uint(fast::clamp(v_25._m0[1u].w, 0.0, 4294967040.0)))
        {
            break;
        }
        if (v_25._m0[2u].x > 0.0)
        {
            v_30[_598] = _301(v_30[_598], v_25._m0[2u].x);
        }
        if (v_25._m0[2u].y > 0.0)
        {
            uint3 _656 = uint3(_604, _598);
            v_30[_598] += _36.read(uint2(_656.xy), uint(_656.z), 0);
        }
        if (v_25._m0[2u].y > 1.0)
        {
            uint3 _669 = uint3(_604, _598);
            v_30[_598] += _37.read(uint2(_669.xy), uint(_669.z), 0);
        }
        _598++;
        continue;
    }
    _13 _675 = _311(v_30);
    out.m_583 = _675._m0;
    out.m_584 = _675._m1;
    out.m_585 = _675._m2;
    out.m_586 = _675._m3;
    out.m_587 = _675._m4;
    out.m_588 = _675._m5;
    out.m_589 = _675._m6;
    out.m_590 = _675._m7;
    return out;
}
