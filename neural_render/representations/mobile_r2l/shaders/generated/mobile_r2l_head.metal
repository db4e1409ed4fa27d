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
    float4 _m0[7];
};

struct _28
{
    _9 _m0;
};

constant spvUnsafeArray<float4, 8> _34 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });

struct vertex_main_out
{
    float2 m_597 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _37(float4 _36, constant _28& v_27)
{
    return float4(_36.x, _36.y * v_27._m0._m4.x, (_36.z * v_27._m0._m4.y) + (_36.w * v_27._m0._m4.z), _36.w);
}

vertex vertex_main_out vertex_main(constant _28& v_27 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    spvUnsafeArray<float4, 8> _32 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    float2 _610 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _11 _624 = _11{ _37(float4(_610, 0.0, 1.0), v_27), float2(0.5 + (0.5 * _610.x), 0.5 - (0.5 * _610.y)) * v_27._m0._m2.zw };
    out.gl_Position = _624._m0;
    out.m_597 = _624._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_635 [[color(0)]];
    float4 m_636 [[color(1)]];
    float4 m_637 [[color(2)]];
    float4 m_638 [[color(3)]];
    float4 m_639 [[color(4)]];
    float4 m_640 [[color(5)]];
    float4 m_641 [[color(6)]];
    float4 m_642 [[color(7)]];
};

struct fragment_main_in
{
    float2 m_632 [[user(locn0)]];
};

static inline __attribute__((always_inline))
float4 _88(uint _87, texture2d<float> v_30)
{
    return v_30.read(uint2(uint2(_87 & 2047u, _87 >> 11u)), 0);
}

static inline __attribute__((always_inline))
void _103(uint _101, uint _102, texture2d<float> v_30, thread spvUnsafeArray<float4, 8>& v_32)
{
    uint _106 = 0u;
    uint2 _119 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _119))
        {
            break;
        }
        _119 -= uint2(uint(_119.y == 0u), 1u);
        if (!(_106 < 8u))
        {
            break;
        }
        if (_106 >= _102)
        {
            break;
        }
        v_32[_106] = _88(_101 + _106, v_30);
        _106++;
        continue;
    }
}

static inline __attribute__((always_inline))
void _373(constant _25& v_24, texture2d<float> v_30, thread spvUnsafeArray<float4, 8>& v_32)
{
    _103(uint(fast::clamp(v_24._m0[0u].w, 0.0, 4294967040.0)) + ((4u * uint(fast::clamp(v_24._m0[0u].y, 0.0, 4294967040.0))) * uint(fast::clamp(v_24._m0[0u].z, 0.0, 4294967040.0))), uint(fast::clamp(v_24._m0[1u].z, 0.0, 4294967040.0)), v_30, v_32);
}

static inline __attribute__((always_inline))
_18 _333(float2 _332, constant _25& v_24, constant _28& v_27)
{
    float3 _354 = float3((((floor(_332) + float2(0.5)) * v_24._m0[1u].x) - v_27._m0._m1.zw) / v_27._m0._m1.xy, 1.0);
    return _18{ v_27._m0._m3.xyz, float3(dot(v_27._m0._m0[0].xyz, _354), dot(v_27._m0._m0[1].xyz, _354), dot(v_27._m0._m0[2].xyz, _354)) };
}

static inline __attribute__((always_inline))
uint _467(uint _469, uint _470)
{
    return _469 / ((_470 == 0u) ? 1u : _470);
}

static inline __attribute__((always_inline))
uint _475(uint _476, uint _477)
{
    return _476 % ((_477 == 0u) ? 1u : _477);
}

static inline __attribute__((always_inline))
void _152(uint _149, uint _150, float _151, texture2d<float> v_30, thread spvUnsafeArray<float4, 8>& v_32)
{
    uint _155 = 0u;
    uint2 _161 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _161))
        {
            break;
        }
        _161 -= uint2(uint(_161.y == 0u), 1u);
        if (!(_155 < 8u))
        {
            break;
        }
        if (_155 >= _150)
        {
            break;
        }
        v_32[_155] += (_88(_149 + _155, v_30) * _151);
        _155++;
        continue;
    }
}

static inline __attribute__((always_inline))
void _402(uint _400, float _401, constant _25& v_24, texture2d<float> v_30, thread spvUnsafeArray<float4, 8>& v_32)
{
    _152(uint(fast::clamp(v_24._m0[0u].w, 0.0, 4294967040.0)) + (_400 * uint(fast::clamp(v_24._m0[0u].z, 0.0, 4294967040.0))), uint(fast::clamp(v_24._m0[1u].z, 0.0, 4294967040.0)), _401, v_30, v_32);
}

static inline __attribute__((always_inline))
void _484(_18 _483, constant _25& v_24, texture2d<float> v_30, thread spvUnsafeArray<float4, 8>& v_32)
{
    uint _492 = 0u;
    float _493 = 0.0;
    uint2 _503 = uint2(4294967295u);
    uint2 _549 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _503))
        {
            break;
        }
        _503 -= uint2(uint(_503.y == 0u), 1u);
        if (!(_492 < 24u))
        {
            break;
        }
        float _542 = (((_483._m0 + (_483._m1 * mix(v_24._m0[6u].x, v_24._m0[6u].y, float(_467(_492, 3u)) / 7.0))) - v_24._m0[5u].xyz) * v_24._m0[5u].w)[_475(_492, 3u)];
        uint _544 = _492 * 13u;
        _493 = 1.0;
        uint _496 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _549))
            {
                break;
            }
            _549 -= uint2(uint(_549.y == 0u), 1u);
            if (!(_496 < 6u))
            {
                break;
            }
            float _573 = (_493 * _542) - (6.283185482025146484375 * rint((_493 * _542) / 6.283185482025146484375));
            _402(_544 + _496, sin(_573), v_24, v_30, v_32);
            _402((_544 + 6u) + _496, cos(_573), v_24, v_30, v_32);
            _493 *= 2.0;
            _496++;
            continue;
        }
        _402(_544 + 12u, _542, v_24, v_30, v_32);
        _492++;
        continue;
    }
}

static inline __attribute__((always_inline))
float4 _260(float4 _259)
{
    float4 _279 = float4(1.0) / (float4(1.0) + (abs(_259) * 0.23164190351963043212890625));
    float4 _292 = (_279 * (float4(0.1274147927761077880859375) + (_279 * (float4(-0.1422483623027801513671875) + (_279 * (float4(0.710706889629364013671875) + (_279 * (float4(-0.726576030254364013671875) + (_279 * 0.53070271015167236328125))))))))) * exp((_259 * (-0.5)) * _259);
    return select(_292, float4(1.0) - _292, _259 > float4(0.0));
}

static inline __attribute__((always_inline))
float4 _300(float4 _298, float _299)
{
    if (_299 == 1.0)
    {
        return fast::max(_298, float4(0.0));
    }
    return _298 * _260(_298);
}

static inline __attribute__((always_inline))
_13 _310(thread spvUnsafeArray<float4, 8>& v_32)
{
    return _13{ v_32[0u], v_32[1u], v_32[2u], v_32[3u], v_32[4u], v_32[5u], v_32[6u], v_32[7u] };
}

static inline __attribute__((always_inline))
_13 _423(constant _25& v_24, thread spvUnsafeArray<float4, 8>& v_32)
{
    uint _425 = 0u;
    uint2 _431 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _431))
        {
            break;
        }
        _431 -= uint2(uint(_431.y == 0u), 1u);
        if (!(_425 < 8u))
        {
            break;
        }
        if (_425 >= uint(fast::clamp(v_24._m0[1u].z, 0.0, 4294967040.0)))
        {
            break;
        }
        v_32[_425] = _300(v_32[_425], v_24._m0[1u].y);
        _425++;
        continue;
    }
    return _310(v_32);
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _28& v_27 [[buffer(0)]], constant _25& v_24 [[buffer(1)]], texture2d<float> v_30 [[texture(2)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    spvUnsafeArray<float4, 8> v_32 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    _373(v_24, v_30, v_32);
    _484(_333((_11{ gl_FragCoord, in.m_632 })._m1, v_24, v_27), v_24, v_30, v_32);
    _13 _652 = _423(v_24, v_32);
    out.m_635 = _652._m0;
    out.m_636 = _652._m1;
    out.m_637 = _652._m2;
    out.m_638 = _652._m3;
    out.m_639 = _652._m4;
    out.m_640 = _652._m5;
    out.m_641 = _652._m6;
    out.m_642 = _652._m7;
    return out;
}
