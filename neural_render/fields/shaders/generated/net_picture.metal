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
    float2 m_725 [[user(locn0)]];
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
    float2 _740 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _8 _754 = _8{ _40(float4(_740, 0.0, 1.0), v_22), float2(0.5 + (0.5 * _740.x), 0.5 - (0.5 * _740.y)) * v_22._m0._m2.zw };
    out.gl_Position = _754._m0;
    out.m_725 = _754._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_765 [[color(0)]];
};

struct fragment_main_in
{
    float2 m_762 [[user(locn0)]];
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
void _541(uint _538, uint _539, uint _540, texture2d<float> v_28, thread spvUnsafeArray<float4, 8>& v_30, thread spvUnsafeArray<float4, 8>& v_36)
{
    uint _544 = 0u;
    uint2 _554 = uint2(4294967295u);
    _106(_538 + ((4u * _539) * _540), _540, v_28, v_30);
    for (;;)
    {
        if (all(uint2(0u) == _554))
        {
            break;
        }
        _554 -= uint2(uint(_554.y == 0u), 1u);
        if (!(_544 < 8u))
        {
            break;
        }
        if (_544 >= _539)
        {
            break;
        }
        _200(_538 + ((4u * _544) * _540), _540, _540, v_36[_544], v_28, v_30);
        _544++;
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
void _587(float2 _586, constant _26& v_25, texture2d<float> v_28, thread spvUnsafeArray<float4, 8>& v_30, texture2d_array<float> v_33, texture2d_array<float> v_35, thread spvUnsafeArray<float4, 8>& v_36, thread spvUnsafeArray<float4, 8>& v_37)
{
    uint _592 = 0u;
    uint _594 = 0u;
    uint2 _616 = uint2(4294967295u);
    uint2 _645 = uint2(4294967295u);
    uint2 _683 = uint2(4294967295u);
    _384(_586, v_25, v_28, v_30, v_33, v_35);
    uint _604 = uint(fast::clamp(v_25._m0[1u].w, 0.0, 4294967040.0));
    uint _607 = ((4u * _604) + 1u) * _604;
    _592 = uint(fast::clamp(v_25._m0[2u].z, 0.0, 4294967040.0));
    for (;;)
    {
        if (all(uint2(0u) == _616))
        {
            break;
        }
        _616 -= uint2(uint(_616.y == 0u), 1u);
        if (!(_594 < uint(fast::clamp(v_25._m0[2u].y, 0.0, 4294967040.0))))
        {
            break;
        }
        v_37 = v_30;
        v_36 = v_30;
        _541(_592, _604, _604, v_28, v_30, v_36);
        uint _595 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _645))
            {
                break;
            }
            _645 -= uint2(uint(_645.y == 0u), 1u);
            if (!(_595 < 8u))
            {
                break;
            }
            if (_595 >= _604)
            {
                break;
            }
            v_36[_595] = _301(v_30[_595], v_25._m0[2u].x);
            _595++;
            continue;
        }
        _541(_592 + _607, _604, _604, v_28, v_30, v_36);
        uint _597 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _683))
            {
                break;
            }
            _683 -= uint2(uint(_683.y == 0u), 1u);
            if (!(_597 < 8u))
            {
                break;
            }
            if (_597 >= _604)
            {
                break;
            }
            v_30[_597] += v_37[_597];
            _597++;
            continue;
        }
        _592 += (2u * _607);
        _594++;
        continue;
    }
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _26& v_25 [[buffer(1)]], texture2d<float> v_28 [[texture(2)]], texture2d_array<float> v_33 [[texture(4)]], texture2d_array<float> v_35 [[texture(6)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    spvUnsafeArray<float4, 8> v_30 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 8> v_36 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 8> v_37 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    _587((_8{ gl_FragCoord, in.m_762 })._m1, v_25, v_28, v_30, v_33, v_35, v_36, v_37);
    v_36 = v_30;
    _541(uint(fast::clamp(v_25._m0[2u].w, 0.0, 4294967040.0)), uint(fast::clamp(v_25._m0[1u].w, 0.0, 4294967040.0)), 1u, v_28, v_30, v_36);
    out.m_765 = float4(float3(1.0) / (float3(1.0) + exp(-v_30[0u].xyz)), 1.0);
    return out;
}
