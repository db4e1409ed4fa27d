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

struct _23
{
    float3 _m0;
    float3 _m1;
};

struct _24
{
    uint4 _m0;
    uint4 _m1;
    uint4 _m2;
    uint4 _m3;
    uint4 _m4;
    uint4 _m5;
    uint4 _m6;
    uint4 _m7;
};

struct _37
{
    _6 _m0;
};

struct _40
{
    float4 _m0[52];
};

constant spvUnsafeArray<float4, 48> _52 = spvUnsafeArray<float4, 48>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
constant spvUnsafeArray<float4, 16> _55 = spvUnsafeArray<float4, 16>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });

struct vertex_main_out
{
    float2 m_1182 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _59(float4 _58, constant _37& v_36)
{
    return float4(_58.x, _58.y * v_36._m0._m4.x, (_58.z * v_36._m0._m4.y) + (_58.w * v_36._m0._m4.z), _58.w);
}

vertex vertex_main_out vertex_main(constant _37& v_36 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    spvUnsafeArray<float4, 48> _50 = spvUnsafeArray<float4, 48>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 16> _53 = spvUnsafeArray<float4, 16>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 16> _56 = spvUnsafeArray<float4, 16>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    float2 _1196 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _8 _1210 = _8{ _59(float4(_1196, 0.0, 1.0), v_36), float2(0.5 + (0.5 * _1196.x), 0.5 - (0.5 * _1196.y)) * v_36._m0._m2.zw };
    out.gl_Position = _1210._m0;
    out.m_1182 = _1210._m1;
    return out;
}

struct fragment_main_out
{
    uint4 m_1221 [[color(0)]];
    uint4 m_1223 [[color(1)]];
    uint4 m_1224 [[color(2)]];
    uint4 m_1225 [[color(3)]];
    uint4 m_1226 [[color(4)]];
    uint4 m_1227 [[color(5)]];
    uint4 m_1228 [[color(6)]];
    uint4 m_1229 [[color(7)]];
};

struct fragment_main_in
{
    float2 m_1218 [[user(locn0)]];
};

static inline __attribute__((always_inline))
uint _934(float2 _933)
{
    return (uint(fast::clamp(_933.y, 0.0, 4294967040.0)) * 2048u) + uint(fast::clamp(_933.x, 0.0, 4294967040.0));
}

static inline __attribute__((always_inline))
uint _539(constant _40& v_39)
{
    return 1u + uint(fast::clamp(v_39._m0[0u].y, 0.0, 4294967040.0));
}

static inline __attribute__((always_inline))
uint _177(uint _179, uint _180)
{
    return _179 % ((_180 == 0u) ? 1u : _180);
}

static inline __attribute__((always_inline))
uint _421(uint _422, uint _423)
{
    return _422 / ((_423 == 0u) ? 1u : _423);
}

static inline __attribute__((always_inline))
uint2 _108(uint _107)
{
    return uint2(_107 & 2047u, _107 >> 11u);
}

static inline __attribute__((always_inline))
float3 _141(float3 _140, constant _40& v_39)
{
    float3 _158 = (_140 - v_39._m0[1u].xyz) / float3(v_39._m0[1u].w);
    if (v_39._m0[0u].w < 0.5)
    {
        return fast::clamp(float3(0.5) + (_158 * 0.5), float3(0.0), float3(1.0));
    }
    float _169 = fast::max(length(_158), 1.0);
    return float3(0.5) + (((_158 * 0.25) * (2.0 - (1.0 / _169))) / float3(_169));
}

static inline __attribute__((always_inline))
void _188(uint _186, float3 _187, constant _40& v_39, texture2d<uint> v_47, thread spvUnsafeArray<float4, 48>& v_50)
{
    uint _195 = 0u;
    float4 _197 = float4(0.0);
    uint2 _212 = uint2(4294967295u);
    uint2 _247 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _212))
        {
            break;
        }
        _212 -= uint2(uint(_212.y == 0u), 1u);
        if (!(_195 < uint(fast::clamp(v_39._m0[2u].x, 0.0, 4294967040.0))))
        {
            break;
        }
        uint _235 = 40u + _195;
        float3 _240 = (_187 * v_39._m0[_235].x) + float3(0.5);
        float3 _241 = floor(_240);
        float3 _242 = _240 - _241;
        _197 = float4(0.0);
        uint _200 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _247))
            {
                break;
            }
            _247 -= uint2(uint(_247.y == 0u), 1u);
            if (!(_200 < 8u))
            {
                break;
            }
            uint3 _271 = uint3(_200 & 1u, (_200 >> 1u) & 1u, _200 >> 2u);
            uint3 _275 = uint3(fast::clamp(_241, float3(0.0), float3(4294967040.0))) + _271;
            float3 _279 = select(float3(1.0) - _242, _242, _271 == uint3(1u));
            uint _282 = uint(fast::clamp(v_39._m0[_235].y, 0.0, 4294967040.0));
            _197 += ((float4(v_39._m0[9u].x) + (float4(v_47.read(uint2(_108(uint(fast::clamp(v_39._m0[_235].z, 0.0, 4294967040.0)) + _177((_282 > 0u) ? (_275.x + (_282 * (_275.y + (_282 * _275.z)))) : ((_275.x ^ (_275.y * 2654435761u)) ^ (_275.z * 805459861u)), uint(fast::clamp(v_39._m0[_235].w, 0.0, 4294967040.0))))), 0)) * v_39._m0[9u].y)) * ((_279.x * _279.y) * _279.z));
            _200++;
            continue;
        }
        v_50[(12u * _186) + _195] = _197;
        _195++;
        continue;
    }
}

static inline __attribute__((always_inline))
void _337(uint _336, constant _40& v_39, thread spvUnsafeArray<float4, 48>& v_50, thread spvUnsafeArray<float4, 16>& v_53)
{
    uint _340 = 0u;
    uint2 _346 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _346))
        {
            break;
        }
        _346 -= uint2(uint(_346.y == 0u), 1u);
        if (!(_340 < uint(fast::clamp(v_39._m0[2u].x, 0.0, 4294967040.0))))
        {
            break;
        }
        v_53[_340] = v_50[(12u * _336) + _340];
        _340++;
        continue;
    }
}

static inline __attribute__((always_inline))
float4 _415(uint _414, texture2d<float> v_48)
{
    return v_48.read(uint2(_108(_414)), 0);
}

static inline __attribute__((always_inline))
void _434(float _429, uint _430, uint _431, uint _432, uint _433, texture2d<float> v_48, thread spvUnsafeArray<float4, 16>& v_53, thread spvUnsafeArray<float4, 16>& v_56)
{
    uint _437 = 0u;
    uint _438 = 0u;
    float4 _440 = float4(0.0);
    uint2 _449 = uint2(4294967295u);
    uint2 _479 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _449))
        {
            break;
        }
        _449 -= uint2(uint(_449.y == 0u), 1u);
        if (!(_437 < _433))
        {
            break;
        }
        _438 = (uint(fast::clamp(_429, 0.0, 4294967040.0)) + _432) + _437;
        _440 = _415(_438 + (_430 * _431), v_48);
        uint _442 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _479))
            {
                break;
            }
            _479 -= uint2(uint(_479.y == 0u), 1u);
            if (!(_442 < _421(_430 + 3u, 4u)))
            {
                break;
            }
            _440 += ((_415(_438, v_48) * v_53[_442].x) + (_415(_438 + _431, v_48) * v_53[_442].y));
            _440 += ((_415(_438 + (2u * _431), v_48) * v_53[_442].z) + (_415(_438 + (3u * _431), v_48) * v_53[_442].w));
            _438 += (4u * _431);
            _442++;
            continue;
        }
        v_56[_437] = _440;
        _437++;
        continue;
    }
}

static inline __attribute__((always_inline))
void _379(uint _377, float _378, thread spvUnsafeArray<float4, 16>& v_53, thread spvUnsafeArray<float4, 16>& v_56)
{
    uint _381 = 0u;
    uint2 _387 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _387))
        {
            break;
        }
        _387 -= uint2(uint(_387.y == 0u), 1u);
        if (!(_381 < _377))
        {
            break;
        }
        v_53[_381] = fast::max(v_56[_381], float4(_378));
        _381++;
        continue;
    }
}

static inline __attribute__((always_inline))
float4 _119(uint _117, uint _118, constant _40& v_39, texture2d_array<uint> v_45)
{
    uint3 _131 = uint3(_108(_117), _118);
    return float4(v_39._m0[9u].z) + (float4(v_45.read(uint2(_131.xy), uint(_131.z), 0)) * v_39._m0[9u].w);
}

static inline __attribute__((always_inline))
float3 _868(float3 _867, constant _40& v_39)
{
    return (sign(_867) * v_39._m0[8u].z) * (exp(abs(_867) / float3(v_39._m0[8u].z)) - float3(1.0));
}

static inline __attribute__((always_inline))
void _551(uint _549, uint _550, constant _40& v_39, texture2d<float> v_48, thread spvUnsafeArray<float4, 48>& v_50, thread spvUnsafeArray<float4, 16>& v_53, thread spvUnsafeArray<float4, 16>& v_56)
{
    float4 _559 = float4(0.0);
    float4 _563 = float4(-1000000015047466219876688855040.0);
    float _565 = 0.0;
    uint _570 = 0u;
    uint _558 = 0u;
    uint _573 = 0u;
    uint _564 = 0u;
    uint2 _590 = uint2(4294967295u);
    uint2 _611 = uint2(4294967295u);
    uint2 _678 = uint2(4294967295u);
    uint2 _700 = uint2(4294967295u);
    uint2 _764 = uint2(4294967295u);
    uint2 _787 = uint2(4294967295u);
    uint2 _837 = uint2(4294967295u);
    uint _575 = _421(_550, 4u);
    uint _580 = _421(uint(fast::clamp(v_39._m0[2u].z, 0.0, 4294967040.0)), 4u);
    uint _581 = 3u * _580;
    _337(_549, v_39, v_50, v_53);
    _434(v_39._m0[4u].z, _550, _581, 0u, _580, v_48, v_53, v_56);
    for (;;)
    {
        if (all(uint2(0u) == _590))
        {
            break;
        }
        _590 -= uint2(uint(_590.y == 0u), 1u);
        if (!(_558 < _575))
        {
            break;
        }
        _559 = float4(0.0);
        uint _561 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _611))
            {
                break;
            }
            _611 -= uint2(uint(_611.y == 0u), 1u);
            if (!(_561 < _580))
            {
                break;
            }
            uint _638 = ((uint(fast::clamp(v_39._m0[4u].z, 0.0, 4294967040.0)) + ((4u * _558) * _581)) + _580) + _561;
            _559 += float4(dot(v_56[_561], _415(_638, v_48)), dot(v_56[_561], _415(_638 + _581, v_48)), dot(v_56[_561], _415(_638 + (2u * _581), v_48)), dot(v_56[_561], _415(_638 + (3u * _581), v_48)));
            _561++;
            continue;
        }
        v_53[_558] = _559;
        _558++;
        continue;
    }
    for (;;)
    {
        if (all(uint2(0u) == _678))
        {
            break;
        }
        _678 -= uint2(uint(_678.y == 0u), 1u);
        if (!(_564 < _539(v_39)))
        {
            break;
        }
        _565 = 0.0;
        uint _568 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _700))
            {
                break;
            }
            _700 -= uint2(uint(_700.y == 0u), 1u);
            if (!(_568 < _575))
            {
                break;
            }
            _565 += dot(v_53[_568], v_50[(12u * _564) + _568]);
            _568++;
            continue;
        }
        _563[_564] = _565 * rsqrt(v_39._m0[2u].z);
        _564++;
        continue;
    }
    _563 = exp(_563 - float4(fast::max(fast::max(_563.x, _563.y), fast::max(_563.z, _563.w))));
    _563 /= float4(dot(_563, float4(1.0)));
    for (;;)
    {
        if (all(uint2(0u) == _764))
        {
            break;
        }
        _764 -= uint2(uint(_764.y == 0u), 1u);
        if (!(_570 < _575))
        {
            break;
        }
        v_53[_570] = float4(0.0);
        uint _571 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _787))
            {
                break;
            }
            _787 -= uint2(uint(_787.y == 0u), 1u);
            if (!(_571 < _539(v_39)))
            {
                break;
            }
            v_53[_570] += (v_50[(12u * _571) + _570] * _563[_571]);
            _571++;
            continue;
        }
        _570++;
        continue;
    }
    _434(v_39._m0[4u].z, _550, _581, 2u * _580, _580, v_48, v_53, v_56);
    _379(_580, -1000000015047466219876688855040.0, v_53, v_56);
    _434(v_39._m0[4u].w, 4u * _580, _575, 0u, _575, v_48, v_53, v_56);
    for (;;)
    {
        if (all(uint2(0u) == _837))
        {
            break;
        }
        _837 -= uint2(uint(_837.y == 0u), 1u);
        if (!(_573 < _575))
        {
            break;
        }
        uint _856 = (12u * _549) + _573;
        v_50[_856] += v_56[_573];
        _573++;
        continue;
    }
}

static inline __attribute__((always_inline))
_23 _947(uint _946, constant _40& v_39, texture2d<uint> v_42, texture2d<uint> v_44, texture2d_array<uint> v_45, texture2d<uint> v_47, texture2d<float> v_48, thread spvUnsafeArray<float4, 48>& v_50, thread spvUnsafeArray<float4, 16>& v_53, thread spvUnsafeArray<float4, 16>& v_56)
{
    float3 _955 = float3(0.0);
    float3 _958 = float3(0.0);
    float3 _960 = float3(0.0);
    uint _961 = 1u;
    uint2 _1038 = uint2(4294967295u);
    uint _966 = uint(fast::clamp(v_39._m0[0u].x, 0.0, 4294967040.0));
    uint _967 = _177(_946, _966);
    uint _968 = _421(_946, _966);
    uint _973 = 4u * uint(fast::clamp(v_39._m0[2u].x, 0.0, 4294967040.0));
    uint _977 = uint(fast::clamp(v_39._m0[2u].y, 0.0, 4294967040.0));
    float3 _990 = v_39._m0[10u].xyz + (float3(v_42.read(uint2(_108(_967)), 0).xyz) * v_39._m0[11u].xyz);
    float3 _1002 = v_39._m0[12u].xyz + ((sign(_990) * v_39._m0[10u].w) * (exp(abs(_990)) - float3(1.0)));
    float3 _1016 = v_39._m0[13u].xyz + (float3(v_44.read(uint2(_108(_967)), 0).xyz) * v_39._m0[14u].xyz);
    _188(0u, _141(_1002, v_39), v_39, v_47, v_50);
    _337(0u, v_39, v_50, v_53);
    _434(v_39._m0[4u].x, _973, _421(_977, 4u), 0u, _421(_977, 4u), v_48, v_53, v_56);
    _379(_421(_977, 4u), 0.0, v_53, v_56);
    _434(v_39._m0[4u].y, _977, _539(v_39) - 1u, 0u, _539(v_39) - 1u, v_48, v_53, v_56);
    _955 = _1002;
    _958 = _1016;
    for (;;)
    {
        if (all(uint2(0u) == _1038))
        {
            break;
        }
        _1038 -= uint2(uint(_1038.y == 0u), 1u);
        if (!(_961 < _539(v_39)))
        {
            break;
        }
        uint _1058 = (_961 * _966) + _967;
        float3 _1065 = _119(_1058, 2u, v_39, v_45).xyz * v_39._m0[5u].zww;
        float _1074 = (_1016.x + v_56[_961 - 1u].w) + _1065.x;
        float3 _1087 = v_56[_961 - 1u].xyz + (_868(_119(_1058, 0u, v_39, v_45).xyz, v_39) * v_39._m0[6u].w);
        float3 _1090 = _1002 + (_1087 * exp(_1074));
        _188(_961, _141(_1090, v_39), v_39, v_47, v_50);
        if (_961 == _968)
        {
            _955 = _1090;
            _958 = float3(_1074) + float3(0.0, _1065.yz);
            _960 = _1087;
        }
        _961++;
        continue;
    }
    if (v_39._m0[2u].z > 0.0)
    {
        _551(_968, _973, v_39, v_48, v_50, v_53, v_56);
    }
    _337(_968, v_39, v_50, v_53);
    v_53[_421(_973, 4u)] = float4(_960, 0.0);
    _434(v_39._m0[5u].x, _973 + 3u, _421(_977, 4u), 0u, _421(_977, 4u), v_48, v_53, v_56);
    _379(_421(_977, 4u), 0.0, v_53, v_56);
    return _23{ _955, _958 };
}

static inline __attribute__((always_inline))
void _1129(uint _1127, uint _1128, constant _40& v_39, texture2d<float> v_48, thread spvUnsafeArray<float4, 16>& v_53, thread spvUnsafeArray<float4, 16>& v_56)
{
    _434(v_39._m0[5u].y, uint(fast::clamp(v_39._m0[2u].y, 0.0, 4294967040.0)), 2u + uint(fast::clamp(v_39._m0[0u].z, 0.0, 4294967040.0)), _1127, _1128, v_48, v_53, v_56);
}

static inline __attribute__((always_inline))
float4 _886(float4 _884, float _885, constant _40& v_39)
{
    return float4(float3((_884.x + _884.y) - _884.z, _884.x + _884.z, (_884.x - _884.y) - _884.z) * _885, v_39._m0[7u].z * _884.w);
}

static inline __attribute__((always_inline))
uint4 _916(float4 _912, float4 _913, float4 _914, float _915)
{
    return uint4(fast::clamp(select(float4(0.0), fast::clamp(rint((_912 - _913) / select(float4(1.0), _914, _914 > float4(0.0))), float4(0.0), float4(_915)), _914 > float4(0.0)), float4(0.0), float4(4294967040.0)));
}

static inline __attribute__((always_inline))
uint4 _1148(uint _1146, uint _1147, constant _40& v_39, texture2d_array<uint> v_45, thread spvUnsafeArray<float4, 16>& v_56)
{
    return _916((v_56[_1147 - 1u] * v_39._m0[8u].y) + _886(_119(_1146, 3u + _1147, v_39, v_45), v_39._m0[7u].y, v_39), v_39._m0[22u + (2u * _1147)], v_39._m0[23u + (2u * _1147)], 255.0);
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _40& v_39 [[buffer(1)]], texture2d<uint> v_42 [[texture(2)]], texture2d<uint> v_44 [[texture(4)]], texture2d_array<uint> v_45 [[texture(6)]], texture2d<uint> v_47 [[texture(8)]], texture2d<float> v_48 [[texture(10)]], float4 gl_FragCoord [[position]])
{
    _24 _1238 = _24{ uint4(0u), uint4(0u), uint4(0u), uint4(0u), uint4(0u), uint4(0u), uint4(0u), uint4(0u) };
    fragment_main_out out = {};
    spvUnsafeArray<float4, 48> v_50 = spvUnsafeArray<float4, 48>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 16> v_53 = spvUnsafeArray<float4, 16>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 16> v_56 = spvUnsafeArray<float4, 16>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    uint _1242 = _934((_8{ gl_FragCoord, in.m_1218 })._m1);
    uint _1246 = uint(fast::clamp(v_39._m0[0u].z, 0.0, 4294967040.0));
    if (_1242 >= (_539(v_39) * uint(fast::clamp(v_39._m0[0u].x, 0.0, 4294967040.0))))
    {
        out.m_1221 = _1238._m0;
        out.m_1223 = _1238._m1;
        out.m_1224 = _1238._m2;
        out.m_1225 = _1238._m3;
        out.m_1226 = _1238._m4;
        out.m_1227 = _1238._m5;
        out.m_1228 = _1238._m6;
        out.m_1229 = _1238._m7;
        return out;
    }
    _23 _1265 = _947(_1242, v_39, v_42, v_44, v_45, v_47, v_48, v_50, v_53, v_56);
    _1129(3u, _1246 - 1u, v_39, v_48, v_53, v_56);
    _1238._m0 = _1148(_1242, 1u, v_39, v_45, v_56);
    _1238._m1 = _1148(_1242, 2u, v_39, v_45, v_56);
    _1238._m2 = _1148(_1242, 3u, v_39, v_45, v_56);
    if (_1246 > 4u)
    {
        _1238._m3 = _1148(_1242, 4u, v_39, v_45, v_56);
        _1238._m4 = _1148(_1242, 5u, v_39, v_45, v_56);
        _1238._m5 = _1148(_1242, 6u, v_39, v_45, v_56);
        _1238._m6 = _1148(_1242, 7u, v_39, v_45, v_56);
        _1238._m7 = _1148(_1242, 8u, v_39, v_45, v_56);
    }
    out.m_1221 = _1238._m0;
    out.m_1223 = _1238._m1;
    out.m_1224 = _1238._m2;
    out.m_1225 = _1238._m3;
    out.m_1226 = _1238._m4;
    out.m_1227 = _1238._m5;
    out.m_1228 = _1238._m6;
    out.m_1229 = _1238._m7;
    return out;
}
