#pragma clang diagnostic ignored "-Wmissing-prototypes"

#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

struct _6
{
    float4x4 _m0;
    float4 _m1;
    float4 _m2;
    float4 _m3;
    float4 _m4;
};

struct _9
{
    float4 _m0;
    float2 _m1;
    float4 _m2;
};

struct _18
{
    _6 _m0;
};

struct _21
{
    float4 _m0[4];
};

struct vertex_main_out
{
    float2 m_234 [[user(locn0)]];
    float4 m_236 [[user(locn1)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
uint _92(uint _94, uint _95)
{
    return _94 / ((_95 == 0u) ? 1u : _95);
}

static inline __attribute__((always_inline))
uint _104(uint _102, uint _103)
{
    return (_103 * 128u) + _92(_102, 4u);
}

static inline __attribute__((always_inline))
_9 _127()
{
    return _9{ float4(2.0, 2.0, 2.0, 1.0), float2(0.0), float4(0.0) };
}

static inline __attribute__((always_inline))
uint _110(uint _111, uint _112)
{
    return _111 % ((_112 == 0u) ? 1u : _112);
}

static inline __attribute__((always_inline))
uint2 _120(uint _118, uint _119)
{
    return uint2(_110(_118, _119), _92(_118, _119));
}

static inline __attribute__((always_inline))
float4 _29(float4 _28, constant _18& v_17)
{
    return float4(_28.x, _28.y * v_17._m0._m4.x, (_28.z * v_17._m0._m4.y) + (_28.w * v_17._m0._m4.z), _28.w);
}

static inline __attribute__((always_inline))
float4 _57(float3 _56, constant _18& v_17)
{
    float2 _72 = (v_17._m0._m1.xy * _56.xy) + (v_17._m0._m1.zw * _56.z);
    return _29(float4(((2.0 * _72.x) / v_17._m0._m2.x) - _56.z, _56.z - ((2.0 * _72.y) / v_17._m0._m2.y), _56.z - 0.00999999977648258209228515625, _56.z), v_17);
}

static inline __attribute__((always_inline))
_9 _141(uint _137, float3 _138, float _139, float4 _140, constant _18& v_17)
{
    float3 _151 = (v_17._m0._m0 * float4(_138, 1.0)).xyz;
    if (_151.z <= 0.00999999977648258209228515625)
    {
        return _127();
    }
    float2 _164 = (float2(float(_137 & 1u), float((_137 >> 1u) & 1u)) * 2.0) - float2(1.0);
    return _9{ _57(_151 + float3(_164 * _139, 0.0), v_17), _164, _140 };
}

static inline __attribute__((always_inline))
_9 _182(uint _180, uint _181, constant _18& v_17, constant _21& v_20, texture2d<uint> v_23, texture2d<float> v_25)
{
    uint2 _195 = _120(_181, uint2(v_23.get_width(0u), v_23.get_height(0u)).x);
    float3 _208 = v_20._m0[0u].xyz + (float3(v_23.read(uint2(_195), 0).xyz) * v_20._m0[1u].xyz);
    return _141(_180, v_20._m0[2u].xyz + ((sign(_208) * v_20._m0[0u].w) * (exp(abs(_208)) - float3(1.0))), v_20._m0[3u].y, v_25.read(uint2(_195), 0), v_17);
}

vertex vertex_main_out vertex_main(constant _18& v_17 [[buffer(0)]], constant _21& v_20 [[buffer(1)]], texture2d<uint> v_23 [[texture(2)]], texture2d<float> v_25 [[texture(4)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _244 = _104(gl_VertexIndex, gl_InstanceIndex);
    if (_244 >= uint(fast::clamp(v_20._m0[3u].x, 0.0, 4294967040.0)))
    {
        _9 _253 = _127();
        out.gl_Position = _253._m0;
        out.m_234 = _253._m1;
        out.m_236 = _253._m2;
        return out;
    }
    _9 _257 = _182(gl_VertexIndex, _244, v_17, v_20, v_23, v_25);
    out.gl_Position = _257._m0;
    out.m_234 = _257._m1;
    out.m_236 = _257._m2;
    return out;
}

struct fragment_main_out
{
    float4 m_271 [[color(0)]];
};

struct fragment_main_in
{
    float2 m_266 [[user(locn0)]];
    float4 m_269 [[user(locn1)]];
};

static inline __attribute__((always_inline))
float _172(float2 _171)
{
    float _177 = fast::max(1.0 - dot(_171, _171), 0.0);
    return _177 * _177;
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _9 _262 = _9{ gl_FragCoord, in.m_266, in.m_269 };
    float _278 = _262._m2.w * _172(_262._m1);
    out.m_271 = float4(_262._m2.xyz * _278, _278);
    return out;
}
