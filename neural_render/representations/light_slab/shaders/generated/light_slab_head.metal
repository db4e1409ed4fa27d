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
    float2 m_526 [[user(locn0)]];
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
    float2 _539 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _11 _553 = _11{ _39(float4(_539, 0.0, 1.0), v_27), float2(0.5 + (0.5 * _539.x), 0.5 - (0.5 * _539.y)) * v_27._m0._m2.zw };
    out.gl_Position = _553._m0;
    out.m_526 = _553._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_579 [[color(0)]];
    float4 m_580 [[color(1)]];
    float4 m_581 [[color(2)]];
    float4 m_582 [[color(3)]];
    float4 m_583 [[color(4)]];
    float4 m_584 [[color(5)]];
    float4 m_585 [[color(6)]];
    float4 m_586 [[color(7)]];
};

struct fragment_main_in
{
    float2 m_576 [[user(locn0)]];
};

static inline __attribute__((always_inline))
_18 _401(float2 _400, constant _25& v_24, constant _28& v_27)
{
    float3 _422 = float3((((floor(_400) + float2(0.5)) * v_24._m0[1u].x) - v_27._m0._m1.zw) / v_27._m0._m1.xy, 1.0);
    return _18{ v_27._m0._m3.xyz, float3(dot(v_27._m0._m0[0].xyz, _422), dot(v_27._m0._m0[1].xyz, _422), dot(v_27._m0._m0[2].xyz, _422)) };
}

static inline __attribute__((always_inline))
float4 _90(uint _89, texture2d<float> v_30)
{
    return v_30.read(uint2(uint2(_89 & 2047u, _89 >> 11u)), 0);
}

static inline __attribute__((always_inline))
void _105(uint _103, uint _104, texture2d<float> v_30, thread spvUnsafeArray<float4, 8>& v_32)
{
    if (_104 > 4u)
    {
        v_32[4u] = _90(_103 + 4u, v_30);
        v_32[5u] = _90(_103 + 5u, v_30);
        v_32[6u] = _90(_103 + 6u, v_30);
        v_32[7u] = _90(_103 + 7u, v_30);
    }
    if (_104 > 2u)
    {
        v_32[2u] = _90(_103 + 2u, v_30);
        v_32[3u] = _90(_103 + 3u, v_30);
    }
    v_32[0u] = _90(_103, v_30);
    v_32[1u] = _90(_103 + 1u, v_30);
}

static inline __attribute__((always_inline))
void _441(constant _25& v_24, texture2d<float> v_30, thread spvUnsafeArray<float4, 8>& v_32)
{
    _105(uint(fast::clamp(v_24._m0[0u].w, 0.0, 4294967040.0)) + ((4u * uint(fast::clamp(v_24._m0[0u].y, 0.0, 4294967040.0))) * uint(fast::clamp(v_24._m0[0u].z, 0.0, 4294967040.0))), uint(fast::clamp(v_24._m0[1u].z, 0.0, 4294967040.0)), v_30, v_32);
}

static inline __attribute__((always_inline))
uint _556(uint _558, uint _559)
{
    return _558 / ((_559 == 0u) ? 1u : _559);
}

static inline __attribute__((always_inline))
uint _564(uint _565, uint _566)
{
    return _565 % ((_566 == 0u) ? 1u : _566);
}

static inline __attribute__((always_inline))
float4 _503(uint _502, constant _25& v_24, texture2d<uint> v_35)
{
    return float4(v_24._m0[11u].z) + (float4(v_35.read(uint2(uint2(_502 & 2047u, _502 >> 11u)), 0)) * v_24._m0[11u].w);
}

static inline __attribute__((always_inline))
void _147(uint _144, uint _145, float _146, texture2d<float> v_30, thread spvUnsafeArray<float4, 8>& v_32)
{
    if (_145 > 4u)
    {
        v_32[4u] += (_90(_144 + 4u, v_30) * _146);
        v_32[5u] += (_90(_144 + 5u, v_30) * _146);
        v_32[6u] += (_90(_144 + 6u, v_30) * _146);
        v_32[7u] += (_90(_144 + 7u, v_30) * _146);
    }
    if (_145 > 2u)
    {
        v_32[2u] += (_90(_144 + 2u, v_30) * _146);
        v_32[3u] += (_90(_144 + 3u, v_30) * _146);
    }
    v_32[0u] += (_90(_144, v_30) * _146);
    v_32[1u] += (_90(_144 + 1u, v_30) * _146);
}

static inline __attribute__((always_inline))
void _470(uint _468, float _469, constant _25& v_24, texture2d<float> v_30, thread spvUnsafeArray<float4, 8>& v_32)
{
    _147(uint(fast::clamp(v_24._m0[0u].w, 0.0, 4294967040.0)) + (_468 * uint(fast::clamp(v_24._m0[0u].z, 0.0, 4294967040.0))), uint(fast::clamp(v_24._m0[1u].z, 0.0, 4294967040.0)), _469, v_30, v_32);
}

static inline __attribute__((always_inline))
float4 _236(float4 _235)
{
    float4 _255 = float4(1.0) / (float4(1.0) + (abs(_235) * 0.23164190351963043212890625));
    float4 _268 = (_255 * (float4(0.1274147927761077880859375) + (_255 * (float4(-0.1422483623027801513671875) + (_255 * (float4(0.710706889629364013671875) + (_255 * (float4(-0.726576030254364013671875) + (_255 * 0.53070271015167236328125))))))))) * exp((_235 * (-0.5)) * _235);
    return select(_268, float4(1.0) - _268, _235 > float4(0.0));
}

static inline __attribute__((always_inline))
float4 _276(float4 _274, float _275)
{
    float4 _278 = float4(0.0);
    _278 = step(float4(0.0), _274);
    if (_275 != 1.0)
    {
        _278 = _236(_274);
    }
    return _274 * _278;
}

static inline __attribute__((always_inline))
void _292(uint _290, float _291, thread spvUnsafeArray<float4, 8>& v_32)
{
    if (_290 > 4u)
    {
        v_32[4u] = _276(v_32[4u], _291);
        v_32[5u] = _276(v_32[5u], _291);
        v_32[6u] = _276(v_32[6u], _291);
        v_32[7u] = _276(v_32[7u], _291);
    }
    if (_290 > 2u)
    {
        v_32[2u] = _276(v_32[2u], _291);
        v_32[3u] = _276(v_32[3u], _291);
    }
    v_32[0u] = _276(v_32[0u], _291);
    v_32[1u] = _276(v_32[1u], _291);
}

static inline __attribute__((always_inline))
_13 _379(thread spvUnsafeArray<float4, 8>& v_32)
{
    return _13{ v_32[0u], v_32[1u], v_32[2u], v_32[3u], v_32[4u], v_32[5u], v_32[6u], v_32[7u] };
}

static inline __attribute__((always_inline))
_13 _490(constant _25& v_24, thread spvUnsafeArray<float4, 8>& v_32)
{
    _292(uint(fast::clamp(v_24._m0[1u].z, 0.0, 4294967040.0)), v_24._m0[1u].y, v_32);
    return _379(v_32);
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _28& v_27 [[buffer(0)]], constant _25& v_24 [[buffer(1)]], texture2d<float> v_30 [[texture(2)]], texture2d<uint> v_35 [[texture(4)]], float4 gl_FragCoord [[position]])
{
    bool _609 = false;
    uint _596 = 0u;
    uint _599 = 0u;
    uint _594 = 0u;
    uint _597 = 0u;
    uint _601 = 0u;
    uint2 _704 = uint2(4294967295u);
    uint2 _748 = uint2(4294967295u);
    uint2 _793 = uint2(4294967295u);
    uint2 _837 = uint2(4294967295u);
    fragment_main_out out = {};
    spvUnsafeArray<float4, 8> v_32 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    _18 _614 = _401((_11{ gl_FragCoord, in.m_576 })._m1, v_24, v_27);
    float3 _639 = float3(dot(v_24._m0[5u].xyz, _614._m0) + v_24._m0[5u].w, dot(v_24._m0[6u].xyz, _614._m0) + v_24._m0[6u].w, dot(v_24._m0[7u].xyz, _614._m0) + v_24._m0[7u].w);
    float3 _656 = fast::normalize(float3(dot(v_24._m0[5u].xyz, _614._m1), dot(v_24._m0[6u].xyz, _614._m1), dot(v_24._m0[7u].xyz, _614._m1)));
    float2 _663 = _656.xy / float2(fast::max(_656.z, v_24._m0[8u].z));
    float4 _687 = fast::clamp((float4(_639.xy + (_663 * (v_24._m0[8u].x - _639.z)), _639.xy + (_663 * (v_24._m0[8u].y - _639.z))) - v_24._m0[9u]) * v_24._m0[10u], float4(0.0), float4(1.0));
    _441(v_24, v_30, v_32);
    uint _692 = uint(fast::clamp(v_24._m0[11u].y, 0.0, 4294967040.0));
    uint _694 = _556(_692 + 3u, 4u);
    for (;;)
    {
        if (all(uint2(0u) == _704))
        {
            break;
        }
        _704 -= uint2(uint(_704.y == 0u), 1u);
        if (!(_596 < uint(fast::clamp(v_24._m0[11u].x, 0.0, 4294967040.0))))
        {
            break;
        }
        uint _727 = 12u + _556(_596, 2u);
        float2 _735 = select(v_24._m0[_727].zw, v_24._m0[_727].xy, bool2(_564(_596, 2u) == 0u));
        uint _739 = uint(fast::clamp(_735.x, 0.0, 4294967040.0));
        _597 = uint(fast::clamp(_735.y, 0.0, 4294967040.0)) * _694;
        _599 = 0u;
        _601 = 1u;
        uint _603 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _748))
            {
                break;
            }
            _748 -= uint2(uint(_748.y == 0u), 1u);
            if (!(_603 < 6u))
            {
                break;
            }
            float2 _772 = float2(_687[_599], _687[_601]) * float(_739 - 1u);
            uint2 _779 = min(uint2(fast::clamp(_772, float2(0.0), float2(4294967040.0))), uint2(_739 - 2u));
            float2 _781 = _772 - float2(_779);
            uint _788 = _597 + (((_779.y * _739) + _779.x) * _694);
            uint _605 = 0u;
            for (;;)
            {
                if (all(uint2(0u) == _793))
                {
                    break;
                }
                _793 -= uint2(uint(_793.y == 0u), 1u);
                if (!(_605 < _694))
                {
                    break;
                }
                uint _823 = (_788 + (_739 * _694)) + _605;
                float4 _831 = mix(mix(_503(_788 + _605, v_24, v_35), _503((_788 + _694) + _605, v_24, v_35), float4(_781.x)), mix(_503(_823, v_24, v_35), _503(_823 + _694, v_24, v_35), float4(_781.x)), float4(_781.y));
                uint _607 = 0u;
                for (;;)
                {
                    if (all(uint2(0u) == _837))
                    {
                        break;
                    }
                    _837 -= uint2(uint(_837.y == 0u), 1u);
                    if (_607 < 4u)
                    {
                        _609 = ((4u * _605) + _607) < _692;
                    }
                    else
                    {
                        _609 = false;
                    }
                    if (!_609)
                    {
                        break;
                    }
                    _470(_594, _831[_607], v_24, v_30, v_32);
                    _594++;
                    _607++;
                    continue;
                }
                _605++;
                continue;
            }
            _597 += ((_739 * _739) * _694);
            _601++;
            if (_601 == 4u)
            {
                _599++;
                _601 = _599 + 1u;
            }
            _603++;
            continue;
        }
        _596++;
        continue;
    }
    _13 _891 = _490(v_24, v_32);
    out.m_579 = _891._m0;
    out.m_580 = _891._m1;
    out.m_581 = _891._m2;
    out.m_582 = _891._m3;
    out.m_583 = _891._m4;
    out.m_584 = _891._m5;
    out.m_585 = _891._m6;
    out.m_586 = _891._m7;
    return out;
}
