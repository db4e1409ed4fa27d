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

struct _16
{
    uint4 _m0;
    uint4 _m1;
    uint4 _m2;
    uint4 _m3;
    uint4 _m4;
    uint4 _m5;
    uint4 _m6;
};

struct _42
{
    _6 _m0;
};

struct _45
{
    float4 _m0[42];
};

constant spvUnsafeArray<float4, 48> _57 = spvUnsafeArray<float4, 48>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
constant spvUnsafeArray<float4, 16> _60 = spvUnsafeArray<float4, 16>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
constant spvUnsafeArray<float4, 8> _552 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
constant spvUnsafeArray<float4, 32> _555 = spvUnsafeArray<float4, 32>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
constant spvUnsafeArray<float, 4> _558 = spvUnsafeArray<float, 4>({ 0.0, 0.0, 0.0, 0.0 });

struct vertex_main_out
{
    float2 m_995 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _64(float4 _63, constant _42& v_41)
{
    return float4(_63.x, _63.y * v_41._m0._m4.x, (_63.z * v_41._m0._m4.y) + (_63.w * v_41._m0._m4.z), _63.w);
}

vertex vertex_main_out vertex_main(constant _42& v_41 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    spvUnsafeArray<float4, 48> _55 = spvUnsafeArray<float4, 48>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 16> _58 = spvUnsafeArray<float4, 16>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 16> _61 = spvUnsafeArray<float4, 16>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    float2 _1009 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _8 _1023 = _8{ _64(float4(_1009, 0.0, 1.0), v_41), float2(0.5 + (0.5 * _1009.x), 0.5 - (0.5 * _1009.y)) * v_41._m0._m2.zw };
    out.gl_Position = _1023._m0;
    out.m_995 = _1023._m1;
    return out;
}

struct fragment_main_out
{
    uint4 m_1034 [[color(0)]];
    uint4 m_1036 [[color(1)]];
    uint4 m_1037 [[color(2)]];
    uint4 m_1038 [[color(3)]];
    uint4 m_1039 [[color(4)]];
    uint4 m_1040 [[color(5)]];
    uint4 m_1041 [[color(6)]];
};

struct fragment_main_in
{
    float2 m_1031 [[user(locn0)]];
};

static inline __attribute__((always_inline))
uint _181(uint _183, uint _184)
{
    return _183 % ((_184 == 0u) ? 1u : _184);
}

static inline __attribute__((always_inline))
uint _424(uint _425, uint _426)
{
    return _425 / ((_426 == 0u) ? 1u : _426);
}

static inline __attribute__((always_inline))
uint2 _112(uint _111)
{
    return uint2(_111 & 2047u, _111 >> 11u);
}

static inline __attribute__((always_inline))
float3 _145(float3 _144, constant _45& v_44)
{
    float3 _162 = (_144 - v_44._m0[1u].xyz) / float3(v_44._m0[1u].w);
    if (v_44._m0[0u].w < 0.5)
    {
        return fast::clamp(float3(0.5) + (_162 * 0.5), float3(0.0), float3(1.0));
    }
    float _173 = fast::max(length(_162), 1.0);
    return float3(0.5) + (((_162 * 0.25) * (2.0 - (1.0 / _173))) / float3(_173));
}

static inline __attribute__((always_inline))
void _192(uint _190, float3 _191, constant _45& v_44, texture2d<uint> v_52, thread spvUnsafeArray<float4, 48>& v_55)
{
    uint _198 = 0u;
    float4 _200 = float4(0.0);
    uint2 _215 = uint2(4294967295u);
    uint2 _250 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _215))
        {
            break;
        }
        _215 -= uint2(uint(_215.y == 0u), 1u);
        if (!(_198 < uint(fast::clamp(v_44._m0[2u].x, 0.0, 4294967040.0))))
        {
            break;
        }
        uint _238 = 30u + _198;
        float3 _243 = (_191 * v_44._m0[_238].x) + float3(0.5);
        float3 _244 = floor(_243);
        float3 _245 = _243 - _244;
        _200 = float4(0.0);
        uint _203 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _250))
            {
                break;
            }
            _250 -= uint2(uint(_250.y == 0u), 1u);
            if (!(_203 < 8u))
            {
                break;
            }
            uint3 _274 = uint3(_203 & 1u, (_203 >> 1u) & 1u, _203 >> 2u);
            uint3 _278 = uint3(fast::clamp(_244, float3(0.0), float3(4294967040.0))) + _274;
            float3 _282 = select(float3(1.0) - _245, _245, _274 == uint3(1u));
            uint _285 = uint(fast::clamp(v_44._m0[_238].y, 0.0, 4294967040.0));
            _200 += ((float4(v_44._m0[9u].x) + (float4(v_52.read(uint2(_112(uint(fast::clamp(v_44._m0[_238].z, 0.0, 4294967040.0)) + _181((_285 > 0u) ? (_278.x + (_285 * (_278.y + (_285 * _278.z)))) : ((_278.x ^ (_278.y * 2654435761u)) ^ (_278.z * 805459861u)), uint(fast::clamp(v_44._m0[_238].w, 0.0, 4294967040.0))))), 0)) * v_44._m0[9u].y)) * ((_282.x * _282.y) * _282.z));
            _203++;
            continue;
        }
        v_55[(12u * _190) + _198] = _200;
        _198++;
        continue;
    }
}

static inline __attribute__((always_inline))
void _340(uint _339, constant _45& v_44, thread spvUnsafeArray<float4, 48>& v_55, thread spvUnsafeArray<float4, 16>& v_58)
{
    uint _343 = 0u;
    uint2 _349 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _349))
        {
            break;
        }
        _349 -= uint2(uint(_349.y == 0u), 1u);
        if (!(_343 < uint(fast::clamp(v_44._m0[2u].x, 0.0, 4294967040.0))))
        {
            break;
        }
        v_58[_343] = v_55[(12u * _339) + _343];
        _343++;
        continue;
    }
}

static inline __attribute__((always_inline))
float4 _418(uint _417, texture2d<float> v_53)
{
    return v_53.read(uint2(_112(_417)), 0);
}

static inline __attribute__((always_inline))
void _437(float _432, uint _433, uint _434, uint _435, uint _436, texture2d<float> v_53, thread spvUnsafeArray<float4, 16>& v_58, thread spvUnsafeArray<float4, 16>& v_61)
{
    uint _440 = 0u;
    uint _441 = 0u;
    float4 _443 = float4(0.0);
    uint2 _452 = uint2(4294967295u);
    uint2 _482 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _452))
        {
            break;
        }
        _452 -= uint2(uint(_452.y == 0u), 1u);
        if (!(_440 < _436))
        {
            break;
        }
        _441 = (uint(fast::clamp(_432, 0.0, 4294967040.0)) + _435) + _440;
        _443 = _418(_441 + (_433 * _434), v_53);
        uint _445 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _482))
            {
                break;
            }
            _482 -= uint2(uint(_482.y == 0u), 1u);
            if (!(_445 < _424(_433 + 3u, 4u)))
            {
                break;
            }
            _443 += ((_418(_441, v_53) * v_58[_445].x) + (_418(_441 + _434, v_53) * v_58[_445].y));
            _443 += ((_418(_441 + (2u * _434), v_53) * v_58[_445].z) + (_418(_441 + (3u * _434), v_53) * v_58[_445].w));
            _441 += (4u * _434);
            _445++;
            continue;
        }
        v_61[_440] = _443;
        _440++;
        continue;
    }
}

static inline __attribute__((always_inline))
void _382(uint _380, float _381, thread spvUnsafeArray<float4, 16>& v_58, thread spvUnsafeArray<float4, 16>& v_61)
{
    uint _384 = 0u;
    uint2 _390 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _390))
        {
            break;
        }
        _390 -= uint2(uint(_390.y == 0u), 1u);
        if (!(_384 < _380))
        {
            break;
        }
        v_58[_384] = fast::max(v_61[_384], float4(_381));
        _384++;
        continue;
    }
}

static inline __attribute__((always_inline))
float4 _123(uint _121, uint _122, constant _45& v_44, texture2d_array<uint> v_50)
{
    uint3 _135 = uint3(_112(_121), _122);
    return float4(v_44._m0[9u].z) + (float4(v_50.read(uint2(_135.xy), uint(_135.z), 0)) * v_44._m0[9u].w);
}

static inline __attribute__((always_inline))
void _545(uint _542, uint _543, uint _544, constant _45& v_44, texture2d<float> v_53, thread spvUnsafeArray<float4, 48>& v_55, thread spvUnsafeArray<float4, 16>& v_58, thread spvUnsafeArray<float4, 16>& v_61)
{
    float _567 = 0.0;
    spvUnsafeArray<float4, 32> _553 = spvUnsafeArray<float4, 32>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    uint _569 = 0u;
    uint _559 = 0u;
    uint _572 = 0u;
    uint _562 = 0u;
    spvUnsafeArray<float4, 8> _550 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    uint _568 = 0u;
    spvUnsafeArray<float, 4> _556 = spvUnsafeArray<float, 4>({ 0.0, 0.0, 0.0, 0.0 });
    float _560 = -1000000015047466219876688855040.0;
    float _563 = 0.0;
    uint2 _588 = uint2(4294967295u);
    uint2 _616 = uint2(4294967295u);
    uint2 _644 = uint2(4294967295u);
    uint2 _699 = uint2(4294967295u);
    uint2 _735 = uint2(4294967295u);
    uint2 _758 = uint2(4294967295u);
    uint2 _807 = uint2(4294967295u);
    uint _578 = _424(uint(fast::clamp(v_44._m0[2u].z, 0.0, 4294967040.0)), 4u);
    _340(_542, v_44, v_55, v_58);
    _437(v_44._m0[4u].z, _544, 3u * _578, 0u, _578, v_53, v_58, v_61);
    for (;;)
    {
        if (all(uint2(0u) == _588))
        {
            break;
        }
        _588 -= uint2(uint(_588.y == 0u), 1u);
        if (!(_559 < _578))
        {
            break;
        }
        _550[_559] = v_61[_559];
        _559++;
        continue;
    }
    for (;;)
    {
        if (all(uint2(0u) == _616))
        {
            break;
        }
        _616 -= uint2(uint(_616.y == 0u), 1u);
        if (!(_562 < _543))
        {
            break;
        }
        _340(_562, v_44, v_55, v_58);
        _437(v_44._m0[4u].z, _544, 3u * _578, _578, 2u * _578, v_53, v_58, v_61);
        _563 = 0.0;
        uint _565 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _644))
            {
                break;
            }
            _644 -= uint2(uint(_644.y == 0u), 1u);
            if (!(_565 < _578))
            {
                break;
            }
            _563 += dot(_550[_565], v_61[_565]);
            _553[(8u * _562) + _565] = v_61[_578 + _565];
            _565++;
            continue;
        }
        _556[_562] = _563 * rsqrt(v_44._m0[2u].z);
        _560 = fast::max(_560, _556[_562]);
        _562++;
        continue;
    }
    for (;;)
    {
        if (all(uint2(0u) == _699))
        {
            break;
        }
        _699 -= uint2(uint(_699.y == 0u), 1u);
        if (!(_568 < _543))
        {
            break;
        }
        _556[_568] = exp(_556[_568] - _560);
        _567 += _556[_568];
        _568++;
        continue;
    }
    for (;;)
    {
        if (all(uint2(0u) == _735))
        {
            break;
        }
        _735 -= uint2(uint(_735.y == 0u), 1u);
        if (!(_569 < _578))
        {
            break;
        }
        v_61[_569] = float4(0.0);
        uint _570 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _758))
            {
                break;
            }
            _758 -= uint2(uint(_758.y == 0u), 1u);
            if (!(_570 < _543))
            {
                break;
            }
            v_61[_569] += (_553[(8u * _570) + _569] * (_556[_570] / _567));
            _570++;
            continue;
        }
        _569++;
        continue;
    }
    _382(_578, -1000000015047466219876688855040.0, v_58, v_61);
    _437(v_44._m0[4u].w, 4u * _578, _424(_544, 4u), 0u, _424(_544, 4u), v_53, v_58, v_61);
    for (;;)
    {
        if (all(uint2(0u) == _807))
        {
            break;
        }
        _807 -= uint2(uint(_807.y == 0u), 1u);
        if (!(_572 < _424(_544, 4u)))
        {
            break;
        }
        uint _827 = (12u * _542) + _572;
        v_55[_827] += v_61[_572];
        _572++;
        continue;
    }
}

static inline __attribute__((always_inline))
float4 _868(float4 _866, float4 _867)
{
    return float4((_866.x * _867.x) - dot(_866.yzw, _867.yzw), ((_867.yzw * _866.x) + (_866.yzw * _867.x)) + cross(_866.yzw, _867.yzw));
}

static inline __attribute__((always_inline))
uint4 _895(float4 _891, float4 _892, float4 _893, float _894)
{
    return uint4(fast::clamp(select(float4(0.0), fast::clamp(rint((_891 - _892) / select(float4(1.0), _893, _893 > float4(0.0))), float4(0.0), float4(_894)), _893 > float4(0.0)), float4(0.0), float4(4294967040.0)));
}

static inline __attribute__((always_inline))
uint4 _914(float3 _913, constant _45& v_44)
{
    float3 _928 = (_913 - v_44._m0[17u].xyz) / float3(v_44._m0[15u].w);
    return _895(float4(sign(_928) * log(float3(1.0) + abs(_928)), 0.0), float4(v_44._m0[15u].xyz, 0.0), float4(v_44._m0[16u].xyz, 0.0), 65535.0);
}

static inline __attribute__((always_inline))
float4 _840(float4 _838, float _839, constant _45& v_44)
{
    return float4(float3((_838.x + _838.y) - _838.z, _838.x + _838.z, (_838.x - _838.y) - _838.z) * _839, v_44._m0[7u].z * _838.w);
}

static inline __attribute__((always_inline))
uint4 _947(uint _945, uint _946, constant _45& v_44, texture2d_array<uint> v_50, thread spvUnsafeArray<float4, 16>& v_61)
{
    float4 _953 = float4(0.0);
    _953 = v_61[2u + _946];
    if (_946 == 0u)
    {
        _953 += _840(_123(_945, 3u, v_44, v_50), v_44._m0[7u].x, v_44);
    }
    else
    {
        _953 = (_953 * v_44._m0[8u].y) + _840(_123(_945, 3u + _946, v_44, v_50), v_44._m0[7u].y, v_44);
    }
    return _895(_953, v_44._m0[22u + (2u * _946)], v_44._m0[23u + (2u * _946)], 255.0);
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _45& v_44 [[buffer(1)]], texture2d<uint> _47 [[texture(2)]], texture2d<uint> _49 [[texture(4)]], texture2d_array<uint> v_50 [[texture(6)]], texture2d<uint> v_52 [[texture(8)]], texture2d<float> v_53 [[texture(10)]], float4 gl_FragCoord [[position]])
{
    _16 _1052 = _16{ uint4(0u), uint4(0u), uint4(0u), uint4(0u), uint4(0u), uint4(0u), uint4(0u) };
    float3 _1054 = float3(0.0);
    float3 _1057 = float3(0.0);
    float3 _1059 = float3(0.0);
    uint _1060 = 1u;
    uint2 _1162 = uint2(4294967295u);
    fragment_main_out out = {};
    spvUnsafeArray<float4, 48> v_55 = spvUnsafeArray<float4, 48>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 16> v_58 = spvUnsafeArray<float4, 16>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 16> v_61 = spvUnsafeArray<float4, 16>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    _8 _1027 = _8{ gl_FragCoord, in.m_1031 };
    uint _1065 = uint(fast::clamp(v_44._m0[0u].x, 0.0, 4294967040.0));
    uint _1070 = 1u + uint(fast::clamp(v_44._m0[0u].y, 0.0, 4294967040.0));
    uint _1080 = (uint(fast::clamp(_1027._m1.y, 0.0, 4294967040.0)) * 2048u) + uint(fast::clamp(_1027._m1.x, 0.0, 4294967040.0));
    if (_1080 >= (_1070 * _1065))
    {
        out.m_1034 = _1052._m0;
        out.m_1036 = _1052._m1;
        out.m_1037 = _1052._m2;
        out.m_1038 = _1052._m3;
        out.m_1039 = _1052._m4;
        out.m_1040 = _1052._m5;
        out.m_1041 = _1052._m6;
        return out;
    }
    uint _1093 = _181(_1080, _1065);
    uint _1094 = _424(_1080, _1065);
    uint _1099 = 4u * uint(fast::clamp(v_44._m0[2u].x, 0.0, 4294967040.0));
    uint _1103 = uint(fast::clamp(v_44._m0[2u].y, 0.0, 4294967040.0));
    float3 _1116 = v_44._m0[10u].xyz + (float3(_47.read(uint2(_112(_1093)), 0).xyz) * v_44._m0[11u].xyz);
    float3 _1128 = v_44._m0[12u].xyz + ((sign(_1116) * v_44._m0[10u].w) * (exp(abs(_1116)) - float3(1.0)));
    float3 _1142 = v_44._m0[13u].xyz + (float3(_49.read(uint2(_112(_1093)), 0).xyz) * v_44._m0[14u].xyz);
    _192(0u, _145(_1128, v_44), v_44, v_52, v_55);
    _340(0u, v_44, v_55, v_58);
    _437(v_44._m0[4u].x, _1099, _424(_1103, 4u), 0u, _424(_1103, 4u), v_53, v_58, v_61);
    _382(_424(_1103, 4u), 0.0, v_58, v_61);
    _437(v_44._m0[4u].y, _1103, _1070 - 1u, 0u, _1070 - 1u, v_53, v_58, v_61);
    _1054 = _1128;
    _1057 = _1142;
    for (;;)
    {
        if (all(uint2(0u) == _1162))
        {
            break;
        }
        _1162 -= uint2(uint(_1162.y == 0u), 1u);
        if (!(_1060 < _1070))
        {
            break;
        }
        uint _1181 = (_1060 * _1065) + _1093;
        float3 _1187 = _123(_1181, 2u, v_44, v_50).xyz * v_44._m0[6u].y;
        float _1196 = (_1142.x + v_61[_1060 - 1u].w) + _1187.x;
        float3 _1207 = v_61[_1060 - 1u].xyz + (_123(_1181, 0u, v_44, v_50).xyz * v_44._m0[6u].x);
        float3 _1210 = _1128 + (_1207 * exp(_1196));
        _192(_1060, _145(_1210, v_44), v_44, v_52, v_55);
        if (_1060 == _1094)
        {
            _1054 = _1210;
            _1057 = float3(_1196) + float3(0.0, _1187.yz);
            _1059 = _1207;
        }
        _1060++;
        continue;
    }
    if (v_44._m0[2u].z > 0.0)
    {
        _545(_1094, _1070, _1099, v_44, v_53, v_55, v_58, v_61);
    }
    _340(_1094, v_44, v_55, v_58);
    v_58[_424(_1099, 4u)] = float4(_1059, 0.0);
    _437(v_44._m0[5u].x, _1099 + 3u, _424(_1103, 4u), 0u, _424(_1103, 4u), v_53, v_58, v_61);
    _382(_424(_1103, 4u), 0.0, v_58, v_61);
    uint _1247 = uint(fast::clamp(v_44._m0[0u].z, 0.0, 4294967040.0));
    _437(v_44._m0[5u].y, _1103, 2u + _1247, 0u, 2u + _1247, v_53, v_58, v_61);
    if (_1094 > 0u)
    {
        _1057 += v_61[0u].xyz;
    }
    float4 _1285 = _868(v_61[1u] + float4(1.0, 0.0, 0.0, 0.0), float4(1.0, _123(_1080, 1u, v_44, v_50).xyz * v_44._m0[6u].z));
    float4 _1289 = _1285 / float4(fast::max(length(_1285), 9.9999999600419720025001879548654e-13));
    _1052._m0 = _914(_1054, v_44);
    _1052._m1 = _895(select(_1289, -_1289, bool4(_1289.x < 0.0)), v_44._m0[18u], v_44._m0[19u], 255.0);
    _1052._m2 = _895(float4(_1057, 1.0 / (1.0 + exp(((-v_44._m0[8u].x) * v_61[0u].w) - (v_44._m0[6u].w * _123(_1080, 0u, v_44, v_50).w)))), v_44._m0[20u], v_44._m0[21u], 255.0);
    _1052._m3 = _947(_1080, 0u, v_44, v_50, v_61);
    if (_1247 > 1u)
    {
        _1052._m4 = _947(_1080, 1u, v_44, v_50, v_61);
        _1052._m5 = _947(_1080, 2u, v_44, v_50, v_61);
        _1052._m6 = _947(_1080, 3u, v_44, v_50, v_61);
    }
    out.m_1034 = _1052._m0;
    out.m_1036 = _1052._m1;
    out.m_1037 = _1052._m2;
    out.m_1038 = _1052._m3;
    out.m_1039 = _1052._m4;
    out.m_1040 = _1052._m5;
    out.m_1041 = _1052._m6;
    return out;
}
