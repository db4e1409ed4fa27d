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

struct _23
{
    _6 _m0;
};

struct _26
{
    float4 _m0[4];
};

constant spvUnsafeArray<float4, 8> _32 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });

struct vertex_main_out
{
    float2 m_744 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _40(float4 _39, constant _23& v_22)
{
    return float4(_39.x, _39.y * v_22._m0._m4.x, (_39.z * v_22._m0._m4.y) + (_39.w * v_22._m0._m4.z), _39.w);
}

vertex vertex_main_out vertex_main(constant _23& v_22 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    spvUnsafeArray<float4, 8> _30 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 8> _36 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 8> _37 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    float2 _759 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _8 _773 = _8{ _40(float4(_759, 0.0, 1.0), v_22), float2(0.5 + (0.5 * _759.x), 0.5 - (0.5 * _759.y)) * v_22._m0._m2.zw };
    out.gl_Position = _773._m0;
    out.m_744 = _773._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_784 [[color(0)]];
    float4 m_785 [[color(1)]];
    float4 m_786 [[color(2)]];
    float4 m_787 [[color(3)]];
    float4 m_788 [[color(4)]];
    float4 m_789 [[color(5)]];
    float4 m_790 [[color(6)]];
    float4 m_791 [[color(7)]];
};

struct fragment_main_in
{
    float2 m_781 [[user(locn0)]];
};

static inline __attribute__((always_inline))
uint2 _420(uint2 _422, uint2 _423)
{
    return _422 / select(_423, uint2(1u), _423 == uint2(0u));
}

static inline __attribute__((always_inline))
uint _431(uint _433, uint _434)
{
    return _433 / ((_434 == 0u) ? 1u : _434);
}

static inline __attribute__((always_inline))
uint2 _440(constant _23& v_22, constant _26& v_25)
{
    uint _450 = uint(fast::clamp(v_25._m0[2u].x, 0.0, 4294967040.0));
    return _420((uint2(fast::clamp(v_22._m0._m2.xy, float2(0.0), float2(4294967040.0))) + uint2(_450)) - uint2(1u), uint2(_450)) * uint2(_431(_450, uint(fast::clamp(v_25._m0[2u].y, 0.0, 4294967040.0))));
}

static inline __attribute__((always_inline))
float4 _90(uint _89, texture2d<float> v_28)
{
    return v_28.read(uint2(uint2(_89 & 2047u, _89 >> 11u)), 0);
}

static inline __attribute__((always_inline))
void _105(uint _103, uint _104, texture2d<float> v_28, thread spvUnsafeArray<float4, 8>& v_30)
{
    if (_104 > 4u)
    {
        v_30[4u] = _90(_103 + 4u, v_28);
        v_30[5u] = _90(_103 + 5u, v_28);
        v_30[6u] = _90(_103 + 6u, v_28);
        v_30[7u] = _90(_103 + 7u, v_28);
    }
    if (_104 > 2u)
    {
        v_30[2u] = _90(_103 + 2u, v_28);
        v_30[3u] = _90(_103 + 3u, v_28);
    }
    v_30[0u] = _90(_103, v_28);
    v_30[1u] = _90(_103 + 1u, v_28);
}

static inline __attribute__((always_inline))
uint _470(uint _471, uint _472)
{
    return _471 % ((_472 == 0u) ? 1u : _472);
}

static inline __attribute__((always_inline))
uint2 _477(uint2 _478, uint2 _479)
{
    return _478 % select(_479, uint2(1u), _479 == uint2(0u));
}

static inline __attribute__((always_inline))
float4 _402(uint2 _400, uint _401, texture2d_array<float> v_33, texture2d_array<float> v_35)
{
    float4 _406 = float4(0.0);
    if (_401 < 8u)
    {
        uint3 _414 = uint3(_400, _401);
        _406 = v_33.read(uint2(_414.xy), uint(_414.z), 0);
    }
    else
    {
        uint3 _417 = uint3(_400, _401 - 8u);
        _406 = v_35.read(uint2(_417.xy), uint(_417.z), 0);
    }
    return _406;
}

static inline __attribute__((always_inline))
void _147(uint _144, uint _145, float _146, texture2d<float> v_28, thread spvUnsafeArray<float4, 8>& v_30)
{
    if (_145 > 4u)
    {
        v_30[4u] += (_90(_144 + 4u, v_28) * _146);
        v_30[5u] += (_90(_144 + 5u, v_28) * _146);
        v_30[6u] += (_90(_144 + 6u, v_28) * _146);
        v_30[7u] += (_90(_144 + 7u, v_28) * _146);
    }
    if (_145 > 2u)
    {
        v_30[2u] += (_90(_144 + 2u, v_28) * _146);
        v_30[3u] += (_90(_144 + 3u, v_28) * _146);
    }
    v_30[0u] += (_90(_144, v_28) * _146);
    v_30[1u] += (_90(_144 + 1u, v_28) * _146);
}

static inline __attribute__((always_inline))
void _217(uint _213, uint _214, uint _215, float4 _216, texture2d<float> v_28, thread spvUnsafeArray<float4, 8>& v_30)
{
    _147(_213, _215, _216.x, v_28, v_30);
    _147(_213 + _214, _215, _216.y, v_28, v_30);
    _147(_213 + (2u * _214), _215, _216.z, v_28, v_30);
    _147(_213 + (3u * _214), _215, _216.w, v_28, v_30);
}

static inline __attribute__((always_inline))
void _486(float2 _485, constant _23& v_22, constant _26& v_25, texture2d<float> v_28, thread spvUnsafeArray<float4, 8>& v_30, texture2d_array<float> v_33, texture2d_array<float> v_35)
{
    uint _494 = 0u;
    bool _496 = false;
    uint _499 = 0u;
    uint2 _559 = uint2(4294967295u);
    uint2 _614 = uint2(4294967295u);
    uint _512 = uint(fast::clamp(v_25._m0[0u].x, 0.0, 4294967040.0)) + uint(fast::clamp(v_25._m0[0u].w, 0.0, 4294967040.0));
    uint _516 = uint(fast::clamp(v_25._m0[0u].y, 0.0, 4294967040.0));
    uint _520 = uint(fast::clamp(v_25._m0[0u].z, 0.0, 4294967040.0));
    uint _524 = uint(fast::clamp(v_25._m0[1u].x, 0.0, 4294967040.0));
    uint _528 = uint(fast::clamp(v_25._m0[1u].y, 0.0, 4294967040.0));
    uint _532 = uint(fast::clamp(v_25._m0[1u].w, 0.0, 4294967040.0));
    uint2 _540 = uint2(fast::clamp(_485, float2(0.0), float2(4294967040.0))) + uint2(uint(fast::clamp(v_25._m0[1u].z, 0.0, 4294967040.0)));
    uint2 _541 = _440(v_22, v_25);
    uint2 _544 = uint3(v_33.get_width(0u), v_33.get_height(0u), v_33.get_array_size()).xy - uint2(1u);
    _105(_512 + ((((_528 * _528) * 4u) * _516) * _520), _532, v_28, v_30);
    uint _551 = _431(_528, _524);
    for (;;)
    {
        if (all(uint2(0u) == _559))
        {
            break;
        }
        _559 -= uint2(uint(_559.y == 0u), 1u);
        if (!(_494 < (_551 * _551)))
        {
            break;
        }
        uint2 _581 = uint2(_470(_494, _551), _431(_494, _551));
        uint2 _584 = _420(_540, uint2(_524)) - _581;
        if (_584.x < _541.x)
        {
            _496 = _584.y < _541.y;
        }
        else
        {
            _496 = false;
        }
        if (_496)
        {
            uint2 _601 = _477(_540, uint2(_524)) + (_581 * uint2(_524));
            _499 = _512 + (((((_601.y * _528) + _601.x) * 4u) * _516) * _520);
            uint _501 = 0u;
            for (;;)
            {
                if (all(uint2(0u) == _614))
                {
                    break;
                }
                _614 -= uint2(uint(_614.y == 0u), 1u);
                if (!(_501 < _516))
                {
                    break;
                }
                _217(_499, _520, _532, _402(min(_584, _544), _501, v_33, v_35), v_28, v_30);
                _499 += (4u * _520);
                _501++;
                continue;
            }
        }
        _494++;
        continue;
    }
}

static inline __attribute__((always_inline))
void _646(uint _644, uint _645, texture2d<float> v_28, thread spvUnsafeArray<float4, 8>& v_30, thread spvUnsafeArray<float4, 8>& v_36)
{
    uint _648 = 0u;
    uint2 _658 = uint2(4294967295u);
    _105(_644 + ((4u * _645) * _645), _645, v_28, v_30);
    for (;;)
    {
        if (all(uint2(0u) == _658))
        {
            break;
        }
        _658 -= uint2(uint(_658.y == 0u), 1u);
        if (!(_648 < 8u))
        {
            break;
        }
        if (_648 >= _645)
        {
            break;
        }
        _217(_644 + ((4u * _648) * _645), _645, _645, v_36[_648], v_28, v_30);
        _648++;
        continue;
    }
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
void _292(uint _290, float _291, thread spvUnsafeArray<float4, 8>& v_30)
{
    if (_290 > 4u)
    {
        v_30[4u] = _276(v_30[4u], _291);
        v_30[5u] = _276(v_30[5u], _291);
        v_30[6u] = _276(v_30[6u], _291);
        v_30[7u] = _276(v_30[7u], _291);
    }
    if (_290 > 2u)
    {
        v_30[2u] = _276(v_30[2u], _291);
        v_30[3u] = _276(v_30[3u], _291);
    }
    v_30[0u] = _276(v_30[0u], _291);
    v_30[1u] = _276(v_30[1u], _291);
}

static inline __attribute__((always_inline))
void _335(spvUnsafeArray<float4, 8> _334, thread spvUnsafeArray<float4, 8>& v_30)
{
    v_30[0u] += _334[0];
    v_30[1u] += _334[1];
    v_30[2u] += _334[2];
    v_30[3u] += _334[3];
    v_30[4u] += _334[4];
    v_30[5u] += _334[5];
    v_30[6u] += _334[6];
    v_30[7u] += _334[7];
}

static inline __attribute__((always_inline))
void _694(uint _690, uint _691, uint _692, float _693, texture2d<float> v_28, thread spvUnsafeArray<float4, 8>& v_30, thread spvUnsafeArray<float4, 8>& v_36, thread spvUnsafeArray<float4, 8>& v_37)
{
    uint _697 = 0u;
    uint2 _706 = uint2(4294967295u);
    uint _701 = ((4u * _692) + 1u) * _692;
    for (;;)
    {
        if (all(uint2(0u) == _706))
        {
            break;
        }
        _706 -= uint2(uint(_706.y == 0u), 1u);
        if (!(_697 < _691))
        {
            break;
        }
        uint _726 = _690 + ((2u * _701) * _697);
        v_37 = v_30;
        v_36 = v_30;
        _646(_726, _692, v_28, v_30, v_36);
        _292(_692, _693, v_30);
        v_36 = v_30;
        _646(_726 + _701, _692, v_28, v_30, v_36);
        _335(v_37, v_30);
        _697++;
        continue;
    }
}

static inline __attribute__((always_inline))
_13 _379(thread spvUnsafeArray<float4, 8>& v_30)
{
    return _13{ v_30[0u], v_30[1u], v_30[2u], v_30[3u], v_30[4u], v_30[5u], v_30[6u], v_30[7u] };
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _23& v_22 [[buffer(0)]], constant _26& v_25 [[buffer(1)]], texture2d<float> v_28 [[texture(2)]], texture2d_array<float> v_33 [[texture(4)]], texture2d_array<float> v_35 [[texture(6)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    spvUnsafeArray<float4, 8> v_30 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 8> v_36 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 8> v_37 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    _486((_8{ gl_FragCoord, in.m_781 })._m1, v_22, v_25, v_28, v_30, v_33, v_35);
    _694(uint(fast::clamp(v_25._m0[3u].z, 0.0, 4294967040.0)), uint(fast::clamp(v_25._m0[3u].y, 0.0, 4294967040.0)), uint(fast::clamp(v_25._m0[1u].w, 0.0, 4294967040.0)), v_25._m0[3u].x, v_28, v_30, v_36, v_37);
    _13 _816 = _379(v_30);
    out.m_784 = _816._m0;
    out.m_785 = _816._m1;
    out.m_786 = _816._m2;
    out.m_787 = _816._m3;
    out.m_788 = _816._m4;
    out.m_789 = _816._m5;
    out.m_790 = _816._m6;
    out.m_791 = _816._m7;
    return out;
}
