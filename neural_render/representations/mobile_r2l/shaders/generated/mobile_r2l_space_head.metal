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

struct _10
{
    float4x4 _m0;
    float4 _m1;
    float4 _m2;
    float4 _m3;
    float4 _m4;
};

struct _12
{
    float4 _m0;
    float2 _m1;
};

struct _14
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

struct _19
{
    float3 _m0;
    float3 _m1;
};

struct _35
{
    float4 _m0[13];
};

struct _40
{
    _10 _m0;
};

constant spvUnsafeArray<float4, 8> _46 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
constant spvUnsafeArray<float4, 8> _672 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
constant spvUnsafeArray<float4, 8> _674 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });

struct vertex_main_out
{
    float2 m_1057 [[user(locn0)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
float4 _49(float4 _48, constant _40& v_39)
{
    return float4(_48.x, _48.y * v_39._m0._m4.x, (_48.z * v_39._m0._m4.y) + (_48.w * v_39._m0._m4.z), _48.w);
}

vertex vertex_main_out vertex_main(constant _40& v_39 [[buffer(0)]], uint gl_VertexIndex [[vertex_id]])
{
    vertex_main_out out = {};
    spvUnsafeArray<float4, 8> _44 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    float2 _1070 = (float2(float(gl_VertexIndex & 1u), float(gl_VertexIndex >> 1u)) * 4.0) - float2(1.0);
    _12 _1084 = _12{ _49(float4(_1070, 0.0, 1.0), v_39), float2(0.5 + (0.5 * _1070.x), 0.5 - (0.5 * _1070.y)) * v_39._m0._m2.zw };
    out.gl_Position = _1084._m0;
    out.m_1057 = _1084._m1;
    return out;
}

struct fragment_main_out
{
    float4 m_1095 [[color(0)]];
    float4 m_1096 [[color(1)]];
    float4 m_1097 [[color(2)]];
    float4 m_1098 [[color(3)]];
    float4 m_1099 [[color(4)]];
    float4 m_1100 [[color(5)]];
    float4 m_1101 [[color(6)]];
    float4 m_1102 [[color(7)]];
};

struct fragment_main_in
{
    float2 m_1092 [[user(locn0)]];
};

static inline __attribute__((always_inline))
_19 _341(float2 _340, constant _35& v_34, constant _40& v_39)
{
    float3 _362 = float3((((floor(_340) + float2(0.5)) * v_34._m0[1u].x) - v_39._m0._m1.zw) / v_39._m0._m1.xy, 1.0);
    return _19{ v_39._m0._m3.xyz, float3(dot(v_39._m0._m0[0].xyz, _362), dot(v_39._m0._m0[1].xyz, _362), dot(v_39._m0._m0[2].xyz, _362)) };
}

static inline __attribute__((always_inline))
float4 _97(uint _96, texture2d<float> v_42)
{
    return v_42.read(uint2(uint2(_96 & 2047u, _96 >> 11u)), 0);
}

static inline __attribute__((always_inline))
void _112(uint _110, uint _111, texture2d<float> v_42, thread spvUnsafeArray<float4, 8>& v_44)
{
    uint _115 = 0u;
    uint2 _127 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _127))
        {
            break;
        }
        _127 -= uint2(uint(_127.y == 0u), 1u);
        if (!(_115 < 8u))
        {
            break;
        }
        if (_115 >= _111)
        {
            break;
        }
        v_44[_115] = _97(_110 + _115, v_42);
        _115++;
        continue;
    }
}

static inline __attribute__((always_inline))
void _381(constant _35& v_34, texture2d<float> v_42, thread spvUnsafeArray<float4, 8>& v_44)
{
    _112(uint(fast::clamp(v_34._m0[0u].w, 0.0, 4294967040.0)) + ((4u * uint(fast::clamp(v_34._m0[0u].y, 0.0, 4294967040.0))) * uint(fast::clamp(v_34._m0[0u].z, 0.0, 4294967040.0))), uint(fast::clamp(v_34._m0[1u].z, 0.0, 4294967040.0)), v_42, v_44);
}

static inline __attribute__((always_inline))
uint _475(uint _477, uint _478)
{
    return _477 / ((_478 == 0u) ? 1u : _478);
}

static inline __attribute__((always_inline))
uint _483(uint _484, uint _485)
{
    return _484 % ((_485 == 0u) ? 1u : _485);
}

static inline __attribute__((always_inline))
void _160(uint _157, uint _158, float _159, texture2d<float> v_42, thread spvUnsafeArray<float4, 8>& v_44)
{
    uint _163 = 0u;
    uint2 _169 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _169))
        {
            break;
        }
        _169 -= uint2(uint(_169.y == 0u), 1u);
        if (!(_163 < 8u))
        {
            break;
        }
        if (_163 >= _158)
        {
            break;
        }
        v_44[_163] += (_97(_157 + _163, v_42) * _159);
        _163++;
        continue;
    }
}

static inline __attribute__((always_inline))
void _410(uint _408, float _409, constant _35& v_34, texture2d<float> v_42, thread spvUnsafeArray<float4, 8>& v_44)
{
    _160(uint(fast::clamp(v_34._m0[0u].w, 0.0, 4294967040.0)) + (_408 * uint(fast::clamp(v_34._m0[0u].z, 0.0, 4294967040.0))), uint(fast::clamp(v_34._m0[1u].z, 0.0, 4294967040.0)), _409, v_42, v_44);
}

static inline __attribute__((always_inline))
void _492(_19 _491, constant _35& v_34, texture2d<float> v_42, thread spvUnsafeArray<float4, 8>& v_44)
{
    uint _499 = 0u;
    float _500 = 0.0;
    uint2 _510 = uint2(4294967295u);
    uint2 _556 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _510))
        {
            break;
        }
        _510 -= uint2(uint(_510.y == 0u), 1u);
        if (!(_499 < 24u))
        {
            break;
        }
        float _549 = (((_491._m0 + (_491._m1 * mix(v_34._m0[6u].x, v_34._m0[6u].y, float(_475(_499, 3u)) / 7.0))) - v_34._m0[5u].xyz) * v_34._m0[5u].w)[_483(_499, 3u)];
        uint _551 = _499 * 13u;
        _500 = 1.0;
        uint _503 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _556))
            {
                break;
            }
            _556 -= uint2(uint(_556.y == 0u), 1u);
            if (!(_503 < 6u))
            {
                break;
            }
            float _580 = (_500 * _549) - (6.283185482025146484375 * rint((_500 * _549) / 6.283185482025146484375));
            _410(_551 + _503, sin(_580), v_34, v_42, v_44);
            _410((_551 + 6u) + _503, cos(_580), v_34, v_42, v_44);
            _500 *= 2.0;
            _503++;
            continue;
        }
        _410(_551 + 12u, _549, v_34, v_42, v_44);
        _499++;
        continue;
    }
}

static inline __attribute__((always_inline))
float4 _600(uint _599, constant _35& v_34, texture2d<uint> v_37)
{
    return v_34._m0[9u] + (v_34._m0[10u] * float4(v_37.read(uint2(uint2(_599 & 2047u, _599 >> 11u)), 0)));
}

static inline __attribute__((always_inline))
float4 _623(uint _619, uint _620, uint _621, float2 _622, constant _35& v_34, texture2d<uint> v_37)
{
    return mix(mix(_600(_619, v_34, v_37), _600(_619 + _620, v_34, v_37), float4(_622.x)), mix(_600(_619 + _621, v_34, v_37), _600((_619 + _621) + _620, v_34, v_37), float4(_622.x)), float4(_622.y));
}

static inline __attribute__((always_inline))
float _647(float _646)
{
    return fast::max(_646, 0.0) + log(1.0 + exp(-abs(_646)));
}

static inline __attribute__((always_inline))
void _660(uint _658, _19 _659, constant _35& v_34, texture2d<uint> v_37, texture2d<float> v_42, thread spvUnsafeArray<float4, 8>& v_44)
{
    float _684 = 0.0;
    float _676 = 0.0;
    uint _692 = 0u;
    uint _682 = 0u;
    float _675 = 0.0;
    bool _679 = false;
    uint _697 = 0u;
    spvUnsafeArray<float4, 8> _673 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    uint _678 = 0u;
    spvUnsafeArray<float4, 8> _670 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    float _677 = 0.0;
    uint _694 = 0u;
    uint2 _750 = uint2(4294967295u);
    uint2 _790 = uint2(4294967295u);
    uint2 _839 = uint2(4294967295u);
    uint2 _921 = uint2(4294967295u);
    uint2 _959 = uint2(4294967295u);
    uint2 _980 = uint2(4294967295u);
    uint2 _1025 = uint2(4294967295u);
    uint _705 = uint(fast::clamp(v_34._m0[7u].w, 0.0, 4294967040.0));
    uint _711 = uint(fast::clamp(v_34._m0[11u].x, 0.0, 4294967040.0));
    uint _715 = uint(fast::clamp(v_34._m0[11u].y, 0.0, 4294967040.0));
    float3 _721 = (_659._m0 * v_34._m0[7u].xyz) + v_34._m0[8u].xyz;
    float3 _725 = fast::normalize(_659._m1 * v_34._m0[7u].xyz) + float3(9.999999717180685365747194737196e-10);
    float3 _727 = (-_721) / _725;
    float3 _729 = float3(1.0) / abs(_725);
    float3 _730 = _727 - _729;
    float3 _731 = _727 + _729;
    float _737 = fast::clamp(fast::max(fast::max(_730.x, _730.y), _730.z), 0.0, 10000.0);
    float _745 = fast::max(fast::clamp(fast::min(fast::min(_731.x, _731.y), _731.z), 0.0, 10000.0) - _737, 0.0);
    for (;;)
    {
        if (all(uint2(0u) == _750))
        {
            break;
        }
        _750 -= uint2(uint(_750.y == 0u), 1u);
        if (_678 < _705)
        {
            _679 = _745 > 0.0;
        }
        else
        {
            _679 = false;
        }
        if (!_679)
        {
            break;
        }
        float _776 = (float(_678) + 0.5) / float(_705);
        float3 _785 = fast::clamp(((_721 + (_725 * (_737 + (_745 * _776)))) + float3(1.0)) * (0.5 * v_34._m0[8u].w), float3(0.0), float3(v_34._m0[8u].w));
        _682 = 0u;
        _684 = 0.0;
        uint _686 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _790))
            {
                break;
            }
            _790 -= uint2(uint(_790.y == 0u), 1u);
            if (!(_686 < _711))
            {
                break;
            }
            uint _811 = uint(fast::clamp(v_34._m0[12u][_686], 0.0, 4294967040.0));
            float3 _815 = (_785 * float(_811 - 1u)) + float3(0.5);
            uint3 _822 = min(uint3(fast::clamp(_815, float3(0.0), float3(4294967040.0))), uint3(_811 - 2u));
            float3 _824 = _815 - float3(_822);
            uint _834 = _682 + (((((_822.z * _811) + _822.y) * _811) + _822.x) * _715);
            uint _688 = 0u;
            for (;;)
            {
                if (all(uint2(0u) == _839))
                {
                    break;
                }
                _839 -= uint2(uint(_839.y == 0u), 1u);
                if (!(_688 < _715))
                {
                    break;
                }
                _673[(_686 * 2u) + _688] = mix(_623(_834 + _688, _715, _811 * _715, _824.xy, v_34, v_37), _623((_834 + _688) + ((_811 * _811) * _715), _715, _811 * _715, _824.xy, v_34, v_37), float4(_824.z));
                _688++;
                continue;
            }
            _684 += _673[_686 * 2u].x;
            _682 += ((_475(((_811 * _811) * _811) + 7u, 8u) * 8u) * _715);
            _686++;
            continue;
        }
        float _901 = (0.5 * _745) * _647((5.0 * _684) + (-2.0));
        float _902 = _675;
        float _905 = _675;
        float _909 = exp(-_902) - exp((-_905) - _901);
        _675 += _901;
        _676 += _909;
        _677 += (_909 * _776);
        uint _690 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _921))
            {
                break;
            }
            _921 -= uint2(uint(_921.y == 0u), 1u);
            if (!(_690 < 8u))
            {
                break;
            }
            _670[_690] += (_673[_690] * _909);
            _690++;
            continue;
        }
        _678++;
        continue;
    }
    _692 = _658;
    uint _954 = uint(fast::clamp(v_34._m0[11u].z, 0.0, 4294967040.0));
    for (;;)
    {
        if (all(uint2(0u) == _959))
        {
            break;
        }
        _959 -= uint2(uint(_959.y == 0u), 1u);
        if (!(_694 < _711))
        {
            break;
        }
        uint _695 = 0u;
        for (;;)
        {
            if (all(uint2(0u) == _980))
            {
                break;
            }
            _980 -= uint2(uint(_980.y == 0u), 1u);
            if (!(_695 < _954))
            {
                break;
            }
            _410(_692, _670[(_694 * 2u) + _475(_695, 4u)][_483(_695, 4u)], v_34, v_42, v_44);
            _692++;
            _695++;
            continue;
        }
        _694++;
        continue;
    }
    _410(_692, _676, v_34, v_42, v_44);
    _410(_692 + 1u, _677, v_34, v_42, v_44);
    for (;;)
    {
        if (all(uint2(0u) == _1025))
        {
            break;
        }
        _1025 -= uint2(uint(_1025.y == 0u), 1u);
        if (!(_697 < 3u))
        {
            break;
        }
        _410((_692 + 2u) + _697, _725[_697], v_34, v_42, v_44);
        _697++;
        continue;
    }
}

static inline __attribute__((always_inline))
float4 _268(float4 _267)
{
    float4 _287 = float4(1.0) / (float4(1.0) + (abs(_267) * 0.23164190351963043212890625));
    float4 _300 = (_287 * (float4(0.1274147927761077880859375) + (_287 * (float4(-0.1422483623027801513671875) + (_287 * (float4(0.710706889629364013671875) + (_287 * (float4(-0.726576030254364013671875) + (_287 * 0.53070271015167236328125))))))))) * exp((_267 * (-0.5)) * _267);
    return select(_300, float4(1.0) - _300, _267 > float4(0.0));
}

static inline __attribute__((always_inline))
float4 _308(float4 _306, float _307)
{
    if (_307 == 1.0)
    {
        return fast::max(_306, float4(0.0));
    }
    return _306 * _268(_306);
}

static inline __attribute__((always_inline))
_14 _318(thread spvUnsafeArray<float4, 8>& v_44)
{
    return _14{ v_44[0u], v_44[1u], v_44[2u], v_44[3u], v_44[4u], v_44[5u], v_44[6u], v_44[7u] };
}

static inline __attribute__((always_inline))
_14 _431(constant _35& v_34, thread spvUnsafeArray<float4, 8>& v_44)
{
    uint _433 = 0u;
    uint2 _439 = uint2(4294967295u);
    for (;;)
    {
        if (all(uint2(0u) == _439))
        {
            break;
        }
        _439 -= uint2(uint(_439.y == 0u), 1u);
        if (!(_433 < 8u))
        {
            break;
        }
        if (_433 >= uint(fast::clamp(v_34._m0[1u].z, 0.0, 4294967040.0)))
        {
            break;
        }
        v_44[_433] = _308(v_44[_433], v_34._m0[1u].y);
        _433++;
        continue;
    }
    return _318(v_44);
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], constant _40& v_39 [[buffer(0)]], constant _35& v_34 [[buffer(1)]], texture2d<float> v_42 [[texture(2)]], texture2d<uint> v_37 [[texture(4)]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    spvUnsafeArray<float4, 8> v_44 = spvUnsafeArray<float4, 8>({ float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0), float4(0.0) });
    _19 _1111 = _341((_12{ gl_FragCoord, in.m_1092 })._m1, v_34, v_39);
    _381(v_34, v_42, v_44);
    _492(_1111, v_34, v_42, v_44);
    _660(312u, _1111, v_34, v_37, v_42, v_44);
    _14 _1115 = _431(v_34, v_44);
    out.m_1095 = _1115._m0;
    out.m_1096 = _1115._m1;
    out.m_1097 = _1115._m2;
    out.m_1098 = _1115._m3;
    out.m_1099 = _1115._m4;
    out.m_1100 = _1115._m5;
    out.m_1101 = _1115._m6;
    out.m_1102 = _1115._m7;
    return out;
}
