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
    float2 m_512 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _45(float4 _44, constant _22& v_21)
{
    return float4(_44.x, _44.y * v_21._m0._m4.x, (_44.z * v_21._m0._m4.y) + (_44.w * v_21._m0._m4.z), _44.w);
}

vertex vertex_main_out vertex_main(constant _22& v_21 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    spvUnsafeArray<float4, 8> _29 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 8> _32 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 8> _33 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    float2 _527 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _8 _541 = _8{ _45(float4(_527, 0.0, 1.0), v_21), float2(0.5 + (0.5 * _527.x), 0.5 - (0.5 * _527.y)) * v_21._m0._m2.zw };
    out.gl_Position = _541._m0;
    out.m_512 = _541._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_576 [[color(0)]];
    float4 m_577 [[color(1)]];
    float4 m_578 [[color(2)]];
    float4 m_579 [[color(3)]];
    float4 m_580 [[color(4)]];
    float4 m_581 [[color(5)]];
    float4 m_582 [[color(6)]];
    float4 m_583 [[color(7)]];
};

struct fragment_main_in
{
    float2 m_573 [[user(locn0)]];
};

static inline __attribute__((always_inline))
uint2 _544(uint2 _546, uint2 _547)
{
    return _546 / select(_547, uint2(1u), _547 == uint2(0u));
}

static inline __attribute__((always_inline))
uint _553(uint _555, uint _556)
{
    return _555 / ((_556 == 0u) ? 1u : _556);
}

static inline __attribute__((always_inline))
uint _561(uint _562, uint _563)
{
    return _562 % ((_563 == 0u) ? 1u : _563);
}

static inline __attribute__((always_inline))
float4 _95(uint _94, texture2d<float> v_27)
{
    return v_27.read(uint2(uint2(_94 & 2047u, _94 >> 11u)), 0);
}

static inline __attribute__((always_inline))
void _110(uint _108, uint _109, texture2d<float> v_27, thread spvUnsafeArray<float4, 8>& v_29)
{
    if (_109 > 4u)
    {
        v_29[4u] = _95(_108 + 4u, v_27);
        v_29[5u] = _95(_108 + 5u, v_27);
        v_29[6u] = _95(_108 + 6u, v_27);
        v_29[7u] = _95(_108 + 7u, v_27);
    }
    if (_109 > 2u)
    {
        v_29[2u] = _95(_108 + 2u, v_27);
        v_29[3u] = _95(_108 + 3u, v_27);
    }
    v_29[0u] = _95(_108, v_27);
    v_29[1u] = _95(_108 + 1u, v_27);
}

static inline __attribute__((always_inline))
void _153(uint _150, uint _151, float _152, texture2d<float> v_27, thread spvUnsafeArray<float4, 8>& v_29)
{
    if (_151 > 4u)
    {
        v_29[4u] += (_95(_150 + 4u, v_27) * _152);
        v_29[5u] += (_95(_150 + 5u, v_27) * _152);
        v_29[6u] += (_95(_150 + 6u, v_27) * _152);
        v_29[7u] += (_95(_150 + 7u, v_27) * _152);
    }
    if (_151 > 2u)
    {
        v_29[2u] += (_95(_150 + 2u, v_27) * _152);
        v_29[3u] += (_95(_150 + 3u, v_27) * _152);
    }
    v_29[0u] += (_95(_150, v_27) * _152);
    v_29[1u] += (_95(_150 + 1u, v_27) * _152);
}

static inline __attribute__((always_inline))
void _223(uint _219, uint _220, uint _221, float4 _222, texture2d<float> v_27, thread spvUnsafeArray<float4, 8>& v_29)
{
    _153(_219, _221, _222.x, v_27, v_29);
    _153(_219 + _220, _221, _222.y, v_27, v_29);
    _153(_219 + (2u * _220), _221, _222.z, v_27, v_29);
    _153(_219 + (3u * _220), _221, _222.w, v_27, v_29);
}

static inline __attribute__((always_inline))
void _408(uint _406, uint _407, texture2d<float> v_27, thread spvUnsafeArray<float4, 8>& v_29, thread spvUnsafeArray<float4, 8>& v_32)
{
    uint _410 = 0u;
    uint2 _426 = uint2(4294967295u);
    _110(_406 + ((4u * _407) * _407), _407, v_27, v_29);
    for (;;)
    {
        if (all(uint2(0u) == _426))
        {
            break;
        }
        _426 -= uint2(uint(_426.y == 0u), 1u);
        if (!(_410 < 8u))
        {
            break;
        }
        if (_410 >= _407)
        {
            break;
        }
        _223(_406 + ((4u * _410) * _407), _407, _407, v_32[_410], v_27, v_29);
        _410++;
        continue;
    }
}

static inline __attribute__((always_inline))
float4 _242(float4 _241)
{
    float4 _261 = float4(1.0) / (float4(1.0) + (abs(_241) * 0.23164190351963043212890625));
    float4 _274 = (_261 * (float4(0.1274147927761077880859375) + (_261 * (float4(-0.1422483623027801513671875) + (_261 * (float4(0.710706889629364013671875) + (_261 * (float4(-0.726576030254364013671875) + (_261 * 0.53070271015167236328125))))))))) * exp((_241 * (-0.5)) * _241);
    return select(_274, float4(1.0) - _274, _241 > float4(0.0));
}

static inline __attribute__((always_inline))
float4 _282(float4 _280, float _281)
{
    float4 _284 = float4(0.0);
    _284 = step(float4(0.0), _280);
    if (_281 != 1.0)
    {
        _284 = _242(_280);
    }
    return _280 * _284;
}

static inline __attribute__((always_inline))
void _298(uint _296, float _297, thread spvUnsafeArray<float4, 8>& v_29)
{
    if (_296 > 4u)
    {
        v_29[4u] = _282(v_29[4u], _297);
        v_29[5u] = _282(v_29[5u], _297);
        v_29[6u] = _282(v_29[6u], _297);
        v_29[7u] = _282(v_29[7u], _297);
    }
    if (_296 > 2u)
    {
        v_29[2u] = _282(v_29[2u], _297);
        v_29[3u] = _282(v_29[3u], _297);
    }
    v_29[0u] = _282(v_29[0u], _297);
    v_29[1u] = _282(v_29[1u], _297);
}

static inline __attribute__((always_inline))
void _341(spvUnsafeArray<float4, 8> _340, thread spvUnsafeArray<float4, 8>& v_29)
{
    v_29[0u] += _340[0];
    v_29[1u] += _340[1];
    v_29[2u] += _340[2];
    v_29[3u] += _340[3];
    v_29[4u] += _340[4];
    v_29[5u] += _340[5];
    v_29[6u] += _340[6];
    v_29[7u] += _340[7];
}

static inline __attribute__((always_inline))
void _462(uint _458, uint _459, uint _460, float _461, texture2d<float> v_27, thread spvUnsafeArray<float4, 8>& v_29, thread spvUnsafeArray<float4, 8>& v_32, thread spvUnsafeArray<float4, 8>& v_33)
{
    uint _465 = 0u;
    uint2 _474 = uint2(4294967295u);
    uint _469 = ((4u * _460) + 1u) * _460;
    for (;;)
    {
        if (all(uint2(0u) == _474))
        {
            break;
        }
        _474 -= uint2(uint(_474.y == 0u), 1u);
        if (!(_465 < _459))
        {
            break;
        }
        uint _494 = _458 + ((2u * _469) * _465);
        v_33 = v_29;
        v_32 = v_29;
        _408(_494, _460, v_27, v_29, v_32);
        _298(_460, _461, v_29);
        v_32 = v_29;
        _408(_494 + _469, _460, v_27, v_29, v_32);
        _341(v_33, v_29);
        _465++;
        continue;
    }
}

static inline __attribute__((always_inline))
_13 _385(thread spvUnsafeArray<float4, 8>& v_29)
{
    return _13{ v_29[0u], v_29[1u], v_29[2u], v_29[3u], v_29[4u], v_29[5u], v_29[6u], v_29[7u] };
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _25& _24 [[buffer(1)]], texture2d<float> v_27 [[texture(2)]], texture2d_array<float> _34 [[texture(4)]], texture2d_array<float> _36 [[texture(6)]], texture2d_array<float> _37 [[texture(8)]], texture2d_array<float> _38 [[texture(10)]], texture2d_array<float> _39 [[texture(12)]], texture2d_array<float> _40 [[texture(14)]], texture2d_array<float> _41 [[texture(16)]], texture2d_array<float> _42 [[texture(18)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    spvUnsafeArray<float4, 8> v_29 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 8> v_32 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 8> v_33 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    uint2 _603 = uint2(fast::clamp((_8{ gl_FragCoord, in.m_573 })._m1, float2(0.0), float2(4294967040.0)));
    uint2 _604 = _544(_603, uint2(4u));
    uint _613 = (2u * _561(_553(_603.x, 2u), 2u)) + (4u * _561(_553(_603.y, 2u), 2u));
    switch (_561(_603.x, 2u) + (2u * _561(_603.y, 2u)))
    {
        case 0u:
        {
            uint3 _626 = uint3(_604, _613);
            v_32[0u] = _34.read(uint2(_626.xy), uint(_626.z), 0);
            uint3 _630 = uint3(_604, _613 + 1u);
            v_32[1u] = _34.read(uint2(_630.xy), uint(_630.z), 0);
            uint3 _633 = uint3(_604, _613);
            v_32[2u] = _39.read(uint2(_633.xy), uint(_633.z), 0);
            uint3 _637 = uint3(_604, _613 + 1u);
            v_32[3u] = _39.read(uint2(_637.xy), uint(_637.z), 0);
            break;
        }
        case 1u:
        {
            uint3 _640 = uint3(_604, _613);
            v_32[0u] = _36.read(uint2(_640.xy), uint(_640.z), 0);
            uint3 _644 = uint3(_604, _613 + 1u);
            v_32[1u] = _36.read(uint2(_644.xy), uint(_644.z), 0);
            uint3 _647 = uint3(_604, _613);
            v_32[2u] = _40.read(uint2(_647.xy), uint(_647.z), 0);
            uint3 _651 = uint3(_604, _613 + 1u);
            v_32[3u] = _40.read(uint2(_651.xy), uint(_651.z), 0);
            break;
        }
        case 2u:
        {
            uint3 _654 = uint3(_604, _613);
            v_32[0u] = _37.read(uint2(_654.xy), uint(_654.z), 0);
            uint3 _658 = uint3(_604, _613 + 1u);
            v_32[1u] = _37.read(uint2(_658.xy), uint(_658.z), 0);
            uint3 _661 = uint3(_604, _613);
            v_32[2u] = _41.read(uint2(_661.xy), uint(_661.z), 0);
            uint3 _665 = uint3(_604, _613 + 1u);
            v_32[3u] = _41.read(uint2(_665.xy), uint(_665.z), 0);
            break;
        }
        default:
        {
            uint3 _668 = uint3(_604, _613);
            v_32[0u] = _38.read(uint2(_668.xy), uint(_668.z), 0);
            uint3 _672 = uint3(_604, _613 + 1u);
            v_32[1u] = _38.read(uint2(_672.xy), uint(_672.z), 0);
            uint3 _675 = uint3(_604, _613);
            v_32[2u] = _42.read(uint2(_675.xy), uint(_675.z), 0);
            uint3 _679 = uint3(_604, _613 + 1u);
            v_32[3u] = _42.read(uint2(_679.xy), uint(_679.z), 0);
            break;
        }
    }
    v_29 = v_32;
    _462(uint(fast::clamp(_24._m0[0u].w, 0.0, 4294967040.0)), uint(fast::clamp(_24._m0[0u].z, 0.0, 4294967040.0)), uint(fast::clamp(_24._m0[0u].x, 0.0, 4294967040.0)), _24._m0[0u].y, v_27, v_29, v_32, v_33);
    _13 _698 = _385(v_29);
    out.m_576 = _698._m0;
    out.m_577 = _698._m1;
    out.m_578 = _698._m2;
    out.m_579 = _698._m3;
    out.m_580 = _698._m4;
    out.m_581 = _698._m5;
    out.m_582 = _698._m6;
    out.m_583 = _698._m7;
    return out;
}
