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

struct _16
{
    uint4 _m0;
    uint4 _m1;
    uint4 _m2;
    uint4 _m3;
    uint4 _m4;
    uint4 _m5;
    uint4 _m6;
};

struct _36
{
    _6 _m0;
};

struct _39
{
    float4 _m0[42];
};

constant spvUnsafeArray<float4, 48> _51 = spvUnsafeArray<float4, 48>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
constant spvUnsafeArray<float4, 16> _54 = spvUnsafeArray<float4, 16>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });

struct vertex_main_out
{
    float2 m_1028 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _58(float4 _57, constant _36& v_35)
{
    return float4(_57.x, _57.y * v_35._m0._m4.x, (_57.z * v_35._m0._m4.y) + (_57.w * v_35._m0._m4.z), _57.w);
}

vertex vertex_main_out vertex_main(constant _36& v_35 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    spvUnsafeArray<float4, 48> _49 = spvUnsafeArray<float4, 48>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 16> _52 = spvUnsafeArray<float4, 16>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 16> _55 = spvUnsafeArray<float4, 16>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    float2 _1042 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _8 _1056 = _8{ _58(float4(_1042, 0.0, 1.0), v_35), float2(0.5 + (0.5 * _1042.x), 0.5 - (0.5 * _1042.y)) * v_35._m0._m2.zw };
    out.gl_Position = _1056._m0;
    out.m_1028 = _1056._m1;
    return out;
}

struct fragment_main_out
{
    uint4 m_1067 [[color(0)]];
    uint4 m_1069 [[color(1)]];
    uint4 m_1070 [[color(2)]];
    uint4 m_1071 [[color(3)]];
    uint4 m_1072 [[color(4)]];
    uint4 m_1073 [[color(5)]];
    uint4 m_1074 [[color(6)]];
};

struct fragment_main_in
{
    float2 m_1064 [[user(locn0)]];
};

static inline __attribute__((always_inline))
uint _176(uint _178, uint _179)
{
    return _178 % ((_179 == 0u) ? 1u : _179);
}

static inline __attribute__((always_inline))
uint _420(uint _421, uint _422)
{
    return _421 / ((_422 == 0u) ? 1u : _422);
}

static inline __attribute__((always_inline))
uint2 _107(uint _106)
{
    return uint2(_106 & 2047u, _106 >> 11u);
}

static inline __attribute__((always_inline))
float3 _140(float3 _139, constant _39& v_38)
{
    float3 _157 = (_139 - v_38._m0[1u].xyz) / float3(v_38._m0[1u].w);
    if (v_38._m0[0u].w < 0.5)
    {
        return fast::clamp(float3(0.5) + (_157 * 0.5), float3(0.0), float3(1.0));
    }
    float _168 = fast::max(length(_157), 1.0);
    return float3(0.5) + (((_157 * 0.25) * (2.0 - (1.0 / _168))) / float3(_168));
}

static inline __attribute__((always_inline))
void _187(uint _185, float3 _186, constant _39& v_38, texture2d<uint> v_46, thread spvUnsafeArray<float4, 48>& v_49)
{
    uint _194 = 0u;
    float4 _196 = float4(0.0);
    uint2 _211 = uint2(4294967295u);
    uint2 _246 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _211))
        {
            break;
        }
        _211 -= uint2(uint(_211.y == 0u), 1u);
        if (!(_194 < uint(fast::clamp(v_38._m0[2u].x, 0.0, 4294967040.0))))
        {
            break;
        }
        uint _234 = 30u + _194;
        float3 _239 = (_186 * v_38._m0[_234].x) + float3(0.5);
        float3 _240 = floor(_239);
        float3 _241 = _239 - _240;
        _196 = float4(0.0);
        uint _199 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _246))
            {
                break;
            }
            _246 -= uint2(uint(_246.y == 0u), 1u);
            if (!(_199 < 8u))
            {
                break;
            }
            uint3 _270 = uint3(_199 & 1u, (_199 >> 1u) & 1u, _199 >> 2u);
            uint3 _274 = uint3(fast::clamp(_240, float3(0.0), float3(4294967040.0))) + _270;
            float3 _278 = select(float3(1.0) - _241, _241, _270 == uint3(1u));
            uint _281 = uint(fast::clamp(v_38._m0[_234].y, 0.0, 4294967040.0));
            _196 += ((float4(v_38._m0[9u].x) + (float4(v_46.read(uint2(_107(uint(fast::clamp(v_38._m0[_234].z, 0.0, 4294967040.0)) + _176((_281 > 0u) ? (_274.x + (_281 * (_274.y + (_281 * _274.z)))) : ((_274.x ^ (_274.y * 2654435761u)) ^ (_274.z * 805459861u)), uint(fast::clamp(v_38._m0[_234].w, 0.0, 4294967040.0))))), 0)) * v_38._m0[9u].y)) * ((_278.x * _278.y) * _278.z));
            _199++;
            continue;
        }
        v_49[(12u * _185) + _194] = _196;
        _194++;
        continue;
    }
}

static inline __attribute__((always_inline))
void _336(uint _335, constant _39& v_38, thread spvUnsafeArray<float4, 48>& v_49, thread spvUnsafeArray<float4, 16>& v_52)
{
    uint _339 = 0u;
    uint2 _345 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _345))
        {
            break;
        }
        _345 -= uint2(uint(_345.y == 0u), 1u);
        if (!(_339 < uint(fast::clamp(v_38._m0[2u].x, 0.0, 4294967040.0))))
        {
            break;
        }
        v_52[_339] = v_49[(12u * _335) + _339];
        _339++;
        continue;
    }
}

static inline __attribute__((always_inline))
float4 _414(uint _413, texture2d<float> v_47)
{
    return v_47.read(uint2(_107(_413)), 0);
}

static inline __attribute__((always_inline))
void _433(float _428, uint _429, uint _430, uint _431, uint _432, texture2d<float> v_47, thread spvUnsafeArray<float4, 16>& v_52, thread spvUnsafeArray<float4, 16>& v_55)
{
    uint _436 = 0u;
    uint _437 = 0u;
    float4 _439 = float4(0.0);
    uint2 _448 = uint2(4294967295u);
    uint2 _478 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _448))
        {
            break;
        }
        _448 -= uint2(uint(_448.y == 0u), 1u);
        if (!(_436 < _432))
        {
            break;
        }
        _437 = (uint(fast::clamp(_428, 0.0, 4294967040.0)) + _431) + _436;
        _439 = _414(_437 + (_429 * _430), v_47);
        uint _441 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _478))
            {
                break;
            }
            _478 -= uint2(uint(_478.y == 0u), 1u);
            if (!(_441 < _420(_429 + 3u, 4u)))
            {
                break;
            }
            _439 += ((_414(_437, v_47) * v_52[_441].x) + (_414(_437 + _430, v_47) * v_52[_441].y));
            _439 += ((_414(_437 + (2u * _430), v_47) * v_52[_441].z) + (_414(_437 + (3u * _430), v_47) * v_52[_441].w));
            _437 += (4u * _430);
            _441++;
            continue;
        }
        v_55[_436] = _439;
        _436++;
        continue;
    }
}

static inline __attribute__((always_inline))
void _378(uint _376, float _377, thread spvUnsafeArray<float4, 16>& v_52, thread spvUnsafeArray<float4, 16>& v_55)
{
    uint _380 = 0u;
    uint2 _386 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _386))
        {
            break;
        }
        _386 -= uint2(uint(_386.y == 0u), 1u);
        if (!(_380 < _376))
        {
            break;
        }
        v_52[_380] = fast::max(v_55[_380], float4(_377));
        _380++;
        continue;
    }
}

static inline __attribute__((always_inline))
float4 _118(uint _116, uint _117, constant _39& v_38, texture2d_array<uint> v_44)
{
    uint3 _130 = uint3(_107(_116), _117);
    return float4(v_38._m0[9u].z) + (float4(v_44.read(uint2(_130.xy), uint(_130.z), 0)) * v_38._m0[9u].w);
}

static inline __attribute__((always_inline))
float3 _856(float3 _855, constant _39& v_38)
{
    return (sign(_855) * v_38._m0[8u].z) * (exp(abs(_855) / float3(v_38._m0[8u].z)) - float3(1.0));
}

static inline __attribute__((always_inline))
void _541(uint _538, uint _539, uint _540, constant _39& v_38, texture2d<float> v_47, thread spvUnsafeArray<float4, 48>& v_49, thread spvUnsafeArray<float4, 16>& v_52, thread spvUnsafeArray<float4, 16>& v_55)
{
    float4 _549 = float4(0.0);
    float4 _553 = float4(-1000000015047466219876688855040.0);
    float _555 = 0.0;
    uint _560 = 0u;
    uint _548 = 0u;
    uint _563 = 0u;
    uint _554 = 0u;
    uint2 _580 = uint2(4294967295u);
    uint2 _601 = uint2(4294967295u);
    uint2 _668 = uint2(4294967295u);
    uint2 _689 = uint2(4294967295u);
    uint2 _753 = uint2(4294967295u);
    uint2 _776 = uint2(4294967295u);
    uint2 _825 = uint2(4294967295u);
    uint _565 = _420(_540, 4u);
    uint _570 = _420(uint(fast::clamp(v_38._m0[2u].z, 0.0, 4294967040.0)), 4u);
    uint _571 = 3u * _570;
    _336(_538, v_38, v_49, v_52);
    _433(v_38._m0[4u].z, _540, _571, 0u, _570, v_47, v_52, v_55);
    for (;;)
    {
        if (all(uint2(0u) == _580))
        {
            break;
        }
        _580 -= uint2(uint(_580.y == 0u), 1u);
        if (!(_548 < _565))
        {
            break;
        }
        _549 = float4(0.0);
        uint _551 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _601))
            {
                break;
            }
            _601 -= uint2(uint(_601.y == 0u), 1u);
            if (!(_551 < _570))
            {
                break;
            }
            uint _628 = ((uint(fast::clamp(v_38._m0[4u].z, 0.0, 4294967040.0)) + ((4u * _548) * _571)) + _570) + _551;
            _549 += float4(dot(v_55[_551], _414(_628, v_47)), dot(v_55[_551], _414(_628 + _571, v_47)), dot(v_55[_551], _414(_628 + (2u * _571), v_47)), dot(v_55[_551], _414(_628 + (3u * _571), v_47)));
            _551++;
            continue;
        }
        v_52[_548] = _549;
        _548++;
        continue;
    }
    for (;;)
    {
        if (all(uint2(0u) == _668))
        {
            break;
        }
        _668 -= uint2(uint(_668.y == 0u), 1u);
        if (!(_554 < _539))
        {
            break;
        }
        _555 = 0.0;
        uint _558 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _689))
            {
                break;
            }
            _689 -= uint2(uint(_689.y == 0u), 1u);
            if (!(_558 < _565))
            {
                break;
            }
            _555 += dot(v_52[_558], v_49[(12u * _554) + _558]);
            _558++;
            continue;
        }
        _553[_554] = _555 * rsqrt(v_38._m0[2u].z);
        _554++;
        continue;
    }
    _553 = exp(_553 - float4(fast::max(fast::max(_553.x, _553.y), fast::max(_553.z, _553.w))));
    _553 /= float4(dot(_553, float4(1.0)));
    for (;;)
    {
        if (all(uint2(0u) == _753))
        {
            break;
        }
        _753 -= uint2(uint(_753.y == 0u), 1u);
        if (!(_560 < _565))
        {
            break;
        }
        v_52[_560] = float4(0.0);
        uint _561 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _776))
            {
                break;
            }
            _776 -= uint2(uint(_776.y == 0u), 1u);
            if (!(_561 < _539))
            {
                break;
            }
            v_52[_560] += (v_49[(12u * _561) + _560] * _553[_561]);
            _561++;
            continue;
        }
        _560++;
        continue;
    }
    _433(v_38._m0[4u].z, _540, _571, 2u * _570, _570, v_47, v_52, v_55);
    _378(_570, -1000000015047466219876688855040.0, v_52, v_55);
    _433(v_38._m0[4u].w, 4u * _570, _565, 0u, _565, v_47, v_52, v_55);
    for (;;)
    {
        if (all(uint2(0u) == _825))
        {
            break;
        }
        _825 -= uint2(uint(_825.y == 0u), 1u);
        if (!(_563 < _565))
        {
            break;
        }
        uint _844 = (12u * _538) + _563;
        v_49[_844] += v_55[_563];
        _563++;
        continue;
    }
}

static inline __attribute__((always_inline))
float4 _902(float4 _900, float4 _901)
{
    return float4((_900.x * _901.x) - dot(_900.yzw, _901.yzw), ((_901.yzw * _900.x) + (_900.yzw * _901.x)) + cross(_900.yzw, _901.yzw));
}

static inline __attribute__((always_inline))
uint4 _929(float4 _925, float4 _926, float4 _927, float _928)
{
    return uint4(fast::clamp(select(float4(0.0), fast::clamp(rint((_925 - _926) / select(float4(1.0), _927, _927 > float4(0.0))), float4(0.0), float4(_928)), _927 > float4(0.0)), float4(0.0), float4(4294967040.0)));
}

static inline __attribute__((always_inline))
uint4 _947(float3 _946, constant _39& v_38)
{
    float3 _961 = (_946 - v_38._m0[17u].xyz) / float3(v_38._m0[15u].w);
    return _929(float4(sign(_961) * log(float3(1.0) + abs(_961)), 0.0), float4(v_38._m0[15u].xyz, 0.0), float4(v_38._m0[16u].xyz, 0.0), 65535.0);
}

static inline __attribute__((always_inline))
float4 _874(float4 _872, float _873, constant _39& v_38)
{
    return float4(float3((_872.x + _872.y) - _872.z, _872.x + _872.z, (_872.x - _872.y) - _872.z) * _873, v_38._m0[7u].z * _872.w);
}

static inline __attribute__((always_inline))
uint4 _980(uint _978, uint _979, constant _39& v_38, texture2d_array<uint> v_44, thread spvUnsafeArray<float4, 16>& v_55)
{
    float4 _986 = float4(0.0);
    _986 = v_55[2u + _979];
    if (_979 == 0u)
    {
        _986 += _874(_118(_978, 3u, v_38, v_44), v_38._m0[7u].x, v_38);
    }
    else
    {
        _986 = (_986 * v_38._m0[8u].y) + _874(_118(_978, 3u + _979, v_38, v_44), v_38._m0[7u].y, v_38);
    }
    return _929(_986, v_38._m0[22u + (2u * _979)], v_38._m0[23u + (2u * _979)], 255.0);
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _39& v_38 [[buffer(1)]], texture2d<uint> _41 [[texture(2)]], texture2d<uint> _43 [[texture(4)]], texture2d_array<uint> v_44 [[texture(6)]], texture2d<uint> v_46 [[texture(8)]], texture2d<float> v_47 [[texture(10)]], float4 gl_FragCoord [[position]])
{
    _16 _1085 = _16{ uint4(0u), uint4(0u), uint4(0u), uint4(0u), uint4(0u), uint4(0u), uint4(0u) };
    float3 _1087 = float3(0.0);
    float3 _1090 = float3(0.0);
    float3 _1092 = float3(0.0);
    uint _1093 = 1u;
    uint2 _1195 = uint2(4294967295u);
    fragment_main_out out = {};
    spvUnsafeArray<float4, 48> v_49 = spvUnsafeArray<float4, 48>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 16> v_52 = spvUnsafeArray<float4, 16>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    spvUnsafeArray<float4, 16> v_55 = spvUnsafeArray<float4, 16>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    _8 _1060 = _8{ gl_FragCoord, in.m_1064 };
    uint _1098 = uint(fast::clamp(v_38._m0[0u].x, 0.0, 4294967040.0));
    uint _1103 = 1u + uint(fast::clamp(v_38._m0[0u].y, 0.0, 4294967040.0));
    uint _1113 = (uint(fast::clamp(_1060._m1.y, 0.0, 4294967040.0)) * 2048u) + uint(fast::clamp(_1060._m1.x, 0.0, 4294967040.0));
    if (_1113 >= (_1103 * _1098))
    {
        out.m_1067 = _1085._m0;
        out.m_1069 = _1085._m1;
        out.m_1070 = _1085._m2;
        out.m_1071 = _1085._m3;
        out.m_1072 = _1085._m4;
        out.m_1073 = _1085._m5;
        out.m_1074 = _1085._m6;
        return out;
    }
    uint _1126 = _176(_1113, _1098);
    uint _1127 = _420(_1113, _1098);
    uint _1132 = 4u * uint(fast::clamp(v_38._m0[2u].x, 0.0, 4294967040.0));
    uint _1136 = uint(fast::clamp(v_38._m0[2u].y, 0.0, 4294967040.0));
    float3 _1149 = v_38._m0[10u].xyz + (float3(_41.read(uint2(_107(_1126)), 0).xyz) * v_38._m0[11u].xyz);
    float3 _1161 = v_38._m0[12u].xyz + ((sign(_1149) * v_38._m0[10u].w) * (exp(abs(_1149)) - float3(1.0)));
    float3 _1175 = v_38._m0[13u].xyz + (float3(_43.read(uint2(_107(_1126)), 0).xyz) * v_38._m0[14u].xyz);
    _187(0u, _140(_1161, v_38), v_38, v_46, v_49);
    _336(0u, v_38, v_49, v_52);
    _433(v_38._m0[4u].x, _1132, _420(_1136, 4u), 0u, _420(_1136, 4u), v_47, v_52, v_55);
    _378(_420(_1136, 4u), 0.0, v_52, v_55);
    _433(v_38._m0[4u].y, _1136, _1103 - 1u, 0u, _1103 - 1u, v_47, v_52, v_55);
    _1087 = _1161;
    _1090 = _1175;
    for (;;)
    {
        if (all(uint2(0u) == _1195))
        {
            break;
        }
        _1195 -= uint2(uint(_1195.y == 0u), 1u);
        if (!(_1093 < _1103))
        {
            break;
        }
        uint _1214 = (_1093 * _1098) + _1126;
        float3 _1220 = _118(_1214, 2u, v_38, v_44).xyz * v_38._m0[6u].y;
        float _1229 = (_1175.x + v_55[_1093 - 1u].w) + _1220.x;
        float3 _1241 = v_55[_1093 - 1u].xyz + (_856(_118(_1214, 0u, v_38, v_44).xyz, v_38) * v_38._m0[6u].x);
        float3 _1244 = _1161 + (_1241 * exp(_1229));
        _187(_1093, _140(_1244, v_38), v_38, v_46, v_49);
        if (_1093 == _1127)
        {
            _1087 = _1244;
            _1090 = float3(_1229) + float3(0.0, _1220.yz);
            _1092 = _1241;
        }
        _1093++;
        continue;
    }
    if (v_38._m0[2u].z > 0.0)
    {
        _541(_1127, _1103, _1132, v_38, v_47, v_49, v_52, v_55);
    }
    _336(_1127, v_38, v_49, v_52);
    v_52[_420(_1132, 4u)] = float4(_1092, 0.0);
    _433(v_38._m0[5u].x, _1132 + 3u, _420(_1136, 4u), 0u, _420(_1136, 4u), v_47, v_52, v_55);
    _378(_420(_1136, 4u), 0.0, v_52, v_55);
    uint _1281 = uint(fast::clamp(v_38._m0[0u].z, 0.0, 4294967040.0));
    _433(v_38._m0[5u].y, _1136, 2u + _1281, 0u, 2u + _1281, v_47, v_52, v_55);
    if (_1127 > 0u)
    {
        _1090 += float3(0.0, v_55[0u].yz);
    }
    float4 _1320 = _902(v_55[1u] + float4(1.0, 0.0, 0.0, 0.0), float4(1.0, _118(_1113, 1u, v_38, v_44).xyz * v_38._m0[6u].z));
    float4 _1324 = _1320 / float4(fast::max(length(_1320), 9.9999999600419720025001879548654e-13));
    _1085._m0 = _947(_1087, v_38);
    _1085._m1 = _929(select(_1324, -_1324, bool4(_1324.x < 0.0)), v_38._m0[18u], v_38._m0[19u], 255.0);
    _1085._m2 = _929(float4(_1090, 1.0 / (1.0 + exp(((-v_38._m0[8u].x) * v_55[0u].w) - (v_38._m0[6u].w * _118(_1113, 0u, v_38, v_44).w)))), v_38._m0[20u], v_38._m0[21u], 255.0);
    _1085._m3 = _980(_1113, 0u, v_38, v_44, v_55);
    if (_1281 > 1u)
    {
        _1085._m4 = _980(_1113, 1u, v_38, v_44, v_55);
        _1085._m5 = _980(_1113, 2u, v_38, v_44, v_55);
        _1085._m6 = _980(_1113, 3u, v_38, v_44, v_55);
    }
    out.m_1067 = _1085._m0;
    out.m_1069 = _1085._m1;
    out.m_1070 = _1085._m2;
    out.m_1071 = _1085._m3;
    out.m_1072 = _1085._m4;
    out.m_1073 = _1085._m5;
    out.m_1074 = _1085._m6;
    return out;
}
