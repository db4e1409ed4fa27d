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
    float4 _m0[1];
};

struct vertex_main_out
{
    float2 m_188 [[user(locn0)]];
    float4 m_190 [[user(locn1)]];
    float4 gl_Position [[position]];
};

static inline __attribute__((always_inline))
uint _93(uint _95, uint _96)
{
    return _95 / ((_96 == 0u) ? 1u : _96);
}

static inline __attribute__((always_inline))
uint _105(uint _103, uint _104)
{
    return (_104 * 128u) + _93(_103, 4u);
}

static inline __attribute__((always_inline))
_9 _128()
{
    return _9{ float4(2.0, 2.0, 2.0, 1.0), float2(0.0), float4(0.0) };
}

static inline __attribute__((always_inline))
uint _111(uint _112, uint _113)
{
    return _112 % ((_113 == 0u) ? 1u : _113);
}

static inline __attribute__((always_inline))
uint2 _121(uint _119, uint _120)
{
    return uint2(_111(_119, _120), _93(_119, _120));
}

static inline __attribute__((always_inline))
float4 _30(float4 _29, constant _18& v_17)
{
    return float4(_29.x, _29.y * v_17._m0._m4.x, (_29.z * v_17._m0._m4.y) + (_29.w * v_17._m0._m4.z), _29.w);
}

static inline __attribute__((always_inline))
float4 _58(float3 _57, constant _18& v_17)
{
    float2 _73 = (v_17._m0._m1.xy * _57.xy) + (v_17._m0._m1.zw * _57.z);
    return _30(float4(((2.0 * _73.x) / v_17._m0._m2.x) - _57.z, _57.z - ((2.0 * _73.y) / v_17._m0._m2.y), _57.z - 0.00999999977648258209228515625, _57.z), v_17);
}

static inline __attribute__((always_inline))
_9 _142(uint _138, float3 _139, float _140, float4 _141, constant _18& v_17)
{
    float3 _152 = (v_17._m0._m0 * float4(_139, 1.0)).xyz;
    if (_152.z <= 0.00999999977648258209228515625)
    {
        return _128();
    }
    float2 _165 = (float2(float(_138 & 1u), float((_138 >> 1u) & 1u)) * 2.0) - float2(1.0);
    return _9{ _58(_152 + float3(_165 * _140, 0.0), v_17), _165, _141 };
}

vertex vertex_main_out vertex_main(constant _18& v_17 [[buffer(0)]], constant _21& _20 [[buffer(1)]], texture2d<float> _23 [[texture(2)]], texture2d<float> _25 [[texture(4)]], texture2d<uint> _26 [[texture(6)]], uint gl_VertexIndex [[vertex_id]], uint gl_InstanceIndex [[instance_id]])
{
    vertex_main_out out = {};
    uint _202 = _105(gl_VertexIndex, gl_InstanceIndex);
    if (_202 >= uint(fast::clamp(_20._m0[0u].x, 0.0, 4294967040.0)))
    {
        _9 _211 = _128();
        out.gl_Position = _211._m0;
        out.m_188 = _211._m1;
        out.m_190 = _211._m2;
        return out;
    }
    uint2 _223 = _121(_26.read(uint2(_121(_202, uint2(_26.get_width(0u), _26.get_height(0u)).x)), 0).x, uint2(_23.get_width(0u), _23.get_height(0u)).x);
    float4 _224 = _23.read(uint2(_223), 0);
    _9 _228 = _142(gl_VertexIndex, _224.xyz, _224.w, _25.read(uint2(_223), 0), v_17);
    out.gl_Position = _228._m0;
    out.m_188 = _228._m1;
    out.m_190 = _228._m2;
    return out;
}

struct fragment_main_out
{
    float4 m_242 [[color(0)]];
};

struct fragment_main_in
{
    float2 m_237 [[user(locn0)]];
    float4 m_240 [[user(locn1)]];
};

static inline __attribute__((always_inline))
float _173(float2 _172)
{
    float _178 = fast::max(1.0 - dot(_172, _172), 0.0);
    return _178 * _178;
}

fragment fragment_main_out fragment_main(fragment_main_in in [[stage_in]], float4 gl_FragCoord [[position]])
{
    fragment_main_out out = {};
    _9 _233 = _9{ gl_FragCoord, in.m_237, in.m_240 };
    float _249 = _233._m2.w * _173(_233._m1);
    out.m_242 = float4(_233._m2.xyz * _249, _249);
    return out;
}
