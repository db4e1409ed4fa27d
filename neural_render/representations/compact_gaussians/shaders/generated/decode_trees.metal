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
    float2 m_1012 [[user(locn0)]];
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
    float2 _1026 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _8 _1040 = _8{ _64(float4(_1026, 0.0, 1.0), v_41), float2(0.5 + (0.5 * _1026.x), 0.5 - (0.5 * _1026.y)) * v_41._m0._m2.zw };
    out.gl_Position = _1040._m0;
    out.m_1012 = _1040._m1;
    return out;
}

struct fragment_main_out
{
    uint4 m_1051 [[color(0)]];
    uint4 m_1053 [[color(1)]];
    uint4 m_1054 [[color(2)]];
    uint4 m_1055 [[color(3)]];
    uint4 m_1056 [[color(4)]];
    uint4 m_1057 [[color(5)]];
    uint4 m_1058 [[color(6)]];
};

struct fragment_main_in
{
    float2 m_1048 [[user(locn0)]];
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
float3 _839(float3 _838, constant _45& v_44)
{
    return (sign(_838) * v_44._m0[8u].z) * (exp(abs(_838) / float3(v_44._m0[8u].z)) - float3(1.0));
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
float4 _885(float4 _883, float4 _884)
{
    return float4((_883.x * _884.x) - dot(_883.yzw, _884.yzw), ((_884.yzw * _883.x) + (_883.yzw * _884.x)) + cross(_883.yzw, _884.yzw));
}

static inline __attribute__((always_inline))
uint4 _912(float4 _908, float4 _909, float4 _910, float _911)
{
    return uint4(fast::clamp(select(float4(0.0), fast::clamp(rint((_908 - _909) / select(float4(1.0), _910, _910 > float4(0.0))), float4(0.0), float4(_911)), _910 > float4(0.0)), float4(0.0), float4(4294967040.0)));
}

static inline __attribute__((always_inline))
uint4 _931(float3 _930, constant _45& v_44)
{
    float3 _945 = (_930 - v_44._m0[17u].xyz) / float3(v_44._m0[15u].w);
    return _912(float4(sign(_945) * log(float3(1.0) + abs(_945)), 0.0), float4(v_44._m0[15u].xyz, 0.0), float4(v_44._m0[16u].xyz, 0.0), 65535.0);
}

static inline __attribute__((always_inline))
float4 _857(float4 _855, float _856, constant _45& v_44)
{
    return float4(float3((_855.x + _855.y) - _855.z, _855.x + _855.z, (_855.x - _855.y) - _855.z) * _856, v_44._m0[7u].z * _855.w);
}

static inline __attribute__((always_inline))
uint4 _964(uint _962, uint _963, constant _45& v_44, texture2d_array<uint> v_50, thread spvUnsafeArray<float4, 16>& v_61)
{
    float4 _970 = float4(0.0);
    _970 = v_61[2u + _963];
    if (_963 == 0u)
    {
        _970 += _857(_123(_962, 3u, v_44, v_50), v_44._m0[7u].x, v_44);
    }
    else
    {
        _970 = (_970 * v_44._m0[8u].y) + _857(_123(_962, 3u + _963, v_44, v_50), v_44._m0[7u].y, v_44);
    }
    return _912(_970, v_44._m0[22u + (2u * _963)], v_44._m0[23u + (2u * _963)], 255.0);
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _45& v_44 [[buffer(1)]], texture2d<uint> _47 [[texture(2)]], texture2d<uint> _49 [[texture(4)]], texture2d_array<uint> v_50 [[texture(6)]], texture2d<uint> v_52 [[texture(8)]], texture2d<float> v_53 [[texture(10)]], float4 gl_FragCoord [[position]])
{
    _16 _1069 = _16{ uint4(0u), uint4(0u), uint4(0u), uint4(0u), uint4(0u), uint4(0u), uint4(0u) };
    float3 _1071 = float3(0.0);
    float3 _1074 = float3(0.0);
    float3 _1076 = float3(0.0);
    uint _1077 = 1u;
    uint2 _1179 = uint2(4294967295u);
    fragment_main_out out = {};
    spvUnsafeArray<float4, 48> v_55 = spvUnsafeArray<float4, 48>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 16> v_58 = spvUnsafeArray<float4, 16>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 16> v_61 = spvUnsafeArray<float4, 16>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    _8 _1044 = _8{ gl_FragCoord, in.m_1048 };
    uint _1082 = uint(fast::clamp(v_44._m0[0u].x, 0.0, 4294967040.0));
    uint _1087 = 1u + uint(fast::clamp(v_44._m0[0u].y, 0.0, 4294967040.0));
    uint _1097 = (uint(fast::clamp(_1044._m1.y, 0.0, 4294967040.0)) * 2048u) + uint(fast::clamp(_1044._m1.x, 0.0, 4294967040.0));
    if (_1097 >= (_1087 * _1082))
    {
        out.m_1051 = _1069._m0;
        out.m_1053 = _1069._m1;
        out.m_1054 = _1069._m2;
        out.m_1055 = _1069._m3;
        out.m_1056 = _1069._m4;
        out.m_1057 = _1069._m5;
        out.m_1058 = _1069._m6;
        return out;
    }
    uint _1110 = _181(_1097, _1082);
    uint _1111 = _424(_1097, _1082);
    uint _1116 = 4u * uint(fast::clamp(v_44._m0[2u].x, 0.0, 4294967040.0));
    uint _1120 = uint(fast::clamp(v_44._m0[2u].y, 0.0, 4294967040.0));
    float3 _1133 = v_44._m0[10u].xyz + (float3(_47.read(uint2(_112(_1110)), 0).xyz) * v_44._m0[11u].xyz);
    float3 _1145 = v_44._m0[12u].xyz + ((sign(_1133) * v_44._m0[10u].w) * (exp(abs(_1133)) - float3(1.0)));
    float3 _1159 = v_44._m0[13u].xyz + (float3(_49.read(uint2(_112(_1110)), 0).xyz) * v_44._m0[14u].xyz);
    _192(0u, _145(_1145, v_44), v_44, v_52, v_55);
    _340(0u, v_44, v_55, v_58);
    _437(v_44._m0[4u].x, _1116, _424(_1120, 4u), 0u, _424(_1120, 4u), v_53, v_58, v_61);
    _382(_424(_1120, 4u), 0.0, v_58, v_61);
    _437(v_44._m0[4u].y, _1120, _1087 - 1u, 0u, _1087 - 1u, v_53, v_58, v_61);
    _1071 = _1145;
    _1074 = _1159;
    for (;;)
    {
        if (all(uint2(0u) == _1179))
        {
            break;
        }
        _1179 -= uint2(uint(_1179.y == 0u), 1u);
        if (!(_1077 < _1087))
        {
            break;
        }
        uint _1198 = (_1077 * _1082) + _1110;
        float3 _1204 = _123(_1198, 2u, v_44, v_50).xyz * v_44._m0[6u].y;
        float _1213 = (_1159.x + v_61[_1077 - 1u].w) + _1204.x;
        float3 _1225 = v_61[_1077 - 1u].xyz + (_839(_123(_1198, 0u, v_44, v_50).xyz, v_44) * v_44._m0[6u].x);
        float3 _1228 = _1145 + (_1225 * exp(_1213));
        _192(_1077, _145(_1228, v_44), v_44, v_52, v_55);
        if (_1077 == _1111)
        {
            _1071 = _1228;
            _1074 = float3(_1213) + float3(0.0, _1204.yz);
            _1076 = _1225;
        }
        _1077++;
        continue;
    }
    if (v_44._m0[2u].z > 0.0)
    {
        _545(_1111, _1087, _1116, v_44, v_53, v_55, v_58, v_61);
    }
    _340(_1111, v_44, v_55, v_58);
    v_58[_424(_1116, 4u)] = float4(_1076, 0.0);
    _437(v_44._m0[5u].x, _1116 + 3u, _424(_1120, 4u), 0u, _424(_1120, 4u), v_53, v_58, v_61);
    _382(_424(_1120, 4u), 0.0, v_58, v_61);
    uint _1265 = uint(fast::clamp(v_44._m0[0u].z, 0.0, 4294967040.0));
    _437(v_44._m0[5u].y, _1120, 2u + _1265, 0u, 2u + _1265, v_53, v_58, v_61);
    if (_1111 > 0u)
    {
        _1074 += float3(0.0, v_61[0u].yz);
    }
    float4 _1304 = _885(v_61[1u] + float4(1.0, 0.0, 0.0, 0.0), float4(1.0, _123(_1097, 1u, v_44, v_50).xyz * v_44._m0[6u].z));
    float4 _1308 = _1304 / float4(fast::max(length(_1304), 9.9999999600419720025001879548654e-13));
    _1069._m0 = _931(_1071, v_44);
    _1069._m1 = _912(select(_1308, -_1308, bool4(_1308.x < 0.0)), v_44._m0[18u], v_44._m0[19u], 255.0);
    _1069._m2 = _912(float4(_1074, 1.0 / (1.0 + exp(((-v_44._m0[8u].x) * v_61[0u].w) - (v_44._m0[6u].w * _123(_1097, 0u, v_44, v_50).w)))), v_44._m0[20u], v_44._m0[21u], 255.0);
    _1069._m3 = _964(_1097, 0u, v_44, v_50, v_61);
    if (_1265 > 1u)
    {
        _1069._m4 = _964(_1097, 1u, v_44, v_50, v_61);
        _1069._m5 = _964(_1097, 2u, v_44, v_50, v_61);
        _1069._m6 = _964(_1097, 3u, v_44, v_50, v_61);
    }
    out.m_1051 = _1069._m0;
    out.m_1053 = _1069._m1;
    out.m_1054 = _1069._m2;
    out.m_1055 = _1069._m3;
    out.m_1056 = _1069._m4;
    out.m_1057 = _1069._m5;
    out.m_1058 = _1069._m6;
    return out;
}
