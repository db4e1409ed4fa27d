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
    float2 m_845 [[user(locn0)]];
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
    float2 _858 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _11 _872 = _11{ _39(float4(_858, 0.0, 1.0), v_27), float2(0.5 + (0.5 * _858.x), 0.5 - (0.5 * _858.y)) * v_27._m0._m2.zw };
    out.gl_Position = _872._m0;
    out.m_845 = _872._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_883 [[color(0)]];
    float4 m_884 [[color(1)]];
    float4 m_885 [[color(2)]];
    float4 m_886 [[color(3)]];
    float4 m_887 [[color(4)]];
    float4 m_888 [[color(5)]];
    float4 m_889 [[color(6)]];
    float4 m_890 [[color(7)]];
};

struct fragment_main_in
{
    float2 m_880 [[user(locn0)]];
};

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
_18 _401(float2 _400, constant _25& v_24, constant _28& v_27)
{
    float3 _422 = float3((((floor(_400) + float2(0.5)) * v_24._m0[1u].x) - v_27._m0._m1.zw) / v_27._m0._m1.xy, 1.0);
    return _18{ v_27._m0._m3.xyz, float3(dot(v_27._m0._m0[0].xyz, _422), dot(v_27._m0._m0[1].xyz, _422), dot(v_27._m0._m0[2].xyz, _422)) };
}

static inline __attribute__((always_inline))
uint _520(uint _522, uint _523)
{
    return _522 / ((_523 == 0u) ? 1u : _523);
}

static inline __attribute__((always_inline))
uint _528(uint _529, uint _530)
{
    return _529 % ((_530 == 0u) ? 1u : _530);
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
uint _537(_18 _536, constant _25& v_24, texture2d<float> v_30, thread spvUnsafeArray<float4, 8>& v_32, texture2d<uint> v_35)
{
    bool _559 = false;
    uint _546 = 0u;
    uint _549 = 0u;
    uint _544 = 0u;
    uint _547 = 0u;
    uint _551 = 0u;
    uint2 _651 = uint2(4294967295u);
    uint2 _695 = uint2(4294967295u);
    uint2 _740 = uint2(4294967295u);
    uint2 _784 = uint2(4294967295u);
    float3 _587 = float3(dot(v_24._m0[5u].xyz, _536._m0) + v_24._m0[5u].w, dot(v_24._m0[6u].xyz, _536._m0) + v_24._m0[6u].w, dot(v_24._m0[7u].xyz, _536._m0) + v_24._m0[7u].w);
    float3 _604 = fast::normalize(float3(dot(v_24._m0[5u].xyz, _536._m1), dot(v_24._m0[6u].xyz, _536._m1), dot(v_24._m0[7u].xyz, _536._m1)));
    float2 _611 = _604.xy / float2(fast::max(_604.z, v_24._m0[8u].z));
    float4 _635 = fast::clamp((float4(_587.xy + (_611 * (v_24._m0[8u].x - _587.z)), _587.xy + (_611 * (v_24._m0[8u].y - _587.z))) - v_24._m0[9u]) * v_24._m0[10u], float4(0.0), float4(1.0));
    uint _639 = uint(fast::clamp(v_24._m0[11u].y, 0.0, 4294967040.0));
    uint _641 = _520(_639 + 3u, 4u);
    for (;;)
    {
        if (all(uint2(0u) == _651))
        {
            break;
        }
        _651 -= uint2(uint(_651.y == 0u), 1u);
        if (!(_546 < uint(fast::clamp(v_24._m0[11u].x, 0.0, 4294967040.0))))
        {
            break;
        }
        uint _674 = 12u + _520(_546, 2u);
        float2 _682 = select(v_24._m0[_674].zw, v_24._m0[_674].xy, bool2(_528(_546, 2u) == 0u));
        uint _686 = uint(fast::clamp(_682.x, 0.0, 4294967040.0));
        _547 = uint(fast::clamp(_682.y, 0.0, 4294967040.0)) * _641;
        _549 = 0u;
        _551 = 1u;
        uint _553 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _695))
            {
                break;
            }
            _695 -= uint2(uint(_695.y == 0u), 1u);
            if (!(_553 < 6u))
            {
                break;
            }
            float2 _719 = float2(_635[_549], _635[_551]) * float(_686 - 1u);
            uint2 _726 = min(uint2(fast::clamp(_719, float2(0.0), float2(4294967040.0))), uint2(_686 - 2u));
            float2 _728 = _719 - float2(_726);
            uint _735 = _547 + (((_726.y * _686) + _726.x) * _641);
            uint _555 = 0u;
            for (;;)
            {
                if (all(uint2(0u) == _740))
                {
                    break;
                }
                _740 -= uint2(uint(_740.y == 0u), 1u);
                if (!(_555 < _641))
                {
                    break;
                }
                uint _770 = (_735 + (_686 * _641)) + _555;
                float4 _778 = mix(mix(_503(_735 + _555, v_24, v_35), _503((_735 + _641) + _555, v_24, v_35), float4(_728.x)), mix(_503(_770, v_24, v_35), _503(_770 + _641, v_24, v_35), float4(_728.x)), float4(_728.y));
                uint _557 = 0u;
                for (;;)
                {
                    if (all(uint2(0u) == _784))
                    {
                        break;
                    }
                    _784 -= uint2(uint(_784.y == 0u), 1u);
                    if (_557 < 4u)
                    {
                        _559 = ((4u * _555) + _557) < _639;
                    }
                    else
                    {
                        _559 = false;
                    }
                    if (!_559)
                    {
                        break;
                    }
                    _470(_544, _778[_557], v_24, v_30, v_32);
                    _544++;
                    _557++;
                    continue;
                }
                _555++;
                continue;
            }
            _547 += ((_686 * _686) * _641);
            _551++;
            if (_551 == 4u)
            {
                _549++;
                _551 = _549 + 1u;
            }
            _553++;
            continue;
        }
        _546++;
        continue;
    }
    return _544;
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
    fragment_main_out out = {};
    spvUnsafeArray<float4, 8> v_32 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    _441(v_24, v_30, v_32);
    uint _900 = _537(_401((_11{ gl_FragCoord, in.m_880 })._m1, v_24, v_27), v_24, v_30, v_32, v_35);
    _13 _901 = _490(v_24, v_32);
    out.m_883 = _901._m0;
    out.m_884 = _901._m1;
    out.m_885 = _901._m2;
    out.m_886 = _901._m3;
    out.m_887 = _901._m4;
    out.m_888 = _901._m5;
    out.m_889 = _901._m6;
    out.m_890 = _901._m7;
    return out;
}
