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
    float4 _m0[3];
};

constant spvUnsafeArray<float4, 8> _31 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });

struct vertex_main_out
{
    float2 m_798 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _37(float4 _36, constant _22& v_21)
{
    return float4(_36.x, _36.y * v_21._m0._m4.x, (_36.z * v_21._m0._m4.y) + (_36.w * v_21._m0._m4.z), _36.w);
}

vertex vertex_main_out vertex_main(constant _22& v_21 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    spvUnsafeArray<float4, 8> _29 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    float2 _812 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _8 _826 = _8{ _37(float4(_812, 0.0, 1.0), v_21), float2(0.5 + (0.5 * _812.x), 0.5 - (0.5 * _812.y)) * v_21._m0._m2.zw };
    out.gl_Position = _826._m0;
    out.m_798 = _826._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_837 [[color(0)]];
    float4 m_838 [[color(1)]];
    float4 m_839 [[color(2)]];
    float4 m_840 [[color(3)]];
    float4 m_841 [[color(4)]];
    float4 m_842 [[color(5)]];
    float4 m_843 [[color(6)]];
    float4 m_844 [[color(7)]];
};

struct fragment_main_in
{
    float2 m_834 [[user(locn0)]];
};

static inline __attribute__((always_inline))
uint _576(uint _577, uint _578)
{
    return _577 % ((_578 == 0u) ? 1u : _578);
}

static inline __attribute__((always_inline))
uint _429(uint _431, uint _432)
{
    return _431 / ((_432 == 0u) ? 1u : _432);
}

static inline __attribute__((always_inline))
uint2 _418(uint2 _420, uint2 _421)
{
    return _420 / select(_421, uint2(1u), _421 == uint2(0u));
}

static inline __attribute__((always_inline))
uint2 _438(constant _22& v_21, constant _25& v_24)
{
    uint _448 = uint(fast::clamp(v_24._m0[2u].x, 0.0, 4294967040.0));
    return _418((uint2(fast::clamp(v_21._m0._m2.xy, float2(0.0), float2(4294967040.0))) + uint2(_448)) - uint2(1u), uint2(_448)) * uint2(_429(_448, uint(fast::clamp(v_24._m0[2u].y, 0.0, 4294967040.0))));
}

static inline __attribute__((always_inline))
float4 _88(uint _87, texture2d<float> v_27)
{
    return v_27.read(uint2(uint2(_87 & 2047u, _87 >> 11u)), 0);
}

static inline __attribute__((always_inline))
void _470(uint _469, texture2d<float> v_27, thread spvUnsafeArray<float4, 8>& v_29)
{
    float4 _474 = _88(_469, v_27);
    float4 _476 = _88(_469 + 1u, v_27);
    spvUnsafeArray<float4, 8> _477 = spvUnsafeArray<float4, 8>({ _474, _476, _474, _476, _474, _476, _474, _476 });
    v_29 = _477;
}

static inline __attribute__((always_inline))
uint2 _583(uint2 _584, uint2 _585)
{
    return _584 % select(_585, uint2(1u), _585 == uint2(0u));
}

static inline __attribute__((always_inline))
float4 _400(uint2 _398, uint _399, texture2d_array<float> v_32, texture2d_array<float> v_34)
{
    float4 _404 = float4(0.0);
    if (_399 < 8u)
    {
        uint3 _412 = uint3(_398, _399);
        _404 = v_32.read(uint2(_412.xy), uint(_412.z), 0);
    }
    else
    {
        uint3 _415 = uint3(_398, _399 - 8u);
        _404 = v_34.read(uint2(_415.xy), uint(_415.z), 0);
    }
    return _404;
}

static inline __attribute__((always_inline))
void _481(uint _479, float4 _480, texture2d<float> v_27, thread spvUnsafeArray<float4, 8>& v_29)
{
    float4 _485 = _88(_479, v_27);
    v_29[0u] += (_485 * _480.x);
    v_29[2u] += (_485 * _480.y);
    v_29[4u] += (_485 * _480.z);
    v_29[6u] += (_485 * _480.w);
    float4 _511 = _88(_479 + 1u, v_27);
    v_29[1u] += (_511 * _480.x);
    v_29[3u] += (_511 * _480.y);
    v_29[5u] += (_511 * _480.z);
    v_29[7u] += (_511 * _480.w);
}

static inline __attribute__((always_inline))
void _543(uint _537, uint _538, float4 _539, float4 _540, float4 _541, float4 _542, texture2d<float> v_27, thread spvUnsafeArray<float4, 8>& v_29)
{
    _481(_537, float4(_539.x, _540.x, _541.x, _542.x), v_27, v_29);
    _481(_537 + _538, float4(_539.y, _540.y, _541.y, _542.y), v_27, v_29);
    _481(_537 + (2u * _538), float4(_539.z, _540.z, _541.z, _542.z), v_27, v_29);
    _481(_537 + (3u * _538), float4(_539.w, _540.w, _541.w, _542.w), v_27, v_29);
}

static inline __attribute__((always_inline))
void _592(uint2 _591, constant _22& v_21, constant _25& v_24, texture2d<float> v_27, thread spvUnsafeArray<float4, 8>& v_29, texture2d_array<float> v_32, texture2d_array<float> v_34)
{
    uint _600 = 0u;
    uint _602 = 0u;
    uint2 _663 = uint2(4294967295u);
    uint2 _730 = uint2(4294967295u);
    uint _615 = uint(fast::clamp(v_24._m0[0u].x, 0.0, 4294967040.0)) + uint(fast::clamp(v_24._m0[1u].w, 0.0, 4294967040.0));
    uint _619 = uint(fast::clamp(v_24._m0[0u].y, 0.0, 4294967040.0));
    uint _623 = uint(fast::clamp(v_24._m0[0u].z, 0.0, 4294967040.0));
    uint _627 = uint(fast::clamp(v_24._m0[1u].x, 0.0, 4294967040.0));
    uint _631 = uint(fast::clamp(v_24._m0[1u].y, 0.0, 4294967040.0));
    uint _635 = uint(fast::clamp(v_24._m0[0u].w, 0.0, 4294967040.0));
    uint2 _644 = uint2(_576(_635, _627), _429(_635, _627)) + uint2(uint(fast::clamp(v_24._m0[1u].z, 0.0, 4294967040.0)));
    uint2 _645 = _438(v_21, v_24);
    uint2 _648 = uint3(v_32.get_width(0u), v_32.get_height(0u), v_32.get_array_size()).xy - uint2(1u);
    _470(_615 + ((((_631 * _631) * 4u) * _619) * _623), v_27, v_29);
    uint _655 = _429(_631, _627);
    for (;;)
    {
        if (all(uint2(0u) == _663))
        {
            break;
        }
        _663 -= uint2(uint(_663.y == 0u), 1u);
        if (!(_600 < (_655 * _655)))
        {
            break;
        }
        uint2 _685 = uint2(_576(_600, _655), _429(_600, _655));
        uint2 _691 = ((_591 * uint2(2u)) + _418(_644, uint2(_627))) - _685;
        uint2 _692 = _691 + uint2(1u);
        uint2 _695 = uint2(_691.x, _692.x);
        uint2 _698 = uint2(_691.y, _692.y);
        float2 _702 = float2(_695 < uint2(_645.x));
        float2 _706 = float2(_698 < uint2(_645.y));
        uint2 _709 = min(_695, uint2(_648.x));
        uint2 _712 = min(_698, uint2(_648.y));
        uint2 _717 = _583(_644, uint2(_627)) + (_685 * uint2(_627));
        _602 = _615 + (((((_717.y * _631) + _717.x) * 4u) * _619) * _623);
        uint _604 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _730))
            {
                break;
            }
            _730 -= uint2(uint(_730.y == 0u), 1u);
            if (!(_604 < _619))
            {
                break;
            }
            _543(_602, _623, _400(uint2(_709.x, _712.x), _604, v_32, v_34) * (_702.x * _706.x), _400(uint2(_709.y, _712.x), _604, v_32, v_34) * (_702.y * _706.x), _400(uint2(_709.x, _712.y), _604, v_32, v_34) * (_702.x * _706.y), _400(uint2(_709.y, _712.y), _604, v_32, v_34) * (_702.y * _706.y), v_27, v_29);
            _602 += (4u * _623);
            _604++;
            continue;
        }
        _600++;
        continue;
    }
}

static inline __attribute__((always_inline))
_13 _377(thread spvUnsafeArray<float4, 8>& v_29)
{
    return _13{ v_29[0u], v_29[1u], v_29[2u], v_29[3u], v_29[4u], v_29[5u], v_29[6u], v_29[7u] };
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _22& v_21 [[buffer(0)]], constant _25& v_24 [[buffer(1)]], texture2d<float> v_27 [[texture(2)]], texture2d_array<float> v_32 [[texture(4)]], texture2d_array<float> v_34 [[texture(6)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    spvUnsafeArray<float4, 8> v_29 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    _592(uint2(fast::clamp((_8{ gl_FragCoord, in.m_834 })._m1, float2(0.0), float2(4294967040.0))), v_21, v_24, v_27, v_29, v_32, v_34);
    _13 _856 = _377(v_29);
    out.m_837 = _856._m0;
    out.m_838 = _856._m1;
    out.m_839 = _856._m2;
    out.m_840 = _856._m3;
    out.m_841 = _856._m4;
    out.m_842 = _856._m5;
    out.m_843 = _856._m6;
    out.m_844 = _856._m7;
    return out;
}
