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

struct _44
{
    _6 _m0;
};

struct _47
{
    float4 _m0[42];
};

constant spvUnsafeArray<float4, 48> _59 = spvUnsafeArray<float4, 48>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
constant spvUnsafeArray<float, 64> _62 = spvUnsafeArray<float, 64>({ 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0 });
constant spvUnsafeArray<float4, 16> _65 = spvUnsafeArray<float4, 16>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
constant spvUnsafeArray<float4, 8> _584 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
constant spvUnsafeArray<float4, 32> _587 = spvUnsafeArray<float4, 32>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
constant spvUnsafeArray<float, 4> _590 = spvUnsafeArray<float, 4>({ 0.0, 0.0, 0.0, 0.0 });

struct vertex_main_out
{
    float2 m_1044 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _68(float4 _67, constant _44& v_43)
{
    return float4(_67.x, _67.y * v_43._m0._m4.x, (_67.z * v_43._m0._m4.y) + (_67.w * v_43._m0._m4.z), _67.w);
}

vertex vertex_main_out vertex_main(constant _44& v_43 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    spvUnsafeArray<float4, 48> _57 = spvUnsafeArray<float4, 48>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float, 64> _60 = spvUnsafeArray<float, 64>({ 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0 });
    spvUnsafeArray<float4, 16> _63 = spvUnsafeArray<float4, 16>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    float2 _1058 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _8 _1072 = _8{ _68(float4(_1058, 0.0, 1.0), v_43), float2(0.5 + (0.5 * _1058.x), 0.5 - (0.5 * _1058.y)) * v_43._m0._m2.zw };
    out.gl_Position = _1072._m0;
    out.m_1044 = _1072._m1;
    return out;
}

struct fragment_main_out
{
    uint4 m_1083 [[color(0)]];
    uint4 m_1085 [[color(1)]];
    uint4 m_1086 [[color(2)]];
    uint4 m_1087 [[color(3)]];
    uint4 m_1088 [[color(4)]];
    uint4 m_1089 [[color(5)]];
    uint4 m_1090 [[color(6)]];
};

struct fragment_main_in
{
    float2 m_1080 [[user(locn0)]];
};

static inline __attribute__((always_inline))
uint _114(uint _116, uint _117)
{
    return _116 % ((_117 == 0u) ? 1u : _117);
}

static inline __attribute__((always_inline))
uint _123(uint _124, uint _125)
{
    return _124 / ((_125 == 0u) ? 1u : _125);
}

static inline __attribute__((always_inline))
uint2 _132(uint _131)
{
    return uint2(_114(_131, 2048u), _123(_131, 2048u));
}

static inline __attribute__((always_inline))
float3 _163(float3 _162, constant _47& v_46)
{
    float3 _180 = (_162 - v_46._m0[1u].xyz) / float3(v_46._m0[1u].w);
    if (v_46._m0[0u].w < 0.5)
    {
        return fast::clamp(float3(0.5) + (_180 * 0.5), float3(0.0), float3(1.0));
    }
    float _190 = fast::max(length(_180), 1.0);
    return float3(0.5) + (((_180 * 0.25) * (2.0 - (1.0 / _190))) / float3(_190));
}

static inline __attribute__((always_inline))
void _201(uint _199, float3 _200, constant _47& v_46, texture2d<uint> v_54, thread spvUnsafeArray<float4, 48>& v_57)
{
    uint _207 = 0u;
    float4 _209 = float4(0.0);
    uint2 _224 = uint2(4294967295u);
    uint2 _259 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _224))
        {
            break;
        }
        _224 -= uint2(uint(_224.y == 0u), 1u);
        if (!(_207 < uint(fast::clamp(v_46._m0[2u].x, 0.0, 4294967040.0))))
        {
            break;
        }
        uint _247 = 30u + _207;
        float3 _252 = (_200 * v_46._m0[_247].x) + float3(0.5);
        float3 _253 = floor(_252);
        float3 _254 = _252 - _253;
        _209 = float4(0.0);
        uint _212 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _259))
            {
                break;
            }
            _259 -= uint2(uint(_259.y == 0u), 1u);
            if (!(_212 < 8u))
            {
                break;
            }
            uint3 _283 = uint3(_212 & 1u, (_212 >> 1u) & 1u, _212 >> 2u);
            uint3 _287 = uint3(fast::clamp(_253, float3(0.0), float3(4294967040.0))) + _283;
            float3 _291 = select(float3(1.0) - _254, _254, _283 == uint3(1u));
            uint _294 = uint(fast::clamp(v_46._m0[_247].y, 0.0, 4294967040.0));
            _209 += ((float4(v_46._m0[9u].x) + (float4(v_54.read(uint2(_132(uint(fast::clamp(v_46._m0[_247].z, 0.0, 4294967040.0)) + _114((_294 > 0u) ? (_287.x + (_294 * (_287.y + (_294 * _287.z)))) : ((_287.x ^ (_287.y * 2654435761u)) ^ (_287.z * 805459861u)), uint(fast::clamp(v_46._m0[_247].w, 0.0, 4294967040.0))))), 0)) * v_46._m0[9u].y)) * ((_291.x * _291.y) * _291.z));
            _212++;
            continue;
        }
        v_57[(12u * _199) + _207] = _209;
        _207++;
        continue;
    }
}

static inline __attribute__((always_inline))
void _349(uint _348, constant _47& v_46, thread spvUnsafeArray<float4, 48>& v_57, thread spvUnsafeArray<float, 64>& v_60)
{
    uint _352 = 0u;
    uint2 _358 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _358))
        {
            break;
        }
        _358 -= uint2(uint(_358.y == 0u), 1u);
        if (!(_352 < uint(fast::clamp(v_46._m0[2u].x, 0.0, 4294967040.0))))
        {
            break;
        }
        uint _381 = (12u * _348) + _352;
        v_60[4u * _352] = v_57[_381].x;
        v_60[(4u * _352) + 1u] = v_57[_381].y;
        v_60[(4u * _352) + 2u] = v_57[_381].z;
        v_60[(4u * _352) + 3u] = v_57[_381].w;
        _352++;
        continue;
    }
}

static inline __attribute__((always_inline))
void _466(float _461, uint _462, uint _463, uint _464, uint _465, texture2d<float> v_55, thread spvUnsafeArray<float, 64>& v_60, thread spvUnsafeArray<float4, 16>& v_63)
{
    uint _469 = 0u;
    uint _471 = 0u;
    uint _472 = 0u;
    uint2 _483 = uint2(4294967295u);
    uint2 _515 = uint2(4294967295u);
    uint2 _536 = uint2(4294967295u);
    _469 = uint(fast::clamp(_461, 0.0, 4294967040.0)) + _464;
    for (;;)
    {
        if (all(uint2(0u) == _483))
        {
            break;
        }
        _483 -= uint2(uint(_483.y == 0u), 1u);
        if (!(_471 < _465))
        {
            break;
        }
        v_63[_471] = v_55.read(uint2(_132((_469 + (_462 * _463)) + _471)), 0);
        _471++;
        continue;
    }
    for (;;)
    {
        if (all(uint2(0u) == _515))
        {
            break;
        }
        _515 -= uint2(uint(_515.y == 0u), 1u);
        if (!(_472 < _462))
        {
            break;
        }
        uint _473 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _536))
            {
                break;
            }
            _536 -= uint2(uint(_536.y == 0u), 1u);
            if (!(_473 < _465))
            {
                break;
            }
            v_63[_473] += (v_55.read(uint2(_132(_469 + _473)), 0) * v_60[_472]);
            _473++;
            continue;
        }
        _469 += _463;
        _472++;
        continue;
    }
}

static inline __attribute__((always_inline))
void _409(uint _407, float _408, thread spvUnsafeArray<float, 64>& v_60, thread spvUnsafeArray<float4, 16>& v_63)
{
    uint _411 = 0u;
    uint2 _417 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _417))
        {
            break;
        }
        _417 -= uint2(uint(_417.y == 0u), 1u);
        if (!(_411 < _407))
        {
            break;
        }
        float4 _438 = fast::max(v_63[_411], float4(_408));
        v_60[4u * _411] = _438.x;
        v_60[(4u * _411) + 1u] = _438.y;
        v_60[(4u * _411) + 2u] = _438.z;
        v_60[(4u * _411) + 3u] = _438.w;
        _411++;
        continue;
    }
}

static inline __attribute__((always_inline))
float4 _141(uint _139, uint _140, constant _47& v_46, texture2d_array<uint> v_52)
{
    uint3 _153 = uint3(_132(_139), _140);
    return float4(v_46._m0[9u].z) + (float4(v_52.read(uint2(_153.xy), uint(_153.z), 0)) * v_46._m0[9u].w);
}

static inline __attribute__((always_inline))
float3 _871(float3 _870, constant _47& v_46)
{
    return (sign(_870) * v_46._m0[8u].z) * (exp(abs(_870) / float3(v_46._m0[8u].z)) - float3(1.0));
}

static inline __attribute__((always_inline))
void _577(uint _574, uint _575, uint _576, constant _47& v_46, texture2d<float> v_55, thread spvUnsafeArray<float4, 48>& v_57, thread spvUnsafeArray<float, 64>& v_60, thread spvUnsafeArray<float4, 16>& v_63)
{
    float _599 = 0.0;
    spvUnsafeArray<float4, 32> _585 = spvUnsafeArray<float4, 32>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    uint _601 = 0u;
    uint _591 = 0u;
    uint _604 = 0u;
    uint _594 = 0u;
    spvUnsafeArray<float4, 8> _582 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    uint _600 = 0u;
    spvUnsafeArray<float, 4> _588 = spvUnsafeArray<float, 4>({ 0.0, 0.0, 0.0, 0.0 });
    float _592 = -1000000015047466219876688855040.0;
    float _595 = 0.0;
    uint2 _620 = uint2(4294967295u);
    uint2 _648 = uint2(4294967295u);
    uint2 _676 = uint2(4294967295u);
    uint2 _731 = uint2(4294967295u);
    uint2 _767 = uint2(4294967295u);
    uint2 _790 = uint2(4294967295u);
    uint2 _839 = uint2(4294967295u);
    uint _610 = _123(uint(fast::clamp(v_46._m0[2u].z, 0.0, 4294967040.0)), 4u);
    _349(_574, v_46, v_57, v_60);
    _466(v_46._m0[4u].z, _576, 3u * _610, 0u, _610, v_55, v_60, v_63);
    for (;;)
    {
        if (all(uint2(0u) == _620))
        {
            break;
        }
        _620 -= uint2(uint(_620.y == 0u), 1u);
        if (!(_591 < _610))
        {
            break;
        }
        _582[_591] = v_63[_591];
        _591++;
        continue;
    }
    for (;;)
    {
        if (all(uint2(0u) == _648))
        {
            break;
        }
        _648 -= uint2(uint(_648.y == 0u), 1u);
        if (!(_594 < _575))
        {
            break;
        }
        _349(_594, v_46, v_57, v_60);
        _466(v_46._m0[4u].z, _576, 3u * _610, _610, 2u * _610, v_55, v_60, v_63);
        _595 = 0.0;
        uint _597 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _676))
            {
                break;
            }
            _676 -= uint2(uint(_676.y == 0u), 1u);
            if (!(_597 < _610))
            {
                break;
            }
            _595 += dot(_582[_597], v_63[_597]);
            _585[(8u * _594) + _597] = v_63[_610 + _597];
            _597++;
            continue;
        }
        _588[_594] = _595 * rsqrt(v_46._m0[2u].z);
        _592 = fast::max(_592, _588[_594]);
        _594++;
        continue;
    }
    for (;;)
    {
        if (all(uint2(0u) == _731))
        {
            break;
        }
        _731 -= uint2(uint(_731.y == 0u), 1u);
        if (!(_600 < _575))
        {
            break;
        }
        _588[_600] = exp(_588[_600] - _592);
        _599 += _588[_600];
        _600++;
        continue;
    }
    for (;;)
    {
        if (all(uint2(0u) == _767))
        {
            break;
        }
        _767 -= uint2(uint(_767.y == 0u), 1u);
        if (!(_601 < _610))
        {
            break;
        }
        v_63[_601] = float4(0.0);
        uint _602 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _790))
            {
                break;
            }
            _790 -= uint2(uint(_790.y == 0u), 1u);
            if (!(_602 < _575))
            {
                break;
            }
            v_63[_601] += (_585[(8u * _602) + _601] * (_588[_602] / _599));
            _602++;
            continue;
        }
        _601++;
        continue;
    }
    _409(_610, -1000000015047466219876688855040.0, v_60, v_63);
    _466(v_46._m0[4u].w, 4u * _610, _123(_576, 4u), 0u, _123(_576, 4u), v_55, v_60, v_63);
    for (;;)
    {
        if (all(uint2(0u) == _839))
        {
            break;
        }
        _839 -= uint2(uint(_839.y == 0u), 1u);
        if (!(_604 < _123(_576, 4u)))
        {
            break;
        }
        uint _859 = (12u * _574) + _604;
        v_57[_859] += v_63[_604];
        _604++;
        continue;
    }
}

static inline __attribute__((always_inline))
float4 _917(float4 _915, float4 _916)
{
    return float4((_915.x * _916.x) - dot(_915.yzw, _916.yzw), ((_916.yzw * _915.x) + (_915.yzw * _916.x)) + cross(_915.yzw, _916.yzw));
}

static inline __attribute__((always_inline))
uint4 _944(float4 _940, float4 _941, float4 _942, float _943)
{
    return uint4(fast::clamp(select(float4(0.0), fast::clamp(rint((_940 - _941) / select(float4(1.0), _942, _942 > float4(0.0))), float4(0.0), float4(_943)), _942 > float4(0.0)), float4(0.0), float4(4294967040.0)));
}

static inline __attribute__((always_inline))
uint4 _963(float3 _962, constant _47& v_46)
{
    float3 _977 = (_962 - v_46._m0[17u].xyz) / float3(v_46._m0[15u].w);
    return _944(float4(sign(_977) * log(float3(1.0) + abs(_977)), 0.0), float4(v_46._m0[15u].xyz, 0.0), float4(v_46._m0[16u].xyz, 0.0), 65535.0);
}

static inline __attribute__((always_inline))
float4 _889(float4 _887, float _888, constant _47& v_46)
{
    return float4(float3((_887.x + _887.y) - _887.z, _887.x + _887.z, (_887.x - _887.y) - _887.z) * _888, v_46._m0[7u].z * _887.w);
}

static inline __attribute__((always_inline))
uint4 _996(uint _994, uint _995, constant _47& v_46, texture2d_array<uint> v_52, thread spvUnsafeArray<float4, 16>& v_63)
{
    float4 _1002 = float4(0.0);
    _1002 = v_63[2u + _995];
    if (_995 == 0u)
    {
        _1002 += _889(_141(_994, 3u, v_46, v_52), v_46._m0[7u].x, v_46);
    }
    else
    {
        _1002 = (_1002 * v_46._m0[8u].y) + _889(_141(_994, 3u + _995, v_46, v_52), v_46._m0[7u].y, v_46);
    }
    return _944(_1002, v_46._m0[22u + (2u * _995)], v_46._m0[23u + (2u * _995)], 255.0);
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _47& v_46 [[buffer(1)]], texture2d<uint> _49 [[texture(2)]], texture2d<uint> _51 [[texture(4)]], texture2d_array<uint> v_52 [[texture(6)]], texture2d<uint> v_54 [[texture(8)]], texture2d<float> v_55 [[texture(10)]], float4 gl_FragCoord [[position]])
{
    _16 _1101 = _16{ uint4(0u), uint4(0u), uint4(0u), uint4(0u), uint4(0u), uint4(0u), uint4(0u) };
    float3 _1103 = float3(0.0);
    float3 _1106 = float3(0.0);
    float3 _1108 = float3(0.0);
    uint _1109 = 1u;
    uint2 _1212 = uint2(4294967295u);
    fragment_main_out out = {};
    spvUnsafeArray<float4, 48> v_57 = spvUnsafeArray<float4, 48>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float, 64> v_60 = spvUnsafeArray<float, 64>({ 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0 });
    spvUnsafeArray<float4, 16> v_63 = spvUnsafeArray<float4, 16>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    _8 _1076 = _8{ gl_FragCoord, in.m_1080 };
    uint _1114 = uint(fast::clamp(v_46._m0[0u].x, 0.0, 4294967040.0));
    uint _1119 = 1u + uint(fast::clamp(v_46._m0[0u].y, 0.0, 4294967040.0));
    uint _1129 = (uint(fast::clamp(_1076._m1.y, 0.0, 4294967040.0)) * 2048u) + uint(fast::clamp(_1076._m1.x, 0.0, 4294967040.0));
    if (_1129 >= (_1119 * _1114))
    {
        out.m_1083 = _1101._m0;
        out.m_1085 = _1101._m1;
        out.m_1086 = _1101._m2;
        out.m_1087 = _1101._m3;
        out.m_1088 = _1101._m4;
        out.m_1089 = _1101._m5;
        out.m_1090 = _1101._m6;
        return out;
    }
    uint _1142 = _114(_1129, _1114);
    uint _1143 = _123(_1129, _1114);
    uint _1148 = 4u * uint(fast::clamp(v_46._m0[2u].x, 0.0, 4294967040.0));
    uint _1152 = uint(fast::clamp(v_46._m0[2u].y, 0.0, 4294967040.0));
    float3 _1166 = v_46._m0[10u].xyz + (float3(_49.read(uint2(_132(_1142)), 0).xyz) * v_46._m0[11u].xyz);
    float3 _1178 = v_46._m0[12u].xyz + ((sign(_1166) * v_46._m0[10u].w) * (exp(abs(_1166)) - float3(1.0)));
    float3 _1192 = v_46._m0[13u].xyz + (float3(_51.read(uint2(_132(_1142)), 0).xyz) * v_46._m0[14u].xyz);
    _201(0u, _163(_1178, v_46), v_46, v_54, v_57);
    _349(0u, v_46, v_57, v_60);
    _466(v_46._m0[4u].x, _1148, _123(_1152, 4u), 0u, _123(_1152, 4u), v_55, v_60, v_63);
    _409(_123(_1152, 4u), 0.0, v_60, v_63);
    _466(v_46._m0[4u].y, _1152, _1119 - 1u, 0u, _1119 - 1u, v_55, v_60, v_63);
    _1103 = _1178;
    _1106 = _1192;
    for (;;)
    {
        if (all(uint2(0u) == _1212))
        {
            break;
        }
        _1212 -= uint2(uint(_1212.y == 0u), 1u);
        if (!(_1109 < _1119))
        {
            break;
        }
        uint _1231 = (_1109 * _1114) + _1142;
        float3 _1237 = _141(_1231, 2u, v_46, v_52).xyz * v_46._m0[6u].y;
        float _1245 = (_1192.x + v_63[_1109 - 1u].w) + _1237.x;
        float3 _1257 = v_63[_1109 - 1u].xyz + (_871(_141(_1231, 0u, v_46, v_52).xyz, v_46) * v_46._m0[6u].x);
        float3 _1260 = _1178 + (_1257 * exp(_1245));
        _201(_1109, _163(_1260, v_46), v_46, v_54, v_57);
        if (_1109 == _1143)
        {
            _1103 = _1260;
            _1106 = float3(_1245) + float3(0.0, _1237.yz);
            _1108 = _1257;
        }
        _1109++;
        continue;
    }
    if (v_46._m0[2u].z > 0.0)
    {
        _577(_1143, _1119, _1148, v_46, v_55, v_57, v_60, v_63);
    }
    _349(_1143, v_46, v_57, v_60);
    v_60[_1148] = _1108.x;
    v_60[_1148 + 1u] = _1108.y;
    v_60[_1148 + 2u] = _1108.z;
    _466(v_46._m0[5u].x, _1148 + 3u, _123(_1152, 4u), 0u, _123(_1152, 4u), v_55, v_60, v_63);
    _409(_123(_1152, 4u), 0.0, v_60, v_63);
    uint _1304 = uint(fast::clamp(v_46._m0[0u].z, 0.0, 4294967040.0));
    _466(v_46._m0[5u].y, _1152, 2u + _1304, 0u, 2u + _1304, v_55, v_60, v_63);
    if (_1143 > 0u)
    {
        _1106 += float3(0.0, v_63[0u].yz);
    }
    float4 _1343 = _917(v_63[1u] + float4(1.0, 0.0, 0.0, 0.0), float4(1.0, _141(_1129, 1u, v_46, v_52).xyz * v_46._m0[6u].z));
    float4 _1347 = _1343 / float4(fast::max(length(_1343), 9.9999999600419720025001879548654e-13));
    _1101._m0 = _963(_1103, v_46);
    _1101._m1 = _944(select(_1347, -_1347, bool4(_1347.x < 0.0)), v_46._m0[18u], v_46._m0[19u], 255.0);
    _1101._m2 = _944(float4(_1106, 1.0 / (1.0 + exp(((-v_46._m0[8u].x) * v_63[0u].w) - (v_46._m0[6u].w * _141(_1129, 0u, v_46, v_52).w)))), v_46._m0[20u], v_46._m0[21u], 255.0);
    _1101._m3 = _996(_1129, 0u, v_46, v_52, v_63);
    if (_1304 > 1u)
    {
        _1101._m4 = _996(_1129, 1u, v_46, v_52, v_63);
        _1101._m5 = _996(_1129, 2u, v_46, v_52, v_63);
        _1101._m6 = _996(_1129, 3u, v_46, v_52, v_63);
    }
    out.m_1083 = _1101._m0;
    out.m_1085 = _1101._m1;
    out.m_1086 = _1101._m2;
    out.m_1087 = _1101._m3;
    out.m_1088 = _1101._m4;
    out.m_1089 = _1101._m5;
    out.m_1090 = _1101._m6;
    return out;
}
