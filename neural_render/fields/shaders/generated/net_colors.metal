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

struct _18
{
    float4 _m0;
    float4 _m1;
    float4 _m2;
    float4 _m3;
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
    float2 m_907 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _39(float4 _38, constant _23& v_22)
{
    return float4(_38.x, _38.y * v_22._m0._m4.x, (_38.z * v_22._m0._m4.y) + (_38.w * v_22._m0._m4.z), _38.w);
}

vertex vertex_main_out vertex_main(constant _23& v_22 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    spvUnsafeArray<float4, 8> _30 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 8> _36 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    float2 _921 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _8 _935 = _8{ _39(float4(_921, 0.0, 1.0), v_22), float2(0.5 + (0.5 * _921.x), 0.5 - (0.5 * _921.y)) * v_22._m0._m2.zw };
    out.gl_Position = _935._m0;
    out.m_907 = _935._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_946 [[color(0)]];
    float4 m_947 [[color(1)]];
    float4 m_948 [[color(2)]];
    float4 m_949 [[color(3)]];
};

struct fragment_main_in
{
    float2 m_943 [[user(locn0)]];
};

static inline __attribute__((always_inline))
uint _578(uint _579, uint _580)
{
    return _579 % ((_580 == 0u) ? 1u : _580);
}

static inline __attribute__((always_inline))
uint _431(uint _433, uint _434)
{
    return _433 / ((_434 == 0u) ? 1u : _434);
}

static inline __attribute__((always_inline))
uint2 _420(uint2 _422, uint2 _423)
{
    return _422 / select(_423, uint2(1u), _423 == uint2(0u));
}

static inline __attribute__((always_inline))
uint2 _440(constant _23& v_22, constant _26& v_25)
{
    uint _450 = uint(fast::clamp(v_25._m0[2u].x, 0.0, 4294967040.0));
    return _420((uint2(fast::clamp(v_22._m0._m2.xy, float2(0.0), float2(4294967040.0))) + uint2(_450)) - uint2(1u), uint2(_450)) * uint2(_431(_450, uint(fast::clamp(v_25._m0[2u].y, 0.0, 4294967040.0))));
}

static inline __attribute__((always_inline))
float4 _89(uint _88, texture2d<float> v_28)
{
    return v_28.read(uint2(uint2(_88 & 2047u, _88 >> 11u)), 0);
}

static inline __attribute__((always_inline))
void _472(uint _471, texture2d<float> v_28, thread spvUnsafeArray<float4, 8>& v_30)
{
    float4 _476 = _89(_471, v_28);
    float4 _478 = _89(_471 + 1u, v_28);
    spvUnsafeArray<float4, 8> _479 = spvUnsafeArray<float4, 8>({ _476, _478, _476, _478, _476, _478, _476, _478 });
    v_30 = _479;
}

static inline __attribute__((always_inline))
uint2 _585(uint2 _586, uint2 _587)
{
    return _586 % select(_587, uint2(1u), _587 == uint2(0u));
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
void _483(uint _481, float4 _482, texture2d<float> v_28, thread spvUnsafeArray<float4, 8>& v_30)
{
    float4 _487 = _89(_481, v_28);
    v_30[0u] += (_487 * _482.x);
    v_30[2u] += (_487 * _482.y);
    v_30[4u] += (_487 * _482.z);
    v_30[6u] += (_487 * _482.w);
    float4 _513 = _89(_481 + 1u, v_28);
    v_30[1u] += (_513 * _482.x);
    v_30[3u] += (_513 * _482.y);
    v_30[5u] += (_513 * _482.z);
    v_30[7u] += (_513 * _482.w);
}

static inline __attribute__((always_inline))
void _545(uint _539, uint _540, float4 _541, float4 _542, float4 _543, float4 _544, texture2d<float> v_28, thread spvUnsafeArray<float4, 8>& v_30)
{
    _483(_539, float4(_541.x, _542.x, _543.x, _544.x), v_28, v_30);
    _483(_539 + _540, float4(_541.y, _542.y, _543.y, _544.y), v_28, v_30);
    _483(_539 + (2u * _540), float4(_541.z, _542.z, _543.z, _544.z), v_28, v_30);
    _483(_539 + (3u * _540), float4(_541.w, _542.w, _543.w, _544.w), v_28, v_30);
}

static inline __attribute__((always_inline))
void _594(uint2 _593, constant _23& v_22, constant _26& v_25, texture2d<float> v_28, thread spvUnsafeArray<float4, 8>& v_30, texture2d_array<float> v_33, texture2d_array<float> v_35)
{
    uint _602 = 0u;
    uint _604 = 0u;
    uint2 _665 = uint2(4294967295u);
    uint2 _732 = uint2(4294967295u);
    uint _617 = uint(fast::clamp(v_25._m0[0u].x, 0.0, 4294967040.0)) + uint(fast::clamp(v_25._m0[1u].w, 0.0, 4294967040.0));
    uint _621 = uint(fast::clamp(v_25._m0[0u].y, 0.0, 4294967040.0));
    uint _625 = uint(fast::clamp(v_25._m0[0u].z, 0.0, 4294967040.0));
    uint _629 = uint(fast::clamp(v_25._m0[1u].x, 0.0, 4294967040.0));
    uint _633 = uint(fast::clamp(v_25._m0[1u].y, 0.0, 4294967040.0));
    uint _637 = uint(fast::clamp(v_25._m0[0u].w, 0.0, 4294967040.0));
    uint2 _646 = uint2(_578(_637, _629), _431(_637, _629)) + uint2(uint(fast::clamp(v_25._m0[1u].z, 0.0, 4294967040.0)));
    uint2 _647 = _440(v_22, v_25);
    uint2 _650 = uint3(v_33.get_width(0u), v_33.get_height(0u), v_33.get_array_size()).xy - uint2(1u);
    _472(_617 + ((((_633 * _633) * 4u) * _621) * _625), v_28, v_30);
    uint _657 = _431(_633, _629);
    for (;;)
    {
        if (all(uint2(0u) == _665))
        {
            break;
        }
        _665 -= uint2(uint(_665.y == 0u), 1u);
        if (!(_602 < (_657 * _657)))
        {
            break;
        }
        uint2 _687 = uint2(_578(_602, _657), _431(_602, _657));
        uint2 _693 = ((_593 * uint2(2u)) + _420(_646, uint2(_629))) - _687;
        uint2 _694 = _693 + uint2(1u);
        uint2 _697 = uint2(_693.x, _694.x);
        uint2 _700 = uint2(_693.y, _694.y);
        float2 _704 = float2(_697 < uint2(_647.x));
        float2 _708 = float2(_700 < uint2(_647.y));
        uint2 _711 = min(_697, uint2(_650.x));
        uint2 _714 = min(_700, uint2(_650.y));
        uint2 _719 = _585(_646, uint2(_629)) + (_687 * uint2(_629));
        _604 = _617 + (((((_719.y * _633) + _719.x) * 4u) * _621) * _625);
        uint _606 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _732))
            {
                break;
            }
            _732 -= uint2(uint(_732.y == 0u), 1u);
            if (!(_606 < _621))
            {
                break;
            }
            _545(_604, _625, _402(uint2(_711.x, _714.x), _606, v_33, v_35) * (_704.x * _708.x), _402(uint2(_711.y, _714.x), _606, v_33, v_35) * (_704.y * _708.x), _402(uint2(_711.x, _714.y), _606, v_33, v_35) * (_704.x * _708.y), _402(uint2(_711.y, _714.y), _606, v_33, v_35) * (_704.y * _708.y), v_28, v_30);
            _604 += (4u * _625);
            _606++;
            continue;
        }
        _602++;
        continue;
    }
}

static inline __attribute__((always_inline))
void _797(uint _795, uint _796, texture2d<float> v_28, thread spvUnsafeArray<float4, 8>& v_30)
{
    _472(_795 + ((4u * _796) * _796), v_28, v_30);
    _545(_795, _796, v_30[0], v_30[2], v_30[4], v_30[6], v_28, v_30);
    if (_796 > 1u)
    {
        _545(_795 + (4u * _796), _796, v_30[1], v_30[3], v_30[5], v_30[7], v_28, v_30);
        return;
    }
    else
    {
        return;
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
float4 _824(float4 _822, float4 _823, constant _26& v_25, texture2d<float> v_28)
{
    float4 _830 = float4(0.0);
    uint _832 = 0u;
    uint _838 = uint(fast::clamp(v_25._m0[3u].w, 0.0, 4294967040.0));
    _830 = (((_89(_838, v_28) * _822.x) + (_89(_838 + 1u, v_28) * _822.y)) + (_89(_838 + 2u, v_28) * _822.z)) + (_89(_838 + 3u, v_28) * _822.w);
    _832 = _838 + 4u;
    if (uint(fast::clamp(v_25._m0[0u].z, 0.0, 4294967040.0)) > 1u)
    {
        _830 += ((((_89(_832, v_28) * _823.x) + (_89(_832 + 1u, v_28) * _823.y)) + (_89(_832 + 2u, v_28) * _823.z)) + (_89(_832 + 3u, v_28) * _823.w));
        _832 += 4u;
    }
    return float4(float3(1.0) / (float3(1.0) + exp(-(_830 + _89(_832, v_28)).xyz)), 1.0);
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _23& v_22 [[buffer(0)]], constant _26& v_25 [[buffer(1)]], texture2d<float> v_28 [[texture(2)]], texture2d_array<float> v_33 [[texture(4)]], texture2d_array<float> v_35 [[texture(6)]], float4 gl_FragCoord [[position]])
{
    uint _956 = 0u;
    uint2 _973 = uint2(4294967295u);
    fragment_main_out out = {};
    spvUnsafeArray<float4, 8> v_30 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 8> _36 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    _594(uint2(fast::clamp((_8{ gl_FragCoord, in.m_943 })._m1, float2(0.0), float2(4294967040.0))), v_22, v_25, v_28, v_30, v_33, v_35);
    uint _965 = uint(fast::clamp(v_25._m0[0u].z, 0.0, 4294967040.0));
    uint _968 = ((4u * _965) + 1u) * _965;
    for (;;)
    {
        if (all(uint2(0u) == _973))
        {
            break;
        }
        _973 -= uint2(uint(_973.y == 0u), 1u);
        if (!(_956 < uint(fast::clamp(v_25._m0[3u].y, 0.0, 4294967040.0))))
        {
            break;
        }
        uint _1001 = uint(fast::clamp(v_25._m0[3u].z, 0.0, 4294967040.0)) + ((2u * _968) * _956);
        _36 = v_30;
        _797(_1001, _965, v_28, v_30);
        _292(8u, v_25._m0[3u].x, v_30);
        _797(_1001 + _968, _965, v_28, v_30);
        _335(_36, v_30);
        _956++;
        continue;
    }
    _18 _1033 = _18{ _824(v_30[0u], v_30[1u], v_25, v_28), _824(v_30[2u], v_30[3u], v_25, v_28), _824(v_30[4u], v_30[5u], v_25, v_28), _824(v_30[6u], v_30[7u], v_25, v_28) };
    out.m_946 = _1033._m0;
    out.m_947 = _1033._m1;
    out.m_948 = _1033._m2;
    out.m_949 = _1033._m3;
    return out;
}
