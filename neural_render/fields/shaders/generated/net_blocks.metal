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

struct _22
{
    _6 _m0;
};

struct _25
{
    float4 _m0[1];
};

constant spvUnsafeArray<float4, 8> _31 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });

struct vertex_main_out
{
    float2 m_546 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _38(float4 _37, constant _22& v_21)
{
    return float4(_37.x, _37.y * v_21._m0._m4.x, (_37.z * v_21._m0._m4.y) + (_37.w * v_21._m0._m4.z), _37.w);
}

vertex vertex_main_out vertex_main(constant _22& v_21 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    spvUnsafeArray<float4, 8> _29 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 8> _32 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 8> _33 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    float2 _561 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _8 _575 = _8{ _38(float4(_561, 0.0, 1.0), v_21), float2(0.5 + (0.5 * _561.x), 0.5 - (0.5 * _561.y)) * v_21._m0._m2.zw };
    out.gl_Position = _575._m0;
    out.m_546 = _575._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_586 [[color(0)]];
    float4 m_587 [[color(1)]];
    float4 m_588 [[color(2)]];
    float4 m_589 [[color(3)]];
    float4 m_590 [[color(4)]];
    float4 m_591 [[color(5)]];
    float4 m_592 [[color(6)]];
    float4 m_593 [[color(7)]];
};

struct fragment_main_in
{
    float2 m_583 [[user(locn0)]];
};

static inline __attribute__((always_inline))
void _502(uint2 _500, uint _501, thread spvUnsafeArray<float4, 8>& v_32, texture2d_array<float> v_34)
{
    uint _505 = 0u;
    uint2 _511 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _511))
        {
            break;
        }
        _511 -= uint2(uint(_511.y == 0u), 1u);
        if (!(_505 < 8u))
        {
            break;
        }
        if (_505 >= _501)
        {
            break;
        }
        uint3 _535 = uint3(_500, _505);
        v_32[_505] = v_34.read(uint2(_535.xy), uint(_535.z), 0);
        _505++;
        continue;
    }
}

static inline __attribute__((always_inline))
float4 _88(uint _87, texture2d<float> v_27)
{
    return v_27.read(uint2(uint2(_87 & 2047u, _87 >> 11u)), 0);
}

static inline __attribute__((always_inline))
void _103(uint _101, uint _102, texture2d<float> v_27, thread spvUnsafeArray<float4, 8>& v_29)
{
    if (_102 > 4u)
    {
        v_29[4u] = _88(_101 + 4u, v_27);
        v_29[5u] = _88(_101 + 5u, v_27);
        v_29[6u] = _88(_101 + 6u, v_27);
        v_29[7u] = _88(_101 + 7u, v_27);
    }
    if (_102 > 2u)
    {
        v_29[2u] = _88(_101 + 2u, v_27);
        v_29[3u] = _88(_101 + 3u, v_27);
    }
    v_29[0u] = _88(_101, v_27);
    v_29[1u] = _88(_101 + 1u, v_27);
}

static inline __attribute__((always_inline))
void _146(uint _143, uint _144, float _145, texture2d<float> v_27, thread spvUnsafeArray<float4, 8>& v_29)
{
    if (_144 > 4u)
    {
        v_29[4u] += (_88(_143 + 4u, v_27) * _145);
        v_29[5u] += (_88(_143 + 5u, v_27) * _145);
        v_29[6u] += (_88(_143 + 6u, v_27) * _145);
        v_29[7u] += (_88(_143 + 7u, v_27) * _145);
    }
    if (_144 > 2u)
    {
        v_29[2u] += (_88(_143 + 2u, v_27) * _145);
        v_29[3u] += (_88(_143 + 3u, v_27) * _145);
    }
    v_29[0u] += (_88(_143, v_27) * _145);
    v_29[1u] += (_88(_143 + 1u, v_27) * _145);
}

static inline __attribute__((always_inline))
void _216(uint _212, uint _213, uint _214, float4 _215, texture2d<float> v_27, thread spvUnsafeArray<float4, 8>& v_29)
{
    _146(_212, _214, _215.x, v_27, v_29);
    _146(_212 + _213, _214, _215.y, v_27, v_29);
    _146(_212 + (2u * _213), _214, _215.z, v_27, v_29);
    _146(_212 + (3u * _213), _214, _215.w, v_27, v_29);
}

static inline __attribute__((always_inline))
void _401(uint _399, uint _400, texture2d<float> v_27, thread spvUnsafeArray<float4, 8>& v_29, thread spvUnsafeArray<float4, 8>& v_32)
{
    uint _403 = 0u;
    uint2 _419 = uint2(4294967295u);
    _103(_399 + ((4u * _400) * _400), _400, v_27, v_29);
    for (;;)
    {
        if (all(uint2(0u) == _419))
        {
            break;
        }
        _419 -= uint2(uint(_419.y == 0u), 1u);
        if (!(_403 < 8u))
        {
            break;
        }
        if (_403 >= _400)
        {
            break;
        }
        _216(_399 + ((4u * _403) * _400), _400, _400, v_32[_403], v_27, v_29);
        _403++;
        continue;
    }
}

static inline __attribute__((always_inline))
float4 _235(float4 _234)
{
    float4 _254 = float4(1.0) / (float4(1.0) + (abs(_234) * 0.23164190351963043212890625));
    float4 _267 = (_254 * (float4(0.1274147927761077880859375) + (_254 * (float4(-0.1422483623027801513671875) + (_254 * (float4(0.710706889629364013671875) + (_254 * (float4(-0.726576030254364013671875) + (_254 * 0.53070271015167236328125))))))))) * exp((_234 * (-0.5)) * _234);
    return select(_267, float4(1.0) - _267, _234 > float4(0.0));
}

static inline __attribute__((always_inline))
float4 _275(float4 _273, float _274)
{
    float4 _277 = float4(0.0);
    _277 = step(float4(0.0), _273);
    if (_274 != 1.0)
    {
        _277 = _235(_273);
    }
    return _273 * _277;
}

static inline __attribute__((always_inline))
void _291(uint _289, float _290, thread spvUnsafeArray<float4, 8>& v_29)
{
    if (_289 > 4u)
    {
        v_29[4u] = _275(v_29[4u], _290);
        v_29[5u] = _275(v_29[5u], _290);
        v_29[6u] = _275(v_29[6u], _290);
        v_29[7u] = _275(v_29[7u], _290);
    }
    if (_289 > 2u)
    {
        v_29[2u] = _275(v_29[2u], _290);
        v_29[3u] = _275(v_29[3u], _290);
    }
    v_29[0u] = _275(v_29[0u], _290);
    v_29[1u] = _275(v_29[1u], _290);
}

static inline __attribute__((always_inline))
void _334(spvUnsafeArray<float4, 8> _333, thread spvUnsafeArray<float4, 8>& v_29)
{
    v_29[0u] += _333[0];
    v_29[1u] += _333[1];
    v_29[2u] += _333[2];
    v_29[3u] += _333[3];
    v_29[4u] += _333[4];
    v_29[5u] += _333[5];
    v_29[6u] += _333[6];
    v_29[7u] += _333[7];
}

static inline __attribute__((always_inline))
void _455(uint _451, uint _452, uint _453, float _454, texture2d<float> v_27, thread spvUnsafeArray<float4, 8>& v_29, thread spvUnsafeArray<float4, 8>& v_32, thread spvUnsafeArray<float4, 8>& v_33)
{
    uint _458 = 0u;
    uint2 _467 = uint2(4294967295u);
    uint _462 = ((4u * _453) + 1u) * _453;
    for (;;)
    {
        if (all(uint2(0u) == _467))
        {
            break;
        }
        _467 -= uint2(uint(_467.y == 0u), 1u);
        if (!(_458 < _452))
        {
            break;
        }
        uint _487 = _451 + ((2u * _462) * _458);
        v_33 = v_29;
        v_32 = v_29;
        _401(_487, _453, v_27, v_29, v_32);
        _291(_453, _454, v_29);
        v_32 = v_29;
        _401(_487 + _462, _453, v_27, v_29, v_32);
        _334(v_33, v_29);
        _458++;
        continue;
    }
}

static inline __attribute__((always_inline))
_13 _378(thread spvUnsafeArray<float4, 8>& v_29)
{
    return _13{ v_29[0u], v_29[1u], v_29[2u], v_29[3u], v_29[4u], v_29[5u], v_29[6u], v_29[7u] };
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _25& _24 [[buffer(1)]], texture2d<float> v_27 [[texture(2)]], texture2d_array<float> v_34 [[texture(4)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    spvUnsafeArray<float4, 8> v_29 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 8> v_32 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 8> v_33 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    uint2 _605 = uint2(fast::clamp((_8{ gl_FragCoord, in.m_583 })._m1, float2(0.0), float2(4294967040.0)));
    uint _609 = uint(fast::clamp(_24._m0[0u].y, 0.0, 4294967040.0));
    _502(_605, _609, v_32, v_34);
    v_29 = v_32;
    _455(uint(fast::clamp(_24._m0[0u].x, 0.0, 4294967040.0)), uint(fast::clamp(_24._m0[0u].z, 0.0, 4294967040.0)), _609, _24._m0[0u].w, v_27, v_29, v_32, v_33);
    _502(_605, _609, v_32, v_34);
    _334(v_32, v_29);
    _13 _626 = _378(v_29);
    out.m_586 = _626._m0;
    out.m_587 = _626._m1;
    out.m_588 = _626._m2;
    out.m_589 = _626._m3;
    out.m_590 = _626._m4;
    out.m_591 = _626._m5;
    out.m_592 = _626._m6;
    out.m_593 = _626._m7;
    return out;
}
