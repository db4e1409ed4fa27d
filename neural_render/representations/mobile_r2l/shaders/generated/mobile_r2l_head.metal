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
    float2 m_634 [[user(locn0)]];
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
    float2 _647 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _11 _661 = _11{ _37(float4(_647, 0.0, 1.0), v_27), float2(0.5 + (0.5 * _647.x), 0.5 - (0.5 * _647.y)) * v_27._m0._m2.zw };
    out.gl_Position = _661._m0;
    out.m_634 = _661._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_672 [[color(0)]];
    float4 m_673 [[color(1)]];
    float4 m_674 [[color(2)]];
    float4 m_675 [[color(3)]];
    float4 m_676 [[color(4)]];
    float4 m_677 [[color(5)]];
    float4 m_678 [[color(6)]];
    float4 m_679 [[color(7)]];
};

struct fragment_main_in
{
    float2 m_669 [[user(locn0)]];
};

static inline __attribute__((always_inline))
float4 _88(uint _87, texture2d<float> v_30)
{
    return v_30.read(uint2(uint2(_87 & 2047u, _87 >> 11u)), 0);
}

static inline __attribute__((always_inline))
void _103(uint _101, uint _102, texture2d<float> v_30, thread spvUnsafeArray<float4, 8>& v_32)
{
    if (_102 > 4u)
    {
        v_32[4u] = _88(_101 + 4u, v_30);
        v_32[5u] = _88(_101 + 5u, v_30);
        v_32[6u] = _88(_101 + 6u, v_30);
        v_32[7u] = _88(_101 + 7u, v_30);
    }
    if (_102 > 2u)
    {
        v_32[2u] = _88(_101 + 2u, v_30);
        v_32[3u] = _88(_101 + 3u, v_30);
    }
    v_32[0u] = _88(_101, v_30);
    v_32[1u] = _88(_101 + 1u, v_30);
}

static inline __attribute__((always_inline))
void _438(constant _25& v_24, texture2d<float> v_30, thread spvUnsafeArray<float4, 8>& v_32)
{
    _103(uint(fast::clamp(v_24._m0[0u].w, 0.0, 4294967040.0)) + ((4u * uint(fast::clamp(v_24._m0[0u].y, 0.0, 4294967040.0))) * uint(fast::clamp(v_24._m0[0u].z, 0.0, 4294967040.0))), uint(fast::clamp(v_24._m0[1u].z, 0.0, 4294967040.0)), v_30, v_32);
}

static inline __attribute__((always_inline))
_18 _398(float2 _397, constant _25& v_24, constant _28& v_27)
{
    float3 _419 = float3((((floor(_397) + float2(0.5)) * v_24._m0[1u].x) - v_27._m0._m1.zw) / v_27._m0._m1.xy, 1.0);
    return _18{ v_27._m0._m3.xyz, float3(dot(v_27._m0._m0[0].xyz, _419), dot(v_27._m0._m0[1].xyz, _419), dot(v_27._m0._m0[2].xyz, _419)) };
}

static inline __attribute__((always_inline))
uint _498(uint _500, uint _501)
{
    return _500 / ((_501 == 0u) ? 1u : _501);
}

static inline __attribute__((always_inline))
uint _506(uint _507, uint _508)
{
    return _507 % ((_508 == 0u) ? 1u : _508);
}

static inline __attribute__((always_inline))
void _144(uint _141, uint _142, float _143, texture2d<float> v_30, thread spvUnsafeArray<float4, 8>& v_32)
{
    if (_142 > 4u)
    {
        v_32[4u] += (_88(_141 + 4u, v_30) * _143);
        v_32[5u] += (_88(_141 + 5u, v_30) * _143);
        v_32[6u] += (_88(_141 + 6u, v_30) * _143);
        v_32[7u] += (_88(_141 + 7u, v_30) * _143);
    }
    if (_142 > 2u)
    {
        v_32[2u] += (_88(_141 + 2u, v_30) * _143);
        v_32[3u] += (_88(_141 + 3u, v_30) * _143);
    }
    v_32[0u] += (_88(_141, v_30) * _143);
    v_32[1u] += (_88(_141 + 1u, v_30) * _143);
}

static inline __attribute__((always_inline))
void _467(uint _465, float _466, constant _25& v_24, texture2d<float> v_30, thread spvUnsafeArray<float4, 8>& v_32)
{
    _144(uint(fast::clamp(v_24._m0[0u].w, 0.0, 4294967040.0)) + (_465 * uint(fast::clamp(v_24._m0[0u].z, 0.0, 4294967040.0))), uint(fast::clamp(v_24._m0[1u].z, 0.0, 4294967040.0)), _466, v_30, v_32);
}

static inline __attribute__((always_inline))
void _515(_18 _514, constant _25& v_24, texture2d<float> v_30, thread spvUnsafeArray<float4, 8>& v_32)
{
    uint _523 = 0u;
    float _525 = 0.0;
    uint2 _540 = uint2(4294967295u);
    uint2 _586 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _540))
        {
            break;
        }
        _540 -= uint2(uint(_540.y == 0u), 1u);
        if (!(_523 < 24u))
        {
            break;
        }
        float _579 = (((_514._m0 + (_514._m1 * mix(v_24._m0[6u].x, v_24._m0[6u].y, float(_498(_523, 3u)) / 7.0))) - v_24._m0[5u].xyz) * v_24._m0[5u].w)[_506(_523, 3u)];
        uint _581 = _523 * 13u;
        _525 = 1.0;
        uint _528 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _586))
            {
                break;
            }
            _586 -= uint2(uint(_586.y == 0u), 1u);
            if (!(_528 < 6u))
            {
                break;
            }
            float _610 = (_525 * _579) - (6.283185482025146484375 * rint((_525 * _579) / 6.283185482025146484375));
            _467(_581 + _528, sin(_610), v_24, v_30, v_32);
            _467((_581 + 6u) + _528, cos(_610), v_24, v_30, v_32);
            _525 *= 2.0;
            _528++;
            continue;
        }
        _467(_581 + 12u, _579, v_24, v_30, v_32);
        _523++;
        continue;
    }
}

static inline __attribute__((always_inline))
float4 _233(float4 _232)
{
    float4 _252 = float4(1.0) / (float4(1.0) + (abs(_232) * 0.23164190351963043212890625));
    float4 _265 = (_252 * (float4(0.1274147927761077880859375) + (_252 * (float4(-0.1422483623027801513671875) + (_252 * (float4(0.710706889629364013671875) + (_252 * (float4(-0.726576030254364013671875) + (_252 * 0.53070271015167236328125))))))))) * exp((_232 * (-0.5)) * _232);
    return select(_265, float4(1.0) - _265, _232 > float4(0.0));
}

static inline __attribute__((always_inline))
float4 _273(float4 _271, float _272)
{
    float4 _275 = float4(0.0);
    _275 = step(float4(0.0), _271);
    if (_272 != 1.0)
    {
        _275 = _233(_271);
    }
    return _271 * _275;
}

static inline __attribute__((always_inline))
void _289(uint _287, float _288, thread spvUnsafeArray<float4, 8>& v_32)
{
    if (_287 > 4u)
    {
        v_32[4u] = _273(v_32[4u], _288);
        v_32[5u] = _273(v_32[5u], _288);
        v_32[6u] = _273(v_32[6u], _288);
        v_32[7u] = _273(v_32[7u], _288);
    }
    if (_287 > 2u)
    {
        v_32[2u] = _273(v_32[2u], _288);
        v_32[3u] = _273(v_32[3u], _288);
    }
    v_32[0u] = _273(v_32[0u], _288);
    v_32[1u] = _273(v_32[1u], _288);
}

static inline __attribute__((always_inline))
_13 _376(thread spvUnsafeArray<float4, 8>& v_32)
{
    return _13{ v_32[0u], v_32[1u], v_32[2u], v_32[3u], v_32[4u], v_32[5u], v_32[6u], v_32[7u] };
}

static inline __attribute__((always_inline))
_13 _487(constant _25& v_24, thread spvUnsafeArray<float4, 8>& v_32)
{
    _289(uint(fast::clamp(v_24._m0[1u].z, 0.0, 4294967040.0)), v_24._m0[1u].y, v_32);
    return _376(v_32);
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _28& v_27 [[buffer(0)]], constant _25& v_24 [[buffer(1)]], texture2d<float> v_30 [[texture(2)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    spvUnsafeArray<float4, 8> v_32 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    _438(v_24, v_30, v_32);
    _515(_398((_11{ gl_FragCoord, in.m_669 })._m1, v_24, v_27), v_24, v_30, v_32);
    _13 _689 = _487(v_24, v_32);
    out.m_672 = _689._m0;
    out.m_673 = _689._m1;
    out.m_674 = _689._m2;
    out.m_675 = _689._m3;
    out.m_676 = _689._m4;
    out.m_677 = _689._m5;
    out.m_678 = _689._m6;
    out.m_679 = _689._m7;
    return out;
}
